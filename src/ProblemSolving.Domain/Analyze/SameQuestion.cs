namespace ProblemSolving.Domain.Analyze;

/// <summary>Runs that look at the same values of the same data: a row can stand in both, adjusted over another number of comparisons, and so with another verdict.</summary>
public static class SameQuestion
{
    /// <summary>The newest finished run of each kind that asks over the same days; empty when there is none.</summary>
    public static IReadOnlyList<AnalysisRun> Others(AnalysisRun run, IEnumerable<AnalysisRun> all)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(all);
        if (Days(run) is not { } days)
            return [];
        return [.. all
            .Where(r => r.Id != run.Id && r.DatasetVersionId == run.DatasetVersionId && r is { State: RunState.Succeeded, Looks: > 0 } && r.Looks != run.Looks && Days(r) == days
                && (run.Kind != AnalysisKind.Compare || r.Kind != AnalysisKind.Compare))
            .GroupBy(r => r.Kind).Select(g => g.MaxBy(r => r.QueuedAtUtc)!).OrderBy(r => r.Kind)];
    }

    // a comparison by a day asks another question
    private static int? Days(AnalysisRun run) => run.Kind switch
    {
        AnalysisKind.Explore => ResultJson.Read<RepurchaseParameters>(run.ParametersJson).TrendDays,
        AnalysisKind.Compare when ResultJson.Read<CompareParameters>(run.ParametersJson) is { Kind: not CompareKind.BeforeAfter } compare => compare.Days,
        _ => null,
    };
}
