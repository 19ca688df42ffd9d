namespace ProblemSolving.Domain.Operate;

/// <summary>
/// The moments a schedule means. A local time that a clock change skips moves to the first moment after the gap; one that
/// comes twice means the first. A day that a month lacks is its last day.
/// </summary>
public static class ScheduleSlots
{
    /// <returns>The first slot after <paramref name="afterUtc"/>, UTC.</returns>
    public static DateTime Next(OperateSchedule schedule, DateTime afterUtc, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(zone);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(afterUtc, DateTimeKind.Utc), zone)).AddDays(-1);
        while (true)
        {
            if (IsDay(schedule, day))
            {
                var slot = ToUtc(day.ToDateTime(schedule.TimeOfDay), zone);
                if (slot > afterUtc)
                    return slot;
            }

            day = day.AddDays(1);
        }
    }

    /// <summary>The newest slot that is due: the last one up to and including <paramref name="nowUtc"/>, never older than a known slot.</summary>
    /// <param name="sinceUtc">A slot of this schedule.</param>
    public static DateTime NewestDue(OperateSchedule schedule, DateTime sinceUtc, DateTime nowUtc, TimeZoneInfo zone)
    {
        var newest = sinceUtc;
        for (var next = Next(schedule, newest, zone); next <= nowUtc; next = Next(schedule, newest, zone))
            newest = next;
        return newest;
    }

    /// <summary>The next <paramref name="count"/> slots, rising.</summary>
    public static IReadOnlyList<DateTime> Coming(OperateSchedule schedule, DateTime afterUtc, TimeZoneInfo zone, int count)
    {
        var slots = new List<DateTime>(count);
        for (var at = afterUtc; slots.Count < count;)
            slots.Add(at = Next(schedule, at, zone));
        return slots;
    }

    private static bool IsDay(OperateSchedule schedule, DateOnly day) => schedule.Frequency switch
    {
        ScheduleFrequency.Daily => true,
        ScheduleFrequency.Weekly => day.DayOfWeek == schedule.DayOfWeek,
        ScheduleFrequency.Monthly => day.Day == Math.Min(schedule.DayOfMonth, DateTime.DaysInMonth(day.Year, day.Month)),
    };

    // Asks the zone only for the way from UTC: its own answers about local times are wrong where winter counts as the
    // shifted time (Dublin).
    private static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        var asUtc = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        var offsets = new[] { zone.GetUtcOffset(asUtc.AddDays(-1)), zone.GetUtcOffset(asUtc.AddDays(1)) };
        var (first, last) = (asUtc - offsets.Max(), asUtc - offsets.Min());
        if (Local(first, zone) == local)
            return first;
        if (Local(last, zone) == local)
            return last;

        // in a gap: the first minute whose local time is past it
        var at = first.AddTicks(-(first.Ticks % TimeSpan.TicksPerMinute));
        while (Local(at, zone) < local)
            at = at.AddMinutes(1);
        return at;
    }

    private static DateTime Local(DateTime utc, TimeZoneInfo zone) => DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(utc, zone), DateTimeKind.Unspecified);
}
