namespace ProblemSolving.Analysis.Measure;

/// <summary>How many customers a comparison of two rates needs; normal approximation, the same as R's power.prop.test.</summary>
public static class TwoProportionPower
{
    /// <summary>Customers per group, not rounded; round up.</summary>
    /// <param name="controlRate">In (0, 1).</param>
    /// <param name="treatmentRate">In (0, 1), different from the other.</param>
    /// <param name="alpha">Two-sided, in (0, 1).</param>
    /// <param name="power">Chance to see the difference, in (0, 1).</param>
    public static double CustomersPerGroup(double controlRate, double treatmentRate, double alpha = 0.05, double power = 0.8)
    {
        CheckRate(controlRate);
        CheckRate(treatmentRate);
        if (controlRate == treatmentRate)
            throw new ArgumentException("Without a difference no number of customers is enough.", nameof(treatmentRate));
        var sum = controlRate + treatmentRate;
        var root = NormalDistribution.UpperQuantile(alpha / 2) * Math.Sqrt(sum * (1 - sum / 2))
            + NormalDistribution.UpperQuantile(1 - power) * Math.Sqrt(controlRate * (1 - controlRate) + treatmentRate * (1 - treatmentRate));
        return Math.Pow(root / (treatmentRate - controlRate), 2);
    }

    /// <summary>Chance to find a difference significant, with groups of different size.</summary>
    public static double Power(double controlRate, double treatmentRate, long controlCount, long treatmentCount, double alpha = 0.05)
    {
        double n = controlCount, m = treatmentCount;
        var pooled = (controlRate * n + treatmentRate * m) / (n + m);
        var underNull = Math.Sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
        var actual = Math.Sqrt(controlRate * (1 - controlRate) / n + treatmentRate * (1 - treatmentRate) / m);
        if (!(actual > 0))
            return 0;
        return NormalDistribution.Upper((NormalDistribution.UpperQuantile(alpha / 2) * underNull - Math.Abs(treatmentRate - controlRate)) / actual);
    }

    /// <summary>The smallest rise of the rate that groups of these sizes find with the wanted power; null when even a rate of 1 is not enough.</summary>
    public static double? DetectableRise(double controlRate, long controlCount, long treatmentCount, double alpha = 0.05, double power = 0.8)
    {
        CheckRate(controlRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(controlCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(treatmentCount, 1);
        double low = 0, high = 1 - controlRate - 1e-12;
        if (Power(controlRate, controlRate + high, controlCount, treatmentCount, alpha) < power)
            return null;
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            if (Power(controlRate, controlRate + middle, controlCount, treatmentCount, alpha) < power)
                low = middle;
            else
                high = middle;
        }
        return high;
    }

    /// <summary>The smallest change the wanted way that groups of these sizes find with 80 % power: a fall is a rise of those who do not respond.</summary>
    public static double? Detectable(double controlRate, long controlCount, long treatmentCount, double alpha, bool falls) =>
        DetectableRise(falls ? 1 - controlRate : controlRate, controlCount, treatmentCount, alpha);

    private static void CheckRate(double rate)
    {
        if (!(rate > 0 && rate < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate lies between 0 and 1.");
    }
}
