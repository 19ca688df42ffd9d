namespace ProblemSolving.Domain.Define;

/// <summary>What the problem has cost since its damage was stated: the price of waiting.</summary>
/// <param name="SinceUtc">When the damage got its first amount.</param>
/// <param name="Days">Since then, with fractions, at least 0.</param>
/// <param name="PerDay">Money; a year has 365 days.</param>
/// <param name="Lost">Money: <paramref name="PerDay"/> × <paramref name="Days"/>.</param>
public sealed record DamageCounter(DateTime SinceUtc, double Days, decimal PerDay, decimal Lost)
{
    private const int DaysAYear = 365;

    /// <summary>True before a whole day has passed: there is a rate, but hardly a sum.</summary>
    public bool IsFirstDay => Days < 1;

    /// <returns>Null while the sheet states no amount above 0.</returns>
    public static DamageCounter? Of(DefineSheet sheet, DateTime sinceUtc, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        if (sheet.DamageAmount is not { } amount || amount <= 0)
            return null;
        var days = Math.Max(0, (nowUtc - sinceUtc).TotalDays);
        var perDay = amount * sheet.DamagePeriod.PerYear() / DaysAYear;
        return new DamageCounter(sinceUtc, days, perDay, perDay * (decimal)days);
    }
}
