using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Domain.Tests.Measure;

public sealed class MoneyBudgetTests
{
    private static readonly DateTime Go = new(2026, 11, 1, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Bound_IsTheLargerOfPlanAndSpending_PerRound_PlusTheRest()
    {
        var (cheap, dear) = (Locked(contacts: 100), Locked(contacts: 100));
        var budget = MoneyBudget.Of(Conditional(1_000_000), [cheap, dear], [Spent(50_000, cheap), Spent(200_000, dear), Spent(30_000, null)]);
        // each round plans 20,000 + 100 × 1,000
        Assert.Equal((120_000m + 200_000m, 30_000m, 650_000m), (budget.Pilots, budget.Other, budget.Left!.Value));
    }

    [Fact]
    public void Bound_DraftsAndWhatWasBeforeTheGo_CountNothing()
    {
        var draft = Round();
        var earlier = Locked(contacts: 100, at: Go.AddDays(-1));
        var budget = MoneyBudget.Of(Conditional(1_000_000), [draft, earlier], [Spent(70_000, null, Go.AddDays(-1))]);
        Assert.Equal(0, budget.Bound);
    }

    [Fact]
    public void Demand_MoreThanIsLeft_SaysHowMuchIsLeft()
    {
        var budget = MoneyBudget.Of(Conditional(100_000), [], [Spent(30_000, null)]);
        budget.Demand(70_000);
        var rule = Assert.Throws<DomainRuleException>(() => budget.Demand(70_001));
        Assert.Equal("budget.pilot", rule.Code);
        Assert.Equal([70_001m, 70_000m, 100_000m], rule.Arguments.Cast<decimal>());
    }

    [Fact]
    public void DemandSchedule_WithNothingLeft_IsRefused()
    {
        Assert.Equal("budget.used-up", Assert.Throws<DomainRuleException>(() => MoneyBudget.Of(Conditional(100), [], [Spent(100, null)]).DemandSchedule(5)).Code);
        MoneyBudget.Of(Conditional(100), [], [Spent(99, null)]).DemandSchedule(5);
    }

    [Fact]
    public void Left_MoneyThatCameBack_MakesNoRoomBeyondTheCap() =>
        Assert.Equal(100_000m, MoneyBudget.Of(Conditional(100_000), [], [Spent(30_000, null), Spent(-500_000, null)]).Left);

    [Fact] // the cap must not grow by money that was spent before it counted
    public void Left_MoneyThatCameBackFromBeforeTheGo_LiftsNothing()
    {
        var (before, after) = (Spent(80_000, null, Go.AddDays(-3)), Spent(60_000, null));
        var budget = MoneyBudget.Of(Conditional(100_000), [], [before, after, Refund(before, 80_000)]);
        Assert.Equal((60_000m, 40_000m), (budget.Bound, budget.Left!.Value));
        Assert.Equal(70_000m, MoneyBudget.Of(Conditional(100_000), [], [before, after, Refund(after, 30_000)]).Left);
    }

    [Fact]
    public void DemandDelivery_BeyondWhatIsLeft_IsRefusedWithTheNumbers()
    {
        var budget = MoneyBudget.Of(Conditional(100_000), [], [Spent(30_000, null)]);
        budget.DemandDelivery(70_000);
        var rule = Assert.Throws<DomainRuleException>(() => budget.DemandDelivery(70_001));
        Assert.Equal(("budget.delivery", 70_001m, 70_000m), (rule.Code, (decimal)rule.Arguments[0], (decimal)rule.Arguments[1]));
    }

    [Fact]
    public void CheckRefund_HoldsMoneyToTheEntryItCameBackFrom()
    {
        var spent = Spent(50_000, null);
        Refund(spent, 50_000).CheckRefund([spent]);
        Assert.Equal("spending.refund.too-much", Code(() => Refund(spent, 50_001).CheckRefund([spent])));
        Assert.Equal("spending.refund.too-much", Code(() => Refund(spent, 20_001).CheckRefund([spent, Refund(spent, 30_000)])));
        Assert.Equal("spending.refund.of-what", Code(() => Spent(-1, null).CheckRefund([spent])));
        var refund = Refund(spent, 1);
        Assert.Equal("spending.refund.of-what", Code(() => Refund(refund, 1).CheckRefund([spent, refund])));
        Assert.Equal("spending.refund.before", Code(() => new Spending { What = "x", Amount = -1, RefundOfId = spent.Id, Day = spent.Day.AddDays(-1) }.CheckRefund([spent])));
        Assert.Equal("spending.refund.sign", Code(() => new Spending { What = "x", Amount = 1, RefundOfId = spent.Id }.CheckRefund([spent])));
    }

    [Fact]
    public void Demand_WithoutACap_AllowsEverything()
    {
        var budget = MoneyBudget.Of(null, [], [Spent(100, null)]);
        budget.Demand(decimal.MaxValue);
        budget.DemandSchedule(null);
        Assert.Null(budget.Left);
    }

    [Fact]
    public void Left_ARefundWhoseEntryIsGone_CountsNothing()
    {
        var (gone, spent) = (Spent(80_000, null), Spent(60_000, null));
        Assert.Equal(40_000m, MoneyBudget.Of(Conditional(100_000), [], [spent, Refund(gone, 50_000)]).Left);
    }

    [Fact]
    public void DemandSchedule_UnderACap_WantsACost_ThatMayBeNothing()
    {
        var budget = MoneyBudget.Of(Conditional(100), [], [Spent(100, null)]);
        Assert.Equal("budget.schedule.no-cost", Code(() => budget.DemandSchedule(null)));
        budget.DemandSchedule(0);
    }

    [Fact]
    public void DemandDrawn_MoreThanPlanned_NeedsRoomForTheDifferenceOnly()
    {
        var pilot = Locked(contacts: 50);   // 20,000 + 50 × 1,000
        var budget = MoneyBudget.Of(Conditional(75_000), [pilot], []);
        budget.DemandDrawn(pilot, 40);
        budget.DemandDrawn(pilot, 55);
        var rule = Assert.Throws<DomainRuleException>(() => budget.DemandDrawn(pilot, 56));
        Assert.Equal(("budget.drawn", 56, 76_000m, 75_000m, 75_000m), (rule.Code, (int)rule.Arguments[0], (decimal)rule.Arguments[1], (decimal)rule.Arguments[2], (decimal)rule.Arguments[3]));
        pilot.Drawn(100, 54, 46, "list");
        Assert.Equal(74_000m, pilot.PlannedCost);
    }

    [Theory]
    [InlineData(70_000, 50)]    // the plan took all of it
    [InlineData(72_999, 52)]
    [InlineData(10_000, 50)]    // what is planned is bound already
    public void MostContacts_IsThePlanAndWhatIsLeft_AsTheDrawingDemandsIt(int cap, int most)
    {
        var pilot = Locked(contacts: 50);
        var budget = MoneyBudget.Of(Conditional(cap), [pilot], []);
        Assert.Equal(most, budget.MostContacts(pilot));
        budget.DemandDrawn(pilot, most);
        Assert.Equal("budget.drawn", Code(() => budget.DemandDrawn(pilot, most + 1)));
    }

    [Fact]
    public void MostContacts_WithoutACap_IsNoLimit()
    {
        var pilot = Locked(contacts: 50);
        Assert.Null(MoneyBudget.Of(null, [pilot], []).MostContacts(pilot));
    }

    private static GateReview Conditional(decimal cap)
    {
        var review = new GateReview { Id = Guid.NewGuid(), Gate = Gate.Effects, Number = 1, PacketJson = "{}", PacketSha256 = "", AuthorIds = [], SubmittedById = Guid.NewGuid(), SubmittedAtUtc = Go };
        review.Decide(new GateAnswer(GateDecision.GoWithConditions, "small first", MoneyCap: cap), Guid.NewGuid(), Go);
        return review;
    }

    private static Pilot Round() => new()
    {
        Id = Guid.NewGuid(), Name = "Coupon", Hypothesis = "more buy", Treatment = "a coupon", DatasetVersionId = Guid.NewGuid(), CostPerContact = 1_000, FixedCost = 20_000, Salt = "s",
    };

    private static Pilot Locked(int contacts, DateTime? at = null)
    {
        var pilot = Round();
        pilot.Lock("data", "", at ?? Go.AddDays(1), contacts);
        return pilot;
    }

    private static string Code(Action work) => Assert.Throws<DomainRuleException>(work).Code;

    private static Spending Refund(Spending of, decimal amount) =>
        new() { Id = Guid.NewGuid(), What = "sent back", Amount = -amount, RefundOfId = of.Id, Day = of.Day, CreatedAtUtc = Go.AddDays(5) };

    private static Spending Spent(decimal amount, Pilot? pilot, DateTime? at = null) =>
        new() { Id = Guid.NewGuid(), What = "coupons", Day = new DateOnly(2026, 11, 3), Amount = amount, PilotId = pilot?.Id, CreatedAtUtc = at ?? Go.AddDays(2) };
}
