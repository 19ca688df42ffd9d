using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Reviews;

/// <summary>Where a pilot leads from here, frozen with the question about it: what its switch rule said, and what comes next when it is given up.</summary>
/// <param name="Terms">The switch rule in force; null for a round without an option of step 4.</param>
/// <param name="Check">What the rule said of the rounds so far; null without a rule.</param>
/// <param name="Next">The next choice that was not tried yet; null when none is left.</param>
public sealed record PacketOutlook(SwitchTerms? Terms, SwitchCheck? Check, PacketChoice? Next)
{
    public static PacketOutlook Of(ProjectSnapshot snapshot, Pilot pilot, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(pilot);
        var ranking = snapshot.Ranking;
        var option = ranking.FirstOrDefault(r => r.Option.Id == pilot.OptionId)?.Option;
        return new PacketOutlook(
            option is null ? null : SwitchTerms.InForce(option, snapshot.Pilots),
            option is null ? null : SwitchRule.Check(option, snapshot.Pilots, snapshot.BreakEven, today),
            SwitchProposal.Next(ranking, snapshot.Pilots) is { } next ? new PacketChoice(next.Rank, next.Option.Name, next.Option.KeptReady) : null);
    }
}

/// <summary>A choice of step 4 by its place and name.</summary>
/// <param name="KeptReady">What is kept ready so that the switch costs no time; may be empty.</param>
public sealed record PacketChoice(int Rank, string Name, string KeptReady);
