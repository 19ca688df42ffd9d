using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Numerics;

namespace ProblemSolving.Domain.Tests.Effects;

public sealed class PlausibilityTests
{
    [Fact] // a large saving beside it does not hide the change of the metric
    public void Check_TheLargestLineIsASaving_StillHoldsTheRateAgainstTheTarget()
    {
        var define = new DefineSheet { MetricUnit = MetricUnit.Rate, MetricAsIs = 0.2m, MetricToBe = 0.5m };
        EffectLine[] lines =
        [
            Lines.Of(RangeShape.Pert, null, 0.6m, null),
            new EffectLine { Id = Guid.NewGuid(), Position = 1, Name = "calls", Kind = GainKind.SavedCost, Population = 1_000_000, ChangeLikely = 0.5m, ValuePerUnit = 1_000_000 },
        ];
        Assert.Contains("effects.beyond-target", Codes(define, new EffectsSheet(), lines));
    }

    [Theory]
    [InlineData(0.30, false)]
    [InlineData(0.10, false)]
    [InlineData(0.60, true)]
    public void Check_ChangeAgainstTheTarget_AsksOnlyBeyondIt(double change, bool asks)
    {
        var define = new DefineSheet { MetricUnit = MetricUnit.Rate, MetricAsIs = 0.2m, MetricToBe = 0.5m };
        Assert.Equal(asks, Codes(define, new EffectsSheet(), Lines.Of(RangeShape.Pert, null, (decimal)change, null)).Contains("effects.beyond-target"));
    }

    [Fact]   // the share of a cost is no change of the metric
    public void Check_AShareThatIsSaved_IsNotHeldAgainstTheTarget()
    {
        var define = new DefineSheet { MetricUnit = MetricUnit.Rate, MetricAsIs = 0.2m, MetricToBe = 0.5m };
        var line = Lines.Of(RangeShape.Pert, null, 1, null);
        line.Kind = GainKind.SavedCost;
        Assert.Empty(Codes(define, new EffectsSheet(), line));
    }

    [Theory]   // 1,200 × 0.5 = 600 a year against damage a month
    [InlineData(50, false)]
    [InlineData(30, true)]
    public void Check_GainAgainstTheDamage_AsksOnlyBeyondIt(int damage, bool asks)
    {
        var define = new DefineSheet { DamageAmount = damage, DamagePeriod = Period.Month };
        Assert.Equal(asks, Codes(define, new EffectsSheet(), Lines.Of(RangeShape.Pert, null, 0.5m, null)).Contains("effects.beyond-damage"));
    }

    [Fact]
    public void Check_NothingFilledIn_AsksNothing() => Assert.Empty(Codes(new DefineSheet(), new EffectsSheet()));

    private static List<string> Codes(DefineSheet define, EffectsSheet sheet, params EffectLine[] lines)
    {
        var findings = Plausibility.Check(define, EffectEstimate.From(sheet, lines), lines);
        Assert.All(findings, f => Assert.False(f.Blocks));
        return [.. findings.Select(f => f.Code)];
    }
}
