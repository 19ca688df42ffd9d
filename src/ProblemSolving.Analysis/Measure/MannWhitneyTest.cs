using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Analysis.Measure;

/// <summary>How often a value stands in each of two groups.</summary>
public readonly record struct ValueCounts(double Value, long Control, long Treatment);

/// <summary>
/// Mann and Whitney (1947) by the normal approximation with ties corrected, as R's <c>wilcox.test(exact = FALSE, correct = FALSE)</c>.
/// </summary>
public static class MannWhitneyTest
{
    /// <exception cref="ArgumentException">A group is empty.</exception>
    public static MannWhitneyResult Compare(ReadOnlySpan<double> control, ReadOnlySpan<double> treatment, double level = 0.95)
    {
        var counts = new SortedDictionary<double, (long Control, long Treatment)>();
        foreach (var value in control)
            counts[value] = (counts.GetValueOrDefault(value).Control + 1, counts.GetValueOrDefault(value).Treatment);
        foreach (var value in treatment)
            counts[value] = (counts.GetValueOrDefault(value).Control, counts.GetValueOrDefault(value).Treatment + 1);
        return Compare([.. counts.Select(c => new ValueCounts(c.Key, c.Value.Control, c.Value.Treatment))], level);
    }

    /// <param name="counts">Rising in value, each value once.</param>
    /// <param name="level">Coverage of the interval of the probability of superiority.</param>
    /// <exception cref="ArgumentException">A group is empty.</exception>
    public static MannWhitneyResult Compare(IReadOnlyList<ValueCounts> counts, double level = 0.95)
    {
        double n = counts.Sum(c => c.Control), m = counts.Sum(c => c.Treatment);
        if (n == 0 || m == 0)
            throw new ArgumentException("Both groups need a value.", nameof(counts));
        double statistic = 0, ties = 0, below = 0;
        foreach (var (_, a, b) in counts)
        {
            statistic += b * (below + a / 2.0);
            below += a;
            double t = a + b;
            ties += t * t * t - t;
        }

        var all = n + m;
        var spread = Math.Sqrt(n * m / 12 * (all + 1 - (all > 1 ? ties / (all * (all - 1)) : 0)));
        var z = spread > 0 ? (statistic - n * m / 2) / spread : 0;
        var superiority = statistic / (n * m);
        return new MannWhitneyResult(statistic, superiority, Interval(counts, n, m, superiority, level), z, Math.Min(1, 2 * NormalDistribution.Upper(Math.Abs(z))));
    }

    /// <summary>Variance by the placements of each group in the other (DeLong, DeLong and Clarke-Pearson 1988); cut to [0, 1].</summary>
    private static Interval? Interval(IReadOnlyList<ValueCounts> counts, double n, double m, double superiority, double level)
    {
        if (n < 2 || m < 2)
            return null;
        double controlBelow = 0, treatmentBelow = 0, treatmentSquares = 0, controlSquares = 0;
        foreach (var (_, a, b) in counts)
        {
            var higher = (controlBelow + a / 2.0) / n - superiority;
            var lower = (m - treatmentBelow - b / 2.0) / m - superiority;
            treatmentSquares += b * higher * higher;
            controlSquares += a * lower * lower;
            controlBelow += a;
            treatmentBelow += b;
        }

        var reach = NormalDistribution.UpperQuantile((1 - level) / 2) * Math.Sqrt(treatmentSquares / (m - 1) / m + controlSquares / (n - 1) / n);
        return new Interval(Math.Max(0, superiority - reach), Math.Min(1, superiority + reach), level);
    }
}

/// <summary>Two groups compared by rank.</summary>
/// <param name="Statistic">W of the treatment group: pairs in which its value is higher, ties count half.</param>
/// <param name="Superiority">Chance that a random customer of the treatment group has the higher value, ties half; 0.5 is no difference.</param>
/// <param name="Interval">Of the superiority; null with fewer than two customers in a group.</param>
/// <param name="PValueTwoSided">Normal approximation.</param>
public sealed record MannWhitneyResult(double Statistic, double Superiority, Interval? Interval, double ZStatistic, double PValueTwoSided);
