using System.Globalization;
using ProblemSolving.Domain.Operate;

namespace ProblemSolving.Domain.Tests.Operate;

public sealed class ScheduleSlotsTests
{
    [Theory]   // Seoul is UTC+9 all year
    [InlineData("2026-11-22T00:00:00Z", "2026-11-22T21:00:00Z")]
    [InlineData("2026-11-22T20:59:59Z", "2026-11-22T21:00:00Z")]
    [InlineData("2026-11-22T21:00:00Z", "2026-11-23T21:00:00Z")]
    public void Next_Daily_IsTheFirstOneAfter(string after, string expected) =>
        Assert.Equal(Utc(expected), ScheduleSlots.Next(Daily(6, 0), Utc(after), Zone("Asia/Seoul")));

    [Fact]
    public void Next_Weekly_IsTheWantedLocalDay()
    {
        var schedule = new OperateSchedule { Name = "w", Frequency = ScheduleFrequency.Weekly, DayOfWeek = DayOfWeek.Monday, TimeOfDay = new TimeOnly(6, 0) };
        Assert.Equal([Utc("2026-11-22T21:00:00Z"), Utc("2026-11-29T21:00:00Z")], ScheduleSlots.Coming(schedule, Utc("2026-11-22T18:00:00Z"), Zone("Asia/Seoul"), 2));
    }

    [Fact]
    public void Coming_Day31_IsTheLastDayOfShortMonths()
    {
        var schedule = Monthly(31);
        var days = ScheduleSlots.Coming(schedule, Utc("2027-12-31T12:00:00Z"), TimeZoneInfo.Utc, 5).Select(s => s.ToString("MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(["01-31", "02-29", "03-31", "04-30", "05-31"], days);   // 2028 is a leap year
    }

    [Theory]
    [InlineData("2027-02-01T00:00:00Z", "2027-02-28T06:00:00Z")]
    [InlineData("2028-02-01T00:00:00Z", "2028-02-29T06:00:00Z")]
    public void Next_Day29InFebruary_FollowsTheLeapYear(string after, string expected) =>
        Assert.Equal(Utc(expected), ScheduleSlots.Next(Monthly(29), Utc(after), TimeZoneInfo.Utc));

    [Theory]   // clocks jump 02:00 → 03:00 in New York and 01:00 → 02:00 in London
    [InlineData("America/New_York", 2, 30, "2026-03-08T00:00:00Z", "2026-03-08T07:00:00Z")]
    [InlineData("Europe/London", 1, 30, "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z")]
    public void Next_TimeInTheGap_MovesToTheMomentAfterIt(string zone, int hour, int minute, string after, string expected) =>
        Assert.Equal(Utc(expected), ScheduleSlots.Next(Daily(hour, minute), Utc(after), Zone(zone)));

    [Fact]
    public void Next_SecondsInTheGap_StillMoveToTheMomentAfterIt()
    {
        var schedule = new OperateSchedule { Name = "d", Frequency = ScheduleFrequency.Daily, TimeOfDay = new TimeOnly(2, 30, 45) };
        Assert.Equal(Utc("2026-03-08T07:00:00Z"), ScheduleSlots.Next(schedule, Utc("2026-03-08T00:00:00Z"), Zone("America/New_York")));
    }

    [Theory]   // 01:30 comes twice; the first time still in summer time
    [InlineData("America/New_York", "2026-11-01T00:00:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z")]
    [InlineData("Europe/London", "2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    public void Coming_TimeThatComesTwice_IsTheFirstAndOnlyOnce(string zone, string after, string first, string second) =>
        Assert.Equal([Utc(first), Utc(second)], ScheduleSlots.Coming(Daily(1, 30), Utc(after), Zone(zone), 2));

    [Fact]
    public void Coming_OverTwoYearsInEveryZone_RisesAndSkipsNoDay()
    {
        var (start, end) = (Utc("2026-01-01T12:00:00Z"), Utc("2028-01-01T12:00:00Z"));
        foreach (var zone in TimeZoneInfo.GetSystemTimeZones())
        {
            foreach (var schedule in new[] { Daily(0, 0), Daily(1, 30), Daily(2, 30), Daily(23, 59) })
            {
                var days = new List<DateOnly>();
                for (var at = ScheduleSlots.Next(schedule, start, zone); at < end;)
                {
                    days.Add(MeantDay(at, schedule.TimeOfDay, zone));
                    var next = ScheduleSlots.Next(schedule, at, zone);
                    Assert.True(next > at, zone.Id);
                    at = next;
                }

                Assert.True(Enumerable.Range(0, days.Count).All(i => days[i] == days[0].AddDays(i)), $"{zone.Id} {schedule.TimeOfDay}");
                Assert.InRange(days.Count, 729, 731);
            }
        }
    }

    [Fact]
    public void Coming_WeeklyAndMonthlyOverTwoYears_KeepTheirPace()
    {
        foreach (var zone in new[] { "America/New_York", "Europe/London", "Asia/Seoul", "Australia/Lord_Howe", "Pacific/Chatham", "America/Santiago" }.Select(Zone))
        {
            foreach (var day in Enum.GetValues<DayOfWeek>())
            {
                var weekly = ScheduleSlots.Coming(new OperateSchedule { Name = "w", Frequency = ScheduleFrequency.Weekly, DayOfWeek = day, TimeOfDay = new TimeOnly(2, 15) }, Utc("2026-01-01T00:00:00Z"), zone, 104);
                Assert.All(weekly.Zip(weekly.Skip(1)), p => Assert.InRange((p.Second - p.First).TotalHours, 167, 169));
            }

            foreach (var day in Enumerable.Range(1, 31))
            {
                var monthly = ScheduleSlots.Coming(Monthly(day), Utc("2026-01-01T12:00:00Z"), zone, 24).Select(s => TimeZoneInfo.ConvertTimeFromUtc(s, zone)).ToList();
                Assert.All(monthly.Zip(monthly.Skip(1)), p => Assert.Equal(1, ((p.Second.Year - p.First.Year) * 12) + p.Second.Month - p.First.Month));
            }
        }
    }

    [Theory]
    [InlineData("2026-11-22T06:00:00Z", "2026-11-22T06:00:00Z")]   // nothing missed
    [InlineData("2026-11-25T05:59:59Z", "2026-11-24T06:00:00Z")]
    [InlineData("2026-11-25T06:00:00Z", "2026-11-25T06:00:00Z")]
    public void NewestDue_AfterAStop_IsTheLastSlotThatPassed(string now, string expected) =>
        Assert.Equal(Utc(expected), ScheduleSlots.NewestDue(Daily(6, 0), Utc("2026-11-22T06:00:00Z"), Utc(now), TimeZoneInfo.Utc));

    [Theory]
    [InlineData(0, 0.1, 1, null, "schedule.target-share")]
    [InlineData(1.01, 0.1, 1, null, "schedule.target-share")]
    [InlineData(double.NaN, 0.1, 1, null, "schedule.target-share")]
    [InlineData(0.2, 1, 1, null, "schedule.holdout-share")]
    [InlineData(0.2, -0.1, 1, null, "schedule.holdout-share")]
    [InlineData(0.2, 0.1, 32, null, "schedule.day-of-month")]
    [InlineData(0.2, 0.1, 1, 0, "schedule.refresh-days")]
    public void Check_OutOfRange_NamesIt(double target, double holdout, int day, int? refresh, string code)
    {
        var schedule = new OperateSchedule { Name = "n", TargetShare = target, HoldoutShare = holdout, DayOfMonth = day, RefreshEveryDays = refresh };
        Assert.Equal(code, Assert.Throws<DomainRuleException>(schedule.Check).Code);
    }

    [Fact]
    public void Check_NoOrLongName_IsRefused()
    {
        Assert.Equal("schedule.no-name", Assert.Throws<DomainRuleException>(new OperateSchedule { Name = " " }.Check).Code);
        Assert.Equal("field.too-long", Assert.Throws<DomainRuleException>(new OperateSchedule { Name = new string('n', 201) }.Check).Code);
    }

    // A time in a gap that reaches midnight (Scoresbysund, 23:00 to 00:00) lands on the next date.
    private static DateOnly MeantDay(DateTime utc, TimeOnly time, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
        return DateOnly.FromDateTime(local).AddDays(TimeOnly.FromDateTime(local) < time ? -1 : 0);
    }

    private static OperateSchedule Daily(int hour, int minute) => new() { Name = "d", Frequency = ScheduleFrequency.Daily, TimeOfDay = new TimeOnly(hour, minute) };

    private static OperateSchedule Monthly(int day) => new() { Name = "m", Frequency = ScheduleFrequency.Monthly, DayOfMonth = day, TimeOfDay = new TimeOnly(6, 0) };

    private static DateTime Utc(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);
}
