namespace ProblemSolving.Domain.Sample;

/// <summary>What the generated purchase log is like. The truth behind the numbers is known, so an analysis can be checked against it.</summary>
/// <param name="FirstMonth">First day of the first month.</param>
/// <param name="Months">Number of whole months, 6 to 60.</param>
/// <param name="Customers">About how many customers buy for the first time in these months, 100 to 1,000,000.</param>
/// <param name="Seed">Same seed and plan, same log to the byte.</param>
public sealed record PurchaseLogPlan(DateOnly FirstMonth, int Months, int Customers, ulong Seed)
{
    /// <summary>Company A: 24 months to the end of October 2026, about 30,000 customers.</summary>
    public static PurchaseLogPlan CompanyA { get; } = new(new DateOnly(2024, 11, 1), 24, 30_000, 20_261_031);

    /// <summary>Chance of a second order within 90 days for customers of the first month, averaged over all of them.</summary>
    public double FirstRepurchaseRate { get; init; } = 0.36;

    /// <summary>The same for customers of the last month; in between the rate falls in a straight line.</summary>
    public double LastRepurchaseRate { get; init; } = 0.24;

    /// <summary>New customers of the last month as a multiple of those of the first: marketing brings more and more.</summary>
    public double AcquisitionGrowth { get; init; } = 1.9;

    /// <summary>First day after the log.</summary>
    public DateOnly End => FirstMonth.AddMonths(Months);
}
