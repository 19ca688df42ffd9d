using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Tests.Analyze;

public sealed class ComparedSetTests
{
    private static readonly Guid s_version = Guid.NewGuid();

    [Fact]
    public void Of_TheSameQuestion_IsTheSameSet()
    {
        AssertSame(Explore(new([30, 90], 90, 12)), Explore(new([90], 90, 24, 5, 120, 6)));
        AssertSame(Compare(new(CompareKind.BoughtAgain, 90)), Compare(new(CompareKind.BoughtAgain, 90, Column: 3, ValueA: "left over in the form", MinimumSupport: 10)));
        AssertSame(Compare(new(CompareKind.Value, 90, 3, "web", "shop")), Compare(new(CompareKind.Value, 90, 3, "shop", "web")));
    }

    [Fact]
    public void Of_AnotherQuestionOrOtherData_IsAnotherSet()
    {
        AnalysisRun[] runs =
        [
            Explore(new([90], 90)), Explore(new([90], 60)), Explore(new([90], 90), Guid.NewGuid()),
            Compare(new(CompareKind.BoughtAgain, 90)), Compare(new(CompareKind.BoughtAgain, 60)), Compare(new(CompareKind.BeforeAfter, 90, Day: new DateOnly(2011, 6, 1))), Compare(new(CompareKind.BeforeAfter, 90, Day: new DateOnly(2011, 6, 2))),
            Compare(new(CompareKind.Value, 90, 3, "web")), Compare(new(CompareKind.Value, 90, 3, "web", "shop")), Compare(new(CompareKind.Value, 90, 4, "web")),
            Run(AnalysisKind.Landmark, ResultJson.Write(new LandmarkParameters(3, "web"))), Run(AnalysisKind.Landmark, ResultJson.Write(new LandmarkParameters(3, "web", null, 31))),
        ];
        var keys = runs.Select(r => ComparedSet.Of(r)!.Key).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Equal(10 * runs.Length, ComparedSet.Distinct(runs.Select(r => ComparedSet.Of(r)!)));
    }

    [Fact]
    public void Of_ARunWithoutAPValue_IsNone() => Assert.Null(ComparedSet.Of(Run(AnalysisKind.Query, "{}", looks: 0)));

    [Fact]
    public void Of_AValueOfTheData_DoesNotStandInTheKey() =>
        Assert.DoesNotContain("kim", ComparedSet.Of(Compare(new(CompareKind.Value, 90, 3, "kim")))!.Key, StringComparison.Ordinal);

    [Fact]
    public void Distinct_TheSameSetTwice_CountsTheLargerOnce() =>
        Assert.Equal(15, ComparedSet.Distinct([new("a", 7), new("a", 12), new("b", 3)]));

    [Fact] // exploring and comparing who bought again look at the same two-by-two tables
    public void Distinct_TablesOfAnExplorationAndOfAComparison_CountOnce()
    {
        var explore = Explore(new([90], 90));
        var compare = Compare(new(CompareKind.BoughtAgain, 90));
        (explore.Looks, explore.HeadlineJson, compare.Looks, compare.HeadlineJson) = (12, """{"tables":8}""", 15, """{"looks":15,"tables":9}""");
        ComparedSet[] sets = [ComparedSet.Of(explore)!, ComparedSet.Of(compare)!];
        Assert.Equal(4 + 6 + 9, ComparedSet.Distinct(sets));
        Assert.Equal(4 + 6 + 9, ComparedSet.Distinct([.. sets, .. sets]));
        var others = Compare(new(CompareKind.BoughtAgain, 60));
        (others.Looks, others.HeadlineJson) = (15, """{"tables":9}""");
        Assert.Equal(4 + 6 + 9 + 15, ComparedSet.Distinct([.. sets, ComparedSet.Of(others)!]));   // other days, other tables
        compare.HeadlineJson = "{}";
        Assert.Equal(12 + 15, ComparedSet.Distinct([sets[0], ComparedSet.Of(compare)!]));   // a run of before does not say which of its comparisons are tables
    }

    private static void AssertSame(AnalysisRun one, AnalysisRun other) => Assert.Equal(ComparedSet.Of(one)!.Key, ComparedSet.Of(other)!.Key);

    private static AnalysisRun Explore(RepurchaseParameters parameters, Guid? version = null) => Run(AnalysisKind.Explore, ResultJson.Write(parameters), version: version);

    private static AnalysisRun Compare(CompareParameters parameters) => Run(AnalysisKind.Compare, ResultJson.Write(parameters));

    private static AnalysisRun Run(AnalysisKind kind, string parameters, int looks = 10, Guid? version = null) =>
        new() { Id = Guid.NewGuid(), DatasetVersionId = version ?? s_version, Kind = kind, ParametersJson = parameters, Looks = looks };
}
