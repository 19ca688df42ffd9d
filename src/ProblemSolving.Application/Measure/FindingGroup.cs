using ProblemSolving.Application.Define;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Application.Measure;

/// <summary>The customers a finding counted: only those whose first order is old enough for the rate.</summary>
/// <param name="Rate">Share of them that ordered again, in [0, 1].</param>
/// <param name="Days">Within so many days.</param>
public sealed record FindingGroup(long Customers, double Rate, int Days)
{
    /// <summary>Null when the finding is about no value of the first order.</summary>
    public static FindingGroup? Of(AnalysisRun run, PinnedFinding finding) =>
        FindingEvidence.ContrastOf(run, finding) is { Contrast: var contrast, Days: var days } ? new FindingGroup(contrast.Customers, contrast.Rate, days) : null;
}
