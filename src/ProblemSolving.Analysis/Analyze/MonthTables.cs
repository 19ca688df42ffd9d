using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>Customers by calendar month and by cohort. An order is the customer's last of its month when the next one falls in a later month, so nothing has to be counted distinct.</summary>
internal static class MonthTables
{
    private const string LastOfMonth = "(next_day IS NULL OR date_trunc('month', next_day) > date_trunc('month', day))";

    public static (IReadOnlyList<MonthRow> Months, IReadOnlyList<MonthFlow> Flow) Months(ExploreScope scope)
    {
        var lostDays = Sql.Number(scope.Parameters.LostDays);
        var found = scope.Duck.Rows(
            $"""
            SELECT CAST(date_trunc('month', day) AS DATE) AS month, count(*) FILTER (WHERE n = 1), count(*) FILTER (WHERE {LastOfMonth}), count(*), sum(amount),
                count(*) FILTER (WHERE next_day - day > {lostDays} OR (next_day IS NULL AND {scope.IsOld("day", scope.Parameters.LostDays)}))
            FROM orders GROUP BY month ORDER BY month
            """,
            r => (Month: ExploreScope.Day(r, 0), New: r.GetInt64(1), Active: r.GetInt64(2), Orders: r.GetInt64(3), Amount: scope.Money(r, 4), Lost: r.GetInt64(5)))
            .ToDictionary(m => m.Month);
        var rows = new List<MonthRow>();
        var flow = new List<MonthFlow>();
        for (var month = ExploreScope.FirstOf(scope.Headline.FirstDay); month <= scope.Headline.LastDay; month = month.AddMonths(1))
        {
            var end = month.AddMonths(1).AddDays(-1);
            var incomplete = scope.BeginsLate(month) || end > scope.Headline.LastDay;
            var row = found.TryGetValue(month, out var known) ? known : (Month: month, New: 0, Active: 0, Orders: 0, Amount: scope.HasMoney ? 0 : null, Lost: 0);
            rows.Add(new MonthRow(month, row.New, row.Active - row.New, row.Orders, row.Amount, incomplete));
            flow.Add(new MonthFlow(month, row.New, row.Active - row.New, row.Lost, incomplete, end.AddDays(scope.Parameters.LostDays) > scope.Headline.LastDay));
        }

        return (rows, flow);
    }

    public static CohortTable Cohorts(ExploreScope scope)
    {
        var from = scope.LastMonth.AddMonths(1 - scope.Parameters.CohortCount);
        var cells = scope.Duck.Rows(
            $"""
            SELECT CAST(date_trunc('month', first_day) AS DATE) AS cohort, date_diff('month', first_day, day) AS later, count(*)
            FROM orders WHERE first_day >= {Sql.Day(from)} AND {LastOfMonth} GROUP BY cohort, later ORDER BY cohort, later
            """,
            r => (Month: ExploreScope.Day(r, 0), Later: (int)r.GetInt64(1), Customers: r.GetInt64(2)));
        var rows = new List<CohortRow>();
        foreach (var cohort in cells.GroupBy(c => c.Month))
        {
            var reach = ExploreScope.MonthsBetween(cohort.Key, scope.LastMonth);
            var active = new long[reach + 1];
            foreach (var cell in cohort)
                active[cell.Later] = cell.Customers;
            var incomplete = new bool[reach + 1];
            incomplete[0] = scope.BeginsLate(cohort.Key);
            incomplete[reach] |= !scope.LastMonthIsOver;
            // everybody is active in the month of the first order
            rows.Add(new CohortRow(cohort.Key, active[0], active, [.. active.Select(a => (double)a / active[0])], incomplete));
        }

        return new CohortTable(rows.Max(r => r.Active.Count), rows);
    }

    /// <summary>Second orders by cohort, added up.</summary>
    public static IReadOnlyList<CohortReturns> Returned(ExploreScope scope, CohortTable cohorts)
    {
        var found = scope.Duck.Rows(
            $"""
            SELECT CAST(date_trunc('month', first_day) AS DATE) AS cohort, date_diff('month', first_day, second_day) AS later, count(*)
            FROM customers WHERE first_day >= {Sql.Day(cohorts.Rows[0].Month)} AND second_day IS NOT NULL GROUP BY cohort, later ORDER BY cohort, later
            """,
            r => (Month: ExploreScope.Day(r, 0), Later: (int)r.GetInt64(1), Customers: r.GetInt64(2)))
            .ToLookup(c => c.Month);
        return
        [
            .. cohorts.Rows.Select(row =>
            {
                var returned = new long[row.Active.Count];
                foreach (var cell in found[row.Month])
                    returned[cell.Later] = cell.Customers;
                for (var k = 1; k < returned.Length; k++)
                    returned[k] += returned[k - 1];
                return new CohortReturns(row.Month, returned, [.. returned.Select(n => (double)n / row.Size)]);
            }),
        ];
    }
}
