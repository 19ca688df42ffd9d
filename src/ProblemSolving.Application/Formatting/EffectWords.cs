using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Application.Formatting;

/// <summary>What step 2 comes to in words, wherever it is shown.</summary>
public static class EffectWords
{
    /// <summary>The sentences that apply: kinds that were added up, gains that no account shows.</summary>
    public static IEnumerable<string> Beside(ITexts texts, EffectEstimate estimate, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(estimate);
        if (estimate.MixesKinds)
            yield return texts.Get("effects.mixed", string.Join(", ", Kinds(texts, estimate, currency)));
        if (estimate.SoftPerYear != 0)
            yield return texts.Get("effects.soft", Format.Money(estimate.SoftPerYear, currency, texts));
    }

    /// <summary>When the gains have covered the costs.</summary>
    public static string Payback(ITexts texts, EffectEstimate estimate)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(estimate);
        return estimate.PaybackMonths switch
        {
            null => texts["effects.payback.never"],
            0 => texts["effects.payback.none"],
            < 0.05m => texts["effects.payback.at-once"],   // would be rounded to none
            { } months => texts.Get("effects.payback.months", months),
        };
    }

    /// <summary>The change at which it just pays, in points, beside the planned one.</summary>
    /// <param name="lines">Their kinds say whether a change is one of points or a share.</param>
    /// <param name="falls">True where the headline metric is a rate that should fall.</param>
    public static string BreakEven(ITexts texts, EffectEstimate estimate, IReadOnlyList<EffectLine> lines, bool falls)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(estimate);
        ArgumentNullException.ThrowIfNull(lines);
        var kind = lines.FirstOrDefault(l => l.Id == estimate.BreakEven?.LineId)?.Kind ?? GainKind.Margin;
        var count = estimate.Lines.Count(l => l.GainPerYear is not null);
        if (count > 0 && estimate.BreakEvenShareOfChange == 0)
            return texts["effects.breakeven.no-cost"];
        if (estimate is { BreakEven: { } scaled, BreakEvenShareOfChange: { } factor } && count > 1)
            return texts.Get("effects.breakeven.lines", factor, count, FieldWords.Change(texts, kind, scaled.Change, falls), scaled.LineName, FieldWords.Change(texts, kind, scaled.Planned, falls));
        if (estimate.BreakEven is { } even)
            return texts.Get("effects.breakeven.change", FieldWords.Change(texts, kind, even.Change, falls), even.LineName, FieldWords.Change(texts, kind, even.Planned, falls));
        if (estimate.BreakEvenShareOfChange is { } share and <= 1)
            return texts.Get("effects.breakeven.share", share);
        return count > 0 ? texts["effects.breakeven.none"] : "–";
    }

    // Recurring and single gains of a kind stand apart: they are no amounts of the same year.
    private static IEnumerable<string> Kinds(ITexts texts, EffectEstimate estimate, Currency currency) =>
        from line in estimate.Lines
        where line.GainPerYear is not null
        group line.GainPerYear!.Likely by (line.Kind, line.Recurrence) into kind
        orderby kind.Key.Kind, kind.Key.Recurrence
        select $"{texts["choice.GainKind." + kind.Key.Kind]}{(kind.Key.Recurrence == GainRecurrence.OneOff ? $" ({texts["choice.GainRecurrence.OneOff"]})" : "")} {Format.Money(kind.Sum(), currency, texts)}";
}
