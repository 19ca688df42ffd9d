using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using ProblemSolving.Application.Jobs;
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

    /// <summary>Sets, moves or takes away the alarm of a schedule.</summary>
    public async Task SetAsync(OperateSchedule schedule, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var key = new JobKey(schedule.Id.ToString("N"), Group);
        if (!schedule.IsEnabled)
        {
            await scheduler.DeleteJob(key, cancellationToken);
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var zone = await db.Projects.Where(p => p.Id == schedule.ProjectId).Select(p => p.TimeZoneId).SingleAsync(cancellationToken);
        var next = ScheduleSlots.Next(schedule, time.GetUtcNow().UtcDateTime, ProjectClock.Zone(zone));
        var job = JobBuilder.Create<ScheduleAlarm>().WithIdentity(key).UsingJobData(ScheduleAlarm.ScheduleKey, schedule.Id.ToString("N")).RequestRecovery().Build();
        var trigger = TriggerBuilder.Create()
            .WithIdentity(schedule.Id.ToString("N"), Group)
            .UsingJobData(ScheduleAlarm.SlotKey, next.ToString("O", System.Globalization.CultureInfo.InvariantCulture))
            .StartAt(new DateTimeOffset(next))
            .Build();
        await scheduler.ScheduleJob(job, trigger, ScheduleJobOptions.Replacing, cancellationToken);
    }

    /// <summary>Sets every alarm that is missing; for the start of the program.</summary>
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
}

/// <summary>Rings at a slot: enters it in the ledger, queues its run, and sets the next alarm.</summary>
internal sealed class ScheduleAlarm(IDbContextFactory<AppDbContext> contexts, WorkQueue queue, ScheduleWaker waker, TimeProvider time) : IJob
{
    public const string ScheduleKey = "schedule";
    public const string SlotKey = "slot";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var scheduleId = Guid.Parse(context.MergedJobDataMap.GetString(ScheduleKey)!);
        var slot = DateTime.Parse(context.MergedJobDataMap.GetString(SlotKey)!, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.RoundtripKind);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var schedule = await db.Schedules.AsNoTracking().SingleOrDefaultAsync(s => s.Id == scheduleId, cancellationToken);
        if (schedule is not { IsEnabled: true })
            return;
        var run = new OperateRun { Id = Guid.CreateVersion7(time.GetUtcNow()), ProjectId = schedule.ProjectId, ScheduleId = scheduleId, SlotUtc = slot };
        db.OperateRuns.Add(run);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await queue.EnqueueAsync(WorkKind.OperateRun, run.Id, cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The slot stands in the ledger already: another machine, or this one before a crash, has it.
            await using var again = await contexts.CreateDbContextAsync(cancellationToken);
            var known = await again.OperateRuns.AsNoTracking().SingleAsync(r => r.ScheduleId == scheduleId && r.SlotUtc == slot, cancellationToken);
            if (known.State == Domain.Analyze.RunState.Queued)
                await queue.EnqueueAsync(WorkKind.OperateRun, known.Id, cancellationToken);
        }

        await waker.SetAsync(schedule, cancellationToken);
    }
}

/// <summary>Sets the alarms that are missing when the program starts.</summary>
internal sealed class ScheduleStarter(ScheduleWaker waker) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => waker.SetMissingAsync(stoppingToken);
}
