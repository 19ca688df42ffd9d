using Microsoft.Extensions.Logging;
using ProblemSolving.Application.Jobs;

namespace ProblemSolving.Application.Operate;

/// <summary>Rings for slots that are owed and sets alarms that are missing: when the program starts, and every minute afterwards.</summary>
internal sealed partial class ScheduleStarter(SlotBell bell, TimeProvider time, ILogger<ScheduleStarter> logger) : MinuteService(time)
{
    protected override bool LooksAtStart => true;

    protected override async Task LookAsync(CancellationToken stoppingToken)
    {
        if (await bell.RingOwedAsync(stoppingToken) is > 0 and var rung)
            Log.Rung(logger, rung);
    }

    protected override void Tell(Exception exception) => Log.NotSet(logger, exception);

    private static partial class Log
    {
        [LoggerMessage(EventId = 5005, Level = LogLevel.Error, Message = "Schedules could not be looked after; tried again in a minute")]
        public static partial void NotSet(ILogger logger, Exception exception);

        [LoggerMessage(EventId = 5011, Level = LogLevel.Warning, Message = "{Count} slots had been missed by their alarms and are run now")]
        public static partial void Rung(ILogger logger, int count);
    }
}
