using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ProblemSolving.Domain.Analyze;

/// <summary>
/// What a run compared. Runs of one project with the same key looked at the same things: the same data version, the same question, the
/// same groups. A look taken twice is one chance to be fooled, so the key counts once, with the run that compared most.
/// </summary>
/// <param name="Key">Holds no value of the data, since it outlives the run: what stands in a removed run can be a customer.</param>
/// <param name="Comparisons">p-values in the run.</param>
public sealed record ComparedSet(string Key, int Comparisons)
{
    /// <summary>Name of <see cref="Tables"/> among the figures of <see cref="AnalysisRun.HeadlineJson"/>; runs of older versions do not have it.</summary>
    public const string TablesFigure = "tables";

    /// <summary>
    /// An exploration asks of every value of the first order whether its customers buy again more; comparing who bought again with who
    /// did not, over the same days, asks of the same two-by-two tables. Equal for runs that share them; null for others.
    /// </summary>
    public string? TablesKey { get; init; }

    /// <summary>How many of the comparisons are such tables, in [0, <see cref="Comparisons"/>].</summary>
    public int Tables { get; init; }

    /// <summary>Null for a run without a p-value.</summary>
    public static ComparedSet? Of(AnalysisRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Looks == 0)
            return null;
        var set = new ComparedSet(Hash($"{run.DatasetVersionId:N} {run.Kind} {Question(run)}"), run.Looks);
        return TablesDays(run) is { } days && Figure(run) is { } tables && tables > 0
            ? set with { TablesKey = Hash($"{run.DatasetVersionId:N} tables {days}"), Tables = Math.Min(tables, run.Looks) }
            : set;
    }

    /// <summary>Different comparisons of several runs.</summary>
    public static int Distinct(IEnumerable<ComparedSet> sets)
    {
        var questions = sets.GroupBy(s => s.Key).Select(g => g.MaxBy(s => (s.Comparisons, s.Tables))!).ToList();
        return questions.Sum(q => q.Comparisons) - questions.Where(q => q.TablesKey is not null).GroupBy(q => q.TablesKey).Sum(g => g.Sum(q => q.Tables) - g.Max(q => q.Tables));
    }

    private static int? TablesDays(AnalysisRun run) => run.Kind switch
    {
        AnalysisKind.Explore => ResultJson.Read<RepurchaseParameters>(run.ParametersJson).TrendDays,
        AnalysisKind.Compare when ResultJson.Read<CompareParameters>(run.ParametersJson) is { Kind: CompareKind.BoughtAgain } compare => compare.Days,
        _ => null,
    };

    private static int? Figure(AnalysisRun run)
    {
        using var figures = JsonDocument.Parse(run.HeadlineJson);
        return figures.RootElement.TryGetProperty(TablesFigure, out var tables) ? (int)tables.GetDouble() : null;
    }

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
