using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Application.Formatting;

/// <summary>The rule by which a choice is given up, beside the sheets: the break-even of a rate that should fall is a fall, in the words of steps 1 to 4.</summary>
public static class SwitchWords
{
    /// <param name="falls">True where the headline metric is a rate that should fall.</param>
    public static string Say(ITexts texts, SwitchTerms terms, PilotBreakEven? breakEven, bool falls, Currency? currency)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(terms);
        return falls && terms.Kind == SwitchKind.BelowBreakEven && breakEven?.Rise is { } rise
            ? texts.Get("switch.say.break-even-falling", BreakEven(texts, rise, falls))
            : Wording.Say(texts, SwitchRule.Say(terms, breakEven), currency);
    }

    /// <summary>The change at which it pays.</summary>
    /// <param name="rise">As a difference of rates above 0: how far the rate moves the right way.</param>
    public static string BreakEven(ITexts texts, double rise, bool falls)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return FieldWords.Change(texts, GainKind.Margin, Math.Round((decimal)rise, 4, MidpointRounding.AwayFromZero), falls);
    }
}
