using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;

namespace ProblemSolving.Domain.Tests.Define;

public sealed class FigureNumbersTests
{
    [Fact]
    public void Of_ALongSeries_KeepsTheNewestRowsAndSaysHowManyItLeft()
    {
        var table = FigureNumbers.Of(Figure(FigureKind.Line, FigureUnit.Rate, 40, new FigureSeries(new FigureText("a"), SeriesRole.Target, Values(40), Values(40), Values(40))));
        Assert.Equal((FigureNumbers.MostRows, 10, 4), (table.Rows.Count, table.LeftOut, table.Columns.Count));
        Assert.Equal(("c10", 10.0), (table.Rows[0][0].Value, table.Rows[0][1].Number));
        Assert.Equal(("c39", 39.0), (table.Rows[^1][0].Value, table.Rows[^1][3].Number));
        Assert.All(table.Columns.Skip(1), c => Assert.Equal(PinnedKind.Rate, c.Kind));
    }

    [Fact]
    public void Of_AHeatMap_HasASeriesInEachRow()
    {
        var table = FigureNumbers.Of(Figure(FigureKind.HeatMap, FigureUnit.Money, 3, new FigureSeries(new FigureText("a"), SeriesRole.Other, Values(3)), new FigureSeries(new FigureText("b"), SeriesRole.Other, [null, 1, 2])));
        Assert.Equal(["c0", "c1", "c2"], table.Columns.Skip(1).Select(c => c.Title.Key));
        Assert.Equal(["a", "b"], table.Rows.Select(r => r[0].Words!.Key));
        Assert.Null(table.Rows[1][1].Number);
        Assert.Equal(PinnedKind.Money, table.Columns[1].Kind);
    }

    private static List<double?> Values(int count) => [.. Enumerable.Range(0, count).Select(i => (double?)i)];

    private static Figure Figure(FigureKind kind, FigureUnit unit, int categories, params FigureSeries[] series) => new(
        "f", kind, new FigureText("t"), new FigureText("s"), new FigureAxis(new FigureText("x"), FigureUnit.None), new FigureAxis(new FigureText("y"), unit),
        [.. Enumerable.Range(0, categories).Select(i => "c" + i)], series);
}
