using System.Globalization;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;

namespace ProblemSolving.Domain.Tests.Define;

public sealed class FigureNumbersTests
{
    [Fact]
    public void Of_ALongSeriesInTime_KeepsTheNewestRowsAndSaysHowManyItLeft()
    {
        var table = FigureNumbers.Of(Of(FigureKind.Line, FigureUnit.Rate, Months(40), new FigureSeries(new FigureText("a"), SeriesRole.Target, Values(40), Values(40), Values(40))));
        Assert.Equal((FigureNumbers.MostRows, 10, 4, KeptRows.Last), (table.Rows.Count, table.LeftOut, table.Columns.Count, table.Kept));
        Assert.Equal(("2010-11", 10.0), (table.Rows[0][0].Value, table.Rows[0][1].Number));
        Assert.Equal(("2013-04", 39.0), (table.Rows[^1][0].Value, table.Rows[^1][3].Number));
        Assert.All(table.Columns.Skip(1), c => Assert.Equal(PinnedKind.Rate, c.Kind));
    }

    [Fact]
    public void Of_ALongCurve_KeepsBothEndsAndEvenlySpreadPoints()
    {
        var table = FigureNumbers.Of(Figure(FigureKind.Line, FigureUnit.Rate, 101, new FigureSeries(new FigureText("lorenz"), SeriesRole.Target, Values(101))));
        Assert.Equal((FigureNumbers.MostRows, 71, KeptRows.Spread), (table.Rows.Count, table.LeftOut, table.Kept));
        Assert.Equal(("c0", "c100"), (table.Rows[0][0].Value, table.Rows[^1][0].Value));
        var at = table.Rows.Select(r => r[1].Number!.Value).ToList();
        Assert.All(at.Zip(at.Skip(1), (a, b) => b - a), step => Assert.InRange(step, 3, 4));
    }

    [Fact]
    public void Of_ALongHistogram_KeepsItsFirstBars()
    {
        var table = FigureNumbers.Of(Figure(FigureKind.Bar, FigureUnit.Orders, 53, new FigureSeries(new FigureText("weeks"), SeriesRole.Target, Values(53))));
        Assert.Equal((FigureNumbers.MostRows, 23, KeptRows.First), (table.Rows.Count, table.LeftOut, table.Kept));
        Assert.Equal(("c0", "c29"), (table.Rows[0][0].Value, table.Rows[^1][0].Value));
    }

    [Fact]
    public void Of_ManyMonthsOfCohorts_KeepsTheNewest()
    {
        var rows = Months(40).Select(m => new FigureSeries(new FigureText("figure.series.cohort", m, 100), SeriesRole.Other, Values(2))).ToArray();
        var table = FigureNumbers.Of(Figure(FigureKind.HeatMap, FigureUnit.Rate, 2, rows));
        Assert.Equal((10, KeptRows.Last), (table.LeftOut, table.Kept));
        Assert.Equal("2013-04", table.Rows[^1][0].Words!.Arguments[0]);
    }

    [Fact]
    public void Of_ManyRowsWithoutTime_KeepsTheFirst()
    {
        var rows = Enumerable.Range(0, 40).Select(i => new FigureSeries(new FigureText("column " + i), SeriesRole.Other, Values(2))).ToArray();
        var table = FigureNumbers.Of(Figure(FigureKind.HeatMap, FigureUnit.None, 2, rows));
        Assert.Equal((10, KeptRows.First), (table.LeftOut, table.Kept));
        Assert.Equal("column 0", table.Rows[0][0].Words!.Key);
    }

    [Fact]
    public void Of_AShortFigure_KeepsAllRows()
    {
        var table = FigureNumbers.Of(Figure(FigureKind.Line, FigureUnit.Rate, 30, new FigureSeries(new FigureText("a"), SeriesRole.Target, Values(30))));
        Assert.Equal((30, 0), (table.Rows.Count, table.LeftOut));
    }

    [Fact]
    public void Of_APeriodThatIsNotOver_IsNamedAndHasNoNumber()
    {
        var table = FigureNumbers.Of(Of(
            FigureKind.StackedBar, FigureUnit.Customers, Months(3),
            new FigureSeries(new FigureText("new"), SeriesRole.Target, Values(3), Values(3), Values(3), [false, false, true]),
            new FigureSeries(new FigureText("lost"), SeriesRole.Other, Values(3), Incomplete: [false, true, true])));
        Assert.Equal("2010-01", table.Rows[0][0].Value);
        Assert.Equal([0.0, 0, 0, 0], table.Rows[0].Skip(1).Select(c => c.Number));
        Assert.Equal(("figure.partial", "2010-02"), (table.Rows[1][0].Words!.Key, Assert.IsType<FigureText>(table.Rows[1][0].Words!.Arguments[0]).Key));
        Assert.Equal([1.0, 1, 1, null], table.Rows[1].Skip(1).Select(c => c.Number));
        Assert.Equal("figure.partial", table.Rows[2][0].Words!.Key);
        Assert.All(table.Rows[2].Skip(1), c => Assert.Null(c.Number));
    }

    [Fact]
    public void Of_AHeatMapWithAPeriodThatIsNotOver_LeavesTheCellEmpty()
    {
        var table = FigureNumbers.Of(Figure(FigureKind.HeatMap, FigureUnit.Rate, 3, new FigureSeries(new FigureText("a"), SeriesRole.Other, Values(3), Incomplete: [false, false, true])));
        Assert.Equal([0.0, 1, null], table.Rows[0].Skip(1).Select(c => c.Number));
        Assert.Equal("a", table.Rows[0][0].Words!.Key);
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

    private static List<string> Months(int count) => [.. Enumerable.Range(0, count).Select(i => new DateOnly(2010, 1, 1).AddMonths(i).ToString("yyyy-MM", CultureInfo.InvariantCulture))];

    private static Figure Figure(FigureKind kind, FigureUnit unit, int categories, params FigureSeries[] series) =>
        Of(kind, unit, [.. Enumerable.Range(0, categories).Select(i => "c" + i)], series);

    private static Figure Of(FigureKind kind, FigureUnit unit, IReadOnlyList<string> categories, params FigureSeries[] series) => new(
        "f", kind, new FigureText("t"), new FigureText("s"), new FigureAxis(new FigureText("x"), FigureUnit.None), new FigureAxis(new FigureText("y"), unit), categories, series);
}
