using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>From each order to the next: how many follow, and after how many days.</summary>
internal static class OrderSteps
{
    /// <summary>Steps shown one by one; all later ones are taken together.</summary>
    private const int Single = 9;

    private const int WeeksShown = 53;

    private const int Month = 30;

    private static readonly double[] Shares = [0.1, 0.25, 0.5, 0.75, 0.9];

    public static (SecondPurchaseTiming Timing, IReadOnlyList<OrderStep> Steps, OrderGaps Gaps) Compute(ExploreScope scope)
    {
        var days = scope.Parameters.TrendDays;
        var found = scope.Duck.Rows(
            $"""
            SELECT least(n, {Sql.Number(Single + 1)}) AS step, CAST(coalesce(next_day, {Sql.Day(scope.Headline.LastDay)}) - day AS BIGINT) AS wait, next_day IS NOT NULL AS followed,
                count(*), count(*) FILTER (WHERE {scope.IsOld("day", days)})
            FROM orders GROUP BY step, wait, followed ORDER BY step, wait, followed
            """,
            r => new Row((int)r.GetInt64(0), r.GetInt64(1), r.GetBoolean(2), r.GetInt64(3), r.GetInt64(4)));
        var steps = found.GroupBy(f => f.Step).Select(g => Step(g.Key, [.. g], days)).ToList();
        return (Timing([.. found.Where(f => f.Step == 1)], days), steps, Gaps(found, days));
    }

    private static OrderStep Step(int from, List<Row> rows, int days)
    {
        var old = rows.Sum(r => r.Old);
        var followed = rows.Where(r => r.Gap <= days).Sum(r => r.Old);
        var gaps = Weighted(rows);
        return new OrderStep(
            from, from > Single, old, followed, old == 0 ? null : (double)followed / old, old == 0 ? null : TwoProportionZTest.Wilson(followed, old),
            gaps.Count == 0 ? null : gaps.Quantile(0.5))
        {
            HalfDays = KaplanMeier.Median(Curve(rows)),
        };
    }

    private static SecondPurchaseTiming Timing(List<Row> first, int days)
    {
        var gaps = Weighted(first);
        if (gaps.Count == 0)
            return new SecondPurchaseTiming(0, null, null, Weeks(first)) { Estimate = Estimate(first, days) };
        return new SecondPurchaseTiming(
            gaps.Count, (double)first.Where(f => f.Gap <= Month).Sum(f => f.Count) / gaps.Count, [gaps.Quantile(0.25), gaps.Quantile(0.5), gaps.Quantile(0.75)], Weeks(first))
        {
            Estimate = Estimate(first, days),
        };
    }

    private static OrderGaps Gaps(List<Row> found, int days)
    {
        var gaps = Weighted(found);
        return new OrderGaps(gaps.Count, gaps.Count == 0 ? null : [.. Shares.Select(gaps.Quantile)], Weeks(found)) { Estimate = Estimate(found, days) };
    }

    private static NextOrderEstimate Estimate(List<Row> rows, int days)
    {
        var curve = Curve(rows);
        return new NextOrderEstimate(days, 1 - KaplanMeier.At(curve, Month), 1 - KaplanMeier.At(curve, days), KaplanMeier.Median(curve));
    }

    // gaps alone are the quick ones of recent orders; those still waiting say how long the others take
    private static IReadOnlyList<KaplanMeierStep> Curve(List<Row> rows) => KaplanMeier.Fit(
        [.. rows.GroupBy(r => r.Wait).OrderBy(g => g.Key).Select(g => new SurvivalCount(g.Key, g.Where(r => r.Followed).Sum(r => r.Count), g.Where(r => !r.Followed).Sum(r => r.Count)))]);

    private static long[] Weeks(List<Row> rows)
    {
        var weeks = new long[WeeksShown + 1];
        foreach (var row in rows.Where(r => r.Gap is not null))
            weeks[Math.Min(row.Gap!.Value / 7, WeeksShown)] += row.Count;
        return weeks;
    }

    private static WeightedValues Weighted(List<Row> rows) =>
        new([.. rows.Where(r => r.Gap is not null).GroupBy(r => r.Gap!.Value).OrderBy(g => g.Key).Select(g => ((double)g.Key, g.Sum(r => r.Count)))]);

    /// <param name="Wait">Days to the next order, or to the end of the data.</param>
    private sealed record Row(int Step, long Wait, bool Followed, long Count, long Old)
    {
        public long? Gap => Followed ? Wait : null;
    }
}
