using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Domain.Operate;

/// <summary>When and how the target list of a project is made and handed over.</summary>
public sealed class OperateSchedule
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public required string Name { get; set; }

    public ScheduleFrequency Frequency { get; set; } = ScheduleFrequency.Weekly;

    /// <summary>Only for weekly schedules.</summary>
    public DayOfWeek DayOfWeek { get; set; } = DayOfWeek.Monday;

    /// <summary>1 to 31, only for monthly schedules; the last day where a month is shorter.</summary>
    public int DayOfMonth { get; set; } = 1;

    /// <summary>Local time of day in the project's time zone.</summary>
    public TimeOnly TimeOfDay { get; set; } = new(6, 0);

    public Guid DatasetId { get; set; }

    /// <summary>The model that ranks the customers; null for a list that a rule alone makes, which has no order.</summary>
    public Guid? ModelRunId { get; set; }

    /// <summary>Which customers the list is cut from, see <see cref="PopulationRule.Write"/>; empty for all.</summary>
    public string PopulationRuleJson { get; set; } = "";

    /// <summary>Share of those customers that make the list, in (0, 1]: the best of a model, otherwise a draw that stays the same from run to run.</summary>
    public double TargetShare { get; set; } = 0.2;

    /// <summary>Share of the list kept out as a lasting control group, in [0, 1).</summary>
    public double HoldoutShare { get; set; } = 0.1;

    /// <summary>What contacting one customer costs, ≥ 0, in the project's currency; each delivery books it. Null books nothing.</summary>
    public decimal? CostPerContact { get; set; }

    /// <summary>Secret of the holdout split.</summary>
    public string Salt { get; init; } = "";

    /// <summary>Train the model anew after so many days; null never.</summary>
    public int? RefreshEveryDays { get; set; }

    /// <summary>What to do when a run fails, in words.</summary>
    public string ErrorProcedure { get; set; } = "";

    /// <summary>Who is called when a run fails.</summary>
    public string ErrorContact { get; set; } = "";

    public bool IsEnabled { get; set; } = true;

    /// <summary>Slots after this moment are owed: it was made, its times were changed, or it was resumed then. Null until somebody looked, for rows of older versions.</summary>
    public DateTime? OwedFromUtc { get; set; }

    public const int LongestName = 200;
    public const int LongestText = 4000;
    private const decimal MostCost = 1_000_000_000_000m;

    /// <summary>What a list of so many customers costs; null while no cost is given.</summary>
    public decimal? CostOf(int contacts) => CostPerContact * contacts;

    /// <exception cref="DomainRuleException">A share, the day, the refresh or the cost is out of range, there is no model to refresh, the rule of the customers is none, a text is too long, or it has no name.</exception>
    public void Check()
    {
        if (string.IsNullOrWhiteSpace(Name))
            throw new DomainRuleException("schedule.no-name");
        if (!(TargetShare is > 0 and <= 1))
            throw new DomainRuleException("schedule.target-share");
        if (!(HoldoutShare is >= 0 and < 1))
            throw new DomainRuleException("schedule.holdout-share");
        if (DayOfMonth is < 1 or > 31)
            throw new DomainRuleException("schedule.day-of-month");
        if (RefreshEveryDays is < 1 or > 730)
            throw new DomainRuleException("schedule.refresh-days");
        if (RefreshEveryDays is not null && ModelRunId is null)
            throw new DomainRuleException("schedule.refresh-no-model");
        _ = PopulationRule.Read(PopulationRuleJson);
        if (CostPerContact < 0)
            throw new DomainRuleException("schedule.cost");
        if (CostPerContact > MostCost)
            throw new DomainRuleException("field.too-large", CostPerContact.Value);
        if (!Enum.IsDefined(Frequency) || !Enum.IsDefined(DayOfWeek))
            throw new DomainRuleException("schedule.frequency");
        if (Name.Length > LongestName)
            throw new DomainRuleException("field.too-long", LongestName, Name.Length);
        if (Math.Max(ErrorProcedure.Length, ErrorContact.Length) is > LongestText and var length)
            throw new DomainRuleException("field.too-long", LongestText, length);
    }

    public Guid CreatedById { get; init; }

    public DateTime CreatedAtUtc { get; init; }

    public int Version { get; set; }
}

/// <summary>How often a schedule runs.</summary>
public enum ScheduleFrequency
{
    Daily,
    Weekly,
    Monthly,
}

/// <summary>One slot of a schedule and what came of it. A slot exists once, so a list is never delivered twice.</summary>
public sealed class OperateRun
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public Guid ScheduleId { get; init; }

    /// <summary>The moment the schedule meant, UTC, whole seconds; unique with the schedule.</summary>
    public DateTime SlotUtc { get; init; }

    /// <summary>True when a person started it outside the plan.</summary>
    public bool IsManual { get; init; }

    public RunState State { get; set; } = RunState.Queued;

    public DateTime? StartedAtUtc { get; set; }

    public DateTime? FinishedAtUtc { get; set; }

    public Guid? DatasetVersionId { get; set; }

    public Guid? ModelRunId { get; set; }

    public int ScoredCount { get; set; }

    public int TargetCount { get; set; }

    public int HoldoutCount { get; set; }

    /// <summary>What the list cost, as booked against the money cap; null when the schedule names no cost.</summary>
    public decimal? Cost { get; set; }

    /// <summary>What happened to the model on the way: text key, empty when nothing did.</summary>
    public string NoteKey { get; set; } = "";

    /// <summary>Name of the delivered file in the outbox, empty until delivered.</summary>
    public string FileName { get; set; } = "";

    public string FileSha256 { get; set; } = "";

    public int Attempt { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorArgumentsJson { get; set; }

    /// <summary>True once somebody has seen a failed run and taken it off the home page.</summary>
    public bool IsAcknowledged { get; set; }
}
