using System.Globalization;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>Scores every customer at two dates and counts segments. Orders are counted from the start of the log at both, so a frequency score never falls; the page says so.</summary>
internal static class RfmTables
{
    private const int Scores = RfmParameters.Breaks + 1;

    public static RfmResult Compute(ExploreScope scope)
    {
        var asked = scope.Parameters.Rfm ?? new RfmParameters();
        var (asOf, earlier) = (scope.Headline.LastDay, scope.Headline.LastDay.AddMonths(-asked.MonthsBack));
        var (recency, recencyMoved) = asked.RecencyBreaks is { } days ? (days, 0) : Rising(Quintiles(scope, $"{Sql.Day(asOf)} - last_day"));
        var (frequency, frequencyMoved) = asked.FrequencyBreaks is { } orders ? (orders, 0) : Rising(Quintiles(scope, "orders"));
        var money = scope.HasMoney ? asked.MoneyBreaks ?? Quintiles(scope, "coalesce(amount, 0)") : null;
        CreateScores(scope, asOf, earlier, recency, frequency, money);
        return new RfmResult(
            asOf, earlier, recency, frequency, money, asked is not { RecencyBreaks: null, FrequencyBreaks: null, MoneyBreaks: null },
            Segments(scope), Grid(scope), Migration(scope))
        {
            RecencyMoved = recencyMoved,
            FrequencyMoved = frequencyMoved,
        };
    }

    // Half of all customers with one order would put two or three breaks at 1, and the second order would already count as often.
    private static (IReadOnlyList<double> Breaks, int Moved) Rising(IReadOnlyList<double> quintiles)
    {
        var breaks = new List<double>();
        foreach (var whole in quintiles.Select(Math.Floor))   // days and orders are whole: above 1.4 means above 1
            breaks.Add(breaks.Count == 0 ? whole : Math.Max(whole, breaks[^1] + 1));
        return (breaks, breaks.Zip(quintiles).Count(p => p.First > p.Second));
    }

    /// <summary>Name of a segment for customers in <c>rfm</c>, as text; the rule table becomes a CASE.</summary>
    private static string Segment(string recency, string frequency) =>
        "CASE " + string.Concat(RfmSegments.All.Select(rule => string.Create(
            CultureInfo.InvariantCulture,
            $"WHEN {recency} BETWEEN {rule.RecencyFrom} AND {rule.RecencyTo} AND {frequency} BETWEEN {rule.FrequencyFrom} AND {rule.FrequencyTo} THEN '{rule.Segment}' "))) + "END";

    /// <summary>Table <c>rfm</c>: one row for each customer with scores and segment at both dates; null at the earlier one for those who came later.</summary>
    public static void CreateScores(ExploreScope scope, DateOnly asOf, DateOnly earlier, IReadOnlyList<double> recency, IReadOnlyList<double> frequency, IReadOnlyList<double>? money)
    {
        // scores run the other way for days: few days, high score
        var recencyNow = $"{Scores + 1} - {Score($"{Sql.Day(asOf)} - last_now", recency)}";
        var recencyThen = $"{Scores + 1} - {Score($"{Sql.Day(earlier)} - last_then", recency)}";
        scope.Duck.Execute(
            $"""
            CREATE OR REPLACE TEMP TABLE rfm AS
            SELECT customer, orders, amount, r1, f1, m1, {Segment("r1", "f1")} AS now, CASE WHEN last_then IS NOT NULL THEN {Segment("r0", "f0")} END AS past
            FROM (
                SELECT *, {recencyNow} AS r1, {Score("orders", frequency)} AS f1, {(money is null ? "NULL::INTEGER" : Score("coalesce(amount, 0)", money))} AS m1,
                    {recencyThen} AS r0, {Score("orders_then", frequency)} AS f0
                FROM (
                    SELECT customer, max(day) AS last_now, max(day) FILTER (WHERE day <= {Sql.Day(earlier)}) AS last_then, count(*) AS orders,
                        count(*) FILTER (WHERE day <= {Sql.Day(earlier)}) AS orders_then, sum(amount) AS amount
                    FROM orders GROUP BY customer))
            """);
    }

    private static IReadOnlyList<double> Quintiles(ExploreScope scope, string value) => scope.Duck.One(
        $"SELECT quantile_cont(CAST({value} AS DOUBLE), [0.2, 0.4, 0.6, 0.8]) FROM customers", r => (IReadOnlyList<double>)(List<double>)r.GetValue(0));

    private static string Score(string value, IReadOnlyList<double> breaks) =>
        "(1" + string.Concat(breaks.Select(b => $" + CAST(CAST({value} AS DOUBLE) > {b.ToString("R", CultureInfo.InvariantCulture)} AS INTEGER)")) + ")";

    private static List<SegmentRow> Segments(ExploreScope scope)
    {
        var found = scope.Duck.Rows(
            "SELECT now, count(*), CAST(sum(orders) AS BIGINT), sum(amount), CAST(sum(m1) AS DOUBLE) / count(*) FROM rfm GROUP BY now",
            r => (Segment: Enum.Parse<RfmSegment>(r.GetString(0)), Customers: r.GetInt64(1), Orders: r.GetInt64(2), Amount: scope.Money(r, 3), Score: r.IsDBNull(4) ? (double?)null : r.GetDouble(4)))
            .ToDictionary(f => f.Segment);
        var (customers, orders, amount) = (found.Values.Sum(f => f.Customers), found.Values.Sum(f => f.Orders), found.Values.Sum(f => f.Amount ?? 0));
        return
        [
            .. RfmSegments.All.Select(rule =>
            {
                if (!found.TryGetValue(rule.Segment, out var f))
                    return new SegmentRow(rule.Segment, 0, 0, 0, scope.HasMoney ? 0 : null, 0, null);
                var share = scope.HasMoney && amount != 0 ? (double)((f.Amount ?? 0) / amount) : (double)f.Orders / orders;
                return new SegmentRow(rule.Segment, f.Customers, (double)f.Customers / customers, f.Orders, f.Amount, share, f.Score);
            }),
        ];
    }

    private static List<IReadOnlyList<long>> Grid(ExploreScope scope)
    {
        var cells = scope.Duck.Rows("SELECT r1, f1, count(*) FROM rfm GROUP BY r1, f1", r => (R: Convert.ToInt32(r.GetValue(0), CultureInfo.InvariantCulture), F: Convert.ToInt32(r.GetValue(1), CultureInfo.InvariantCulture), Count: r.GetInt64(2)))
            .ToDictionary(c => (c.R, c.F), c => c.Count);
        return [.. Enumerable.Range(1, Scores).Reverse().Select(r => (IReadOnlyList<long>)[.. Enumerable.Range(1, Scores).Select(f => cells.GetValueOrDefault((r, f)))])];
    }

    private static List<SegmentMove> Migration(ExploreScope scope) =>
    [
        .. scope.Duck.Rows(
                "SELECT past, now, count(*) FROM rfm GROUP BY past, now",
                r => new SegmentMove(r.IsDBNull(0) ? null : Enum.Parse<RfmSegment>(r.GetString(0)), Enum.Parse<RfmSegment>(r.GetString(1)), r.GetInt64(2)))
            .OrderBy(m => m.From is null).ThenBy(m => m.From).ThenBy(m => m.To),
    ];
}
