using Quartz;

namespace ProblemSolving.Application.Jobs;

/// <summary>Hands work to the scheduler, which keeps it in its own store: queued work survives a restart.</summary>
public sealed class WorkQueue(ISchedulerFactory schedulers, RunningWork running)
{
    public async Task EnqueueAsync(WorkKind kind, Guid id, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var job = JobBuilder.Create<WorkJob>()
            .WithIdentity(id.ToString("N"), kind.ToString())
            .UsingJobData(WorkJob.KindKey, kind.ToString())
            .UsingJobData(WorkJob.IdKey, id.ToString("N"))
            .RequestRecovery()
            .Build();
        var trigger = TriggerBuilder.Create().WithIdentity(id.ToString("N"), kind.ToString()).StartNow().Build();
        await scheduler.ScheduleJob(job, trigger, ScheduleJobOptions.Replacing, cancellationToken);
    }

    /// <summary>True while the work waits or runs, on this machine or another.</summary>
    public async Task<bool> KnowsAsync(WorkKind kind, Guid id, CancellationToken cancellationToken) =>
        await (await schedulers.GetScheduler(cancellationToken)).GetJobDetail(new JobKey(id.ToString("N"), kind.ToString()), cancellationToken) is not null;

    /// <summary>Stops work that runs on this machine; work elsewhere sees the request in its own row.</summary>
    public void Cancel(Guid id) => running.Cancel(id);
}
