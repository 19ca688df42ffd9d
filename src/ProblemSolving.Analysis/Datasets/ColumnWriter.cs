using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Turns the cells of one column into stored values and keeps count of what did not fit.</summary>
/// <param name="pseudonymKey">Set for personal columns: what is written is a keyed hash.</param>
/// <param name="currency">The currency that amounts are in; null looks at none.</param>
/// <param name="today">Purchases after this day are told; null tells of none.</param>
internal sealed class ColumnWriter(PlannedColumn plan, DecimalMark mark, byte[]? pseudonymKey = null, string? currency = null, DateOnly? today = null)
{
    private readonly DayGuard? _days = plan.Role == ColumnRole.Time && plan.Type is ColumnType.Date or ColumnType.DateTime ? new DayGuard(today) : null;

    private readonly bool _looksAtCurrency = currency is not null && plan.Role is ColumnRole.Amount or ColumnRole.UnitPrice;

    private bool _allPointZero = true;
    private int _integerDigits = 1;
    private int _fractionDigits;

    public PlannedColumn Plan => plan;

    public long Filled { get; private set; }

    public long Missing { get; private set; }

    /// <summary>What stands in the cells that are missing.</summary>
    public MissingTexts MissingTexts { get; } = new();

    public long Unreadable { get; private set; }

    public ImportFault? FirstFault { get; private set; }

    /// <summary>The first cell that says another currency, with the code of that.</summary>
    public (long Row, string Text, string Code)? OtherCurrency { get; private set; }

    /// <summary>Ids that a program wrote as decimals (17850.0) are stored without the ".0" when every one of them has it.</summary>
    public bool StripsPointZero => plan.Role is ColumnRole.Customer or ColumnRole.Order && plan.Type == ColumnType.Text && _allPointZero && Filled > 0;

    /// <summary>More digits than an exact column holds.</summary>
    public bool Inexact => plan.Type == ColumnType.Decimal && _integerDigits + _fractionDigits > CellReader.MaximumDigits;

    /// <summary>Column type in the query engine; decimals get the scale the data need.</summary>
    public string SqlType => plan.Type switch
    {
        ColumnType.Text => "VARCHAR",
        ColumnType.Integer => "BIGINT",
        ColumnType.Decimal when Inexact => "DOUBLE",
        ColumnType.Decimal => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({(_integerDigits + _fractionDigits <= 18 ? 18 : 38)},{_fractionDigits})"),
        ColumnType.Date => "DATE",
        ColumnType.DateTime => "TIMESTAMP",
        ColumnType.Boolean => "BOOLEAN",
    };

    /// <summary>Days that can hardly be meant, where the column is the time of purchase.</summary>
    public IEnumerable<Domain.Finding> Days => _days?.Findings(plan.Name, sample: false) ?? [];

    /// <summary>Writes one cell; gives the fault when it cannot be read.</summary>
    public ImportFault? Write(ReadOnlySpan<byte> cell, long row, CanonicalWriter target)
    {
        var text = CellReader.Trim(cell);
        if (plan.Type == ColumnType.Text ? text.IsEmpty : CellReader.IsMissing(text))
        {
            Missing++;
            MissingTexts.Add(text);
            return null;
        }
        Filled++;
        if (TryWrite(text, row, target))
        {
            if (_looksAtCurrency && OtherCurrency is null && CellReader.CurrencyOf(text) is { } said && said != currency)
                OtherCurrency = (row, Shorten(text), said);
            return null;
        }

        Unreadable++;
        var fault = new ImportFault(row, plan.Name, Shorten(text), FaultCode);
        FirstFault ??= fault;
        return fault;
    }

    private string FaultCode => plan.Type is ColumnType.Date or ColumnType.DateTime ? "data.fault.date"
        : plan.Type == ColumnType.Boolean ? "data.fault.boolean" : "data.fault.number";

    private bool TryWrite(ReadOnlySpan<byte> text, long row, CanonicalWriter target)
    {
        Span<byte> buffer = stackalloc byte[64];
        switch (plan.Type)
        {
            case ColumnType.Text when pseudonymKey is not null:
                _allPointZero = false;
                target.Plain(buffer[..Pseudonym.Write(pseudonymKey, text, buffer)]);
                return true;
            case ColumnType.Text:
                _allPointZero &= text.Length > 2 && text.EndsWith(".0"u8) && text[..^2].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
                target.Text(text);
                return true;
            case ColumnType.Integer:
                if (!CellReader.TryInteger(text, mark, out var whole) || !Utf8Formatter.TryFormat(whole, buffer, out var length))
                    return false;
                target.Plain(buffer[..length]);
                return true;
            case ColumnType.Decimal:
                if (!CellReader.TryDecimal(text, mark, buffer, out var shape))
                    return false;
                _integerDigits = Math.Max(_integerDigits, shape.IntegerDigits);
                _fractionDigits = Math.Max(_fractionDigits, shape.FractionDigits);
                target.Plain(buffer[..shape.Length]);
                return true;
            case ColumnType.Date:
            case ColumnType.DateTime:
                if (!CellReader.TryDate(text, plan.DateFormat!.Value, out var value, out _))
                    return false;
                _days?.Add(value, row);
                target.Plain(buffer[..FormatTime(value, plan.Type == ColumnType.DateTime, buffer)]);
                return true;
            case ColumnType.Boolean:
                if (!CellReader.TryBoolean(text, out var flag))
                    return false;
                target.Plain(flag ? "true"u8 : "false"u8);
                return true;
            default:
                return false;
        }
    }

    private static int FormatTime(DateTime value, bool withTime, Span<byte> buffer)
    {
        Digits(buffer, 0, 4, value.Year);
        buffer[4] = buffer[7] = (byte)'-';
        Digits(buffer, 5, 2, value.Month);
        Digits(buffer, 8, 2, value.Day);
        if (!withTime)
            return 10;
        buffer[10] = (byte)' ';
        Digits(buffer, 11, 2, value.Hour);
        buffer[13] = buffer[16] = (byte)':';
        Digits(buffer, 14, 2, value.Minute);
        Digits(buffer, 17, 2, value.Second);
        var microseconds = (int)(value.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);
        if (microseconds == 0)
            return 19;
        buffer[19] = (byte)'.';
        Digits(buffer, 20, 6, microseconds);
        return 26;
    }

    private static void Digits(Span<byte> buffer, int at, int count, int value)
    {
        for (var i = at + count - 1; i >= at; i--, value /= 10)
            buffer[i] = (byte)('0' + value % 10);
    }

    public static string Shorten(ReadOnlySpan<byte> text)
    {
        var whole = Encoding.UTF8.GetString(text.Length > 400 ? text[..400] : text);
        return whole.Length <= 80 ? whole : whole[..80];
    }
}
