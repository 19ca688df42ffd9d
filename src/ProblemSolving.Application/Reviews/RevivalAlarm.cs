using Microsoft.Extensions.Hosting;
using Quartz;

namespace ProblemSolving.Application.Reviews;

/// <summary>Rings for the conditions of dropped projects. Every hour, since a day begins at another hour in each time zone.</summary>
[DisallowConcurrentExecution]
internal sealed class RevivalAlarm(RevivalCheck check) : IJob
{
    public static readonly JobKey Key = new("revival", "gates");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await check.RunAsync(cancellationToken);
}

/// <summary>Sets the alarm once; it stays in the scheduler's own tables.</summary>
public sealed class RevivalStarter(ISchedulerFactory schedulers) : IHostedService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if (await scheduler.GetJobDetail(RevivalAlarm.Key, cancellationToken) is not null)
            return;
        var job = JobBuilder.Create<RevivalAlarm>().WithIdentity(RevivalAlarm.Key).Build();
        var trigger = TriggerBuilder.Create()
            .WithIdentity(RevivalAlarm.Key.Name, RevivalAlarm.Key.Group)
            .StartNow()
            .WithSimpleSchedule(s => s.WithInterval(Interval).RepeatForever())
            .Build();
        await scheduler.ScheduleJob(job, trigger, ScheduleJobOptions.Replacing, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
