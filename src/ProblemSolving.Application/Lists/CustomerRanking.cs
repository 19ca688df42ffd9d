using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Measure;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Application.Lists;

/// <summary>The customers a list is cut from, in the order they are taken: for pilots and schedules alike. Asks no permission itself.</summary>
internal sealed class CustomerRanking(ModelScorer scorer, PilotPopulation population)
{
    /// <summary>By falling score of a model, or without one in a random order that the salt settles.</summary>
    /// <param name="model">Run of a trained model, or null.</param>
    /// <param name="ruleJson">Which customers, see <see cref="PopulationRule.Write"/>; empty for all.</param>
    /// <exception cref="Domain.DomainRuleException">The model is not there, the version is not imported, the rule does not fit its columns, or nobody is left.</exception>
    public async Task<RankedCustomers> RankAsync(Guid? model, DatasetVersion version, string ruleJson, string salt, CancellationToken cancellationToken)
    {
        if (model is not { } run)
        {
            var (until, all) = await population.CutAsync(version, ruleJson, cancellationToken);
            return new RankedCustomers(until, [.. PilotSelection.Shuffle(all, salt).Select(c => (c, (double?)null))]);
        }

        var scored = await scorer.ScoreAsync(run, version.Id, cancellationToken);
        var meant = ruleJson.Length == 0 ? null : (await population.AllAsync(version, ruleJson, cancellationToken)).ToHashSet(StringComparer.Ordinal);
        return new RankedCustomers(scored.AsOf, [.. scored.Customers.Where(c => meant is null || meant.Contains(c.Customer)).Select(c => (c.Customer, (double?)c.Score))]);
    }
}

/// <summary>Customers in the order they are taken.</summary>
/// <param name="AsOf">Last day the order knows of.</param>
/// <param name="Customers">Once each; the score in [0, 1], null without a model.</param>
internal sealed record RankedCustomers(DateOnly AsOf, IReadOnlyList<(string Customer, double? Score)> Customers);
