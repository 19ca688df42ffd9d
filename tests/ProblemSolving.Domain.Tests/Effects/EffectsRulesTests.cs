using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Numerics;

namespace ProblemSolving.Domain.Tests.Effects;

public sealed class EffectsRulesTests
{
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
