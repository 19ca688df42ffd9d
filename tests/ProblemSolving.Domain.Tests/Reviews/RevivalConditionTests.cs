using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Domain.Tests.Reviews;

public sealed class RevivalConditionTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly DateTime Now = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void IsMet_OnItsDay(int daysAhead, bool met) => Assert.Equal(met, new RevivalCondition(RevivalKind.Date, Today.AddDays(daysAhead), null).IsMet(Today, null));

    [Theory]
    [InlineData(RevivalKind.MetricAtLeast, 0.20, true)]
    [InlineData(RevivalKind.MetricAtLeast, 0.19, false)]
    [InlineData(RevivalKind.MetricAtMost, 0.20, true)]
    [InlineData(RevivalKind.MetricAtMost, 0.21, false)]
    public void IsMet_WhenTheMetricReachesTheValue(RevivalKind kind, double metric, bool met) => Assert.Equal(met, new RevivalCondition(kind, null, 0.2m).IsMet(Today, (decimal)metric));

    [Fact]
    public void IsMet_WithoutAMetric_IsFalse() => Assert.False(new RevivalCondition(RevivalKind.MetricAtMost, null, 0.2m).IsMet(Today, null));

    [Fact]
    public void Check_AConditionThatHoldsAlready_IsRefused() =>
        Assert.Equal("gate.revival.met-already", Assert.Throws<DomainRuleException>(() => new RevivalCondition(RevivalKind.MetricAtMost, null, 0.3m).Check(Today, 0.2m, MetricUnit.Rate)).Code);

    [Fact]
    public void Check_ToDay_IsRefused() =>
        Assert.Equal("gate.revival.past-date", Assert.Throws<DomainRuleException>(() => new RevivalCondition(RevivalKind.Date, Today, null).Check(Today, null, MetricUnit.Rate)).Code);

    [Theory]
    [InlineData(MetricUnit.Rate, 12, "gate.revival.rate")]
    [InlineData(MetricUnit.Rate, -0.1, "gate.revival.rate")]
    [InlineData(MetricUnit.Rate, 1, null)]
    [InlineData(MetricUnit.Money, 50_000, null)]
    [InlineData(MetricUnit.Count, 3, null)]
    [InlineData(MetricUnit.Count, -3, "gate.revival.negative")]
    public void Check_AValueTheMetricCanNeverHave_IsRefused(MetricUnit unit, double value, string? code) =>
        Assert.Equal(code, (Record.Exception(() => new RevivalCondition(RevivalKind.MetricAtLeast, null, (decimal)value).Check(Today, 0.2m, unit)) as DomainRuleException)?.Code);

    [Fact]
    public void Revive_Twice_IsNotedOnce()
    {
        var review = new GateReview { Id = Guid.NewGuid(), Gate = Gate.Effects, Number = 1, PacketJson = "{}", PacketSha256 = "", AuthorIds = [], SubmittedById = Guid.NewGuid(), SubmittedAtUtc = Now };
        review.Decide(new GateAnswer(GateDecision.Drop, "the effect is too small", Revival: new RevivalCondition(RevivalKind.MetricAtMost, null, 0.2m)), Guid.NewGuid(), Now);
        Assert.False(review.Revive(Today, 0.24m, Now));
        Assert.True(review.Revive(Today, 0.19m, Now));
        Assert.False(review.Revive(Today, 0.19m, Now.AddHours(1)));
        Assert.Equal(Now, review.RevivalMetAtUtc);
    }
}
