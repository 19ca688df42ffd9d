using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Domain.Tests.Measure;

public sealed class EarlierRoundsTests
{
    private static readonly DateTime Day = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Of_TheFirstRound_IsNothing() => Assert.Null(EarlierRounds.Of(Draft(1), [Draft(1), Draft(2)]));

    [Theory]
    [InlineData(EarlierCustomers.LeaveOutTreated, true, false)]
    [InlineData(EarlierCustomers.LeaveOutAll, true, true)]
    [InlineData(EarlierCustomers.Keep, false, false)]
    public void Of_ADraft_IsItsChoiceForEveryRoundThatWasDrawn(EarlierCustomers choice, bool treated, bool control)
    {
        var draft = Draft(3);
        draft.EarlierCustomers = choice;
        var earlier = EarlierRounds.Of(draft, [Drawn(2, Day), draft, Drawn(1, Day), Draft(4)])!;
        Assert.Equal([1, 2], earlier.Rounds.Select(r => r.Round));
        Assert.Equal((treated, control), (earlier.LeavesOut(PilotGroup.Target), earlier.LeavesOut(PilotGroup.Control)));
    }

    [Fact]
    public void Draft_Untouched_LeavesOutWhoWasTreated() => Assert.Equal(EarlierCustomers.LeaveOutTreated, Draft(1).EarlierCustomers);

    [Fact]   // what a round did to earlier customers is chosen anew, also after one that kept them
    public void Next_AfterARoundThatKeptThem_LeavesOutWhoWasTreated()
    {
        var pilot = Draft(1);
        pilot.EarlierCustomers = EarlierCustomers.Keep;
        Assert.Equal(EarlierCustomers.LeaveOutTreated, pilot.Next(Guid.NewGuid(), 2, "new", Guid.NewGuid(), Day).EarlierCustomers);
    }

    [Fact]
    public void Lock_KeepsTheChoiceAndTheRounds_WhateverIsDrawnLater()
    {
        var (first, second, later) = (Drawn(1, Day), Draft(2), Drawn(3, Day.AddDays(2)));
        second.EarlierCustomers = EarlierCustomers.LeaveOutAll;
        second.Lock("data", "", Day.AddDays(1), earlier: EarlierRounds.Of(second, [first, second]));
        var plan = second.ReadPlan()!;
        Assert.Equal(second.PlanJson, plan.ToJson());
        Assert.Contains(first.ListSha256, second.PlanJson, StringComparison.Ordinal);
        Assert.Equal((EarlierCustomers.LeaveOutAll, first.Id), (plan.Earlier!.Choice, Assert.Single(EarlierRounds.Of(second, [first, second, later])!.Rounds).Id));
    }

    [Fact]   // plans from before there was a choice, and their fingerprints
    public void Of_AnOlderPlan_KeptEverybodyOfTheRoundsLockedBeforeIt()
    {
        var (first, second, later) = (Drawn(1, Day), Drawn(2, Day.AddDays(1)), Drawn(3, Day.AddDays(2)));
        Assert.DoesNotContain("earlier", second.PlanJson, StringComparison.OrdinalIgnoreCase);
        Assert.Null(second.ReadPlan()!.Earlier);
        var earlier = EarlierRounds.Of(second, [later, second, first])!;
        Assert.Equal((EarlierCustomers.Keep, 1), (earlier.Choice, Assert.Single(earlier.Rounds).Round));
        Assert.Null(EarlierRounds.Of(first, [first, second, later]));
    }

    [Fact]
    public void Check_KeepingThem_AdvisesAndDoesNotBlock()
    {
        var draft = Draft(2);
        draft.EarlierCustomers = EarlierCustomers.Keep;
        var earlier = EarlierRounds.Of(draft, [Drawn(1, Day)]);
        Assert.False(Assert.Single(PilotRules.Check(draft, earlier), f => f.Code == "pilot.plan.earlier-kept").Blocks);
        Assert.DoesNotContain(PilotRules.Check(draft), f => f.Code == "pilot.plan.earlier-kept");
    }

    [Theory]
    [InlineData(EarlierCustomers.LeaveOutTreated, "pilot.earlier.too-few")]
    [InlineData(EarlierCustomers.LeaveOutAll, "pilot.earlier.too-few-all")]
    public void Drawn_NobodyLeftForAGroup_SaysThatTheyWereLeftOut(EarlierCustomers choice, string code)
    {
        var pilot = Draft(2);
        pilot.EarlierCustomers = choice;
        pilot.Lock("data", "", Day);
        var rule = Assert.Throws<DomainRuleException>(() => pilot.Drawn(1, 1, 0, "list", leftOut: 99));
        Assert.Equal(code, rule.Code);
        Assert.Equal([99, 1], rule.Arguments);
        Assert.Equal("pilot.control-empty", Assert.Throws<DomainRuleException>(() => pilot.Drawn(1, 1, 0, "list")).Code);   // nobody was left out: the usual advice
    }

    [Fact]
    public void Outcome_OfADrawnRound_CountsWhoWasLeftOutAndWhoWasLeft()
    {
        var (first, second) = (Drawn(1, Day), Draft(2));
        Assert.Null(EarlierOutcome.Of(second, [first, second]));
        second.Lock("data", "", Day.AddDays(1), earlier: EarlierRounds.Of(second, [first, second]));
        second.Drawn(300, 30, 30, "list", leftOut: 100);
        Assert.Equal((100, 300), EarlierOutcome.Of(second, [first, second]) is { } outcome ? (outcome.LeftOut, outcome.Left) : default);
    }

    [Fact]
    public void Lock_WhileAnotherRoundIsBeingDrawn_IsRefused()
    {
        var (first, second) = (Draft(1), Draft(2));
        first.Lock("data", "", Day);
        Assert.Equal("pilot.earlier.drawing", Assert.Throws<DomainRuleException>(() => EarlierRounds.DemandDrawn(second, [first, second])).Code);
        EarlierRounds.DemandDrawn(first, [first, second]);
    }

    [Fact]
    public void Field_Choice_IsReadByItsNameOnly()
    {
        var pilot = Draft(1);
        PilotFields.Write(pilot, PilotField.EarlierCustomers, "Keep");
        Assert.Equal("Keep", PilotFields.Read(pilot, PilotField.EarlierCustomers));
        foreach (var text in new[] { "", "1", "keep", "Everybody" })
            Assert.Equal("field.not-a-choice", Assert.Throws<DomainRuleException>(() => PilotFields.Write(pilot, PilotField.EarlierCustomers, text)).Code);
    }

    [Theory]
    [InlineData(false, 0.02)]
    [InlineData(true, -0.02)]
    public void BreakEven_AsADifference_StandsOnTheWantedSide(bool falls, double expected)
    {
        Assert.Equal(expected, new PilotBreakEven(0.02, new FigureText("x")).Difference(falls));
        Assert.Null(new PilotBreakEven(null, new FigureText("x")).Difference(falls));
    }

    private static Pilot Draft(int round) => new()
    {
        Id = Guid.NewGuid(),
        Round = round,
        Name = "Coupon",
        Hypothesis = "More second orders",
        Treatment = "A coupon",
        DatasetVersionId = Guid.NewGuid(),
        Salt = $"salt {round}",
    };

    private static Pilot Drawn(int round, DateTime lockedAt)
    {
        var pilot = Draft(round);
        pilot.Lock("data", "", lockedAt);
        pilot.Drawn(100, 10, 10, $"list of {round}");
        return pilot;
    }
}
