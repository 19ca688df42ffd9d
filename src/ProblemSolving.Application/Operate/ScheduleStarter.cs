using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProblemSolving.Application.Operate;

/// <summary>Rings for slots that are owed and sets alarms that are missing: when the program starts, and every minute afterwards.</summary>
internal sealed partial class ScheduleStarter(SlotBell bell, TimeProvider time, ILogger<ScheduleStarter> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                if (await bell.RingOwedAsync(stoppingToken) is > 0 and var rung)
                    Log.Rung(logger, rung);
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
        [LoggerMessage(EventId = 5005, Level = LogLevel.Error, Message = "Schedules could not be looked after; tried again in a minute")]
        public static partial void NotSet(ILogger logger, Exception exception);

        [LoggerMessage(EventId = 5011, Level = LogLevel.Warning, Message = "{Count} slots had been missed by their alarms and are run now")]
        public static partial void Rung(ILogger logger, int count);
    }
}
