using Microsoft.EntityFrameworkCore;
using ProblemSolving.Analysis;
using ProblemSolving.Analysis.Analyze;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Analyze;

/// <summary>Short looks into a dataset version that are answered at once and leave no run: the values of a column, an answer to a query.</summary>
[FeatureService]
public sealed class DataLookService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, DataDirectory data, AnalysisSettings settings, LookPlaces places, TimeProvider time)
{
    /// <summary>The commonest values of a column, most frequent first.</summary>
    /// <param name="containing">Only values with this text in them, whatever its case; empty for all.</param>
    /// <exception cref="DomainRuleException">The version is not ready or has no such column, it took too long, or no place is free.</exception>
    public async Task<ValueList> ValuesAsync(Actor actor, Guid versionId, int column, string containing, CancellationToken cancellationToken)
    {
        var (source, _) = await OpenAsync(actor, versionId, Permission.ViewProject, cancellationToken);
        using var place = places.Take(actor.UserId);
        return await Task.Run(() => ColumnValues.Commonest(source, column, containing ?? "", settings, cancellationToken), cancellationToken);
    }

    /// <summary>Lets pass only a value that stands in the column: a typing slip would be a group of nobody.</summary>
    /// <exception cref="DomainRuleException">No row has the value, the version is not ready or has no such column, it took too long, or no place is free.</exception>
    public async Task DemandValueAsync(Actor actor, Guid versionId, int column, string value, CancellationToken cancellationToken)
    {
        var (source, _) = await OpenAsync(actor, versionId, Permission.ViewProject, cancellationToken);
        using var place = await places.TakeAsync(actor.UserId, cancellationToken);
        if (!await Task.Run(() => ColumnValues.Holds(source, column, value, settings, cancellationToken), cancellationToken))
            throw new DomainRuleException("analysis.no-value", value, source.Columns.First(c => c.Index == column).Name);
    }

    /// <summary>Answers a query now. The same limits hold as for a run; nothing is kept.</summary>
    /// <exception cref="DomainRuleException">The text is not one SELECT over the two tables, the engine refuses it, it took too long, or no place is free.</exception>
    public async Task<QueryResult> QueryAsync(Actor actor, Guid versionId, QueryParameters parameters, CancellationToken cancellationToken)
    {
        var (source, rules) = await OpenAsync(actor, versionId, Permission.EditProject, cancellationToken);
        ArgumentNullException.ThrowIfNull(parameters);
        using var place = places.Take(actor.UserId);
        return await Task.Run(() => QueryAnalysis.Run(source, rules, parameters, settings, null, cancellationToken), cancellationToken);
    }

    private async Task<(TableSource Source, PurchaseRules Rules)> OpenAsync(Actor actor, Guid versionId, Permission permission, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await db.DatasetVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId, cancellationToken);
        await access.DemandAsync(actor, permission, version?.ProjectId ?? Guid.Empty, cancellationToken);
        if (permission == Permission.EditProject)
            await StepGuard.DemandOpenAsync(db, version!.ProjectId, ProblemStep.Define, time, cancellationToken);
        return (DatasetTables.Source(data, version!), DatasetTables.Rules(version!));
    }
}
