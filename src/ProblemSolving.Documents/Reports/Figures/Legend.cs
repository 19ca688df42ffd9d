using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Documents.Reports.Figures;

/// <summary>Names of the series over the plot; left out when there is one series and nothing hatched.</summary>
internal static class Legend
{
    private const double RowHeight = 18;

    /// <summary>Draws from the top and returns the height used.</summary>
    public static double Draw(FigureDrawing drawing, bool lines)
    {
        var figure = drawing.Figure;
        if (figure.Series.Count == 1 && !drawing.AnyIncomplete)
            return 0;
        double x = 0, y = 12;
        for (var s = 0; s < figure.Series.Count; s++)
        {
            // a row without a single value has no line that its name could stand for
            if (figure.Series[s].Values.All(v => v is null))
                continue;
            var name = figure.Series[s].Name;
            Advance(name, ref x, ref y);
            if (lines)
            {
                drawing.Canvas.Line(x, y - 4, x + 20, y - 4, drawing.Colours[s], 2, figure.Series[s].Role == SeriesRole.Forecast ? "5 4" : null);
                drawing.Canvas.Marker(s, x + 10, y - 4, drawing.Colours[s], hollow: false, tip: null);
            }
            else
            {
                drawing.Canvas.Rect(x + 4, y - 10, 12, 12, figure.Series[s].Role == SeriesRole.Forecast ? "#ffffff" : drawing.Colours[s], drawing.Colours[s]);
            }

            drawing.Canvas.Text(x + 26, y, name, colour: SvgCanvas.Ink);
            x += 26 + SvgCanvas.TextWidth(name) + 20;
        }

        if (drawing.AnyIncomplete)
        {
            var first = figure.Series.ToList().FindIndex(FigureDrawing.IsHatched);
            Advance(drawing.Labels.Incomplete, ref x, ref y);
            if (lines)
                drawing.Canvas.Marker(first, x + 10, y - 4, drawing.Colours[first], hollow: true, tip: null);
            else
                drawing.Canvas.Rect(x + 4, y - 10, 12, 12, $"url(#{drawing.Hatch(first)})", drawing.Colours[first]);
            drawing.Canvas.Text(x + 26, y, drawing.Labels.Incomplete, colour: SvgCanvas.Ink);
        }

        return y + 8;
    }

    private static void Advance(string name, ref double x, ref double y)
    {
        if (x <= 0 || x + 26 + SvgCanvas.TextWidth(name) <= FigureDrawing.Width)
            return;
        x = 0;
        y += RowHeight;
    }
}
