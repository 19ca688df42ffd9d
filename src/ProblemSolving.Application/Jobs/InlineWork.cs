using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace ProblemSolving.Application.Jobs;

/// <summary>Waits for queued work; where no runner is started (the command line), does it here and now.</summary>
internal sealed class InlineWork(IServiceProvider services, ISchedulerFactory schedulers)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <param name="isDone">Asks the row of the work whether it ended, one way or the other.</param>
    public async Task FinishAsync(WorkKind kind, Guid id, Func<Task<bool>> isDone, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if (scheduler.Status != SchedulerStatus.Running)
        {
            await scheduler.DeleteJob(new JobKey(id.ToString("N"), kind.ToString()), cancellationToken);
            await services.GetRequiredKeyedService<IWork>(kind).RunAsync(id, cancellationToken);
        }

        while (!await isDone())
            await Task.Delay(Interval, cancellationToken);
    }
}
