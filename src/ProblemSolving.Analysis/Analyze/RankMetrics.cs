namespace ProblemSolving.Analysis.Analyze;

/// <summary>How well scores rank buyers before non-buyers.</summary>
public static class RankMetrics
{
    /// <summary>Area under the ROC curve from rank sums; ties count half (Mann–Whitney).</summary>
    /// <param name="scores">One for each customer, all finite.</param>
    /// <param name="positives">Same length; both classes must occur.</param>
    /// <exception cref="ArgumentException">Lengths differ or one class is missing.</exception>
    public static double Auc(IReadOnlyList<double> scores, IReadOnlyList<bool> positives)
    {
        if (scores.Count != positives.Count)
            throw new ArgumentException("Each score needs its outcome.", nameof(positives));
        var order = Enumerable.Range(0, scores.Count).OrderBy(i => scores[i]).ToArray();
        double rankSum = 0;
        long count = 0;
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end < order.Length && scores[order[end]] == scores[order[start]])
                end++;
            var rank = (start + 1 + end) / 2.0;
            for (var i = start; i < end; i++)
            {
                if (positives[order[i]])
                {
                    rankSum += rank;
                    count++;
                }
            }
            start = end;
        }
        var others = scores.Count - count;
        if (count == 0 || others == 0)
            throw new ArgumentException("Both outcomes must occur.", nameof(positives));
        return (rankSum - count * (count + 1) / 2.0) / count / others;
    }

    /// <summary>Mean squared difference of probability and outcome.</summary>
    public static double Brier(IReadOnlyList<double> probabilities, IReadOnlyList<bool> positives)
    {
        var sum = 0.0;
        for (var i = 0; i < probabilities.Count; i++)
        {
            var error = probabilities[i] - (positives[i] ? 1 : 0);
            sum += error * error;
        }
        return sum / probabilities.Count;
    }
}
