using System.Globalization;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Where a purchase log begins to know who is new. It does not hold what was before it, so in its first months customers of old count as new, and they come back more often than new ones.</summary>
internal static class LogStart
{
    private const double Share = 0.9;

    /// <summary>First day from which few first orders of the log are orders of customers of old. Needs table <c>orders</c>.</summary>
    /// <param name="first">First day of the log.</param>
    public static DateOnly KnownFrom(DuckSession duck, DateOnly first) => first.AddDays(WarmUpDays(duck));

    // Nine of ten gaps between two orders of a customer that the log holds are not longer than this; gaps of more than a year are left out.
    // It counts gaps and not customers, and a log holds no gap longer than itself: in a short one, or where few customers buy often and
    // many seldom, it is too short. So it marks the months that are sure to mislead and does not promise that the later ones are clean.
    private static int WarmUpDays(DuckSession duck) =>
        (int)Math.Ceiling(duck.One(
            $"SELECT coalesce(quantile_cont(gap, {Share.ToString(CultureInfo.InvariantCulture)}), 0) FROM (SELECT day - lag(day) OVER (PARTITION BY customer ORDER BY n) AS gap FROM orders) WHERE gap BETWEEN 1 AND 365",
            r => Convert.ToDouble(r.GetValue(0), CultureInfo.InvariantCulture)));
}
