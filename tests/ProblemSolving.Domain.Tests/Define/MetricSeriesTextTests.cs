using ProblemSolving.Domain.Define;

namespace ProblemSolving.Domain.Tests.Define;

public sealed class MetricSeriesTextTests
{
    [Fact]
    public void Parse_PastedFromASpreadsheet_IsReadInTheOrderOfTime()
    {
        var points = MetricSeriesText.Parse("월\t재구매\t신규\r\n2026-02\t1,100\t5,000\r\n2026.1\t24\t100\r\n", MetricUnit.Rate, null);
        Assert.Equal(["2026-01", "2026-02"], points.Select(p => p.Period));
        Assert.Equal([0.24, 0.22], points.Select(p => p.Value));
        Assert.Equal(5000m, points[1].Denominator);
    }

    [Theory]
    [InlineData("2026-01; 0.24", 0.24)]
    [InlineData("2026년 1월; 24%", 0.24)]
    [InlineData("2026/1;24.5 %", 0.245)]
    public void Parse_Values_AreRates(string line, double value) => Assert.Equal(value, MetricSeriesText.Parse(line, MetricUnit.Rate, null).Single().Value, 1e-12);

    [Theory]
    [InlineData("2026-01; 24.1", SeriesRates.PerCent, 0.241)]
    [InlineData("2026-01; 0.8", SeriesRates.PerCent, 0.008)]    // as in every other box of a rate
    [InlineData("2026-01; 24.1%", SeriesRates.PerCent, 0.241)]
    [InlineData("2026-01; 24.1", SeriesRates.Shares, 0.241)]    // could not be read before, so it never meant anything else
    [InlineData("2026-01; 0.8", SeriesRates.Shares, 0.8)]       // an old series keeps its meaning
    [InlineData("2026-01; 24; 100", SeriesRates.PerCent, 0.24)]
    public void Parse_ANumberWithoutASign_IsPerCentWhereTheSheetSaysSo(string line, SeriesRates rates, double value) =>
        Assert.Equal(value, MetricSeriesText.Parse(line, MetricUnit.Rate, null, rates).Single().Value, 1e-12);

    [Fact]
    public void Parse_ACountOfTwentyFour_StaysTwentyFour() =>
        Assert.Equal(24, MetricSeriesText.Parse("2026-01; 24", MetricUnit.Count, null, SeriesRates.PerCent).Single().Value);

    [Fact]
    public void Check_ALineThatCannotBeRead_IsToldAtTheFieldWithItsNumber()
    {
        var finding = Assert.Single(Definition("2026-01; 24\n2026-02; ten").Check());
        Assert.Equal(("metric.series.number", nameof(DefineSheet.MetricSeries), true, 2), (finding.Code, finding.Place, finding.Blocks, (int)finding.Arguments[0]));
    }

    [Fact]
    public void Check_SharesTypedWherePerCentIsRead_AsksWhatIsMeant()
    {
        Assert.Equal("metric.series.tiny", Assert.Single(Definition("2026-01; 0.24\n2026-02; 0.25").Check()).Code);
        Assert.Empty(Definition("2026-01; 0.24%\n2026-02; 0.25%").Check());
        Assert.Empty(Definition("2026-01; 24\n2026-02; 25").Check());
    }

    [Fact]   // readings of before stay readings of the present definition
    public void Sha256_OfAnOldSeries_IsWhatItWas()
    {
        var sheet = new DefineSheet { MetricKind = MetricKind.ManualSeries, MetricSeries = "2026-01; 0.24" };
        Assert.Equal("5199d66cf2a7579927cb968d87c37b543e18507d454a9002130ae8b0dabee584", MetricDefinition.Of(sheet).Sha256);
        sheet.MetricSeriesRates = SeriesRates.PerCent;
        Assert.NotEqual("5199d66cf2a7579927cb968d87c37b543e18507d454a9002130ae8b0dabee584", MetricDefinition.Of(sheet).Sha256);
    }

    [Theory]
    [InlineData("2026-01; 124", "metric.series.rate")]
    [InlineData("2026-01; 24\n2026-02; 0.2", "metric.series.rate")]   // two ways of writing at once
    [InlineData("2026-01; x", "metric.series.number")]
    [InlineData("soon; 0.2\n2026-01; 0.3", "metric.series.period")]
    [InlineData("2026-13; 0.2", "metric.series.period")]
    [InlineData("2026-02-30; 0.2", "metric.series.period")]
    [InlineData("2026-01", "metric.series.columns")]
    [InlineData("2026-01; 1; 2; 3", "metric.series.columns")]
    [InlineData("2026-01; 1; 0", "metric.series.denominator")]
    [InlineData("2026-01; 5; 4", "metric.series.part-above-whole")]
    [InlineData("", "metric.series.empty")]
    public void Parse_FaultyLine_SaysWhichAndWhat(string text, string code)
    {
        var rule = Assert.Throws<DomainRuleException>(() => MetricSeriesText.Parse(text, MetricUnit.Rate, null));
        Assert.Equal(code, rule.Code);
        if (text.Length > 0)
            Assert.Equal(1, rule.Arguments[0]);
    }

    [Theory]
    [InlineData("2026-01; 0.2\n\n2026-01; 0.3", "metric.series.twice", 3)]
    [InlineData("2026-01; 0.2\n2026-02; 3; 10", "metric.series.mixed-columns", 2)]
    [InlineData("2026-01; 0.2\n2026-02-01; 0.3", "metric.series.mixed-periods", 2)]
    public void Parse_LinesThatDoNotFitTogether_NameTheSecond(string text, string code, int line)
    {
        var rule = Assert.Throws<DomainRuleException>(() => MetricSeriesText.Parse(text, MetricUnit.Rate, null));
        Assert.Equal((code, line), (rule.Code, (int)rule.Arguments[0]));
    }

    [Fact]
    public void Parse_MonthThatIsNotOver_IsIncomplete()
    {
        var points = MetricSeriesText.Parse("2026-09; 10\n2026-10; 11\n2026-11; 5", MetricUnit.Count, new DateOnly(2026, 11, 1));
        Assert.Equal([false, false, true], points.Select(p => p.Incomplete));
    }

    [Fact]
    public void AsIs_NumeratorsAndDenominators_ArePooledAndNotAveraged()
    {
        var points = MetricSeriesText.Parse("2026-01; 90; 100\n2026-02; 10; 100\n2026-03; 100; 800\n2026-04; 1; 2", MetricUnit.Rate, new DateOnly(2026, 4, 10));
        var asIs = MetricSeries.AsIs(points, 2, MetricUnit.Rate);   // (10 + 100) / (100 + 800) = 0.1222
        Assert.Equal(new MetricAsIs(0.1222m, 110, 900, "2026-02", "2026-03"), asIs);
    }

    [Fact]
    public void AsIs_NothingComplete_IsRefused() =>
        Assert.Equal("metric.no-complete-period", Assert.Throws<DomainRuleException>(() => MetricSeries.AsIs([new MetricPoint("2026-01", 1, null, null, true)], 3, MetricUnit.Count)).Code);

    [Theory]
    [InlineData(nameof(DefineSheet.MetricWindowDays), "60", false)]
    [InlineData(nameof(DefineSheet.MetricExclusions), "staff", true)]   // noted in words, filters nothing
    [InlineData(nameof(DefineSheet.MetricName), "another name", true)]
    [InlineData(nameof(DefineSheet.MetricToBe), "0.5", true)]
    public void Sha256_ChangesWithWhatDecidesTheValue(string field, string text, bool same)
    {
        var sheet = new DefineSheet { MetricKind = MetricKind.RepurchaseRate, MetricWindowDays = 90 };
        var before = MetricDefinition.Of(sheet).Sha256;
        Domain.Projects.WorksheetFields.Get(Domain.Projects.SheetKind.Define, field).Write(sheet, text);
        Assert.Equal(same, before == MetricDefinition.Of(sheet).Sha256);
    }

    private static MetricDefinition Definition(string series) =>
        MetricDefinition.Of(new DefineSheet { MetricKind = MetricKind.ManualSeries, MetricSeries = series, MetricSeriesRates = SeriesRates.PerCent });
}
