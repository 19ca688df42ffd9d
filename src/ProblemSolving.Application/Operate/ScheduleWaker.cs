using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain.Operate;
using Quartz;

namespace ProblemSolving.Application.Operate;

/// <summary>
/// Sets the alarm for the next slot of each schedule. The scheduler only wakes; the ledger of slots in the database says
/// what ran. After a stop that passed over several slots the newest of them runs once and the older ones are left out.
/// </summary>
public sealed class ScheduleWaker(ISchedulerFactory schedulers, IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    private const string Group = "schedule";

    /// <summary>How long an alarm that could not be entered waits before it rings once more.</summary>
    public TimeSpan AgainAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Sets, moves or takes away the alarm of a schedule.</summary>
    public Task SetAsync(OperateSchedule schedule, CancellationToken cancellationToken) => SetAsync(schedule, time.GetUtcNow().UtcDateTime, cancellationToken);

    /// <summary>The same, for the first slot after a given moment.</summary>
    public async Task SetAsync(OperateSchedule schedule, DateTime afterUtc, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        if (!schedule.IsEnabled)
        {
            var scheduler = await schedulers.GetScheduler(cancellationToken);
            await scheduler.DeleteJob(new JobKey(schedule.Id.ToString("N"), Group), cancellationToken);
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var zone = await db.Projects.Where(p => p.Id == schedule.ProjectId).Select(p => p.TimeZoneId).SingleAsync(cancellationToken);
        var next = ScheduleSlots.Next(schedule, afterUtc, ProjectClock.Zone(zone));
        await SetAsync(schedule.Id, next, new DateTimeOffset(next), cancellationToken);
    }

    /// <summary>Lets the alarm of a slot that could not be entered ring once more, soon.</summary>
    public Task RingAgainAsync(Guid scheduleId, DateTime slotUtc, CancellationToken cancellationToken) =>
        SetAsync(scheduleId, slotUtc, time.GetUtcNow() + AgainAfter, cancellationToken);

    /// <summary>The slot whose alarm is set, or null when none is.</summary>
    public async Task<DateTime?> SlotAsync(Guid scheduleId, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var trigger = await scheduler.GetTrigger(new TriggerKey(scheduleId.ToString("N"), Group), cancellationToken);
        return trigger is null ? null : ScheduleAlarm.Slot(trigger.JobDataMap);
    }

    /// <summary>Sets every alarm that is missing.</summary>
    public async Task SetMissingAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var schedule in await db.Schedules.AsNoTracking().Where(s => s.IsEnabled).ToListAsync(cancellationToken))
        {
            if (await scheduler.GetJobDetail(new JobKey(schedule.Id.ToString("N"), Group), cancellationToken) is null)
                await SetAsync(schedule, cancellationToken);
        }
    }

    private async Task SetAsync(Guid scheduleId, DateTime slotUtc, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var name = scheduleId.ToString("N");
        // A slot that is over rings now: set in the past, an alarm waits for the scheduler's look at misfires, a minute or more.
        var now = time.GetUtcNow();
        if (at < now)
            at = now;
        var job = JobBuilder.Create<ScheduleAlarm>().WithIdentity(new JobKey(name, Group)).UsingJobData(ScheduleAlarm.ScheduleKey, name).RequestRecovery().Build();
        var trigger = TriggerBuilder.Create()
            .WithIdentity(name, Group)
            .UsingJobData(ScheduleAlarm.SlotKey, slotUtc.ToString("O", System.Globalization.CultureInfo.InvariantCulture))
            .StartAt(at)
            .Build();
        await scheduler.ScheduleJob(job, trigger, ScheduleJobOptions.Replacing, cancellationToken);
    }
}
