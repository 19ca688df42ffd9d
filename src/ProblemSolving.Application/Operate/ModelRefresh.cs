using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Data;
using ProblemSolving.Data.Analyze;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Operate;

namespace ProblemSolving.Application.Operate;

/// <summary>
/// Trains the model of a schedule anew when it is due. The new one takes over when its test AUC is not clearly below the
/// old one's; otherwise the old one stays and the run says so.
/// </summary>
internal sealed class ModelRefresh([FromKeyedServices(WorkKind.Analysis)] IWork analysis, IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    private const double Tolerance = 0.02;

    /// <returns>The model run to use from now on, null for a schedule without one, and a text key of what happened; an empty key when nothing was due.</returns>
    public async Task<(Guid? ModelRunId, string NoteKey)> DueAsync(AppDbContext db, OperateSchedule schedule, DatasetVersion version, CancellationToken cancellationToken)
    {
        if (schedule is not { ModelRunId: not null, RefreshEveryDays: { } days })
            return (schedule.ModelRunId, "");
        var old = await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == schedule.ModelRunId, cancellationToken) ?? throw new DomainRuleException("model.not-trained");
        if (time.GetUtcNow().UtcDateTime - old.FinishedAtUtc < TimeSpan.FromDays(days) || old.DataSha256 == version.ContentSha256)
            return (schedule.ModelRunId, "");

        var id = await db.Runs
            .Where(r => r.ProjectId == schedule.ProjectId && r.Kind == AnalysisKind.RepurchaseModel && r.State == RunState.Succeeded && r.DataSha256 == version.ContentSha256 && r.ParametersJson == old.ParametersJson)
            .OrderBy(r => r.QueuedAtUtc)
            .Select(r => (Guid?)r.Id)
            .FirstOrDefaultAsync(cancellationToken) ?? await TrainAsync(schedule, version, old, cancellationToken);
        var trained = await db.Runs.AsNoTracking().SingleAsync(r => r.Id == id, cancellationToken);
        if (trained is not { State: RunState.Succeeded, ResultJson: { } json } || old.ResultJson is null)
            return (schedule.ModelRunId, "operate.note.refresh-failed");
        var (now, before) = (ResultJson.Read<RepurchaseModelResult>(json).Auc, ResultJson.Read<RepurchaseModelResult>(old.ResultJson).Auc);
        if (now < before - Tolerance)
            return (schedule.ModelRunId, "operate.note.refresh-worse");

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await RunHold.TakeAsync(db, id, cancellationToken))
            return (schedule.ModelRunId, "operate.note.refresh-failed");   // somebody removed it in this moment
        // Only when nobody chose another model in the meantime: otherwise what that person chose holds, for this slot as well.
        var changed = await db.Schedules.Where(s => s.Id == schedule.Id && s.ModelRunId == schedule.ModelRunId).ExecuteUpdateAsync(s => s.SetProperty(x => x.ModelRunId, id), cancellationToken);
        if (changed == 0)
        {
            // chosen may be no model at all, which is not the same as a schedule that is gone
            var chosen = await db.Schedules.Where(s => s.Id == schedule.Id).Select(s => new { s.ModelRunId }).SingleOrDefaultAsync(cancellationToken);
            return (chosen is null ? schedule.ModelRunId : chosen.ModelRunId, "operate.note.refresh-overtaken");
        }

        await transaction.CommitAsync(cancellationToken);
        return (id, "operate.note.refreshed");
    }

    private async Task<Guid> TrainAsync(OperateSchedule schedule, DatasetVersion version, AnalysisRun old, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        await using (var write = await contexts.CreateDbContextAsync(cancellationToken))
        {
            write.Runs.Add(new AnalysisRun
            {
                Id = id,
                ProjectId = schedule.ProjectId,
                DatasetVersionId = version.Id,
                Kind = AnalysisKind.RepurchaseModel,
                ParametersJson = old.ParametersJson,
                DataSha256 = version.ContentSha256,
                ProgramVersion = AnalysisService.ProgramVersion,
                AuthorId = schedule.CreatedById,
                QueuedAtUtc = time.GetUtcNow().UtcDateTime,
            });
            await write.SaveChangesAsync(cancellationToken);
        }

        await analysis.RunAsync(id, cancellationToken);
        return id;
    }
}
