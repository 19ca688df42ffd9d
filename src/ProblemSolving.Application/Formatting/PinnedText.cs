using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Application.Formatting;

/// <summary>Cells of a pinned table as people read them.</summary>
public static class PinnedText
{
    /// <param name="currency">Of the project; without it amounts are bare numbers.</param>
    public static string Of(ITexts texts, PinnedCell cell, PinnedKind kind, Currency? currency = null)
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
            PinnedKind.Money when currency is not null => Format.Money((decimal)number, currency, texts),
            PinnedKind.Money => Format.Number(number, 2, texts.Culture),
            PinnedKind.Number or PinnedKind.Text => Format.Number(number, 2, texts.Culture),
            PinnedKind.Rate => Format.Percent(number, 1, texts.Culture),
            PinnedKind.Points => (100 * number).ToString("+0.0;−0.0;0.0", texts.Culture) + (texts.IsKorean ? "" : " ") + texts["sheet.points"],
            PinnedKind.PValue => number < 0.0001 ? "< 0.0001" : number.ToString("0.0000", texts.Culture),
        };
    }

    /// <summary>What a table left out, or null where it holds all rows.</summary>
    public static string? LeftOut(ITexts texts, PinnedTable table)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(table);
        return table.LeftOut == 0 ? null : texts.Get("evidence.left-out." + table.KeptInForce(), table.LeftOut);
    }
}
