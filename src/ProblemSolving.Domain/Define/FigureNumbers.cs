using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Define;

/// <summary>The numbers of a figure as a table, so that a packet shows them whatever becomes of the run.</summary>
public static class FigureNumbers
{
    /// <summary>What a packet holds of one figure.</summary>
    public const int MostRows = 30;

    /// <summary>One row for each category, at most <see cref="MostRows"/>, the last ones: of a series in time those are the newest. In a heat map each series is a row.</summary>
    public static PinnedTable Of(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var kind = KindOf(figure.Y.Unit);
        var corner = new PinnedColumn(figure.X.Title, PinnedKind.Text);
        if (figure.Kind == FigureKind.HeatMap)
        {
            var cells = figure.Series.Select(s => Row(PinnedCell.Key(s.Name.Key, s.Name.Arguments), s.Values));
            return Table(figure, [corner, .. figure.Categories.Select((_, i) => new PinnedColumn(Category(figure, i), kind))], [.. cells]);
        }

        var columns = figure.Series.SelectMany(s => Columns(s, kind)).ToList();
        var rows = figure.Categories.Select((_, i) => Row(figure.CategoryTexts is { } words ? PinnedCell.Key(words[i].Key, words[i].Arguments) : PinnedCell.Name(figure.Categories[i]), columns.Select(c => c.Values[i])));
        return Table(figure, [corner, .. columns.Select(c => c.Column)], [.. rows]);
    }

    private static IEnumerable<(PinnedColumn Column, IReadOnlyList<double?> Values)> Columns(FigureSeries series, PinnedKind kind)
    {
        yield return (new PinnedColumn(series.Name, kind), series.Values);
        if (series.Low is { } low)
            yield return (new PinnedColumn(new FigureText("figure.low", series.Name), kind), low);
        if (series.High is { } high)
            yield return (new PinnedColumn(new FigureText("figure.high", series.Name), kind), high);
    }

    private static IReadOnlyList<PinnedCell> Row(PinnedCell name, IEnumerable<double?> values) => [name, .. values.Select(PinnedCell.Of)];

    // A name from the data is a key the catalogue does not know and stands as it is.
    private static FigureText Category(Figure figure, int at) => figure.CategoryTexts?[at] ?? new FigureText(figure.Categories[at]);

    private static PinnedTable Table(Figure figure, IReadOnlyList<PinnedColumn> columns, IReadOnlyList<IReadOnlyList<PinnedCell>> rows) =>
        new(figure.Id, figure.Title, columns, [.. rows.Skip(Math.Max(0, rows.Count - MostRows))], Math.Max(0, rows.Count - MostRows));

    private static PinnedKind KindOf(FigureUnit unit) => unit switch
    {
        FigureUnit.Rate => PinnedKind.Rate,
        FigureUnit.Money => PinnedKind.Money,
        FigureUnit.Customers or FigureUnit.Orders or FigureUnit.Rows => PinnedKind.Count,
        FigureUnit.None or FigureUnit.Days or FigureUnit.Months or FigureUnit.Lift => PinnedKind.Number,
    };
}
