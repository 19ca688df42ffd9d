namespace ProblemSolving.Domain.Measure;

/// <summary>One round of a pilot: a locked plan, a random split, the responses and the verdict.</summary>
public sealed class Pilot
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    /// <summary>From 1 within a project.</summary>
    public int Round { get; init; }

    public required string Name { get; set; }

    public string Hypothesis { get; set; } = "";

    /// <summary>What the target group gets and the control group does not.</summary>
    public string Treatment { get; set; } = "";

    /// <summary>The option of step 3 that is tried.</summary>
    public Guid? OptionId { get; set; }

    /// <summary>The model run that ranks the customers; null takes every customer.</summary>
    public Guid? ModelRunId { get; set; }

    public Guid? DatasetVersionId { get; set; }

    /// <summary>Share of the ranked customers taken into the pilot, best first, in (0, 1].</summary>
    public double SelectedShare { get; set; } = 0.2;

    /// <summary>Share of the selected put into the control group, in (0, 1).</summary>
    public double ControlShare { get; set; } = 0.5;

    /// <summary>Error rate of a false win, in (0, 1).</summary>
    public double Alpha { get; set; } = 0.05;

    /// <summary>Secret of the random split, fresh for each round.</summary>
    public string Salt { get; init; } = "";

    public PilotState State { get; set; }

    public DateTime? LockedAtUtc { get; set; }

    /// <summary>SHA-256 of the locked plan.</summary>
    public string PlanSha256 { get; set; } = "";

    public int TargetCount { get; set; }

    public int ControlCount { get; set; }

    /// <summary>SHA-256 of the list with its split.</summary>
    public string ListSha256 { get; set; } = "";

    public string ResponseFileName { get; set; } = "";

    public string ResponseSha256 { get; set; } = "";

    /// <summary>Tests, intervals and counts, JSON; null until evaluated.</summary>
    public string? ResultJson { get; set; }

    /// <summary>True when the primary metric is better in the target group and the test is significant at <see cref="Alpha"/>.</summary>
    public bool IsSignificantImprovement { get; set; }

    public string Conclusion { get; set; } = "";

    public Guid CreatedById { get; init; }

    public DateTime CreatedAtUtc { get; init; }

    public DateTime? EvaluatedAtUtc { get; set; }

    public int Version { get; set; }
}

/// <summary>Where a pilot stands.</summary>
public enum PilotState
{
    /// <summary>The plan can still change.</summary>
    Draft,

    /// <summary>The plan is locked and the list is being drawn.</summary>
    Drawing,

    /// <summary>Lists can be downloaded; responses are awaited.</summary>
    Running,

    /// <summary>Responses are in and tested.</summary>
    Evaluated,

    /// <summary>Drawing the list failed; see the error.</summary>
    Failed,
}
