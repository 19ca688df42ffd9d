using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Tests.Prioritize;

public sealed class RankStabilityTests
{
    private static readonly RankSettings Fastest = RankSettings.Of(new PrioritizeSheet(), null);

    // Against a fixed rival at t the chance to be faster is the distribution function of the range at t. PERT(0, 0, 10) is a beta
    // distribution with the shape 1 and 5, so F(t) = 1 − (1 − t/10)^5; PERT(0, 5, 10) has the shape 3 and 3, so F(x) = 10x³ − 15x⁴ + 6x⁵.
    [Theory]
    [InlineData(0, 0, 10, 1)]
    [InlineData(0, 0, 10, 3)]
    [InlineData(0, 5, 10, 4)]
    [InlineData(0, 5, 10, 6.5)]
    public void Run_OneRangeAgainstAFixedRival_AgreesWithTheDistributionFunction(double low, double likely, double high, double rival)
    {
        var x = rival / 10;
        var expected = likely == 0 ? 1 - Math.Pow(1 - x, 5) : (10 * Math.Pow(x, 3)) - (15 * Math.Pow(x, 4)) + (6 * Math.Pow(x, 5));
        var result = Run([Option("range", low, likely, high), Option("fixed", null, rival, null)]);
        var range = result.Shares[result.Options.ToList().FindIndex(o => o.Name == "range")];
        Assert.Equal(expected, range[0], 4 * Math.Sqrt(expected * (1 - expected) / result.Draws));   // four standard errors
    }

    // Two draws of one symmetric range: each is faster half the time. Shifted by δ on the width w of beta(3, 3) the chance has no
    // short form, so it is integrated: P(A < B) = ∫ f(a) (1 − F(a − δ)) da.
    [Fact]
    public void Run_TwoOverlappingRanges_AgreesWithTheIntegral()
    {
        static double Cdf(double x) => x <= 0 ? 0 : (10 * Math.Pow(x, 3)) - (15 * Math.Pow(x, 4)) + (6 * Math.Pow(x, 5));
        static double Density(double x) => 30 * x * x * (1 - x) * (1 - x);
        const int steps = 10_000;
        var expected = Enumerable.Range(0, steps).Select(i => (i + 0.5) / steps).Sum(a => Density(a) * (1 - Cdf(a - 0.2))) / steps;
        var result = Run([Option("a", 0, 5, 10), Option("b", 2, 7, 12)]);
        Assert.Equal(expected, result.FirstStays, 4 * Math.Sqrt(expected * (1 - expected) / result.Draws));
    }

    [Fact]
    public void Run_AnyRanges_EveryRowAndColumnAddsUpToOne()
    {
        var result = Run([Option("a", 1, 5, 30), Option("b", 2, 6, 20), Option("c", 3, 7, 8), Option("none", null, null, null)]);
        Assert.All(result.Shares, row => Assert.Equal(1, row.Sum(), 9));
        Assert.All(Enumerable.Range(0, 3), rank => Assert.Equal(1, result.Shares.Sum(row => row[rank]), 9));
        Assert.Equal(["a", "b", "c"], result.Options.Select(o => o.Name));
        Assert.Equal(1, result.LeftOut);   // nobody keeps a rank against a rival without a time
    }

    [Fact]
    public void Run_OneOptionWithItsNumber_SaysNothing() =>
        Assert.Null(RankStability.Run(Fastest, [Option("a", 5, 10, 30), Option("none", null, null, null)]));

    [Fact]
    public void Run_SameSeed_SameNumbers()
    {
        List<SolutionOption> options = [Option("a", 1, 5, 30), Option("b", 2, 6, 20)];
        Assert.Equal(Run(options).Shares, Run(options).Shares);
    }

    [Fact]
    public void Run_NothingVaries_IsFixedAndTheOrderHolds()
    {
        var result = Run([Option("a", null, 5, null), Option("b", null, 5, null)]);
        Assert.True(result.IsFixed);
        Assert.Equal(1, result.FirstStays);
        Assert.Equal(1, Run([Option("a", 1, 5, 9), Option("b", null, 50, null)]).WithoutRange);
    }

    [Theory]
    [InlineData(RankingMethod.FastestFirst)]
    [InlineData(RankingMethod.EffectPerEffort)]
    [InlineData(RankingMethod.Rice)]
    [InlineData(RankingMethod.Ice)]
    [InlineData(RankingMethod.Wsjf)]
    [InlineData(RankingMethod.ValuePerEffort)]
    [InlineData(RankingMethod.OwnWeights)]
    public void Run_EveryMethod_ShowsHowFirmTheOrderIs(RankingMethod method)
    {
        // nearly alike, so that what varies can turn the order round
        var (a, b) = (Scored("a", impact: 4), Scored("b", impact: 3.5m));
        (b.DaysToFirstResult, b.EffortDays, b.EffectShare) = (6, 11, 0.19m);
        var result = RankStability.Run(RankSettings.Of(new PrioritizeSheet { RankBy = method }, 1_000_000), [a, b])!;
        Assert.False(result.IsFixed);
        Assert.InRange(result.FirstStays, 0.5, 0.999);
    }

    // Two options with the same points have the same spread, so each is first half the time.
    [Fact]
    public void Run_PointsOfEqualOptions_AreAToss()
    {
        var result = RankStability.Run(RankSettings.Of(new PrioritizeSheet { RankBy = RankingMethod.Ice }, null), [Scored("a", 3), Scored("b", 3)])!;
        Assert.Equal(0.5, result.FirstStays, 4 * Math.Sqrt(0.25 / result.Draws));
        Assert.True(result.VariesPoints);
    }

    [Fact]
    public void Run_Points_NeverLeaveTheScaleOrMoveMoreThanOne()
    {
        var settings = RankSettings.Of(new PrioritizeSheet { RankBy = RankingMethod.ValuePerEffort }, null);
        var (top, low) = (Scored("top", impact: 5), Scored("low", impact: 1));
        (top.EaseScore, low.EaseScore) = (5, 1);
        Assert.Equal(1, RankStability.Run(settings, [top, low])!.FirstStays);   // at worst 4 / 2 against 2 / 4
    }

    [Fact]
    public void Run_ARangeThatDoesNotRise_IsNotDrawn() =>
        Assert.Null(RankStability.Run(Fastest, [Option("a", 9, 5, 3), Option("b", 1, 2, 3)]));

    [Fact]
    public void Run_PlacesByHand_ChangeNothing()
    {
        List<SolutionOption> options = [Option("a", 1, 5, 30), Option("b", 2, 6, 20)];
        var before = Run(options);
        options[1].ManualRank = 1;
        Assert.Equal(before.Shares, Run(options).Shares);
    }

    private static RankStabilityResult Run(IReadOnlyList<SolutionOption> options) => RankStability.Run(Fastest, options)!;

    private static SolutionOption Scored(string name, decimal impact) => new()
    {
        Id = Guid.NewGuid(), Name = name, DaysLow = 3, DaysToFirstResult = 5, DaysHigh = 9, EffortLow = 6, EffortDays = 10, EffortHigh = 20,
        ShareLow = 0.1m, EffectShare = 0.2m, ShareHigh = 0.4m, Reach = 1000, ImpactScore = impact, ConfidenceScore = 3, EaseScore = 3,
    };

    private static SolutionOption Option(string name, double? low, double? likely, double? high) =>
        new() { Id = Guid.NewGuid(), Name = name, DaysLow = (decimal?)low, DaysToFirstResult = (decimal?)likely, DaysHigh = (decimal?)high };
}
