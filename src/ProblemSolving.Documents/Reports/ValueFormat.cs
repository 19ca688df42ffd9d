using System.Globalization;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Documents.Reports;

/// <summary>How values read in a report: exact in tables, short on axes.</summary>
internal sealed class ValueFormat(string language)
{
    private static readonly CultureInfo s_digits = CultureInfo.InvariantCulture;
    private readonly bool _korean = language.StartsWith("ko", StringComparison.OrdinalIgnoreCase);

    public string Cell(ReportCell cell) => cell switch
    {
        TextCell text => text.Value,
        NumberCell number => Digits(number.Value, number.Decimals),
        MoneyCell money => Money(money.Value, money.Currency),
        PercentCell percent => Percent(percent.Rate, percent.Decimals),
        DateCell date => Date(date.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, "Not a known kind of cell."),
    };

    /// <summary>Exact money: <c>1,234,000원</c> in Korean, <c>₩1,234,000</c> in English.</summary>
    public string Money(decimal value, string currency)
    {
        var digits = Digits(Math.Abs(value), Currency.Known(currency).Decimals);
        var text = _korean && currency == "KRW" ? digits + "원" : Currency.Known(currency).Sign + digits;
        return Math.Sign(value) < 0 ? "−" + text : text;
    }

    /// <summary>The currency as an axis title names it.</summary>
    public string CurrencyName(string currency) => _korean && currency == "KRW" ? "원" : Currency.Known(currency).Sign.Trim();

    // as a decimal a half is rounded up, as the page and the workbook do it
    private static string Percent(double rate, int decimals)
    {
        var size = Math.Abs(rate * 100);
        var format = "N" + decimals;
        return Signed(rate, size < 1e15 ? ((decimal)size).ToString(format, s_digits) : size.ToString(format, s_digits)) + "%";
    }

    // what is written as 0.00 has no sign
    private static string Coefficient(double value) =>
        Signed(Math.Round(value, 2) + 0.0, Math.Abs(value).ToString("F2", s_digits));

    public string Date(DateOnly date) => date.ToString(_korean ? "yyyy-MM-dd" : "d MMM yyyy", s_digits);

    /// <summary>A value of a figure with its unit, exact.</summary>
    public string FigureValue(double value, FigureUnit unit, string currency) => unit switch
    {
        FigureUnit.Rate => Percent(value, 1),
        FigureUnit.Money => Money((decimal)value, currency),
        FigureUnit.Correlation or FigureUnit.Association => Coefficient(value),
        FigureUnit.Lift => Signed(value, Math.Abs(value).ToString("N2", s_digits)),
        FigureUnit.None or FigureUnit.Customers or FigureUnit.Orders or FigureUnit.Rows or FigureUnit.Days or FigureUnit.Months =>
            Signed(value, Math.Abs(value).ToString(value == Math.Floor(value) ? "N0" : "#,##0.##", s_digits)),
    };

    /// <summary>A tick on an axis, short: <c>3.2억</c>, <c>320M</c>, <c>12%</c>.</summary>
    public string Tick(double value, double step, FigureUnit unit)
    {
        if (unit == FigureUnit.Rate)
            return Percent(value, step < 0.01 ? 1 : 0);
        if (unit is FigureUnit.Correlation or FigureUnit.Association)
            return Coefficient(value);
        var (divisor, suffix) = Scale(Math.Abs(value));
        var scaledStep = step / divisor;
        var decimals = scaledStep >= 1 ? 0 : scaledStep >= 0.1 ? 1 : 2;
        return Signed(value, Math.Abs(value / divisor).ToString("#,##0" + (decimals == 0 ? "" : "." + new string('#', decimals)), s_digits)) + suffix;
    }

    private (double Divisor, string Suffix) Scale(double magnitude) => _korean
        ? magnitude switch
        {
            >= 1e12 => (1e12, "조"),
            >= 1e8 => (1e8, "억"),
            >= 1e5 => (1e4, "만"),
            _ => (1, ""),
        }
        : magnitude switch
        {
            >= 1e9 => (1e9, "B"),
            >= 1e6 => (1e6, "M"),
            >= 1e5 => (1e3, "K"),
            _ => (1, ""),
        };

    private static string Digits(decimal value, int decimals)
    {
        var text = Math.Abs(value).ToString("N" + decimals, s_digits);
        return value < 0 && text.Any(c => c is >= '1' and <= '9') ? "−" + text : text;
    }

    private static string Signed(double value, string digits) => value < 0 && digits.Any(c => c is >= '1' and <= '9') ? "−" + digits : digits;
}
