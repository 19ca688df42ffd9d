using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Application.Formatting;

/// <summary>What must be said beside a total of gains, wherever it is shown.</summary>
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

    // Recurring and single gains of a kind stand apart: they are no amounts of the same year.
    private static IEnumerable<string> Kinds(ITexts texts, EffectEstimate estimate, Currency currency) =>
        from line in estimate.Lines
        where line.GainPerYear is not null
        group line.GainPerYear!.Likely by (line.Kind, line.Recurrence) into kind
        orderby kind.Key.Kind, kind.Key.Recurrence
        select $"{texts["choice.GainKind." + kind.Key.Kind]}{(kind.Key.Recurrence == GainRecurrence.OneOff ? $" ({texts["choice.GainRecurrence.OneOff"]})" : "")} {Format.Money(kind.Sum(), currency, texts)}";
}
