using System.Globalization;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Application.Formatting;

namespace ProblemSolving.Web.Components.Analyze;

/// <summary>Intervals and small probabilities as they are written in tables.</summary>
public static class Intervals
{
    private const double SmallestShown = 0.001;

    /// <summary><c>12.3%–14.5%</c>.</summary>
    public static string Rates(Interval? interval, CultureInfo culture) =>
        interval is null ? "–" : $"{Format.Percent(interval.Low, 1, culture)}–{Format.Percent(interval.High, 1, culture)}";

    /// <summary>A difference of rates in percentage points, with its sign.</summary>
    public static string Points(double difference, CultureInfo culture) => (100 * difference).ToString("+0.0;−0.0;0.0", culture);

    public static string Points(Interval interval, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(interval);
        return $"{Points(interval.Low, culture)} – {Points(interval.High, culture)}";
    }

    /// <summary><c>p = 0.012</c>, or <c>p &lt; 0.001</c>.</summary>
    public static string P(double p, CultureInfo culture) =>
        p < SmallestShown ? $"p < {SmallestShown.ToString("F3", culture)}" : $"p = {p.ToString("F3", culture)}";

    /// <summary>Three decimals; anything smaller is written as smaller.</summary>
    public static string Probability(double p, CultureInfo culture) =>
        p < SmallestShown ? "<" + SmallestShown.ToString("F3", culture) : p.ToString("F3", culture);
}
