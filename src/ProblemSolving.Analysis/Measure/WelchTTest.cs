using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Analysis.Measure;

/// <summary>Compares the means of two groups of customers.</summary>
public static class WelchTTest
{
    /// <summary>Treatment minus control from one value per customer.</summary>
    /// <param name="control">At least 2 finite values; not changed.</param>
    /// <param name="treatment">Same unit, at least 2.</param>
    /// <param name="equalVariances">Student's test with one pooled variance instead of Welch's.</param>
    /// <exception cref="ArgumentException">A sample is too short, holds NaN or infinity, or both are constant.</exception>
    public static WelchTTestResult Compare(ReadOnlySpan<double> control, ReadOnlySpan<double> treatment, bool equalVariances = false) =>
        Compare(Summarize(control), Summarize(treatment), equalVariances);

    /// <summary>Treatment minus control from counts, means and variances.</summary>
    /// <exception cref="ArgumentException">A group has fewer than 2 customers or both have no variance.</exception>
    public static WelchTTestResult Compare(GroupSummary control, GroupSummary treatment, bool equalVariances = false)
    {
        if (control.Count < 2 || treatment.Count < 2)
            throw new ArgumentException("A t-test needs at least 2 customers in each group.");
        double n = control.Count, m = treatment.Count;
        double standardError, degrees;
        if (equalVariances)
        {
            degrees = n + m - 2;
            var pooled = ((n - 1) * control.Variance + (m - 1) * treatment.Variance) / degrees;
            standardError = Math.Sqrt(pooled * (1 / n + 1 / m));
        }
        else
        {
            var a = control.Variance / n;
            var b = treatment.Variance / m;
            standardError = Math.Sqrt(a + b);
            degrees = (a + b) * (a + b) / (a * a / (n - 1) + b * b / (m - 1));
        }
        if (!(standardError > 0))
            throw new ArgumentException("Both groups are constant; there is no spread to compare the difference with.");
        var difference = treatment.Mean - control.Mean;
        var t = difference / standardError;
        return new WelchTTestResult(control, treatment, difference, standardError, t, degrees, StudentTDistribution.TwoSided(t, degrees));
    }

    /// <summary>Count, mean and sample variance.</summary>
    public static GroupSummary Summarize(ReadOnlySpan<double> values) =>
        new(values.Length, Descriptive.Mean(values), Descriptive.Variance(values));

    /// <summary>Probability of a result at least this far in the direction of the alternative.</summary>
    public static double PValue(this WelchTTestResult result, Alternative alternative) => alternative switch
    {
        Alternative.TwoSided => result.PValueTwoSided,
        Alternative.Greater => StudentTDistribution.Upper(result.TStatistic, result.DegreesOfFreedom),
        Alternative.Less => StudentTDistribution.Upper(-result.TStatistic, result.DegreesOfFreedom),
    };

    /// <summary>Interval for the mean difference; open to one side for a one-sided alternative.</summary>
    /// <param name="level">In (0, 1).</param>
    public static Interval ConfidenceInterval(this WelchTTestResult result, double level, Alternative alternative = Alternative.TwoSided)
    {
        if (!(level > 0 && level < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A confidence level lies between 0 and 1.");
        var tail = alternative == Alternative.TwoSided ? (1 - level) / 2 : 1 - level;
        var reach = StudentTDistribution.UpperQuantile(tail, result.DegreesOfFreedom) * result.StandardError;
        return new Interval(
            alternative == Alternative.Less ? double.NegativeInfinity : result.MeanDifference - reach,
            alternative == Alternative.Greater ? double.PositiveInfinity : result.MeanDifference + reach,
            level);
    }
}
