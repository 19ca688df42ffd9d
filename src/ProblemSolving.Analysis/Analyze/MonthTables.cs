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
            r => (Month: ExploreScope.Day(r, 0), New: r.GetInt64(1), Active: r.GetInt64(2), Orders: r.GetInt64(3), Amount: scope.Money(r, 4), Lost: r.GetInt64(5)));
        var rows = new List<MonthRow>();
        var flow = new List<MonthFlow>();
        foreach (var known in found)
        {
            var empty = rows.Count == 0 ? 0 : ExploreScope.MonthsBetween(rows[^1].Month, known.Month) - 1;
            for (var i = 0; empty <= RepurchaseResult.MostEmptyMonths && i < empty; i++)
                Add((Month: rows[^1].Month.AddMonths(1), New: 0, Active: 0, Orders: 0, Amount: scope.HasMoney ? 0 : null, Lost: 0));
            Add(known);
        }

        return (rows, flow);

        void Add((DateOnly Month, long New, long Active, long Orders, decimal? Amount, long Lost) row)
        {
            var end = ExploreScope.LastOf(row.Month);
            var incomplete = scope.BeginsLate(row.Month) || end > scope.Headline.LastDay;
            rows.Add(new MonthRow(row.Month, row.New, row.Active - row.New, row.Orders, row.Amount, incomplete));
            flow.Add(new MonthFlow(row.Month, row.New, row.Active - row.New, row.Lost, incomplete, scope.Headline.LastDay.DayNumber - end.DayNumber < scope.Parameters.LostDays));
        }
    }

    /// <summary>The newest cohorts that have customers, wherever the data end: after a wrong date far in the future nobody is new in the last months.</summary>
    public static CohortTable Cohorts(ExploreScope scope)
    {
        var from = scope.Duck.One(
            $"SELECT CAST(min(month) AS DATE) FROM (SELECT DISTINCT date_trunc('month', first_day) AS month FROM customers ORDER BY month DESC LIMIT {Sql.Number(scope.Parameters.CohortCount)})",
            r => ExploreScope.Day(r, 0));
        var cells = scope.Duck.Rows(
            $"""
            SELECT CAST(date_trunc('month', first_day) AS DATE) AS cohort, date_diff('month', first_day, day) AS later, count(*)
            FROM orders WHERE first_day >= {Sql.Day(from)} AND {LastOfMonth} GROUP BY cohort, later ORDER BY cohort, later
            """,
            r => (Month: ExploreScope.Day(r, 0), Later: (int)r.GetInt64(1), Customers: r.GetInt64(2)));
        var rows = new List<CohortRow>();
        foreach (var cohort in cells.GroupBy(c => c.Month))
        {
            var whole = ExploreScope.MonthsBetween(cohort.Key, scope.LastMonth);
            var reach = Math.Min(whole, CohortTable.MostMonthsLater);
            var active = new long[reach + 1];
            foreach (var cell in cohort.Where(c => c.Later <= reach))
                active[cell.Later] = cell.Customers;
            var incomplete = new bool[reach + 1];
            incomplete[0] = scope.BeginsLate(cohort.Key);
            incomplete[reach] |= reach == whole && !scope.LastMonthIsOver;
            // everybody is active in the month of the first order
            rows.Add(new CohortRow(cohort.Key, active[0], active, [.. active.Select(a => (double)a / active[0])], incomplete) { EarlyLog = scope.IsEarly(cohort.Key) });
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
                foreach (var cell in found[row.Month].Where(c => c.Later < returned.Length))
                    returned[cell.Later] = cell.Customers;
                for (var k = 1; k < returned.Length; k++)
                    returned[k] += returned[k - 1];
                return new CohortReturns(row.Month, returned, [.. returned.Select(n => (double)n / row.Size)]);
            }),
        ];
    }
}
