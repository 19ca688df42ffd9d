using Microsoft.Extensions.Logging;

namespace ProblemSolving.Application.Jobs;

/// <summary>Looks every minute after work that the queue does not know; what a start finds is queued by <see cref="StartSweep"/>.</summary>
internal sealed partial class LostWorkStarter(LostWork lost, TimeProvider time, ILogger<LostWorkStarter> logger) : MinuteService(time)
{
    protected override Task LookAsync(CancellationToken stoppingToken) => lost.QueueLastingAsync(stoppingToken);

    protected override void Tell(Exception exception) => Log.NotLooked(logger, exception);

    private static partial class Log
    {
        [LoggerMessage(EventId = 5014, Level = LogLevel.Error, Message = "Lost work could not be looked after; tried again in a minute")]
        public static partial void NotLooked(ILogger logger, Exception exception);
    }
}
