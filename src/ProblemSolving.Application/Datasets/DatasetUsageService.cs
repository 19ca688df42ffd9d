using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Data;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Datasets;

/// <summary>Who used a version where, and what its removal would mean.</summary>
[FeatureService]
public sealed class DatasetUsageService(IDbContextFactory<AppDbContext> contexts, AccessGuard access)
{
    public async Task<DatasetUsage> GetAsync(Actor actor, Guid versionId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await db.DatasetVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId, cancellationToken);
        await access.DemandAsync(actor, Permission.ViewProject, version?.ProjectId ?? Guid.Empty, cancellationToken);
        if (version is null)
            throw new AccessDeniedException(Permission.ViewProject);
        var versions = await db.DatasetVersions.AsNoTracking().Where(v => v.ProjectId == version.ProjectId).OrderByDescending(v => v.Number).ToListAsync(cancellationToken);
        var others = versions.Where(v => v.DatasetId == version.DatasetId && v.Id != versionId).ToList();
        var schedules = await db.Schedules.Where(s => s.DatasetId == version.DatasetId).Select(s => s.Name).ToListAsync(cancellationToken);
        return new DatasetUsage(
            [.. versions.Where(v => v.DatasetId == version.DatasetId)],
            await (from run in db.Runs
                   join user in db.Users on run.AuthorId equals user.Id
                   where run.DatasetVersionId == versionId
                   orderby run.QueuedAtUtc descending
                   select new DatasetRun(run.Id, run.Kind, user.DisplayName, run.QueuedAtUtc)).ToListAsync(cancellationToken),
            await db.Pilots.Where(p => p.DatasetVersionId == versionId).OrderBy(p => p.Round).Select(p => p.Name).ToListAsync(cancellationToken),
            await db.OperateRuns.CountAsync(r => r.DatasetVersionId == versionId, cancellationToken),
            schedules,
            await (from reading in db.MetricReadings
                   join user in db.Users on reading.AuthorId equals user.Id
                   where reading.DatasetVersionId == versionId
                   orderby reading.AtUtc descending
                   select new DatasetReading(user.DisplayName, reading.AtUtc)).ToListAsync(cancellationToken),
            await db.EvidencePins.CountAsync(p => p.DatasetVersionId == versionId, cancellationToken),
            [.. versions.Where(v => v.SpecJson.Length > 0 && ResultJson.Read<ImportPlan>(v.SpecJson) is var plan && (plan.AppendTo == versionId || plan.AttributesOf == versionId || plan.RowsOf == versionId))],
            version.State == DatasetState.Ready && schedules.Count > 0 && !others.Exists(v => v.State == DatasetState.Ready));
    }
}

/// <summary>Where a version is used.</summary>
/// <param name="Versions">Of the same dataset, newest first, this one among them.</param>
/// <param name="Pilots">Names of the pilots whose customers came from it.</param>
/// <param name="Deliveries">Lists made from it.</param>
/// <param name="Schedules">Names of the schedules that take the newest version of the dataset.</param>
/// <param name="Readings">Computations of the headline metric.</param>
/// <param name="Pins">Figures kept as evidence.</param>
/// <param name="BuiltOn">Versions that took over its rows or attributes; they hold them by themselves.</param>
/// <param name="IsLastForSchedule">A schedule would be left without data.</param>
public sealed record DatasetUsage(
    IReadOnlyList<DatasetVersion> Versions,
    IReadOnlyList<DatasetRun> Runs,
    IReadOnlyList<string> Pilots,
    int Deliveries,
    IReadOnlyList<string> Schedules,
    IReadOnlyList<DatasetReading> Readings,
    int Pins,
    IReadOnlyList<DatasetVersion> BuiltOn,
    bool IsLastForSchedule)
{
    /// <summary>Something rests on it, so that it stays.</summary>
    public bool KeepsIt => Runs.Count + Pilots.Count + Deliveries > 0 || IsLastForSchedule;
}

/// <summary>One run over a version.</summary>
public sealed record DatasetRun(Guid Id, AnalysisKind Kind, string By, DateTime AtUtc);

/// <summary>One computation of the headline metric.</summary>
public sealed record DatasetReading(string By, DateTime AtUtc);
