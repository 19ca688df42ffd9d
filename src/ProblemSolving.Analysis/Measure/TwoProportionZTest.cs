using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Analysis.Measure;

/// <summary>Compares the response rates of two groups.</summary>
public static class TwoProportionZTest
{
    /// <summary>Treatment minus control.</summary>
    /// <param name="controlSuccesses">In [0, <paramref name="controlTrials"/>].</param>
    /// <param name="controlTrials">Customers in the control group, at least 1.</param>
    /// <param name="level">Coverage of the intervals, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A group is empty or a count is impossible.</exception>
    public static TwoProportionResult Compare(long controlSuccesses, long controlTrials, long treatmentSuccesses, long treatmentTrials, double level = 0.95)
    {
        Check(controlSuccesses, controlTrials);
        Check(treatmentSuccesses, treatmentTrials);
        var rates = Rates(controlSuccesses, controlTrials, treatmentSuccesses, treatmentTrials, level);
        double n = controlTrials, m = treatmentTrials;
        var p = controlSuccesses / n;
        var q = treatmentSuccesses / m;
        var error = Math.Sqrt(p * (1 - p) / n + q * (1 - q) / m);
        var factor = NormalDistribution.UpperQuantile((1 - level) / 2);
        return new TwoProportionResult(
            controlSuccesses, controlTrials, treatmentSuccesses, treatmentTrials,
            rates.Difference, error, rates.ZStatistic, rates.PValueTwoSided,
            Fisher(controlSuccesses, controlTrials, treatmentSuccesses, treatmentTrials),
            new Interval(Math.Max(-1, rates.Difference - factor * error), Math.Min(1, rates.Difference + factor * error), level),
            rates.Newcombe);
    }

    /// <summary>The z-test and Newcombe's interval alone, for thousands of comparisons; the exact test takes as many steps as there are customers.</summary>
    internal static RateDifference Rates(long controlSuccesses, long controlTrials, long treatmentSuccesses, long treatmentTrials, double level = 0.95)
    {
        double n = controlTrials, m = treatmentTrials;
        var p = controlSuccesses / n;
        var q = treatmentSuccesses / m;
        var difference = q - p;
        var pooled = (controlSuccesses + treatmentSuccesses) / (n + m);
        var pooledError = Math.Sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
        var z = pooledError > 0 ? difference / pooledError : 0;
        var first = Wilson(controlSuccesses, controlTrials, level);
        var second = Wilson(treatmentSuccesses, treatmentTrials, level);
        return new RateDifference(
            p, q, difference, z, Math.Min(1, 2 * NormalDistribution.Upper(Math.Abs(z))),
            new Interval(
                difference - Math.Sqrt(Square(q - second.Low) + Square(first.High - p)),
                difference + Math.Sqrt(Square(second.High - q) + Square(p - first.Low)),
                level),
            second);
    }

    /// <summary>Wilson's (1927) score interval for one rate; stays within [0, 1].</summary>
    public static Interval Wilson(long successes, long trials, double level = 0.95)
    {
        Check(successes, trials);
        double n = trials;
        var rate = successes / n;
        var z = NormalDistribution.UpperQuantile((1 - level) / 2);
        var centre = (rate + z * z / (2 * n)) / (1 + z * z / n);
        var reach = z / (1 + z * z / n) * Math.Sqrt(rate * (1 - rate) / n + z * z / (4 * n * n));
        return new Interval(successes == 0 ? 0 : Math.Max(0, centre - reach), successes == trials ? 1 : Math.Min(1, centre + reach), level);
    }

    /// <summary>Agresti and Caffo (2000): one success and one failure are added to each group.</summary>
    public static Interval AgrestiCaffo(this TwoProportionResult result, double level = 0.95)
    {
        double n = result.ControlTrials + 2, m = result.TreatmentTrials + 2;
        var p = (result.ControlSuccesses + 1) / n;
        var q = (result.TreatmentSuccesses + 1) / m;
        var reach = NormalDistribution.UpperQuantile((1 - level) / 2) * Math.Sqrt(p * (1 - p) / n + q * (1 - q) / m);
        return new Interval(Math.Max(-1, q - p - reach), Math.Min(1, q - p + reach), level);
    }

    /// <summary>Two-sided exact test: all tables with the same margins that are no more likely than this one.</summary>
    internal static double Fisher(long a, long n, long b, long m)
    {
        var total = a + b;
        var least = Math.Max(0, total - m);
        var most = Math.Min(n, total);
        // logarithms relative to the first table, each from its neighbour: no large log-gammas to subtract
        var logs = new double[most - least + 1];
        for (var k = least; k < most; k++)
            logs[k - least + 1] = logs[k - least] + Math.Log((double)(n - k) / (k + 1)) + Math.Log((double)(total - k) / (m - total + k + 1));
        // R's fisher.test also counts tables that are at most a relative 1e-7 likelier
        var limit = logs[a - least] + Math.Log(1 + 1e-7);
        return Math.Min(1, Math.Exp(LogSum(logs.Where(l => l <= limit)) - LogSum(logs)));
    }

    private static double LogSum(IEnumerable<double> logs)
    {
        var sorted = logs.Order().ToArray();
        var largest = sorted[^1];
        return largest + Math.Log(sorted.Sum(l => Math.Exp(l - largest)));
    }

    private static double Square(double x) => x * x;

    private static void Check(long successes, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
    }
}

/// <summary>Two rates and their difference, treatment minus control.</summary>
/// <param name="Wilson">Of the treatment rate.</param>
internal sealed record RateDifference(double ControlRate, double TreatmentRate, double Difference, double ZStatistic, double PValueTwoSided, Interval Newcombe, Interval Wilson);
