using Microsoft.EntityFrameworkCore;
using ProblemSolving.Data;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Projects;

/// <summary>Reads a project with everything in it, as it was at one moment. Asks no permission: services that did so call it.</summary>
internal static class ProjectReader
{
    public static async Task<ProjectSnapshot?> ReadAsync(AppDbContext db, Guid projectId, CancellationToken cancellationToken)
    {
        await using var moment = await OneMoment.BeginAsync(db, cancellationToken);
        var project = await db.Projects.AsNoTracking().SingleOrDefaultAsync(p => p.Id == projectId, cancellationToken);
        if (project is null)
            return null;

        var changes = await db.Audit.Where(a => a.ProjectId == projectId && a.Step != null)
            .GroupBy(a => a.Step!.Value)
            .Select(g => new { Step = g.Key, At = g.Max(a => a.AtUtc) })
            .ToDictionaryAsync(g => g.Step, g => g.At, cancellationToken);
        var options = await db.SolutionOptions.AsNoTracking().Where(s => s.ProjectId == projectId).OrderBy(s => s.Position).ThenBy(s => s.Id).ToListAsync(cancellationToken);
        var shown = options.Select(o => o.Id).ToHashSet();
        var assumptions = await db.Assumptions.AsNoTracking().Where(s => s.ProjectId == projectId).OrderBy(s => s.Position).ThenBy(s => s.Id).ToListAsync(cancellationToken);
        return new ProjectSnapshot(
            project,
            await db.DefineSheets.AsNoTracking().SingleOrDefaultAsync(s => s.ProjectId == projectId, cancellationToken) ?? new DefineSheet { ProjectId = projectId },
            await db.EffectsSheets.AsNoTracking().SingleOrDefaultAsync(s => s.ProjectId == projectId, cancellationToken) ?? new EffectsSheet { ProjectId = projectId },
            await db.EffectLines.AsNoTracking().Where(s => s.ProjectId == projectId).OrderBy(s => s.Position).ThenBy(s => s.Id).ToListAsync(cancellationToken),
            await db.CausalLinks.AsNoTracking().Where(s => s.ProjectId == projectId).OrderBy(s => s.Position).ThenBy(s => s.Id).ToListAsync(cancellationToken),
            options,
            [.. assumptions.Where(a => shown.Contains(a.ParentId))],
            await db.PrioritizeSheets.AsNoTracking().SingleOrDefaultAsync(s => s.ProjectId == projectId, cancellationToken) ?? new PrioritizeSheet { ProjectId = projectId },
            await db.Reviews.AsNoTracking().Where(r => r.ProjectId == projectId).OrderBy(r => r.Number).ToListAsync(cancellationToken),
            await db.DatasetVersions.AsNoTracking().Where(v => v.ProjectId == projectId).OrderBy(v => v.CreatedAtUtc).ToListAsync(cancellationToken),
            await RunsWithoutResults(db.Runs.Where(r => r.ProjectId == projectId)).ToListAsync(cancellationToken),
            await db.Pilots.AsNoTracking().Where(p => p.ProjectId == projectId).OrderBy(p => p.Round).ToListAsync(cancellationToken),
            await db.Schedules.AsNoTracking().Where(s => s.ProjectId == projectId).OrderBy(s => s.CreatedAtUtc).ToListAsync(cancellationToken),
            await db.OperateRuns.AsNoTracking().Where(r => r.ProjectId == projectId).OrderByDescending(r => r.SlotUtc).Take(200).ToListAsync(cancellationToken),
            changes)
        {
            Remarks = await db.FieldRemarks.AsNoTracking().Where(r => r.ProjectId == projectId && r.ClosedAtUtc == null).OrderBy(r => r.CreatedAtUtc).ThenBy(r => r.Id).ToListAsync(cancellationToken),
            Spendings = await db.Spendings.AsNoTracking().Where(s => s.ProjectId == projectId).OrderByDescending(s => s.Day).ThenByDescending(s => s.Id).ToListAsync(cancellationToken),
            DamageInputs = await db.DamageInputs.AsNoTracking().Where(s => s.ProjectId == projectId).OrderBy(s => s.Position).ThenBy(s => s.Id).ToListAsync(cancellationToken),
            EvidencePins = await db.EvidencePins.AsNoTracking().Where(s => s.ProjectId == projectId).OrderBy(s => s.Position).ThenBy(s => s.Id).ToListAsync(cancellationToken),
            PinnedFindings = await db.PinnedFindings.AsNoTracking().Where(f => f.ProjectId == projectId).OrderByDescending(f => f.PinnedAtUtc).ThenByDescending(f => f.Id).ToListAsync(cancellationToken),
            CauseNotes = await db.CauseNotes.AsNoTracking().Where(s => s.ProjectId == projectId).OrderBy(s => s.Position).ThenBy(s => s.Id).ToListAsync(cancellationToken),
            Reading = await db.MetricReadings.AsNoTracking().Where(r => r.ProjectId == projectId && !r.IsWatch).OrderByDescending(r => r.AtUtc).ThenByDescending(r => r.Id).FirstOrDefaultAsync(cancellationToken),
            NewestReading = await db.MetricReadings.AsNoTracking().Where(r => r.ProjectId == projectId).OrderByDescending(r => r.AtUtc).ThenByDescending(r => r.Id).FirstOrDefaultAsync(cancellationToken),
            DatasetNames = await db.Datasets.Where(d => d.ProjectId == projectId).ToDictionaryAsync(d => d.Id, d => d.Name, cancellationToken),
            OwnValues = [.. (await OwnValues.ReadAsync(db.Audit.Where(a => a.ProjectId == projectId), cancellationToken))[projectId]],
            DamageStatedAtUtc = (await DamageCounters.StatedAsync(db.Audit.Where(a => a.ProjectId == projectId), cancellationToken)).TryGetValue(projectId, out var stated) ? stated : null,
            RemovedComparisons = await Analyze.RemovedComparisons.ReadAsync(db, projectId, cancellationToken),
        };
    }

    /// <summary>Runs for lists: everything but the result, which can be megabytes.</summary>
    public static IQueryable<AnalysisRun> RunsWithoutResults(IQueryable<AnalysisRun> runs) =>
        runs.AsNoTracking().OrderByDescending(r => r.QueuedAtUtc).Select(r => new AnalysisRun
        {
            Id = r.Id,
            ProjectId = r.ProjectId,
            DatasetVersionId = r.DatasetVersionId,
            Kind = r.Kind,
            ParametersJson = r.ParametersJson,
            DataSha256 = r.DataSha256,
            ProgramVersion = r.ProgramVersion,
            State = r.State,
            StageKey = r.StageKey,
            Progress = r.Progress,
            CancelRequested = r.CancelRequested,
            Looks = r.Looks,
            AuthorId = r.AuthorId,
            QueuedAtUtc = r.QueuedAtUtc,
            StartedAtUtc = r.StartedAtUtc,
            FinishedAtUtc = r.FinishedAtUtc,
            ResultSha256 = r.ResultSha256,
            HeadlineJson = r.HeadlineJson,
            ErrorCode = r.ErrorCode,
            ErrorArgumentsJson = r.ErrorArgumentsJson,
            Note = r.Note,
            Conclusion = r.Conclusion,
        });
}
