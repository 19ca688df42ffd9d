using System.Globalization;
using ProblemSolving.Domain.Numerics;

namespace ProblemSolving.Domain.Sample;

/// <summary>
/// Makes the purchase log of company A. Marketing brings more new customers every month, but the share that buys again
/// falls. Whether a customer returns depends on two things only: a first order through the app and a first order of daily
/// goods raise the chance; a coupon on the first order does nothing. About a third of returning customers become loyal and
/// carry a large part of the sales.
/// </summary>
public static class PurchaseLogGenerator
{
    public const string DailyGoods = "daily-goods";
    public const string App = "app";

    // shares of the first order; the factors below are chosen so that their average over these shares is 1
    private static readonly double[] s_categoryShares = [0.25, 0.22, 0.16, 0.15, 0.12, 0.10];
    private static readonly double[] s_channelShares = [0.35, 0.40, 0.25];
    private static readonly double[] s_hourShares = [.020, .010, .006, .004, .004, .006, .012, .025, .040, .050, .055, .055, .060, .050, .050, .050, .050, .050, .055, .065, .080, .085, .070, .048];

    // quantiles of the price of one item in won, from the cheapest to the dearest, per category
    private static readonly double[][] s_prices =
    [
        [3_000, 6_900, 9_900, 12_900, 17_900, 24_900, 39_900],
        [9_000, 19_000, 27_000, 36_000, 49_000, 69_000, 159_000],
        [6_000, 12_000, 18_000, 25_000, 33_000, 45_000, 98_000],
        [4_000, 9_500, 14_500, 19_800, 27_000, 38_000, 72_000],
        [8_000, 15_000, 23_000, 34_000, 48_000, 75_000, 190_000],
        [12_000, 29_000, 49_000, 79_000, 129_000, 219_000, 690_000],
    ];

    // days from the first to the second order for those who return within 90 days: most in the first month
    private static readonly double[] s_daysToSecond = [1, 6, 10, 14, 19, 24, 29, 36, 46, 62, 90];
    private static readonly double[] s_daysToLateSecond = [91, 105, 125, 150, 185, 230, 300, 420];
    private static readonly double[] s_daysBetweenLoyalOrders = [4, 11, 16, 21, 26, 32, 42, 70];
    private static readonly double[] s_daysBetweenOtherOrders = [7, 24, 40, 58, 80, 115, 180];

    /// <summary>Product categories; the first is the one that brings customers back.</summary>
    public static IReadOnlyList<string> Categories { get; } = [DailyGoods, "fashion", "beauty", "food", "home-living", "electronics"];

    /// <summary>Channels; the first is the one that brings customers back.</summary>
    public static IReadOnlyList<string> Channels { get; } = [App, "web", "marketplace"];

    /// <summary>Header of the CSV.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["customer_id", "order_id", "ordered_at", "amount", "quantity", "category", "channel", "coupon"];

    /// <summary>All orders by time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The plan is outside its ranges.</exception>
    public static IReadOnlyList<Purchase> Generate(PurchaseLogPlan plan)
    {
        Check(plan);
        var orders = new List<Purchase>(plan.Customers * 2);
        ulong customer = 0;
        for (var month = 0; month < plan.Months; month++)
        {
            var count = NewCustomers(plan, month);
            for (var i = 0; i < count; i++)
                AddCustomer(orders, plan, month, ++customer);
        }

        orders.Sort(static (x, y) => x.OrderedAt != y.OrderedAt ? x.OrderedAt.CompareTo(y.OrderedAt) : string.CompareOrdinal(x.CustomerId, y.CustomerId));
        return [.. orders.Select((order, i) => order with { OrderId = string.Create(CultureInfo.InvariantCulture, $"O{i + 1:0000000}") })];
    }

    /// <summary>Writes the log as CSV: UTF-8 without byte order mark, line feeds, header first. The stream stays open.</summary>
    public static void WriteCsv(PurchaseLogPlan plan, Stream stream)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', Columns));
        foreach (var order in Generate(plan))
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{order.CustomerId},{order.OrderId},{order.OrderedAt:yyyy-MM-dd HH:mm:ss},{order.AmountWon:0},{order.Quantity},{order.Category},{order.Channel},{(order.Coupon ? "yes" : "no")}"));
        }
    }

    /// <summary>The true chance of a second order within 90 days.</summary>
    /// <param name="month">Month of the first order, from 0.</param>
    public static double RepurchaseChance(PurchaseLogPlan plan, int month, string firstCategory, string firstChannel)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var average = plan.FirstRepurchaseRate + (plan.LastRepurchaseRate - plan.FirstRepurchaseRate) * month / (plan.Months - 1);
        return average
            * Factor(firstCategory == DailyGoods, 1.4, s_categoryShares[0])
            * Factor(firstChannel == App, 1.5, s_channelShares[0]);
    }

    private static double Factor(bool has, double factor, double share) => has ? factor : (1 - share * factor) / (1 - share);

    private static void AddCustomer(List<Purchase> orders, PurchaseLogPlan plan, int month, ulong number)
    {
        var random = new SeededRandom(plan.Seed, number);
        var id = string.Create(CultureInfo.InvariantCulture, $"A{number:000000}");
        var start = plan.FirstMonth.AddMonths(month);
        var day = start.AddDays(random.Below(DateTime.DaysInMonth(start.Year, start.Month)));
        var category = random.Pick(s_categoryShares);
        var channel = random.Pick(s_channelShares);
        orders.Add(Order(random, id, day, category, channel, coupon: random.Chance(0.4), basket: 1));

        var returns = random.Chance(RepurchaseChance(plan, month, Categories[category], Channels[channel]));
        if (!returns && !random.Chance(0.10))
            return;
        var loyal = returns && random.Chance(0.35);
        var next = day.AddDays((int)random.FromQuantiles(returns ? s_daysToSecond : s_daysToLateSecond));
        while (next < plan.End)
        {
            // loyal customers buy more at a time; others wander between categories
            if (!random.Chance(0.6))
                category = random.Pick(s_categoryShares);
            orders.Add(Order(random, id, next, category, random.Chance(0.8) ? channel : random.Pick(s_channelShares), coupon: random.Chance(0.3), basket: loyal ? 1.35 : 1));
            if (!random.Chance(loyal ? 0.93 : 0.45))
                return;
            next = next.AddDays((int)random.FromQuantiles(loyal ? s_daysBetweenLoyalOrders : s_daysBetweenOtherOrders));
        }
    }

    private static Purchase Order(SeededRandom random, string customer, DateOnly day, int category, int channel, bool coupon, double basket)
    {
        var time = new TimeOnly(random.Pick(s_hourShares), random.Below(60), random.Below(60));
        var quantity = 1 + random.Pick(category is 0 or 3 ? [0.35, 0.30, 0.20, 0.10, 0.05] : [0.72, 0.20, 0.08]);
        var price = random.FromQuantiles(s_prices[category]) * quantity * basket * (coupon ? 0.9 : 1);
        var won = Math.Max(10, Math.Round((decimal)price / 10, MidpointRounding.AwayFromZero) * 10);
        return new Purchase(customer, "", day.ToDateTime(time), won, quantity, Categories[category], Channels[channel], coupon);
    }

    /// <summary>Grows in a straight line over the months, a little more before the year's end and in the spring campaign.</summary>
    private static int NewCustomers(PurchaseLogPlan plan, int month)
    {
        double total = 0, own = 0;
        for (var m = 0; m < plan.Months; m++)
        {
            var season = plan.FirstMonth.AddMonths(m).Month switch { 11 => 1.06, 12 => 1.04, 4 or 5 => 1.03, 1 or 2 => 0.95, _ => 1.0 };
            var weight = (1 + (plan.AcquisitionGrowth - 1) * m / (plan.Months - 1)) * season;
            total += weight;
            if (m == month)
                own = weight;
        }

        return (int)Math.Round(plan.Customers * own / total);
    }

    private static void Check(PurchaseLogPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfNotEqual(plan.FirstMonth.Day, 1, nameof(plan));
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Months, 6, nameof(plan));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plan.Months, 60, nameof(plan));
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Customers, 100, nameof(plan));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plan.Customers, 1_000_000, nameof(plan));
    }
}
