using MathNet.Numerics;

namespace ProblemSolving.Analysis.Measure;

/// <summary>Upper tail of the chi-square distribution.</summary>
public static class ChiSquareDistribution
{
    /// <summary>Probability above <paramref name="x"/>, in [0, 1].</summary>
    /// <param name="x">At least 0.</param>
    /// <param name="degreesOfFreedom">At least 1.</param>
    public static double Upper(double x, int degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfLessThan(degreesOfFreedom, 1);
        if (x == 0)
            return 1;
        if (degreesOfFreedom == 1)
            return Math.Min(1, 2 * NormalDistribution.Upper(Math.Sqrt(x)));
        return UpperGamma(degreesOfFreedom / 2.0, x / 2);
    }

    /// <summary>Q(a, x): series below a + 1, continued fraction above (Numerical Recipes 6.2).</summary>
    private static double UpperGamma(double a, double x)
    {
        var front = Math.Exp(-x + a * Math.Log(x) - SpecialFunctions.GammaLn(a));
        if (x < a + 1)
        {
            double term = 1 / a, sum = term;
            for (var n = 1; n < 100_000 && term > sum * 1e-17; n++)
            {
                term *= x / (a + n);
                sum += term;
            }
            return 1 - front * sum;
        }
        var b = x + 1 - a;
        var c = 1e300;
        var d = 1 / b;
        var result = d;
        for (var i = 1; i < 100_000; i++)
        {
            var an = -i * (i - a);
            b += 2;
            d = 1 / (an * d + b);
            c = b + an / c;
            var change = c * d;
            result *= change;
            if (Math.Abs(change - 1) < 1e-16)
                break;
        }
        return front * result;
    }
}
