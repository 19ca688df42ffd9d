using System.Collections.Concurrent;
using ProblemSolving.Analysis;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Application.Measure;

/// <summary>The customers a pilot can be cut from. An imported version never changes, so its count is taken once.</summary>
public sealed class PilotPopulation(DataDirectory data, AnalysisSettings settings)
{
    private readonly ConcurrentDictionary<(Guid Version, string Rule), int> _counts = new();

    /// <exception cref="Domain.DomainRuleException">The version is not imported, the rule does not fit its columns, or nobody is left.</exception>
    public Task<IReadOnlyList<string>> AllAsync(DatasetVersion version, string ruleJson, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        var (source, rules, population) = (DatasetTables.Source(data, version), DatasetTables.Rules(version), PopulationRule.Read(ruleJson));
        return Task.Run(() => CustomerList.All(source, rules, settings, cancellationToken, population), cancellationToken);
    }

    /// <summary>The count when it was taken before; null when the data have to be read for it.</summary>
    public int? Known(DatasetVersion version, string ruleJson)
    {
        ArgumentNullException.ThrowIfNull(version);
        return _counts.TryGetValue((version.Id, ruleJson), out var known) ? known : null;
    }

    public async Task<int> CountAsync(DatasetVersion version, string ruleJson, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        return Known(version, ruleJson) ?? (_counts[(version.Id, ruleJson)] = (await AllAsync(version, ruleJson, cancellationToken)).Count);
    }
}
