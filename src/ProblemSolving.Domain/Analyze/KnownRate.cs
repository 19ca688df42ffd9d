namespace ProblemSolving.Domain.Analyze;

/// <summary>
/// The repurchase rate of customers of whom the log knows that they were new: those of its first months are left out, as in the
/// comparison of months, since customers of old count as new there and come back more often.
/// </summary>
/// <param name="Days">Within so many days of the first order.</param>
/// <param name="EarlyMonths">Months left out; 0 when the log has none, or nothing but such.</param>
/// <param name="Eligible">Customers whose first order lies at least so many days before the end of the data, and not in those months.</param>
/// <param name="Repeaters">Of those, customers with a second order in time.</param>
/// <param name="Rate">In [0, 1]; null without such customers.</param>
/// <param name="WithEarly">The rate over all months, in [0, 1].</param>
public sealed record KnownRate(int Days, int EarlyMonths, long Eligible, long Repeaters, double? Rate, double? WithEarly)
{
    /// <returns>Null when the rate of these days was not computed.</returns>
    public static KnownRate? Of(RepurchaseResult result, int days)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Rates.FirstOrDefault(r => r.Days == days) is not { } all)
            return null;
        var months = result.Depth?.Trends.FirstOrDefault(t => t.Days == days)?.Months ?? (days == result.Parameters.TrendDays ? result.Trend : []);
        var later = months.Where(m => !m.EarlyLog).ToList();
        var (eligible, repeaters) = (later.Sum(m => m.Eligible), later.Sum(m => m.Repeaters));
        return later.Count == months.Count || eligible == 0
            ? new KnownRate(days, 0, all.Eligible, all.Repeaters, all.Rate, all.Rate)
            : new KnownRate(days, months.Count - later.Count, eligible, repeaters, (double)repeaters / eligible, all.Rate);
    }
}
