namespace ProblemSolving.Domain.Reviews;

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
/// <param name="MoneyCap">With a Go with conditions: most that may be spent, ≥ 0, in the project's currency.</param>
/// <param name="GoUntil">With a Go with conditions: last day it holds.</param>
/// <param name="Revival">With Drop or Hold: when the program itself says that it is worth another look.</param>
/// <param name="Remarks">With Revise: what is to be mended, at which fields.</param>
/// <param name="SeenSheets">Fingerprint of the changes the manager saw; null does not look.</param>
public sealed record GateAnswer(
    GateDecision Decision,
    string Reason,
    decimal? MoneyCap = null,
    DateOnly? GoUntil = null,
    string? RevisitCondition = null,
    RevivalCondition? Revival = null,
    IReadOnlyList<RemarkInput>? Remarks = null,
    string? SeenSheets = null)
{
    /// <summary>Letters and digits a Drop has to be explained with at least: those who worked on it, and whoever looks it up later, must learn why.</summary>
    public const int FewestDropLetters = 8;

    /// <summary>Words a Drop has to be explained with at least.</summary>
    public const int FewestDropWords = 3;

    /// <summary>Every answer has a reason, and one that ends the project says something.</summary>
    /// <exception cref="DomainRuleException">No reason, or a word in place of one with a Drop.</exception>
    public void DemandReason()
    {
        if (string.IsNullOrWhiteSpace(Reason))
            throw new DomainRuleException("gate.decide.no-reason");
        if (Decision == GateDecision.Drop && (Reason.Count(char.IsLetterOrDigit) < FewestDropLetters || Reason.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length < FewestDropWords))
            throw new DomainRuleException("gate.decide.short-reason", FewestDropWords, FewestDropLetters);
    }

    /// <summary>A Go with conditions has one that can still be kept; every other answer needs none.</summary>
    /// <param name="today">In the project's time zone.</param>
    /// <exception cref="DomainRuleException">No condition, a cap below 0, or a day that is past.</exception>
    public void DemandConditions(DateOnly today)
    {
        if (Decision != GateDecision.GoWithConditions)
            return;
        if (MoneyCap is null && GoUntil is null)
            throw new DomainRuleException("gate.decide.no-condition");
        if (MoneyCap < 0)
            throw new DomainRuleException("gate.decide.negative-cap");
        if (GoUntil < today)
            throw new DomainRuleException("gate.decide.past-date");
    }
}

/// <summary>Which answers belong to which gate.</summary>
public static class Gates
{
    /// <summary>The answers a manager can give at a gate, in the order they are offered.</summary>
    public static IReadOnlyList<GateDecision> Decisions(Gate gate) => gate switch
    {
        Gate.Effects => [GateDecision.Go, GateDecision.GoWithConditions, GateDecision.Hold, GateDecision.Revise, GateDecision.Drop],
        Gate.Pilot => [GateDecision.Operate, GateDecision.Revise, GateDecision.Switch, GateDecision.Drop],
    };

    /// <summary>True where the answer belongs to the gate.</summary>
    public static bool Allows(Gate gate, GateDecision decision) => Decisions(gate).Contains(decision);

    /// <summary>The answer that counts for a gate: the newest one that was not withdrawn.</summary>
    public static GateReview? Latest(IEnumerable<GateReview> reviews, Gate gate) =>
        reviews.Where(r => r.Gate == gate && !r.IsWithdrawn).MaxBy(r => r.Number);

    /// <summary>What the effects gate allows now: the newest answer. A Go holds while the next question waits for its answer.</summary>
    /// <param name="reviews">At least the two newest questions at the effects gate that were not withdrawn.</param>
    public static GateReview? InForce(IReadOnlyCollection<GateReview> reviews)
    {
        var newest = Latest(reviews, Gate.Effects);
        if (newest is not { IsPending: true })
            return newest;
        var before = Latest(reviews.Where(r => r.Number < newest.Number), Gate.Effects);
        return before is { Decision: GateDecision.Go or GateDecision.GoWithConditions } ? before : newest;
    }
}
