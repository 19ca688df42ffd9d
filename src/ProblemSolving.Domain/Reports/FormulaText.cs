using System.Globalization;

namespace ProblemSolving.Domain.Reports;

/// <summary>
/// Texts a spreadsheet would take for a formula or command. A list without cell types, such as CSV, carries them behind an
/// apostrophe; whoever reads such a list takes it off again.
/// </summary>
public static class FormulaText
{
    private const char Mark = '\'';

    /// <summary>
    /// True when a spreadsheet could take the text for a formula or command: it begins with <c>= + - @</c> (also full-width),
    /// a tab, a carriage return or another control character, also behind blanks or quotes. A plain negative number is none.
    /// </summary>
    public static bool LooksLikeFormula(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0 || IsPlainNumber(text))
            return false;
        if (char.IsControl(text[0]))
            return true;
        foreach (var c in text)
        {
            if (c is '"' or Mark || char.IsWhiteSpace(c) || char.IsControl(c))
                continue;
            return c is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '−';
        }

        return false;
    }

    /// <summary>The text behind an apostrophe when it looks like a formula. A text that brings its own apostrophe gets a second one.</summary>
    public static string Neutralise(string text) => LooksLikeFormula(text) ? Mark + text : text;

    /// <summary>The text that <see cref="Neutralise"/> was given.</summary>
    public static string Restore(string text) => HasMark(text) && LooksLikeFormula(text[1..]) ? text[1..] : text;

    /// <summary>True when the text is behind an apostrophe that <see cref="Neutralise"/>, or a person in a spreadsheet, may have put there.</summary>
    public static bool IsMarked(string text) => HasMark(text) && LooksLikeFormula(text);

    private static bool HasMark(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 1 && text[0] == Mark;
    }

    private static bool IsPlainNumber(string text) =>
        text[0] == '-' && text.Length > 1 && char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[^1])
        && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
