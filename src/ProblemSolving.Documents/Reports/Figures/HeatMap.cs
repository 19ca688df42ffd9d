using System.Globalization;
using ProblemSolving.Domain.Analyze;
using static ProblemSolving.Documents.Reports.Figures.SvgCanvas;

namespace ProblemSolving.Documents.Reports.Figures;

/// <summary>A table of shaded cells (cohorts): every cell also shows its value, so colour is never the only carrier.</summary>
internal static class HeatMap
{
    private const double Row = 22;

    public static void Draw(FigureDrawing drawing)
    {
        var figure = drawing.Figure;
        var left = Math.Min(160, figure.Series.Max(s => TextWidth(s.Name))) + 10;
        var cell = (FigureDrawing.Width - left) / figure.Categories.Count;
        var every = Math.Max(1, (int)Math.Ceiling((figure.Categories.Max(TextWidth) + 6) / cell));
        var highest = drawing.Figure.Y.Unit is FigureUnit.Correlation or FigureUnit.Association ? 1
            : figure.Series.SelectMany(s => s.Values).OfType<double>().Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(1).Max();

        drawing.Open(38 + figure.Series.Count * Row + (drawing.AnyIncomplete ? 26 : 6));
        drawing.Canvas.Text(0, 12, figure.Y.Unit == FigureUnit.Rate ? figure.Y.Title + " (%)" : figure.Y.Title);
        drawing.Canvas.Text(FigureDrawing.Width, 12, figure.X.Title, "end");
        for (var i = 0; i < figure.Categories.Count; i += every)
            drawing.Canvas.Text(left + (i + 0.5) * cell, 32, figure.Categories[i], "middle");
        for (var s = 0; s < figure.Series.Count; s++)
        {
            var top = 38 + s * Row;
            drawing.Canvas.Text(left - 8, top + 15, Fit(figure.Series[s].Name, left - 8), "end");
            for (var i = 0; i < figure.Categories.Count; i++)
            {
                if (figure.Series[s].Values[i] is { } value)
                    DrawCell(drawing, s, i, left + i * cell, top, cell, value, highest > 0 ? Math.Abs(value) / highest : 0);
            }
        }

        if (drawing.AnyIncomplete)
            drawing.Canvas.Text(left, 38 + figure.Series.Count * Row + 18, "* " + drawing.Labels.Incomplete);
        drawing.Canvas.Close();
    }

    private static void DrawCell(FigureDrawing drawing, int s, int i, double x, double y, double width, double value, double share)
    {
        var series = drawing.Figure.Series[s];
        var incomplete = series.Incomplete?[i] == true;
        var (fill, ink) = Shade(Math.Clamp(share, 0, 1));
        drawing.Canvas.Rect(x + 0.5, y + 0.5, width - 1, Row - 1, incomplete ? "#fff" : fill, incomplete ? "#d0d7de" : null, drawing.Tip(series, i));
        var text = Short(value, drawing.Figure.Y.Unit, drawing.Format) + (incomplete ? "*" : "");
        if (TextWidth(text) <= width + 1)
            drawing.Canvas.Text(x + width / 2, y + 15, text, "middle", incomplete ? Soft : ink);
    }

    private static string Short(double value, FigureUnit unit, ValueFormat format) =>
        unit == FigureUnit.Rate ? (value * 100).ToString("0", CultureInfo.InvariantCulture) : format.Tick(value, Math.Max(1, Math.Abs(value) / 10), unit);

    /// <summary>From white to the accent; the ink changes where dark on light would fall under 4.5 : 1.</summary>
    internal static (string Fill, string Ink) Shade(double share)
    {
        var (r, g, b) = ((int)(255 + (11 - 255) * share), (int)(255 + (98 - 255) * share), (int)(255 + (176 - 255) * share));
        return ($"#{r:x2}{g:x2}{b:x2}", share > 0.85 ? "#ffffff" : "#000000");
    }
}
