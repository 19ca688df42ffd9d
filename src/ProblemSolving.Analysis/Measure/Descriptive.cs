using ProblemSolving.Domain.Numerics;

namespace ProblemSolving.Analysis.Measure;

/// <summary>Mean, spread and quantiles of values. Quantiles are always type 7 of Hyndman and Fan (1996), as in R and Excel's PERCENTILE.INC.</summary>
public static class Descriptive
{
    /// <summary>Mean, corrected once for rounding.</summary>
    /// <param name="values">At least one, all finite.</param>
    public static double Mean(ReadOnlySpan<double> values)
    {
        Check(values, 1);
        var sum = 0.0;
        foreach (var v in values)
            sum += v;
        var mean = sum / values.Length;
        var rest = 0.0;
        foreach (var v in values)
            rest += v - mean;
        return mean + rest / values.Length;
    }

    /// <summary>Sample variance (n − 1) by two passes with the rounding correction of Chan, Golub and LeVeque (1983).</summary>
    /// <param name="values">At least two, all finite.</param>
    public static double Variance(ReadOnlySpan<double> values)
    {
        Check(values, 2);
        var mean = Mean(values);
        double squares = 0, rest = 0;
        foreach (var v in values)
        {
            squares += (v - mean) * (v - mean);
            rest += v - mean;
        }
        return (squares - rest * rest / values.Length) / (values.Length - 1);
    }

    /// <summary>Quantile of values in rising order.</summary>
    /// <param name="sorted">At least one, sorted; not checked.</param>
    /// <param name="share">In [0, 1].</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        Check(sorted, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        return Quantiles.OfSorted(sorted, share);
    }

    private static void Check(ReadOnlySpan<double> values, int least)
    {
        if (values.Length < least)
            throw new ArgumentException($"At least {least} values are needed.", nameof(values));
        foreach (var v in values)
        {
            if (!double.IsFinite(v))
                throw new ArgumentException("All values must be finite.", nameof(values));
        }
    }
}
