using FsCheck.Xunit;
using ProblemSolving.Domain.Prioritize;

namespace ProblemSolving.Domain.Tests.Prioritize;

public sealed class ScoreAgreementTests
{
    [Theory] // r_wg = 1 − s²/2 with s² over n − 1, by hand: {4,4,5} has s² = 1/3; {3,4,5} has 1; {2,4,5} has 7/3
    [InlineData(new[] { 4, 4, 4 }, 1.0, AgreementLevel.VeryStrong)]
    [InlineData(new[] { 4, 4, 5 }, 1 - (1.0 / 6), AgreementLevel.Strong)]
    [InlineData(new[] { 3, 4, 5 }, 0.5, AgreementLevel.Weak)]
    [InlineData(new[] { 2, 4, 5 }, 0.0, AgreementLevel.Lack)]
    [InlineData(new[] { 1, 5 }, 0.0, AgreementLevel.Lack)]
    public void Of_KnownPoints_GivesTheIndexAndItsWord(int[] points, double index, AgreementLevel level)
    {
        var agreement = ScoreAgreement.Of(points);
        Assert.Equal(index, agreement.Index!.Value, 9);
        Assert.Equal(level, agreement.Level);
    }

    [Fact]
    public void Of_OnePerson_HasNoAgreement() => Assert.Null(ScoreAgreement.Of([3]).Level);

    [Fact]
    public void Of_OneFarFromTheMiddle_IsNamed() => Assert.Equal([2], ScoreAgreement.Of([4, 4, 1, 5]).Outliers);

    [Property]
    public bool Of_AnyPoints_StaysBetweenNoneAndFull(byte[] raw)
    {
        var points = raw.Select(b => (b % 5) + 1).ToList();
        return points.Count < 2 || ScoreAgreement.Of(points) is { Index: >= 0 and <= 1, Low: >= 1, High: <= 5 };
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Give_PointsOffTheScale_AreRefused(int points) =>
        Assert.Equal("score.range", Assert.Throws<DomainRuleException>(() => new TeamScore().Give(points, DateTime.UnixEpoch)).Code);
}
