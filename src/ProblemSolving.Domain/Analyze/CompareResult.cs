using System.Text.Json.Serialization;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Domain.Analyze;

/// <summary>How customers are cut into two groups.</summary>
public enum CompareKind
{
    /// <summary>A did not order again within the days, B did; customers whose first order is not that old are left out.</summary>
    BoughtAgain,

    /// <summary>A has one value of a column in the first order, B another one, or any other.</summary>
    Value,

    /// <summary>A came before a day, B on it or later, by the first order.</summary>
    BeforeAfter,
}

/// <summary>What is compared.</summary>
/// <param name="Days">Within which a second order counts, and what figures after the first order look at, in [1, 1095].</param>
/// <param name="Column">Index of the column, for <see cref="CompareKind.Value"/>.</param>
/// <param name="ValueA">Value of group A.</param>
/// <param name="ValueB">Value of group B; null takes everybody else who has a value.</param>
/// <param name="Day">For <see cref="CompareKind.BeforeAfter"/>.</param>
/// <param name="MinimumSupport">Customers of both groups together that a value needs, at least 5.</param>
public sealed record CompareParameters(
    CompareKind Kind, int Days = 90, int? Column = null, string? ValueA = null, string? ValueB = null, DateOnly? Day = null, int MinimumSupport = 50)
{
    /// <summary>Name of group A, or of B.</summary>
    /// <param name="column">Name of the column that cuts the groups.</param>
    public FigureText GroupName(bool second, string column) => Kind switch
    {
        CompareKind.BoughtAgain => new FigureText(second ? "compare.group.again" : "compare.group.not-again", Days),
        CompareKind.Value => second
            ? ValueB is { } other ? new FigureText("compare.group.value", column, other) : new FigureText("compare.group.others", column)
            : new FigureText("compare.group.value", column, ValueA!),
        CompareKind.BeforeAfter => new FigureText(second ? "compare.group.after" : "compare.group.before", Day!.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
    };

    /// <exception cref="DomainRuleException">A parameter is missing or out of range.</exception>
    public void Check()
    {
        if (Days is < 1 or > 1095)
            throw new DomainRuleException("analysis.days-range", 1, 1095);
        if (MinimumSupport < 5)
            throw new DomainRuleException("analysis.support-range", 5);
        if (Kind == CompareKind.Value && (Column is null || string.IsNullOrEmpty(ValueA)))
            throw new DomainRuleException("analysis.compare-no-value");
        if (Kind == CompareKind.Value && ValueA == ValueB)
            throw new DomainRuleException("analysis.compare-same-value", ValueA!);
        if (Kind == CompareKind.BeforeAfter && Day is null)
            throw new DomainRuleException("analysis.compare-no-day");
    }
}

/// <summary>Two groups of customers side by side. Differences are B minus A.</summary>
/// <param name="ColumnName">Of the column that cuts the groups; empty when none does.</param>
/// <param name="LeftOut">Customers in neither group: too young, without a value, or with both values.</param>
/// <param name="Looks">p-values in this run; all are adjusted together.</param>
public sealed record CompareResult(
    string Version,
    CompareParameters Parameters,
    PurchaseRules Rules,
    HeadlineFacts Headline,
    string ColumnName,
    long CustomersA,
    long CustomersB,
    long LeftOut,
    IReadOnlyList<NumberDifference> Numbers,
    IReadOnlyList<ShareDifference> Shares,
    int Looks,
    IReadOnlyList<Figure> Figures)
{
    /// <summary>Columns that were not looked at because another one that was says the same; none in results before version <c>compare-2</c>.</summary>
    public IReadOnlyList<DoubledColumn> Doubled { get; init; } = [];

    /// <summary>Columns that say what the column says that cuts the groups: not looked at, as that one is not. None in results before version <c>compare-3</c>.</summary>
    public IReadOnlyList<string> LikeCut { get; init; } = [];

    /// <summary>Figures that were not looked at because every customer has the same number in another one, as the amount of a row and of an order of one row. None in results before version <c>compare-6</c>.</summary>
    public IReadOnlyList<DoubledFigure> DoubledNumbers { get; init; } = [];

    /// <summary>The value that sets the groups apart most clearly; null when none does.</summary>
    public ShareDifference? Leading => Shares.FirstOrDefault(s => s.IsOfAValue) is { AdjustedPValue: < 0.05 } first ? first : null;

    /// <summary>How often each group bought again within the days; null when that is what cuts the groups, when none of a group is old enough, and in results before version <c>compare-7</c> that told other differences only.</summary>
    public ShareDifference? Again => Shares.FirstOrDefault(s => s.Name.Key == "compare.again");

    /// <summary>One difference in words.</summary>
    public FigureText Sentence(ShareDifference share)
    {
        ArgumentNullException.ThrowIfNull(share);
        return new FigureText("figure.compare-shares.title", share.Name, share.Value, share.ShareB, GroupName(true), share.ShareA, GroupName(false));
    }

    /// <summary>Name of group A, or of B.</summary>
    public FigureText GroupName(bool second) => Parameters.GroupName(second, ColumnName);
}

/// <summary>A figure of customers compared by mean and by rank.</summary>
/// <param name="Name">What is compared: a text key with values, or the name of a column.</param>
/// <param name="CountA">Customers of A who have the figure.</param>
/// <param name="Difference">Mean of B minus mean of A.</param>
/// <param name="Interval">Welch, 95 %, of the difference; null when neither group has any spread.</param>
/// <param name="Effect">Hedges' g.</param>
/// <param name="PValue">Welch.</param>
/// <param name="Superiority">Chance that a random customer of B has the higher figure, ties half.</param>
/// <param name="RankPValue">Mann–Whitney.</param>
/// <param name="AdjustedPValue">Benjamini–Hochberg over all p-values of the run; of the test that <paramref name="IsSkewed"/> asks for.</param>
/// <param name="IsSkewed">The figure is so skewed that the ranks tell more than the means.</param>
public sealed record NumberDifference(
    FigureText Name,
    long CountA,
    long CountB,
    double MeanA,
    double MeanB,
    double MedianA,
    double MedianB,
    double Difference,
    Interval? Interval,
    double? Effect,
    Interval? EffectInterval,
    double PValue,
    double Superiority,
    Interval? SuperiorityInterval,
    double RankPValue,
    double AdjustedPValue,
    bool IsSkewed);

/// <summary>A figure of customers that says what another one says.</summary>
/// <param name="SameAs">The one that was looked at.</param>
public sealed record DoubledFigure(FigureText Name, FigureText SameAs);

/// <summary>How often something is true in each group.</summary>
/// <param name="Name">Name of the column, or a text key.</param>
/// <param name="Value">The value in the first order; empty when <paramref name="Name"/> says all.</param>
/// <param name="WithA">Customers of A with it, of <paramref name="OfA"/>.</param>
/// <param name="Interval">Newcombe, 95 %, of the difference.</param>
/// <param name="PValue">Two-proportion z-test.</param>
/// <param name="AdjustedPValue">Benjamini–Hochberg over all p-values of the run.</param>
public sealed record ShareDifference(
    FigureText Name, string Value, long WithA, long OfA, long WithB, long OfB, double ShareA, double ShareB, double Difference, Interval Interval, double PValue, double AdjustedPValue)
{
    /// <summary>A value of a column in the first order, and not a figure of the customer: only of such a one a target rule can be made.</summary>
    public bool IsOfAValue => Value.Length > 0;

    /// <summary>Values of other columns that exactly the same customers have: compared and counted together with this one. Null where there are none and in results before version <c>compare-4</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SameCustomers>? Also { get; init; }
}
