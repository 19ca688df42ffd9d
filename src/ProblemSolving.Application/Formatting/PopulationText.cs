using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Application.Formatting;

/// <summary>Whom a rule means, in words.</summary>
public static class PopulationText
{
    public static string Of(ITexts texts, PopulationRule? rule)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Wording.Say(texts, Said(rule)) + (rule is null ? "" : Cuts(texts, rule));
    }

    /// <summary>The rule as the trail stores it, to be read in any language; breaks that somebody set are left out.</summary>
    public static FigureText Said(PopulationRule? rule) => rule is null ? new FigureText("population.all")
        : rule.Segment is { } segment ? new FigureText("population.segment", new FigureText("rfm-segment." + segment))
        : new FigureText("population.value", rule.ColumnName!, rule.Value!);

    // two rules for one segment differ by these alone
    private static string Cuts(ITexts texts, PopulationRule rule)
    {
        var parts = new[] { ("population.segment.days", rule.RecencyBreaks), ("population.segment.orders", rule.FrequencyBreaks) }
            .Where(p => p.Item2 is not null)
            .Select(p => texts.Get(p.Item1, string.Join(" · ", p.Item2!.Select(b => Format.Number(b, 1, texts.Culture)))));
        return rule.Cuts is null ? "" : $" ({string.Join(", ", parts)})";
    }

    /// <summary>A name for what could be done for them, as a person would write it; to be made better by one.</summary>
    public static string OptionName(ITexts texts, PopulationRule rule)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Segment is { } segment
            ? texts["finding.option-name." + segment]
            : texts.Get("finding.option-name.value", rule.Value!);
    }
}
