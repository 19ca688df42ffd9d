using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Reviews;

/// <summary>A question as one actor sees it.</summary>
/// <param name="Drift">What changed on the sheets since the packet was frozen, and what it does to the result.</param>
/// <param name="IsIntact">True when the stored packet still has its hash.</param>
/// <param name="Turn">What this actor can answer now; null when it is not their turn.</param>
/// <param name="SheetsSeen">Fingerprint of the fields of <paramref name="Drift"/>, to be sent back with the answer.</param>
/// <param name="SincePrevious">Against the packet answered before at this gate; null for the first.</param>
/// <param name="MayOpenProject">False for one who only stands in for a reviewer.</param>
public sealed record ReviewView(
    GateReview Review,
    Project Project,
    GatePacket Packet,
    PacketDrift Drift,
    bool IsIntact,
    ReviewPeople People,
    ReviewTurn? Turn,
    string SheetsSeen,
    PacketComparison? SincePrevious,
    IReadOnlyList<FieldRemark> Remarks,
    WaitingCost Waiting,
    bool MayOpenProject)
{
    public IReadOnlyList<PacketDifference> Differences => Drift.Fields;

    /// <summary>The newest question put after this one at the same gate; null while this is the newest.</summary>
    public GateReview? Later { get; init; }

    /// <summary>The kill criteria when their day is near or past; null otherwise.</summary>
    public Domain.Effects.KillReminder? Kill { get; init; }

    /// <summary>True when the day of the kill criteria had gone by before the question was put, so that they would stop nothing.</summary>
    public bool KillDayHadPassed => Packet.Effects.KillBy < DateOnly.FromDateTime(ProjectClock.ToLocal(Review.SubmittedAtUtc, Project.TimeZoneId));

    /// <summary>Who answers today in the place of those who are away, by whom they stand in for; empty once it is answered.</summary>
    public IReadOnlyDictionary<Guid, string> StandIns { get; init; } = new Dictionary<Guid, string>();

    /// <summary>What was to be mended when the packet before came back, with the answers that came with this one.</summary>
    public IReadOnlyList<FieldRemark> EarlierRemarks { get; init; } = [];

    public bool MayDecide => Turn is { Kind: ApprovalKind.Decide };
}

/// <summary>A seat the actor can answer from.</summary>
/// <param name="HolderId">Whose seat it is.</param>
/// <param name="ForName">The holder's name when the actor stands in for them; otherwise null.</param>
public sealed record ReviewTurn(ApprovalKind Kind, Guid HolderId, string? ForName);

/// <summary>Somebody whose answer an open question waits for.</summary>
/// <param name="StandIn">Name of who answers in their place today; null while they are not away.</param>
public sealed record TurnView(ApprovalKind Kind, string Name, string? StandIn)
{
    /// <summary>True when this person can no longer answer, so that the question waits for nobody.</summary>
    public bool IsLost { get; init; }
}

/// <summary>Names of everybody who has to do with a question.</summary>
public sealed record ReviewPeople(IReadOnlyDictionary<Guid, string> Names)
{
    public string this[Guid? id] => id is { } known ? Names.GetValueOrDefault(known, "") : "";

    /// <summary>Everybody whose name a question needs.</summary>
    public static IEnumerable<Guid> Of(GateReview review)
    {
        ArgumentNullException.ThrowIfNull(review);
        return new[] { review.SubmittedById, review.DecidedById ?? Guid.Empty, review.DecidedForId ?? Guid.Empty }
            .Concat(review.Line.Select(s => s.UserId))
            .Concat(review.SeatChanges.SelectMany(c => new[] { c.FromId, c.ToId ?? Guid.Empty, c.ById }))
            .Concat(review.Votes.SelectMany(v => new[] { v.UserId, v.HolderId }))
            .Distinct();
    }
}
