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
    public static string? Missing(SolutionOption option) => Missing(SwitchTerms.Of(option));

    /// <inheritdoc cref="Missing(SolutionOption)"/>
    public static string? Missing(SwitchTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return terms.Kind switch
        {
            SwitchKind.FreeText => string.IsNullOrWhiteSpace(terms.Condition) ? nameof(SolutionOption.SwitchCondition) : null,
            SwitchKind.NotSignificant => terms.Rounds is >= 1 ? null : nameof(SolutionOption.SwitchRounds),
            SwitchKind.BelowBreakEven => null,
            SwitchKind.DateReached => terms.Date is null ? nameof(SolutionOption.SwitchDate) : null,
        };
    }

    /// <summary>The rule in words, to be shown where it cannot be edited.</summary>
    /// <param name="breakEven">The number the rule compares with, to be named in it; null leaves it out.</param>
    public static FigureText Say(SolutionOption option, PilotBreakEven? breakEven = null) => Say(SwitchTerms.Of(option), breakEven);

    /// <inheritdoc cref="Say(SolutionOption, PilotBreakEven?)"/>
    public static FigureText Say(SwitchTerms terms, PilotBreakEven? breakEven = null)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return terms.Kind switch
        {
            SwitchKind.FreeText => new FigureText("switch.say.text", terms.Condition),
            SwitchKind.NotSignificant when terms.Rounds is { } rounds => new FigureText("switch.say.rounds", rounds),
            SwitchKind.BelowBreakEven when breakEven?.Rise is { } rise => new FigureText("switch.say.break-even-at", 100 * rise),
            SwitchKind.BelowBreakEven => new FigureText("switch.say.break-even"),
            SwitchKind.DateReached when terms.Date is { } date => new FigureText("switch.say.date", date),
            SwitchKind.NotSignificant or SwitchKind.DateReached => new FigureText("switch.say.incomplete"),
        };
    }

    /// <summary>Holds the terms in force against the rounds: those locked with the newest round, so that a rule changed after the result is known changes nothing.</summary>
    /// <param name="pilots">All rounds of the project; those of other options are passed over.</param>
    /// <param name="breakEven">The rise that pays, as step 2 says now; for rounds that did not lock one.</param>
    /// <param name="today">In the project's time zone.</param>
    public static SwitchCheck Check(SolutionOption option, IReadOnlyList<Pilot> pilots, PilotBreakEven breakEven, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(pilots);
        ArgumentNullException.ThrowIfNull(breakEven);
        var terms = SwitchTerms.InForce(option, pilots);
        if (Missing(terms) is not null)
            return new SwitchCheck(SwitchState.NotYetCheckable, new FigureText("switch.why.incomplete"));
        var rounds = Conclusive(option, pilots);
        return terms.Kind switch
        {
            SwitchKind.FreeText => new SwitchCheck(SwitchState.NotYetCheckable, new FigureText("switch.why.judge")),
            SwitchKind.NotSignificant => AfterRounds(rounds, terms.Rounds!.Value),
            SwitchKind.BelowBreakEven => AgainstBreakEven(rounds, breakEven),
            SwitchKind.DateReached => AtDate(rounds, terms.Date!.Value, today),
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
        var (pilot, readout) = rounds.Count > 0 ? rounds[^1] : default;   // the newest round is what the plan has become
        var limit = pilot?.ReadPlan()?.BreakEven ?? breakEven;
        if (limit.Rise is not { } rise)
            return new SwitchCheck(SwitchState.NotYetCheckable, limit.Basis);
        if (pilot is null)
            return new SwitchCheck(SwitchState.NotYetCheckable, new FigureText("switch.why.no-round"));
        var (measured, highest) = (readout.Gain.Likely, readout.Gain.High);
        if (measured >= rise)
            return new SwitchCheck(SwitchState.NotMet, new FigureText("switch.why.above", pilot.Round, 100 * measured, 100 * rise));
        // a small round measures below the break-even by chance alone, as the verdict of the round says too: "worth it" and "not worth it" ask for the whole interval
        var way = measured < 0 ? ".wrong-way" : "";   // nobody calls a step back an improvement of less than nothing
        return highest < rise
            ? new SwitchCheck(SwitchState.Met, new FigureText("switch.why.below" + way, pilot.Round, 100 * Math.Abs(measured), 100 * rise, 100 * highest))
            : new SwitchCheck(SwitchState.NotMet, new FigureText("switch.why.not-clearly-below" + way, pilot.Round, 100 * Math.Abs(measured), 100 * rise, 100 * highest));
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
