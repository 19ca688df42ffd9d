using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Analysis.Measure;

/// <summary>
/// Two areas under the ROC curve of the same customers, with intervals for each and for their difference. Both rank the same people,
/// so their errors go together, and the difference is known better than either. Source: DeLong, DeLong and Clarke-Pearson (1988).
/// </summary>
public static class PairedAuc
{
    /// <param name="scores">Of the model, one for each customer, all finite.</param>
    /// <param name="baseline">Of the rule, same length.</param>
    /// <param name="positives">Same length; each outcome at least twice.</param>
    /// <param name="level">Coverage, in (0, 1).</param>
    /// <returns>Differences are model minus rule.</returns>
    /// <exception cref="ArgumentException">Lengths differ or an outcome occurs less than twice.</exception>
    public static AucComparison Compare(IReadOnlyList<double> scores, IReadOnlyList<double> baseline, IReadOnlyList<bool> positives, double level = 0.95)
    {
        if (scores.Count != positives.Count || baseline.Count != positives.Count)
            throw new ArgumentException("Each score needs its outcome.", nameof(positives));
        int[] buyers = [.. Enumerable.Range(0, positives.Count).Where(i => positives[i])], others = [.. Enumerable.Range(0, positives.Count).Where(i => !positives[i])];
        if (buyers.Length < 2 || others.Length < 2)
            throw new ArgumentException("Both outcomes must occur twice.", nameof(positives));
        var (one, two) = (Places(scores, buyers, others), Places(baseline, buyers, others));
        var difference = new Places(one.Auc - two.Auc, Less(one.OfBuyers, two.OfBuyers), Less(one.OfOthers, two.OfOthers));
        var z = NormalDistribution.UpperQuantile((1 - level) / 2);
        Interval Around(Places places, double lowest)
        {
            var reach = z * places.StandardError;
            return new Interval(Math.Max(lowest, places.Auc - reach), Math.Min(1, places.Auc + reach), level);
        }

        return new AucComparison(Around(one, 0), Around(two, 0), difference.Auc, difference.StandardError, Around(difference, -1));
    }

    /// <summary>For each customer the share of those with the other outcome that are ranked on the right side, ties half; from ranks among all and among the like.</summary>
    private static Places Places(IReadOnlyList<double> scores, int[] buyers, int[] others)
    {
        double[] buyerScores = [.. buyers.Select(i => scores[i])], otherScores = [.. others.Select(i => scores[i])];
        var (sortedBuyers, sortedOthers) = ((double[])[.. buyerScores.Order()], (double[])[.. otherScores.Order()]);
        double[] ofBuyers = [.. buyerScores.Select(s => Below(sortedOthers, s))];
        double[] ofOthers = [.. otherScores.Select(s => 1 - Below(sortedBuyers, s))];
        return new Places(ofBuyers.Average(), ofBuyers, ofOthers);
    }

    private static double Below(double[] sorted, double value) => (First(sorted, value, false) + First(sorted, value, true)) / 2.0 / sorted.Length;

    // place of the first entry at or above the value, or above it
    private static int First(double[] sorted, double value, bool above)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value || (above && sorted[middle] == value))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static double[] Less(double[] one, double[] two) => [.. one.Zip(two, (a, b) => a - b)];
}

/// <summary>An area with what each customer adds to it.</summary>
internal sealed record Places(double Auc, double[] OfBuyers, double[] OfOthers)
{
    public double StandardError => Math.Sqrt(Variance(OfBuyers) / OfBuyers.Length + Variance(OfOthers) / OfOthers.Length);

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1);
    }
}
