namespace ProblemSolving.Domain.Projects;

/// <summary>One issue on its way through the seven steps.</summary>
public sealed class Project
{
    public Guid Id { get; init; }

    /// <summary>Short name in addresses, for example <c>PS-12</c>; never changes.</summary>
    public required string Key { get; init; }

    public required string Name { get; set; }

    public string Summary { get; set; } = "";

    public ProjectStatus Status { get; set; } = ProjectStatus.Active;

    /// <summary>ISO 4217 code; every amount of the project is in it.</summary>
    public required string CurrencyCode { get; init; }

    /// <summary>IANA name; schedules and displayed times use it.</summary>
    public required string TimeZoneId { get; init; }

    /// <summary>True for the built-in worked example.</summary>
    public bool IsSample { get; init; }

    public Guid CreatedById { get; init; }

    public DateTime CreatedAtUtc { get; init; }

    public DateTime ChangedAtUtc { get; set; }

    /// <summary>Comparisons with a p-value in runs removed before the trail kept what they compared; they count on, each time they were looked at.</summary>
    public int RemovedLooks { get; set; }

    public int Version { get; set; }
}

/// <summary>Where a project stands as a whole.</summary>
public enum ProjectStatus
{
    Active,

    /// <summary>A manager put it on hold at a gate, or its owner paused it.</summary>
    OnHold,

    /// <summary>Dropped at a gate.</summary>
    Dropped,

    /// <summary>Finished, kept for reading.</summary>
    Closed,
}

/// <summary>A person's place in a project.</summary>
public sealed class ProjectMember
{
    public Guid ProjectId { get; init; }

    public Guid UserId { get; init; }

    public ProjectRole Role { get; set; }

    public DateTime AddedAtUtc { get; init; }
}

/// <summary>A remark on a step.</summary>
public sealed class StepComment
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public ProblemStep Step { get; init; }

    public Guid AuthorId { get; init; }

    public required string Text { get; init; }

    public DateTime CreatedAtUtc { get; init; }
}
