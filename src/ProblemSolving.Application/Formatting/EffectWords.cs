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

    /// <summary>A probability with one decimal; one that would be rounded to none or to certainty says so.</summary>
    /// <param name="probability">In [0, 1].</param>
    public static string Chance(ITexts texts, double probability)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return probability switch
        {
            > 0 and < 0.0005 => "< " + Format.Percent(0.001, 1, texts.Culture),
            < 1 and > 0.9995 => "> " + Format.Percent(0.999, 1, texts.Culture),
            _ => Format.Percent(probability, 1, texts.Culture),
        };
    }

    /// <summary>Pessimistic, middle and optimistic in one form: with every digit where two of them would read alike and are not.</summary>
    public static string Quantiles(ITexts texts, Spread spread, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(spread);
        decimal[] amounts = [(decimal)spread.P10, (decimal)spread.P50, (decimal)spread.P90];
        var exact = amounts.Select(a => Format.MoneyExact(a, currency with { Decimals = 0 }, texts)).ToList();
        var brief = amounts.Select(a => Format.Money(a, currency, texts)).ToList();
        var isMixed = amounts.Where(a => a != 0).Select(Format.IsShortened).Distinct().Count() > 1;   // $57,775 beside $105K reads as another measure
        return string.Join(" · ", isMixed || brief.Distinct().Count() < exact.Distinct().Count() ? exact : brief);
    }

    /// <summary>Both ends of a range, or the one that is given under its name; null when there is none.</summary>
    public static string? Ends(ITexts texts, string? low, string? high)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return (low, high) switch
        {
            (null, null) => null,
            ({ } least, null) => $"{texts["effects.low"]} {least}",
            (null, { } most) => $"{texts["effects.high"]} {most}",
            var (least, most) => $"{least} – {most}",
        };
    }

    // Recurring and single gains of a kind stand apart: they are no amounts of the same year.
    private static IEnumerable<string> Kinds(ITexts texts, EffectEstimate estimate, Currency currency) =>
        from line in estimate.Lines
        where line.GainPerYear is not null
        group line.GainPerYear!.Likely by (line.Kind, line.Recurrence) into kind
        orderby kind.Key.Kind, kind.Key.Recurrence
        select $"{texts["choice.GainKind." + kind.Key.Kind]}{(kind.Key.Recurrence == GainRecurrence.OneOff ? $" ({texts["choice.GainRecurrence.OneOff"]})" : "")} {Format.Money(kind.Sum(), currency, texts)}";
}
