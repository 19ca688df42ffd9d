namespace ProblemSolving.Domain.Define;

/// <summary>What the problem has cost since its damage was stated: the price of waiting.</summary>
/// <param name="SinceUtc">When the damage got its first amount.</param>
/// <param name="Days">Since then, with fractions, at least 0.</param>
/// <param name="PerDay">Money; a year has 365 days.</param>
/// <param name="Lost">Money: <paramref name="PerDay"/> × <paramref name="Days"/>.</param>
public sealed record DamageCounter(DateTime SinceUtc, double Days, decimal PerDay, decimal Lost)
{
    private const int DaysAYear = 365;

    /// <summary>True on the day on which the counting began: there is a rate, but hardly a sum.</summary>
    /// <param name="zone">Of the reader, whose day it is.</param>
    public bool IsFirstDay(TimeZoneInfo zone)
    {
        DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);
        return Local(SinceUtc).Date == Local(SinceUtc.AddDays(Days)).Date;
    }

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
