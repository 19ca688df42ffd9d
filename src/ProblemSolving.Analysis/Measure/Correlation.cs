namespace ProblemSolving.Analysis.Measure;

/// <summary>How strongly two columns go together.</summary>
public static class Correlation
{
    /// <summary>Pearson's coefficient by two passes.</summary>
    /// <param name="x">At least 2 finite values.</param>
    /// <param name="y">As many.</param>
    /// <returns>In [−1, 1]; null when a column is constant.</returns>
    /// <exception cref="ArgumentException">Lengths differ or are too short.</exception>
    public static double? Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length || x.Length < 2)
            throw new ArgumentException("Two columns of the same length with at least two values are needed.", nameof(y));
        var (meanX, meanY) = (Descriptive.Mean(x), Descriptive.Mean(y));
        double xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var (a, b) = (x[i] - meanX, y[i] - meanY);
            xx += a * a;
            yy += b * b;
            xy += a * b;
        }

        return Ratio(xy, xx, yy);
    }

    /// <summary>Spearman's coefficient: Pearson's of the ranks, ties get their mean rank.</summary>
    public static double? Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Pearson(Ranks(x), Ranks(y));

    /// <summary>Cramér's V of a table of counts (1946), not corrected for bias.</summary>
    /// <param name="cells">Row, column, count; rows and columns without any count do not stand in it.</param>
    /// <returns>In [0, 1]; null when there is only one row or column.</returns>
    public static double? CramersV(IReadOnlyList<(int Row, int Column, long Count)> cells)
    {
        var rows = cells.GroupBy(c => c.Row).ToDictionary(g => g.Key, g => (double)g.Sum(c => c.Count));
        var columns = cells.GroupBy(c => c.Column).ToDictionary(g => g.Key, g => (double)g.Sum(c => c.Count));
        var least = Math.Min(rows.Count, columns.Count);
        if (least < 2)
            return null;
        var all = rows.Values.Sum();
        // chi-square / n = Σ o² / (r · c) − 1, which needs no cell that is empty
        var sum = cells.OrderBy(c => c.Row).ThenBy(c => c.Column).Sum(c => (double)c.Count * c.Count / (rows[c.Row] * columns[c.Column]));
        return Math.Clamp(Math.Sqrt(Math.Max(0, sum - 1) / (least - 1)), 0, 1);
    }

    internal static double? Ratio(double xy, double xx, double yy) => xx > 0 && yy > 0 ? Math.Clamp(xy / (Math.Sqrt(xx) * Math.Sqrt(yy)), -1, 1) : null;

    private static double[] Ranks(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var places = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, places);
        var ranks = new double[sorted.Length];
        for (var from = 0; from < sorted.Length;)
        {
            var to = from;
            while (to + 1 < sorted.Length && sorted[to + 1] == sorted[from])
                to++;
            for (var i = from; i <= to; i++)
                ranks[places[i]] = (from + to) / 2.0 + 1;
            from = to + 1;
        }

        return ranks;
    }
}
