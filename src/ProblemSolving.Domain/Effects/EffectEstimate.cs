using ProblemSolving.Domain.Define;

namespace ProblemSolving.Domain.Effects;

/// <summary>A low, likely and high value in the project's currency per year.</summary>
public sealed record MoneyRange(decimal Low, decimal Likely, decimal High)
{
    public static MoneyRange operator +(MoneyRange left, MoneyRange right) => Add(left, right);

    public static MoneyRange Add(MoneyRange left, MoneyRange right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new MoneyRange(left.Low + right.Low, left.Likely + right.Likely, left.High + right.High);
    }
}

/// <summary>One line's yearly gain.</summary>
/// <param name="LineId">The line it was computed from.</param>
/// <param name="GainPerYear">Population × change × value × periods per year − the line's cost; null while an input is missing.</param>
public sealed record EffectLineEstimate(Guid LineId, string Name, GainKind Kind, MoneyRange? GainPerYear);

/// <summary>The effect of the whole project in money.</summary>
/// <param name="Lines">In the order of the sheet.</param>
/// <param name="ByKind">Sums per kind of gain, in the order of the kinds that occur.</param>
/// <param name="NetPerYear">All complete lines minus running cost; low adds the lows, high adds the highs.</param>
/// <param name="MixesKinds">True when revenue, margin, savings or avoided losses were added up; the page says so.</param>
/// <param name="RoiFirstYear">(likely net − one-off cost) / (one-off + running + line costs), no unit; null without cost.</param>
/// <param name="PaybackMonths">Months until the likely net gain covers the one-off cost; 0 without one-off cost, null when it never does.</param>
/// <param name="BreakEvenShareOfChange">The share of all likely changes at which the first year pays its costs, 1 = as planned; null when gains are not positive.</param>
public sealed record EffectEstimate(
    IReadOnlyList<EffectLineEstimate> Lines,
    IReadOnlyList<KeyValuePair<GainKind, MoneyRange>> ByKind,
    MoneyRange NetPerYear,
    bool MixesKinds,
    decimal? RoiFirstYear,
    decimal? PaybackMonths,
    decimal? BreakEvenShareOfChange)
{
    /// <summary>Computes the estimate from the sheet as it is; incomplete lines count nothing.</summary>
    public static EffectEstimate From(EffectsSheet sheet, IEnumerable<EffectLine> lines)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(lines);
        var estimates = new List<EffectLineEstimate>();
        var gross = 0m;
        var lineCost = 0m;
        foreach (var line in lines.OrderBy(l => l.Position))
        {
            var gain = Gain(line);
            estimates.Add(new EffectLineEstimate(line.Id, line.Name, line.Kind, gain));
            if (gain is null)
                continue;
            lineCost += line.CostPerYear ?? 0;
            gross += gain.Likely + (line.CostPerYear ?? 0);
        }

        var byKind = estimates.Where(e => e.GainPerYear is not null)
            .GroupBy(e => e.Kind)
            .OrderBy(g => g.Key)
            .Select(g => KeyValuePair.Create(g.Key, g.Select(e => e.GainPerYear!).Aggregate(MoneyRange.Add)))
            .ToList();
        var running = sheet.RunningCostPerYear ?? 0;
        var oneOff = sheet.OneOffCost ?? 0;
        var total = byKind.Select(k => k.Value).Aggregate(new MoneyRange(0, 0, 0), MoneyRange.Add);
        var net = new MoneyRange(total.Low - running, total.Likely - running, total.High - running);
        var cost = oneOff + running + lineCost;
        return new EffectEstimate(
            estimates,
            byKind,
            net,
            byKind.Count > 1,
            cost > 0 ? Ratio(net.Likely - oneOff, cost) : null,
            oneOff == 0 ? 0 : net.Likely > 0 ? Ratio(oneOff * 12, net.Likely) : null,
            gross > 0 ? Ratio(cost, gross) : null);
    }

    // A cost of a millionth of a won makes a return that is no number any more; then there is none to show.
    private static decimal? Ratio(decimal value, decimal by)
    {
        try
        {
            return value / by;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static MoneyRange? Gain(EffectLine line)
    {
        if (line is not { Population: { } population, ChangeLikely: { } likely, ValuePerUnit: { } value })
            return null;
        if (line.ChangeLow > likely || likely > line.ChangeHigh)
            return null;   // a low above a high is a slip; a number made of it would be believed
        var perUnitOfChange = population * value * line.Period.PerYear();
        var cost = line.CostPerYear ?? 0;
        decimal At(decimal change) => (perUnitOfChange * change) - cost;
        return new MoneyRange(At(line.ChangeLow ?? likely), At(likely), At(line.ChangeHigh ?? likely));
    }
}
