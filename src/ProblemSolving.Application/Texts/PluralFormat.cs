using System.Globalization;

namespace ProblemSolving.Application.Texts;

/// <summary>Fills slots such as <c>{0:plural day|days}</c> with the number and the word that fits it; every other slot as the culture does.</summary>
internal sealed class PluralFormat(CultureInfo culture) : IFormatProvider, ICustomFormatter
{
    private const string Mark = "plural ";

    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : culture.GetFormat(formatType);

    public string Format(string? format, object? arg, IFormatProvider? formatProvider)
    {
        if (format?.StartsWith(Mark, StringComparison.Ordinal) != true)
            return Plain(arg, format);
        var number = Plain(arg, "#,0.##");   // the median of two counts may be a half
        var words = format[Mark.Length..].Split('|');
        return $"{number} {(number == "1" ? words[0] : words[^1])}";
    }

    private string Plain(object? value, string? format) => value is IFormattable formattable ? AsPeopleRound.Of(formattable, format).ToString(format, culture) : value?.ToString() ?? "";
}
