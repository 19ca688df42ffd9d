namespace ProblemSolving.Analysis.Measure;

/// <summary>Student's t distribution; the tail is computed itself and not as 1 − CDF.</summary>
public static class StudentTDistribution
{
    /// <summary>Probability above <paramref name="t"/>, in [0, 1].</summary>
    /// <param name="degreesOfFreedom">Above 0, need not be whole.</param>
    /// <exception cref="ArgumentException">An input is no number or the degrees of freedom are not above 0.</exception>
    public static double Upper(double t, double degreesOfFreedom)
    {
        if (double.IsNaN(t))
            throw new ArgumentException("t is not a number.", nameof(t));
        if (!(degreesOfFreedom > 0))
            throw new ArgumentException("Degrees of freedom lie above 0.", nameof(degreesOfFreedom));
        if (double.IsInfinity(degreesOfFreedom))
            return NormalDistribution.Upper(t);
        if (t < 0)
            return 1 - Upper(-t, degreesOfFreedom);
        if (double.IsInfinity(t))
            return 0;
        // squares of very large t would overflow
        var ratio = t / Math.Sqrt(degreesOfFreedom);
        var square = ratio * ratio;
        if (double.IsInfinity(square))
            return 0.5 * IncompleteBeta.FarTail(ratio, degreesOfFreedom / 2);
        return 0.5 * IncompleteBeta.WithHalf(degreesOfFreedom / 2, square);
    }

    /// <summary>Probability of being at least as far from 0 as <paramref name="t"/>.</summary>
    public static double TwoSided(double t, double degreesOfFreedom) => Math.Min(1, 2 * Upper(Math.Abs(t), degreesOfFreedom));

    /// <summary>The t that has probability <paramref name="upper"/> above it; infinite when it is larger than a double can be.</summary>
    /// <param name="upper">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">Not in (0, 1).</exception>
    public static double UpperQuantile(double upper, double degreesOfFreedom)
    {
        if (!(upper > 0 && upper < 1))
            throw new ArgumentOutOfRangeException(nameof(upper), upper, "A tail probability lies between 0 and 1.");
        if (upper == 0.5)
            return 0;
        if (upper > 0.5)
            return -UpperQuantile(1 - upper, degreesOfFreedom);
        double low = 0, high = 1;
        while (Upper(high, degreesOfFreedom) > upper)
        {
            low = high;
            high *= 2;
            if (double.IsInfinity(high))
                return double.PositiveInfinity;
        }
        for (var i = 0; i < 200 && high - low > 1e-16 * high; i++)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
                break;
            if (Upper(middle, degreesOfFreedom) > upper)
                low = middle;
            else
                high = middle;
        }
        return low + (high - low) / 2;
    }
}
