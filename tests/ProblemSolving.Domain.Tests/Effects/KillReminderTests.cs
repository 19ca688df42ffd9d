using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Domain.Tests.Effects;

public sealed class KillReminderTests
{
    private static readonly DateOnly Day = new(2026, 12, 10);
    private static readonly TimeZoneInfo Seoul = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");

    [Theory]
    [InlineData(-8, false)]
    [InlineData(-7, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    public void Of_ShowsFromAWeekBeforeAndUntilItIsSettled(int after, bool shows) =>
        Assert.Equal(shows, Reminder(Day.AddDays(after), decided: new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc)) is not null);

    [Fact] // a draft with a day of last year is a slip, and its field says so
    public void Of_ADayThatPassedBeforeAnybodyDecided_AlarmsNobody()
    {
        Assert.Null(Reminder(Day.AddDays(1)));
        Assert.NotNull(Reminder(Day));
        var effects = new EffectsSheet { KillBy = Day };
        Assert.Equal(nameof(EffectsSheet.KillBy), Assert.Single(Plausibility.CheckKillDay(effects, null, Day.AddDays(1))).Place);
        Assert.Empty(Plausibility.CheckKillDay(effects, null, Day));
    }

    [Theory]   // sent back, the page said that nothing is missing, and the same past day went to the manager again
    [InlineData(GateDecision.Revise, true)]
    [InlineData(GateDecision.Hold, true)]
    [InlineData(GateDecision.Go, false)]
    [InlineData(GateDecision.GoWithConditions, false)]
    public void CheckKillDay_ADayThatPassed_IsAskedAboutUntilThereIsAGo(GateDecision decision, bool asks)
    {
        var now = new DateTime(2026, 12, 11, 0, 0, 0, DateTimeKind.Utc);
        var review = new GateReview { Id = Guid.NewGuid(), Gate = Gate.Effects, Number = 1, PacketJson = "{}", PacketSha256 = "", AuthorIds = [], SubmittedById = Guid.NewGuid(), SubmittedAtUtc = now };
        review.Decide(new GateAnswer(decision, "see the day", MoneyCap: decision == GateDecision.GoWithConditions ? 1 : null), Guid.NewGuid(), now);
        Assert.Equal(asks, Plausibility.CheckKillDay(new EffectsSheet { KillBy = Day }, review, Day.AddDays(1)).Count == 1);
    }

    [Theory]
    [InlineData(MetricDirection.HigherIsBetter, 0.22, 0.20, true)]
    [InlineData(MetricDirection.HigherIsBetter, 0.22, 0.24, false)]
    [InlineData(MetricDirection.LowerIsBetter, 0.05, 0.06, true)]
    [InlineData(MetricDirection.LowerIsBetter, 0.05, 0.04, false)]
    public void CheckKillReached_ALimitThatIsKeptAlready_IsAskedAbout(MetricDirection direction, double asIs, double limit, bool asks) =>
        Assert.Equal(asks, Plausibility.CheckKillReached(new DefineSheet { MetricDirection = direction, MetricAsIs = (decimal)asIs }, new EffectsSheet { KillValue = (decimal)limit }).Count == 1);

    [Fact]
    public void Of_ADecisionOnOrAfterTheDay_SettlesIt_OneBeforeDoesNot()
    {
        // 23:30 of 9 December in London is 08:30 of the 10th in Seoul
        Assert.Null(Reminder(Day.AddDays(2), decided: new DateTime(2026, 12, 9, 23, 30, 0, DateTimeKind.Utc)));
        Assert.NotNull(Reminder(Day.AddDays(2), decided: new DateTime(2026, 12, 9, 10, 0, 0, DateTimeKind.Utc)));
    }

    [Theory]
    [InlineData(ProjectStatus.Dropped)]
    [InlineData(ProjectStatus.Closed)]
    public void Of_AProjectThatEnded_NeedsNone(ProjectStatus status) => Assert.Null(Reminder(Day, status: status));

    [Theory]
    [InlineData(MetricDirection.HigherIsBetter, 0.24, 0.25, KillState.Missed)]
    [InlineData(MetricDirection.HigherIsBetter, 0.25, 0.25, KillState.Reached)]
    [InlineData(MetricDirection.LowerIsBetter, 0.26, 0.25, KillState.Missed)]
    [InlineData(MetricDirection.LowerIsBetter, 0.24, 0.25, KillState.Reached)]
    public void Of_ComparesTheNumberNowByItsDirection(MetricDirection direction, double now, double limit, KillState state) =>
        Assert.Equal(state, Reminder(Day, (decimal)now, (decimal)limit, direction)!.State);

    [Fact]
    public void Of_WithoutALimitOrAValue_LeavesItToPeople()
    {
        Assert.Equal(KillState.ToJudge, Reminder(Day, now: null, limit: 0.25m)!.State);
        Assert.Equal(KillState.ToJudge, Reminder(Day, now: 0.24m, limit: null)!.State);
    }

    [Fact]
    public void CheckKill_ARateOf12_IsStopped()
    {
        var define = new DefineSheet { MetricUnit = MetricUnit.Rate };
        Assert.Equal("effects.kill.rate", Assert.Single(Plausibility.CheckKill(define, new EffectsSheet { KillValue = 12 })).Code);
        Assert.Empty(Plausibility.CheckKill(define, new EffectsSheet { KillValue = 0.12m }));
        Assert.Empty(Plausibility.CheckKill(new DefineSheet { MetricUnit = MetricUnit.Count }, new EffectsSheet { KillValue = 12 }));
    }

    private static KillReminder? Reminder(DateOnly today, decimal? now = 0.24m, decimal? limit = 0.25m, MetricDirection direction = MetricDirection.HigherIsBetter, ProjectStatus status = ProjectStatus.Active, DateTime? decided = null) =>
        KillReminder.Of(
            status,
            new EffectsSheet { KillBy = Day, KillCriteria = "below 25 %", KillValue = limit },
            new DefineSheet { MetricDirection = direction },
            now is { } value ? new MetricNow(value, null, null) : null,
            decided, today, Seoul);
}
