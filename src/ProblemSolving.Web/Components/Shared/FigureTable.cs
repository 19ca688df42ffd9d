using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Web.Components.Shared;

/// <summary>The numbers behind a figure: shown to those who read tables better than charts, and saved as CSV.</summary>
public sealed partial record FigureTable(IReadOnlyList<string> Header, IReadOnlyList<FigureTableRow> Rows)
{
    // where a cell is a number alone, the header says of what
    private IReadOnlyList<string> CsvHeader { get; init; } = Header;

    private bool InPercent { get; init; }

    // numbers stay numbers in the file: which cells of a heat map are of a period that is not over stands in a last column
    private bool HasPartial { get; init; }

    /// <summary>One row per category; a series with an interval takes three columns. In a heat map the series are the rows.</summary>
    public static FigureTable Of(Figure figure, ITexts texts, string currency)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(texts);
        var unit = FigureTexts.Unit(texts, figure.Y.Unit, currency);
        string WithUnit(string name) => unit.Length == 0 || name.Equals(unit, StringComparison.OrdinalIgnoreCase) ? name : $"{name} ({unit})";
        FigureTableCell Cell(double? value) => new(value, FigureTexts.Value(texts, value, figure.Y.Unit, currency));
        var corner = FigureTexts.Say(texts, figure.X.Title);
        var categories = FigureTexts.Categories(texts, figure);
        if (figure.Kind == FigureKind.HeatMap)
        {
            var anyPartial = figure.Series.Any(s => s.Incomplete?.Contains(true) == true);
            return new FigureTable([corner, .. categories], [.. figure.Series.Select(HeatRow)])
            {
                CsvHeader = [$"{corner} · {FigureTexts.Axis(texts, figure.Y, currency)}", .. categories, .. anyPartial ? [texts["figure.incomplete"]] : Array.Empty<string>()],
                HasPartial = anyPartial,
                InPercent = figure.Y.Unit == FigureUnit.Rate,
            };
        }

        // A row of a heat map holds whole periods and others side by side, so each cell says it for itself.
        FigureTableRow HeatRow(FigureSeries series)
        {
            bool IsPartial(int at) => series.Incomplete?[at] == true && series.Values[at] is not null;
            return new FigureTableRow(
                FigureTexts.Say(texts, series.Name),
                [.. series.Values.Select((value, i) => IsPartial(i) ? Cell(value) with { Shown = texts.Get("figure.partial", Cell(value).Shown) } : Cell(value))])
            {
                Partial = string.Join("; ", categories.Where((_, i) => IsPartial(i))),
            };
        }

        var header = new List<string> { corner };
        var columns = new List<IReadOnlyList<double?>>();
        foreach (var series in figure.Series)
        {
            var name = FigureTexts.Say(texts, series.Name);
            header.Add(name);
            columns.Add(series.Values);
            if (series.Low is { } low)
            {
                header.Add(texts.Get("figure.low", name));
                columns.Add(low);
            }

            if (series.High is { } high)
            {
                header.Add(texts.Get("figure.high", name));
                columns.Add(high);
            }
        }

        var rows = categories.Select((category, i) => new FigureTableRow(
            figure.Series.Any(s => s.Incomplete?[i] == true) ? $"{category} ({texts["figure.incomplete"]})" : category,
            [.. columns.Select(column => Cell(column[i]))]));
        return new FigureTable(header, [.. rows]) { CsvHeader = [corner, .. header.Skip(1).Select(WithUnit)], InPercent = figure.Y.Unit == FigureUnit.Rate };
    }

    /// <summary>UTF-8 with a mark at its start, so that spreadsheets read Hangul; cells that a spreadsheet would run are defused. Rates are in per cent, as their header says.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder("\uFEFF");
        text.AppendJoin(',', CsvHeader.Select(Quoted)).Append("\r\n");
        foreach (var row in Rows)
        {
            text.Append(Quoted(ReadMinus().Replace(row.Name, "-")));
            foreach (var cell in row.Cells)
                text.Append(',').Append((InPercent ? Percent(cell.Value) : cell.Value)?.ToString("R", CultureInfo.InvariantCulture));
            if (HasPartial)
                text.Append(',').Append(Quoted(row.Partial));
            text.Append("\r\n");
        }

        return text.ToString();
    }

    // 0.57 times 100 is not 57 in doubles; what the product adds behind the last digit goes
    private static double? Percent(double? value) => value is { } rate ? Math.Round(rate * 100, 12) : null;

    // in a file the ends of a range are numbers that programs read
    [GeneratedRegex(@"(?<!\w)−(?=\d)")]
    private static partial Regex ReadMinus();

    private static string Quoted(string text)
    {
        var safe = FormulaText.Neutralise(text);
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

/// <summary>One line of a table.</summary>
public sealed record FigureTableRow(string Name, IReadOnlyList<FigureTableCell> Cells)
{
    /// <summary>In a heat map the columns whose cells are of a period that is not over; empty where none is.</summary>
    public string Partial { get; init; } = "";
}

/// <summary>A number and how it is written.</summary>
public sealed record FigureTableCell(double? Value, string Shown);
