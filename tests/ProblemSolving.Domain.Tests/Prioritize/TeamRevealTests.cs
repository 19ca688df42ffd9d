using ProblemSolving.Domain.Prioritize;

namespace ProblemSolving.Domain.Tests.Prioritize;

public sealed class TeamRevealTests
{
    [Theory]
    [InlineData(0, 1, "score.none")]
    [InlineData(0, 3, "score.none")]
    [InlineData(1, 2, "score.too-few")]
    [InlineData(1, 5, "score.too-few")]
    [InlineData(1, 1, null)]    // nobody else may score
    [InlineData(2, 2, null)]
    [InlineData(2, 5, null)]    // three never score: the others do not wait for ever
    public void ReasonToWait_ByScorersAndVoters_AsksForTwoWhereThereAreTwo(int scorers, int voters, string? reason) =>
        Assert.Equal(reason, TeamReveal.ReasonToWait(scorers, voters));
}
