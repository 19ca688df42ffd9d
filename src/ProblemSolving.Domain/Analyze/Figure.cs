using System.Text.Json.Serialization;

namespace ProblemSolving.Domain.Analyze;

/// <summary>
/// A chart as data, not pixels: made by an analysis, stored with its run, drawn on the page and in reports.
/// Texts are keys with values, so the same figure reads in Korean and in English.
/// </summary>
/// <param name="Id">Stable name within a run, for example <c>monthly-customers</c>.</param>
/// <param name="Title">States the finding.</param>
/// <param name="Subtitle">Population, period, data version.</param>
/// <param name="X">Horizontal axis.</param>
/// <param name="Y">Vertical axis; for a heat map the meaning of a cell.</param>
/// <param name="Categories">Labels along X, one for each value of a series; already neutral (numbers, <c>2011-03</c>, names from data).</param>
/// <param name="Series">One or more rows of values, each as long as <paramref name="Categories"/>. In a heat map every series is a row.</param>
/// <param name="CategoryTexts">Names of the categories where they are words of ours and not of the data; as long as <paramref name="Categories"/>, or null.</param>
/// <param name="FitY">True for a line whose height above 0 means nothing beside its limits: the axis then fits the values. Left out of what is stored where it is false.</param>
public sealed record Figure(
    string Id,
    FigureKind Kind,
    FigureText Title,
    FigureText Subtitle,
    FigureAxis X,
    FigureAxis Y,
    IReadOnlyList<string> Categories,
    IReadOnlyList<FigureSeries> Series,
    IReadOnlyList<FigureText>? CategoryTexts = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool FitY = false);

/// <summary>How a figure is drawn.</summary>
public enum FigureKind
{
    Line,
    Bar,
    StackedBar,
    HeatMap,
}

/// <summary>A text key and the values for its slots; numbers stay numbers so that each language formats them.</summary>
public sealed record FigureText(string Key, [property: JsonConverter(typeof(FigureArgumentsConverter))] params object[] Arguments)
{
    /// <summary>True for texts that say the same: the values are compared, not the list that holds them.</summary>
    public bool Equals(FigureText? other) => other is not null && Key == other.Key && Arguments.AsSpan().SequenceEqual(other.Arguments);

    public override int GetHashCode() => HashCode.Combine(Key, Arguments.Length);
}

/// <summary>An axis with its unit.</summary>
public sealed record FigureAxis(FigureText Title, FigureUnit Unit);

/// <summary>The unit of an axis; decides how values are written.</summary>
public enum FigureUnit
{
    /// <summary>Labels without a unit.</summary>
    None,
    Customers,
    Orders,
    Rows,

    /// <summary>A rate in [0, 1], shown as per cent.</summary>
    Rate,
    Days,
    Months,

    /// <summary>Money in the project's currency.</summary>
    Money,

    /// <summary>Times as good as picking at random; 1 means no gain.</summary>
    Lift,

    /// <summary>A coefficient in [−1, 1], written with two decimals.</summary>
    Correlation,

    /// <summary>A coefficient in [0, 1], written with two decimals.</summary>
    Association,
}

/// <summary>Rules about units.</summary>
public static class FigureUnits
{
    /// <summary>Things that are counted: there is no half of one, so an axis has whole ticks only.</summary>
    public static bool IsCount(this FigureUnit unit) => unit is FigureUnit.Customers or FigureUnit.Orders or FigureUnit.Rows;
}

/// <summary>What a series is, which decides its colour everywhere.</summary>
public enum SeriesRole
{
    /// <summary>The subject: accent colour.</summary>
    Target,

    /// <summary>The comparison: grey.</summary>
    Control,

    /// <summary>Further series in the order of the palette.</summary>
    Other,

    /// <summary>Drawn dashed.</summary>
    Forecast,

    /// <summary>What is out of order: vermilion.</summary>
    Warning,
}

/// <summary>One row of values.</summary>
/// <param name="Values">In the unit of the axis; null where there is nothing to show.</param>
/// <param name="Low">Lower end of the interval for each value, or null.</param>
/// <param name="High">Upper end of the interval for each value, or null.</param>
/// <param name="Incomplete">True where the data hold a part of the period only, since they begin or end inside it (drawn hatched), or null when all are complete.</param>
public sealed record FigureSeries(
    FigureText Name,
    SeriesRole Role,
    IReadOnlyList<double?> Values,
    IReadOnlyList<double?>? Low = null,
    IReadOnlyList<double?>? High = null,
    IReadOnlyList<bool>? Incomplete = null);
