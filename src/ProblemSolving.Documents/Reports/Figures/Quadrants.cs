using System.Text;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Documents.Reports.Figures;

/// <summary>Draws numbered points on two axes with their ranges, and names them beneath: a printed page has no pointer to ask with.</summary>
internal static class Quadrants
{
    private const double Width = 760;
    private const double Left = 64;
    private const double Top = 42;
    private const double Inner = Width - Left - 16;
    private const double Tall = 266;
    private const double Radius = 12;
    private const string Accent = "#1d5fa8";

    public static void Append(StringBuilder html, QuadrantBlock block, string id)
    {
        var canvas = new SvgCanvas(html);
        canvas.Open(Width, Top + Tall + 52, id, block.Title, block.Subtitle);
        canvas.Rect(Left, Top, Inner, Tall, "none", SvgCanvas.Grid);
        canvas.Line(X(block, block.Across.Middle), Top, X(block, block.Across.Middle), Top + Tall, SvgCanvas.Soft, 1, "4 4");
        canvas.Line(Left, Y(block, block.Up.Middle), Left + Inner, Y(block, block.Up.Middle), SvgCanvas.Soft, 1, "4 4");
        foreach (var part in (double[])[0, 0.5, 1])
        {
            canvas.Text(Left - 8, Y(block, part * block.Up.End) + 4, Said(block.Up, part * block.Up.End), "end");
            canvas.Text(Left + (Inner * part), Top + Tall + 20, Said(block.Across, part * block.Across.End), part == 1 ? "end" : "middle");
        }

        canvas.Text(Left + (Inner / 2), Top + Tall + 42, block.Across.Title, "middle", SvgCanvas.Ink);
        canvas.Text(8, 20, block.Up.Title, "start", SvgCanvas.Ink);
        foreach (var point in block.Points)
        {
            var (x, y) = (X(block, point.Across), Y(block, point.Up));
            canvas.Line(X(block, point.AcrossLow), y, X(block, point.AcrossHigh), y, Accent, 1.5);
            canvas.Line(x, Y(block, point.UpLow), x, Y(block, point.UpHigh), Accent, 1.5);
        }

        foreach (var point in block.Points.Reverse())   // the first lies on top
            canvas.Disc(X(block, point.Across), Y(block, point.Up), Radius, Accent, point.Mark, $"{point.Mark} {point.Name}");
        // over the points, so that none hides a word
        canvas.Label(Left + 8, Top + 20, block.TopLeft);
        canvas.Label(Left + Inner - 8, Top + 20, block.TopRight, "end");
        canvas.Label(Left + 8, Top + Tall - 8, block.BottomLeft);
        canvas.Label(Left + Inner - 8, Top + Tall - 8, block.BottomRight, "end");
        canvas.Close();
    }

    /// <summary>The points with their values, for those who read rather than look.</summary>
    public static TableBlock Table(QuadrantBlock block) => new(
        "",
        [new ReportColumn(block.Names), new ReportColumn(block.Across.Title, ColumnKind.Number, Width: 16), new ReportColumn(block.Up.Title, ColumnKind.Number, Width: 16)],
        [.. block.Points.Select(p => (IReadOnlyList<ReportCell>)
        [
            ReportCell.Text($"{p.Mark} · {p.Name}"), ReportCell.Text(Ranged(block.Across, p.Across, p.AcrossLow, p.AcrossHigh)), ReportCell.Text(Ranged(block.Up, p.Up, p.UpLow, p.UpHigh)),
        ])]);

    private static string Ranged(QuadrantAxis axis, double likely, double low, double high) =>
        low == likely && high == likely ? Said(axis, likely) : $"{Said(axis, likely)} ({Said(axis, low)} – {Said(axis, high)})";

    private static string Said(QuadrantAxis axis, double value) => axis.IsShare ? Markup.Coordinate(Math.Round(value * 100, 1)) + "%" : Markup.Coordinate(Math.Round(value, 1));

    private static double X(QuadrantBlock block, double across) => Left + (Inner * Math.Clamp(across / block.Across.End, 0, 1));

    private static double Y(QuadrantBlock block, double up) => Top + (Tall * (1 - Math.Clamp(up / block.Up.End, 0, 1)));
}
