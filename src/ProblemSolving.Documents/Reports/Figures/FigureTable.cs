using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Documents.Reports.Figures;

/// <summary>The values of a figure as a table, for readers who do not see the picture and for exact values.</summary>
internal static class FigureTable
{
    public static TableBlock From(FigureBlock figure, ValueFormat format)
    {
        ReportColumn[] columns = [new(figure.X.Title), .. figure.Series.Select(s => new ReportColumn(s.Name, ColumnKind.Number))];
        var rows = new List<IReadOnlyList<ReportCell>>(figure.Categories.Count);
        for (var i = 0; i < figure.Categories.Count; i++)
            rows.Add([ReportCell.Text(figure.Categories[i]), .. figure.Series.Select(s => ReportCell.Text(Value(figure, s, i, format)))]);
        return new TableBlock("", columns, rows);
    }

    /// <summary>One value with its interval and, when its period is not over, an asterisk.</summary>
    public static string Value(FigureBlock figure, FigureBlockSeries series, int index, ValueFormat format)
    {
        if (series.Values[index] is not { } value)
            return "";
        var text = format.FigureValue(value, figure.Y.Unit, figure.Currency);
        if (series.Low?[index] is { } low && series.High?[index] is { } high)
            text += $" [{format.FigureValue(low, figure.Y.Unit, figure.Currency)} – {format.FigureValue(high, figure.Y.Unit, figure.Currency)}]";
        return series.Incomplete?[index] == true ? text + " *" : text;
    }
}
