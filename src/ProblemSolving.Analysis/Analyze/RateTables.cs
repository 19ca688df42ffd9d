using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>Repurchase rate(N) in all and by month of first order, for every N from one scan of the customers.</summary>
internal static class RateTables
{
    public static (IReadOnlyList<RepurchaseRate> Rates, IReadOnlyList<RateTrend> Trends) Compute(ExploreScope scope)
    {
        var days = scope.Parameters.Days.Append(scope.Parameters.TrendDays).Distinct().Order().ToList();
        var filters = string.Concat(days.Select(n =>
            $", count(*) FILTER (WHERE {scope.IsOld("first_day", n)}), count(*) FILTER (WHERE {scope.IsOld("first_day", n)} AND second_day - first_day <= {Sql.Number(n)})"));
        var months = scope.Duck.Rows(
            $"SELECT CAST(date_trunc('month', first_day) AS DATE) AS month, max(first_day), count(*){filters} FROM customers GROUP BY month ORDER BY month",
            r => (Month: ExploreScope.Day(r, 0), Latest: ExploreScope.Day(r, 1), Customers: r.GetInt64(2),
                Counts: days.Select((_, i) => (Eligible: r.GetInt64(3 + 2 * i), Repeaters: r.GetInt64(4 + 2 * i))).ToArray()));
        var rates = new List<RepurchaseRate>();
        var trends = new List<RateTrend>();
        for (var i = 0; i < days.Count; i++)
        {
            var n = i;
            trends.Add(new RateTrend(days[n],
            [
                .. months.Select(m => new MonthRate(
                    m.Month, m.Customers, m.Counts[n].Eligible, m.Counts[n].Repeaters, Share(m.Counts[n].Repeaters, m.Counts[n].Eligible),
                    Wilson(m.Counts[n].Repeaters, m.Counts[n].Eligible), m.Counts[n].Eligible < m.Customers || scope.BeginsLate(m.Month)) { EarlyLog = scope.IsEarly(m.Month) }),
            ]));
            if (!scope.Parameters.Days.Contains(days[n]))
                continue;
            var (eligible, repeaters) = (months.Sum(m => m.Counts[n].Eligible), months.Sum(m => m.Counts[n].Repeaters));
            var complete = months.Count(m => m.Latest <= scope.Headline.LastDay.AddDays(-days[n]));
            rates.Add(new RepurchaseRate(
                days[n], eligible, scope.Headline.Customers - eligible, repeaters, Share(repeaters, eligible), Wilson(repeaters, eligible), complete, months.Count - complete));
        }

        return (rates, trends);
    }

    private static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;

    private static Domain.Measure.Interval? Wilson(long part, long whole) => whole == 0 ? null : TwoProportionZTest.Wilson(part, whole);
}
