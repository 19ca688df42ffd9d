using System.Globalization;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;

namespace ProblemSolving.Analysis.Define;

/// <summary>Computes the headline metric month by month from a table.</summary>
public static class MetricComputation
{
    /// <summary>Of the calculation; raised whenever the same input could give other numbers.</summary>
    public const string Version = "metric-3";

    /// <summary>
    /// The same table, rules and definition give the same result. Customers are counted in the month of their first order where the metric has a window;
    /// those whose window is not over at the end of the data are left out and their month is incomplete. Months in which
    /// customers of old still count as new are marked, see <see cref="LogStart"/>.
    /// </summary>
    /// <exception cref="DomainRuleException">A role or the window is missing, no row is left, or no month is complete.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; running queries are interrupted.</exception>
    public static MetricResult Compute(TableSource source, PurchaseRules rules, MetricDefinition definition, AnalysisSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(definition);
        if (definition.Check() is [{ Blocks: true } missing, ..])
            throw new DomainRuleException(missing.Code, missing.Arguments);
        using var duck = new DuckSession(settings, [source.ParquetPath], cancellationToken);
        return definition.Kind switch
        {
            MetricKind.RepurchaseRate or MetricKind.OrdersPerCustomer => Purchases(duck, source, rules, definition),
            MetricKind.RevenuePerCustomer => HasMoney(source) ? Purchases(duck, source, rules, definition) : throw new DomainRuleException("metric.no-amount"),
            MetricKind.ResponseRate => Responses(duck, source, definition),
            MetricKind.Typed or MetricKind.ManualSeries => throw new ArgumentException($"{definition.Kind} needs no table.", nameof(definition)),
        };
    }

    private static MetricResult Purchases(DuckSession duck, TableSource source, PurchaseRules rules, MetricDefinition definition)
    {
        var waterfall = PurchaseTable.Build(duck, source, rules);
        var (first, last) = duck.One("SELECT min(day), max(day) FROM orders", r => (r.GetFieldValue<DateOnly>(0), r.GetFieldValue<DateOnly>(1)));
        var rows = duck.Rows(
            definition.WindowDays is { } days ? Cohorts(definition.Kind, days, last) : Months(definition.Kind),
            r => (Month: r.GetString(0), Numerator: r.IsDBNull(1) ? 0m : Convert.ToDecimal(r.GetValue(1), CultureInfo.InvariantCulture), Denominator: r.GetInt64(2)));
        var closed = definition.WindowDays is { } window ? last.AddDays(-window) : last;
        // Without a window the first month counts only when the data hold it whole; a cohort is whole from its first customer on.
        var open = definition.WindowDays is null ? first : DateOnly.MinValue;
        var known = definition.WindowDays is null ? DateOnly.MinValue : LogStart.KnownFrom(duck, first);
        return Result(definition, last, [.. rows.Where(r => r.Denominator > 0).Select(r => MetricPoint.Of(r.Month, r.Numerator, r.Denominator, FirstDay(r.Month) < open || LastDay(r.Month) > closed, FirstDay(r.Month) < known))], waterfall);
    }

    // By month of the first order, customers whose window is over.
    private static string Cohorts(MetricKind kind, int days, DateOnly last)
    {
        var numerator = kind switch
        {
            MetricKind.RepurchaseRate => $"count(*) FILTER (WHERE second_day - first_day <= {Sql.Number(days)})",
            MetricKind.RevenuePerCustomer => "sum(amount)",
            MetricKind.OrdersPerCustomer => "CAST(sum(orders) AS BIGINT)",
            MetricKind.Typed or MetricKind.ResponseRate or MetricKind.ManualSeries => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        var from = kind == MetricKind.RepurchaseRate
            ? "customers"
            : $"(SELECT c.customer, c.first_day, sum(o.amount) AS amount, count(*) AS orders FROM customers c JOIN orders o USING (customer) WHERE o.day - c.first_day <= {Sql.Number(days)} GROUP BY c.customer, c.first_day)";
        return $"SELECT strftime(first_day, '%Y-%m') AS month, {numerator}, count(*) FROM {from} WHERE first_day <= {Sql.Day(last.AddDays(-days))} GROUP BY month ORDER BY month";
    }

    // By month of the order, everybody who bought in it.
    private static string Months(MetricKind kind) =>
        $"SELECT strftime(day, '%Y-%m') AS month, {(kind == MetricKind.RevenuePerCustomer ? "sum(amount)" : "count(*)")}, count(DISTINCT customer) FROM orders GROUP BY month ORDER BY month";

    private static MetricResult Responses(DuckSession duck, TableSource source, MetricDefinition definition)
    {
        var response = source.With(ColumnRole.Response) ?? throw new DomainRuleException("metric.no-response-role");
        var time = source.With(ColumnRole.Time) ?? throw new DomainRuleException("analysis.no-time-role");
        var customer = source.With(ColumnRole.Customer) is { } named ? PurchaseTable.Stored(named) : "file_row_number";
        var table = $"read_parquet({Sql.Text(source.ParquetPath)}, file_row_number=true)";
        // One answer for each customer and month: who responded once, responded. What is neither 0 nor 1 is 2 here, and refused below.
        var answer = $"TRY_CAST({PurchaseTable.Stored(response)} AS DOUBLE)";
        duck.Execute(
            $"""
            CREATE TEMP TABLE answers AS
            SELECT CAST({customer} AS VARCHAR) AS customer, strftime(CAST({PurchaseTable.Stored(time)} AS TIMESTAMP), '%Y-%m') AS month, max(CAST({PurchaseTable.Stored(time)} AS DATE)) AS day, max(CASE {answer} WHEN 0 THEN 0 WHEN 1 THEN 1 ELSE 2 END) AS response
            FROM {table} WHERE {PurchaseTable.Stored(response)} IS NOT NULL AND {PurchaseTable.Stored(time)} IS NOT NULL GROUP BY ALL
            """);
        if (duck.Count("SELECT count(*) FROM answers") == 0)
            throw new DomainRuleException("metric.no-responses");
        if (duck.Count("SELECT count(*) FROM answers WHERE response NOT IN (0, 1)") is > 0 and var odd)
            throw new DomainRuleException("metric.response-not-0-1", odd);
        var last = duck.One("SELECT max(day) FROM answers", r => r.GetFieldValue<DateOnly>(0));
        var rows = duck.Rows("SELECT month, CAST(sum(response) AS BIGINT), count(*) FROM answers GROUP BY month ORDER BY month", r => (Month: r.GetString(0), Numerator: Convert.ToDecimal(r.GetValue(1), CultureInfo.InvariantCulture), Denominator: r.GetInt64(2)));
        return Result(definition, last, [.. rows.Select(r => MetricPoint.Of(r.Month, r.Numerator, r.Denominator, LastDay(r.Month) > last))], []);
    }

    private static MetricResult Result(MetricDefinition definition, DateOnly last, IReadOnlyList<MetricPoint> series, IReadOnlyList<RuleEffect> waterfall) =>
        new(Version, MetricSeries.AsIs(series, definition.AsIsMonths, definition.Unit), last, series, waterfall);

    private static bool HasMoney(TableSource source) =>
        source.With(ColumnRole.Amount) is not null || (source.With(ColumnRole.UnitPrice) is not null && source.With(ColumnRole.Quantity) is not null);

    private static DateOnly FirstDay(string month) => DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly LastDay(string month) => FirstDay(month).AddMonths(1).AddDays(-1);
}
