using System.Text.Json.Serialization;

namespace ProblemSolving.Domain.Measure;

/// <summary>What a round does with customers who were in a round before it: a treatment can act longer than its round.</summary>
public enum EarlierCustomers
{
    /// <summary>Whoever was in a target group is left out of both groups.</summary>
    LeaveOutTreated,

    /// <summary>Whoever was in any group is left out of both groups.</summary>
    LeaveOutAll,

    /// <summary>They can be drawn again, into either group.</summary>
    Keep,
}

/// <summary>A round whose groups were drawn before.</summary>
/// <param name="ListSha256">Its list, so that a plan says exactly whom it leaves out.</param>
public sealed record EarlierRound(Guid Id, int Round, string ListSha256);

/// <summary>The rounds before a round, and what becomes of their customers. Who is left out is left out before the draw, so both groups are cut from the same customers.</summary>
/// <param name="Rounds">At least one, in their order.</param>
public sealed record EarlierRounds(EarlierCustomers Choice, IReadOnlyList<EarlierRound> Rounds)
{
    /// <summary>The lists that are left out, as one text; empty when nobody is.</summary>
    [JsonIgnore]
    public string Key => Choice == EarlierCustomers.Keep ? "" : $"{Choice} {string.Join(' ', Rounds.Select(r => r.Id.ToString("N")))}";

    /// <summary>As the plan was locked, or as it would be locked now. A plan from before there was a choice kept everybody.</summary>
    /// <param name="all">Rounds of the project; the round itself may be among them.</param>
    /// <returns>Null when no round was before it.</returns>
    public static EarlierRounds? Of(Pilot pilot, IEnumerable<Pilot> all)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        ArgumentNullException.ThrowIfNull(all);
        if (pilot.ReadPlan() is { Earlier: { } locked })
            return locked;
        var drawn = all.Where(p => p.Id != pilot.Id && p.HasGroups && (pilot.LockedAtUtc is not { } at || p.LockedAtUtc < at)).OrderBy(p => p.Round).Select(p => new EarlierRound(p.Id, p.Round, p.ListSha256)).ToList();
        return drawn.Count == 0 ? null : new EarlierRounds(pilot.IsLocked ? EarlierCustomers.Keep : pilot.EarlierCustomers, drawn);
    }

    /// <summary>True when customers of this group of an earlier round are left out.</summary>
    public bool LeavesOut(PilotGroup group) => Choice switch
    {
        EarlierCustomers.LeaveOutTreated => group == PilotGroup.Target,
        EarlierCustomers.LeaveOutAll => true,
        EarlierCustomers.Keep => false,
    };

    /// <param name="leftOut">Customers that were left out.</param>
    /// <param name="left">Customers the round was cut from.</param>
    /// <exception cref="DomainRuleException">Somebody was left out, and those who are left make no two groups.</exception>
    public static void DemandEnough(EarlierCustomers choice, int leftOut, int left, int target, int control)
    {
        if (leftOut > 0 && (target == 0 || control == 0))
            throw new DomainRuleException(choice == EarlierCustomers.LeaveOutAll ? "pilot.earlier.too-few-all" : "pilot.earlier.too-few", leftOut, left);
    }

    /// <exception cref="DomainRuleException">Another round is being drawn: nobody knows yet who is in it.</exception>
    public static void DemandDrawn(Pilot pilot, IEnumerable<Pilot> all)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        if (all.FirstOrDefault(p => p.Id != pilot.Id && p.State == PilotState.Drawing) is { } other)
            throw new DomainRuleException("pilot.earlier.drawing", other.Round);
    }
}

/// <summary>What the choice came to once the groups were drawn.</summary>
/// <param name="LeftOut">Customers of the earlier rounds that were left out.</param>
/// <param name="Left">Customers the round was cut from.</param>
public sealed record EarlierOutcome(EarlierRounds Plan, int LeftOut, int Left)
{
    /// <returns>Null before the groups are drawn, or when no round was before it.</returns>
    public static EarlierOutcome? Of(Pilot pilot, IEnumerable<Pilot> all) =>
        EarlierRounds.Of(pilot, all) is { } plan && pilot.HasGroups ? new EarlierOutcome(plan, pilot.LeftOutCount, pilot.PopulationCount) : null;
}
