namespace ProblemSolving.Domain.Analyze;

/// <summary>The commonest values of a column as a figure, drawn from its profile when it is asked for.</summary>
public static class TopValuesFigure
{
    private const string Prefix = "top-values-";

    /// <summary>Figure id of the values of the column at this place of the profile.</summary>
    public static string Id(int column) => $"{Prefix}{column}";

    public static bool IsId(string figureId) => figureId.StartsWith(Prefix, StringComparison.Ordinal);

    /// <returns>Null when the column has no value.</returns>
    public static Figure? Of(ColumnProfile column, int place)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.TopValues is not { Count: > 0 } values ? null : new Figure(
            Id(place), FigureKind.Bar, Sentence(column),
            new FigureText("figure.histogram.subtitle", column.Rows - column.Missing, column.Missing),
            new FigureAxis(new FigureText("figure.axis.value"), FigureUnit.None),
            new FigureAxis(new FigureText("figure.axis.rows"), FigureUnit.Rows),
            [.. values.Select(v => v.Value)],
            [new FigureSeries(new FigureText("figure.series.rows"), SeriesRole.Target, [.. values.Select(v => (double?)v.Count)])]);
    }

    private static FigureText Sentence(ColumnProfile column)
    {
        double Share(long count) => (double)count / column.Rows;
        var values = column.TopValues;
        return values[0].Count == 1 && column.Distinct > 1 ? new FigureText("figure.top-values.single", column.Name, column.Distinct)
            : values.Count == 1 ? new FigureText("figure.top-values.one", column.Name, values[0].Value, Share(values[0].Count))
            : new FigureText("figure.top-values.title", column.Name, values[0].Value, Share(values[0].Count), values.Count, column.Distinct, Share(values.Sum(v => v.Count)));
    }
}
