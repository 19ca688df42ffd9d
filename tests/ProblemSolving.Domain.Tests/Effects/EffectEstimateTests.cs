using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;

namespace ProblemSolving.Domain.Tests.Effects;

public sealed class EffectEstimateTests
{
    [Fact]
    public void From_OneMonthlyLine_IsPopulationTimesChangeTimesValueTimesTwelve()
    {
        var estimate = EffectEstimate.From(new EffectsSheet { RunningCostPerYear = 2_000_000, OneOffCost = 5_000_000 }, [Line(1000, 0.01m, 0.03m, 0.05m, 50_000, costPerYear: 1_000_000)]);

        // 1000 customers × 0.03 × 50,000 × 12 months − 1,000,000 = 17,000,000; − 2,000,000 running = 15,000,000
        Assert.Equal(new MoneyRange(5_000_000, 17_000_000, 29_000_000), estimate.Lines[0].GainPerYear);
        Assert.Equal(new MoneyRange(3_000_000, 15_000_000, 27_000_000), estimate.NetPerYear);
        Assert.Equal(4m, estimate.PaybackMonths);
        // twelve months without discounting: gains 18,000,000 − costs 8,000,000
        Assert.Equal(10_000_000m, estimate.NetPresentValue);
        Assert.Equal(10_000_000m / 8_000_000m, estimate.Roi);
        // costs 8,000,000 against 18,000,000 of gain at the likely change
        Assert.Equal(8m / 18m, estimate.BreakEvenShareOfChange!.Value, 10);
    }

    [Fact]
    public void From_IncompleteLine_CountsNothing()
    {
        var estimate = EffectEstimate.From(new EffectsSheet(), [new EffectLine { Name = "half", Population = 10 }]);
        Assert.Null(estimate.Lines[0].GainPerYear);
        Assert.Equal(0, estimate.NetPerYear.Likely);
        Assert.Null(estimate.BreakEvenShareOfChange);
    }

    [Fact]
    public void From_TwoKinds_SaysThatTheyWereAddedUp()
    {
        var revenue = Line(10, null, 0.1m, null, 100);
        var margin = Line(10, null, 0.1m, null, 100);
        revenue.Kind = GainKind.Revenue;
        var estimate = EffectEstimate.From(new EffectsSheet(), [revenue, margin]);
        Assert.True(estimate.MixesKinds);
        Assert.Equal([GainKind.Revenue, GainKind.Margin], estimate.ByKind.Select(k => k.Key));
    }

    [Fact]
    public void From_GainThatNeverPaysBack_HasNoPayback() =>
        Assert.Null(EffectEstimate.From(new EffectsSheet { OneOffCost = 10, RunningCostPerYear = 5 }, [Line(1, null, 0, null, 1)]).PaybackMonths);

    [Fact]
    public void Check_QualitativeLine_BlocksWithTheWayOut()
    {
        var findings = EffectsRules.Check(new EffectsSheet(), [new EffectLine { Name = "신규 고객의 증가" }]);
        Assert.Contains(findings, f => f is { Code: "effects.line.not-quantified", Blocks: true });
    }

    [Fact]
    public void Check_LowAboveHigh_Blocks() =>
        Assert.Contains(EffectsRules.Check(new EffectsSheet(), [Line(1, 0.5m, 0.3m, 0.4m, 1)]), f => f is { Code: "effects.line.low-above-high", Blocks: true });

    [Fact]
    public void Check_CompleteLine_DoesNotBlock() =>
        Assert.DoesNotContain(EffectsRules.Check(new EffectsSheet(), [Line(1, 0.1m, 0.3m, 0.4m, 1)]), f => f.Blocks);

    private static EffectLine Line(decimal population, decimal? low, decimal likely, decimal? high, decimal value, decimal? costPerYear = null) => new()
    {
        Id = Guid.NewGuid(),
        Name = "line",
        Population = population,
        PopulationUnit = "customers",
        ChangeLow = low,
        ChangeLikely = likely,
        ChangeHigh = high,
        ValuePerUnit = value,
        Period = Period.Month,
        CostPerYear = costPerYear,
    };
}
