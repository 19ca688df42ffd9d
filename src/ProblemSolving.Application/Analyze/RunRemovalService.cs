using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Data.Analyze;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Analyze;

/// <summary>
/// Takes a run away with its result and its files, since customers can stand in them. What a decision, a pilot or a schedule rests on
/// stays.
/// </summary>
[FeatureService]
public sealed class RunRemovalService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, DataDirectory data, ProjectFeed feed, TimeProvider time, ILogger<RunRemovalService> logger)
{
    private const int MostAttempts = 5;

    /// <summary>Lets pass only a run that can be removed now, so that nobody is asked about what is refused afterwards.</summary>
    /// <exception cref="DomainRuleException">It still runs, or something rests on it; the sentence says what.</exception>
    public async Task DemandRemovableAsync(Actor actor, Guid runId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await DemandRemovableAsync(db, actor, runId, cancellationToken);
    }

    /// <summary>Removes a finished run.</summary>
    /// <exception cref="DomainRuleException">It still runs, or something rests on it; the sentence says what.</exception>
    public async Task RemoveAsync(Actor actor, Guid runId, CancellationToken cancellationToken)
    {
        Guid project;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                project = await TryRemoveAsync(actor, runId, cancellationToken);
                break;
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                // something of the project was decided or locked in this moment: look again at what rests on the run
            }
            catch (DbUpdateConcurrencyException)
            {
                throw new DomainRuleException("row.gone");
            }
        }

        // a stop before this line leaves the folder to the sweep of a later start
        LeftBehind.Delete(data.Run(runId), logger);
        feed.Publish(new ProjectChange(project, actor.UserId));
    }

    private async Task<Guid> TryRemoveAsync(Actor actor, Guid runId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await RunHold.TakeAsync(db, runId, cancellationToken);
        var (run, project) = await DemandRemovableAsync(db, actor, runId, cancellationToken);
        var file = await db.DatasetVersions.Where(v => v.Id == run.DatasetVersionId).Select(v => v.FileName).SingleOrDefaultAsync(cancellationToken) ?? "";
        db.Runs.Remove(run);
        project.Version++;
        db.Audit.Add(AuditTrail.Row(time, actor, project.Id, ProblemStep.Analyze, "Run", runId, "Removed", RemovedComparisons.Words(run, file), null));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return project.Id;
    }

    private async Task<(AnalysisRun Run, Project Project)> DemandRemovableAsync(AppDbContext db, Actor actor, Guid runId, CancellationToken cancellationToken)
    {
        var run = await db.Runs.SingleOrDefaultAsync(r => r.Id == runId, cancellationToken);
        await access.DemandAsync(actor, Permission.EditProject, run?.ProjectId ?? Guid.Empty, cancellationToken);
        var project = await db.Projects.SingleAsync(p => p.Id == run!.ProjectId, cancellationToken);
        await StepGuard.DemandOpenAsync(db, project.Id, ProblemStep.Define, time, cancellationToken);
        if (run!.State is RunState.Queued or RunState.Running)
            throw new DomainRuleException("run.remove.running");
        await DemandUnusedAsync(db, run, cancellationToken);
        return (run, project);
    }

    private static async Task DemandUnusedAsync(AppDbContext db, AnalysisRun run, CancellationToken cancellationToken)
    {
        if (await db.EvidencePins.CountAsync(p => p.RunId == run.Id, cancellationToken) is var pins and > 0)
            throw new DomainRuleException("run.remove.evidence", pins);
        if (await db.PinnedFindings.CountAsync(f => f.RunId == run.Id, cancellationToken) is var findings and > 0)
            throw new DomainRuleException("run.remove.finding", findings);
        var id = run.Id.ToString("D");
        if (await db.Reviews.CountAsync(r => r.ProjectId == run.ProjectId && r.PacketJson.Contains(id), cancellationToken) is var packets and > 0)
            throw new DomainRuleException("run.remove.packet", packets);
        if (await db.Pilots.Where(p => p.ModelRunId == run.Id).OrderBy(p => p.Round).Select(p => (int?)p.Round).FirstOrDefaultAsync(cancellationToken) is { } round)
            throw new DomainRuleException("run.remove.pilot", round);
        if (await db.Schedules.Where(s => s.ModelRunId == run.Id || db.OperateRuns.Any(o => o.ScheduleId == s.Id && o.ModelRunId == run.Id)).OrderBy(s => s.Name).Select(s => s.Name).FirstOrDefaultAsync(cancellationToken) is { } schedule)
            throw new DomainRuleException("run.remove.schedule", schedule);
    }
}
