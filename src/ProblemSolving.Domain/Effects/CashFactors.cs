namespace ProblemSolving.Domain.Effects;

/// <summary>
/// What a stream of money is worth today. Month t of the horizon, counted from 1, ends t/12 years from the start and is
/// discounted with (1 + rate)^(−t/12).
/// </summary>
/// <param name="horizonMonths">1 to 120.</param>
/// <param name="discountRate">A year, in [0, 1].</param>
public sealed class CashFactors(int horizonMonths, double discountRate)
{
    public int HorizonMonths { get; } = horizonMonths;

    /// <summary>What one unit of money at the end of a month is worth at the start.</summary>
    public double At(int month) => Math.Pow(1 + discountRate, -month / 12.0);

    /// <summary>Today's worth of one unit a month that grows evenly over <paramref name="rampUpMonths"/> and begins after <paramref name="delayMonths"/>.</summary>
    public double Monthly(int rampUpMonths = 0, int delayMonths = 0)
    {
        var sum = 0.0;
        for (var month = delayMonths + 1; month <= HorizonMonths; month++)
            sum += At(month) * Share(month - delayMonths, rampUpMonths);
        return sum;
    }

    /// <summary>Today's worth of one unit that comes once, when the change is reached; 0 when that lies beyond the horizon.</summary>
    public double Once(int rampUpMonths, int delayMonths = 0)
    {
        var month = delayMonths + Math.Max(1, rampUpMonths);
        return month <= HorizonMonths ? At(month) : 0;
    }

    /// <summary>How much of the full change is there in a month, in (0, 1].</summary>
    public static double Share(int month, int rampUpMonths) => rampUpMonths <= 0 ? 1 : Math.Min(1.0, (double)month / rampUpMonths);
}
