using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using static ProblemSolving.Application.Define.TableParts;

namespace ProblemSolving.Application.Define;

/// <summary>The tables of a comparison, of a landmark question and of a query of one's own.</summary>
internal static class QuestionTables
{
    // a cell of a query can be a whole document
    private const int LongestCell = 200;

    public static IReadOnlyList<PinnedTable> Of(CompareResult result)
    {
        List<PinnedTable> tables = [];
        if (result.Numbers.Count > 0)
            tables.Add(NumbersOf(result));
        if (result.Shares.Count > 0)
            tables.Add(SharesOf(result));
        return tables;
    }

    private static PinnedTable NumbersOf(CompareResult result) => Table(
        RunTables.CompareNumbers, Title("compare.numbers.of", result),
        [Text("figure.axis.customer-figure"), Number("compare.mean", "A"), Number("compare.mean", "B"), Number("compare.median", "A"), Number("compare.median", "B"), Column("contrasts.difference", PinnedKind.Number), Column("compare.effect", PinnedKind.Number), Column("compare.superiority", PinnedKind.Rate), Column("contrasts.p", PinnedKind.PValue)],
        result.Numbers.Select(n => Row(
            PinnedCell.Key(n.Name.Key, n.Name.Arguments), PinnedCell.Of(n.MeanA), PinnedCell.Of(n.MeanB), PinnedCell.Of(n.MedianA), PinnedCell.Of(n.MedianB),
            PinnedCell.Of(n.Difference), PinnedCell.Of(n.Effect), PinnedCell.Of(n.Superiority), PinnedCell.Of(n.AdjustedPValue)))) with { Note = AdjustedOver.Compare(result) };

    private static PinnedTable SharesOf(CompareResult result) => Table(
        RunTables.CompareShares, Title("compare.shares.of", result),
        [Text("contrasts.column"), Text("contrasts.value"), Share("A"), Share("B"), Column("contrasts.difference", PinnedKind.Points), Column("evidence.table.low", PinnedKind.Points), Column("evidence.table.high", PinnedKind.Points), Column("contrasts.p", PinnedKind.PValue)],
        result.Shares.Select(s => Row(
            PinnedCell.Key(s.Name.Key, s.Name.Arguments), PinnedCell.Name(string.Join(" = ", [s.Value, .. (s.Also ?? []).Select(a => $"{a.Column}: {a.Value}")])), PinnedCell.Of(s.ShareA), PinnedCell.Of(s.ShareB),
            PinnedCell.Of(s.Difference), PinnedCell.Of(s.Interval.Low), PinnedCell.Of(s.Interval.High), PinnedCell.Of(s.AdjustedPValue)))) with { Note = AdjustedOver.Compare(result) };

    public static PinnedTable Of(LandmarkResult result) => Table(
        RunTables.Landmark, new FigureText("landmark.counts.of", ActionOf(result)),
        [Text("figure.axis.way-of-counting"), Column("figure.series.with-action", PinnedKind.Count), Column("landmark.again", PinnedKind.Count), Column("rates.rate", PinnedKind.Rate), Column("figure.series.without-action", PinnedKind.Count), Column("landmark.again", PinnedKind.Count), Column("rates.rate", PinnedKind.Rate), Column("contrasts.difference", PinnedKind.Points), Column("evidence.table.low", PinnedKind.Points), Column("evidence.table.high", PinnedKind.Points)],
        [Pair("figure.landmark.naive", result.Naive), Pair("figure.landmark.honest", result.Landmark)]);

    private static FigureText ActionOf(LandmarkResult result) => result.Parameters.Orders is { } orders
        ? new FigureText("landmark.action.orders", orders)
        : new FigureText("landmark.action.value", result.ColumnName, result.Parameters.Value ?? "–");

    private static IReadOnlyList<PinnedCell> Pair(string name, RatePair pair) => Row(
        PinnedCell.Key(name), PinnedCell.Of(pair.With), PinnedCell.Of(pair.AgainWith), PinnedCell.Of(pair.RateWith), PinnedCell.Of(pair.Without), PinnedCell.Of(pair.AgainWithout), PinnedCell.Of(pair.RateWithout),
        PinnedCell.Of(pair.Difference), PinnedCell.Of(pair.Interval.Low), PinnedCell.Of(pair.Interval.High));

    /// <summary>The answer as it stands on the page: its numbers can be years or codes, so they keep the look the query gave them. Null without columns.</summary>
    public static PinnedTable? Of(QueryResult result) => result.Columns.Count == 0 ? null : Table(
        RunTables.Answer, new FigureText("analysis-kind.Query"),
        [.. result.Columns.Select(c => Column(c.Name, c.IsNumber ? PinnedKind.Number : PinnedKind.Text))],
        result.Rows.Select(row => Row([.. row.Select(cell => PinnedCell.Name(cell?.Length > LongestCell ? cell[..(LongestCell - 1)] + "…" : cell))])));

    private static FigureText Title(string key, CompareResult result) => new(key, result.GroupName(false), result.GroupName(true));

    private static PinnedColumn Number(string key, string group) => new(new FigureText("compare.of-group", new FigureText(key), group), PinnedKind.Number);

    private static PinnedColumn Share(string group) => new(new FigureText("compare.of-group", new FigureText("compare.share"), group), PinnedKind.Rate);
}
