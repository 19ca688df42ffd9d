using System.Globalization;
using System.Text;

namespace ProblemSolving.Documents;

/// <summary>Texts that must stay texts when a spreadsheet opens them.</summary>
internal static class SpreadsheetText
{
    private const int MaxCellLength = 32_767;

    /// <summary>
    /// True when a spreadsheet could take the text for a formula or command: it begins with <c>= + - @</c> (also full-width),
    /// a tab, a carriage return or another control character, also behind blanks or quotes. A plain negative number is none.
    /// </summary>
    public static bool LooksLikeFormula(string text)
    {
        if (text.Length == 0 || IsPlainNumber(text))
            return false;
        if (char.IsControl(text[0]))
            return true;
        foreach (var c in text)
        {
            if (c is '"' or '\'' || char.IsWhiteSpace(c) || char.IsControl(c))
                continue;
            return c is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '−';
        }

        return false;
    }

    /// <summary>The text behind an apostrophe when it looks like a formula, for formats that know no cell types.</summary>
    public static string Neutralise(string text) => LooksLikeFormula(text) ? "'" + text : text;

    /// <summary>Without the control characters that XML refuses, and not longer than a cell can hold.</summary>
    public static string Clean(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is >= 0x20 or '\t' or '\n' or '\r' && rune.Value is not (0xFFFE or 0xFFFF))
                result.Append(rune.ToString());
        }

        return result.Length <= MaxCellLength ? result.ToString() : result.ToString(0, MaxCellLength - 1) + "…";
    }

    private static bool IsPlainNumber(string text) =>
        text[0] == '-' && text.Length > 1 && char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[^1])
        && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
