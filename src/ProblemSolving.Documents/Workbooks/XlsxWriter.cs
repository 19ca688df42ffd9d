using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Documents.Workbooks;

/// <summary>
/// Writes a workbook row by row. Numbers, money, rates and days are real values with formats; texts are texts even when
/// they begin like a formula; formulas come only from <see cref="ReportCell.Formula"/> and carry their computed value.
/// </summary>
public static class XlsxWriter
{
    /// <summary>Rows a sheet can hold, header included.</summary>
    public const int MaxRows = 1_048_576;

    /// <summary>Rows of a list a sheet can hold, header not counted.</summary>
    public const int MaxListRows = MaxRows - 1;

    /// <param name="stream">Writable; need not be one that can seek; stays open.</param>
    /// <exception cref="ArgumentException">No sheet, a row of the wrong length, or more rows than a sheet can hold.</exception>
    public static void Write(Stream stream, IReadOnlyList<Sheet> sheets)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(sheets);
        if (sheets.Count == 0)
            throw new ArgumentException("A workbook needs at least one sheet.", nameof(sheets));

        // The sheets go straight into the archive, row by row; what frames them is small and made in memory.
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        using var frame = new MemoryStream();
        var paths = new HashSet<string>(StringComparer.Ordinal);
        using (var document = SpreadsheetDocument.Create(frame, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var styles = new XlsxStyles();
            var list = new Sheets();
            var names = SheetNames.For(sheets.Select(s => s.Name));
            for (var i = 0; i < sheets.Count; i++)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                var path = part.Uri.OriginalString.TrimStart('/');
                paths.Add(path);
                using (var content = archive.CreateEntry(path, CompressionLevel.Fastest).Open())
                    WriteSheet(content, sheets[i], styles);
                list.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Id = workbook.GetIdOfPart(part), SheetId = (uint)(i + 1), Name = names[i] });
            }

            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = styles.Build();
            workbook.Workbook = new Workbook(list, new CalculationProperties { FullCalculationOnLoad = true });
        }

        frame.Position = 0;
        using var parts = new ZipArchive(frame, ZipArchiveMode.Read);
        foreach (var part in parts.Entries.Where(e => !paths.Contains(e.FullName)))
        {
            using var source = part.Open();
            using var copy = archive.CreateEntry(part.FullName).Open();
            source.CopyTo(copy);
        }
    }

    private static void WriteSheet(Stream content, Sheet sheet, XlsxStyles styles)
    {
        using var writer = OpenXmlWriter.Create(content);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(sheet.Columns.Select((column, i) =>
            new Column { Min = (uint)(i + 1), Max = (uint)(i + 1), Width = Width(column), CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
        writer.WriteStartElement(new Row { RowIndex = 1 });
        foreach (var column in sheet.Columns)
            WriteText(writer, column.Title, styles.Header(column.Kind));
        writer.WriteEndElement();
        uint index = 1;
        foreach (var row in sheet.Rows)
        {
            if (row.Count != sheet.Columns.Count)
                throw new ArgumentException($"Sheet '{sheet.Name}', row {index + 1}: {row.Count} cells for {sheet.Columns.Count} columns.", nameof(sheet));
            if (++index > MaxRows)
                throw new ArgumentException($"Sheet '{sheet.Name}' has more than {MaxRows} rows; deliver it as CSV.", nameof(sheet));
            writer.WriteStartElement(new Row { RowIndex = index });
            foreach (var cell in row)
                WriteCell(writer, cell, styles);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteCell(OpenXmlWriter writer, ReportCell cell, XlsxStyles styles)
    {
        switch (cell)
        {
            case TextCell { Value.Length: 0, Formula: null }:
                writer.WriteElement(new Cell());
                break;
            case TextCell { Formula: { } formula } computed:
                writer.WriteElement(new Cell(new CellFormula(formula), new CellValue(SpreadsheetText.Clean(computed.Value))) { DataType = CellValues.String, StyleIndex = styles.Text });
                break;
            case TextCell text:
                WriteText(writer, text.Value, TextStyle(text.Value, styles));
                break;
            case NumberCell number:
                WriteNumber(writer, number.Value.ToString(CultureInfo.InvariantCulture), cell.Formula, styles.Number(number.Decimals));
                break;
            case MoneyCell money:
                WriteNumber(writer, money.Value.ToString(CultureInfo.InvariantCulture), cell.Formula, styles.Money(money.Currency));
                break;
            case PercentCell percent when double.IsFinite(percent.Rate):
                WriteNumber(writer, percent.Rate.ToString("R", CultureInfo.InvariantCulture), cell.Formula, styles.Percent(percent.Decimals));
                break;
            case PercentCell:
                writer.WriteElement(new Cell());
                break;
            case DateCell date:
                var serial = date.Value.DayNumber - new DateOnly(1899, 12, 30).DayNumber;
                WriteNumber(writer, serial.ToString(CultureInfo.InvariantCulture), cell.Formula, styles.Date);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(cell), cell, "Not a known kind of cell.");
        }
    }

    private static uint TextStyle(string text, XlsxStyles styles) =>
        FormulaText.LooksLikeFormula(text) ? styles.QuotedText : SpreadsheetText.LooksLikeNumber(text) ? styles.DigitText : styles.Text;

    private static void WriteText(OpenXmlWriter writer, string text, uint style) =>
        writer.WriteElement(new Cell(new InlineString(new Text(SpreadsheetText.Clean(text)) { Space = SpaceProcessingModeValues.Preserve }))
        {
            DataType = CellValues.InlineString,
            StyleIndex = style,
        });

    private static void WriteNumber(OpenXmlWriter writer, string value, string? formula, uint style)
    {
        var cell = new Cell { StyleIndex = style };
        if (formula is not null)
            cell.Append(new CellFormula(formula));
        cell.Append(new CellValue(value));
        writer.WriteElement(cell);
    }

    private static double Width(ReportColumn column) =>
        column.Width ?? Math.Clamp(
            Math.Max(column.Kind == ColumnKind.Text ? 16 : 12, column.Title.EnumerateRunes().Sum(r => r.Value >= 0x1100 ? 2.0 : 1.1) + 3), 8, 60);
}
