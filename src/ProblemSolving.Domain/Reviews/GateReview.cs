namespace ProblemSolving.Domain.Reviews;

/// <summary>A question put to the managers at a gate, and their answer.</summary>
public sealed class GateReview
{
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

    public Guid? DecidedById { get; private set; }

    public DateTime? DecidedAtUtc { get; private set; }

    public bool IsWithdrawn { get; private set; }

    public int Version { get; private set; }

    public bool IsPending => Decision is null && !IsWithdrawn;

    /// <summary>Records the answer.</summary>
    /// <exception cref="DomainRuleException">Already decided, no reason given, an author decides, the decision does not belong to this gate, or conditions are missing.</exception>
    public void Decide(GateAnswer answer, Guid deciderId, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (IsWithdrawn)
            throw new DomainRuleException("gate.decide.withdrawn");
        if (Decision is not null)
            throw new DomainRuleException("gate.decide.already");
        if (deciderId == SubmittedById || AuthorIds.Contains(deciderId))
            throw new DomainRuleException("gate.decide.author");
        if (string.IsNullOrWhiteSpace(answer.Reason))
            throw new DomainRuleException("gate.decide.no-reason");
        if (!Gates.Allows(Gate, answer.Decision))
            throw new DomainRuleException("gate.decide.not-here");
        if (answer.Decision == GateDecision.GoWithConditions && answer is { MoneyCap: null, GoUntil: null })
            throw new DomainRuleException("gate.decide.no-condition");
        if (answer.MoneyCap < 0)
            throw new DomainRuleException("gate.decide.negative-cap");
        if (answer.GoUntil is { } until && until < DateOnly.FromDateTime(nowUtc))
            throw new DomainRuleException("gate.decide.past-date");

        var conditional = answer.Decision == GateDecision.GoWithConditions;
        Decision = answer.Decision;
        Reason = answer.Reason.Trim();
        MoneyCap = conditional ? answer.MoneyCap : null;
        GoUntil = conditional ? answer.GoUntil : null;
        RevisitCondition = answer.RevisitCondition?.Trim() ?? "";
        DecidedById = deciderId;
        DecidedAtUtc = nowUtc;
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
}

/// <summary>The two places where a manager decides.</summary>
public enum Gate
{
    /// <summary>After step 2: is it worth solving?</summary>
    Effects,

    /// <summary>After a pilot of step 6: operate, revise, switch or drop?</summary>
    Pilot,
}

/// <summary>What a manager can answer.</summary>
public enum GateDecision
{
    Go,
    GoWithConditions,
    Hold,

    /// <summary>Back to the author with remarks.</summary>
    Revise,

    /// <summary>Pilot gate: move on to the next choice.</summary>
    Switch,

    /// <summary>Pilot gate: roll it out.</summary>
    Operate,

    Drop,
}

/// <summary>A manager's answer with what belongs to it.</summary>
public sealed record GateAnswer(GateDecision Decision, string Reason, decimal? MoneyCap = null, DateOnly? GoUntil = null, string? RevisitCondition = null);

/// <summary>Which answers belong to which gate.</summary>
public static class Gates
{
    public static IReadOnlyList<GateDecision> Decisions(Gate gate) => gate switch
    {
        Gate.Effects => [GateDecision.Go, GateDecision.GoWithConditions, GateDecision.Hold, GateDecision.Revise, GateDecision.Drop],
        Gate.Pilot => [GateDecision.Operate, GateDecision.Revise, GateDecision.Switch, GateDecision.Drop],
    };

    public static bool Allows(Gate gate, GateDecision decision) => Decisions(gate).Contains(decision);

    /// <summary>The answer that counts for a gate: the newest one that was not withdrawn.</summary>
    public static GateReview? Latest(IEnumerable<GateReview> reviews, Gate gate) =>
        reviews.Where(r => r.Gate == gate && !r.IsWithdrawn).MaxBy(r => r.Number);
}
