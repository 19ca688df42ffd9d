using System.Globalization;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Define;

/// <summary>The numbers of a figure as a table, so that a packet shows them whatever becomes of the run.</summary>
public static class FigureNumbers
{
    /// <summary>What a packet holds of one figure.</summary>
    public const int MostRows = 30;

    /// <summary>
    /// One row for each category, at most <see cref="MostRows"/>; in a heat map each series is a row. Of a series in time the newest
    /// stay, of a curve evenly spread points, of anything else the first. A value of a period that is not over is left empty, since it
    /// would read as a fall, and outside a heat map the row says so.
    /// </summary>
    public static PinnedTable Of(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var kind = KindOf(figure.Y.Unit);
        var corner = new PinnedColumn(figure.X.Title, PinnedKind.Text);
        if (figure.Kind == FigureKind.HeatMap)
        {
            var cells = figure.Series.Select(s => Row(PinnedCell.Key(s.Name.Key, s.Name.Arguments), Whole(s, s.Values)));
            return Table(figure, KeptOf(figure), [corner, .. figure.Categories.Select((_, i) => new PinnedColumn(Category(figure, i), kind))], [.. cells]);
        }

        var columns = figure.Series.SelectMany(s => Columns(s, kind)).ToList();
        var rows = figure.Categories.Select((_, i) => Row(Name(figure, i), columns.Select(c => c.Values[i])));
        return Table(figure, KeptOf(figure), [corner, .. columns.Select(c => c.Column)], [.. rows]);
    }

    private static IEnumerable<(PinnedColumn Column, IReadOnlyList<double?> Values)> Columns(FigureSeries series, PinnedKind kind)
    {
        yield return (new PinnedColumn(series.Name, kind), Whole(series, series.Values));
        if (series.Low is { } low)
            yield return (new PinnedColumn(new FigureText("figure.low", series.Name), kind), Whole(series, low));
        if (series.High is { } high)
            yield return (new PinnedColumn(new FigureText("figure.high", series.Name), kind), Whole(series, high));
    }

    private static IReadOnlyList<double?> Whole(FigureSeries series, IReadOnlyList<double?> values) =>
        series.Incomplete is { } incomplete ? [.. values.Select((v, i) => incomplete[i] ? null : v)] : values;

    private static IReadOnlyList<PinnedCell> Row(PinnedCell name, IEnumerable<double?> values) => [name, .. values.Select(PinnedCell.Of)];

    private static PinnedCell Name(Figure figure, int at) =>
        figure.Series.Any(s => s.Incomplete?[at] == true) ? PinnedCell.Key("figure.partial", Category(figure, at))
        : figure.CategoryTexts is { } words ? PinnedCell.Key(words[at].Key, words[at].Arguments)
        : PinnedCell.Name(figure.Categories[at]);

    // A name from the data is a key the catalogue does not know and stands as it is.
    private static FigureText Category(Figure figure, int at) => figure.CategoryTexts?[at] ?? new FigureText(figure.Categories[at]);

    private static KeptRows KeptOf(Figure figure) => figure.Kind switch
    {
        FigureKind.HeatMap => figure.Series.All(s => s.Name.Arguments.FirstOrDefault() is string name && IsPeriod(name)) ? KeptRows.Last : KeptRows.First,
        FigureKind.Line => figure.Categories.All(IsPeriod) ? KeptRows.Last : KeptRows.Spread,
        FigureKind.Bar or FigureKind.StackedBar => figure.Categories.All(IsPeriod) ? KeptRows.Last : KeptRows.First,
    };

    private static bool IsPeriod(string name) =>
        DateOnly.TryParseExact(name, ["yyyy-MM-dd", "yyyy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static PinnedTable Table(Figure figure, KeptRows kept, IReadOnlyList<PinnedColumn> columns, IReadOnlyList<IReadOnlyList<PinnedCell>> rows) =>
        new(figure.Id, figure.Title, columns, rows.Count <= MostRows ? rows : [.. Places(kept, rows.Count).Select(i => rows[i])], Math.Max(0, rows.Count - MostRows), kept);

    private static IEnumerable<int> Places(KeptRows kept, int count) => Enumerable.Range(0, MostRows).Select(i => kept switch
    {
        KeptRows.First => i,
        KeptRows.Last => count - MostRows + i,
        KeptRows.Spread => (int)Math.Round((double)i * (count - 1) / (MostRows - 1), MidpointRounding.AwayFromZero),
    });

    private static PinnedKind KindOf(FigureUnit unit) => unit switch
    {
        FigureUnit.Rate => PinnedKind.Rate,
        FigureUnit.Money => PinnedKind.Money,
        FigureUnit.Customers or FigureUnit.Orders or FigureUnit.Rows => PinnedKind.Count,
        FigureUnit.None or FigureUnit.Days or FigureUnit.Months or FigureUnit.Lift or FigureUnit.Correlation or FigureUnit.Association => PinnedKind.Number,
    };
}
