using System.Globalization;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>What is known of each customer on a snapshot day; only orders on or before it are looked at.</summary>
internal static class CustomerFeatures
{
    public const string Version = "features-1";

    private const int ValuesPerAttribute = 10;

    /// <summary>Numbers taken from a customer's orders, in the order of the query.</summary>
    private static readonly string[] Plain =
    [
        "recency-days", "tenure-days", "orders", "active-days", "amount", "mean-order-amount", "largest-order-amount", "last-order-amount",
        "mean-gap-days", "gap-spread-days", "recency-to-gap", "orders-30-days", "orders-90-days", "orders-180-days", "amount-90-days",
        "last-weekday", "last-hour", "lines-per-order", "distinct-products",
    ];

    /// <summary>Feature names of a set of attribute values.</summary>
    public static string[] Names(IReadOnlyList<AttributeValue> attributes) =>
        [.. Plain, .. attributes.Select(a => $"{PurchaseTable.Name(a.Role)}:{a.Value}")];

    /// <summary>
    /// The commonest first-order values up to a day, which become yes/no features. What was joined from a table of customers is left out
    /// whatever its role: it says what is known of a customer now, not what was known on a day in the past.
    /// </summary>
    public static IReadOnlyList<AttributeValue> CommonValues(DuckSession duck, TableSource source, DateOnly upTo)
    {
        var found = new List<AttributeValue>();
        foreach (var role in new[] { ColumnRole.Category, ColumnRole.Channel, ColumnRole.Country })
        {
            if (source.With(role) is null or { FromAttributes: true })
                continue;
            var name = PurchaseTable.Name(role);
            found.AddRange(duck.Rows(
                $"SELECT {name} FROM first_lines WHERE first_day <= {Sql.Day(upTo)} AND {name} IS NOT NULL GROUP BY {name} ORDER BY count(DISTINCT customer) DESC, {name} LIMIT {Sql.Number(ValuesPerAttribute)}",
                r => new AttributeValue(role, r.GetString(0))));
        }
        return found;
    }

    /// <summary>One row for each customer with an order on or before the snapshot, sorted by customer id.</summary>
    public static List<FeatureRow> At(DuckSession duck, DateOnly snapshot, int horizonDays, IReadOnlyList<AttributeValue> attributes)
    {
        var day = Sql.Day(snapshot);
        var flags = string.Concat(attributes.Select((a, i) => $", bool_or({PurchaseTable.Name(a.Role)} = {Sql.Text(a.Value)}) AS a{i}"));
        var flagNames = string.Concat(attributes.Select((_, i) => $", coalesce(f.a{i}, false)"));
        var rows = new List<FeatureRow>();
        duck.ForEach(
            $"""
            WITH past AS (SELECT *, day - lag(day) OVER (PARTITION BY customer ORDER BY n) AS gap FROM orders WHERE day <= {day}),
            o AS (
                SELECT customer, {day} - max(day) AS recency, {day} - min(day) AS tenure, count(*) AS orders, count(DISTINCT day) AS days,
                    sum(amount) AS amount, max(amount) AS largest, arg_max(amount, n) AS newest,
                    CAST(sum(gap) AS BIGINT) AS gaps, CAST(sum(gap * gap) AS BIGINT) AS gaps2, count(gap) AS gap_count,
                    count(*) FILTER (WHERE day > {day} - 30) AS o30, count(*) FILTER (WHERE day > {day} - 90) AS o90, count(*) FILTER (WHERE day > {day} - 180) AS o180,
                    sum(amount) FILTER (WHERE day > {day} - 90) AS a90,
                    isodow(max(ts)) AS weekday, hour(max(ts)) AS hour, max(day) AS last_day
                FROM past GROUP BY customer),
            l AS (SELECT customer, count(*) AS lines, count(DISTINCT product) AS products FROM lines WHERE CAST(ts AS DATE) <= {day} GROUP BY customer),
            f AS (SELECT customer{flags} FROM first_lines WHERE first_day <= {day} GROUP BY customer),
            y AS (SELECT DISTINCT customer FROM orders WHERE day > {day} AND day <= {day} + {Sql.Number(horizonDays)})
            SELECT o.customer, y.customer IS NOT NULL, o.last_day, o.orders, o.amount,
                o.recency, o.tenure, o.days, CAST(o.largest AS DOUBLE), CAST(o.newest AS DOUBLE), o.gaps, o.gaps2, o.gap_count,
                o.o30, o.o90, o.o180, CAST(o.a90 AS DOUBLE), o.weekday, o.hour, l.lines, l.products{flagNames}
            FROM o LEFT JOIN l USING (customer) LEFT JOIN f USING (customer) LEFT JOIN y ON o.customer = y.customer
            ORDER BY o.customer
            """,
            r =>
            {
                double Value(int i) => r.IsDBNull(i) ? 0 : Convert.ToDouble(r.GetValue(i), CultureInfo.InvariantCulture);
                var orders = Value(3);
                var amount = r.IsDBNull(4) ? 0 : r.GetDecimal(4);
                var recency = Value(5);
                var gaps = Value(12);
                // without a second order there is no gap; the missing mark lets the trees decide
                var meanGap = gaps > 0 ? Value(10) / gaps : double.NaN;
                var spread = gaps > 1 ? Math.Sqrt(Math.Max(0, (Value(11) - gaps * meanGap * meanGap) / (gaps - 1))) : double.NaN;
                var features = new float[Plain.Length + attributes.Count];
                double[] plain =
                [
                    recency, Value(6), orders, Value(7), (double)amount, (double)amount / orders, Value(8), Value(9),
                    meanGap, spread, meanGap > 0 ? recency / meanGap : double.NaN, Value(13), Value(14), Value(15), Value(16),
                    Value(17), Value(18), Value(19) / orders, Value(20),
                ];
                for (var i = 0; i < plain.Length; i++)
                    features[i] = (float)plain[i];
                for (var i = 0; i < attributes.Count; i++)
                    features[plain.Length + i] = r.GetBoolean(21 + i) ? 1 : 0;
                rows.Add(new FeatureRow(r.GetString(0), r.GetBoolean(1), r.GetFieldValue<DateOnly>(2), (int)orders, amount, features));
            });
        return rows;
    }
}

/// <summary>A value of the first order that became a feature.</summary>
internal sealed record AttributeValue(ColumnRole Role, string Value);

/// <summary>A customer on a snapshot day.</summary>
/// <param name="Bought">Ordered within the horizon after it.</param>
internal sealed record FeatureRow(string Customer, bool Bought, DateOnly LastOrderDay, int Orders, decimal Amount, float[] Features)
{
    public float Recency => Features[0];
}
