using System.Reflection;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Audit;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Analyze;

/// <summary>Runs and their history. Exploring is open from step 1 on; models wait for the Go.</summary>
[FeatureService]
public sealed class AnalysisService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, DataLookService looks, WorkQueue queue, ProjectFeed feed, TimeProvider time)
{
    internal static readonly string ProgramVersion = typeof(AnalysisService).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>Queues profile and repurchase figures over a dataset version.</summary>
    /// <exception cref="DomainRuleException">A parameter is out of range or the version is not ready.</exception>
    public async Task<Guid> ExploreAsync(Actor actor, Guid versionId, RepurchaseParameters parameters, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await VersionAsync(db, actor, versionId, cancellationToken);
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Check();
        return await QueueAsync(db, actor, version, AnalysisKind.Explore, ResultJson.Write(parameters), ProblemStep.Define, cancellationToken);
    }

    /// <summary>Queues the training of a repurchase model.</summary>
    /// <exception cref="DomainRuleException">The step is shut, a parameter is out of range or the version is not ready.</exception>
    public async Task<Guid> TrainAsync(Actor actor, Guid versionId, ModelParameters parameters, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await VersionAsync(db, actor, versionId, cancellationToken);
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Check();
        return await QueueAsync(db, actor, version, AnalysisKind.RepurchaseModel, ResultJson.Write(parameters), ProblemStep.Analyze, cancellationToken);
    }

    /// <summary>Queues the comparison of two groups of customers.</summary>
    /// <exception cref="DomainRuleException">A parameter is out of range, a value is not in its column or the version is not ready.</exception>
    public Task<Guid> CompareAsync(Actor actor, Guid versionId, CompareParameters parameters, CancellationToken cancellationToken) =>
        LookAsync(actor, versionId, AnalysisKind.Compare, parameters, p => p.Check(), p => p.Column, p => [p.ValueA, p.ValueB], cancellationToken);

    /// <summary>Queues “who did X buys again more”, counted from a landmark on.</summary>
    /// <exception cref="DomainRuleException">A parameter is out of range, the value is not in its column or the version is not ready.</exception>
    public Task<Guid> LandmarkAsync(Actor actor, Guid versionId, LandmarkParameters parameters, CancellationToken cancellationToken) =>
        LookAsync(actor, versionId, AnalysisKind.Landmark, parameters, p => p.Check(), p => p.Column, p => [p.Value], cancellationToken);

    /// <summary>Queues a query, so that its answer stays in the history.</summary>
    /// <exception cref="DomainRuleException">The query is empty or too long, or the version is not ready.</exception>
    public Task<Guid> QueryAsync(Actor actor, Guid versionId, QueryParameters parameters, CancellationToken cancellationToken) =>
        LookAsync(actor, versionId, AnalysisKind.Query, parameters, p => p.Check(), _ => null, _ => [], cancellationToken);

    private async Task<Guid> LookAsync<T>(Actor actor, Guid versionId, AnalysisKind kind, T parameters, Action<T> check, Func<T, int?> column, Func<T, IEnumerable<string?>> values, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await VersionAsync(db, actor, versionId, cancellationToken);
        ArgumentNullException.ThrowIfNull(parameters);
        check(parameters);
        if (column(parameters) is { } index)
        {
            foreach (var value in values(parameters).OfType<string>())
                await looks.DemandValueAsync(actor, versionId, index, value, cancellationToken);
        }

        return await QueueAsync(db, actor, version, kind, ResultJson.Write(parameters), ProblemStep.Define, cancellationToken);
    }

    /// <summary>Queues a run that was stopped or failed once more, with the same choices over the same data, as a run of its own.</summary>
    /// <exception cref="DomainRuleException">The run goes on or has a result, its data are gone or not ready, or the step is shut.</exception>
    public async Task<Guid> AgainAsync(Actor actor, Guid runId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var run = await RunAsync(db, actor, Permission.EditProject, runId, cancellationToken);
        if (run.State is not (RunState.Cancelled or RunState.Failed))
            throw new DomainRuleException("run.not-ended-early");
        var version = await db.DatasetVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == run.DatasetVersionId, cancellationToken) ?? throw new DomainRuleException("run.data-gone");
        return await QueueAsync(db, actor, version, run.Kind, run.ParametersJson, run.Kind == AnalysisKind.RepurchaseModel ? ProblemStep.Analyze : ProblemStep.Define, cancellationToken);
    }

    public async Task CancelAsync(Actor actor, Guid runId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var run = await RunAsync(db, actor, Permission.EditProject, runId, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        // one statement each: a run that ends in this moment keeps what it ended with
        await db.Runs.Where(r => r.Id == runId && (r.State == RunState.Queued || r.State == RunState.Running))
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.CancelRequested, true), cancellationToken);
        await db.Runs.Where(r => r.Id == runId && r.State == RunState.Queued)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.State, RunState.Cancelled).SetProperty(r => r.FinishedAtUtc, now), cancellationToken);
        queue.Cancel(runId);
        feed.Publish(new ProjectChange(run.ProjectId, actor.UserId));
    }

    /// <summary>The history of a project, newest first, without the heavy results.</summary>
    public async Task<IReadOnlyList<RunRow>> ListAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var runs = await ProjectReader.RunsWithoutResults(db.Runs.Where(r => r.ProjectId == projectId)).ToListAsync(cancellationToken);
        var authors = await db.Users.Where(u => runs.Select(r => r.AuthorId).Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
        var files = await db.DatasetVersions.Where(v => v.ProjectId == projectId).ToDictionaryAsync(v => v.Id, v => v.FileName, cancellationToken);
        return [.. runs.Select(r => new RunRow(r, authors.GetValueOrDefault(r.AuthorId, ""), files.GetValueOrDefault(r.DatasetVersionId, "")))];
    }

    /// <summary>One run with its result.</summary>
    public async Task<RunView> GetAsync(Actor actor, Guid runId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var run = await RunAsync(db, actor, Permission.ViewProject, runId, cancellationToken);
        var author = await db.Users.Where(u => u.Id == run.AuthorId).Select(u => u.DisplayName).SingleOrDefaultAsync(cancellationToken);
        var version = await db.DatasetVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == run.DatasetVersionId, cancellationToken);
        var project = await db.Projects.AsNoTracking().SingleAsync(p => p.Id == run.ProjectId, cancellationToken);
        return RunView.Of(run, author ?? "", version, project);
    }

    private async Task<Guid> QueueAsync(AppDbContext db, Actor actor, DatasetVersion version, AnalysisKind kind, string parametersJson, ProblemStep step, CancellationToken cancellationToken)
    {
        await StepGuard.DemandOpenAsync(db, version.ProjectId, step, time, cancellationToken);
        if (version.State != DatasetState.Ready)
            throw new DomainRuleException("dataset.not-ready", version.FileName);
        // known before anybody waits for a run; a query can be about any table
        if (kind != AnalysisKind.Query && DatasetVersions.ReasonNoPurchases(version) is { } reason)
            throw new DomainRuleException(reason, version.FileName);
        var run = new AnalysisRun
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ProjectId = version.ProjectId,
            DatasetVersionId = version.Id,
            Kind = kind,
            ParametersJson = parametersJson,
            DataSha256 = version.ContentSha256,
            ProgramVersion = ProgramVersion,
            AuthorId = actor.UserId,
            QueuedAtUtc = time.GetUtcNow().UtcDateTime,
        };
        db.Runs.Add(run);
        db.Audit.Add(Trail(actor, run, "Started", null, AuditWords.Write("history.run.started", new FigureText("analysis-kind." + kind), version.FileName)));
        await db.SaveChangesAsync(cancellationToken);
        await queue.EnqueueAsync(WorkKind.Analysis, run.Id, cancellationToken);
        feed.Publish(new ProjectChange(run.ProjectId, actor.UserId));
        return run.Id;
    }

    private async Task<DatasetVersion> VersionAsync(AppDbContext db, Actor actor, Guid versionId, CancellationToken cancellationToken)
    {
        var version = await db.DatasetVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId, cancellationToken);
        await access.DemandAsync(actor, Permission.EditProject, version?.ProjectId ?? Guid.Empty, cancellationToken);
        return version!;
    }

    private async Task<AnalysisRun> RunAsync(AppDbContext db, Actor actor, Permission permission, Guid runId, CancellationToken cancellationToken)
    {
        var run = await db.Runs.SingleOrDefaultAsync(r => r.Id == runId, cancellationToken);
        await access.DemandAsync(actor, permission, run?.ProjectId ?? Guid.Empty, cancellationToken);
        return run!;
    }

    private AuditEntry Trail(Actor actor, AnalysisRun run, string field, string? old, string? now) =>
        AuditTrail.Row(time, actor, run.ProjectId, ProblemStep.Analyze, "Run", run.Id, field, old, now);
}

/// <summary>A run in a list.</summary>
/// <param name="Place">File name of its data.</param>
public sealed record RunRow(AnalysisRun Run, string Author, string Place);

/// <summary>A run with its typed result; at most one of the results is set.</summary>
public sealed record RunView(AnalysisRun Run, string Author, DatasetVersion? Version, Project Project, RepurchaseResult? Explore, RepurchaseModelResult? Model)
{
    public CompareResult? Compare { get; init; }

    public LandmarkResult? Landmark { get; init; }

    public QueryResult? Query { get; init; }

    /// <summary>Reads the stored result of a run.</summary>
    public static RunView Of(AnalysisRun run, string author, DatasetVersion? version, Project project) => new(
        run,
        author,
        version,
        project,
        run is { Kind: AnalysisKind.Explore, ResultJson: { } explore } ? ResultJson.Read<RepurchaseResult>(explore) : null,
        run is { Kind: AnalysisKind.RepurchaseModel, ResultJson: { } model } ? ResultJson.Read<RepurchaseModelResult>(model) : null)
    {
        Compare = run is { Kind: AnalysisKind.Compare, ResultJson: { } compare } ? ResultJson.Read<CompareResult>(compare) : null,
        Landmark = run is { Kind: AnalysisKind.Landmark, ResultJson: { } landmark } ? ResultJson.Read<LandmarkResult>(landmark) : null,
        Query = run is { Kind: AnalysisKind.Query, ResultJson: { } query } ? ResultJson.Read<QueryResult>(query) : null,
    };
}
