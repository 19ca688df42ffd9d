using System.Text;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Documents.Reports.Figures;

/// <summary>Draws a figure as inline SVG with real, selectable text.</summary>
internal static class SvgFigure
{
    /// <param name="id">Unique in the page; names the title, description and patterns of this figure.</param>
    public static void Append(StringBuilder html, FigureBlock figure, ValueFormat format, ReportLabels labels, string id)
    {
        if (figure.Categories.Count == 0 || figure.Series.Count == 0)
        {
            html.Append("<p class=\"empty\">").Append(Markup.Encode(labels.Empty)).Append("</p>\n");
            return;
        }

        var drawing = new FigureDrawing(new SvgCanvas(html), figure, format, labels, id);
        switch (figure.Kind)
        {
            case FigureKind.HeatMap:
                HeatMap.Draw(drawing);
                break;
            case FigureKind.Bar when HorizontalBars.Suits(figure):
                HorizontalBars.Draw(drawing);
                break;
            case FigureKind.Line or FigureKind.Bar or FigureKind.StackedBar:
                UprightChart.Draw(drawing);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(figure), figure.Kind, "Not a known kind of figure.");
        }
    }
}

/// <summary>What every kind of chart needs at hand.</summary>
internal sealed record FigureDrawing(SvgCanvas Canvas, FigureBlock Figure, ValueFormat Format, ReportLabels Labels, string Id)
{
    public const double Width = 760;

    public IReadOnlyList<string> Colours { get; } = SeriesColours.For(Figure.Series);

    public bool AnyIncomplete => Figure.Series.Any(IsHatched);

    /// <summary>True where a value of a period that is not over is drawn; without a value there is nothing that a name could stand for.</summary>
    public static bool IsHatched(FigureBlockSeries series) => series.Incomplete is { } open && series.Values.Where((v, at) => v is not null && open[at]).Any();

    /// <summary>"Name, category: value" for the pointer and for screen readers.</summary>
    public string Tip(FigureBlockSeries series, int index) =>
        $"{series.Name}, {Figure.Categories[index]}: {FigureTable.Value(Figure, series, index, Format)}";

    public string Hatch(int series) => $"{Id}-h{series}";

    /// <summary>Opens the picture; its description names the axes, since the values follow as a table.</summary>
    public void Open(double height)
    {
        Canvas.Open(Width, height, Id, Figure.Title, $"{Figure.Subtitle} – {Figure.X.Title} / {Figure.Y.Title}");
        for (var s = 0; s < Figure.Series.Count; s++)
        {
            if (IsHatched(Figure.Series[s]))
                Canvas.HatchPattern(Hatch(s), Colours[s]);
        }
    }

    /// <summary>Title of the vertical axis with the unit its ticks leave out.</summary>
    public string ValueTitle => Figure.Y.Unit == FigureUnit.Money ? $"{Figure.Y.Title} ({Format.CurrencyName(Figure.Currency)})" : Figure.Y.Title;

    public bool IsWhole => Figure.Y.Unit.IsCount() || Figure.Y.Unit == FigureUnit.Money;
}
