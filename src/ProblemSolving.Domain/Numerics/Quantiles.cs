namespace ProblemSolving.Domain.Numerics;

/// <summary>Quantiles of type 7: straight between the two neighbours of position (n − 1)p. Source: Hyndman and Fan (1996), The American Statistician 50(4).</summary>
public static class Quantiles
{
    /// <param name="sorted">At least one value, rising.</param>
    /// <param name="share">In [0, 1].</param>
    public static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        var position = (sorted.Length - 1) * share;
        var lower = (int)position;
        var upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + ((sorted[upper] - sorted[lower]) * (position - lower));
    }
}
