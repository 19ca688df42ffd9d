using System.Text.Json.Serialization;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Domain.Analyze;

/// <summary>What a repurchase analysis is asked.</summary>
/// <param name="Days">The N of repurchase rate(N), rising, each in [1, 1095].</param>
/// <param name="TrendDays">The N of the rate by first-purchase month and of the contrasts.</param>
/// <param name="CohortCount">Newest monthly cohorts shown, in [1, 60].</param>
/// <param name="MinimumSupport">Customers a value needs to be compared, at least 5.</param>
/// <param name="LostDays">A customer without an order for longer than this counts as quiet, in [31, 1095].</param>
/// <param name="LoyalOrders">Customers with at least so many orders are loyal, in [2, 20].</param>
/// <param name="Rfm">Breaks of recency, frequency and money; null for quintiles.</param>
public sealed record RepurchaseParameters(
    IReadOnlyList<int> Days, int TrendDays = 90, int CohortCount = 24, int MinimumSupport = 50, int LostDays = 90, int LoyalOrders = 4, RfmParameters? Rfm = null)
{
    /// <summary>The least that <see cref="MinimumSupport"/> can be.</summary>
    public const int LeastSupport = 5;

    /// <summary>30, 60, 90, 180 and 365 days; trend over 90.</summary>
    public static RepurchaseParameters Default { get; } = new([30, 60, 90, 180, 365]);

    /// <exception cref="DomainRuleException">A parameter is out of range.</exception>
    public void Check()
    {
        if (Days.Count == 0 || Days.Any(d => d is < 1 or > 1095) || TrendDays is < 1 or > 1095)
            throw new DomainRuleException("analysis.days-range", 1, 1095);
        if (CohortCount is < 1 or > 60)
            throw new DomainRuleException("analysis.cohort-range", 1, 60);
        if (MinimumSupport < LeastSupport)
            throw new DomainRuleException("analysis.support-range", LeastSupport);
        // below 31 days a customer could be lost twice in one month
        if (LostDays is < 31 or > 1095)
            throw new DomainRuleException("analysis.lost-range", 31, 1095);
        if (LoyalOrders is < 2 or > 20)
            throw new DomainRuleException("analysis.loyal-range", 2, 20);
        Rfm?.Check();
    }
}

/// <summary>Everything one repurchase analysis found. Money is exact; rates lie in [0, 1]; quantiles are type 7.</summary>
/// <param name="Version">Of the calculation; another version may give other numbers.</param>
/// <param name="Waterfall">What each purchase rule removed, in order; the first entry is the whole file.</param>
/// <param name="Depth">Null in results of version <c>repurchase-1</c>.</param>
/// <param name="Table">What the columns have to do with each other, and alerts; null in results of version <c>repurchase-1</c>.</param>
public sealed record RepurchaseResult(
    string Version,
    RepurchaseParameters Parameters,
    PurchaseRules Rules,
    HeadlineFacts Headline,
    IReadOnlyList<ColumnProfile> Profile,
    IReadOnlyList<RuleEffect> Waterfall,
    IReadOnlyList<MonthRow> Months,
    CohortTable Cohorts,
    IReadOnlyList<RepurchaseRate> Rates,
    IReadOnlyList<MonthRate> Trend,
    SecondPurchaseTiming Timing,
    IReadOnlyList<Contrast> Contrasts,
    int ContrastsCompared,
    IReadOnlyList<Figure> Figures,
    RepurchaseDepth? Depth = null,
    TableFacts? Table = null)
{
    /// <summary>Columns that were not looked at in first orders; none in results before version <c>repurchase-6</c>.</summary>
    public IReadOnlyList<DoubledColumn> Doubled { get; init; } = [];

    /// <summary>So many months in a row without orders are told as months; a longer stretch, as one wrong date decades off makes, is left out.</summary>
    public const int MostEmptyMonths = 36;

    /// <summary>The table is no purchase log, so only its columns were looked at: nothing is counted of customers and orders.</summary>
    [JsonIgnore]
    public bool ProfileOnly => Waterfall.Count == 0;
}

/// <summary>A column that says what another one says.</summary>
/// <param name="Name">Not looked at.</param>
/// <param name="SameAs">Looked at.</param>
public sealed record DoubledColumn(string Name, string SameAs);

/// <summary>The size of the purchase log after the rules.</summary>
/// <param name="Rows">Rows that count as purchases.</param>
/// <param name="Orders">Of known customers.</param>
/// <param name="Amount">Sum of their money; null when the data have no money.</param>
/// <param name="RepeatCustomers">Customers with two or more orders, whenever the second came.</param>
/// <param name="RepeatDefinition">True when orders come from an order column; false when all purchases of a customer on a day are one order.</param>
public sealed record HeadlineFacts(
    long Rows,
    long Customers,
    long Orders,
    decimal? Amount,
    DateOnly FirstDay,
    DateOnly LastDay,
    long RepeatCustomers,
    bool RepeatDefinition)
{
    /// <summary>Rows that count although nobody knows whose they are: they stand in <see cref="Rows"/> and <see cref="Amount"/> and in no figure of customers or orders. Before version <c>repurchase-9</c> they were taken for one customer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long RowsWithoutCustomer { get; init; }

    /// <summary>Rows that count although their amount is missing; they add nothing to the sum. Data without money have none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long RowsWithoutAmount { get; init; }

    /// <summary>Rows that the rule on amounts left out because their amount is missing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long RowsLeftOutWithoutAmount { get; init; }

    /// <summary>Of the rows that count those that agree in every column with an earlier one; null where they were not counted and in results before version <c>repurchase-8</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? RowsTwice { get; init; }
}

/// <summary>One column of the stored table before any rule. All counts are exact.</summary>
/// <param name="Distinct">Different values.</param>
/// <param name="Minimum">As text; null when the column is empty.</param>
/// <param name="Mean">Numbers only, like the following ones.</param>
/// <param name="StandardDeviation">Of the sample (n − 1); null below two values.</param>
/// <param name="Quartiles">25 %, 50 %, 75 %, type 7.</param>
/// <param name="TopValues">The most frequent values, ties in order of the value.</param>
/// <param name="Spread">Further figures of a column of numbers; null for other columns and in results of version <c>repurchase-1</c>.</param>
/// <param name="Histogram">Rows by range of values, by month for days and moments; null where there is none.</param>
public sealed record ColumnProfile(
    string Name,
    ColumnType Type,
    ColumnRole Role,
    long Rows,
    long Missing,
    long Distinct,
    string? Minimum,
    string? Maximum,
    double? Mean,
    double? StandardDeviation,
    IReadOnlyList<double>? Quartiles,
    IReadOnlyList<ValueCount> TopValues,
    NumberSpread? Spread = null,
    IReadOnlyList<HistogramBin>? Histogram = null);

/// <summary>How often a value stands in a column.</summary>
public sealed record ValueCount(string Value, long Count);

/// <summary>Values of a column to choose from.</summary>
/// <param name="Values">Most frequent first; at most as many as one answer holds.</param>
/// <param name="Distinct">How many different values there are in all, those left off counted too.</param>
public sealed record ValueList(IReadOnlyList<ValueCount> Values, long Distinct)
{
    public static ValueList Empty { get; } = new([], 0);

    public bool IsCut => Values.Count < Distinct;
}

/// <summary>One calendar month.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="NewCustomers">First order ever in this month.</param>
/// <param name="ReturningCustomers">Ordered in this month and in an earlier one first.</param>
/// <param name="Incomplete">The data begin or end inside the month.</param>
public sealed record MonthRow(DateOnly Month, long NewCustomers, long ReturningCustomers, long Orders, decimal? Amount, bool Incomplete);

/// <summary>Customers by month of first order and months since.</summary>
/// <param name="Months">Columns: 0 is the month of the first order.</param>
public sealed record CohortTable(int Months, IReadOnlyList<CohortRow> Rows)
{
    /// <summary>Later months are not shown: one wrong date decades ahead would make a column for each month until then.</summary>
    public const int MostMonthsLater = 60;
}

/// <summary>One cohort.</summary>
/// <param name="Month">First day of the month of the first order.</param>
/// <param name="Size">Customers of the cohort.</param>
/// <param name="Active">Customers who ordered k months later; as far as the data reach, at most <see cref="CohortTable.MostMonthsLater"/>.</param>
/// <param name="Share">Active / Size.</param>
/// <param name="Incomplete">The month k is not over in the data; month 0 also when the data begin inside it.</param>
public sealed record CohortRow(DateOnly Month, long Size, IReadOnlyList<long> Active, IReadOnlyList<double> Share, IReadOnlyList<bool> Incomplete)
{
    /// <summary>The log began so shortly before that customers of old still count as new. False in results before version <c>repurchase-9</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EarlyLog { get; init; }
}

/// <summary>
/// Repurchase rate(N): share of customers with a second order within N days after their first,
/// over customers whose first order is at least N days before the end of the data.
/// </summary>
/// <param name="Eligible">Customers old enough.</param>
/// <param name="TooYoung">Customers left out because N days have not passed.</param>
/// <param name="Repeaters">Eligible customers with a second order in time.</param>
/// <param name="Rate">Null when nobody is old enough.</param>
/// <param name="Interval">Wilson, 95 %.</param>
/// <param name="CohortMonths">Months of first order that are old enough as a whole.</param>
/// <param name="IncompleteMonths">Months of first order that are not.</param>
public sealed record RepurchaseRate(int Days, long Eligible, long TooYoung, long Repeaters, double? Rate, Interval? Interval, int CohortMonths, int IncompleteMonths);

/// <summary>Repurchase rate of the customers of one first-order month.</summary>
/// <param name="Eligible">Those old enough; the rate is over them.</param>
/// <param name="Incomplete">Some customers of the month are not old enough yet, or the data begin inside it.</param>
public sealed record MonthRate(DateOnly Month, long Customers, long Eligible, long Repeaters, double? Rate, Interval? Interval, bool Incomplete)
{
    /// <summary>The log began so shortly before that customers of old still count as new. False in results before version <c>repurchase-9</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EarlyLog { get; init; }

    /// <summary>The rate may be set beside that of another month.</summary>
    [JsonIgnore]
    public bool Compares => Rate is not null && !Incomplete && !EarlyLog;
}

/// <summary>
/// When the second order comes. Share, quartiles and weeks are of the second orders seen so far: of recent customers these are the quick ones,
/// so all three make the wait look shorter than it is. <see cref="Estimate"/> does not.
/// </summary>
/// <param name="SecondOrders">Customers with a second order.</param>
/// <param name="ShareWithin30Days">Of the second orders seen so far; null when there are none.</param>
/// <param name="QuartileDays">25 %, 50 %, 75 % of the days between first and second order, of those seen so far, type 7; null when there are none.</param>
/// <param name="Weeks">Second orders by full weeks after the first order (week 0 is days 0–6); the last entry holds all later ones.</param>
public sealed record SecondPurchaseTiming(long SecondOrders, double? ShareWithin30Days, IReadOnlyList<double>? QuartileDays, IReadOnlyList<long> Weeks)
{
    /// <summary>Over all customers. Null in results before version <c>repurchase-9</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NextOrderEstimate? Estimate { get; init; }
}

/// <summary>
/// Time from an order to the next by the Kaplan–Meier estimate, over all orders, those not followed yet as far as they were watched:
/// a recent order counts as waiting and not as missing. Source: Kaplan and Meier (1958).
/// </summary>
/// <param name="Days">The N of <paramref name="WithinDays"/>.</param>
/// <param name="Within30Days">Share followed by another within 30 days, in [0, 1]; null when the data do not reach so far.</param>
/// <param name="WithinDays">The same within N days.</param>
/// <param name="HalfDays">First day by which half are followed; null when that never comes within the data.</param>
public sealed record NextOrderEstimate(int Days, double? Within30Days, double? WithinDays, double? HalfDays);

/// <summary>Customers whose first order had a value, against all other customers.</summary>
/// <param name="Column">Name of the column in the file.</param>
/// <param name="Customers">Support: customers with the value who are old enough.</param>
/// <param name="Rate">Repurchase rate(TrendDays) of them.</param>
/// <param name="Interval">Wilson, 95 %, of the rate.</param>
/// <param name="RestRate">Rate of everybody else.</param>
/// <param name="Difference">Rate − RestRate.</param>
/// <param name="DifferenceInterval">Newcombe, 95 %.</param>
/// <param name="PValue">Two-proportion z-test.</param>
/// <param name="AdjustedPValue">Benjamini–Hochberg over all values compared in this run.</param>
public sealed record Contrast(
    ColumnRole Role,
    string Column,
    string Value,
    long Customers,
    long Repeaters,
    double Rate,
    Interval Interval,
    double RestRate,
    double Difference,
    Interval DifferenceInterval,
    double PValue,
    double AdjustedPValue)
{
    /// <summary>Adjusted p below which a difference counts as clear.</summary>
    public const double Level = 0.05;

    /// <summary>The difference is more than chance would give among as many comparisons.</summary>
    [JsonIgnore]
    public bool IsClear => AdjustedPValue < Level;

    /// <summary>Of the customers with the value: equal where they are the same people. Null in results before version <c>repurchase-5</c>.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Values of other columns with exactly these customers: compared and counted together with this one. Null where there are none and in results before version <c>repurchase-8</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SameCustomers>? Also { get; init; }

    /// <summary>True for a value of the column, told under its own name or as one with exactly the same customers.</summary>
    public bool IsOf(string column) => Column == column || (Also?.Any(a => a.Column == column) ?? false);
}

/// <summary>A value that holds the customers of another one.</summary>
public sealed record SameCustomers(string Column, string Value);
