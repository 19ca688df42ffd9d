using System.Collections.Concurrent;
using ProblemSolving.Analysis;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Application.Measure;

/// <summary>The customers a pilot or a schedule can be cut from. An imported version never changes, nor does a list that was drawn, so their count is taken once.</summary>
public sealed class PilotPopulation(DataDirectory data, AnalysisSettings settings)
{
    private readonly ConcurrentDictionary<(Guid Version, string Rule, string Earlier), PilotPool> _counts = new();

    /// <exception cref="DomainRuleException">The version is not imported, the rule does not fit its columns, or nobody is left.</exception>
    public async Task<IReadOnlyList<string>> AllAsync(DatasetVersion version, string ruleJson, CancellationToken cancellationToken) =>
        (await CutAsync(version, ruleJson, cancellationToken)).Customers;

    /// <summary>The same with the last day of the data.</summary>
    /// <inheritdoc cref="AllAsync" path="/exception"/>
    public Task<(DateOnly AsOf, IReadOnlyList<string> Customers)> CutAsync(DatasetVersion version, string ruleJson, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        var (source, rules, population) = (DatasetTables.Source(data, version), DatasetTables.Rules(version), PopulationRule.Read(ruleJson));
        return Task.Run(() => CustomerList.Cut(source, rules, settings, cancellationToken, population), cancellationToken);
    }

    /// <summary>Customers of earlier rounds whom a plan leaves out, whether they are in its data or not.</summary>
    /// <exception cref="DomainRuleException">The list of such a round is gone or another one: leaving out nobody, or somebody else, would be no answer.</exception>
    public async Task<IReadOnlySet<string>> LeftOutAsync(EarlierRounds? earlier, CancellationToken cancellationToken)
    {
        var leftOut = new HashSet<string>(StringComparer.Ordinal);
        foreach (var round in earlier is { Choice: not EarlierCustomers.Keep } ? earlier.Rounds : [])
        {
            var folder = data.Pilot(round.Id);
            if (!File.Exists(Path.Combine(folder, PilotFiles.Assignment)))
                throw new DomainRuleException("pilot.earlier.list-gone", round.Round);
            if (await PilotAssignment.HashAsync(folder, cancellationToken) != round.ListSha256)
                throw new DomainRuleException("pilot.earlier.list-changed", round.Round);
            var groups = await PilotAssignment.ReadAsync(folder, cancellationToken);
            leftOut.UnionWith(groups.Where(g => earlier!.LeavesOut(g.Value)).Select(g => g.Key));
        }

        return leftOut;
    }

    /// <summary>The counts when they were taken before; null when the data have to be read for them.</summary>
    public PilotPool? Known(DatasetVersion version, string ruleJson, EarlierRounds? earlier)
    {
        ArgumentNullException.ThrowIfNull(version);
        return _counts.GetValueOrDefault(KeyOf(version, ruleJson, earlier));
    }

    public async Task<PilotPool> CountAsync(DatasetVersion version, string ruleJson, EarlierRounds? earlier, CancellationToken cancellationToken)
    {
        if (Known(version, ruleJson, earlier) is { } known)
            return known;
        var customers = await AllAsync(version, ruleJson, cancellationToken);
        var leftOut = await LeftOutAsync(earlier, cancellationToken);
        return _counts[KeyOf(version, ruleJson, earlier)] = new PilotPool(customers.Count, customers.Count(leftOut.Contains));
    }

    private static (Guid, string, string) KeyOf(DatasetVersion version, string ruleJson, EarlierRounds? earlier) => (version.Id, ruleJson, earlier?.Key ?? "");
}

/// <summary>How many customers a plan can choose from.</summary>
/// <param name="All">Whom the rule fits.</param>
/// <param name="LeftOut">Those of them who are left out because of an earlier round.</param>
public sealed record PilotPool(int All, int LeftOut)
{
    public int Left => All - LeftOut;
}
