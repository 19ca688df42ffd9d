using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProblemSolving.Application.Jobs;

/// <summary>Looks every minute after work that the queue does not know; what a start finds is queued by <see cref="StartSweep"/>.</summary>
internal sealed partial class LostWorkStarter(LostWork lost, TimeProvider time, ILogger<LostWorkStarter> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await lost.QueueLastingAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.NotLooked(logger, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5014, Level = LogLevel.Error, Message = "Lost work could not be looked after; tried again in a minute")]
        public static partial void NotLooked(ILogger logger, Exception exception);
    }
}
