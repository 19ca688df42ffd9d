using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Tests.Measure;

public sealed class PilotTests
{
    private static readonly DateTime Now = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Lock_CompletePlan_FreezesItUnderItsHash()
    {
        var pilot = Complete();
        pilot.Lock("data", "model", Now);
        Assert.Equal(PilotState.Drawing, pilot.State);
        Assert.Equal(Now, pilot.LockedAtUtc);
        Assert.Equal(PilotPlan.Hash(pilot.PlanJson), pilot.PlanSha256);
        Assert.Contains("\"dataSha256\":\"data\"", pilot.PlanJson, StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_KeepsMetricSwitchRuleAndBreakEven_WhateverIsWrittenLater()
    {
        var pilot = Complete();
        var sheet = new DefineSheet { MetricName = "Repurchase", MetricKind = MetricKind.RepurchaseRate, MetricWindowDays = 90, MetricExclusions = "staff" };
        var metric = MetricDefinition.Of(sheet);
        var terms = new SwitchTerms(SwitchKind.DateReached, "", null, new DateOnly(2027, 3, 31));
        pilot.Lock("data", "model", Now, 100, new PilotYardstick(metric, terms, new PilotBreakEven(0.02, new FigureText("measure.break-even.no-cost"))));

        var plan = pilot.ReadPlan()!;
        Assert.Equal((metric, metric.Sha256, terms, 0.02), (plan.Metric, plan.MetricSha256, plan.Switch, plan.BreakEven!.Rise));
        Assert.Equal(metric.Sha256, plan.Metric!.Sha256);   // the fingerprint outlives storage
        (sheet.MetricWindowDays, sheet.MetricName) = (60, "Return rate");
        Assert.Equal([nameof(DefineSheet.MetricName), nameof(DefineSheet.MetricWindowDays)], plan.Metric.DifferencesTo(MetricDefinition.Of(sheet)));
        Assert.Equal(plan.ToJson(), pilot.PlanJson);
    }

    [Fact] // plans from before the yardstick was frozen
    public void ReadPlan_OfAnOlderRound_HasNoYardstick()
    {
        var pilot = Complete();
        pilot.Lock("data", "", Now);
        Assert.Equal((null, null, null), (pilot.ReadPlan()!.Metric, pilot.ReadPlan()!.Switch, pilot.ReadPlan()!.BreakEven));
    }

    [Fact]
    public void OwnAmount_StandsBesideTheValueOfStepTwo()
    {
        var response = new TwoProportionResult(80, 1000, 120, 1000, 0.04, 0.01, 3, 0.01, 0.01, new Interval(0.01, 0.07, 0.95), new Interval(0.01, 0.07, 0.95));
        GroupResponses Group(PilotGroup group, long responders, decimal amount) => new(group, 1000, 0, responders, amount, new GroupSummary(1000, 0.1, 0.1), new GroupSummary(1000, (double)amount / 1000, 1));
        var readout = new PilotReadout(0.05, response, null, null, null, null, new SampleRatioResult(0, 1, 1), null, new Verdict(VerdictKind.Better, []));
        var value = new PilotValue("line", 12_000, "people", 60_000, new PilotExtra(120, 480, 840), MoneyRange.Zero, MoneyRange.Zero);
        var result = new PilotResult(readout, Group(PilotGroup.Control, 80, 2_400_000), Group(PilotGroup.Target, 120, 4_800_000), true, 0, [], new PilotBreakEven(null, new FigureText("x")), value);
        // 4,800,000 / 120; per customer 4,800 − 2,400; a year 2,400 × 12,000
        var own = PilotOwnAmount.Of(result)!;
        Assert.Equal((40_000m, 2_400m, 28_800_000m), (own.PerResponder!.Value, own.PerCustomer, own.PerYear!.Value));
        Assert.Null(PilotOwnAmount.Of(result with { HasAmount = false }));
    }

    [Theory]
    [InlineData(PilotField.Name, "pilot.plan.no-name")]
    [InlineData(PilotField.Hypothesis, "pilot.plan.no-hypothesis")]
    [InlineData(PilotField.Treatment, "pilot.plan.no-treatment")]
    [InlineData(PilotField.DatasetVersionId, "pilot.plan.no-data")]
    public void Lock_MissingPart_NamesIt(PilotField field, string code)
    {
        var pilot = Complete();
        PilotFields.Write(pilot, field, "");
        Assert.Equal(code, Assert.Throws<DomainRuleException>(() => pilot.Lock("data", "", Now)).Code);
        Assert.Equal(PilotState.Draft, pilot.State);
    }

    [Theory]
    [InlineData(PilotField.SelectedShare, "0")]
    [InlineData(PilotField.SelectedShare, "1.01")]
    [InlineData(PilotField.SelectedShare, "NaN")]
    [InlineData(PilotField.ControlShare, "0")]
    [InlineData(PilotField.ControlShare, "1")]
    [InlineData(PilotField.Alpha, "0")]
    [InlineData(PilotField.Alpha, "0.6")]
    [InlineData(PilotField.BaseRate, "1")]
    [InlineData(PilotField.BaseRate, "many")]
    public void Write_ShareOutOfRange_IsRefusedAndChangesNothing(PilotField field, string text)
    {
        var pilot = Complete();
        var before = PilotFields.Read(pilot, field);
        Assert.Throws<DomainRuleException>(() => PilotFields.Write(pilot, field, text));
        Assert.Equal(before, PilotFields.Read(pilot, field));
    }

    [Fact]
    public void Write_AfterTheLock_OnlyTheConclusionChanges()
    {
        var pilot = Complete();
        pilot.Lock("data", "", Now);
        foreach (var field in Enum.GetValues<PilotField>().Where(f => f != PilotField.Conclusion))
            Assert.Equal("pilot.plan.locked", Assert.Throws<DomainRuleException>(() => PilotFields.Write(pilot, field, "x")).Code);
        PilotFields.Write(pilot, PilotField.Conclusion, "go on");
        Assert.Equal("go on", pilot.Conclusion);
    }

    [Theory]
    [InlineData(0, 10, "pilot.target-empty")]
    [InlineData(10, 0, "pilot.control-empty")]
    public void Drawn_EmptyGroup_IsRefused(int target, int control, string code)
    {
        var pilot = Complete();
        pilot.Lock("data", "", Now);
        Assert.Equal(code, Assert.Throws<DomainRuleException>(() => pilot.Drawn(10, target, control, "list")).Code);
    }

    [Fact]
    public void Evaluate_BeforeTheListIsDrawn_IsRefused()
    {
        var pilot = Complete();
        var verdict = new Verdict(VerdictKind.Better, []);
        Assert.Equal("pilot.not-running", Assert.Throws<DomainRuleException>(() => pilot.Evaluate("f", "h", "{}", verdict, Now)).Code);
    }

    [Fact]
    public void Reopen_AfterAListExists_IsRefused()
    {
        var pilot = Complete();
        pilot.Lock("data", "", Now);
        pilot.Drawn(20, 10, 10, "list");
        Assert.Equal("pilot.plan.locked", Assert.Throws<DomainRuleException>(pilot.Reopen).Code);
    }

    [Fact]
    public void Next_SameSalt_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Complete().Next(Guid.NewGuid(), 2, "salt", Guid.NewGuid(), Now));

    [Fact]
    public void ChanceOfAFalseAlarm_ThreeRoundsAtFivePercent_IsTheClosedForm() =>
        Assert.Equal(1 - 0.95 * 0.95 * 0.95, PilotRules.ChanceOfAFalseAlarm([0.05, 0.05, 0.05]), 12);

    [Fact]
    public void Shuffle_OtherOrderOfInput_SameOrderOut()
    {
        var customers = Enumerable.Range(0, 500).Select(i => $"c{i}").ToArray();
        var once = PilotSelection.Shuffle(customers, "salt");
        Assert.Equal(once, PilotSelection.Shuffle(customers.Reverse(), "salt"));
        Assert.NotEqual(once, PilotSelection.Shuffle(customers, "other"));
    }

    [Fact]
    public void Shuffle_FirstHalf_IsSplitLikeTheWhole()
    {
        // were selection and split the same draw, the first tenth would be control only
        var first = PilotSelection.Shuffle(Enumerable.Range(0, 20_000).Select(i => $"c{i}"), "salt").Take(2_000);
        var control = first.Count(c => SaltedSplit.GroupOf(c, "salt", 0.5) == PilotGroup.Control);
        Assert.InRange(control, 900, 1_100);
    }

    [Fact]
    public void BreakEven_OneLine_IsTheShareOfItsPlannedChange()
    {
        // 1,250 × 12 × 60,000 × 3 points = 27,000,000 a year; 6,000,000 once → 2/9 of the change
        var (sheet, lines) = Sheet();
        var breakEven = PilotBreakEven.From(EffectEstimate.From(sheet, lines), lines);
        Assert.Equal(0.03 * 6 / 27, breakEven.Rise!.Value, 12);
    }

    // a fifth fewer calls is no rate of responses
    [Fact]
    public void BreakEvenAndValue_OfALargerSaving_TakeTheLineWhoseRateIsMeasured()
    {
        var (sheet, lines) = Sheet();
        EffectLine[] both = [.. lines, new EffectLine { Id = Guid.NewGuid(), Position = 1, Name = "calls", Kind = GainKind.SavedCost, Population = 10_000, ChangeLikely = 0.2m, ValuePerUnit = 30_000 }];
        var estimate = EffectEstimate.From(sheet, both);
        Assert.Equal(both[1].Id, estimate.LargestLineId);
        var breakEven = PilotBreakEven.From(estimate, both);
        Assert.Equal((double)(estimate.BreakEvenShareOfChange!.Value * 0.03m), breakEven.Rise!.Value, 12);
        Assert.Equal(lines[0].Name, PilotValue.From(Rates.Gain(falls: false), estimate, both)!.LineName);

        EffectLine[] saving = [both[1]];
        Assert.Equal("measure.break-even.no-line", PilotBreakEven.From(EffectEstimate.From(sheet, saving), saving).Basis.Key);
    }

    [Fact]
    public void BreakEven_NoCost_IsUnknownAndSaysSo()
    {
        var (_, lines) = Sheet();
        var breakEven = PilotBreakEven.From(EffectEstimate.From(new EffectsSheet(), lines), lines);
        Assert.Null(breakEven.Rise);
        Assert.Equal("measure.break-even.no-cost", breakEven.Basis.Key);
    }

    [Fact]
    public void Value_OneLine_IsPopulationTimesDifferenceTimesValue()
    {
        var (sheet, lines) = Sheet();
        var value = PilotValue.From(Rates.Gain(falls: false), EffectEstimate.From(sheet, lines), lines)!;
        Assert.Equal(450, value.ExtraPerYear.Likely, 9);
        Assert.Equal(new MoneyRange(4_500_000m, 27_000_000m, 49_500_000m), value.MoneyPerYear);
        Assert.Equal(27_000_000m, value.PlannedPerYear.Likely);
    }

    [Fact]   // the range of step 2 is that of all three numbers, not of the change alone
    public void Value_PlannedRange_IsTheOneOfStepTwoBeforeCosts()
    {
        var (sheet, lines) = Sheet();
        var line = lines[0];
        (line.PopulationLow, line.PopulationHigh, line.ChangeLow, line.ChangeHigh, line.ValueLow, line.ValueHigh, line.CostPerYear) = (1000, 1500, 0.02m, 0.04m, 50_000, 70_000, 1_000_000);
        var estimate = EffectEstimate.From(sheet, lines);
        var planned = PilotValue.From(Rates.Gain(falls: false), estimate, lines)!.PlannedPerYear;
        Assert.Equal(new MoneyRange(12_000_000, 27_000_000, 50_400_000), planned);   // 1,000 × 2 % × 50,000 × 12; 1,500 × 4 % × 70,000 × 12
        var net = estimate.Lines[0].GainPerYear!;
        Assert.Equal(new MoneyRange(net.Low + 1_000_000, net.Likely + 1_000_000, net.High + 1_000_000), planned);
    }

    private static TwoProportionResult Rates => new(80, 1000, 110, 1000, 0.03, 0.013, 2.3, 0.02, 0.02, new Interval(0.004, 0.056, 0.95), new Interval(0.005, 0.055, 0.95));

    private static (EffectsSheet Sheet, IReadOnlyList<EffectLine> Lines) Sheet() =>
        (new EffectsSheet { OneOffCost = 6_000_000 },
        [new EffectLine { Id = Guid.NewGuid(), Name = "More second orders", Population = 1250, PopulationUnit = "customers", ChangeLikely = 0.03m, ValuePerUnit = 60_000, Period = Period.Month }]);

    private static Pilot Complete() => new()
    {
        Id = Guid.NewGuid(),
        Round = 1,
        Name = "Coupon",
        Hypothesis = "More second orders",
        Treatment = "A coupon",
        DatasetVersionId = Guid.NewGuid(),
        Salt = "salt",
    };
}
