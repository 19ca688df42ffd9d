namespace ProblemSolving.Domain.Effects;

/// <summary>The likely values of a sheet over its horizon.</summary>
internal sealed record EffectValue(decimal Net, decimal? Roi, decimal? PaybackMonths, decimal? BreakEvenShare, BreakEvenChange? BreakEven, decimal? CostOfDelay, Guid? LargestLineId, Guid? LargestRateLineId)
{
    /// <param name="lines">Complete lines only.</param>
    public static EffectValue Of(EffectsSheet sheet, IReadOnlyList<EffectLine> lines)
    {
        var factors = EffectHorizon.Factors(sheet);
        var costFactor = (decimal)factors.Monthly() / 12;
        var oneOff = sheet.OneOffCost ?? 0;
        var yearlyCost = (sheet.RunningCostPerYear ?? 0) + lines.Sum(l => l.CostPerYear ?? 0);
        var costs = oneOff + (yearlyCost * costFactor);
        var gains = lines.Select(l => Gross(l) * (decimal)EffectHorizon.Factor(l, factors)).ToList();
        var gross = gains.Sum();
        var share = gross > 0 ? Ratio(costs, gross) : null;
        var bySize = Enumerable.Range(0, lines.Count).OrderByDescending(i => gains[i]).Select(i => lines[i]).ToList();
        var largest = bySize.FirstOrDefault();
        return new EffectValue(
            gross - costs,
            costs > 0 ? Ratio(gross - costs, costs) : null,
            Payback(factors.HorizonMonths, oneOff, yearlyCost, lines),
            share,
            BreakEvenOf(largest, share),
            lines.Count == 0 ? null : gross - (yearlyCost * costFactor) - Delayed(factors, yearlyCost, lines),
            largest?.Id,
            bySize.FirstOrDefault(l => !l.Kind.TakesShare())?.Id);
    }

    private static decimal Gross(EffectLine line) => EffectLineGain.Likely(line) * EffectLineGain.PeriodsPerYear(line);

    // The same project a month later with the same end: the first month's costs are saved, the last month's full gain is lost.
    private static decimal Delayed(CashFactors factors, decimal yearlyCost, IReadOnlyList<EffectLine> lines) =>
        lines.Sum(l => Gross(l) * (decimal)EffectHorizon.Factor(l, factors, delayMonths: 1)) - (yearlyCost * (decimal)factors.Monthly(delayMonths: 1) / 12);

    private static decimal? Payback(int horizon, decimal oneOff, decimal yearlyCost, IReadOnlyList<EffectLine> lines)
    {
        var left = -oneOff;
        for (var month = 1; month <= horizon; month++)
        {
            var flow = lines.Sum(l => InMonth(l, month)) - (yearlyCost / 12);
            if (left < 0 && left + flow >= 0)
                return month - 1 + Ratio(-left, flow);
            left += flow;
            if (left > 0)
                return 0; // gains before any cost: there is nothing to pay back
        }

        return left < 0 ? null : 0;
    }

    private static decimal InMonth(EffectLine line, int month)
    {
        var rampUp = EffectHorizon.RampUp(line);
        return line.Recurrence switch
        {
            GainRecurrence.Recurring => Gross(line) / 12 * (decimal)CashFactors.Share(month, rampUp),
            GainRecurrence.OneOff => month == Math.Max(1, rampUp) ? Gross(line) : 0,
        };
    }

    // All changes are taken to fall short by the same share: what wins fewer customers back also makes fewer of them loyal.
    private static BreakEvenChange? BreakEvenOf(EffectLine? line, decimal? share) =>
        line is not { ChangeLikely: { } planned } || planned == 0 || share is not > 0 || share > 1 / Math.Abs(planned)
            ? null
            : new BreakEvenChange(line.Id, line.Name, planned * share.Value, planned);

    // A cost of a millionth of a won makes a return that is no number any more; then there is none to show.
    private static decimal? Ratio(decimal value, decimal by)
    {
        try
        {
            return value / by;
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }
}
