using ProblemSolving.Analysis.Analyze;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Analysis.Tests.Analyze;

public sealed class CompareFiguresTests
{
    [Fact]   // Online Retail: the title named a figure of 54 %, while one of 58 % stood in the table
    public void Title_NamesTheFigureThatIsJudgedToDifferMost()
    {
        var figure = Draw(Number("compare.first-products", g: -0.4, superiority: 0.54, p: 0.001), Number("compare.first-amount", g: 0.1, superiority: 0.581, p: 0.0004));
        Assert.Equal("figure.compare-pairs.title", figure.Title.Key);
        Assert.Equal(new FigureText("compare.first-amount"), figure.Title.Arguments[0]);
        Assert.Equal(0.581, figure.Title.Arguments[1]);
        Assert.Equal(0.162, figure.Series[0].Values[0]!.Value, 1e-9);   // 2 × 0.581 − 1
        Assert.Equal(0.142, figure.Series[0].Low![0]!.Value, 1e-9);
    }

    [Fact]
    public void Title_TheFarthestOfAllIsUnclear_NamesTheFarthestThatIsClear()
    {
        var figure = Draw(Number("far", g: 0.9, superiority: 0.7, p: 0.3), Number("near", g: 0.2, superiority: 0.45, p: 0.01));
        Assert.Equal(new FigureText("near"), figure.Title.Arguments[0]);
    }

    [Fact]   // the bar says A with its minus, so the title must not name B
    public void Title_WhereAIsHigher_NamesA()
    {
        var figure = Draw(Number("amount", g: -0.4, superiority: 0.3, p: 0.001));
        Assert.Equal(-0.4, figure.Series[0].Values[0]!.Value, 1e-9);
        Assert.Equal(("figure.compare-pairs.title.a", 0.7), (figure.Title.Key, (double)figure.Title.Arguments[1]));
    }

    [Fact]
    public void Title_NothingClear_SaysSo() => Assert.Equal("figure.compare-effects.none", Draw(Number("far", g: 0.9, superiority: 0.7, p: 0.3)).Title.Key);

    private static Figure Draw(params NumberDifference[] numbers) => Assert.Single(CompareFigures.Draw(new CompareResult(
        "compare-3", new CompareParameters(CompareKind.BoughtAgain), PurchaseRules.KeepAll,
        new HeadlineFacts(10, 10, 10, null, new DateOnly(2026, 1, 1), new DateOnly(2026, 6, 1), 5, false), "", 5, 5, 0, numbers, [], numbers.Length, []), hasAttributes: false));

    private static NumberDifference Number(string name, double g, double superiority, double p) => new(
        new FigureText(name), 5, 5, 1, 2, 1, 2, 1, new Interval(-1, 3, 0.95), g, new Interval(g - 0.1, g + 0.1, 0.95), p, superiority, new Interval(superiority - 0.01, superiority + 0.01, 0.95), p, p, true);
}
