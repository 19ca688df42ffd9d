using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProblemSolving.Application.Operate;

/// <summary>Sets alarms that are missing: when the program starts, and now and then afterwards.</summary>
internal sealed partial class ScheduleStarter(ScheduleWaker waker, TimeProvider time, ILogger<ScheduleStarter> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await waker.SetMissingAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.NotSet(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5005, Level = LogLevel.Error, Message = "Alarms of schedules could not be set; tried again in a few minutes")]
        public static partial void NotSet(ILogger logger, Exception exception);
    }
}
