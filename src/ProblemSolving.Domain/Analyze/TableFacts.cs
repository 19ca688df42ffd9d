namespace ProblemSolving.Domain.Analyze;

/// <summary>The shape of a column of numbers.</summary>
/// <param name="Skewness">Third standardised moment of the sample, adjusted (G1); null below three values or without spread.</param>
/// <param name="Quantiles">1, 5, 10, 25, 50, 75, 90, 95, 99 %, type 7.</param>
/// <param name="LowFence">First quartile less 1.5 times the distance of the quartiles (Tukey).</param>
/// <param name="Below">Rows below the low fence.</param>
/// <param name="Above">Rows above the high fence.</param>
/// <param name="Zeros">Rows that are exactly 0.</param>
/// <param name="Negatives">Rows below 0.</param>
public sealed record NumberSpread(
    double? Skewness, IReadOnlyList<double> Quantiles, double LowFence, double HighFence, long Below, long Above, long Zeros, long Negatives);

/// <summary>Rows in a range of values.</summary>
/// <param name="From">Lower end, included; as text, so that days and numbers look alike. Empty when the bin is open downwards.</param>
/// <param name="To">Upper end, excluded; the same as the lower end when the bin is one value or one month, empty when it is open upwards.</param>
public sealed record HistogramBin(string From, string To, long Count);

/// <summary>What is known of a stored table as a whole.</summary>
/// <param name="DuplicateRows">Rows that agree in every column with an earlier one.</param>
/// <param name="Numbers">Correlations of columns of numbers; null with fewer than two.</param>
/// <param name="Groups">Associations of columns with few values; null with fewer than two.</param>
/// <param name="Alerts">What a careful reader would be told first, most serious first.</param>
public sealed record TableFacts(long Rows, long DuplicateRows, CorrelationTable? Numbers, AssociationTable? Groups, IReadOnlyList<ColumnAlert> Alerts)
{
    /// <summary>Text of the alert that the last day stands far from the others: every figure that looks to the end of the data hangs on it.</summary>
    public const string FarLastDay = "alert.far-last-day";

    /// <summary>Columns of numbers that are not correlated, each with its reason, also where no table is made; null in results before version <c>repurchase-8</c>.</summary>
    public IReadOnlyList<ColumnLeftOut>? NotCorrelated { get; init; }

    /// <summary>The same of columns of texts and yes/no and their associations.</summary>
    public IReadOnlyList<ColumnLeftOut>? NotAssociated { get; init; }
}

/// <summary>Pearson's and Spearman's coefficients over the rows in which every listed column has a value.</summary>
/// <param name="Rows">Rows that are complete.</param>
/// <param name="LeftOut">Columns of numbers not in the table: too many missing values, no spread, or beyond the limit.</param>
/// <param name="Pearson">Symmetric, 1 on the diagonal.</param>
/// <param name="Spearman">Symmetric; ties get their mean rank.</param>
public sealed record CorrelationTable(
    IReadOnlyList<string> Columns, long Rows, IReadOnlyList<string> LeftOut, IReadOnlyList<IReadOnlyList<double>> Pearson, IReadOnlyList<IReadOnlyList<double>> Spearman);

/// <summary>Cramér's V, in [0, 1], over the rows in which both columns have a value; not corrected for bias.</summary>
/// <param name="LeftOut">Columns of texts not in the table because they hold one value or too many.</param>
public sealed record AssociationTable(IReadOnlyList<string> Columns, IReadOnlyList<string> LeftOut, IReadOnlyList<IReadOnlyList<double>> CramersV);

/// <summary>A column that is not in a table, and why.</summary>
public sealed record ColumnLeftOut(string Column, FigureText Reason);

/// <summary>A remark on a column, or on the table when <paramref name="Column"/> is empty.</summary>
/// <param name="Text">Sentence with its values.</param>
public sealed record ColumnAlert(string Column, FigureText Text);
