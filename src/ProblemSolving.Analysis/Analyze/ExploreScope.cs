using System.Data.Common;
using System.Globalization;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>What the parts of one exploration share: the session with its purchase tables, the size of the log, and the question.</summary>
internal sealed record ExploreScope(DuckSession Duck, TableSource Source, HeadlineFacts Headline, RepurchaseParameters Parameters, bool HasMoney)
{
    /// <summary>Builds the purchase tables and looks at their size.</summary>
    /// <exception cref="Domain.DomainRuleException">A needed role is missing or no row is left.</exception>
    public static (ExploreScope Scope, IReadOnlyList<RuleEffect> Waterfall) Build(DuckSession duck, TableSource source, PurchaseRules rules, RepurchaseParameters parameters)
    {
        var waterfall = PurchaseTable.Build(duck, source, rules);
        var hasMoney = source.With(ColumnRole.Amount) is not null || (source.With(ColumnRole.UnitPrice) is not null && source.With(ColumnRole.Quantity) is not null);
        var (rows, amount) = duck.One("SELECT count(*), sum(amount) FROM lines", r => (r.GetInt64(0), hasMoney && !r.IsDBNull(1) ? (decimal?)Plain(r.GetDecimal(1)) : null));
        var (orders, first, last) = duck.One("SELECT count(*), min(day), max(day) FROM orders", r => (r.GetInt64(0), Day(r, 1), Day(r, 2)));
        var (customers, repeaters) = duck.One("SELECT count(*), count(*) FILTER (WHERE orders > 1) FROM customers", r => (r.GetInt64(0), r.GetInt64(1)));
        var headline = new HeadlineFacts(rows, customers, orders, amount, first, last, repeaters, source.With(ColumnRole.Order) is not null && !rules.MergeSameDayOrders)
        {
            RowsWithoutCustomer = duck.Count($"SELECT count(*) FROM lines WHERE NOT ({PurchaseTable.HasCustomer})"),
            RowsWithoutAmount = hasMoney ? duck.Count("SELECT count(*) FROM lines WHERE amount IS NULL") : 0,
            RowsLeftOutWithoutAmount = hasMoney ? LeftOutWithoutAmount(duck, waterfall) : 0,
        };
        return (new ExploreScope(duck, source, headline, parameters, hasMoney) { KnownFrom = LogStart.KnownFrom(duck, first) }, waterfall);
    }

    // the reason of a row is the place of its rule among the effects
    private static long LeftOutWithoutAmount(DuckSession duck, IReadOnlyList<RuleEffect> waterfall)
    {
        var rule = waterfall.ToList().FindIndex(e => e.Rule == "amount");
        return rule < 0 ? 0 : duck.Count($"SELECT count(*) FROM judged WHERE amount IS NULL AND reason = {Sql.Number(rule)}");
    }

    /// <summary>From here on few first orders of the log are orders of customers of old.</summary>
    public DateOnly KnownFrom { get; private init; }

    /// <summary>Customers of old still count as new in this month, as in step 1.</summary>
    public bool IsEarly(DateOnly month) => month < KnownFrom;

    public DateOnly LastMonth => FirstOf(Headline.LastDay);

    public bool LastMonthIsOver => LastOf(LastMonth) == Headline.LastDay;

    /// <summary>The data begin inside this month, so that its first days are missing.</summary>
    public bool BeginsLate(DateOnly month) => month < Headline.FirstDay && FirstOf(Headline.FirstDay) == month;

    /// <summary>Condition of customers or orders whose <paramref name="column"/> lies at least so many days before the end of the data.</summary>
    public string IsOld(string column, int days) => $"{column} <= {Sql.Day(Headline.LastDay.AddDays(-days))}";

    public static DateOnly Day(DbDataReader reader, int index) => reader.GetFieldValue<DateOnly>(index);

    public static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    // the calendar ends with a month, so the last day is not sought through the month after
    public static DateOnly LastOf(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    public static int MonthsBetween(DateOnly from, DateOnly to) => (to.Year - from.Year) * 12 + to.Month - from.Month;

    /// <summary>Without zeros at the end, so that equal amounts are written alike.</summary>
    public static decimal Plain(decimal amount) => decimal.Parse(amount.ToString("0.############################", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Money of a column of a query; null when the data have none.</summary>
    public decimal? Money(DbDataReader reader, int index) => HasMoney && !reader.IsDBNull(index) ? Plain(reader.GetDecimal(index)) : null;
}
