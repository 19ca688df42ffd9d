using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Prioritize;

/// <summary>The change to the next choice that a rule, or a manager, asks for.</summary>
/// <param name="From">The choice of the newest round.</param>
/// <param name="Why">What asks for it, with its numbers.</param>
/// <param name="To">The next choice that was not tried yet; null when none is left.</param>
/// <param name="LastRound">The newest round, whose data and definitions the next one takes over.</param>
public sealed record SwitchProposal(RankedOption From, FigureText Why, RankedOption? To, Pilot LastRound)
{
    /// <returns>Null while nothing asks for a change.</returns>
    public static SwitchProposal? Of(IReadOnlyList<RankedOption> ranking, IReadOnlyList<Pilot> pilots, IEnumerable<GateReview> reviews, PilotBreakEven breakEven, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        ArgumentNullException.ThrowIfNull(pilots);
        if (pilots.MaxBy(p => p.Round) is not { } last || ranking.FirstOrDefault(r => r.Option.Id == last.OptionId) is not { } from)
            return null;
        var decision = Gates.Latest(reviews.Where(r => r.PilotId == last.Id), Gate.Pilot)?.Decision;
        if (decision is GateDecision.Operate)
            return null;
        var check = SwitchRule.Check(from.Option, pilots, breakEven, today);
        var why = decision == GateDecision.Switch ? new FigureText("switch.why.manager") : check.State == SwitchState.Met ? check.Why : null;
        if (why is null)
            return null;
        return new SwitchProposal(from, why, Next([.. ranking.Where(r => r != from)], pilots), last);
    }

    /// <summary>The next choice that has a place and was not tried yet; null when none is left. A plan that is not locked, or whose list could not be drawn, has tried nothing.</summary>
    public static RankedOption? Next(IReadOnlyList<RankedOption> ranking, IReadOnlyList<Pilot> pilots)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        ArgumentNullException.ThrowIfNull(pilots);
        var tried = pilots.Where(IsTried).Select(p => p.OptionId).ToHashSet();
        return ranking.FirstOrDefault(r => r.IsPlaced && !tried.Contains(r.Option.Id));
    }

    private static bool IsTried(Pilot pilot) => pilot.State is not (PilotState.Draft or PilotState.Failed);
}
