using System.Globalization;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>Explores a purchase log: who comes back, when, and who does not.</summary>
public static class RepurchaseAnalysis
{
    /// <summary>Of the calculation; raised whenever the same input could give other numbers.</summary>
    public const string Version = "repurchase-1";

    private const int WeeksShown = 53;

    /// <summary>Runs all parts. The same table, rules and parameters give the same result byte for byte, whatever the number of threads.</summary>
    /// <exception cref="DomainRuleException">A role is missing, a parameter out of range, or no row is a purchase.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; running queries are interrupted.</exception>
    public static RepurchaseResult Run(
        TableSource source,
        PurchaseRules rules,
        RepurchaseParameters parameters,
        AnalysisSettings settings,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        parameters.Check();
        using var duck = new DuckSession(settings, [source.ParquetPath], cancellationToken);
        progress?.Report(new StageProgress("stage.analysis.purchases", 0));
        var waterfall = PurchaseTable.Build(duck, source, rules);
        progress?.Report(new StageProgress("stage.analysis.profile", 0.3));
        var profile = new List<ColumnProfile>();
        foreach (var column in source.Columns)
        {
            profile.Add(TableProfile.Describe(duck, source, column));
            progress?.Report(new StageProgress("stage.analysis.profile", 0.3 + 0.4 * profile.Count / source.Columns.Count));
        }
        var hasMoney = source.With(ColumnRole.Amount) is not null || (source.With(ColumnRole.UnitPrice) is not null && source.With(ColumnRole.Quantity) is not null);
        var headline = Headline(duck, hasMoney, source.With(ColumnRole.Order) is not null && !rules.MergeSameDayOrders);
        progress?.Report(new StageProgress("stage.analysis.cohorts", 0.7));
        var months = Months(duck, headline, hasMoney);
        var cohorts = Cohorts(duck, headline, parameters.CohortCount);
        var rates = parameters.Days.Distinct().Order().Select(n => Rate(duck, headline, n)).ToList();
        var trend = Trend(duck, headline, parameters.TrendDays);
        progress?.Report(new StageProgress("stage.analysis.timing", 0.85));
        var timing = Timing(duck);
        progress?.Report(new StageProgress("stage.analysis.contrasts", 0.9));
        var (contrasts, compared) = FirstOrderContrasts.Find(duck, source, headline, parameters);
        var result = new RepurchaseResult(Version, parameters, rules, headline, profile, waterfall, months, cohorts, rates, trend, timing, contrasts, compared, []);
        progress?.Report(new StageProgress("stage.analysis.done", 1));
        return result with { Figures = RepurchaseFigures.Draw(result) };
    }

    private static HeadlineFacts Headline(DuckSession duck, bool hasMoney, bool ordersFromColumn)
    {
        var (rows, amount) = duck.One("SELECT count(*), sum(amount) FROM lines", r => (r.GetInt64(0), hasMoney && !r.IsDBNull(1) ? (decimal?)Plain(r.GetDecimal(1)) : null));
        var (orders, first, last) = duck.One("SELECT count(*), min(day), max(day) FROM orders", r => (r.GetInt64(0), Day(r, 1), Day(r, 2)));
        var (customers, repeaters) = duck.One("SELECT count(*), count(*) FILTER (WHERE orders > 1) FROM customers", r => (r.GetInt64(0), r.GetInt64(1)));
        return new HeadlineFacts(rows, customers, orders, amount, first, last, repeaters, ordersFromColumn);
    }

    private static List<MonthRow> Months(DuckSession duck, HeadlineFacts headline, bool hasMoney)
    {
        var found = duck.Rows(
            """
            SELECT CAST(date_trunc('month', o.day) AS DATE) AS month,
                count(DISTINCT o.customer) FILTER (WHERE date_trunc('month', c.first_day) = date_trunc('month', o.day)),
                count(DISTINCT o.customer) FILTER (WHERE date_trunc('month', c.first_day) < date_trunc('month', o.day)),
                count(*), sum(o.amount)
            FROM orders o JOIN customers c USING (customer) GROUP BY month ORDER BY month
            """,
            r => new MonthRow(Day(r, 0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), hasMoney && !r.IsDBNull(4) ? Plain(r.GetDecimal(4)) : null, false))
            .ToDictionary(m => m.Month);
        var rows = new List<MonthRow>();
        for (var month = FirstOf(headline.FirstDay); month <= headline.LastDay; month = month.AddMonths(1))
        {
            var incomplete = month < headline.FirstDay || month.AddMonths(1).AddDays(-1) > headline.LastDay;
            var row = found.GetValueOrDefault(month) ?? new MonthRow(month, 0, 0, 0, hasMoney ? 0 : null, false);
            rows.Add(row with { Incomplete = incomplete });
        }
        return rows;
    }

    private static CohortTable Cohorts(DuckSession duck, HeadlineFacts headline, int count)
    {
        var lastMonth = FirstOf(headline.LastDay);
        var lastIsOver = lastMonth.AddMonths(1).AddDays(-1) == headline.LastDay;
        var from = lastMonth.AddMonths(1 - count);
        var cells = duck.Rows(
            $"""
            SELECT CAST(date_trunc('month', c.first_day) AS DATE) AS cohort,
                date_diff('month', date_trunc('month', c.first_day), date_trunc('month', o.day)) AS later, count(DISTINCT o.customer)
            FROM orders o JOIN customers c USING (customer)
            WHERE c.first_day >= {Sql.Day(from)} GROUP BY cohort, later ORDER BY cohort, later
            """,
            r => (Month: Day(r, 0), Later: (int)r.GetInt64(1), Customers: r.GetInt64(2)));
        var rows = new List<CohortRow>();
        foreach (var cohort in cells.GroupBy(c => c.Month))
        {
            var reach = MonthsBetween(cohort.Key, lastMonth);
            var active = new long[reach + 1];
            foreach (var cell in cohort)
                active[cell.Later] = cell.Customers;
            var incomplete = new bool[reach + 1];
            incomplete[reach] = !lastIsOver;
            rows.Add(new CohortRow(cohort.Key, active[0], active, [.. active.Select(a => (double)a / active[0])], incomplete));
        }
        return new CohortTable(rows.Max(r => r.Active.Count), rows);
    }

    private static RepurchaseRate Rate(DuckSession duck, HeadlineFacts headline, int days)
    {
        var latest = headline.LastDay.AddDays(-days);
        var (eligible, repeaters) = duck.One(
            $"SELECT count(*), count(*) FILTER (WHERE second_day - first_day <= {Sql.Number(days)}) FROM customers WHERE first_day <= {Sql.Day(latest)}",
            r => (r.GetInt64(0), r.GetInt64(1)));
        var months = duck.Rows("SELECT CAST(date_trunc('month', first_day) AS DATE), max(first_day) FROM customers GROUP BY 1 ORDER BY 1", r => Day(r, 1));
        var complete = months.Count(lastOfMonth => lastOfMonth <= latest);
        return new RepurchaseRate(
            days, eligible, headline.Customers - eligible, repeaters,
            eligible == 0 ? null : (double)repeaters / eligible,
            eligible == 0 ? null : TwoProportionZTest.Wilson(repeaters, eligible),
            complete, months.Count - complete);
    }

    private static List<MonthRate> Trend(DuckSession duck, HeadlineFacts headline, int days)
    {
        var old = $"first_day <= {Sql.Day(headline.LastDay.AddDays(-days))}";
        return duck.Rows(
            $"""
            SELECT CAST(date_trunc('month', first_day) AS DATE) AS month, count(*), count(*) FILTER (WHERE {old}),
                count(*) FILTER (WHERE {old} AND second_day - first_day <= {Sql.Number(days)})
            FROM customers GROUP BY month ORDER BY month
            """,
            r =>
            {
                var (customers, eligible, repeaters) = (r.GetInt64(1), r.GetInt64(2), r.GetInt64(3));
                return new MonthRate(
                    Day(r, 0), customers, eligible, repeaters,
                    eligible == 0 ? null : (double)repeaters / eligible,
                    eligible == 0 ? null : TwoProportionZTest.Wilson(repeaters, eligible),
                    eligible < customers);
            });
    }

    private static SecondPurchaseTiming Timing(DuckSession duck)
    {
        var days = duck.Rows(
            "SELECT CAST(second_day - first_day AS BIGINT) AS d, count(*) FROM customers WHERE second_day IS NOT NULL GROUP BY d ORDER BY d",
            r => (Days: r.GetInt64(0), Count: r.GetInt64(1)));
        var total = days.Sum(d => d.Count);
        var weeks = new long[WeeksShown + 1];
        foreach (var (gap, count) in days)
            weeks[Math.Min(gap / 7, WeeksShown)] += count;
        if (total == 0)
            return new SecondPurchaseTiming(0, null, null, weeks);
        var sorted = days.SelectMany(d => Enumerable.Repeat((double)d.Days, (int)d.Count)).ToArray();
        return new SecondPurchaseTiming(
            total,
            (double)days.Where(d => d.Days <= 30).Sum(d => d.Count) / total,
            [Descriptive.Quantile(sorted, 0.25), Descriptive.Quantile(sorted, 0.5), Descriptive.Quantile(sorted, 0.75)],
            weeks);
    }

    private static DateOnly Day(System.Data.Common.DbDataReader reader, int index) => reader.GetFieldValue<DateOnly>(index);

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static int MonthsBetween(DateOnly from, DateOnly to) => (to.Year - from.Year) * 12 + to.Month - from.Month;

    /// <summary>Without zeros at the end, so that equal amounts are written alike.</summary>
    private static decimal Plain(decimal amount) => decimal.Parse(amount.ToString("0.############################", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
