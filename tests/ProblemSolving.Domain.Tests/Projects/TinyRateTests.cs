using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Tests.Projects;

/// <summary>0.24 typed into a box of per cent: every box of a rate asks, none refuses.</summary>
public sealed class TinyRateTests
{
    [Theory]
    [InlineData(0.0024, true)]
    [InlineData(0.0099, true)]
    [InlineData(0.01, false)]
    [InlineData(0.24, false)]
    [InlineData(0, false)]
    public void Check_ByBox_AsksBelowOnePerCentAndNeverBlocks(double typed, bool asks)
    {
        var rate = (decimal)typed;
        var define = new DefineSheet { MetricUnit = MetricUnit.Rate, MetricAsIs = rate, MetricToBe = rate };
        var effects = new EffectsSheet { DiscountRate = rate, KillValue = rate };
        List<Finding> all =
        [
            .. DefineRules.Check(define),
            .. EffectsRules.Check(effects, []),
            .. Plausibility.CheckKill(define, effects),
            .. SolutionRules.Check([new SolutionOption { Id = Guid.NewGuid(), Name = "letter", EffectShare = rate }]),
        ];
        var tiny = all.Where(f => f.Code is "define.metric.tiny-rate" or "effects.discount.tiny" or "effects.kill.tiny" or "solutions.share-tiny").ToList();
        Assert.Equal(asks ? 5 : 0, tiny.Count);
        Assert.All(tiny, f => Assert.False(f.Blocks));
    }

    [Fact]
    public void Check_ATinyRate_NamesWhatStandsThereAndWhatWasPerhapsMeant() =>
        Assert.Equal([0.24m, 24m], TinyRate.Check(0.0024m, "x", "").Single().Arguments);

    [Fact]   // two orders a customer are no per cent
    public void Check_AMetricThatIsNoRate_AsksNothing()
    {
        var define = new DefineSheet { MetricUnit = MetricUnit.Count, MetricAsIs = 0.002m, MetricToBe = 0.003m };
        Assert.DoesNotContain(DefineRules.Check(define), f => f.Code == "define.metric.tiny-rate");
        Assert.Empty(Plausibility.CheckKill(define, new EffectsSheet { KillValue = 0.002m }));
    }
}
