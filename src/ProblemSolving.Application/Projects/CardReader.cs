using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Data;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Application.Projects;

/// <summary>
/// Reads many projects at once, as far as their cards show them: sheets and open remarks whole, of data, runs, pilots and
/// operation only what the state of a step depends on. Asks no permission: services that did so call it.
/// </summary>
internal static class CardReader
{
    // A project has at most one open question, so of each gate the newest and the one before it are enough.
    private const int QuestionsOfGate = 2;

    /// <returns>In the order of <paramref name="projects"/>. Not for anything but a card: most lists hold empty husks.</returns>
    public static async Task<IReadOnlyList<ProjectSnapshot>> ReadAsync(AppDbContext db, IReadOnlyList<Project> projects, CancellationToken cancellationToken)
    {
        var ids = projects.Select(p => p.Id).ToList();
        await using var moment = await OneMoment.BeginAsync(db, cancellationToken);

        async Task<ILookup<Guid, T>> OfAsync<T>(IQueryable<T> rows, Func<T, Guid> project)
            where T : class => (await rows.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(project);

        async Task<ILookup<Guid, T>> RowsAsync<T>(Expression<Func<T, bool>> ofThese)
            where T : class, IWorksheetRow => (await db.Set<T>().AsNoTracking().Where(ofThese).ToListAsync(cancellationToken)).OrderBy(r => r.Position).ThenBy(r => r.Id).ToLookup(r => r.ProjectId);

        var define = await OfAsync(db.DefineSheets.Where(s => ids.Contains(s.ProjectId)), s => s.ProjectId);
        var effects = await OfAsync(db.EffectsSheets.Where(s => ids.Contains(s.ProjectId)), s => s.ProjectId);
        var prioritize = await OfAsync(db.PrioritizeSheets.Where(s => ids.Contains(s.ProjectId)), s => s.ProjectId);
        var lines = await RowsAsync<EffectLine>(r => ids.Contains(r.ProjectId));
        var links = await RowsAsync<CausalLink>(r => ids.Contains(r.ProjectId));
        var options = await RowsAsync<SolutionOption>(r => ids.Contains(r.ProjectId));
        var assumptions = await RowsAsync<SolutionAssumption>(r => ids.Contains(r.ProjectId));
        var remarks = await OfAsync(db.FieldRemarks.Where(r => ids.Contains(r.ProjectId) && r.ClosedAtUtc == null), r => r.ProjectId);
        var reviews = await OfAsync(
            db.Reviews.Where(r => ids.Contains(r.ProjectId) && !r.IsWithdrawn && db.Reviews.Count(o => o.ProjectId == r.ProjectId && o.Gate == r.Gate && !o.IsWithdrawn && o.Number > r.Number) < QuestionsOfGate),
            r => r.ProjectId);
        var inputs = await OfAsync(db.DamageInputs.Where(r => ids.Contains(r.ProjectId)).Select(r => new DamageInput { Id = r.Id, ProjectId = r.ProjectId }), r => r.ProjectId);
        var pins = await OfAsync(db.EvidencePins.Where(r => ids.Contains(r.ProjectId)).Select(r => new EvidencePin { Id = r.Id, ProjectId = r.ProjectId }), r => r.ProjectId);
        var causes = await OfAsync(db.CauseNotes.Where(r => ids.Contains(r.ProjectId)).Select(r => new CauseNote { Id = r.Id, ProjectId = r.ProjectId }), r => r.ProjectId);
        var versions = await OfAsync(db.DatasetVersions.Where(v => ids.Contains(v.ProjectId)).Select(v => new DatasetVersion { Id = v.Id, ProjectId = v.ProjectId, FileName = "" }), v => v.ProjectId);
        var runs = await OfAsync(db.Runs.Where(r => ids.Contains(r.ProjectId)).Select(r => new AnalysisRun { Id = r.Id, ProjectId = r.ProjectId, State = r.State, Conclusion = r.Conclusion }), r => r.ProjectId);
        var pilots = await OfAsync(db.Pilots.Where(p => ids.Contains(p.ProjectId)).Select(p => new Pilot { Id = p.Id, ProjectId = p.ProjectId, Name = "", IsSignificantImprovement = p.IsSignificantImprovement }), p => p.ProjectId);
        var schedules = await OfAsync(db.Schedules.Where(s => ids.Contains(s.ProjectId)).Select(s => new OperateSchedule { Id = s.Id, ProjectId = s.ProjectId, Name = "" }), s => s.ProjectId);
        var delivered = await db.OperateRuns.Where(r => ids.Contains(r.ProjectId) && r.State == RunState.Succeeded).Select(r => r.ProjectId).Distinct().ToListAsync(cancellationToken);
        var trail = db.Audit.Where(a => a.ProjectId != null && ids.Contains(a.ProjectId.Value));
        var changes = (await trail.Where(a => a.Step != null)
            .GroupBy(a => new { Project = a.ProjectId!.Value, Step = a.Step!.Value })
            .Select(g => new { g.Key.Project, g.Key.Step, At = g.Max(a => a.AtUtc) })
            .ToListAsync(cancellationToken)).ToLookup(c => c.Project);
        var stated = await DamageCounters.StatedAsync(trail, cancellationToken);
        var own = await OwnValues.ReadAsync(trail, cancellationToken);

        return
        [
            .. projects.Select(p => new ProjectSnapshot(
                p,
                define[p.Id].SingleOrDefault() ?? new DefineSheet { ProjectId = p.Id },
                effects[p.Id].SingleOrDefault() ?? new EffectsSheet { ProjectId = p.Id },
                [.. lines[p.Id]],
                [.. links[p.Id]],
                [.. options[p.Id]],
                [.. assumptions[p.Id].Where(a => options[p.Id].Any(o => o.Id == a.ParentId))],
                prioritize[p.Id].SingleOrDefault() ?? new PrioritizeSheet { ProjectId = p.Id },
                [.. reviews[p.Id].OrderBy(r => r.Number)],
                [.. versions[p.Id]],
                [.. runs[p.Id]],
                [.. pilots[p.Id]],
                [.. schedules[p.Id]],
                delivered.Contains(p.Id) ? [new OperateRun { ProjectId = p.Id, State = RunState.Succeeded }] : [],
                changes[p.Id].ToDictionary(c => c.Step, c => c.At))
            {
                Remarks = [.. remarks[p.Id]],
                DamageInputs = [.. inputs[p.Id]],
                EvidencePins = [.. pins[p.Id]],
                CauseNotes = [.. causes[p.Id]],
                OwnValues = [.. own[p.Id]],
                DamageStatedAtUtc = stated.TryGetValue(p.Id, out var at) ? at : null,
            }),
        ];
    }
}
