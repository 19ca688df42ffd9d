using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Prioritize;

/// <summary>What a switch rule says now.</summary>
public enum SwitchState
{
    /// <summary>Too little is known, or a person has to judge.</summary>
    NotYetCheckable,
    NotMet,

    /// <summary>The choice should be given up for the next.</summary>
    Met,
}

/// <summary>The answer of a switch rule.</summary>
/// <param name="Why">A sentence with its numbers.</param>
public sealed record SwitchCheck(SwitchState State, FigureText Why);

/// <summary>The rule by which a choice is given up for the next, held against the rounds of that choice.</summary>
public static class SwitchRule
{
    /// <summary>The field that keeps the rule from being complete, or null.</summary>
    public static string? Missing(SolutionOption option)
    {
        ArgumentNullException.ThrowIfNull(option);
        return option.SwitchKind switch
        {
            SwitchKind.FreeText => string.IsNullOrWhiteSpace(option.SwitchCondition) ? nameof(option.SwitchCondition) : null,
            SwitchKind.NotSignificant => option.SwitchRounds is >= 1 ? null : nameof(option.SwitchRounds),
            SwitchKind.BelowBreakEven => null,
            SwitchKind.DateReached => option.SwitchDate is null ? nameof(option.SwitchDate) : null,
        };
    }

    /// <summary>The rule in words, to be shown where it cannot be edited.</summary>
    public static FigureText Say(SolutionOption option)
    {
        ArgumentNullException.ThrowIfNull(option);
        return option.SwitchKind switch
        {
            SwitchKind.FreeText => new FigureText("switch.say.text", option.SwitchCondition),
            SwitchKind.NotSignificant when option.SwitchRounds is { } rounds => new FigureText("switch.say.rounds", rounds),
            SwitchKind.BelowBreakEven => new FigureText("switch.say.break-even"),
            SwitchKind.DateReached when option.SwitchDate is { } date => new FigureText("switch.say.date", date),
            SwitchKind.NotSignificant or SwitchKind.DateReached => new FigureText("switch.say.incomplete"),
        };
    }

    /// <param name="pilots">All rounds of the project; those of other options are passed over.</param>
    /// <param name="breakEven">The rise that pays, from step 2.</param>
    /// <param name="today">In the project's time zone.</param>
    public static SwitchCheck Check(SolutionOption option, IReadOnlyList<Pilot> pilots, PilotBreakEven breakEven, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(pilots);
        ArgumentNullException.ThrowIfNull(breakEven);
        if (Missing(option) is not null)
            return new SwitchCheck(SwitchState.NotYetCheckable, new FigureText("switch.why.incomplete"));
        var rounds = Conclusive(option, pilots);
        return option.SwitchKind switch
        {
            SwitchKind.FreeText => new SwitchCheck(SwitchState.NotYetCheckable, new FigureText("switch.why.judge")),
            SwitchKind.NotSignificant => AfterRounds(rounds, (int)option.SwitchRounds!.Value),
            SwitchKind.BelowBreakEven => AgainstBreakEven(rounds, breakEven),
            SwitchKind.DateReached => AtDate(rounds, option.SwitchDate!.Value, today),
        };
    }

    // A round whose split was broken shows nothing, so it neither proves nor disproves.
    private static List<(Pilot Pilot, PilotReadout Readout)> Conclusive(SolutionOption option, IReadOnlyList<Pilot> pilots) =>
        [.. pilots.Where(p => p.OptionId == option.Id && p is { State: PilotState.Evaluated, ResultJson: not null })
            .OrderBy(p => p.Round)
            .Select(p => (Pilot: p, ResultJson.Read<PilotResult>(p.ResultJson!).Readout))
            .Where(r => r.Readout.Verdict.Kind != VerdictKind.BrokenSplit)];

    private static SwitchCheck AfterRounds(List<(Pilot Pilot, PilotReadout Readout)> rounds, int wanted)
    {
        if (Won(rounds) is { } won)
            return won;
        return rounds.Count < wanted
            ? new SwitchCheck(SwitchState.NotYetCheckable, new FigureText("switch.why.rounds-so-far", rounds.Count, wanted))
            : new SwitchCheck(SwitchState.Met, new FigureText("switch.why.not-significant", rounds.Count, wanted));
    }

    private static SwitchCheck AgainstBreakEven(List<(Pilot Pilot, PilotReadout Readout)> rounds, PilotBreakEven breakEven)
    {
        if (breakEven.Rise is not { } rise)
            return new SwitchCheck(SwitchState.NotYetCheckable, breakEven.Basis);
        if (rounds.Count == 0)
            return new SwitchCheck(SwitchState.NotYetCheckable, new FigureText("switch.why.no-round"));
        var (pilot, readout) = rounds[^1];   // the newest round is what the plan has become
        var measured = readout.Response.Difference;
        return new SwitchCheck(measured < rise ? SwitchState.Met : SwitchState.NotMet, new FigureText(measured < rise ? "switch.why.below" : "switch.why.above", pilot.Round, 100 * measured, 100 * rise));
    }

    private static SwitchCheck AtDate(List<(Pilot Pilot, PilotReadout Readout)> rounds, DateOnly date, DateOnly today)
    {
        if (Won(rounds) is { } won)
            return won;
        return today >= date
            ? new SwitchCheck(SwitchState.Met, new FigureText("switch.why.date", date))
            : new SwitchCheck(SwitchState.NotMet, new FigureText("switch.why.date-ahead", date, date.DayNumber - today.DayNumber));
    }

    private static SwitchCheck? Won(List<(Pilot Pilot, PilotReadout Readout)> rounds) =>
        rounds.FirstOrDefault(r => r.Pilot.IsSignificantImprovement).Pilot is { } winner
            ? new SwitchCheck(SwitchState.NotMet, new FigureText("switch.why.significant", winner.Round))
            : null;
}
