using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Numerics;

namespace ProblemSolving.Domain.Tests.Effects;

public sealed class EffectSimulationTests
{
    private const int Draws = 100_000;

    [Fact]   // triangular (a, m, b): mean (a+m+b)/3, variance (a²+m²+b²−am−ab−mb)/18, median b − √((b−a)(b−m)/2) when m is below the middle
    public void Run_OneTriangularInput_AgreesWithTheory()
    {
        var result = Run(new EffectsSheet(), Lines.Of(RangeShape.Triangular, 0, 0.3m, 1));
        var deviation = 1200 * Math.Sqrt((0.09 + 1 - 0.3) / 18);
        Near(1200 * 1.3 / 3, result.NetPresentValue.Mean, deviation);
        Assert.Equal(deviation, result.NetPresentValue.StandardDeviation, deviation * 0.01);
        Near(1200 * (1 - Math.Sqrt(0.7 / 2)), result.NetPresentValue.P50, deviation);
        Near(1200 * Math.Sqrt(0.1 * 0.3), result.NetPresentValue.P10, deviation);
    }

    [Fact]   // PERT: mean (a+4m+b)/6, variance (mean−a)(b−mean)/7
    public void Run_OnePertInput_AgreesWithTheory()
    {
        var result = Run(new EffectsSheet(), Lines.Of(RangeShape.Pert, 0, 0.3m, 1));
        var mean = 2.2 / 6;
        var deviation = 1200 * Math.Sqrt(mean * (1 - mean) / 7);
        Near(1200 * mean, result.NetPresentValue.Mean, deviation);
        Assert.Equal(deviation, result.NetPresentValue.StandardDeviation, deviation * 0.01);
    }

    [Fact]   // independent factors: the mean of the product is the product of the means
    public void Run_ThreeInputs_MeanIsTheProductOfTheMeans()
    {
        var line = Lines.Of(RangeShape.Pert, 0.1m, 0.2m, 0.6m);
        (line.PopulationLow, line.PopulationHigh, line.ValueLow, line.ValueHigh) = (600, 2400, 0.5m, 3);
        var result = Run(new EffectsSheet(), line);
        var mean = (600 + (4 * 1200) + 2400) / 6.0 * ((0.1 + 0.8 + 0.6) / 6) * ((0.5 + 4 + 3) / 6);
        Near(mean, result.NetPresentValue.Mean, result.NetPresentValue.StandardDeviation);
    }

    [Fact]   // gain 1200 × change against a cost of 360: loss when change < 0.3, which for triangular (0, 0.3, 1) has the chance 0.3
    public void Run_CostAtTheMode_LossProbabilityIsTheDistributionFunction()
    {
        var result = Run(new EffectsSheet { OneOffCost = 360 }, Lines.Of(RangeShape.Triangular, 0, 0.3m, 1));
        Assert.Equal(0.3, result.LossProbability, 4 * Math.Sqrt(0.3 * 0.7 / Draws));
    }

    [Fact]
    public void Run_SameSeed_SameNumbersOnOneAndTwoCores()
    {
        var model = new EffectModel(new EffectsSheet { OneOffCost = 100, OneOffCostLow = 50, OneOffCostHigh = 300 }, [Lines.Of(RangeShape.Pert, 0, 0.3m, 1), Lines.Of(RangeShape.Triangular, -0.1m, 0.1m, 0.2m)]);
        var one = EffectSimulation.Run(model, Draws, seed: 7)!;
        var two = EffectSimulation.Run(model, Draws, seed: 7, threads: 2)!;
        Assert.Equal(one.NetPresentValue, two.NetPresentValue);
        Assert.Equal(one.Histogram, two.Histogram);
        Assert.NotEqual(one.NetPresentValue, EffectSimulation.Run(model, Draws, seed: 8)!.NetPresentValue);
    }

    [Fact]
    public void Run_EveryDrawLoses_SaysOne()
    {
        var result = Run(new EffectsSheet { RunningCostPerYear = 5000 }, Lines.Of(RangeShape.Pert, 0, 0.3m, 1));
        Assert.Equal(1, result.LossProbability);
        Assert.True(result.NetPresentValue.P90 < 0);
    }

    [Fact]
    public void Run_NothingVaries_HasOneValue()
    {
        var result = Run(new EffectsSheet(), Lines.Of(RangeShape.Pert, null, 0.5m, null));
        Assert.Equal(new Spread(600, 600, 600, 600, 0), result.NetPresentValue);
        Assert.Equal([Draws], result.Histogram);
    }

    [Fact]
    public void Run_NoCompleteLine_IsNothing() => Assert.Null(EffectSimulation.Run(new EffectModel(new EffectsSheet(), [new EffectLine()])));

    [Fact]
    public void Tornado_TwoRanges_LongestBarFirstWithTheOthersAsLikely()
    {
        var line = Lines.Of(RangeShape.Pert, 0.2m, 0.3m, 0.4m);
        (line.ValueLow, line.ValueHigh) = (0.5m, 3);
        var swings = EffectSensitivity.Tornado(new EffectModel(new EffectsSheet { OneOffCost = 60 }, [line]));
        Assert.Equal([nameof(EffectLine.ValuePerUnit), nameof(EffectLine.ChangeLikely)], swings.Select(s => s.Input.Field));
        Assert.Equal((180 - 60, 1080 - 60), (swings[0].AtLow, swings[0].AtHigh));
        Assert.Equal((240 - 60, 480 - 60), (swings[1].AtLow, swings[1].AtHigh));
    }

    // Four standard errors: a fixed seed, so this never flickers.
    private static void Near(double expected, double found, double deviation) => Assert.Equal(expected, found, 4 * deviation / Math.Sqrt(Draws) * 1.6);

    private static EffectSimulationResult Run(EffectsSheet sheet, params EffectLine[] lines) => EffectSimulation.Run(new EffectModel(sheet, lines), Draws)!;
}
