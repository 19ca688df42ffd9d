using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Analyze;

/// <summary>
/// Takes a run away with its result and its files, since customers can stand in them. What a decision, a pilot or a schedule rests on
/// stays.
/// </summary>
[FeatureService]
public sealed class RunRemovalService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, DataDirectory data, ProjectFeed feed, TimeProvider time)
{
    /// <summary>Removes a finished run.</summary>
    /// <exception cref="DomainRuleException">It still runs, or something rests on it; the sentence says what.</exception>
    public async Task RemoveAsync(Actor actor, Guid runId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var run = await db.Runs.SingleOrDefaultAsync(r => r.Id == runId, cancellationToken);
        await access.DemandAsync(actor, Permission.EditProject, run?.ProjectId ?? Guid.Empty, cancellationToken);
        await StepGuard.DemandOpenAsync(db, run!.ProjectId, ProblemStep.Define, time, cancellationToken);
        if (run.State is RunState.Queued or RunState.Running)
            throw new DomainRuleException("run.remove.running");
        await DemandUnusedAsync(db, run, cancellationToken);
        var file = await db.DatasetVersions.Where(v => v.Id == run.DatasetVersionId).Select(v => v.FileName).SingleOrDefaultAsync(cancellationToken) ?? "";
        db.Runs.Remove(run);
        db.Audit.Add(AuditTrail.Row(time, actor, run.ProjectId, ProblemStep.Analyze, "Run", runId, "Removed", AuditWords.Write("history.run.started", new FigureText("analysis-kind." + run.Kind), file), null));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainRuleException("row.gone");   // somebody else removed it in this moment
        }

        // a stop before this line leaves the folder to the sweep of the next start
        if (Directory.Exists(data.Run(runId)))
            Directory.Delete(data.Run(runId), recursive: true);
        feed.Publish(new ProjectChange(run.ProjectId, actor.UserId));
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
