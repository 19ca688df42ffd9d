using System.Collections.Concurrent;
using ProblemSolving.Analysis;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Application.Measure;

/// <summary>The customers a pilot can be cut from. An imported version never changes, so its count is taken once.</summary>
public sealed class PilotPopulation(DataDirectory data, AnalysisSettings settings)
{
    private readonly ConcurrentDictionary<Guid, int> _counts = new();

    public Task<IReadOnlyList<string>> AllAsync(DatasetVersion version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        var (source, rules) = (DatasetTables.Source(data, version), DatasetTables.Rules(version));
        return Task.Run(() => CustomerList.All(source, rules, settings, cancellationToken), cancellationToken);
    }

    public async Task<int> CountAsync(DatasetVersion version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        if (_counts.TryGetValue(version.Id, out var known))
            return known;
        return _counts[version.Id] = (await AllAsync(version, cancellationToken)).Count;
    }
}
