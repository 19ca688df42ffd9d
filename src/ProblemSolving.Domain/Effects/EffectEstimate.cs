namespace ProblemSolving.Domain.Effects;

/// <summary>A low, likely and high value in the project's currency.</summary>
public sealed record MoneyRange(decimal Low, decimal Likely, decimal High)
{
    public static readonly MoneyRange Zero = new(0, 0, 0);

    public static MoneyRange operator +(MoneyRange left, MoneyRange right) => Add(left, right);

    public static MoneyRange Add(MoneyRange left, MoneyRange right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new MoneyRange(left.Low + right.Low, left.Likely + right.Likely, left.High + right.High);
    }
}

/// <summary>One line's gain.</summary>
/// <param name="LineId">The line it was computed from.</param>
/// <param name="GainPerYear">Population × change × value × periods per year − the line's cost; for a one-off line the single gain before cost. Null while an input is missing.</param>
public sealed record EffectLineEstimate(Guid LineId, string Name, GainKind Kind, MoneyRange? GainPerYear, GainHardness Hardness = GainHardness.Hard, GainRecurrence Recurrence = GainRecurrence.Recurring);

/// <summary>The change of the largest line at which the whole project just pays when all changes fall short of their likely value by the same share.</summary>
/// <param name="Change">As a difference of a rate in [−1, 1].</param>
/// <param name="Planned">The likely change of the line.</param>
public sealed record BreakEvenChange(Guid LineId, string LineName, decimal Change, decimal Planned);

/// <summary>The effect of the whole project in money at the likely values; low and high take every input at its worst and best.</summary>
/// <param name="Lines">In the order of the sheet.</param>
/// <param name="ByKind">Sums of recurring gains per kind, in the order of the kinds that occur.</param>
/// <param name="NetPerYear">All complete recurring lines minus running cost and the yearly cost of one-off lines, at full effect.</param>
/// <param name="MixesKinds">True when revenue, margin, savings or avoided losses were added up; the page says so.</param>
/// <param name="BreakEvenShareOfChange">The share of all likely changes at which the horizon pays its costs, 1 = as planned; null when gains are not positive.</param>
/// <param name="OneOffGain">Gains that come once; not part of <paramref name="NetPerYear"/>.</param>
/// <param name="SoftPerYear">The part of the likely yearly gain that no account will show.</param>
/// <param name="HorizonMonths">What the values below add up over.</param>
/// <param name="NetPresentValue">Gains minus costs over the horizon, discounted, ramp-up included.</param>
/// <param name="Roi">Net present value / present value of the costs, no unit; null without cost.</param>
/// <param name="PaybackMonths">Months until the gains have covered the costs, straight within a month; 0 where no cost comes before the gains, null when the horizon ends before.</param>
/// <param name="BreakEven">Of the largest line; null without cost, or when no change in [−1, 1] pays.</param>
/// <param name="CostOfDelay">What one month of waiting costs when the end of the horizon stays where it is.</param>
/// <param name="LargestLineId">The complete line that brings most over the horizon at the likely values, discounted and before costs; null without one.</param>
/// <param name="LargestRateLineId">The same among the lines whose change is a rate in points, which is what a pilot can measure; null without one.</param>
public sealed record EffectEstimate(
    IReadOnlyList<EffectLineEstimate> Lines,
    IReadOnlyList<KeyValuePair<GainKind, MoneyRange>> ByKind,
    MoneyRange NetPerYear,
    bool MixesKinds,
    decimal? BreakEvenShareOfChange,
    MoneyRange? OneOffGain = null,
    decimal SoftPerYear = 0,
    int HorizonMonths = EffectsSheet.DefaultHorizonMonths,
    decimal NetPresentValue = 0,
    decimal? Roi = null,
    decimal? PaybackMonths = null,
    BreakEvenChange? BreakEven = null,
    decimal? CostOfDelay = null,
    Guid? LargestLineId = null,
    Guid? LargestRateLineId = null)
{
    /// <summary>False while no line is complete: the amounts are nothing then because nobody has said more, not because nothing is gained.</summary>
    public bool SaysSomething => Lines.Any(l => l.GainPerYear is not null);

    /// <summary>The line that steps 1 and 2 speak of when they name one, or null.</summary>
    public EffectLine? LargestLine(IReadOnlyList<EffectLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return lines.FirstOrDefault(l => l.Id == LargestLineId);
    }

    /// <summary>The line that a pilot is held against in step 6: a saving's share is no rate of responses. Null without one.</summary>
    public EffectLine? LargestRateLine(IReadOnlyList<EffectLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return lines.FirstOrDefault(l => l.Id == LargestRateLineId);
    }

    /// <summary>Computes the estimate from the sheet as it is; incomplete lines count nothing.</summary>
    public static EffectEstimate From(EffectsSheet sheet, IEnumerable<EffectLine> lines)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(lines);
        var ordered = lines.OrderBy(l => l.Position).ToList();
        var estimates = ordered.Select(l => new EffectLineEstimate(l.Id, l.Name, l.Kind, EffectLineGain.Of(l), l.Hardness, l.Recurrence)).ToList();
        var complete = estimates.Where(e => e.GainPerYear is not null).ToList();
        var recurring = complete.Where(e => e.Recurrence == GainRecurrence.Recurring).ToList();
        var once = complete.Where(e => e.Recurrence == GainRecurrence.OneOff).Select(e => e.GainPerYear!).ToList();
        var byKind = recurring.GroupBy(e => e.Kind)
            .OrderBy(g => g.Key)
            .Select(g => KeyValuePair.Create(g.Key, g.Select(e => e.GainPerYear!).Aggregate(MoneyRange.Add)))
            .ToList();
        var total = byKind.Select(k => k.Value).Aggregate(MoneyRange.Zero, MoneyRange.Add);
        var running = sheet.RunningCostPerYear ?? 0;
        var onceCost = ordered.Where(l => l.Recurrence == GainRecurrence.OneOff && EffectLineRanges.IsComplete(l)).Sum(l => l.CostPerYear ?? 0);
        var net = new MoneyRange(total.Low - (sheet.RunningCostHigh ?? running) - onceCost, total.Likely - running - onceCost, total.High - (sheet.RunningCostLow ?? running) - onceCost);
        var value = EffectValue.Of(sheet, [.. ordered.Where(EffectLineRanges.IsComplete)]);
        return new EffectEstimate(
            estimates,
            byKind,
            net,
            complete.Select(e => e.Kind).Distinct().Count() > 1,
            value.BreakEvenShare,
            once.Count == 0 ? null : once.Aggregate(MoneyRange.Add),
            recurring.Where(e => e.Hardness == GainHardness.Soft).Sum(e => e.GainPerYear!.Likely),
            EffectHorizon.Months(sheet),
            value.Net,
            value.Roi,
            value.PaybackMonths,
            value.BreakEven,
            value.CostOfDelay,
            value.LargestLineId,
            value.LargestRateLineId);
    }
}

/// <summary>A line's own arithmetic.</summary>
public static class EffectLineGain
{
    /// <summary>Net of a recurring line's yearly cost.</summary>
    /// <returns>Null while a number is missing or a range does not rise.</returns>
    public static MoneyRange? Of(EffectLine line)
    {
        if (BeforeCost(line) is not { } gain)
            return null;
        // what a single gain costs each year stands among the yearly costs, not against the gain
        var cost = line.Recurrence == GainRecurrence.OneOff ? 0 : line.CostPerYear ?? 0;
        return new MoneyRange(gain.Low - cost, gain.Likely - cost, gain.High - cost);
    }

    /// <summary>The same before its cost; low and high over all corners of the three ranges, since a change or a value may be negative.</summary>
    public static MoneyRange? BeforeCost(EffectLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (!EffectLineRanges.IsComplete(line))
            return null;
        var perYear = PeriodsPerYear(line);
        var likely = Likely(line) * perYear;
        var (low, high) = (decimal.MaxValue, decimal.MinValue);
        foreach (var population in Ends(line.PopulationLow, line.Population, line.PopulationHigh))
        {
            foreach (var change in Ends(line.ChangeLow, line.ChangeLikely, line.ChangeHigh))
            {
                foreach (var value in Ends(line.ValueLow, line.ValuePerUnit, line.ValueHigh))
                {
                    var gain = population * change * value * perYear;
                    (low, high) = (Math.Min(low, gain), Math.Max(high, gain));
                }
            }
        }

        return new MoneyRange(low, likely, high);
    }

    /// <summary>What the complete lines cost a year beside the running cost of the project.</summary>
    public static decimal CostPerYear(IEnumerable<EffectLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return lines.Where(EffectLineRanges.IsComplete).Sum(l => l.CostPerYear ?? 0);
    }

    /// <summary>How often the gain comes in a year; 1 for a line that comes once.</summary>
    public static int PeriodsPerYear(EffectLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Recurrence == GainRecurrence.OneOff ? 1 : Define.Periods.PerYear(line.Period);
    }

    /// <summary>The gain of one period at the likely values, before cost.</summary>
    internal static decimal Likely(EffectLine line) => line.Population!.Value * line.ChangeLikely!.Value * line.ValuePerUnit!.Value;

    private static decimal[] Ends(decimal? low, decimal? likely, decimal? high) => [low ?? likely!.Value, high ?? likely!.Value];
}
