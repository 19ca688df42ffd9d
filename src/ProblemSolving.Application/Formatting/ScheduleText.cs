using System.Globalization;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Operate;

namespace ProblemSolving.Application.Formatting;

/// <summary>A schedule in words.</summary>
public static class ScheduleText
{
    public static string When(ITexts texts, OperateSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(schedule);
        var time = schedule.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture);
        return schedule.Frequency switch
        {
            ScheduleFrequency.Daily => texts.Get("operate.when.daily", time),
            ScheduleFrequency.Weekly => texts.Get("operate.when.weekly", Day(texts, schedule.DayOfWeek), time),
            ScheduleFrequency.Monthly => texts.Get("operate.when.monthly", schedule.DayOfMonth, time),
        };
    }

    public static string Day(ITexts texts, DayOfWeek day)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts.Culture.DateTimeFormat.GetDayName(day);
    }

    /// <summary>A slot with its day of the week.</summary>
    public static string Slot(ITexts texts, DateTime utc, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var day = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone).DayOfWeek;
        return $"{Format.DateTime(utc, zone, texts.Culture)} ({texts.Culture.DateTimeFormat.GetAbbreviatedDayName(day)})";
    }
}
