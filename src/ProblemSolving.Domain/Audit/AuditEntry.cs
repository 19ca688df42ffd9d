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

    /// <summary>Place in the chain, from 1; null until the row is saved.</summary>
    public long? Sequence { get; private set; }

    /// <summary>See <see cref="AuditChain"/>; null until the row is saved.</summary>
    public string? Hash { get; private set; }

    /// <summary>Makes the row the next link of the chain.</summary>
    /// <exception cref="InvalidOperationException">It is one already.</exception>
    public void Seal(long sequence, string previousHash)
    {
        if (Hash is not null)
            throw new InvalidOperationException($"Row {Sequence} of the trail is sealed already.");
        Sequence = sequence;
        Hash = AuditChain.Hash(this, sequence, previousHash);
    }
}
