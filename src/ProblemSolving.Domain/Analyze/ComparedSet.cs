using System.Security.Cryptography;
using System.Text;

namespace ProblemSolving.Domain.Analyze;

/// <summary>
/// What a run compared. Runs of one project with the same key looked at the same things: the same data version, the same question, the
/// same groups. A look taken twice is one chance to be fooled, so the key counts once, with the run that compared most.
/// </summary>
/// <param name="Key">Holds no value of the data, since it outlives the run: what stands in a removed run can be a customer.</param>
/// <param name="Comparisons">p-values in the run.</param>
public sealed record ComparedSet(string Key, int Comparisons)
{
    /// <summary>Null for a run without a p-value.</summary>
    public static ComparedSet? Of(AnalysisRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Looks == 0 ? null : new ComparedSet(Hash($"{run.DatasetVersionId:N} {run.Kind} {Question(run)}"), run.Looks);
    }

    /// <summary>Different comparisons of several runs.</summary>
    public static int Distinct(IEnumerable<ComparedSet> sets) => sets.GroupBy(s => s.Key).Sum(g => g.Max(s => s.Comparisons));

    // How many customers a value needs is left out: fewer values are compared then, and none in another way.
    private static string Question(AnalysisRun run)
    {
        switch (run.Kind)
        {
            case AnalysisKind.Explore:
                // cohorts, segments and further periods come without a test
                return $"{ResultJson.Read<RepurchaseParameters>(run.ParametersJson).TrendDays}";
            case AnalysisKind.Compare:
                var compare = ResultJson.Read<CompareParameters>(run.ParametersJson);
                return compare.Kind switch
                {
                    CompareKind.BoughtAgain => $"{compare.Kind} {compare.Days}",
                    CompareKind.BeforeAfter => $"{compare.Kind} {compare.Days} {compare.Day:O}",
                    // A against B is B against A
                    CompareKind.Value => $"{compare.Kind} {compare.Days} {compare.Column} {ResultJson.Write<string[]>(compare.ValueB is { } other ? [.. new[] { compare.ValueA!, other }.Order(StringComparer.Ordinal)] : [compare.ValueA!])}",
                };
            case AnalysisKind.Landmark:
                return ResultJson.Write(ResultJson.Read<LandmarkParameters>(run.ParametersJson));
            case AnalysisKind.RepurchaseModel or AnalysisKind.Query:
                return run.ParametersJson;
            default:
                throw new InvalidOperationException($"No question of {run.Kind}.");
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
