using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Effects;

/// <summary>Whether step 2 fits step 1: the change that is valued is the change of the headline metric (a share that is saved is none), nobody wins back more than is lost, and the kill criteria are counted like the metric. Advice, but for a rate that is none.</summary>
public static class Plausibility
{
    // A line may count somewhat differently from the metric; beyond this the two tell different stories.
    private const decimal Slack = 1.25m;

    /// <summary>A rate lies in [0, 1]: 12 where 0.12 is meant would never be reached, and 0.0012 is perhaps a slip.</summary>
    public static IReadOnlyList<Finding> CheckKill(DefineSheet define, EffectsSheet effects)
    {
        ArgumentNullException.ThrowIfNull(define);
        ArgumentNullException.ThrowIfNull(effects);
        if (define.UnitInForce() != MetricUnit.Rate)
            return [];
        return effects.KillValue is (< 0 or > 1)
            ? [new Finding("effects.kill.rate", nameof(effects.KillValue), Blocks: true)]
            : [.. TinyRate.Check(effects.KillValue, "effects.kill.tiny", nameof(effects.KillValue))];
    }

    /// <summary>A limit that the metric keeps already would stop nothing.</summary>
    public static IReadOnlyList<Finding> CheckKillReached(DefineSheet define, EffectsSheet effects)
    {
        ArgumentNullException.ThrowIfNull(define);
        ArgumentNullException.ThrowIfNull(effects);
        return define.MetricAsIs is { } now && effects.KillValue is { } limit && define.MetricDirection.IsReached(now, limit)
            ? [new Finding("effects.kill.reached", nameof(effects.KillValue), Blocks: false)]
            : [];
    }

    /// <summary>A day that has gone by when a manager is asked, for the first time or again after Hold or Revise; once there is a Go, <see cref="KillReminder"/> speaks of it.</summary>
    public static IReadOnlyList<Finding> CheckKillDay(EffectsSheet effects, Reviews.GateReview? inForce, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(effects);
        return inForce is { Decision: Reviews.GateDecision.Go or Reviews.GateDecision.GoWithConditions } || !(effects.KillBy < today) ? [] : [new Finding("effects.kill.past", nameof(effects.KillBy), Blocks: false)];
    }

    /// <summary>A gain beyond what steps 1 and 2 say there is to gain: a change larger than the way from As-is to To-be, or more a year than the damage. Blocks nothing.</summary>
    public static IReadOnlyList<Finding> Check(DefineSheet define, EffectEstimate estimate, IReadOnlyList<EffectLine> lines)
    {
        ArgumentNullException.ThrowIfNull(define);
        ArgumentNullException.ThrowIfNull(estimate);
        ArgumentNullException.ThrowIfNull(lines);
        var findings = new List<Finding>();
        if (estimate.LargestRateLine(lines) is { ChangeLikely: { } change } line && define.UnitInForce() == MetricUnit.Rate && define is { MetricAsIs: { } asIs, MetricToBe: { } toBe } && Math.Abs(change) > Math.Abs(toBe - asIs) * Slack)
            findings.Add(new Finding("effects.beyond-target", FieldPlace.InRow(line.Id, nameof(line.ChangeLikely)), Blocks: false, line.Name, Math.Abs(change) * 100, Math.Abs(toBe - asIs) * 100));
        if (define.DamageAmount is > 0 and { } damage && estimate.NetPerYear.Likely > damage * define.DamagePeriod.PerYear() * Slack)
            findings.Add(new Finding("effects.beyond-damage", "", Blocks: false));
        return findings;
    }
}
