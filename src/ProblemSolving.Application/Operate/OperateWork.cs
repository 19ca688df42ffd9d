using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Define;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Lists;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Data.Operate;
using ProblemSolving.Documents.Lists;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Application.Operate;

/// <summary>
/// One slot of a schedule: newest data, model where it has one (trained anew when it is due), customers, holdout, list and manifest
/// into the outbox. Doing it again for the same slot writes the same files, so a crash never delivers twice.
/// </summary>
internal sealed partial class OperateWork(
    IDbContextFactory<AppDbContext> contexts, DataDirectory data, CustomerRanking ranking, ModelRefresh refresh, DeliveryBooking booking, MetricService metrics, ProjectFeed feed, TimeProvider time, ILogger<OperateWork> logger) : IWork
{
    private const int MostAttempts = 3;
    private static readonly string[] Ranked = ["customer_id", "rank", "score"];
    private static readonly string[] Unranked = ["customer_id"];   // a place would claim an order that a rule does not give

    public async Task RunAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        var run = await db.OperateRuns.SingleOrDefaultAsync(r => r.Id == id, CancellationToken.None);
        if (run is not { State: RunState.Queued or RunState.Running })
            return;
        run.State = RunState.Running;
        run.StartedAtUtc ??= time.GetUtcNow().UtcDateTime;   // a second try writes the very same files
        run.Attempt++;
        await db.SaveChangesAsync(CancellationToken.None);
        feed.Publish(new ProjectChange(run.ProjectId, Actor.System.UserId));
        try
        {
            if (run.Attempt > MostAttempts)
                throw new DomainRuleException("schedule.attempts", MostAttempts);
            await DeliverAsync(db, run, cancellationToken);
            run.State = RunState.Succeeded;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The program is stopping: the queue starts the run again, and nothing was wrong with this attempt.
            run.Attempt--;
            await db.SaveChangesAsync(CancellationToken.None);
            throw;
        }
        catch (DomainRuleException rule)
        {
            Fail(run, rule.Code, rule.Arguments);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.RunFailed(logger, exception, id);
            Fail(run, "work.unexpected", []);
        }

        if (run.State == RunState.Failed)
            await booking.TakeBackAsync(run, CancellationToken.None);
        run.FinishedAtUtc = time.GetUtcNow().UtcDateTime;
        await db.SaveChangesAsync(CancellationToken.None);
        if (run.State == RunState.Succeeded)
            await WatchAsync(run, cancellationToken);
        feed.Publish(new ProjectChange(run.ProjectId, Actor.System.UserId));
    }

    // The metric of step 1 is watched with every delivery. A list that is out is not undone because the metric could not be read.
    private async Task WatchAsync(OperateRun run, CancellationToken cancellationToken)
    {
        try
        {
            await metrics.WatchNewestAsync(run.ProjectId, Actor.System, cancellationToken);
        }
        catch (DomainRuleException)
        {
            // typed by hand, or the data lack what it needs: the page says so
        }
        catch (OperationCanceledException)
        {
            // the program is stopping; the next delivery reads it
        }
        catch (Exception exception)
        {
            Log.NotWatched(logger, run.Id, exception.GetType().Name);
        }
    }

    private static void Fail(OperateRun run, string code, IReadOnlyList<object> arguments)
    {
        run.State = RunState.Failed;
        run.ModelRunId = null;   // nothing was delivered with it, so nothing rests on it
        run.ErrorCode = code;
        run.ErrorArgumentsJson = JsonSerializer.Serialize(arguments);
    }

    private async Task DeliverAsync(AppDbContext db, OperateRun run, CancellationToken cancellationToken)
    {
        var schedule = await db.Schedules.AsNoTracking().SingleAsync(s => s.Id == run.ScheduleId, cancellationToken);
        var project = await db.Projects.AsNoTracking().SingleAsync(p => p.Id == run.ProjectId, cancellationToken);
        await StepGuard.DemandOpenAsync(db, run.ProjectId, ProblemStep.Operate, time, cancellationToken);
        await booking.TakeBackAsync(run, cancellationToken);   // of an attempt that was cut off
        (await BudgetGuard.ReadAsync(db, run.ProjectId, cancellationToken)).DemandSchedule(schedule.CostPerContact);
        var version = await db.DatasetVersions.AsNoTracking().Where(v => v.DatasetId == schedule.DatasetId && v.State == DatasetState.Ready).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellationToken)
            ?? throw new DomainRuleException("schedule.no-data");

        (var model, run.NoteKey) = await refresh.DueAsync(db, schedule, version, cancellationToken);
        run.ModelRunId = null;   // an attempt that was cut off may have taken one that the schedule has no more
        if (model is { } used && !await SlotModel.TakeAsync(db, run, used, cancellationToken))
            throw new DomainRuleException("model.gone");
        var (asOf, customers) = await ranking.RankAsync(model, version, schedule.PopulationRuleJson, schedule.Salt, cancellationToken);
        // the best of a model change with the data; a draw does not, or customers would come and go without a reason
        var part = model is null
            ? customers.Where(c => PilotSelection.IsDrawn(c.Customer, schedule.Salt, schedule.TargetShare))
            : customers.Take((int)Math.Ceiling(customers.Count * (decimal)schedule.TargetShare));
        var selected = part.Select((customer, i) => (customer.Customer, Rank: i + 1, customer.Score)).ToList();
        var split = selected.ToLookup(s => schedule.HoldoutShare > 0 && SaltedSplit.GroupOf(s.Customer, schedule.Salt, schedule.HoldoutShare) == PilotGroup.Control);
        var (target, holdout) = (split[false].ToList(), split[true].ToList());
        if (target.Count == 0)
            throw new DomainRuleException("schedule.empty-list");
        run.Cost = await booking.BookAsync(run, schedule, target.Count, ProjectClock.Today(project.TimeZoneId, time), cancellationToken);

        var name = OutboxFiles.TargetOf(project.Key, run.SlotUtc);
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["data_sha256"] = version.ContentSha256,
            ["data_version"] = version.Number.ToString(CultureInfo.InvariantCulture),
            ["as_of"] = asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["target_share"] = schedule.TargetShare.ToString(CultureInfo.InvariantCulture),
            ["holdout_share"] = schedule.HoldoutShare.ToString(CultureInfo.InvariantCulture),
        };
        if (model is not null)
            facts["model_run"] = model.Value.ToString("N");
        if (schedule.PopulationRuleJson.Length > 0)
            facts["population_rule"] = schedule.PopulationRuleJson;

        // The held-out customers go first: a list without its control rows never stands alone in the outbox.
        var outbox = data.Outbox(schedule.Id);
        if (holdout.Count > 0)
            await ListDelivery.WriteAsync(outbox, Order(OutboxFiles.HoldoutOf(name), facts), holdout.Select(Row), run.StartedAtUtc!.Value, cancellationToken);
        var manifest = await ListDelivery.WriteAsync(outbox, Order(name, facts), target.Select(Row), run.StartedAtUtc!.Value, cancellationToken);
        (run.DatasetVersionId, run.ScoredCount, run.TargetCount, run.HoldoutCount) = (version.Id, customers.Count, target.Count, holdout.Count);
        (run.FileName, run.FileSha256) = (manifest.FileName, manifest.Sha256);

        ListOrder Order(string file, IReadOnlyDictionary<string, string> with) => new(file, model is null ? Unranked : Ranked, schedule.Id.ToString("N"), run.Id.ToString("N"), with);
    }

    private static IReadOnlyList<ReportCell> Row((string Customer, int Rank, double? Score) row) => row.Score is { } score
        ? [ReportCell.Text(row.Customer), ReportCell.Number(row.Rank), ReportCell.Number(decimal.Round((decimal)score, 6), 6)]
        : [ReportCell.Text(row.Customer)];

    // The message of an engine can quote a cell, and a cell can be a customer: of a fault the log writes kind and place and no message.
    private static partial class Log
    {
        [LoggerMessage(EventId = 5004, Level = LogLevel.Error, Message = "Operate run {RunId} failed")]
        public static partial void RunFailed(ILogger logger, Exception fault, Guid runId);

        [LoggerMessage(EventId = 5012, Level = LogLevel.Warning, Message = "The metric could not be read after run {RunId}: {Kind}")]
        public static partial void NotWatched(ILogger logger, Guid runId, string kind);
    }
}
