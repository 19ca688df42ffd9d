using System.Text;

namespace ProblemSolving.Documents;

/// <summary>Texts as a workbook cell can hold them.</summary>
internal static class SpreadsheetText
{
    private const int MaxCellLength = 32_767;

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

    /// <summary>True for a text such as <c>00042</c>: somebody who edits the cell would make a number of it and lose the zeros.</summary>
    public static bool LooksLikeNumber(string text) => text.Length is > 0 and <= 255 && text.All(c => char.IsAsciiDigit(c) || c is '.' or ',' or '-' or '+' or 'e' or 'E') && text.Any(char.IsAsciiDigit);
}
