using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Analysis.Measure;

/// <summary>Sample ratio mismatch: a split whose sizes differ too much from the plan is broken, and so is every comparison on it.</summary>
public static class SampleRatioCheck
{
    /// <param name="observed">Customers in each group, at least two groups.</param>
    /// <param name="plannedShares">Share of each group, above 0, adding up to 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, nobody was observed, or the shares do not add up to 1.</exception>
    public static SampleRatioResult Check(IReadOnlyList<long> observed, IReadOnlyList<double> plannedShares)
    {
        if (observed.Count < 2 || observed.Count != plannedShares.Count)
            throw new ArgumentException("Each of at least two groups needs a planned share.", nameof(plannedShares));
        if (plannedShares.Any(s => !(s > 0)) || Math.Abs(plannedShares.Sum() - 1) > 1e-9)
            throw new ArgumentException("Planned shares lie above 0 and add up to 1.", nameof(plannedShares));
        var total = (double)observed.Sum();
        if (!(total > 0))
            throw new ArgumentException("No group has a customer.", nameof(observed));
        var chiSquare = observed.Select((count, i) => (count - total * plannedShares[i]) * (count - total * plannedShares[i]) / (total * plannedShares[i])).Sum();
        return new SampleRatioResult(chiSquare, observed.Count - 1, ChiSquareDistribution.Upper(chiSquare, observed.Count - 1));
    }
}
