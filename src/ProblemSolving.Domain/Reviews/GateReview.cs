namespace ProblemSolving.Domain.Reviews;

/// <summary>A question put to the managers at a gate, and their answer.</summary>
public sealed class GateReview
{
    private const int MostLetters = 4000;

    private IReadOnlyList<LineSeat> _line = [];

    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public Gate Gate { get; init; }

    /// <summary>From 1 within a project and gate.</summary>
    public int Number { get; init; }

    /// <summary>The pilot the question is about; only for <see cref="Gate.Pilot"/>.</summary>
    public Guid? PilotId { get; init; }

    /// <summary>Everything the decision is made on, frozen; canonical JSON.</summary>
    public required string PacketJson { get; init; }

    /// <summary>SHA-256 of <see cref="PacketJson"/> in UTF-8, lower-case hex.</summary>
    public required string PacketSha256 { get; init; }

    /// <summary>Who may never decide it: everybody who wrote on the sheets, and the submitter.</summary>
    public required IReadOnlyList<Guid> AuthorIds { get; init; }

    public Guid SubmittedById { get; init; }

    public DateTime SubmittedAtUtc { get; init; }

    public GateDecision? Decision { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>Only with <see cref="GateDecision.GoWithConditions"/>: most that may be spent.</summary>
    public decimal? MoneyCap { get; private set; }

    /// <summary>Only with <see cref="GateDecision.GoWithConditions"/>: last day the Go holds.</summary>
    public DateOnly? GoUntil { get; private set; }

    /// <summary>With Drop or Hold: what would make it worth another look.</summary>
    public string RevisitCondition { get; private set; } = "";

    /// <summary>Checked by the program, see <see cref="Revival"/>.</summary>
    public RevivalKind? RevivalKind { get; private set; }

    public DateOnly? RevivalOn { get; private set; }

    public decimal? RevivalValue { get; private set; }

    /// <summary>When the condition was found to be met; it is looked at only until then.</summary>
    public DateTime? RevivalMetAtUtc { get; private set; }

    /// <summary>When somebody put the reminder aside.</summary>
    public DateTime? RevivalClosedAtUtc { get; private set; }

    /// <summary>The approval line at submission, with the seats replaced since; empty lets any reviewer decide.</summary>
    public IReadOnlyList<LineSeat> Line { get => _line; init => _line = value; }

    /// <summary>Seats that were handed on or left out because their holder can no longer answer, oldest first; only ever added to.</summary>
    public IReadOnlyList<SeatChange> SeatChanges { get; private set; } = [];

    /// <summary>Answers on the way, oldest first; only ever added to.</summary>
    public IReadOnlyList<GateVote> Votes { get; private set; } = [];

    public Guid? DecidedById { get; private set; }

    /// <summary>Whose decision it was when <see cref="DecidedById"/> stood in for them; otherwise null.</summary>
    public Guid? DecidedForId { get; private set; }

    public DateTime? DecidedAtUtc { get; private set; }

    public bool IsWithdrawn { get; private set; }

    public int Version { get; private set; }

    public bool IsPending => Decision is null && !IsWithdrawn;

    public RevivalCondition? Revival => RevivalKind is { } kind ? new RevivalCondition(kind, RevivalOn, RevivalValue) : null;

    /// <summary>Whose turn it is: the first place of the line that is not settled. Empty without a line, and once decided.</summary>
    public IReadOnlyList<LineSeat> Due =>
        IsPending && Line.Where(s => !IsSettled(s)).GroupBy(s => s.Place).MinBy(p => p.Key) is { } place ? [.. place] : [];

    /// <summary>Seats still to be answered from, also those whose turn comes later. Empty without a line, and once decided.</summary>
    public IReadOnlyList<LineSeat> Open => IsPending ? [.. Line.Where(s => !IsSettled(s))] : [];

    /// <summary>True when the answer of this person, or of somebody in their place, is awaited.</summary>
    public bool IsTurnOf(Guid holderId) => IsPending && !IsAuthor(holderId) && (Line.Count == 0 || Due.Any(s => s.UserId == holderId));

    /// <summary>Where a person sits at the moment: on their seat of the line, or as one who may decide.</summary>
    public ApprovalKind KindOf(Guid holderId) => Line.FirstOrDefault(s => s.UserId == holderId)?.Kind ?? ApprovalKind.Decide;

    /// <summary>What was asked at a place of the line, also where its seat was left out later.</summary>
    public ApprovalKind KindAt(int place) => Line.FirstOrDefault(s => s.Place == place)?.Kind ?? SeatChanges.FirstOrDefault(c => c.Place == place)?.Kind ?? ApprovalKind.Review;

    public bool IsAuthor(Guid userId) => userId == SubmittedById || AuthorIds.Contains(userId);

    /// <summary>Hands the seat of somebody who can no longer answer to another person, or leaves it out. The one who decides can be replaced, never left out.</summary>
    /// <param name="toId">Null leaves the seat out.</param>
    /// <exception cref="DomainRuleException">Decided or withdrawn, no such seat, answered already, no reason, the decider left out, or the new holder is an author or on the line.</exception>
    public void ChangeSeat(Guid fromId, Guid? toId, string reason, Guid byId, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (!IsPending)
            throw new DomainRuleException(IsWithdrawn ? "gate.decide.withdrawn" : "gate.decide.already");
        var seat = Line.FirstOrDefault(s => s.UserId == fromId) ?? throw new DomainRuleException("line.seat.none");
        if (IsSettled(seat))
            throw new DomainRuleException("line.seat.answered");
        if (string.IsNullOrWhiteSpace(reason))
            throw new DomainRuleException("line.seat.no-reason");
        if (toId is null && seat.Kind == ApprovalKind.Decide)
            throw new DomainRuleException("line.seat.decider");
        if (toId is { } next && IsAuthor(next))
            throw new DomainRuleException("line.seat.author");
        if (toId is { } twice && Line.Any(s => s.UserId == twice))
            throw new DomainRuleException("line.twice");
        _line = toId is { } holder ? [.. Line.Select(s => s == seat ? s with { UserId = holder } : s)] : [.. Line.Where(s => s != seat)];
        SeatChanges = [.. SeatChanges, new SeatChange(fromId, toId, seat.Kind, seat.Place, Fit(reason), byId, nowUtc)];
        Version++;
    }

    /// <summary>Answers at a place before the last. A return sends the question back to its author at once.</summary>
    /// <param name="forId">Whose seat it is when somebody stands in.</param>
    /// <exception cref="DomainRuleException">Not their turn, decided or withdrawn, an author answers, or no reason for a return or an objection.</exception>
    public void Vote(VoteAnswer answer, string reason, Guid userId, Guid? forId, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(reason);
        DemandOpenFor(userId, forId);
        var seat = Due.FirstOrDefault(s => s.UserId == (forId ?? userId) && s.Kind != ApprovalKind.Decide) ?? throw new DomainRuleException("gate.not-your-turn");
        if (answer != VoteAnswer.Approve && string.IsNullOrWhiteSpace(reason))
            throw new DomainRuleException("gate.decide.no-reason");
        Votes = [.. Votes, new GateVote(userId, forId, seat.Place, answer, Fit(reason), nowUtc)];
        if (answer == VoteAnswer.Return)
            Settle(GateDecision.Revise, reason, userId, forId, nowUtc);
        Version++;
    }

    /// <summary>Records the decision.</summary>
    /// <param name="forId">Whose decision it is when somebody stands in.</param>
    /// <param name="today">In the project's time zone; null takes the day in UTC.</param>
    /// <exception cref="DomainRuleException">Already decided, not their turn, no reason given, an author decides, the decision does not belong to this gate, or conditions are missing.</exception>
    public void Decide(GateAnswer answer, Guid deciderId, DateTime nowUtc, Guid? forId = null, DateOnly? today = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        DemandOpenFor(deciderId, forId);
        if (Line.Count > 0 && !Due.Any(s => s.Kind == ApprovalKind.Decide && s.UserId == (forId ?? deciderId)))
            throw new DomainRuleException("gate.not-your-turn");
        answer.DemandReason();
        if (!Gates.Allows(Gate, answer.Decision))
            throw new DomainRuleException("gate.decide.not-here");
        answer.DemandConditions(today ?? DateOnly.FromDateTime(nowUtc));
        var conditional = answer.Decision == GateDecision.GoWithConditions;

        Settle(answer.Decision, answer.Reason, deciderId, forId, nowUtc);
        MoneyCap = conditional ? answer.MoneyCap : null;
        GoUntil = conditional ? answer.GoUntil : null;
        var mayComeBack = answer.Decision is GateDecision.Drop or GateDecision.Hold;
        RevisitCondition = mayComeBack ? Fit(answer.RevisitCondition ?? "") : "";
        if (mayComeBack && answer.Revival is { } revival)
            (RevivalKind, RevivalOn, RevivalValue) = (revival.Kind, revival.On, revival.Value);
        Version++;
    }

    /// <summary>Notes that the condition for another look holds; once.</summary>
    /// <returns>False when there is none, it was noted before, or it does not hold.</returns>
    public bool Revive(DateOnly today, decimal? metric, DateTime nowUtc)
    {
        if (RevivalMetAtUtc is not null || Revival?.IsMet(today, metric) != true)
            return false;
        RevivalMetAtUtc = nowUtc;
        Version++;
        return true;
    }

    /// <summary>Puts the reminder aside.</summary>
    /// <exception cref="DomainRuleException">There is none.</exception>
    public void CloseRevival(DateTime nowUtc)
    {
        if (RevivalMetAtUtc is null || RevivalClosedAtUtc is not null)
            throw new DomainRuleException("gate.revival.none");
        RevivalClosedAtUtc = nowUtc;
        Version++;
    }

    /// <summary>Takes the question back before it is answered.</summary>
    /// <exception cref="DomainRuleException">It is already answered.</exception>
    public void Withdraw()
    {
        if (!IsPending)
            throw new DomainRuleException("gate.withdraw.decided");
        IsWithdrawn = true;
        Version++;
    }

    /// <summary>True while this answer lets the next steps be worked on.</summary>
    public bool OpensNextSteps(DateOnly today) => Decision switch
    {
        GateDecision.Go or GateDecision.Operate => true,
        GateDecision.GoWithConditions => GoUntil is null || today <= GoUntil,
        GateDecision.Hold or GateDecision.Revise or GateDecision.Switch or GateDecision.Drop or null => false,
    };

    private static string Fit(string text) =>
        text.Trim() is { Length: <= MostLetters } fits ? fits : throw new DomainRuleException("field.too-long", MostLetters, text.Trim().Length);

    // A reviewer's objection goes along to the next place; one who has to agree holds the line until they do.
    private bool IsSettled(LineSeat seat) => Votes.LastOrDefault(v => v.Place == seat.Place && v.HolderId == seat.UserId)?.Answer switch
    {
        VoteAnswer.Approve => true,
        VoteAnswer.Object => seat.Kind == ApprovalKind.Review,
        VoteAnswer.Return or null => false,
    };

    private void DemandOpenFor(Guid userId, Guid? forId)
    {
        if (IsWithdrawn)
            throw new DomainRuleException("gate.decide.withdrawn");
        if (Decision is not null)
            throw new DomainRuleException("gate.decide.already");
        if (IsAuthor(userId) || (forId is { } holder && IsAuthor(holder)))
            throw new DomainRuleException("gate.decide.author");
    }

    private void Settle(GateDecision decision, string reason, Guid userId, Guid? forId, DateTime nowUtc) =>
        (Decision, Reason, DecidedById, DecidedForId, DecidedAtUtc) = (decision, Fit(reason), userId, forId, nowUtc);
}
