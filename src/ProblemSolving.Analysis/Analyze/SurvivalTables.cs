using System.Data.Common;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>Time to the second order, over all customers and by what the first order held.</summary>
internal static class SurvivalTables
{
    private const int MostGroups = 6;
    private const int StepDays = 7;
    private const int MostPoints = 105;

    public static SurvivalCurve All(ExploreScope scope) =>
        Curve(Counts(scope.Duck.Rows($"SELECT {Watch(scope)} FROM customers GROUP BY t, e ORDER BY t, e", r => Read(r, 0))), scope.Parameters);

    /// <summary>One entry for each column of which at least two values have the support; the p-values are adjusted over them.</summary>
    public static IReadOnlyList<SurvivalGroups> ByFirstOrder(ExploreScope scope, FirstOrderTable first)
    {
        var found = new List<SurvivalGroups>();
        foreach (var column in first.Columns.Take(AdjustedOver.MostLogRankColumns))
        {
            if (Compare(scope, column) is { } groups)
                found.Add(groups);
        }

        var adjusted = MultipleTests.BenjaminiHochberg([.. found.Select(f => f.PValue)]);
        return [.. found.Select((f, i) => f with { AdjustedPValue = adjusted[i] })];
    }

    private static SurvivalGroups? Compare(ExploreScope scope, FirstOrderColumn column)
    {
        // a customer is in one group only, so that the groups can be compared
        scope.Duck.Execute(
            $"""
            CREATE OR REPLACE TEMP TABLE grouped AS
            SELECT id, first_day, second_day, CASE WHEN min({column.Stored}) = max({column.Stored}) THEN min({column.Stored}) END AS g
            FROM first_rows WHERE {column.Stored} IS NOT NULL GROUP BY id, first_day, second_day
            """);
        var several = scope.Duck.Count("SELECT count(*) FROM grouped WHERE g IS NULL");
        var rows = scope.Duck.Rows(
            $"""
            WITH largest AS (SELECT g, count(*) AS n FROM grouped WHERE g IS NOT NULL GROUP BY g HAVING count(*) >= {Sql.Number(scope.Parameters.MinimumSupport)} ORDER BY n DESC, g LIMIT {Sql.Number(MostGroups)})
            SELECT g, {Watch(scope)} FROM grouped SEMI JOIN largest USING (g) GROUP BY g, t, e ORDER BY g, t, e
            """,
            r => (Value: r.GetString(0), Row: Read(r, 1)));
        var groups = rows.GroupBy(r => r.Value).Select(g => (Value: g.Key, Counts: Counts([.. g.Select(r => r.Row)]))).ToList();
        if (groups.Count < 2)
            return null;
        var test = LogRankTest.Compare([.. groups.Select(g => g.Counts)]);
        return new SurvivalGroups(
            column.Name, [.. groups.Select(g => new SurvivalGroup(g.Value, Curve(g.Counts, scope.Parameters))).OrderByDescending(g => g.Curve.Customers).ThenBy(g => g.Value, StringComparer.Ordinal)],
            several, test.ChiSquare, test.DegreesOfFreedom, test.PValue, test.PValue);
    }

    private static string Watch(ExploreScope scope) => $"CAST(coalesce(second_day, {Sql.Day(scope.Headline.LastDay)}) - first_day AS BIGINT) AS t, second_day IS NOT NULL AS e, count(*) AS n";

    private static (long Time, bool Event, long Count) Read(DbDataReader r, int at) => (r.GetInt64(at), r.GetBoolean(at + 1), r.GetInt64(at + 2));

    private static List<SurvivalCount> Counts(IReadOnlyList<(long Time, bool Event, long Count)> rows) =>
        [.. rows.GroupBy(r => r.Time).OrderBy(g => g.Key).Select(g => new SurvivalCount(g.Key, g.Where(r => r.Event).Sum(r => r.Count), g.Where(r => !r.Event).Sum(r => r.Count)))];

    /// <summary>The curve at full weeks, later ones at wider steps when the log is long; and at exactly the days asked for.</summary>
    private static SurvivalCurve Curve(List<SurvivalCount> counts, RepurchaseParameters asked)
    {
        var steps = KaplanMeier.Fit(counts);
        var customers = counts.Sum(c => c.Events + c.Censored);
        var last = (int)steps[^1].Time;
        var width = StepDays * Math.Max(1, (int)Math.Ceiling((double)last / StepDays / MostPoints));
        SurvivalPoint At(int day)
        {
            var next = 0;
            while (steps[next].Time < day)
                next++;
            // the last step on or before the day is the next one when it falls on the day itself
            var at = steps[next].Time == day ? next : next - 1;
            return at < 0 ? new SurvivalPoint(day, customers, 1, null, null) : new SurvivalPoint(day, steps[next].AtRisk, steps[at].Survival, steps[at].Low, steps[at].High);
        }

        return new SurvivalCurve(
            customers, counts.Sum(c => c.Events), KaplanMeier.Median(steps),
            [.. Enumerable.Range(0, last / width + 1).Select(i => At(i * width))])
        {
            Marks = [.. asked.Days.Append(asked.TrendDays).Distinct().Order().Where(d => d <= last).Select(At)],
        };
    }
}
