namespace ProblemSolving.Domain.Reviews;

/// <summary>What somebody before the last place of the line answers.</summary>
public enum VoteAnswer
{
    /// <summary>Passes it on, or agrees.</summary>
    Approve,

    /// <summary>Back to the author.</summary>
    Return,

    /// <summary>Against it: a reviewer's objection goes along to the next place, one who has to agree holds the line until they do.</summary>
    Object,
}

/// <summary>An answer on the way to the decision.</summary>
/// <param name="UserId">Who answered.</param>
/// <param name="ForId">Whose seat it was when somebody stood in; otherwise null.</param>
/// <param name="Place">Of the seat, from 1.</param>
public sealed record GateVote(Guid UserId, Guid? ForId, int Place, VoteAnswer Answer, string Reason, DateTime AtUtc)
{
    /// <summary>Whose seat was answered for.</summary>
    public Guid HolderId => ForId ?? UserId;
}
