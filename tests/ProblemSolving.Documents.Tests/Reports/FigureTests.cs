using System.Globalization;
using ProblemSolving.Documents.Reports.Figures;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Documents.Tests.Reports;

public sealed class FigureTests
{
    [Theory]
    [InlineData(0, 0.361, 0, 0.4)]
    [InlineData(0, 1234, 0, 1500)]
    [InlineData(-12, 30, -20, 30)]
    [InlineData(0, 0, 0, 1)]
    public void Over_Values_GivesRoundRangeWithZero(double low, double high, double expectedMin, double expectedMax)
    {
        var scale = NiceScale.Over([low, high], whole: false);
        Assert.Equal(expectedMin, scale.Min, 1e-9);
        Assert.Equal(expectedMax, scale.Max, 1e-9);
        Assert.Contains(0, scale.Ticks());
    }

    [Fact]   // months between 7 % and 13 % would be a flat line above zero
    public void Over_ValuesToBeFitted_LeavesZeroOut()
    {
        var scale = NiceScale.Over([0.072, 0.131], whole: false, fit: true);
        Assert.Equal((0.06, 0.14), (Math.Round(scale.Min, 9), Math.Round(scale.Max, 9)));
        Assert.Equal(0, NiceScale.Over([0.072, 0.131], whole: false).Min);
    }

    [Fact]
    public void Over_SmallCounts_HasNoPartsOfACustomer() => Assert.Equal(1, NiceScale.Over([0, 2], whole: true).Step);

    [Fact]
    public void Shade_EveryShare_KeepsTextReadable()
    {
        for (var share = 0.0; share <= 1; share += 0.01)
        {
            var (fill, ink) = HeatMap.Shade(share);
            Assert.True(Contrast(fill, ink) >= 4.5, $"share {share}: {Contrast(fill, ink)}");
        }
    }

    [Fact]
    public void From_FigureInTwoLanguages_KeepsValuesAndTranslatesTexts()
    {
        var figure = new Figure("monthly", FigureKind.Line, new("t"), new("s"), new(new("x"), FigureUnit.None), new(new("y"), FigureUnit.Rate), ["2026-01"], [new(new("n"), SeriesRole.Target, [0.25])]);
        var block = FigureBlock.From(figure, text => "ko:" + text.Key, "KRW");
        Assert.Equal("ko:t", block.Title);
        Assert.Equal(0.25, Assert.Single(block.Series).Values[0]);
    }

    [Fact]
    public void From_SeriesOfWrongLength_IsRefused()
    {
        var figure = new Figure("monthly", FigureKind.Line, new("t"), new("s"), new(new("x"), FigureUnit.None), new(new("y"), FigureUnit.Rate), ["a", "b"], [new(new("n"), SeriesRole.Target, [1])]);
        Assert.Throws<ArgumentException>(() => FigureBlock.From(figure, t => t.Key, "KRW"));
    }

    // WCAG 2.2, definitions of relative luminance and contrast ratio
    private static double Contrast(string first, string second)
    {
        var (a, b) = (Luminance(first), Luminance(second));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            var c = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }
}
