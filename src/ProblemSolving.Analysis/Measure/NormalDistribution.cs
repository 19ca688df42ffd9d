namespace ProblemSolving.Analysis.Measure;

/// <summary>Standard normal distribution with tails that stay exact far out, where 1 − CDF would be 0.</summary>
public static class NormalDistribution
{
    private const double SqrtTwoPi = 2.506628274631000502415765;

    /// <summary>Density at <paramref name="z"/>.</summary>
    public static double Density(double z) => Math.Exp(-0.5 * z * z) / SqrtTwoPi;

    /// <summary>Probability above <paramref name="z"/>, in [0, 1]; relative error about 1e-13 down to 1e-300.</summary>
    /// <remarks>Abramowitz and Stegun 26.2.11 (series) and 26.2.14 (continued fraction).</remarks>
    public static double Upper(double z)
    {
        if (double.IsNaN(z))
            throw new ArgumentException("z is not a number.", nameof(z));
        if (z < 0)
            return 1 - Upper(-z);
        if (double.IsInfinity(z))
            return 0;
        return z < 2.5 ? 0.5 - Density(z) * CentreSeries(z) : Density(z) * Mills(z);
    }

    /// <summary>Probability of at most <paramref name="z"/>.</summary>
    public static double Lower(double z) => Upper(-z);

    /// <summary>The z that has probability <paramref name="upper"/> above it.</summary>
    /// <param name="upper">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">Not in (0, 1).</exception>
    public static double UpperQuantile(double upper)
    {
        if (!(upper > 0 && upper < 1))
            throw new ArgumentOutOfRangeException(nameof(upper), upper, "A tail probability lies between 0 and 1.");
        if (upper == 0.5)
            return 0;
        if (upper > 0.5)
            return -UpperQuantile(1 - upper);
        // Abramowitz and Stegun 26.2.23 as a start, then Halley steps on the logarithm of the tail
        var t = Math.Sqrt(-2 * Math.Log(upper));
        var z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        for (var i = 0; i < 8; i++)
        {
            var tail = Upper(z);
            var step = tail / Density(z) * Math.Log(tail / upper);
            z += step;
            if (Math.Abs(step) <= 1e-16 * Math.Max(1, Math.Abs(z)))
                break;
        }
        return z;
    }

    private static double CentreSeries(double z)
    {
        double term = z, sum = z;
        for (var k = 3; term > sum * 1e-17; k += 2)
        {
            term *= z * z / k;
            sum += term;
        }
        return sum;
    }

    /// <summary>Tail divided by density, by a continued fraction evaluated from its end.</summary>
    private static double Mills(double z)
    {
        var fraction = z;
        for (var k = 300; k >= 1; k--)
            fraction = z + k / fraction;
        return 1 / fraction;
    }
}
