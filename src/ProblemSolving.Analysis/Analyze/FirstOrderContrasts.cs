using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>Compares repurchase by what the first order held, over customers old enough for the rate.</summary>
internal static class FirstOrderContrasts
{
    private const int Kept = 20;

    /// <summary>The strongest contrasts, and how many values were compared in all: the p-values are adjusted for every one of them.</summary>
    public static (IReadOnlyList<Contrast> Kept, int Compared) Find(DuckSession duck, TableSource source, HeadlineFacts headline, RepurchaseParameters parameters)
    {
        var days = Sql.Number(parameters.TrendDays);
        var old = $"first_day <= {Sql.Day(headline.LastDay.AddDays(-parameters.TrendDays))}";
        var (all, allRepeaters) = duck.One($"SELECT count(*), count(*) FILTER (WHERE second_day - first_day <= {days}) FROM customers WHERE {old}", r => (r.GetInt64(0), r.GetInt64(1)));
        var found = new List<(ColumnRole Role, string Column, string Value, long Customers, long Repeaters)>();
        foreach (var role in PurchaseTable.Attributes)
        {
            if (source.With(role) is not { } column)
                continue;
            found.AddRange(duck.Rows(
                $"""
                SELECT v, count(*), count(*) FILTER (WHERE again) FROM (
                    SELECT DISTINCT customer, {PurchaseTable.Name(role)} AS v, coalesce(second_day - first_day <= {days}, false) AS again
                    FROM first_lines WHERE {old} AND {PurchaseTable.Name(role)} IS NOT NULL)
                GROUP BY v HAVING count(*) >= {Sql.Number(parameters.MinimumSupport)} ORDER BY v
                """,
                r => (role, column.Name, r.GetString(0), r.GetInt64(1), r.GetInt64(2))));
        }
        // a value that everybody has can be compared with nobody
        found.RemoveAll(f => f.Customers == all);
        var tests = found.Select(f => TwoProportionZTest.Compare(allRepeaters - f.Repeaters, all - f.Customers, f.Repeaters, f.Customers)).ToList();
        var adjusted = MultipleTests.BenjaminiHochberg([.. tests.Select(t => t.PValueTwoSided)]);
        var contrasts = found.Select((f, i) => (Test: tests[i], Contrast: new Contrast(
            f.Role, f.Column, f.Value, f.Customers, f.Repeaters, tests[i].TreatmentRate, TwoProportionZTest.Wilson(f.Repeaters, f.Customers),
            tests[i].ControlRate, tests[i].Difference, tests[i].Newcombe, tests[i].PValueTwoSided, adjusted[i])));
        return ([.. contrasts
            .OrderByDescending(c => Math.Abs(c.Test.ZStatistic)).ThenBy(c => c.Contrast.Role).ThenBy(c => c.Contrast.Value, StringComparer.Ordinal)
            .Take(Kept).Select(c => c.Contrast)], found.Count);
    }
}
