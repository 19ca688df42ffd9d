using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Numerics;

namespace ProblemSolving.Domain.Tests.Effects;

public sealed class EffectsRulesTests
{
    [Fact]   // returns fall from 12.5 % to 8 %, and −4.5 is typed as the page writes it
    public void Check_NegativeChangeOfARateThatShouldFall_TellsHowToTypeItAndNotToLookAtCosts()
    {
        var line = Lines.Of(RangeShape.Pert, null, -0.045m, null, 100_000, 5_000);
        var findings = EffectsRules.Check(new EffectsSheet(), [line], falls: true);
        var told = Assert.Single(findings, f => f.Code == "effects.line.worsens");
        Assert.EndsWith(".ChangeLikely", told.Place, StringComparison.Ordinal);
        Assert.Equal(4.5m, told.Arguments[1]);
        Assert.DoesNotContain(findings, f => f.Code is "effects.every-draw-loses" or "effects.likely-loss");
    }

    [Fact]   // it said "a loss" beside a gain
    public void Check_TwoMinusesOfARateThatShouldFall_AreNotCalledALoss()
    {
        var findings = EffectsRules.Check(new EffectsSheet(), [Lines.Of(RangeShape.Pert, null, -0.04m, null, 100_000, -15_000)], falls: true);
        Assert.Single(findings, f => f.Code == "effects.line.two-minuses");
        Assert.DoesNotContain(findings, f => f.Code == "effects.line.worsens");
    }

    [Theory]
    [InlineData(0.045, true)]
    [InlineData(-0.045, false)]   // a rate that should rise and falls is a loss like any other
    public void Check_ChangeThatFitsItsMetric_SaysNothingOfTheSign(double change, bool falls) =>
        Assert.DoesNotContain(EffectsRules.Check(new EffectsSheet(), [Lines.Of(RangeShape.Pert, null, (decimal)change, null, 100_000, 5_000)], falls: falls), f => f.Code == "effects.line.worsens");

    [Fact]
    public void Check_NoHorizon_Blocks() => Assert.True(Find(new EffectsSheet { HorizonMonths = null }, "effects.horizon.missing").Blocks);

    [Fact]
    public void Check_EvenTheBestCaseLoses_SaysSoButLetsTheManagerDecide() =>
        Assert.False(Find(new EffectsSheet { RunningCostPerYear = 5000 }, "effects.every-draw-loses", Line()).Blocks);

    [Fact]
    public void Check_LikelyLossOverTheHorizon_IsSaid() =>
        Assert.False(Find(new EffectsSheet { OneOffCost = 500 }, "effects.likely-loss", Line()).Blocks);

    [Fact]
    public void Check_OneOffCostAboveEveryGain_SaysThatTheBestCaseLoses() =>
        Assert.False(Find(new EffectsSheet { OneOffCost = 1_000_000 }, "effects.every-draw-loses", Line()).Blocks);

    [Fact]
    public void Check_CostWithARangeButNoLikelyValue_Blocks() =>
        Assert.True(Find(new EffectsSheet { OneOffCostLow = 100, OneOffCostHigh = 200 }, "effects.cost.no-likely", Line()).Blocks);

    [Fact]
    public void Check_SlowRampUp_LosesInEveryDrawThoughTheFullYearWouldPay()
    {
        var line = Line();
        line.RampUpMonths = 60;
        Assert.False(Find(new EffectsSheet { OneOffCost = 1_000, HorizonMonths = 12 }, "effects.every-draw-loses", line).Blocks);
    }

    [Theory]
    [InlineData(0, 0.3, 1)]
    [InlineData(1200, 0.3, 0)]
    public void Check_LineThatComesToNothing_IsNoNumber(double population, double change, double value)
    {
        var line = Lines.Of(RangeShape.Pert, null, (decimal)change, null, (decimal)population, (decimal)value);
        Assert.True(Find(new EffectsSheet(), "effects.line.nothing", line).Blocks);
    }

    [Fact]
    public void Check_NoChangeAtAll_IsNoNumber() =>
        Assert.True(Find(new EffectsSheet(), "effects.line.nothing", Lines.Of(RangeShape.Pert, null, 0, null)).Blocks);

    [Fact]   // 0.12 typed where 12 points were meant
    public void Check_ChangeOfAHundredthOfAPoint_AsksForTheUnit()
    {
        var line = Line();
        (line.ChangeLow, line.ChangeLikely, line.ChangeHigh) = (null, 0.0003m, null);
        Assert.False(Find(new EffectsSheet(), "effects.line.tiny-change", line).Blocks);
    }

    [Fact]   // without the second line the costs would seem not to come back
    public void Check_WhileALineWithNumbersIsLeftOut_SaysNothingAboutTheTotal()
    {
        var (line, other) = (Line(), Line());
        other.ValueLow = 1_000_000;
        var findings = EffectsRules.Check(new EffectsSheet { OneOffCost = 1_000_000 }, [line, other]);
        Assert.DoesNotContain(findings, f => f.Code is "effects.every-draw-loses" or "effects.likely-loss");
        var left = Assert.Single(EffectsRules.LeftOut([line, other]));
        Assert.Equal(("effects.line.low-above-high.value", Domain.Projects.FieldPlace.InRow(other.Id, nameof(other.ValueLow))), (left.Code, left.Place));

        other.ValueLow = null;
        Assert.Contains(EffectsRules.Check(new EffectsSheet { OneOffCost = 1_000_000 }, [line, other]), f => f.Code == "effects.every-draw-loses");
        Assert.Empty(EffectsRules.LeftOut([line, other]));
    }

    [Fact]   // a row that was only added is nothing that could be missed
    public void LeftOut_ALineWithoutNumbers_IsNone()
    {
        var line = new EffectLine { Id = Guid.NewGuid(), Name = "later" };
        Assert.Empty(EffectsRules.LeftOut([line]));
        line.Population = 100;
        Assert.Equal("effects.line.not-quantified", Assert.Single(EffectsRules.LeftOut([line])).Code);
    }

    [Theory]
    [InlineData(nameof(EffectLine.PopulationLow), "effects.line.low-above-high.population")]
    [InlineData(nameof(EffectLine.ValueLow), "effects.line.low-above-high.value")]
    public void Check_LowAboveLikely_BlocksAndCountsNothing(string field, string code)
    {
        var line = Line();
        typeof(EffectLine).GetProperty(field)!.SetValue(line, 1_000_000m);
        Assert.True(Find(new EffectsSheet(), code, line).Blocks);
        Assert.Null(EffectEstimate.From(new EffectsSheet(), [line]).Lines[0].GainPerYear);
    }

    [Fact]
    public void Check_CostLowAboveHigh_Blocks() =>
        Assert.True(Find(new EffectsSheet { OneOffCost = 5, OneOffCostLow = 9 }, "effects.cost.low-above-high", Line()).Blocks);

    [Theory]   // the one to mend, so that it is said under a filled box and linked to
    [InlineData("effects.cost.low-above-high", nameof(EffectsSheet.OneOffCostLow), 9, 5, null)]
    [InlineData("effects.cost.low-above-high", nameof(EffectsSheet.OneOffCostHigh), null, 5, 3)]
    [InlineData("effects.cost.low-above-high", nameof(EffectsSheet.OneOffCostLow), 9, null, 3)]
    [InlineData("effects.cost.negative", nameof(EffectsSheet.OneOffCost), null, -5, null)]
    [InlineData("effects.cost.negative", nameof(EffectsSheet.OneOffCostLow), -1, 5, null)]
    public void Check_ACostThatIsWrong_NamesTheFieldToMend(string code, string field, int? low, int? likely, int? high) =>
        Assert.Equal(field, Find(new EffectsSheet { OneOffCostLow = low, OneOffCost = likely, OneOffCostHigh = high }, code, Line()).Place);

    [Theory]
    [InlineData(nameof(EffectLine.Population), null, null, null)]
    [InlineData(nameof(EffectLine.ChangeLikely), 10, null, 5)]
    [InlineData(nameof(EffectLine.ValuePerUnit), 10, 1, null)]
    public void Check_ALineNotYetANumber_NamesTheFirstThatIsMissing(string field, int? population, int? change, int? value)
    {
        var line = new EffectLine { Id = Guid.NewGuid(), Name = "line", Population = population, ChangeLikely = change, ValuePerUnit = value };
        Assert.Equal($"{line.Id:N}.{field}", Find(new EffectsSheet(), "effects.line.not-quantified", line).Place);
    }

    [Theory]   // all of a cost that goes away is nothing rare, all of a rate is
    [InlineData(GainKind.Revenue, 0.8, "effects.line.huge-change")]
    [InlineData(GainKind.Margin, 0.8, "effects.line.huge-change")]
    [InlineData(GainKind.SavedCost, 1, null)]
    [InlineData(GainKind.AvoidedLoss, 0.8, null)]
    [InlineData(GainKind.Margin, 0.001, "effects.line.tiny-change")]
    [InlineData(GainKind.SavedCost, 0.001, "effects.line.tiny-change.share")]
    [InlineData(GainKind.Margin, -0.1, null)]
    [InlineData(GainKind.SavedCost, -0.1, "effects.line.negative-share")]
    public void Check_TheSizeOfAChange_IsJudgedByTheKindOfMoney(GainKind kind, double change, string? code)
    {
        var line = Lines.Of(RangeShape.Pert, (decimal)change - 0.0001m, (decimal)change, null);
        line.Kind = kind;
        Assert.Equal(code is null ? [] : [code], EffectsRules.Check(new EffectsSheet(), [line]).Where(f => f.Place.EndsWith(".ChangeLikely", StringComparison.Ordinal)).Select(f => f.Code));
    }

    [Theory]
    [InlineData(GainKind.Margin, "effects.line.change-range")]
    [InlineData(GainKind.SavedCost, "effects.line.change-range.share")]
    public void Check_MoreThanAll_BlocksForEveryKind(GainKind kind, string code)
    {
        var line = Lines.Of(RangeShape.Pert, null, 1.3m, null);
        line.Kind = kind;
        Assert.True(Find(new EffectsSheet(), code, line).Blocks);
    }

    [Fact]   // one, all of it, 3,000 a month
    public void Estimate_AnAmountSavedThatIsKnown_IsTheAmountEachPeriod()
    {
        var line = Lines.Of(RangeShape.Pert, null, 1, null, population: 1, value: 3_000);
        (line.Kind, line.Period) = (GainKind.SavedCost, Domain.Define.Period.Month);
        Assert.Equal(36_000, EffectEstimate.From(new EffectsSheet(), [line]).NetPerYear.Likely);
    }

    [Fact]
    public void Check_SingleNumbers_AsksForARange()
    {
        var line = Line();
        (line.ChangeLow, line.ChangeHigh) = (null, null);
        Assert.False(Find(new EffectsSheet(), "effects.line.no-range", line).Blocks);
    }

    [Fact]
    public void Check_CircularChain_BlocksAndNamesTheLoop()
    {
        var finding = EffectsRules.Check(new EffectsSheet(), [Line()], [Link("sales", "profit"), Link("Profit ", "budget"), Link("budget", "sales")]).Single(f => f.Code == "effects.chain.circular");
        Assert.True(finding.Blocks);
        Assert.Equal("sales → profit → budget → sales", finding.Arguments[0]!.ToString()!, ignoreCase: true);
    }

    [Fact]
    public void Loop_BranchesThatMeetAgain_IsNoLoop() =>
        Assert.Empty(CausalChain.Loop([Link("a", "b"), Link("a", "c"), Link("b", "d"), Link("c", "d"), Link("d", "e")]));

    [Fact]
    public void Runs_LinksThatGoOn_AreOneChain()
    {
        var runs = CausalChain.Runs([Link("a", "b", 0), Link("b", "c", 1), Link("x", "y", 2)]);
        Assert.Equal([2, 1], runs.Select(r => r.Count));
    }

    private static CausalLink Link(string cause, string effect, int position = 0) => new() { Id = Guid.NewGuid(), Cause = cause, Effect = effect, Position = position };

    private static EffectLine Line() => Lines.Of(RangeShape.Pert, 0.1m, 0.3m, 0.5m);

    private static Finding Find(EffectsSheet sheet, string code, params EffectLine[] lines) => EffectsRules.Check(sheet, lines).Single(f => f.Code == code);
}
