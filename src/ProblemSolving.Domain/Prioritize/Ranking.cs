using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Prioritize;

/// <summary>Step 4 beside the options' own fields.</summary>
public sealed class PrioritizeSheet : IWorksheet
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public int Version { get; set; }

    public string Note { get; set; } = "";
}

/// <summary>One option's place.</summary>
/// <param name="Rank">From 1; 1 is the first choice.</param>
/// <param name="ComputedRank">The place before anyone overruled it.</param>
/// <param name="EffectPerDay">Share of the effect per person-day, or null while unknown.</param>
/// <param name="IsOverruled">True when the place was given by hand and differs from the computed one.</param>
public sealed record RankedOption(SolutionOption Option, int Rank, int ComputedRank, decimal? EffectPerDay, bool IsOverruled);

/// <summary>The order in which options are tried: the fastest first result first, then effect per effort; places given by hand win.</summary>
public static class Ranking
{
    /// <returns>Every option once, in the order of its final rank.</returns>
    public static IReadOnlyList<RankedOption> FastestFirst(IEnumerable<SolutionOption> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var computed = options
            .OrderBy(o => o.DaysToFirstResult ?? decimal.MaxValue)
            .ThenByDescending(o => EffectPerDay(o) ?? -1)
            .ThenBy(o => o.Position)
            .ThenBy(o => o.Id)
            .Select((option, index) => (option, place: index + 1))
            .ToList();

        var slots = new SolutionOption?[computed.Count];
        foreach (var (option, _) in computed.Where(c => c.option.ManualRank is >= 1).OrderBy(c => c.option.ManualRank).ThenBy(c => c.place))
        {
            var wish = (int)Math.Min(option.ManualRank!.Value, computed.Count) - 1;
            var free = Enumerable.Range(0, slots.Length).OrderBy(i => i < wish ? slots.Length + wish - i : i - wish).First(i => slots[i] is null);
            slots[free] = option;
        }

        var rest = new Queue<SolutionOption>(computed.Select(c => c.option).Where(o => !slots.Contains(o)));
        for (var i = 0; i < slots.Length; i++)
            slots[i] ??= rest.Dequeue();

        var place = computed.ToDictionary(c => c.option, c => c.place);
        return [.. slots.Select((option, i) => new RankedOption(option!, i + 1, place[option!], EffectPerDay(option!), option!.ManualRank is not null && place[option] != i + 1))];
    }

    private static decimal? EffectPerDay(SolutionOption option) =>
        option is { EffectShare: { } share, EffortDays: > 0 and { } days } ? share / days : null;
}

/// <summary>What step 4 needs.</summary>
public static class PrioritizeRules
{
    public static IReadOnlyList<Finding> Check(IReadOnlyList<RankedOption> ranking)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        var findings = new List<Finding>();
        if (ranking.Count == 0)
        {
            findings.Add(new Finding("prioritize.none", "", Blocks: true));
            return findings;
        }

        var first = ranking[0];
        if (string.IsNullOrWhiteSpace(first.Option.SwitchCondition))
            findings.Add(new Finding("prioritize.no-switch", $"{first.Option.Id:N}.{nameof(SolutionOption.SwitchCondition)}", Blocks: true, first.Option.Name));
        foreach (var ranked in ranking.Where(r => r.IsOverruled && string.IsNullOrWhiteSpace(r.Option.RankReason)))
            findings.Add(new Finding("prioritize.no-reason", $"{ranked.Option.Id:N}.{nameof(SolutionOption.RankReason)}", Blocks: true, ranked.Option.Name));
        if (ranking.Count < 2)
            findings.Add(new Finding("prioritize.no-fallback", "", Blocks: false));
        return findings;
    }
}
