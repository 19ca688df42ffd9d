using Microsoft.EntityFrameworkCore;
using ProblemSolving.Analysis;
using ProblemSolving.Analysis.Analyze;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Application.Analyze;

/// <summary>Ranks the customers of a dataset version with a trained model. For pilots and schedules; asks no permission itself.</summary>
internal sealed class ModelScorer(IDbContextFactory<AppDbContext> contexts, DataDirectory data, AnalysisSettings settings)
{
    /// <exception cref="DomainRuleException">The run has no model, the version is not ready, or the model file is not the one that was trained.</exception>
    public async Task<ScoredCustomers> ScoreAsync(Guid modelRunId, Guid versionId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var run = await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == modelRunId, cancellationToken);
        if (run is not { Kind: AnalysisKind.RepurchaseModel, State: RunState.Succeeded, ResultJson: { } json })
            throw new DomainRuleException("model.not-trained");
        var version = await db.DatasetVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId && v.ProjectId == run.ProjectId, cancellationToken)
            ?? throw new DomainRuleException("dataset.gone");
        var result = ResultJson.Read<RepurchaseModelResult>(json);
        var scored = await Task.Run(
            () => RepurchaseModel.Score(AnalysisWork.ModelPath(data, modelRunId), result.ModelSha256, DatasetTables.Source(data, version), DatasetTables.Rules(version), null, settings, cancellationToken),
            cancellationToken);
        // Rows without a customer can be kept for the figures; nobody can be contacted behind them.
        return scored with { Customers = [.. scored.Customers.Where(c => c.Customer.Length > 0)] };
    }
}
