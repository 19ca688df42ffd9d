using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Effects;

namespace ProblemSolving.Domain.Measure;

/// <summary>The change of the response rate, the wanted way, at which the contact pays.</summary>
/// <param name="Rise">As a difference of rates in (0, 1]; null when step 2 does not say.</param>
/// <param name="Basis">What was used, or why there is none.</param>
public sealed record PilotBreakEven(double? Rise, FigureText Basis)
{
    /// <summary>The difference of the rates, target minus control, at which the contact pays: below 0 where the rate should fall.</summary>
    /// <param name="falls">True when a response should become rarer.</param>
    public double? Difference(bool falls) => falls ? -Rise : Rise;

    /// <summary>Takes the share of the planned change at which step 2 breaks even, of the largest line whose change is a rate.</summary>
    public static PilotBreakEven From(EffectEstimate estimate, IReadOnlyList<EffectLine> lines)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        if (estimate.LargestRateLine(lines) is not { ChangeLikely: > 0 and { } change } line)
            return new PilotBreakEven(null, new FigureText("measure.break-even.no-line"));
        if (estimate.BreakEvenShareOfChange is not { } share || share <= 0)
            return new PilotBreakEven(null, new FigureText("measure.break-even.no-cost"));
        var rise = share * change;
        return rise > 1
            ? new PilotBreakEven(null, new FigureText("measure.break-even.never", line.Name))
            : new PilotBreakEven((double)rise, new FigureText(estimate.Lines.Count(l => l.GainPerYear is not null) > 1 ? "measure.break-even.from-lines" : "measure.break-even.from-line", share, change * 100, line.Name, rise * 100));
    }
}
