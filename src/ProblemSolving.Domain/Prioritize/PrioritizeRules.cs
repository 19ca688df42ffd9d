using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Prioritize;

/// <summary>What step 4 needs.</summary>
public static class PrioritizeRules
{
    private const int PlannedChoices = 3;

    /// <summary>What the ranking lacks for the next step; the planned choices need more than the rest.</summary>
    public static IReadOnlyList<Finding> Check(IReadOnlyList<RankedOption> ranking)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        var findings = new List<Finding>();
        void Add(string code, RankedOption ranked, string field, bool blocks) =>
            findings.Add(new Finding(code, FieldPlace.InRow(ranked.Option.Id, field), blocks, ranked.Option.Name));

        if (ranking.Count == 0)
        {
            findings.Add(new Finding("prioritize.none", "", Blocks: true));
            return findings;
        }

        if (!ranking[0].IsPlaced)
        {
            if (ranking[0].Score.Missing is [var first, ..])
                Add("prioritize.no-first", ranking[0], first, blocks: true);
            else
                findings.Add(new Finding("prioritize.no-delay", "", Blocks: true));   // nothing is missing at the options
        }
        else if (SwitchRule.Missing(ranking[0].Option) is { } missing)
            Add("prioritize.no-switch", ranking[0], missing, blocks: true);
        foreach (var ranked in ranking.Where(r => r.IsPlaced && r.Rank is > 1 and <= PlannedChoices))
        {
            // nothing comes after the last one: it is only given up
            if (SwitchRule.Missing(ranked.Option) is { } later)
                Add(ranked.Rank < ranking.Count ? "prioritize.no-later-switch" : "prioritize.no-stop", ranked, later, blocks: false);
        }

        foreach (var ranked in ranking.Where(r => r.IsOverruled && string.IsNullOrWhiteSpace(r.Option.RankReason)))
            Add("prioritize.no-reason", ranked, nameof(SolutionOption.RankReason), blocks: true);
        foreach (var ranked in ranking.Where(r => r.Score.Missing.Count > 0))
            findings.Add(new Finding("prioritize.no-score", FieldPlace.InRow(ranked.Option.Id, ranked.Score.Missing[0]), Blocks: false, ranked.Option.Name, RankFormula.Names(ranked.Score.Missing)));
        if (ranking.Count < 2)
            findings.Add(new Finding("prioritize.no-fallback", "", Blocks: false));
        return findings;
    }

    /// <summary>Days of rules that have gone by before the choice was tried: the rule would give it up at once.</summary>
    public static IReadOnlyList<Finding> CheckDays(IReadOnlyList<RankedOption> ranking, IReadOnlyList<Pilot> pilots, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        ArgumentNullException.ThrowIfNull(pilots);
        return
        [
            .. ranking.Select(r => r.Option)
                .Where(o => o.SwitchKind == SwitchKind.DateReached && o.SwitchDate < today && !pilots.Any(p => p.OptionId == o.Id && p.IsLocked))
                .Select(o => new Finding("prioritize.past-date", FieldPlace.InRow(o.Id, nameof(o.SwitchDate)), Blocks: false, o.Name)),
        ];
    }
}
