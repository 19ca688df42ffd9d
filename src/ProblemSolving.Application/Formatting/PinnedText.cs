using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;

namespace ProblemSolving.Application.Formatting;

/// <summary>Cells of a pinned table as people read them.</summary>
public static class PinnedText
{
    public static string Of(ITexts texts, PinnedCell cell, PinnedKind kind)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(cell);
        if (cell.Words is { } words)
            return Wording.Say(texts, words);
        if (cell.Number is not { } number)
            return string.IsNullOrEmpty(cell.Value) ? "–" : cell.Value;
        return kind switch
        {
            PinnedKind.Count => Format.Number(number, 0, texts.Culture),
            PinnedKind.Number or PinnedKind.Text => Format.Number(number, 2, texts.Culture),
            PinnedKind.Rate => Format.Percent(number, 1, texts.Culture),
            PinnedKind.Points => (100 * number).ToString("+0.0;-0.0;0.0", texts.Culture) + (texts.IsKorean ? "" : " ") + texts["sheet.points"],
            PinnedKind.PValue => number < 0.0001 ? "< 0.0001" : number.ToString("0.0000", texts.Culture),
        };
    }
}
