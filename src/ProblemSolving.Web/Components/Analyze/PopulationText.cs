using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Web.Components.Analyze;

/// <summary>Whom a rule means, in words.</summary>
public static class PopulationText
{
    public static string Of(ITexts texts, PopulationRule? rule)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return rule is null ? texts["population.all"]
            : rule.Segment is { } segment ? texts.Get("population.segment", texts["rfm-segment." + segment])
            : texts.Get("population.value", rule.ColumnName!, rule.Value!);
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
