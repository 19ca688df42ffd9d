using System.Globalization;
using Microsoft.Extensions.Logging;
using Quartz;

namespace ProblemSolving.Application.Operate;

/// <summary>Rings at a slot. When the slot cannot be entered, the alarm rings again for the same slot a little later.</summary>
internal sealed partial class ScheduleAlarm(SlotBell bell, ScheduleWaker waker, ILogger<ScheduleAlarm> logger) : IJob
{
    public const string ScheduleKey = "schedule";
    public const string SlotKey = "slot";

    /// <summary>The slot an alarm stands for.</summary>
    public static DateTime Slot(JobDataMap data) => DateTime.Parse(data.GetString(SlotKey)!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var data = context.MergedJobDataMap;
        var schedule = Guid.Parse(data.GetString(ScheduleKey)!);
        var slot = Slot(data);
        try
        {
            await bell.RingAsync(schedule, slot, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Should the scheduler's store be away as well, the regular look at what is owed finds the slot.
            Log.RingsAgain(logger, exception, schedule, slot);
            await waker.RingAgainAsync(schedule, slot, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5010, Level = LogLevel.Warning, Message = "Slot {SlotUtc:O} of schedule {ScheduleId} could not be entered; its alarm rings again")]
        public static partial void RingsAgain(ILogger logger, Exception exception, Guid scheduleId, DateTime slotUtc);
    }
}
