using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ProblemSolving.Analysis;
using ProblemSolving.Analysis.Analyze;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Application.Analyze;

/// <summary>Does one analysis run.</summary>
internal sealed partial class AnalysisWork(
    IDbContextFactory<AppDbContext> contexts, DataDirectory data, AnalysisSettings settings, ProjectFeed feed, TimeProvider time, ILogger<AnalysisWork> logger) : IWork
{
    public async Task RunAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        var now = time.GetUtcNow().UtcDateTime;
        // a cancel in this moment either comes first and the run is left alone, or is read a line below
        if (await db.Runs.Where(r => r.Id == id && (r.State == RunState.Queued || r.State == RunState.Running))
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.State, RunState.Running).SetProperty(r => r.StartedAtUtc, now), CancellationToken.None) == 0)
            return;
        var run = await db.Runs.AsNoTracking().SingleAsync(r => r.Id == id, CancellationToken.None);
        feed.Publish(new ProjectChange(run.ProjectId, Actor.System.UserId));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            if (run.CancelRequested)
                throw new OperationCanceledException();
            var version = await db.DatasetVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == run.DatasetVersionId, CancellationToken.None)
                ?? throw new DomainRuleException("run.data-gone");
            var (source, rules) = (DatasetTables.Source(data, version), DatasetTables.Rules(version));
            await using (var progress = new ProgressWriter(p => StoreAsync(id, p, run.ProjectId), stop, logger))
            {
                progress.Start();
                (run.ResultJson, run.HeadlineJson, run.Looks) = await Task.Run(() => Calculate(run, source, rules, progress, stop.Token), stop.Token);
            }

            run.ResultSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(run.ResultJson)));
            run.State = RunState.Succeeded;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested || run.CancelRequested)
        {
            // The program stopping is not the user's wish: the queue starts the run again.
            if (cancellationToken.IsCancellationRequested && !await IsCancelWantedAsync(id))
                throw;
            run.State = RunState.Cancelled;
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

        run.FinishedAtUtc = time.GetUtcNow().UtcDateTime;
        if (await EndAsync(db, run) == 0)
            Log.EndedElsewhere(logger, id);
        feed.Publish(new ProjectChange(run.ProjectId, Actor.System.UserId));
    }

    private (string Result, string Headline, int Looks) Calculate(AnalysisRun run, Domain.Datasets.TableSource source, Domain.Datasets.PurchaseRules rules, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        switch (run.Kind)
        {
            case AnalysisKind.Explore:
                var explore = RepurchaseAnalysis.Run(source, rules, ResultJson.Read<RepurchaseParameters>(run.ParametersJson), settings, progress, cancellationToken);
                return (ResultJson.Write(explore), RunHeadline.Of(explore), explore.Depth?.Looks ?? 0);
            case AnalysisKind.Compare:
                var compare = CompareAnalysis.Run(source, rules, ResultJson.Read<CompareParameters>(run.ParametersJson), settings, progress, cancellationToken);
                return (ResultJson.Write(compare), RunHeadline.Of(compare), compare.Looks);
            case AnalysisKind.Landmark:
                var landmark = LandmarkAnalysis.Run(source, rules, ResultJson.Read<LandmarkParameters>(run.ParametersJson), settings, progress, cancellationToken);
                return (ResultJson.Write(landmark), RunHeadline.Of(landmark), 1);
            case AnalysisKind.Query:
                var query = QueryAnalysis.Run(source, rules, ResultJson.Read<QueryParameters>(run.ParametersJson), settings, progress, cancellationToken);
                return (ResultJson.Write(query), RunHeadline.Of(query), 0);
            case AnalysisKind.RepurchaseModel:
                var folder = data.Run(run.Id);
                Directory.CreateDirectory(folder);
                var model = RepurchaseModel.Train(source, rules, ResultJson.Read<ModelParameters>(run.ParametersJson), ModelPath(data, run.Id), settings, progress, cancellationToken);
                return (ResultJson.Write(model), RunHeadline.Of(model), 0);
            default:
                throw new InvalidOperationException($"No calculation for {run.Kind}.");
        }
    }

    // Only what still runs is ended, and only what the calculation found is written: notes written meanwhile stay.
    private static Task<int> EndAsync(AppDbContext db, AnalysisRun run) =>
        db.Runs.Where(r => r.Id == run.Id && r.State == RunState.Running).ExecuteUpdateAsync(s => s
            .SetProperty(r => r.State, run.State)
            .SetProperty(r => r.StageKey, "")
            .SetProperty(r => r.Progress, r => run.State == RunState.Succeeded ? 1 : r.Progress)
            .SetProperty(r => r.FinishedAtUtc, run.FinishedAtUtc)
            .SetProperty(r => r.ResultJson, run.ResultJson)
            .SetProperty(r => r.ResultSha256, run.ResultSha256)
            .SetProperty(r => r.HeadlineJson, run.HeadlineJson)
            .SetProperty(r => r.Looks, run.Looks)
            .SetProperty(r => r.ErrorCode, run.ErrorCode)
            .SetProperty(r => r.ErrorArgumentsJson, run.ErrorArgumentsJson), CancellationToken.None);

    /// <summary>Where the model of a run lies.</summary>
    public static string ModelPath(DataDirectory data, Guid runId) => Path.Combine(data.Run(runId), "model.zip");

    private static void Fail(AnalysisRun run, string code, IReadOnlyList<object> arguments)
    {
        run.State = RunState.Failed;
        run.ErrorCode = code;
        run.ErrorArgumentsJson = JsonSerializer.Serialize(arguments);
    }

    private async Task<bool> IsCancelWantedAsync(Guid id)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        return await db.Runs.Where(r => r.Id == id).Select(r => r.CancelRequested).SingleAsync(CancellationToken.None);
    }

    private async Task<bool> StoreAsync(Guid id, StageProgress progress, Guid projectId)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        await db.Runs.Where(r => r.Id == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.StageKey, progress.Stage).SetProperty(r => r.Progress, progress.Fraction), CancellationToken.None);
        feed.Publish(new ProjectChange(projectId, Actor.System.UserId));
        return await db.Runs.Where(r => r.Id == id).Select(r => r.CancelRequested).SingleOrDefaultAsync(CancellationToken.None);
    }

    // The message of an engine can quote a cell, and a cell can be a customer: of a fault the log writes kind and place and no message.
    private static partial class Log
    {
        [LoggerMessage(EventId = 5002, Level = LogLevel.Error, Message = "Analysis run {RunId} failed")]
        public static partial void RunFailed(ILogger logger, Exception fault, Guid runId);

        [LoggerMessage(EventId = 5021, Level = LogLevel.Warning, Message = "Analysis run {RunId} had been ended by somebody else")]
        public static partial void EndedElsewhere(ILogger logger, Guid runId);
    }
}
