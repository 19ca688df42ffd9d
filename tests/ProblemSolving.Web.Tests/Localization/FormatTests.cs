using System.Globalization;
using ProblemSolving.Application.Formatting;

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

    [Fact]
    public void Number_DropsEmptyDecimals()
    {
        Assert.Equal("1,234", Format.Number(1234.0, 2, En));
        Assert.Equal("1,234.5", Format.Number(1234.5, 2, En));
    }
}
