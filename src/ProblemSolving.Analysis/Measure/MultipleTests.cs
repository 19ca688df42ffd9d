namespace ProblemSolving.Analysis.Measure;

/// <summary>Adjusts p-values for the number of tests; same results as R's p.adjust.</summary>
public static class MultipleTests
{
    /// <summary>Benjamini and Hochberg (1995): controls the share of false findings. Order is kept.</summary>
    public static double[] BenjaminiHochberg(IReadOnlyList<double> pValues)
    {
        var order = Enumerable.Range(0, pValues.Count).OrderByDescending(i => pValues[i]).ThenBy(i => i).ToArray();
        var adjusted = new double[pValues.Count];
        var smallest = 1.0;
        for (var k = 0; k < order.Length; k++)
        {
            smallest = Math.Min(smallest, pValues[order[k]] * pValues.Count / (pValues.Count - k));
            adjusted[order[k]] = smallest;
        }
        return adjusted;
    }

    /// <summary>Holm (1979): controls the chance of any false finding. Order is kept.</summary>
    public static double[] Holm(IReadOnlyList<double> pValues)
    {
        var order = Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]).ThenBy(i => i).ToArray();
        var adjusted = new double[pValues.Count];
        var largest = 0.0;
        for (var k = 0; k < order.Length; k++)
        {
            largest = Math.Min(1, Math.Max(largest, pValues[order[k]] * (pValues.Count - k)));
            adjusted[order[k]] = largest;
        }
        return adjusted;
    }
}
