using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;
using ProblemSolving.Web.Components.Define;

namespace ProblemSolving.Web.Components.Effects;

/// <summary>Results of step 2 in words.</summary>
internal static class EffectTexts
{
    /// <summary>The change at which it just pays, in points, beside the planned one.</summary>
    public static string BreakEven(ITexts texts, EffectEstimate estimate)
    {
        var lines = estimate.Lines.Count(l => l.GainPerYear is not null);
        if (estimate is { BreakEven: { } scaled, BreakEvenShareOfChange: { } factor } && lines > 1)
            return texts.Get("effects.breakeven.lines", factor, lines, Points(texts, scaled.Change), scaled.LineName, Points(texts, scaled.Planned));
        if (estimate.BreakEven is { } even)
            return texts.Get("effects.breakeven.change", Points(texts, even.Change), even.LineName, Points(texts, even.Planned));
        if (estimate.BreakEvenShareOfChange is { } share and <= 1)
            return texts.Get("effects.breakeven.share", share);
        return lines > 0 ? texts["effects.breakeven.none"] : "–";
    }

    /// <summary>“Second orders won back: change”, or the cost's own name.</summary>
    public static string Input(ITexts texts, EffectInput input) =>
        input.LineId is null ? texts["effects.input." + input.Field] : $"{(input.LineName.Length == 0 ? texts["field.EffectLine.Name"] : input.LineName)}: {texts["effects.input." + input.Field]}";

    /// <summary>A value of an input in its own unit.</summary>
    public static string Value(ITexts texts, EffectInput input, double value, Currency currency) => input.Field switch
    {
        nameof(EffectLine.Population) => value.ToString("#,0.##", texts.Culture),
        nameof(EffectLine.ChangeLikely) => Points(texts, (decimal)value),
        _ => Format.Money((decimal)value, currency, texts),
    };

    /// <summary>An amount that was computed with doubles.</summary>
    public static string Money(ITexts texts, double amount, Currency currency) => Format.Money((decimal)amount, currency, texts);

    private static string Points(ITexts texts, decimal change) => MetricText.Difference(change, MetricUnit.Rate, Currency.Of("KRW"), texts);
}
