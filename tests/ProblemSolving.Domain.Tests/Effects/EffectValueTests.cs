using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Numerics;

namespace ProblemSolving.Domain.Tests.Effects;

public sealed class EffectValueTests
{
    [Fact]   // Python: sum(100 * 1.1 ** (-t / 12) for t in range(1, 13))
    public void From_TwelveMonthsAtTenPerCent_IsDiscountedMonthByMonth()
    {
        var estimate = EffectEstimate.From(new EffectsSheet { DiscountRate = 0.1m }, [Fixed(1200)]);
        Assert.Equal(1140.048782933069, (double)estimate.NetPresentValue, 1e-9);
    }

    [Fact]   // Python: sum(100 * min(1, t / 4) * 1.08 ** (-t / 12) for t in range(1, 25))
    public void From_RampUpOfFourMonths_GrowsEvenlyToTheFullGain()
    {
        var line = Fixed(1200);
        line.RampUpMonths = 4;
        var estimate = EffectEstimate.From(new EffectsSheet { HorizonMonths = 24, DiscountRate = 0.08m }, [line]);
        Assert.Equal(2068.8842643216267, (double)estimate.NetPresentValue, 1e-9);
        Assert.Equal(1200, estimate.NetPerYear.Likely);
    }

    [Fact]
    public void From_GainThatComesOnce_IsNotAYearlyGain()
    {
        var line = Fixed(1000);
        (line.Recurrence, line.RampUpMonths) = (GainRecurrence.OneOff, 6);
        var estimate = EffectEstimate.From(new EffectsSheet { DiscountRate = 0.08m }, [line]);
        Assert.Equal(0, estimate.NetPerYear.Likely);
        Assert.Equal(1000, estimate.OneOffGain!.Likely);
        Assert.Equal(1000 * Math.Pow(1.08, -0.5), (double)estimate.NetPresentValue, 1e-9);
    }

    [Fact]   // gain 100 a month, cost 250 once and 20 a month: after 3 months 240 − 250 < 0, the fourth brings 80
    public void From_OneOffCost_PaysBackWithinTheMonth() =>
        Assert.Equal(3 + (10m / 80), EffectEstimate.From(new EffectsSheet { OneOffCost = 250, RunningCostPerYear = 240 }, [Fixed(1200)]).PaybackMonths!.Value, 10);

    [Fact] // gain 100 a month, cost 120 a month: every month loses, with a one-off cost or without
    public void From_EveryMonthLoses_HasNoPaybackEvenWithoutAOneOffCost()
    {
        Assert.Null(EffectEstimate.From(new EffectsSheet { RunningCostPerYear = 1440 }, [Fixed(1200)]).PaybackMonths);
        Assert.Equal(0, EffectEstimate.From(new EffectsSheet { RunningCostPerYear = 240 }, [Fixed(1200)]).PaybackMonths);
        Assert.Equal(0, EffectEstimate.From(new EffectsSheet(), [Fixed(1200)]).PaybackMonths);
    }

    [Fact] // ramp-up of 4 months: gains 25, 50, 75, 100, 100 … and cost 60 a month: −35, −45, −30, +10, so three quarters of the fourth month
    public void From_RunningCostBeforeTheFullGain_PaysBackWhenTheTotalIsBackAtZero()
    {
        var line = Fixed(1200);
        line.RampUpMonths = 4;
        Assert.Equal(3 + (30m / 40), EffectEstimate.From(new EffectsSheet { RunningCostPerYear = 720 }, [line]).PaybackMonths!.Value, 10);
    }

    [Fact]
    public void From_CostBeyondTheHorizon_HasNoPayback() =>
        Assert.Null(EffectEstimate.From(new EffectsSheet { OneOffCost = 5000 }, [Fixed(1200)]).PaybackMonths);

    [Fact]
    public void From_BreakEvenChange_MakesTheProjectWorthNothing()
    {
        var (first, second) = (Lines.Of(RangeShape.Pert, null, 0.4m, null), Lines.Of(RangeShape.Pert, null, 0.1m, null));
        var sheet = new EffectsSheet { OneOffCost = 300, RunningCostPerYear = 50, DiscountRate = 0.1m, HorizonMonths = 18 };
        var even = EffectEstimate.From(sheet, [first, second]).BreakEven!;
        Assert.Equal((first.Id, 0.4m), (even.LineId, even.Planned));
        (first.ChangeLikely, second.ChangeLikely) = (even.Change, 0.1m * even.Change / even.Planned);
        Assert.Equal(0, (double)EffectEstimate.From(sheet, [first, second]).NetPresentValue, 1e-9);
    }

    // A line that is worth more a year but is reached only after five of six months brings less than one that works at once:
    // every step names the same line.
    [Fact]
    public void LargestLine_IsTheOneThatBringsMostOverTheHorizon_InEveryStep()
    {
        var (late, soon) = (Fixed(1300), Fixed(1200));
        (late.Name, soon.Name, late.RampUpMonths) = ("late", "soon", 5);
        EffectLine[] lines = [late, soon];
        var estimate = EffectEstimate.From(new EffectsSheet { OneOffCost = 100, HorizonMonths = 6 }, lines);
        Assert.Equal(late.Id, estimate.Lines.MaxBy(l => l.GainPerYear!.Likely)!.LineId);
        Assert.Equal((soon.Id, soon.Id, soon.Id), (estimate.LargestLine(lines)!.Id, estimate.BreakEven!.LineId, estimate.LargestLineId!.Value));
        Assert.Equal((double)estimate.BreakEven.Change, ProblemSolving.Domain.Measure.PilotBreakEven.From(estimate, lines).Rise!.Value, 1e-12);
    }

    [Fact]   // the month's own gain and cost, as everything is a month later and the end stays
    public void From_DelayOfOneMonth_CostsOneMonthOfFullGain() =>
        Assert.Equal(100 - 20, EffectEstimate.From(new EffectsSheet { OneOffCost = 500, RunningCostPerYear = 240 }, [Fixed(1200)]).CostOfDelay!.Value, 9);

    [Fact]
    public void From_ChangeThatFalls_LowIsStillTheWorstCase()
    {
        var line = Lines.Of(RangeShape.Pert, -0.3m, -0.2m, -0.1m, value: -1);
        var gain = EffectEstimate.From(new EffectsSheet(), [line]).Lines[0].GainPerYear!;
        Assert.Equal(new MoneyRange(120, 240, 360), gain);
    }

    [Fact]
    public void From_SoftGain_IsNamedApart()
    {
        var soft = Fixed(500);
        soft.Hardness = GainHardness.Soft;
        Assert.Equal(500, EffectEstimate.From(new EffectsSheet(), [Fixed(1200), soft]).SoftPerYear);
    }

    [Fact]
    public void Model_LikelyValues_AgreeWithTheSheet()
    {
        var line = Lines.Of(RangeShape.Pert, 0.1m, 0.2m, 0.4m);
        (line.RampUpMonths, line.CostPerYear) = (5, 12);
        var sheet = new EffectsSheet { OneOffCost = 70, RunningCostPerYear = 30, HorizonMonths = 30, DiscountRate = 0.07m };
        var (model, estimate) = (new EffectModel(sheet, [line]), EffectEstimate.From(sheet, [line]));
        Assert.Equal((double)estimate.NetPresentValue, model.NetPresentValue(model.Likely()), 1e-9);
        Assert.Equal((double)estimate.NetPerYear.Likely, model.NetPerYear(model.Likely()), 1e-9);
    }

    [Fact]
    public void Model_OneOffLineWithAYearlyCost_AgreesWithTheSheet()
    {
        var line = Fixed(100);
        (line.Recurrence, line.CostPerYear) = (GainRecurrence.OneOff, 12);
        var sheet = new EffectsSheet { HorizonMonths = 24 };
        var (model, estimate) = (new EffectModel(sheet, [line]), EffectEstimate.From(sheet, [line]));
        Assert.Equal((100, -12, 76), (estimate.OneOffGain!.Likely, estimate.NetPerYear.Likely, estimate.NetPresentValue));   // the gain once, the cost each year
        Assert.Equal((double)estimate.NetPerYear.Likely, model.NetPerYear(model.Likely()), 1e-9);
        Assert.Equal((double)estimate.NetPresentValue, model.NetPresentValue(model.Likely()), 1e-9);
    }

    // A gain of so much a year, without a range.
    private static EffectLine Fixed(decimal gain) => Lines.Of(RangeShape.Pert, null, 1, null, population: gain);
}
