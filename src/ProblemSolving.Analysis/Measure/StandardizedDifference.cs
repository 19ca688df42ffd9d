using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Analysis.Measure;

/// <summary>A difference of means in units of the spread within the groups.</summary>
public static class StandardizedDifference
{
    /// <summary>Hedges' g: Cohen's d with pooled spread, corrected for small samples; interval by the normal approximation (Hedges and Olkin 1985).</summary>
    /// <returns>Treatment minus control; null when neither group has any spread or a group has fewer than two.</returns>
    public static EffectSize? Hedges(GroupSummary control, GroupSummary treatment, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(control);
        ArgumentNullException.ThrowIfNull(treatment);
        if (control.Count < 2 || treatment.Count < 2)
            return null;
        double n = control.Count, m = treatment.Count;
        var pooled = Math.Sqrt(((n - 1) * control.Variance + (m - 1) * treatment.Variance) / (n + m - 2));
        if (!(pooled > 0))
            return null;
        var g = (treatment.Mean - control.Mean) / pooled * (1 - 3 / (4 * (n + m - 2) - 1));
        var reach = NormalDistribution.UpperQuantile((1 - level) / 2) * Math.Sqrt((n + m) / (n * m) + g * g / (2 * (n + m)));
        return new EffectSize(g, new Interval(g - reach, g + reach, level));
    }
}

/// <summary>An effect without unit.</summary>
/// <param name="Value">0.2 is called small, 0.5 medium, 0.8 large (Cohen 1988).</param>
public sealed record EffectSize(double Value, Interval Interval);
