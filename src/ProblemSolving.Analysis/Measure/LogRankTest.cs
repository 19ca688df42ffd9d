namespace ProblemSolving.Analysis.Measure;

/// <summary>Whether several groups wait equally long. Source: Mantel (1966), Peto and Peto (1972); the variance is hypergeometric, as in R's <c>survdiff</c>.</summary>
public static class LogRankTest
{
    /// <param name="groups">At least two; each rising in time.</param>
    /// <exception cref="ArgumentException">Fewer than two groups.</exception>
    public static LogRankResult Compare(IReadOnlyList<IReadOnlyList<SurvivalCount>> groups)
    {
        var k = groups.Count;
        if (k < 2)
            throw new ArgumentException("At least two groups are needed.", nameof(groups));
        var atRisk = groups.Select(g => g.Sum(c => c.Events + c.Censored)).ToArray();
        var next = new int[k];
        var difference = new double[k];
        var variance = new double[k, k];
        while (true)
        {
            var time = Enumerable.Range(0, k).Where(g => next[g] < groups[g].Count).Select(g => groups[g][next[g]].Time).DefaultIfEmpty(double.NaN).Min();
            if (double.IsNaN(time))
                break;
            var here = Enumerable.Range(0, k).Select(g => next[g] < groups[g].Count && groups[g][next[g]].Time == time ? groups[g][next[g]] : default).ToArray();
            var (events, all) = ((double)here.Sum(c => c.Events), (double)atRisk.Sum());
            if (events > 0)
                Add(here, atRisk, events, all, difference, variance);
            for (var g = 0; g < k; g++)
            {
                atRisk[g] -= here[g].Events + here[g].Censored;
                if (next[g] < groups[g].Count && groups[g][next[g]].Time == time)
                    next[g]++;
            }
        }

        var chiSquare = Quadratic(difference, variance);
        return new LogRankResult(chiSquare, k - 1, ChiSquareDistribution.Upper(chiSquare, k - 1));
    }

    private static void Add(SurvivalCount[] here, long[] atRisk, double events, double all, double[] difference, double[,] variance)
    {
        var spread = all > 1 ? events * (all - events) / (all - 1) : 0;
        for (var g = 0; g < here.Length; g++)
        {
            var share = atRisk[g] / all;
            difference[g] += here[g].Events - events * share;
            for (var h = 0; h < here.Length; h++)
                variance[g, h] += spread * share * ((g == h ? 1 : 0) - atRisk[h] / all);
        }
    }

    /// <summary>dᵀ V⁻¹ d over the first k − 1 groups, by elimination; a group that never had anybody at risk adds nothing.</summary>
    private static double Quadratic(double[] difference, double[,] variance)
    {
        var n = difference.Length - 1;
        var rows = new double[n, n + 1];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                rows[i, j] = variance[i, j];
            rows[i, n] = difference[i];
        }

        var result = 0.0;
        for (var i = 0; i < n; i++)
        {
            // the matrix is positive semidefinite: eliminating in order gives one squared term after the other
            if (rows[i, i] <= 1e-12)
                continue;
            result += rows[i, n] * rows[i, n] / rows[i, i];
            for (var r = i + 1; r < n; r++)
            {
                var factor = rows[r, i] / rows[i, i];
                for (var c = i; c <= n; c++)
                    rows[r, c] -= factor * rows[i, c];
            }
        }

        return result;
    }
}

/// <summary>Chi-square of a log-rank test.</summary>
/// <param name="DegreesOfFreedom">Groups less one.</param>
/// <param name="PValue">In [0, 1].</param>
public sealed record LogRankResult(double ChiSquare, int DegreesOfFreedom, double PValue);
