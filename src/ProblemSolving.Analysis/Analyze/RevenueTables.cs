using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>How revenue spreads over customers; without money, how orders do.</summary>
internal static class RevenueTables
{
    private const int Points = 100;

    /// <returns>Null when nobody has a sum above 0.</returns>
    public static RevenueSpread? Compute(ExploreScope scope)
    {
        var worth = scope.HasMoney ? "greatest(coalesce(amount, 0), 0)" : "CAST(orders AS DECIMAL(19, 0))";
        // everything stays exact: sums of decimals do not depend on their order
        scope.Duck.Execute($"CREATE OR REPLACE TEMP TABLE worth AS SELECT {worth} AS w, row_number() OVER (ORDER BY {worth}, customer) AS i FROM customers");
        var n = scope.Headline.Customers;
        var (total, ranked) = scope.Duck.One("SELECT CAST(sum(w) AS DOUBLE), CAST(sum(w * i) AS DOUBLE) FROM worth", r => (r.GetDouble(0), r.GetDouble(1)));
        if (!(total > 0))
            return null;
        var slices = scope.Duck.Rows(
            $"SELECT CAST(ceil(i * {Points}.0 / {Sql.Number(n)}) AS BIGINT) AS slice, CAST(sum(w) AS DOUBLE) FROM worth GROUP BY slice ORDER BY slice",
            r => (Slice: (int)r.GetInt64(0), Sum: r.GetDouble(1)));
        var curve = new double[Points + 1];
        foreach (var (slice, sum) in slices)
            curve[slice] = sum / total;
        for (var k = 1; k <= Points; k++)
            curve[k] = Math.Min(1, curve[k] + curve[k - 1]);
        return new RevenueSpread(
            scope.HasMoney, curve, Math.Clamp(2 * ranked / (n * total) - (n + 1.0) / n, 0, 1), Top(scope, n, total, 10), Top(scope, n, total, 5), ByOrders(scope),
            scope.HasMoney ? scope.Duck.Count("SELECT count(*) FROM customers WHERE amount < 0") : 0);
    }

    private static double Top(ExploreScope scope, long customers, double total, int part)
    {
        var count = (customers + part - 1) / part;
        return scope.Duck.One($"SELECT CAST(sum(w) AS DOUBLE) FROM worth WHERE i > {Sql.Number(customers - count)}", r => r.GetDouble(0)) / total;
    }

    private static List<LoyaltyShare> ByOrders(ExploreScope scope)
    {
        var loyal = scope.Parameters.LoyalOrders;
        var rows = scope.Duck.Rows(
            $"SELECT least(orders, {Sql.Number(loyal)}) AS o, count(*), sum(amount), CAST(sum(orders) AS BIGINT) FROM customers GROUP BY o ORDER BY o",
            r => (Orders: (int)r.GetInt64(0), Customers: r.GetInt64(1), Amount: scope.Money(r, 2), Count: r.GetInt64(3)));
        var (all, orders) = (rows.Sum(r => r.Amount ?? 0), rows.Sum(r => r.Count));
        return
        [
            .. rows.Select(r => new LoyaltyShare(
                r.Orders, r.Orders == loyal, r.Customers, (double)r.Customers / scope.Headline.Customers, r.Amount,
                scope.HasMoney && all != 0 ? (double)((r.Amount ?? 0) / all) : (double)r.Count / orders)),
        ];
    }
}
