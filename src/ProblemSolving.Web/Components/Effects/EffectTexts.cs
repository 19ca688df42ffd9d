using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Web.Components.Effects;

/// <summary>Results of step 2 in words.</summary>
internal static class EffectTexts
{
    /// <summary>The change at which it just pays, in points, beside the planned one.</summary>
    /// <param name="lines">Their kinds say whether a change is one of points or a share.</param>
    /// <param name="falls">True where the headline metric is a rate that should fall.</param>
    public static string BreakEven(ITexts texts, EffectEstimate estimate, IReadOnlyList<EffectLine> lines, bool falls)
    {
        var kind = KindOf(lines, estimate.BreakEven?.LineId) ?? GainKind.Margin;
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

    /// <summary>“Second orders won back: change”, or the cost's own name.</summary>
    public static string Input(ITexts texts, EffectInput input, IReadOnlyList<EffectLine> lines, bool falls)
    {
        var name = FieldWords.Input(texts, KindOf(lines, input.LineId), input.Field, falls);
        return input.LineId is null ? name : $"{(input.LineName.Length == 0 ? texts["field.EffectLine.Name"] : input.LineName)}: {name}";
    }

    /// <summary>A value of an input in its own unit.</summary>
    public static string Value(ITexts texts, EffectInput input, double value, Currency currency, IReadOnlyList<EffectLine> lines, bool falls) => input.Field switch
    {
        nameof(EffectLine.Population) => value.ToString("#,0.##", texts.Culture),
        nameof(EffectLine.ChangeLikely) => FieldWords.Change(texts, KindOf(lines, input.LineId) ?? GainKind.Margin, (decimal)value, falls),
        _ => Format.Money((decimal)value, currency, texts),
    };

    /// <summary>An amount that was computed with doubles.</summary>
    public static string Money(ITexts texts, double amount, Currency currency) => Format.Money((decimal)amount, currency, texts);

    private static GainKind? KindOf(IReadOnlyList<EffectLine> lines, Guid? lineId) => lines.FirstOrDefault(l => l.Id == lineId)?.Kind;
}
