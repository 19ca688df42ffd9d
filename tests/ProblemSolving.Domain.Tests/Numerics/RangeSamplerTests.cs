using ProblemSolving.Domain.Numerics;

namespace ProblemSolving.Domain.Tests.Numerics;

public sealed class RangeSamplerTests
{
    [Theory]   // PERT with the likely value in the middle is Beta(3, 3): distribution function x³(10 − 15x + 6x²)
    [InlineData(0.05)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.77)]
    [InlineData(0.99)]
    public void At_SymmetricPert_IsTheInverseOfTheBetaDistribution(double x)
    {
        var sampler = new RangeSampler(new InputRange(10, 15, 20, RangeShape.Pert));
        Assert.Equal(10 + (10 * x), sampler.At(x * x * x * (10 - (15 * x) + (6 * x * x))), 10 * 1e-5);   // a hundred-thousandth of the width
    }

    [Theory]   // likely = low is Beta(1, 5): quantile 1 − (1 − u)^(1/5)
    [InlineData(0.0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public void At_PertThatFallsFromItsLow_IsTheInverseOfTheBetaDistribution(double share) =>
        Assert.Equal(1 - Math.Pow(1 - share, 0.2), new RangeSampler(new InputRange(0, 0, 1, RangeShape.Pert)).At(share), 1e-5);

    [Theory]   // triangular (0, 3, 10): at the likely value lies the share 3/10
    [InlineData(0.3, 3)]
    [InlineData(0.0, 0)]
    [InlineData(0.075, 1.5)]
    [InlineData(0.825, 6.5)]
    public void At_Triangular_IsExact(double share, double expected) =>
        Assert.Equal(expected, new RangeSampler(new InputRange(0, 3, 10, RangeShape.Triangular)).At(share), 1e-12);

    [Theory]
    [InlineData(RangeShape.Pert)]
    [InlineData(RangeShape.Triangular)]
    public void At_AnyShare_RisesAndStaysWithin(RangeShape shape)
    {
        var sampler = new RangeSampler(new InputRange(-2, 5, 6, shape));
        var values = Enumerable.Range(0, 10_000).Select(i => sampler.At(i / 10_000.0)).ToList();
        Assert.Equal(values.Order(), values);
        Assert.InRange(values[0], -2, -1.5);
        Assert.InRange(values[^1], 5.5, 6);
    }

    [Fact]
    public void At_FixedValue_NeverVaries() => Assert.Equal(7, new RangeSampler(InputRange.Fixed(7)).At(0.9));

    [Theory]
    [InlineData(2, 1, 3)]
    [InlineData(1, 4, 3)]
    [InlineData(double.NaN, 1, 2)]
    [InlineData(0, 1, double.PositiveInfinity)]
    public void Construct_ValuesThatDoNotRise_IsRefused(double low, double likely, double high) =>
        Assert.Throws<ArgumentException>(() => new RangeSampler(new InputRange(low, likely, high, RangeShape.Pert)));
}
