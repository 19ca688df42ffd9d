using System.Text.Json.Serialization;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Domain.Analyze;

/// <summary>What a repurchase analysis adds to cohorts and rates since version <c>repurchase-2</c>; older results have none of it.</summary>
/// <param name="Returned">Cumulative cohorts.</param>
/// <param name="Trends">Repurchase rate(N) by month of first order, one entry for each N.</param>
/// <param name="Survival">Time to the second order over all customers.</param>
/// <param name="Groups">The same for groups by what the first order held, one entry for each column.</param>
/// <param name="Steps">First to second order, second to third, and so on; the last entry holds all later ones.</param>
/// <param name="Flow">New and returning customers and those who went quiet, by month.</param>
/// <param name="Revenue">How revenue spreads over customers; null when no customer has any.</param>
/// <param name="Looks">Comparisons that gave a p-value in this run.</param>
public sealed record RepurchaseDepth(
    IReadOnlyList<CohortReturns> Returned,
    IReadOnlyList<RateTrend> Trends,
    SurvivalCurve Survival,
    IReadOnlyList<SurvivalGroups> Groups,
    IReadOnlyList<OrderStep> Steps,
    OrderGaps Gaps,
    IReadOnlyList<MonthFlow> Flow,
    RevenueSpread? Revenue,
    RfmResult Rfm,
    int Looks);

/// <summary>Customers of a cohort who had a second order by the end of the k-th month after the month of the first.</summary>
/// <param name="Returned">Never falls with k; as long as the data reach.</param>
/// <param name="Share">Returned / size of the cohort.</param>
public sealed record CohortReturns(DateOnly Month, IReadOnlyList<long> Returned, IReadOnlyList<double> Share);

/// <summary>Repurchase rate(N) by month of first order.</summary>
public sealed record RateTrend(int Days, IReadOnlyList<MonthRate> Months);

/// <summary>
/// Kaplan–Meier estimate of the share without a second order after t days. Customers without one are censored at the end of the data.
/// Source: Kaplan and Meier (1958); variance by Greenwood, band on the log(−log) scale.
/// </summary>
/// <param name="Events">Second orders.</param>
/// <param name="MedianDays">First day by which half have ordered again; null when that never comes within the data.</param>
/// <param name="Points">The curve at chosen days, rising from day 0.</param>
public sealed record SurvivalCurve(long Customers, long Events, double? MedianDays, IReadOnlyList<SurvivalPoint> Points)
{
    /// <summary>The curve at exactly the days asked for, as far as it reaches; null in results before version <c>repurchase-8</c>.</summary>
    public IReadOnlyList<SurvivalPoint>? Marks { get; init; }

    /// <summary>The curve at a day; null where it does not reach so far.</summary>
    public SurvivalPoint? At(int day) => Marks?.FirstOrDefault(p => p.Day == day) ?? (Points[^1].Day < day ? null : Points.LastOrDefault(p => p.Day <= day));
}

/// <summary>The curve at one day.</summary>
/// <param name="AtRisk">Customers still watched and without a second order just before this day.</param>
/// <param name="Survival">Share without a second order after this day, in [0, 1].</param>
/// <param name="Low">95 % band; null where the estimate is 0 or 1.</param>
public sealed record SurvivalPoint(int Day, long AtRisk, double Survival, double? Low, double? High);

/// <summary>Curves of the groups that one column of the first order makes, compared by the log-rank test.</summary>
/// <param name="Several">Customers left out because their first order holds more than one value.</param>
/// <param name="ChiSquare">Of the log-rank test with as many degrees of freedom as groups less one.</param>
/// <param name="AdjustedPValue">Benjamini–Hochberg over the columns of this run.</param>
public sealed record SurvivalGroups(
    string Column,
    IReadOnlyList<SurvivalGroup> Groups,
    long Several,
    double ChiSquare,
    int DegreesOfFreedom,
    double PValue,
    double AdjustedPValue)
{
    /// <summary>Those of the days asked for that the curve of at least one group reaches; at full weeks in results before version <c>repurchase-8</c>.</summary>
    public IReadOnlyList<int> Days(IReadOnlyList<int> asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (Groups.Any(g => g.Curve.Marks is not null))
            return [.. asked.Where(d => Groups.Any(g => g.Curve.Marks?.Any(m => m.Day == d) == true)).Distinct()];
        return [.. asked.Select(d => d / 7 * 7).Where(d => d > 0 && Groups.Any(g => g.Curve.Points[^1].Day >= d)).Distinct()];
    }
}

/// <summary>One group.</summary>
public sealed record SurvivalGroup(string Value, SurvivalCurve Curve);

/// <summary>From the n-th order to the next.</summary>
/// <param name="From">n, from 1; the last step holds all later ones together.</param>
/// <param name="Orders">n-th orders that are at least N days old at the end of the data.</param>
/// <param name="Followed">Those followed by another order within N days.</param>
/// <param name="Interval">Wilson, 95 %, of the rate.</param>
/// <param name="MedianDays">Days to the next order of the n-th orders followed so far, which of recent ones are the quick ones; null when none is.</param>
public sealed record OrderStep(int From, bool AndLater, long Orders, long Followed, double? Rate, Interval? Interval, double? MedianDays)
{
    /// <summary>First day by which half of all n-th orders are followed, by Kaplan–Meier; null when that never comes within the data, and in results before version <c>repurchase-9</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? HalfDays { get; init; }
}

/// <summary>Days between consecutive orders of a customer, of the pairs seen so far: long gaps of recent orders are still missing among them. <see cref="Estimate"/> counts these as waiting.</summary>
/// <param name="Count">Pairs of consecutive orders.</param>
/// <param name="Quantiles">10, 25, 50, 75, 90 %, type 7; null when there is no pair.</param>
/// <param name="Weeks">Pairs by full weeks between them; the last entry holds all longer ones.</param>
public sealed record OrderGaps(long Count, IReadOnlyList<double>? Quantiles, IReadOnlyList<long> Weeks)
{
    /// <summary>Over all orders. Null in results before version <c>repurchase-9</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NextOrderEstimate? Estimate { get; init; }
}

/// <summary>One month's customers.</summary>
/// <param name="Lost">Customers of the month whose last order in it was not followed by another within the stated days: they went quiet, and some come back later. Over months a customer can count more than once.</param>
/// <param name="LostIncomplete">Those days are not over yet for some of the month's orders, so more will go quiet.</param>
public sealed record MonthFlow(DateOnly Month, long New, long Returning, long Lost, bool Incomplete, bool LostIncomplete);

/// <summary>How revenue (or orders, when the data have no money) spreads over customers.</summary>
/// <param name="InMoney">False when orders are counted instead.</param>
/// <param name="Curve">Lorenz: share of the total that the lowest k % of customers hold, k = 0…100. Negative customers count as 0.</param>
/// <param name="Gini">0 when all customers are worth the same, near 1 when one holds everything.</param>
/// <param name="TopTenth">Share of the total held by the highest tenth (rounded up) of customers.</param>
/// <param name="TopFifth">The same for the highest fifth.</param>
/// <param name="ByOrders">By number of orders 1, 2, … and "loyal" (the last entry: that many or more).</param>
/// <param name="Negative">Customers whose sum is below 0.</param>
public sealed record RevenueSpread(
    bool InMoney, IReadOnlyList<double> Curve, double Gini, double TopTenth, double TopFifth, IReadOnlyList<LoyaltyShare> ByOrders, long Negative);

/// <summary>Customers with a number of orders.</summary>
/// <param name="OrMore">True for the last entry: the loyal customers.</param>
/// <param name="Amount">Their revenue; null when the data have no money.</param>
/// <param name="AmountShare">Of the whole revenue, or of all orders without money.</param>
public sealed record LoyaltyShare(int Orders, bool OrMore, long Customers, double CustomerShare, decimal? Amount, double AmountShare);
