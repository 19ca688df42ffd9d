using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Tests.Prioritize;

public sealed class SwitchRuleTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly PilotBreakEven BreakEven = new(0.01, new FigureText("measure.break-even.from-line"));

    private readonly SolutionOption _first = new() { Id = Guid.NewGuid(), Name = "first", DaysToFirstResult = 1, SwitchKind = SwitchKind.NotSignificant, SwitchRounds = 2 };
    private readonly SolutionOption _second = new() { Id = Guid.NewGuid(), Name = "second", DaysToFirstResult = 2 };

    [Theory]
    [InlineData(0, SwitchState.NotYetCheckable)]
    [InlineData(1, SwitchState.NotYetCheckable)]
    [InlineData(2, SwitchState.Met)]
    [InlineData(3, SwitchState.Met)]
    public void Check_RoundsWithoutASignificantResult_AreCounted(int rounds, SwitchState expected) =>
        Assert.Equal(expected, Check([.. Enumerable.Range(1, rounds).Select(r => Round(r, VerdictKind.NotShown, 0.001))]).State);

    [Fact]
    public void Check_OneRoundIsSignificant_IsNotMet() =>
        Assert.Equal(SwitchState.NotMet, Check([Round(1, VerdictKind.NotShown, 0), Round(2, VerdictKind.Better, 0.03)]).State);

    [Fact]
    public void Check_ABrokenSplit_ShowsNothingAndIsNotCounted() =>
        Assert.Equal(SwitchState.NotYetCheckable, Check([Round(1, VerdictKind.NotShown, 0), Round(2, VerdictKind.BrokenSplit, 0)]).State);

    [Fact]
    public void Check_RoundsOfAnotherChoice_AreNotCounted() =>
        Assert.Equal(SwitchState.NotYetCheckable, Check([Round(1, VerdictKind.NotShown, 0), Round(2, VerdictKind.NotShown, 0, _second.Id)]).State);

    [Theory]
    [InlineData(0.009, SwitchState.Met)]
    [InlineData(0.01, SwitchState.NotMet)]
    [InlineData(0.02, SwitchState.NotMet)]
    public void Check_BelowBreakEven_ComparesTheNewestRound(double rise, SwitchState expected)
    {
        _first.SwitchKind = SwitchKind.BelowBreakEven;
        Assert.Equal(expected, Check([Round(1, VerdictKind.NotShown, 0.5), Round(2, VerdictKind.NotShown, rise)]).State);
    }

    [Theory] // the break-even is one point
    [InlineData(0.005, -0.02, 0.03, SwitchState.NotMet, "switch.why.not-clearly-below")]   // a small round says little
    [InlineData(0.005, -0.0005, 0.0099, SwitchState.Met, "switch.why.below")]
    [InlineData(0.005, 0, 0.01, SwitchState.NotMet, "switch.why.not-clearly-below")]
    [InlineData(0.02, 0.011, 0.03, SwitchState.NotMet, "switch.why.above")]
    [InlineData(-0.005, -0.02, 0.0099, SwitchState.Met, "switch.why.below.wrong-way")]
    [InlineData(-0.005, -0.02, 0.03, SwitchState.NotMet, "switch.why.not-clearly-below.wrong-way")]
    public void Check_BelowBreakEven_AsksForTheWholeInterval(double rise, double low, double high, SwitchState expected, string why)
    {
        _first.SwitchKind = SwitchKind.BelowBreakEven;
        var check = Check([Round(1, VerdictKind.NotShown, rise, interval: new Interval(low, high, 0.95))]);
        Assert.Equal((expected, why), (check.State, check.Why.Key));
        Assert.Equal(100 * Math.Abs(rise), (double)check.Why.Arguments[1], 9);   // the words say which way
    }

    [Theory]   // returns that fell from 12 % to 8 %: no reason to give the choice up
    [InlineData(-0.04, -0.05, -0.03, SwitchState.NotMet)]
    [InlineData(0.04, 0.03, 0.05, SwitchState.Met)]
    public void Check_BelowBreakEven_OfARateThatShouldFall(double difference, double low, double high, SwitchState expected)
    {
        _first.SwitchKind = SwitchKind.BelowBreakEven;
        Assert.Equal(expected, Check([Round(1, VerdictKind.NotShown, difference, interval: new Interval(low, high, 0.95), falls: true)]).State);
    }

    [Fact]
    public void Say_BelowBreakEven_NamesTheNumberWhereItIsKnown()
    {
        _first.SwitchKind = SwitchKind.BelowBreakEven;
        var said = SwitchRule.Say(_first, BreakEven);
        Assert.Equal(("switch.say.break-even-at", 1.0), (said.Key, (double)said.Arguments[0]));
        Assert.Equal("switch.say.break-even", SwitchRule.Say(_first, BreakEven with { Rise = null }).Key);
        Assert.Equal("switch.say.break-even", SwitchRule.Say(_first).Key);
    }

    [Fact]
    public void Check_NoBreakEvenInStepTwo_CannotBeChecked()
    {
        _first.SwitchKind = SwitchKind.BelowBreakEven;
        var check = SwitchRule.Check(_first, [Round(1, VerdictKind.NotShown, 0)], new PilotBreakEven(null, new FigureText("measure.break-even.no-cost")), Today);
        Assert.Equal((SwitchState.NotYetCheckable, "measure.break-even.no-cost"), (check.State, check.Why.Key));
    }

    [Theory]
    [InlineData(1, SwitchState.NotMet)]
    [InlineData(0, SwitchState.Met)]
    [InlineData(-1, SwitchState.Met)]
    public void Check_DateReached_FollowsTheDay(int daysAhead, SwitchState expected)
    {
        (_first.SwitchKind, _first.SwitchDate) = (SwitchKind.DateReached, Today.AddDays(daysAhead));
        Assert.Equal(expected, Check([]).State);
    }

    [Fact]
    public void Check_DateReachedAfterAWin_IsNotMet()
    {
        (_first.SwitchKind, _first.SwitchDate) = (SwitchKind.DateReached, Today);
        Assert.Equal(SwitchState.NotMet, Check([Round(1, VerdictKind.Better, 0.03)]).State);
    }

    [Fact]
    public void Check_Words_AreLeftToAPerson()
    {
        (_first.SwitchKind, _first.SwitchCondition) = (SwitchKind.FreeText, "when marketing says so");
        Assert.Equal(SwitchState.NotYetCheckable, Check([]).State);
    }

    [Fact]
    public void Proposal_RuleMet_NamesTheNextChoice()
    {
        var proposal = Propose([Round(1, VerdictKind.NotShown, 0), Round(2, VerdictKind.NotShown, 0)]);
        Assert.Equal(("first", "second", 2), (proposal!.From.Option.Name, proposal.To!.Option.Name, proposal.LastRound.Round));
    }

    [Fact]
    public void Proposal_AfterTheSwitch_IsGone() =>
        Assert.Null(Propose([Round(1, VerdictKind.NotShown, 0), Round(2, VerdictKind.NotShown, 0), Round(3, VerdictKind.NotShown, 0, _second.Id)]));

    [Fact]
    public void Proposal_EveryChoiceTried_HasNoNext()
    {
        (_second.SwitchKind, _second.SwitchDate) = (SwitchKind.DateReached, Today);
        var proposal = Propose([Round(1, VerdictKind.NotShown, 0), Round(2, VerdictKind.NotShown, 0, _second.Id)]);
        Assert.NotNull(proposal);
        Assert.Null(proposal.To);
    }

    [Theory]
    [InlineData(GateDecision.Switch, true)]
    [InlineData(GateDecision.Operate, false)]
    public void Proposal_TheManagersWord_Counts(GateDecision decision, bool isProposed)
    {
        var pilots = new[] { Round(1, VerdictKind.NotShown, 0) };
        var review = new GateReview
        {
            Id = Guid.NewGuid(), ProjectId = Guid.NewGuid(), Gate = Gate.Pilot, Number = 1, PilotId = pilots[0].Id, PacketJson = "{}", PacketSha256 = "", AuthorIds = [], SubmittedById = Guid.NewGuid(), SubmittedAtUtc = DateTime.UnixEpoch,
        };
        review.Decide(new GateAnswer(decision, "the reason in words"), Guid.NewGuid(), DateTime.UnixEpoch);
        Assert.Equal(isProposed, SwitchProposal.Of(Ranks.Fastest([_first, _second]), pilots, [review], BreakEven, Today) is not null);
    }

    [Fact] // its place in the list says nothing while the method lacks its number
    public void Next_AnOptionWithoutARank_IsNotProposed()
    {
        _second.DaysToFirstResult = null;
        var proposal = Propose([Round(1, VerdictKind.NotShown, 0), Round(2, VerdictKind.NotShown, 0)]);
        Assert.NotNull(proposal);
        Assert.Null(proposal.To);
    }

    [Theory] // a plan that is not locked has tried nothing, but whoever plans the next choice needs no proposal
    [InlineData(PilotState.Draft)]
    [InlineData(PilotState.Failed)]
    public void Next_ARoundThatDoesNotTakePlace_IsNotTried(PilotState state)
    {
        var pilots = new[] { Round(1, VerdictKind.NotShown, 0), Round(2, VerdictKind.NotShown, 0) };
        Assert.Equal(_second, Propose(pilots)!.To!.Option);
        var planned = Round(3, VerdictKind.NotShown, 0, _second.Id);
        planned.State = state;
        Assert.Equal(_second, SwitchProposal.Next(Ranks.Fastest([_first, _second]), [.. pilots, planned])!.Option);
        Assert.Null(Propose([.. pilots, planned]));

        var again = Round(3, VerdictKind.NotShown, 0);   // a plan of the same choice does not take the proposal away
        again.State = state;
        Assert.Equal(_second, Propose([.. pilots, again])!.To!.Option);
    }

    [Fact] // a rule loosened after two rounds without a result must not keep the choice alive
    public void Check_ARuleChangedAfterTheLock_CountsAsLocked()
    {
        var pilots = new[] { Locked(Round(1, VerdictKind.NotShown, 0)), Locked(Round(2, VerdictKind.NotShown, 0)) };
        _first.SwitchRounds = 5;
        Assert.Equal(SwitchState.Met, Check(pilots).State);
        (_first.SwitchKind, _first.SwitchCondition) = (SwitchKind.FreeText, "never");
        Assert.Equal(SwitchState.Met, Check(pilots).State);
        Assert.Equal(new SwitchTerms(SwitchKind.NotSignificant, "", 2, null), SwitchTerms.Locked(_first, pilots));
        // a round locked from now on takes the new rule
        Assert.Equal(SwitchState.NotYetCheckable, Check([.. pilots, Locked(Round(3, VerdictKind.NotShown, 0))]).State);
    }

    [Theory] // measured: one point
    [InlineData(0.02, 0.005, SwitchState.Met)]
    [InlineData(0.005, 0.02, SwitchState.NotMet)]
    public void Check_ABreakEvenThatMovedAfterTheLock_CountsAsLocked(double locked, double now, SwitchState expected)
    {
        _first.SwitchKind = SwitchKind.BelowBreakEven;
        var pilot = Locked(Round(1, VerdictKind.NotShown, 0.01), new PilotBreakEven(locked, new FigureText("x")));
        Assert.Equal(expected, SwitchRule.Check(_first, [pilot], new PilotBreakEven(now, new FigureText("x")), Today).State);
        var plan = SwitchTerms.LockedPlan(_first, [pilot])!;
        Assert.Equal(100 * locked, SwitchRule.Say(plan.Switch!, plan.BreakEven).Arguments[0]);   // told as it is judged
    }

    private Pilot Locked(Pilot pilot, PilotBreakEven? breakEven = null)
    {
        pilot.PlanJson = PilotPlan.Of(pilot, "data", "", new PilotYardstick(MetricDefinition.Of(new DefineSheet()), SwitchTerms.Of(_first), breakEven ?? BreakEven)).ToJson();
        return pilot;
    }

    private SwitchCheck Check(IReadOnlyList<Pilot> pilots) => SwitchRule.Check(_first, pilots, BreakEven, Today);

    private SwitchProposal? Propose(IReadOnlyList<Pilot> pilots) => SwitchProposal.Of(Ranks.Fastest([_first, _second]), pilots, [], BreakEven, Today);

    private Pilot Round(int round, VerdictKind verdict, double rise, Guid? option = null, Interval? interval = null, bool falls = false)
    {
        var response = new TwoProportionResult(80, 1000, 80, 1000, rise, 0.01, 0, 1, 1, new Interval(0, 0, 0.95), interval ?? new Interval(rise, rise, 0.95));
        var readout = new PilotReadout(0.05, response, null, null, null, null, new SampleRatioResult(0, 1, 1), null, new Verdict(verdict, []), falls);
        var group = new GroupResponses(PilotGroup.Control, 1000, 0, 80, 0, new GroupSummary(1000, 0.08, 0.07), new GroupSummary(1000, 0, 0));
        var result = new PilotResult(readout, group, group, false, 0, [], BreakEven, null);
        return new Pilot
        {
            Id = Guid.NewGuid(), Round = round, Name = $"round {round}", OptionId = option ?? _first.Id, State = PilotState.Evaluated,
            ResultJson = ResultJson.Write(result), IsSignificantImprovement = result.Readout.Verdict.IsSignificantImprovement,
        };
    }
}
