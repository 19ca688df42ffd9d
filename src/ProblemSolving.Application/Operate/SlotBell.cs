using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Operate;

namespace ProblemSolving.Application.Operate;

/// <summary>
/// Enters slots that are due in the ledger and queues their runs. What is owed is read from the ledger, so a slot whose
/// alarm was lost is found again.
/// </summary>
public sealed class SlotBell(IDbContextFactory<AppDbContext> contexts, WorkQueue queue, ScheduleWaker waker, ProjectFeed feed, TimeProvider time)
{
    // an alarm that is about to ring is left to do so
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Rings for a slot: the ledger first, then the queue, and only when both have it the next alarm.</summary>
    /// <param name="slotUtc">The slot the alarm was set for; when later ones have passed meanwhile, the newest of them is run instead.</param>
    public async Task RingAsync(Guid scheduleId, DateTime slotUtc, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var schedule = await db.Schedules.AsNoTracking().SingleOrDefaultAsync(s => s.Id == scheduleId, cancellationToken);
        if (schedule is not { IsEnabled: true })
            return;
        var now = time.GetUtcNow().UtcDateTime;
        var slot = ScheduleSlots.NewestDue(schedule, slotUtc, now, await ZoneAsync(db, schedule, cancellationToken));
        await QueueAsync(await EnterAsync(db, schedule, slot, cancellationToken), cancellationToken);
        await waker.SetAsync(schedule, now > slot ? now : slot, cancellationToken);
        feed.Publish(new ProjectChange(schedule.ProjectId, Access.Actor.System.UserId));
    }

    /// <summary>Looks after every schedule: rings for slots that are owed, queues runs that were entered only, sets alarms that are missing.</summary>
    /// <returns>How many slots were rung for.</returns>
    public async Task<int> RingOwedAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        // rows of an older version owe from now on
        await db.Schedules.Where(s => s.OwedFromUtc == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.OwedFromUtc, now), cancellationToken);
        var rung = 0;
        foreach (var schedule in await db.Schedules.AsNoTracking().Where(s => s.IsEnabled).ToListAsync(cancellationToken))
        {
            var last = await db.OperateRuns.AsNoTracking().Where(r => r.ScheduleId == schedule.Id && !r.IsManual).OrderByDescending(r => r.SlotUtc).FirstOrDefaultAsync(cancellationToken);
            var since = last is not null && last.SlotUtc > schedule.OwedFromUtc ? last.SlotUtc : schedule.OwedFromUtc!.Value;
            var owed = ScheduleSlots.Next(schedule, since, await ZoneAsync(db, schedule, cancellationToken));
            if (owed <= now - Grace)
            {
                await RingAsync(schedule.Id, owed, cancellationToken);
                rung++;
            }
            else if (last is not null && last.SlotUtc <= now - Grace)
            {
                await QueueAsync(last, cancellationToken);
            }
        }

        await waker.SetMissingAsync(cancellationToken);
        return rung;
    }

    // A run that has ended, waits or is under way is left alone.
    private async Task QueueAsync(OperateRun run, CancellationToken cancellationToken)
    {
        if (run.State is RunState.Queued or RunState.Running && !await queue.KnowsAsync(WorkKind.OperateRun, run.Id, cancellationToken))
            await queue.EnqueueAsync(WorkKind.OperateRun, run.Id, cancellationToken);
    }

    /// <returns>The run of the slot: a new one, or the one that another machine, or this one before a crash, entered.</returns>
    private async Task<OperateRun> EnterAsync(AppDbContext db, OperateSchedule schedule, DateTime slot, CancellationToken cancellationToken)
    {
        var run = new OperateRun { Id = Guid.CreateVersion7(time.GetUtcNow()), ProjectId = schedule.ProjectId, ScheduleId = schedule.Id, SlotUtc = slot, State = RunState.Queued };
        db.OperateRuns.Add(run);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return run;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            var known = await db.OperateRuns.AsNoTracking().SingleOrDefaultAsync(r => r.ScheduleId == schedule.Id && r.SlotUtc == slot, cancellationToken);
            if (known is null)
                throw;
            return known;
        }
    }

    private static async Task<TimeZoneInfo> ZoneAsync(AppDbContext db, OperateSchedule schedule, CancellationToken cancellationToken) =>
        ProjectClock.Zone(await db.Projects.Where(p => p.Id == schedule.ProjectId).Select(p => p.TimeZoneId).SingleAsync(cancellationToken));
}
