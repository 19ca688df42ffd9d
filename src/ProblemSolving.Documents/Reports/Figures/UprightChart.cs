using System.Text;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Reports;
using static ProblemSolving.Documents.Reports.Figures.SvgCanvas;

namespace ProblemSolving.Documents.Reports.Figures;

/// <summary>Lines, bars and stacked bars: categories along the bottom, values upwards from zero, unless a line says that its axis fits the values.</summary>
internal static class UprightChart
{
    private const double PlotHeight = 230;
    private const double AxisTitleRoom = 30;

    public static void Draw(FigureDrawing drawing)
    {
        var figure = drawing.Figure;
        var lines = figure.Kind == FigureKind.Line;
        var scale = NiceScale.Over(Extent(figure), drawing.IsWhole, fit: figure.FitY);
        var ticks = scale.Ticks().Select(t => (Value: t, Text: drawing.Format.Tick(t, scale.Step, figure.Y.Unit))).ToList();

        drawing.Open(LegendRoom(drawing) + AxisTitleRoom + PlotHeight + 44);
        var top = Legend.Draw(drawing, lines) + AxisTitleRoom;
        var left = ticks.Max(t => TextWidth(t.Text)) + 12;
        var plot = new Plot(left, top, FigureDrawing.Width - left - 6, PlotHeight, scale, figure.Categories.Count);

        drawing.Canvas.Text(0, top - 16, drawing.ValueTitle);
        foreach (var (value, text) in ticks)
        {
            drawing.Canvas.Line(plot.Left, plot.Y(value), plot.Left + plot.Width, plot.Y(value), value == 0 ? Soft : Grid);
            drawing.Canvas.Text(plot.Left - 8, plot.Y(value) + 4, text, "end");
        }

        if (figure.Y.Unit == FigureUnit.Lift && scale.Max >= 1)
            drawing.Canvas.Line(plot.Left, plot.Y(1), plot.Left + plot.Width, plot.Y(1), Soft, 1, "4 3");
        DrawCategories(drawing, plot);
        if (lines)
            DrawLines(drawing, plot);
        else if (figure.Kind == FigureKind.StackedBar)
            DrawStacks(drawing, plot);
        else
            DrawBars(drawing, plot);
        drawing.Canvas.Close();
    }

    // The legend is drawn after the picture is opened, but the picture's height must be known before: lay it out without drawing.
    private static double LegendRoom(FigureDrawing drawing) =>
        Legend.Draw(drawing with { Canvas = new SvgCanvas(new StringBuilder()) }, lines: true);

    private static IEnumerable<double> Extent(FigureBlock figure)
    {
        if (figure.Kind == FigureKind.StackedBar)
            return Enumerable.Range(0, figure.Categories.Count).Select(i => figure.Series.Sum(s => Math.Max(0, s.Values[i] ?? 0)));
        return figure.Series.SelectMany(s => s.Values.Concat(s.Low ?? []).Concat(s.High ?? [])).OfType<double>();
    }

    private static void DrawCategories(FigureDrawing drawing, Plot plot)
    {
        var labels = drawing.Figure.Categories;
        var widest = labels.Max(TextWidth);
        var every = Math.Max(1, (int)Math.Ceiling((Math.Min(widest, 110) + 10) / plot.Slot));
        for (var i = 0; i < labels.Count; i += every)
            drawing.Canvas.Text(plot.X(i), plot.Bottom + 16, Fit(labels[i], plot.Slot * every - 4), "middle");
        drawing.Canvas.Text(plot.Left + plot.Width, plot.Bottom + 36, drawing.Figure.X.Title, "end");
    }

    private static void DrawLines(FigureDrawing drawing, Plot plot)
    {
        for (var s = 0; s < drawing.Figure.Series.Count; s++)
        {
            var series = drawing.Figure.Series[s];
            if (Band(series, plot) is { } band)
                drawing.Canvas.Path(band, "none", 0, drawing.Colours[s], fillOpacity: 0.15);
        }

        for (var s = 0; s < drawing.Figure.Series.Count; s++)
        {
            var series = drawing.Figure.Series[s];
            for (var i = 1; i < series.Values.Count; i++)
            {
                if (series.Values[i - 1] is not { } from || series.Values[i] is not { } to)
                    continue;
                var dash = series.Role == SeriesRole.Forecast ? "5 4" : series.Incomplete?[i] == true ? "2 3" : null;
                drawing.Canvas.Line(plot.X(i - 1), plot.Y(from), plot.X(i), plot.Y(to), drawing.Colours[s], 2, dash);
            }

            var markers = series.Values.Count <= 62;
            for (var i = 0; markers && i < series.Values.Count; i++)
            {
                if (series.Values[i] is { } value)
                    drawing.Canvas.Marker(s, plot.X(i), plot.Y(value), drawing.Colours[s], series.Incomplete?[i] == true, drawing.Tip(series, i));
            }
        }
    }

    private static string? Band(FigureBlockSeries series, Plot plot)
    {
        if (series.Low is not { } low || series.High is not { } high)
            return null;
        var known = Enumerable.Range(0, series.Values.Count).Where(i => low[i] is not null && high[i] is not null).ToList();
        if (known.Count < 2)
            return null;
        var upper = known.Select(i => $"{N(plot.X(i))} {N(plot.Y(high[i]!.Value))}");
        var lower = known.AsEnumerable().Reverse().Select(i => $"{N(plot.X(i))} {N(plot.Y(low[i]!.Value))}");
        return "M" + string.Join("L", upper.Concat(lower)) + "z";
    }

    private static void DrawBars(FigureDrawing drawing, Plot plot)
    {
        var all = drawing.Figure.Series;
        var group = Math.Min(plot.Slot * 0.78, 64.0 * all.Count);
        var width = group / all.Count;
        for (var s = 0; s < all.Count; s++)
        {
            for (var i = 0; i < all[s].Values.Count; i++)
            {
                if (all[s].Values[i] is not { } value)
                    continue;
                var x = plot.X(i) - group / 2 + s * width;
                DrawBar(drawing, plot, s, i, x, width - (all.Count > 1 && width > 4 ? 1 : 0), 0, value);
                if (all[s].Low?[i] is { } low && all[s].High?[i] is { } high)
                    DrawWhisker(drawing, plot, x + width / 2, low, high);
            }
        }
    }

    private static void DrawStacks(FigureDrawing drawing, Plot plot)
    {
        var width = Math.Min(plot.Slot * 0.78, 64);
        for (var i = 0; i < drawing.Figure.Categories.Count; i++)
        {
            var from = 0.0;
            for (var s = 0; s < drawing.Figure.Series.Count; s++)
            {
                var value = Math.Max(0, drawing.Figure.Series[s].Values[i] ?? 0);
                if (value > 0)
                    DrawBar(drawing, plot, s, i, plot.X(i) - width / 2, width, from, from + value);
                from += value;
            }
        }
    }

    private static void DrawBar(FigureDrawing drawing, Plot plot, int s, int i, double x, double width, double from, double to)
    {
        var series = drawing.Figure.Series[s];
        var hatched = series.Incomplete?[i] == true;
        var (high, low) = (plot.Y(Math.Max(from, to)), plot.Y(Math.Min(from, to)));
        var fill = hatched ? $"url(#{drawing.Hatch(s)})" : series.Role == SeriesRole.Forecast ? "#ffffff" : drawing.Colours[s];
        drawing.Canvas.Rect(x, high, width, low - high, fill, fill == drawing.Colours[s] ? null : drawing.Colours[s], drawing.Tip(series, i));
    }

    private static void DrawWhisker(FigureDrawing drawing, Plot plot, double x, double low, double high)
    {
        drawing.Canvas.Line(x, plot.Y(low), x, plot.Y(high), Ink, 1.2);
        drawing.Canvas.Line(x - 4, plot.Y(low), x + 4, plot.Y(low), Ink, 1.2);
        drawing.Canvas.Line(x - 4, plot.Y(high), x + 4, plot.Y(high), Ink, 1.2);
    }

    private sealed record Plot(double Left, double Top, double Width, double Height, NiceScale Scale, int Count)
    {
        public double Bottom => Top + Height;

        public double Slot => Width / Count;

        public double X(int index) => Left + (index + 0.5) * Slot;

        public double Y(double value) => Bottom - Math.Clamp(Scale.Share(value), 0, 1) * Height;
    }
}
