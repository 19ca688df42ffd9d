using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>Compares repurchase by what the first order held, over customers old enough for the rate.</summary>
internal static class FirstOrderContrasts
{
    /// <summary>Kept of each column: so many that lead to a second order most, and so many that do least.</summary>
    private const int KeptEachWay = 15;

    /// <summary>The strongest contrasts of each column, and how many values were compared in all, those with the same customers once: the p-values are adjusted for every one of them.</summary>
    public static (IReadOnlyList<Contrast> Kept, int Compared) Find(ExploreScope scope, FirstOrderTable first)
    {
        var days = Sql.Number(scope.Parameters.TrendDays);
        var old = scope.IsOld("first_day", scope.Parameters.TrendDays);
        var (all, allRepeaters) = scope.Duck.One($"SELECT count(*), count(*) FILTER (WHERE second_day - first_day <= {days}) FROM customers WHERE {old}", r => (r.GetInt64(0), r.GetInt64(1)));
        var found = new List<(FirstOrderColumn Column, string Value, long Customers, long Repeaters, string Fingerprint)>();
        foreach (var column in first.Columns)
        {
            found.AddRange(scope.Duck.Rows(
                $"""
                SELECT v, count(*), count(*) FILTER (WHERE again), {CustomerSets.Fingerprint} FROM (
                    SELECT DISTINCT id, {column.Stored} AS v, coalesce(second_day - first_day <= {days}, false) AS again
                    FROM first_rows WHERE {old} AND {column.Stored} IS NOT NULL)
                GROUP BY v HAVING count(*) >= {Sql.Number(scope.Parameters.MinimumSupport)} ORDER BY v
                """,
                r => (column, r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetString(3))));
        }
        // a value that everybody has can be compared with nobody
        found.RemoveAll(f => f.Customers == all);
        var once = CustomerSets.Once(found, f => (f.Fingerprint, f.Repeaters), f => f.Column.Name, f => f.Value);
        var tests = once.Select(f => f.Told).Select(f => TwoProportionZTest.Rates(allRepeaters - f.Repeaters, all - f.Customers, f.Repeaters, f.Customers)).ToList();
        var adjusted = MultipleTests.BenjaminiHochberg([.. tests.Select(t => t.PValueTwoSided)]);
        var contrasts = once.Select((o, i) => (Test: tests[i], Contrast: new Contrast(
            o.Told.Column.Column.Role, o.Told.Column.Name, o.Told.Value, o.Told.Customers, o.Told.Repeaters, tests[i].TreatmentRate, tests[i].Wilson,
            tests[i].ControlRate, tests[i].Difference, tests[i].Newcombe, tests[i].PValueTwoSided, adjusted[i])
        {
            Fingerprint = o.Told.Fingerprint,
            Also = o.Also.Count == 0 ? null : [.. o.Also.Select(a => new SameCustomers(a.Column.Name, a.Value))],
        })).ToList();
        // a value told under another column's name is one of the best of its own column all the same
        var kept = first.Columns.SelectMany(column =>
        {
            var ordered = contrasts.Where(c => c.Contrast.IsOf(column.Name)).OrderByDescending(c => c.Test.ZStatistic).ThenBy(c => c.Contrast.Value, StringComparer.Ordinal).ToList();
            return ordered.Take(KeptEachWay).Concat(ordered.Skip(Math.Max(KeptEachWay, ordered.Count - KeptEachWay)));
        });
        return ([.. kept.DistinctBy(c => (c.Contrast.Column, c.Contrast.Value))
            .OrderByDescending(c => Math.Abs(c.Test.ZStatistic)).ThenBy(c => c.Contrast.Column, StringComparer.Ordinal).ThenBy(c => c.Contrast.Value, StringComparer.Ordinal)
            .Select(c => c.Contrast)], once.Count);
    }
}
