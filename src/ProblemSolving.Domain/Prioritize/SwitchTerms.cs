using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Prioritize;

/// <summary>The rule by which a choice is given up for the next, apart from the option it belongs to, so that a locked plan can keep it.</summary>
/// <param name="Condition">In words; only for <see cref="SwitchKind.FreeText"/>.</param>
/// <param name="Rounds">Only for <see cref="SwitchKind.NotSignificant"/>, 1 to 20.</param>
/// <param name="Date">Only for <see cref="SwitchKind.DateReached"/>.</param>
public sealed record SwitchTerms(SwitchKind Kind, string Condition, int? Rounds, DateOnly? Date)
{
    /// <summary>As step 4 says it now; what the kind does not use is left out, so that two terms are equal when they say the same.</summary>
    public static SwitchTerms Of(SolutionOption option)
    {
        ArgumentNullException.ThrowIfNull(option);
        return new SwitchTerms(
            option.SwitchKind,
            option.SwitchKind == SwitchKind.FreeText ? option.SwitchCondition.Trim() : "",
            option.SwitchKind == SwitchKind.NotSignificant && option.SwitchRounds is { } rounds ? (int)rounds : null,
            option.SwitchKind == SwitchKind.DateReached ? option.SwitchDate : null);
    }

    /// <summary>The terms that count for an option: those of its newest locked round, or else what step 4 says now.</summary>
    /// <param name="pilots">All rounds of the project.</param>
    public static SwitchTerms InForce(SolutionOption option, IEnumerable<Pilot> pilots) => Locked(option, pilots) ?? Of(option);

    /// <summary>The terms frozen with the newest locked round of an option; null when no round froze any.</summary>
    public static SwitchTerms? Locked(SolutionOption option, IEnumerable<Pilot> pilots) => LockedPlan(option, pilots)?.Switch;

    /// <summary>The plan of the newest locked round of an option, with the break-even it was locked with; null without one.</summary>
    public static PilotPlan? LockedPlan(SolutionOption option, IEnumerable<Pilot> pilots)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(pilots);
        return pilots.Where(p => p.OptionId == option.Id && p.IsLocked).MaxBy(p => p.Round)?.ReadPlan();
    }
}
