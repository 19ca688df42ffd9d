using MathNet.Numerics;

namespace ProblemSolving.Analysis.Measure;

/// <summary>The regularised incomplete beta function for b = 1/2, which is what Student's t needs.</summary>
internal static class IncompleteBeta
{
    /// <summary>I_x(a, 1/2) with x = 1 / (1 + s), given s so that x near 1 loses nothing.</summary>
    /// <remarks>Continued fraction of Didonato and Morris (1992) in Lentz's form.</remarks>
    public static double WithHalf(double a, double s)
    {
        if (s == 0)
            return 1;
        var logX = -Log1p(s);
        var logComplement = Math.Log(s) + logX;
        var x = 1 / (1 + s);
        var front = Math.Exp(a * logX + 0.5 * logComplement - LogBetaHalf(a));
        return x < (a + 1) / (a + 2.5)
            ? front * Fraction(a, 0.5, x) / a
            : 1 - front * Fraction(0.5, a, s / (1 + s)) / 0.5;
    }

    /// <summary>The same where s = ratio² is too large for a double: the first term is all there is.</summary>
    public static double FarTail(double ratio, double a) => Math.Exp(-2 * a * Math.Log(ratio) - LogBetaHalf(a)) / a;

    private static double Fraction(double a, double b, double x)
    {
        const double Tiny = 1e-300;
        var c = 1.0;
        var d = 1 - (a + b) * x / (a + 1);
        d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
        var result = d;
        for (var m = 1; m <= 500_000; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 + even * d;
            d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = 1 + even / c;
            c = Math.Abs(c) < Tiny ? Tiny : c;
            result *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 + odd * d;
            d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = 1 + odd / c;
            c = Math.Abs(c) < Tiny ? Tiny : c;
            var change = d * c;
            result *= change;
            if (Math.Abs(change - 1) < 1e-16)
                break;
        }
        return result;
    }

    /// <summary>ln B(a, 1/2); the difference of two large log-gammas is taken term by term.</summary>
    private static double LogBetaHalf(double a)
    {
        const double LogSqrtPi = 0.5723649429247000870717137;
        if (a < 20)
            return LogSqrtPi + SpecialFunctions.GammaLn(a) - SpecialFunctions.GammaLn(a + 0.5);
        return LogSqrtPi - a * Log1p(0.5 / a) - 0.5 * Math.Log(a) + 0.5 + StirlingRest(a) - StirlingRest(a + 0.5);
    }

    private static double StirlingRest(double a)
    {
        var r = 1 / (a * a);
        return (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r / 1188)))) / a;
    }

    /// <summary>ln(1 + x) without losing small x (Kahan); the framework's LogP1 adds first.</summary>
    private static double Log1p(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : double.IsInfinity(sum) ? Math.Log(x) : Math.Log(sum) * (x / (sum - 1));
    }
}
