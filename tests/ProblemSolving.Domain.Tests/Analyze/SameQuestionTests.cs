using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Tests.Analyze;

/// <summary>A row that stands in two runs is adjusted over two families; the page says where else it stands.</summary>
public sealed class SameQuestionTests
{
    private static readonly Guid s_version = Guid.NewGuid();

    [Fact]
    public void Others_OfTheSameDataAndDays_AreTheNewestOfTheOtherKind()
    {
        var explored = Run(AnalysisKind.Explore, RepurchaseParameters.Default, 888, 1);
        var old = Run(AnalysisKind.Compare, new CompareParameters(CompareKind.BoughtAgain), 898, 2);
        var newer = Run(AnalysisKind.Compare, new CompareParameters(CompareKind.BoughtAgain), 899, 3);
        AnalysisRun[] all =
        [
            explored, old, newer,
            Run(AnalysisKind.Compare, new CompareParameters(CompareKind.BoughtAgain, 30), 700, 4),
            Run(AnalysisKind.Compare, new CompareParameters(CompareKind.BeforeAfter, Day: new DateOnly(2024, 1, 1)), 701, 5),
            Run(AnalysisKind.Query, new QueryParameters("SELECT 1"), 0, 6),
        ];
        Assert.Equal([newer], SameQuestion.Others(explored, all));
        Assert.Equal([explored], SameQuestion.Others(newer, all));
        Assert.Empty(SameQuestion.Others(explored, [explored]));
    }

    private static AnalysisRun Run<T>(AnalysisKind kind, T asked, int looks, int minute) => new()
    {
        Id = Guid.NewGuid(), DatasetVersionId = s_version, Kind = kind, ParametersJson = ResultJson.Write(asked), State = RunState.Succeeded, Looks = looks,
        QueuedAtUtc = new DateTime(2026, 1, 1, 0, minute, 0, DateTimeKind.Utc),
    };
}
