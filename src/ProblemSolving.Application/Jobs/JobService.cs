using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Jobs;

/// <summary>Every kind of background work in one list.</summary>
[FeatureService]
public sealed class JobService(IDbContextFactory<AppDbContext> contexts, AccessGuard access)
{
    private const int Most = 50;

    /// <summary>What is queued or running in the projects the actor sees: imports, analyses, pilot lists and runs of schedules.</summary>
    public async Task<IReadOnlyList<RunningJob>> RunningAsync(Actor actor, CancellationToken cancellationToken)
    {
        var standing = await access.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var places = await db.Members.Where(m => m.UserId == actor.UserId).ToDictionaryAsync(m => m.ProjectId, m => m.Role, cancellationToken);
        var projects = db.Projects.AsNoTracking();
        if (!standing.Is(SystemRole.Admin))
            projects = projects.Where(p => places.Keys.Contains(p.Id));

        var imports = await (from version in db.DatasetVersions.AsNoTracking()
                             where version.State == DatasetState.Importing
                             join project in projects on version.ProjectId equals project.Id
                             orderby version.CreatedAtUtc
                             select new { version.Id, project, version.FileName, version.StageKey, version.Progress }).Take(Most).ToListAsync(cancellationToken);
        var runs = await ProjectReader.RunsWithoutResults(db.Runs.Where(r => (r.State == RunState.Queued || r.State == RunState.Running) && projects.Any(p => p.Id == r.ProjectId))).Take(Most).ToListAsync(cancellationToken);
        var pilots = await (from pilot in db.Pilots.AsNoTracking()
                            where pilot.State == PilotState.Drawing
                            join project in projects on pilot.ProjectId equals project.Id
                            orderby pilot.CreatedAtUtc
                            select new { pilot.Id, project, pilot.Name, pilot.LockedAtUtc }).Take(Most).ToListAsync(cancellationToken);
        var deliveries = await (from run in db.OperateRuns.AsNoTracking()
                                where run.State == RunState.Queued || run.State == RunState.Running
                                join project in projects on run.ProjectId equals project.Id
                                join schedule in db.Schedules on run.ScheduleId equals schedule.Id
                                orderby run.SlotUtc
                                select new { run.Id, project, schedule.Name, run.State, run.StartedAtUtc }).Take(Most).ToListAsync(cancellationToken);
        var runProjects = runs.Select(r => r.ProjectId).Distinct().ToList();
        var keys = await projects.Where(p => runProjects.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Key, cancellationToken);

        bool MayStop(Guid project) => places.GetValueOrDefault(project, ProjectRole.Viewer) is ProjectRole.Editor or ProjectRole.Owner;
        return
        [
            .. imports.Select(v => new RunningJob(v.Id, WorkKind.Import, "Import", v.project.Key, ProblemStep.Analyze, v.FileName, RunState.Running, v.StageKey, v.Progress, null, MayStop(v.project.Id))),
            .. runs.Select(r => new RunningJob(r.Id, WorkKind.Analysis, r.Kind.ToString(), keys[r.ProjectId], ProblemStep.Analyze, "", r.State, r.StageKey, r.Progress, r.StartedAtUtc, MayStop(r.ProjectId))),
            .. pilots.Select(p => new RunningJob(p.Id, WorkKind.PilotList, "PilotList", p.project.Key, ProblemStep.Measure, p.Name, RunState.Running, "", null, p.LockedAtUtc, false)),
            .. deliveries.Select(d => new RunningJob(d.Id, WorkKind.OperateRun, "OperateRun", d.project.Key, ProblemStep.Operate, d.Name, d.State, "", null, d.StartedAtUtc, false)),
        ];
    }
}

/// <summary>Background work in a list over projects.</summary>
/// <param name="Name">What it is called in texts: the kind of an analysis, otherwise the kind of work.</param>
/// <param name="Subject">File, round or schedule it works on; empty for an analysis.</param>
/// <param name="Progress">Share done in [0, 1], or null when it is not known.</param>
/// <param name="CanStop">True when it can be stopped and this actor may.</param>
public sealed record RunningJob(
    Guid Id, WorkKind Kind, string Name, string ProjectKey, ProblemStep Step, string Subject, RunState State, string StageKey, double? Progress, DateTime? StartedAtUtc, bool CanStop);
