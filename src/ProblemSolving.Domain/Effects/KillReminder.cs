using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Effects;

/// <summary>What the number says about the kill criteria.</summary>
public enum KillState
{
    /// <summary>The criteria are in words, or the metric has no value: a person judges.</summary>
    ToJudge,

    /// <summary>The metric is at or beyond the limit: no reason to stop.</summary>
    Reached,

    /// <summary>The metric falls short of the limit: the criteria mean Drop.</summary>
    Missed,
}

/// <summary>The day on which the kill criteria are looked at is near or past, and no manager has decided since.</summary>
/// <param name="DaysLeft">Negative once the day has passed.</param>
/// <param name="Now">The metric as it is known now; null while it has no value.</param>
/// <param name="Limit">What it must reach, in its unit; null when the criteria are in words only.</param>
public sealed record KillReminder(DateOnly By, int DaysLeft, string Criteria, MetricNow? Now, decimal? Limit, KillState State)
{
    /// <summary>Days ahead from which it shows.</summary>
    public const int DaysAhead = 7;

    public bool HasPassed => DaysLeft < 0;

    /// <summary>A decision at a gate on or after the day settles it, and so does a later day on the sheet.</summary>
    /// <param name="decidedUtc">The newest decision at any gate of the project, or null.</param>
    /// <param name="zone">Of the project.</param>
    /// <returns>Null while the day is unset or far, once a manager decided, for a day that passed before anybody did, and for projects that are dropped or closed.</returns>
    public static KillReminder? Of(ProjectStatus status, EffectsSheet effects, DefineSheet define, MetricNow? now, DateTime? decidedUtc, DateOnly today, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(effects);
        ArgumentNullException.ThrowIfNull(define);
        if (status is ProjectStatus.Dropped or ProjectStatus.Closed || effects.KillBy is not { } by || by.DayNumber - today.DayNumber > DaysAhead)
            return null;
        // a sheet that nobody decided on yet has nothing to stop
        if (decidedUtc is { } at ? DayOf(at, zone) >= by : by < today)
            return null;
        return new KillReminder(by, by.DayNumber - today.DayNumber, effects.KillCriteria.Trim(), now, effects.KillValue, StateOf(now?.Value, effects.KillValue, define.MetricDirection));
    }

    private static KillState StateOf(decimal? now, decimal? limit, MetricDirection direction)
    {
        if (now is not { } value || limit is not { } wanted)
            return KillState.ToJudge;
        return direction.IsReached(value, wanted) ? KillState.Reached : KillState.Missed;
    }

    private static DateOnly DayOf(DateTime utc, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone));
}
