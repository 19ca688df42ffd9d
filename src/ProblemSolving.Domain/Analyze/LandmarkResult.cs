using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Domain.Analyze;

/// <summary>“Customers who did X buy again more”: which X, and from when on buying again counts.</summary>
/// <param name="Column">Index of a column: X is a purchase with <paramref name="Value"/> in it.</param>
/// <param name="Orders">X is having placed so many orders, at least 2; instead of a column.</param>
/// <param name="LandmarkDays">The landmark lies so many days after the first order, in [0, 365].</param>
/// <param name="HorizonDays">Buying again counts for so many days after the landmark, in [7, 365].</param>
public sealed record LandmarkParameters(int? Column = null, string? Value = null, int? Orders = null, int LandmarkDays = 30, int HorizonDays = 90)
{
    /// <exception cref="DomainRuleException">A parameter is missing or out of range.</exception>
    public void Check()
    {
        if (LandmarkDays is < 0 or > 365)
            throw new DomainRuleException("analysis.landmark-range", 0, 365);
        if (HorizonDays is < 7 or > 365)
            throw new DomainRuleException("analysis.horizon-range", 7, 365);
        if (Orders is { } orders ? orders is < 2 or > 50 || Column is not null : Column is null || string.IsNullOrEmpty(Value))
            throw new DomainRuleException("analysis.landmark-no-action");
    }
}

/// <summary>
/// The same question answered twice. The first figure looks at everything that ever happened: a customer must have lived long enough
/// as a customer to do X, so whoever did X looks better whatever X is. The second fixes a day: X counts when it was done by then, and
/// buying again counts only after it, for the same number of days in both groups.
/// </summary>
/// <param name="ColumnName">Empty when X is a number of orders.</param>
/// <param name="Naive">Everything that ever happened.</param>
/// <param name="Landmark">From the landmark on.</param>
/// <param name="TooYoung">Customers left out of the second figure because landmark and horizon are not over for them.</param>
/// <param name="DoneLater">Customers whose X came only after the landmark: in the first figure with, in the second without.</param>
public sealed record LandmarkResult(
    string Version,
    LandmarkParameters Parameters,
    PurchaseRules Rules,
    HeadlineFacts Headline,
    string ColumnName,
    RatePair Naive,
    RatePair Landmark,
    long TooYoung,
    long DoneLater,
    IReadOnlyList<Figure> Figures);

/// <summary>Customers with and without X, and how many of each bought again.</summary>
/// <param name="RateWith">In [0, 1].</param>
/// <param name="Difference">With minus without.</param>
/// <param name="Interval">Newcombe, 95 %.</param>
/// <param name="PValue">Two-proportion z-test.</param>
public sealed record RatePair(
    long With, long AgainWith, long Without, long AgainWithout, double RateWith, Interval IntervalWith, double RateWithout, Interval IntervalWithout, double Difference, Interval Interval, double PValue);
