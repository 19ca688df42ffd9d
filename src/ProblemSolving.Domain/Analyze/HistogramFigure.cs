namespace ProblemSolving.Domain.Analyze;

/// <summary>The histogram of a column as a figure, drawn from its profile when it is asked for: stored once, not twice.</summary>
public static class HistogramFigure
{
    private const string Prefix = "histogram-";

    /// <summary>Figure id of the histogram of the column at this place of the profile.</summary>
    public static string Id(int column) => $"{Prefix}{column}";

    /// <returns>Null when the column has no histogram.</returns>
    public static Figure? Of(ColumnProfile column, int place)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (column.Histogram is not { Count: > 0 } bins)
            return null;
        return new Figure(
            Id(place), FigureKind.Bar,
            column.Quartiles is { } quartiles
                ? new FigureText("figure.histogram.title", column.Name, Number(quartiles[0]), Number(quartiles[2]))
                : new FigureText("figure.histogram.days", column.Name),
            new FigureText("figure.histogram.subtitle", column.Rows - column.Missing, column.Missing),
            new FigureAxis(new FigureText(column.Quartiles is null ? "figure.axis.month" : "figure.axis.value"), FigureUnit.None),
            new FigureAxis(new FigureText("figure.axis.rows"), FigureUnit.Rows),
            [.. bins.Select(b => b.From + "–" + b.To)],
            [new FigureSeries(new FigureText("figure.series.rows"), SeriesRole.Target, [.. bins.Select(b => (double?)b.Count)])],
            [.. bins.Select(b => Name(column.Quartiles is null ? b : b with { From = Signed(b.From), To = Signed(b.To) }))]);
    }

    private static FigureText Name(HistogramBin bin) =>
        bin.From.Length == 0 ? new FigureText("figure.histogram.below", bin.To)
        : bin.To.Length > 0 ? new FigureText(bin.To == bin.From ? bin.From : $"{bin.From} – {bin.To}")
        : new FigureText("figure.histogram.above", bin.From);

    /// <summary>At most four digits after the point.</summary>
    private static string Number(double value) => Signed(value.ToString("#,0.####", System.Globalization.CultureInfo.InvariantCulture));

    // the minus of everything else that is read
    private static string Signed(string number) => number.StartsWith('-') ? "−" + number[1..] : number;
}
