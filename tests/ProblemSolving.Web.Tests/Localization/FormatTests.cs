using System.Globalization;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Web.Tests.Localization;

public sealed class FormatTests
{
    private static readonly CultureInfo Ko = CultureInfo.GetCultureInfo("ko");
    private static readonly CultureInfo En = CultureInfo.GetCultureInfo("en");

    [Fact]
    public void Date_InEachLanguage_IsWrittenAsPeopleThereWrite()
    {
        Assert.Equal("2026-11-22", Format.Date(new DateOnly(2026, 11, 22), Ko));
        Assert.Equal("22 Nov 2026", Format.Date(new DateOnly(2026, 11, 22), En));
    }

    [Fact]
    public void Clock_InAZone_IsItsTime() =>
        Assert.Equal("10:42:07", Format.Clock(new DateTime(2026, 11, 22, 1, 42, 7, DateTimeKind.Utc), TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul")));

    [Fact]
    public void Percent_HasNoSpaceAndTheAskedDecimals() => Assert.Equal("12.3%", Format.Percent(0.1234, 1, Ko));

    [Theory]   // a workbook rounds half up and would show another number beside it
    [InlineData(1.925, 0, "193%")]
    [InlineData(-1.925, 0, "−193%")]
    [InlineData(0.1245, 1, "12.5%")]
    public void Percent_OfAHalf_IsRoundedUp(double rate, int decimals, string shown) =>
        Assert.Equal(shown, Format.Percent(rate, decimals, new FixedTexts(TextCatalog.Default, CultureInfo.GetCultureInfo("en")).Culture));

    [Theory]
    [InlineData(1.0, "1 day")]
    [InlineData(33.0, "33 days")]
    [InlineData(32.5, "32.5 days")]   // the median of two options
    [InlineData(1234.5, "1,234.5 days")]
    public void Days_InWords_KeepTheirFraction(double days, string shown) =>
        Assert.Equal(shown, new FixedTexts(TextCatalog.Default, CultureInfo.GetCultureInfo("en")).Get("bubble.cut.days", days));

    [Fact]   // a return on investment has thousands
    public void Percent_AboveAThousand_IsGrouped() => Assert.Equal("77,566%", Format.Percent(775.66, 0, Ko));

    [Theory]
    [InlineData(28_800, 130_400, "£28,800 – £130,400")]
    [InlineData(128_800, 1_300_000, "£129K – £1.3M")]
    [InlineData(-500, 28_800, "−£500 – £28,800")]
    [InlineData(-500, -500, "−£500")]
    [InlineData(0, 1_300_000, "£0 – £1.3M")]   // nothing is short already
    [InlineData(1_301_000, 1_302_000, "£1,301,000 – £1,302,000")]
    public void MoneyRange_HasOneForm(int low, int high, string expected) =>
        Assert.Equal(expected, Format.MoneyRange(low, high, Currency.Of("GBP"), new FixedTexts(TextCatalog.Default, En)));

    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    public void BelowZero_WhereAPersonReads_HasOneMinusSign(string language)
    {
        var texts = new FixedTexts(TextCatalog.Default, CultureInfo.GetCultureInfo(language));
        Assert.Equal("−1,234", Format.Count(-1234, texts.Culture));
        Assert.Equal("−1,234.5", Format.Number(-1234.5m, 2, texts.Culture));
        Assert.Equal("−12.3%", Format.Percent(-0.123, 1, texts.Culture));
        Assert.StartsWith("−", Format.MoneyExact(-5, Currency.Of("KRW"), texts), StringComparison.Ordinal);
        Assert.Equal("−1.6", PinnedText.Of(texts, PinnedCell.Of(-1.6), PinnedKind.Number));
        Assert.StartsWith("−1.6", PinnedText.Of(texts, PinnedCell.Of(-0.016), PinnedKind.Points), StringComparison.Ordinal);
        Assert.Contains("−1.00", texts.Get("measure.difference.interval", -1.0, 2.0), StringComparison.Ordinal);
    }

    [Fact]   // typed back and read by programs
    public void BelowZero_InTheInvariantCulture_KeepsTheHyphen() => Assert.Equal("-1", Format.Count(-1, CultureInfo.InvariantCulture));

    [Fact]
    public void Number_DropsEmptyDecimals()
    {
        Assert.Equal("1,234", Format.Number(1234.0, 2, En));
        Assert.Equal("1,234.5", Format.Number(1234.5, 2, En));
    }
}
