using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Web.Components.Analyze;

/// <summary>Whom a list can be for: everybody, a segment, the rule of a finding, or the one that is set.</summary>
internal static class PopulationChoices
{
    /// <param name="chosen">The rule that is set, as stored.</param>
    /// <returns>Rules as stored, with their words.</returns>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(ITexts texts, ProjectSnapshot snapshot, string chosen) =>
    [
        .. new PopulationRule?[] { null }
            .Concat(Enum.GetValues<RfmSegment>().Select(s => new PopulationRule(Segment: s)))
            .Concat(snapshot.PinnedFindings.Select(f => f.RuleJson).Append(chosen).Where(r => r.Length > 0).Select(PopulationRule.Read))
            .DistinctBy(PopulationRule.Write)
            .Select(r => KeyValuePair.Create(PopulationRule.Write(r), PopulationText.Of(texts, r))),
    ];
}
