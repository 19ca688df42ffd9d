using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Operate;
using Quartz;

namespace ProblemSolving.Application.Operate;

/// <summary>Rings at a slot: enters it in the ledger, queues its run, and sets the next alarm.</summary>
internal sealed class ScheduleAlarm(IDbContextFactory<AppDbContext> contexts, WorkQueue queue, ScheduleWaker waker, ProjectFeed feed, TimeProvider time) : IJob
{
    public const string ScheduleKey = "schedule";
    public const string SlotKey = "slot";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var data = context.MergedJobDataMap;
        var slot = DateTime.Parse(data.GetString(SlotKey)!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        await RingAsync(Guid.Parse(data.GetString(ScheduleKey)!), slot, cancellationToken);
    }

    /// <param name="slotUtc">The slot the alarm was set for; when later ones have passed meanwhile, the newest of them is run instead.</param>
    public async Task RingAsync(Guid scheduleId, DateTime slotUtc, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var schedule = await db.Schedules.AsNoTracking().SingleOrDefaultAsync(s => s.Id == scheduleId, cancellationToken);
        if (schedule is not { IsEnabled: true })
            return;
        var zone = await db.Projects.Where(p => p.Id == schedule.ProjectId).Select(p => p.TimeZoneId).SingleAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var slot = ScheduleSlots.NewestDue(schedule, slotUtc, now, ProjectClock.Zone(zone));
        try
        {
            await queue.EnqueueAsync(WorkKind.OperateRun, await EnterAsync(db, schedule, slot, cancellationToken), cancellationToken);
        }
        finally
        {
            await waker.SetAsync(schedule, now > slot ? now : slot, cancellationToken);
        }

        feed.Publish(new ProjectChange(schedule.ProjectId, Access.Actor.System.UserId));
    }

    /// <returns>The run of the slot: a new one, or the one that another machine, or this one before a crash, entered.</returns>
    private async Task<Guid> EnterAsync(AppDbContext db, OperateSchedule schedule, DateTime slot, CancellationToken cancellationToken)
    {
        var run = new OperateRun { Id = Guid.CreateVersion7(time.GetUtcNow()), ProjectId = schedule.ProjectId, ScheduleId = schedule.Id, SlotUtc = slot, State = RunState.Queued };
        db.OperateRuns.Add(run);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return run.Id;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            var known = await db.OperateRuns.Where(r => r.ScheduleId == schedule.Id && r.SlotUtc == slot).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancellationToken);
            if (known is null)
                throw;
            return known.Value;   // doing finished work again does nothing
        }
    }
}
