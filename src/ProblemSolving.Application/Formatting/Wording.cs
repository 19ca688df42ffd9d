using System.Globalization;
using System.Text.Json;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Application.Formatting;

/// <summary>Sentences whose words stand in the catalogue and whose values come from a result or a trail.</summary>
public static class Wording
{
    /// <summary>
    /// A sentence with its values. A key the catalogue does not know is a name from the data and stands as it is.
    /// A slot such as <c>{0:money}</c> is written as an amount, <c>{0:money-exact}</c> with every digit.
    /// </summary>
    /// <param name="currency">Of the project; without it amounts are bare numbers.</param>
    public static string Say(ITexts texts, FigureText text, Currency? currency = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(text);
        return texts.Has(text.Key) ? texts.Get(text.Key, [.. text.Arguments.Select(a => Plain(texts, a, currency))]) : text.Key;
    }

    /// <summary>Values for a text whose slots may be amounts; what is no number stays as it is.</summary>
    public static object[] Amounts(ITexts texts, IEnumerable<object> arguments, Currency? currency) =>
        [.. arguments.Select(a => a switch { int or long or double or decimal => new Amount((IFormattable)a, texts, currency), FigureText inner => Say(texts, inner, currency), _ => a })];

    // A figure that was stored comes back with its values as JSON.
    private static object? Plain(ITexts texts, object value, Currency? currency) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.Number } e => new Amount(e.TryGetInt64(out var whole) ? whole : e.GetDouble(), texts, currency),
        JsonElement { ValueKind: JsonValueKind.String } e => e.GetString(),
        JsonElement e => e.ToString(),
        FigureText inner => Say(texts, inner, currency),
        DateOnly date => Format.Date(date, texts.Culture),
        int or long or double or decimal => new Amount((IFormattable)value, texts, currency),
        _ => value,
    };

    // A number that can also be written as money; any other format is the number's own.
    private sealed class Amount(IFormattable number, ITexts texts, Currency? currency) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider)
        {
            if (format is not ("money" or "money-exact"))
                return AsPeopleRound.Of(number, format).ToString(format, formatProvider);
            var amount = Convert.ToDecimal(number, CultureInfo.InvariantCulture);
            if (currency is null)
                return amount.ToString(amount == decimal.Truncate(amount) ? "N0" : "N2", formatProvider);
            return format == "money" ? Format.Money(amount, currency, texts) : Format.MoneyExact(amount, currency, texts);
        }
    }
}
