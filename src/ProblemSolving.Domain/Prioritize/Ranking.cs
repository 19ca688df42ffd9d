using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Prioritize;

/// <summary>One option's place.</summary>
/// <param name="Rank">From 1; 1 is the first choice.</param>
/// <param name="ComputedRank">The place before anyone overruled it.</param>
/// <param name="IsOverruled">True when the place was given by hand and differs from the computed one.</param>
public sealed record RankedOption(SolutionOption Option, int Rank, int ComputedRank, bool IsOverruled, RankScore Score)
{
    /// <summary>False while the method lacks a number and nobody gave a place by hand: it stands in the list, but its rank says nothing.</summary>
    public bool IsPlaced => Score.Value is not null || Option.ManualRank is not null;

    /// <summary>True for the 1st, 2nd and 3rd choice, which have a switch condition.</summary>
    public bool IsChoice => IsPlaced && Rank <= 3;
}

/// <summary>The place an option gets by hand.</summary>
/// <param name="Place">From 1; null follows the computed order.</param>
/// <param name="ComputedRank">The place before anyone overruled it.</param>
public sealed record RankPlace(SolutionOption Option, int? Place, int ComputedRank)
{
    /// <summary>True when the place is not the computed one, so that there is a reason to give.</summary>
    public bool Overrules => Place is { } place && place != ComputedRank;

    /// <summary>Writes the place; the reason for overruling goes when nothing is overruled any more.</summary>
    public void GiveTo(SolutionOption option)
    {
        ArgumentNullException.ThrowIfNull(option);
        option.ManualRank = Place;
        if (!Overrules)
            option.RankReason = "";
    }
}

/// <summary>The order in which options are tried: by the chosen method, then by effect per effort; places given by hand win.</summary>
public static class Ranking
{
    /// <returns>Every option once, in the order of its final rank.</returns>
    public static IReadOnlyList<RankedOption> By(RankSettings settings, IEnumerable<SolutionOption> options)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(options);
        var all = options.ToList();
        var fastest = Fastest(all.Select(RankInputs.Of));
        var scores = all.ToDictionary(o => o, o => RankFormula.Explain(settings, o, fastest));
        var computed = all
            .OrderByDescending(o => scores[o].Value ?? double.NegativeInfinity)
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
        return [.. slots.Select((option, i) => new RankedOption(option!, i + 1, place[option!], option!.ManualRank is not null && place[option] != i + 1, scores[option]))];
    }

    /// <summary>The choice to begin with; null while no option has a place that means something.</summary>
    public static SolutionOption? First(IReadOnlyList<RankedOption> ranking)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        return ranking is [{ IsPlaced: true } first, ..] ? first.Option : null;
    }

    /// <summary>The option that places given by hand put first; null while the computed first is first.</summary>
    public static SolutionOption? FirstByHand(IReadOnlyList<RankedOption> ranking)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        return ranking is [{ ComputedRank: > 1 } first, ..] ? first.Option : null;
    }

    /// <summary>The places by hand that put one option where it is wanted and leave the order of all others alone.</summary>
    /// <param name="to">From 1 to the number of options.</param>
    /// <returns>Options whose place by hand changes. Only the moved option and those already placed by hand have one.</returns>
    public static IReadOnlyList<RankPlace> Move(IReadOnlyList<RankedOption> ranking, Guid optionId, int to)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, ranking.Count);
        var order = ranking.ToList();
        var moved = order.First(r => r.Option.Id == optionId);
        order.Remove(moved);
        order.Insert(to - 1, moved);
        var isComputed = order.Select(r => r.ComputedRank).SequenceEqual(Enumerable.Range(1, order.Count));
        return Changed(order.Select((r, i) => new RankPlace(r.Option, isComputed ? null : r == moved || r.Option.ManualRank is not null ? i + 1 : null, r.ComputedRank)));
    }

    /// <summary>The places by hand that bring the computed order back: none.</summary>
    /// <returns>Options that have a place by hand, or a reason left over from one.</returns>
    public static IReadOnlyList<RankPlace> Reset(IReadOnlyList<RankedOption> ranking)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        return Changed(ranking.Select(r => new RankPlace(r.Option, null, r.ComputedRank)));
    }

    private static IReadOnlyList<RankPlace> Changed(IEnumerable<RankPlace> places) =>
        [.. places.Where(p => p.Option.ManualRank != p.Place || (!p.Overrules && p.Option.RankReason.Length > 0))];

    internal static double Fastest(IEnumerable<RankInputs> inputs) => inputs.Select(i => i.Days).Where(d => !double.IsNaN(d)).DefaultIfEmpty(double.NaN).Min();

    // Share of the effect per person-day, or null while unknown.
    private static decimal? EffectPerDay(SolutionOption option) =>
        option is { EffectShare: { } share, EffortDays: > 0 and { } days } ? share / days : null;
}
