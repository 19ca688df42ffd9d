using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Solutions;

/// <summary>Something that must be true for an option to work.</summary>
public sealed class SolutionAssumption : IChildRow
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    /// <summary>The option that rests on it.</summary>
    public Guid ParentId { get; set; }

    public int Version { get; set; }

    public int Position { get; set; }

    public string Claim { get; set; } = "";

    public EvidenceGrade Grade { get; set; } = EvidenceGrade.D;

    /// <summary>Who sees to its test.</summary>
    public string Owner { get; set; } = "";

    public DateOnly? TestBy { get; set; }

    public AssumptionOutcome Outcome { get; set; } = AssumptionOutcome.Open;

    /// <summary>True when the day of the test has passed and nobody said how it ended.</summary>
    public bool IsOverdue(DateOnly today) => Outcome == AssumptionOutcome.Open && TestBy < today;
}

/// <summary>How well a claim is supported, best first.</summary>
public enum EvidenceGrade
{
    /// <summary>Shown by an experiment with a control group.</summary>
    A,

    /// <summary>Shown by our own data, without a control group.</summary>
    B,

    /// <summary>Shown elsewhere, or by a few cases.</summary>
    C,

    /// <summary>Believed.</summary>
    D,
}

/// <summary>How the test of an assumption ended.</summary>
public enum AssumptionOutcome
{
    Open,
    Holds,
    Fails,
}
