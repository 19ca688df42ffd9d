namespace ProblemSolving.Domain.Projects;

/// <summary>How far a step is; the rail shows it as an icon and a word.</summary>
public enum StepState
{
    /// <summary>Shut by the gate.</summary>
    Shut,

    /// <summary>Step 5 before the Go: data can be uploaded and explored, models wait for the gate.</summary>
    DataOnly,

    NotStarted,

    InProgress,

    /// <summary>Submitted, a manager has to decide.</summary>
    Waiting,

    /// <summary>A manager put the project on hold, and it has not been taken up again.</summary>
    Held,

    /// <summary>A manager sent it back, and remarks at its fields are open.</summary>
    Returned,

    Done,
}

/// <summary>A step on the rail.</summary>
/// <param name="ShutReason">Text code of why it is shut, or null.</param>
/// <param name="ChangedAtUtc">The last change in it, or null when untouched.</param>
public sealed record StepStatus(ProblemStep Step, StepState State, string? ShutReason, DateTime? ChangedAtUtc);
