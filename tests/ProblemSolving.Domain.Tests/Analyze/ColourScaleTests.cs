using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Tests.Analyze;

/// <summary>The colours of a heat map say how large a value is, not how large it is beside those that happen to be there.</summary>
public sealed class ColourScaleTests
{
    [Fact]
    public void Coefficients_AllNearOne_KeepTheEndsOfWhatTheyCanBe()
    {
        Assert.Equal(new ColourScale(-1, 1, false), ColourScale.Of(Map(FigureUnit.Correlation, 1, 0.998, 1)));
        Assert.Equal(new ColourScale(0, 1, false), ColourScale.Of(Map(FigureUnit.Association, 1, 0.85, 1)));
    }

    [Fact]
    public void Shares_WithAColumnOfAll_SayThatTheScaleIsCapped()
    {
        Assert.Equal(new ColourScale(0, 0.5, true), ColourScale.Of(Map(FigureUnit.Rate, 1, 0.068, 0.5, null)));
        Assert.Equal(new ColourScale(0, 0.5, false), ColourScale.Of(Map(FigureUnit.Rate, 0.1, 0.5)));
        Assert.Equal(new ColourScale(0, 1, false), ColourScale.Of(Map(FigureUnit.Rate, 1, 0)));
    }

    [Fact]
    public void NothingOrZeroOnly_StillHasTwoEnds()
    {
        Assert.Equal(new ColourScale(0, 1, false), ColourScale.Of(Map(FigureUnit.Customers, (double?)null)));
        Assert.Equal(new ColourScale(0, 1, false), ColourScale.Of(Map(FigureUnit.Customers, 0)));
        Assert.Equal(new ColourScale(0, 40, false), ColourScale.Of(Map(FigureUnit.Customers, 0, 40)));
    }

    private static Figure Map(FigureUnit unit, params double?[] values) => new(
        "map", FigureKind.HeatMap, new FigureText("t"), new FigureText("s"), new FigureAxis(new FigureText("x"), FigureUnit.None), new FigureAxis(new FigureText("y"), unit),
        [.. values.Select((_, i) => $"{i}")], [new FigureSeries(new FigureText("row"), SeriesRole.Other, values)]);
}
