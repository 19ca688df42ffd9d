using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Web.Components.Effects;

/// <summary>Results of step 2 in words.</summary>
internal static class EffectTexts
{
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
