namespace ProblemSolving.Domain.Sample;

/// <summary>The numbers the worked example speaks of, measured on its own purchase log, so text and data cannot drift apart.</summary>
/// <param name="Customers">Customers in the log.</param>
/// <param name="NewCustomersLastYear">First orders in the last 12 months.</param>
/// <param name="NewCustomersPerMonth">First orders in the last three months, per month.</param>
/// <param name="RateBefore">90-day repurchase rate of the first three months' new customers, in [0, 1].</param>
/// <param name="RateNow">The same for the newest three months whose customers are all at least 90 days old.</param>
/// <param name="RateApp">90-day rate after a first order through the app; all customers at least 90 days old.</param>
/// <param name="RateOtherChannels">The same after a first order elsewhere.</param>
/// <param name="RateDailyGoods">After a first order of daily goods.</param>
/// <param name="RateOtherCategories">After a first order of anything else.</param>
/// <param name="RateCoupon">After a first order with a coupon.</param>
/// <param name="RateNoCoupon">After a first order without one.</param>
/// <param name="ShareWithin30Days">Of the customers who come back within 90 days, the share who do so within 30; all customers at least 90 days old.</param>
/// <param name="LoyalShareOfCustomers">Customers with four or more orders, in [0, 1].</param>
/// <param name="LoyalShareOfSales">Their share of all sales, in [0, 1].</param>
/// <param name="LoyalShareOfReturning">Share of 90-day returners who place four or more orders in their first year.</param>
/// <param name="ExtraSalesFirstYear">Sales in won in the first year after the first order: a 90-day returner minus the others.</param>
/// <param name="LoyalSalesSecondYear">Sales in won of a loyal customer in the second year.</param>
/// <param name="CouponValue">Average discount in won on a first order with a coupon.</param>
/// <param name="OneOrderCustomers">Customers with exactly one order that is 14 to 120 days old at the end of the log.</param>
public sealed record SampleFacts(
    int Customers,
    int NewCustomersLastYear,
    int NewCustomersPerMonth,
    double RateBefore,
    double RateNow,
    double RateApp,
    double RateOtherChannels,
    double RateDailyGoods,
    double RateOtherCategories,
    double RateCoupon,
    double RateNoCoupon,
    double ShareWithin30Days,
    double LoyalShareOfCustomers,
    double LoyalShareOfSales,
    double LoyalShareOfReturning,
    decimal ExtraSalesFirstYear,
    decimal LoyalSalesSecondYear,
    decimal CouponValue,
    int OneOrderCustomers)
{
    private const int Window = 90;
    private const int LoyalOrders = 4;

    /// <param name="log">As made by <see cref="PurchaseLogGenerator.Generate"/> from a plan of 24 months or more.</param>
    public static SampleFacts Measure(PurchaseLogPlan plan, IReadOnlyList<Purchase> log)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(log);
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Months, 24, nameof(plan));
        var end = plan.End.ToDateTime(TimeOnly.MinValue);
        var customers = log.GroupBy(p => p.CustomerId).Select(g => new Customer([.. g])).ToList();
        var old = customers.Where(c => (end - c.First.OrderedAt).TotalDays >= Window).ToList();
        var yearOld = customers.Where(c => (end - c.First.OrderedAt).TotalDays >= 365).ToList();
        var loyal = customers.Where(c => c.Orders.Count >= LoyalOrders).ToList();
        var newestComplete = plan.End.AddMonths(-3);
        return new SampleFacts(
            customers.Count,
            customers.Count(c => c.FirstDay >= plan.End.AddMonths(-12)),
            (int)Math.Round(customers.Count(c => c.FirstDay >= plan.End.AddMonths(-3)) / 3.0),
            Rate(customers.Where(c => c.FirstDay < plan.FirstMonth.AddMonths(3))),
            Rate(customers.Where(c => c.FirstDay >= newestComplete.AddMonths(-3) && c.FirstDay < newestComplete)),
            Rate(old.Where(c => c.First.Channel == PurchaseLogGenerator.App)),
            Rate(old.Where(c => c.First.Channel != PurchaseLogGenerator.App)),
            Rate(old.Where(c => c.First.Category == PurchaseLogGenerator.DailyGoods)),
            Rate(old.Where(c => c.First.Category != PurchaseLogGenerator.DailyGoods)),
            Rate(old.Where(c => c.First.Coupon)),
            Rate(old.Where(c => !c.First.Coupon)),
            Share(old.Where(c => c.Returns), c => c.DaysToSecond <= 30),
            Share(customers, c => c.Orders.Count >= LoyalOrders),
            (double)(loyal.Sum(c => c.Sales(0, int.MaxValue)) / log.Sum(p => p.AmountWon)),
            Share(yearOld.Where(c => c.Returns), c => c.OrdersWithin(365) >= LoyalOrders),
            yearOld.Where(c => c.Returns).Average(c => c.Sales(1, 365)) - yearOld.Where(c => !c.Returns).Average(c => c.Sales(1, 365)),
            customers.Where(c => (end - c.First.OrderedAt).TotalDays >= 700 && c.OrdersWithin(365) >= LoyalOrders).Average(c => c.Sales(366, 730)),
            // the price paid is 90 % of the list price
            customers.Where(c => c.First.Coupon).Average(c => c.First.AmountWon) / 9,
            customers.Count(c => c.Orders.Count == 1 && (end - c.First.OrderedAt).TotalDays is >= 14 and <= 120));
    }

    private static double Rate(IEnumerable<Customer> customers) => Share(customers, c => c.Returns);

    private static double Share(IEnumerable<Customer> customers, Func<Customer, bool> has)
    {
        var all = customers.ToList();
        return all.Count(has) / (double)all.Count;
    }

    /// <summary>One customer's orders by time.</summary>
    private sealed record Customer(IReadOnlyList<Purchase> Orders)
    {
        public Purchase First => Orders[0];

        public DateOnly FirstDay => DateOnly.FromDateTime(First.OrderedAt);

        public int? DaysToSecond => Orders.Count > 1 ? Days(Orders[1]) : null;

        public bool Returns => DaysToSecond <= Window;

        public int OrdersWithin(int days) => Orders.Count(o => Days(o) <= days);

        /// <summary>Sales from one day after the first order to another, both included; day 0 is the first order's day.</summary>
        public decimal Sales(int fromDay, int toDay) => Orders.Where(o => Days(o) >= fromDay && Days(o) <= toDay).Sum(o => o.AmountWon);

        private int Days(Purchase order) => DateOnly.FromDateTime(order.OrderedAt).DayNumber - FirstDay.DayNumber;
    }
}
