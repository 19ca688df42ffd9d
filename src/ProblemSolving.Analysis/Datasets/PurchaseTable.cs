using System.Globalization;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>
/// Builds purchases from a stored table, its roles and the purchase rules, inside a session:
/// <c>lines</c> (rows that count), <c>orders</c> (one row for each order, numbered within its customer, with the day of the customer's
/// first and next order beside it, so that most figures need one scan and no join) and <c>customers</c>.
/// Two orders count as different by their order column; without one, all purchases of a customer on one day are one order.
/// Rows without a customer that a rule keeps stand in <c>lines</c> with an empty one and in no other table: guests are many people, not one customer with many orders.
/// </summary>
internal static class PurchaseTable
{
    /// <summary>Values of an order that analyses compare by, with their columns.</summary>
    public static readonly ColumnRole[] Attributes = [ColumnRole.Category, ColumnRole.Channel, ColumnRole.Product, ColumnRole.Country];

    /// <summary>Every table and view that <see cref="Build"/> may create.</summary>
    public static readonly string[] Names = ["judged", "copies", "lines", "orders", "customers", "first_lines"];

    /// <summary>Condition of <c>lines</c> that are of a known customer.</summary>
    public const string HasCustomer = "customer <> ''";

    /// <summary>Creates the tables and gives what each rule removed; the first entry is the whole file.</summary>
    /// <exception cref="DomainRuleException">A needed role is missing, no row is left, or none that is left has a customer.</exception>
    public static IReadOnlyList<RuleEffect> Build(DuckSession duck, TableSource source, PurchaseRules rules)
    {
        var customer = Column(source, ColumnRole.Customer) ?? throw new DomainRuleException("analysis.no-customer-role");
        var time = Column(source, ColumnRole.Time) ?? throw new DomainRuleException("analysis.no-time-role");
        var order = Column(source, ColumnRole.Order);
        var quantity = Column(source, ColumnRole.Quantity);
        var price = Column(source, ColumnRole.UnitPrice);
        var table = $"read_parquet({Sql.Text(source.ParquetPath)})";
        var amount = Amount(duck, source, table);

        var steps = Steps(rules, customer, time, order, quantity, price, Column(source, ColumnRole.Amount), Column(source, ColumnRole.Currency));
        var judged = string.Join(' ', steps.Select((s, i) => $"WHEN {s.Condition} THEN {Sql.Number(i + 1)}"));
        var attributes = string.Concat(Attributes.Select(a => $", {Column(source, a) ?? "NULL::VARCHAR"} AS {Name(a)}"));
        // A view, not a table: reading the columns a question needs from the file again is cheaper than keeping every row in memory.
        duck.Execute(
            $"""
            CREATE TEMP VIEW judged AS
            SELECT r, coalesce({customer}, '') AS customer, {order ?? "NULL::VARCHAR"} AS order_id, CAST({time} AS TIMESTAMP) AS ts,
                {quantity ?? "NULL::BIGINT"} AS quantity, {amount ?? "NULL::DECIMAL(18,2)"} AS amount{attributes},
                CASE {judged} ELSE 0 END AS reason
            FROM {table}
            """);
        var counts = duck.Rows("SELECT reason, count(*) FROM judged GROUP BY reason ORDER BY reason", r => (Reason: Convert.ToInt32(r.GetValue(0), CultureInfo.InvariantCulture), Count: r.GetInt64(1)))
            .ToDictionary(c => c.Reason, c => c.Count);
        var left = counts.Values.Sum();
        var effects = new List<RuleEffect> { new("all", 0, left) };
        for (var i = 0; i < steps.Count; i++)
        {
            var removed = counts.GetValueOrDefault(i + 1);
            effects.Add(new RuleEffect(steps[i].Rule, removed, left -= removed));
        }
        if (rules.DropExactDuplicates)
        {
            // the first of equal rows stays; copies are counted among the rows that the other rules left
            var everyColumn = string.Join(", ", source.Columns.Select(Stored));
            duck.Execute($"CREATE TEMP TABLE copies AS SELECT r FROM {table} QUALIFY row_number() OVER (PARTITION BY {everyColumn} ORDER BY r) > 1");
            var copies = duck.Count("SELECT count(*) FROM judged SEMI JOIN copies USING (r) WHERE reason = 0");
            effects.Add(new RuleEffect("duplicate", copies, left -= copies));
        }
        if (left == 0)
            throw new DomainRuleException("analysis.no-purchases-left", effects[0].RowsLeft);
        duck.Execute("CREATE TEMP VIEW lines AS SELECT * FROM judged" + (rules.DropExactDuplicates ? " ANTI JOIN copies USING (r)" : "") + " WHERE reason = 0");
        CreateOrders(duck, rules.MergeSameDayOrders || order is null);
        if (duck.Count("SELECT count(*) FROM customers") == 0)
            throw new DomainRuleException("analysis.no-customers-left", left);
        if (rules.MergeSameDayOrders && order is not null)
        {
            var apart = duck.Count($"SELECT count(*) FROM (SELECT DISTINCT customer, coalesce(order_id, strftime(ts, '%Y-%m-%d')) FROM lines WHERE {HasCustomer})");
            effects.Add(new RuleEffect("same-day", 0, left) { OrdersJoined = apart - duck.Count("SELECT count(*) FROM orders") });
        }

        return effects;
    }

    /// <summary>A currency as its code; signs that stand for one currency are understood, a missing one is no currency.</summary>
    private static string CurrencyCode(string column) =>
        $"CASE upper(trim(coalesce({column}, ''))) WHEN '₩' THEN 'KRW' WHEN '￦' THEN 'KRW' WHEN '원' THEN 'KRW' WHEN '€' THEN 'EUR' WHEN '£' THEN 'GBP' WHEN 'US$' THEN 'USD' ELSE upper(trim(coalesce({column}, ''))) END";

    /// <summary>Name of an attribute's column in <c>lines</c>.</summary>
    public static string Name(ColumnRole role) => role.ToString().ToLowerInvariant();

    private static List<(string Rule, string Condition)> Steps(PurchaseRules rules, string customer, string time, string? order, string? quantity, string? price, string? amount, string? currency)
    {
        var steps = new List<(string, string)> { ("no-time", $"{time} IS NULL") };
        if (rules.DropMissingCustomer)
            steps.Add(("no-customer", $"coalesce({customer}, '') = ''"));
        if (!string.IsNullOrEmpty(rules.Currency) && currency is not null)
            steps.Add(("currency", $"{CurrencyCode(currency)} <> {Sql.Text(rules.Currency.ToUpperInvariant())}"));
        if (!string.IsNullOrEmpty(rules.CancellationPrefix) && order is not null)
            steps.Add(("cancellation", $"starts_with({order}, {Sql.Text(rules.CancellationPrefix)})"));
        if (rules.DropNonPositiveQuantity && quantity is not null)
            steps.Add(("quantity", $"coalesce({quantity}, 0) <= 0"));
        if (rules.DropNonPositiveAmount && (amount ?? price) is { } money)
            steps.Add(("amount", $"coalesce({money}, 0) <= 0"));
        return steps;
    }

    private static void CreateOrders(DuckSession duck, bool byDay)
    {
        var key = byDay ? "strftime(ts, '%Y-%m-%d')" : "coalesce(order_id, strftime(ts, '%Y-%m-%d'))";
        duck.Execute(
            $"""
            CREATE TEMP TABLE orders AS
            SELECT *, CAST(ts AS DATE) AS day, row_number() OVER w AS n, CAST(lead(ts) OVER w AS DATE) AS next_day, CAST(first_value(ts) OVER w AS DATE) AS first_day
            FROM (SELECT customer, {key} AS order_key, min(ts) AS ts, sum(amount) AS amount FROM lines WHERE {HasCustomer} GROUP BY customer, order_key)
            WINDOW w AS (PARTITION BY customer ORDER BY ts, order_key)
            """);
        duck.Execute(
            """
            CREATE TEMP TABLE customers AS
            SELECT customer, min(day) AS first_day, min(day) FILTER (WHERE n = 2) AS second_day, max(day) AS last_day,
                min(order_key) FILTER (WHERE n = 1) AS first_key, count(*) AS orders, sum(amount) AS amount
            FROM orders GROUP BY customer
            """);
        duck.Execute(
            $"""
            CREATE TEMP VIEW first_lines AS
            SELECT l.*, c.first_day, c.second_day FROM lines l JOIN customers c ON l.customer = c.customer AND {key} = c.first_key
            """);
    }

    /// <summary>Money of a row as an exact number, or null when the data have none.</summary>
    private static string? Amount(DuckSession duck, TableSource source, string table)
    {
        if (Column(source, ColumnRole.Amount) is { } amount)
            return Exact(amount, TypeOf(duck, table, amount));
        if (Column(source, ColumnRole.UnitPrice) is not { } price || Column(source, ColumnRole.Quantity) is not { } quantity)
            return null;
        var (priceType, quantityType) = (TypeOf(duck, table, price), TypeOf(duck, table, quantity));
        return IsWide(priceType) || IsWide(quantityType)
            ? $"CAST({quantity} AS DECIMAL(19, 4)) * CAST({price} AS DECIMAL(19, 6))"
            : $"{quantity} * {Exact(price, priceType)}";
    }

    /// <summary>The products of two such numbers do not fit 38 digits.</summary>
    private static bool IsWide(string type) => type == "DOUBLE" || type.StartsWith("DECIMAL(38", StringComparison.Ordinal);

    private static string Exact(string column, string type) => type switch
    {
        "BIGINT" => $"CAST({column} AS DECIMAL(19, 0))",
        "DOUBLE" => $"CAST({column} AS DECIMAL(38, 6))",
        _ => column,
    };

    private static string TypeOf(DuckSession duck, string table, string column) =>
        duck.One($"SELECT column_type FROM (DESCRIBE SELECT {column} FROM {table})", r => r.GetString(0));

    private static string? Column(TableSource source, ColumnRole role) => source.With(role) is { } column ? Stored(column) : null;

    internal static string Stored(TableColumn column) => string.Create(CultureInfo.InvariantCulture, $"c{column.Index}");
}
