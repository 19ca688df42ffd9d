using System.Globalization;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using static ProblemSolving.Application.Define.TableParts;

namespace ProblemSolving.Application.Define;

/// <summary>The tables of a run that can be pinned, as data.</summary>
public static class RunTables
{
    public const string Waterfall = PinnedTable.Prefix + "waterfall";
    public const string Rates = PinnedTable.Prefix + "rates";
    public const string Contrasts = PinnedTable.Prefix + "contrasts";
    public const string Cohorts = PinnedTable.Prefix + "cohorts";
    public const string CohortCounts = PinnedTable.Prefix + "cohorts-count";
    public const string CohortReturns = PinnedTable.Prefix + "cohorts-cumulative";
    public const string Profile = PinnedTable.Prefix + "profile";
    public const string Steps = PinnedTable.Prefix + "order-steps";
    public const string Segments = PinnedTable.Prefix + "rfm-segments";
    public const string Moves = PinnedTable.Prefix + "rfm-moves";
    public const string Deciles = PinnedTable.Prefix + "deciles";
    public const string CompareNumbers = PinnedTable.Prefix + "compare-numbers";
    public const string CompareShares = PinnedTable.Prefix + "compare-shares";
    public const string Landmark = PinnedTable.Prefix + "landmark";
    public const string Answer = PinnedTable.Prefix + "answer";

    /// <summary>The groups of one column, by its place among the columns compared by the log-rank test.</summary>
    public static string LogRank(int place) => string.Create(CultureInfo.InvariantCulture, $"{PinnedTable.Prefix}log-rank-{place}");

    /// <summary>All tables of a run; none while it has no result.</summary>
    public static IReadOnlyList<PinnedTable> Of(AnalysisRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.ResultJson is not { } json ? [] : run.Kind switch
        {
            AnalysisKind.Explore => ExploreTables.Of(ResultJson.Read<RepurchaseResult>(json)),
            AnalysisKind.RepurchaseModel => [DecilesOf(ResultJson.Read<RepurchaseModelResult>(json))],
            AnalysisKind.Compare => QuestionTables.Of(ResultJson.Read<CompareResult>(json)),
            AnalysisKind.Landmark => [QuestionTables.Of(ResultJson.Read<LandmarkResult>(json))],
            AnalysisKind.Query => QuestionTables.Of(ResultJson.Read<QueryResult>(json)) is { } answer ? [answer] : [],
        };
    }

    /// <summary>Customers by the segment of the earlier day (rows) and of the later one (columns).</summary>
    public static PinnedTable MovesOf(RfmResult rfm)
    {
        ArgumentNullException.ThrowIfNull(rfm);
        return ExploreTables.MovesOf(rfm);
    }

    private static PinnedTable DecilesOf(RepurchaseModelResult model) => Table(
        Deciles, new FigureText("model.deciles"),
        [Column("evidence.table.decile", PinnedKind.Count), Column("contrasts.customers", PinnedKind.Count), Column("rates.rate", PinnedKind.Rate), Column("evidence.table.low", PinnedKind.Rate), Column("evidence.table.high", PinnedKind.Rate), Column("evidence.table.lift", PinnedKind.Number)],
        model.Deciles.Select(d => Row(PinnedCell.Of(d.Decile), PinnedCell.Of(d.Customers), PinnedCell.Of(d.Rate), PinnedCell.Of(d.Interval.Low), PinnedCell.Of(d.Interval.High), PinnedCell.Of(d.Lift))));
}
