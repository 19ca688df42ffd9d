using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Audit;

/// <summary>One change of one field: who, when, from what, to what. Rows are only ever added.</summary>
public sealed class AuditEntry
{
    public long Id { get; init; }

    /// <summary>Null for changes outside any project, such as accounts.</summary>
    public Guid? ProjectId { get; init; }

    public ProblemStep? Step { get; init; }

    /// <summary>What was changed: a sheet name such as <c>Define</c>, or <c>Gate</c>, <c>Member</c>, <c>Dataset</c> …</summary>
    public required string Subject { get; init; }

    /// <summary>The row within the subject, or null for a sheet of its own.</summary>
    public Guid? RowId { get; init; }

    public required string Field { get; init; }

    public string? OldValue { get; init; }

    public string? NewValue { get; init; }

    public Guid UserId { get; init; }

    public DateTime AtUtc { get; init; }
}
