using ProblemSolving.Domain.Reports;
using static ProblemSolving.Documents.Reports.Figures.SvgCanvas;

namespace ProblemSolving.Documents.Reports.Figures;

/// <summary>One series of bars with long names (features, categories): names on the left stay readable, values stand at the bars.</summary>
internal static class HorizontalBars
{
    private const double Row = 26;

    public static bool Suits(FigureBlock figure) =>
        figure.Series.Count == 1
        && figure.Categories.Count <= 40
        && figure.Categories.Max(TextWidth) + 10 > (FigureDrawing.Width - 60) / figure.Categories.Count;

    public static void Draw(FigureDrawing drawing)
    {
        var figure = drawing.Figure;
        var series = figure.Series[0];
        var scale = NiceScale.Over(series.Values.OfType<double>(), drawing.IsWhole);
        var left = Math.Min(280, figure.Categories.Max(TextWidth)) + 12;
        var texts = Enumerable.Range(0, series.Values.Count).Select(i => FigureTable.Value(figure, series, i, drawing.Format)).ToList();
        var width = FigureDrawing.Width - left - texts.Max(TextWidth) - 16;

        drawing.Open(24 + figure.Categories.Count * Row + 8);
        drawing.Canvas.Text(0, 12, figure.X.Title);
        drawing.Canvas.Text(FigureDrawing.Width, 12, figure.Y.Title, "end");
        var zero = left + scale.Share(0) * width;
        for (var i = 0; i < figure.Categories.Count; i++)
        {
            var top = 24 + i * Row;
            drawing.Canvas.Text(left - 8, top + Row / 2 + 4, Fit(figure.Categories[i], left - 12), "end", Ink);
            if (series.Values[i] is not { } value)
                continue;
            var end = left + scale.Share(value) * width;
            var hatched = series.Incomplete?[i] == true;
            drawing.Canvas.Rect(Math.Min(zero, end), top + 4, Math.Abs(end - zero), Row - 8, hatched ? $"url(#{drawing.Hatch(0)})" : drawing.Colours[0], hatched ? drawing.Colours[0] : null, drawing.Tip(series, i));
            drawing.Canvas.Text(Math.Max(zero, end) + 6, top + Row / 2 + 4, texts[i], colour: Ink);
        }

        drawing.Canvas.Line(zero, 22, zero, 24 + figure.Categories.Count * Row, Soft);
        drawing.Canvas.Close();
    }
}
