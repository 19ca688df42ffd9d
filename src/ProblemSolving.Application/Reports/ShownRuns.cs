using ProblemSolving.Application.Analyze;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Reports;

/// <summary>
/// Which runs the report shows with their figures. The newest run may be of a file somebody only tried: what evidence, findings, pilots and
/// schedules rest on comes first, and where nothing does, the dataset the project is about.
/// </summary>
public static class ShownRuns
{
    private const int MostOfAKind = 3;

    /// <summary>By kind, the newest first.</summary>
    public static IReadOnlyList<AnalysisRun> Of(ProjectSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var used = snapshot.EvidencePins.Select(p => p.RunId)
            .Concat(snapshot.PinnedFindings.Select(f => f.RunId))
            .Concat(snapshot.Pilots.Select(p => p.ModelRunId ?? Guid.Empty))
            .Concat(snapshot.Schedules.Select(s => s.ModelRunId ?? Guid.Empty))
            .ToHashSet();
        var finished = snapshot.Runs.Where(r => r.State == RunState.Succeeded).OrderByDescending(r => r.QueuedAtUtc).ToList();
        var datasets = snapshot.DatasetVersions.ToDictionary(v => v.Id, v => v.DatasetId);
        Guid Dataset(AnalysisRun run) => datasets.GetValueOrDefault(run.DatasetVersionId);
        var customers = finished.GroupBy(Dataset).ToDictionary(g => g.Key, g => g.Max(r => RunHeadline.Read(r.HeadlineJson).GetValueOrDefault(RunHeadline.Customers)));
        return
        [
            .. finished.GroupBy(r => r.Kind).OrderBy(g => g.Key).SelectMany(kind => kind.Any(r => used.Contains(r.Id))
                ? kind.Where(r => used.Contains(r.Id)).Take(MostOfAKind)
                : kind.OrderByDescending(r => Dataset(r) == snapshot.MetricData?.DatasetId).ThenByDescending(r => customers[Dataset(r)]).ThenByDescending(r => r.QueuedAtUtc).Take(1)),
        ];
    }
}
