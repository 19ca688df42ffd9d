using Microsoft.Extensions.Hosting;

namespace ProblemSolving.Application.Jobs;

/// <summary>Looks after something every minute while the program runs. What fails is told, and the next minute comes all the same.</summary>
internal abstract class MinuteService(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    /// <summary>True to look at the start too, before the first minute is over.</summary>
    protected virtual bool LooksAtStart => false;

    protected abstract Task LookAsync(CancellationToken stoppingToken);

    /// <summary>A look failed and is made again in a minute.</summary>
    protected abstract void Tell(Exception exception);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_minute, time);
        if (LooksAtStart)
            await TryAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TryAsync(stoppingToken);
    }

    private async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LookAsync(stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)   // a wait given up below is no stop of the program
        {
            Tell(exception);
        }
    }
}
