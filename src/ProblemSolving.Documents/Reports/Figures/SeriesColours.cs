using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Documents.Reports.Figures;

/// <summary>One colour for each series: the subject in the accent, the comparison in grey, the rest in Okabe–Ito order (yellow left out, too pale on paper).</summary>
internal static class SeriesColours
{
    private const string Accent = "#0b62b0";
    private const string Vermilion = "#d55e00";
    private const string Grey = "#6e7781";
    private static readonly string[] s_palette = ["#e69f00", "#56b4e9", "#009e73", "#d55e00", "#cc79a7", "#0072b2"];

    public static IReadOnlyList<string> For(IReadOnlyList<FigureBlockSeries> series)
    {
        var other = 0;
        return
        [
            .. series.Select(s => s.Role switch
            {
                SeriesRole.Target or SeriesRole.Forecast => Accent,
                SeriesRole.Control => Grey,
                SeriesRole.Warning => Vermilion,
                SeriesRole.Other => s_palette[other++ % s_palette.Length],
            }),
        ];
    }
}
