using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Documents.Workbooks;

/// <summary>The cell formats of one workbook, added as they are asked for.</summary>
internal sealed class XlsxStyles
{
    private const uint FirstOwnFormat = 164;
    private readonly List<string> _numberFormats = [];
    private readonly List<CellFormat> _formats = [new CellFormat()];
    private readonly Dictionary<string, uint> _byName = [];

    public uint Text => Get("text", () => new CellFormat { Alignment = new Alignment { Vertical = VerticalAlignmentValues.Top }, ApplyAlignment = true });

    /// <summary>A text of digits, such as a customer id with leading zeros: it stays a text even when someone edits the cell.</summary>
    public uint DigitText => Get("digits", () => new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true });

    /// <summary>A text that looks like a formula: the apostrophe mark keeps it a text even when someone edits the cell.</summary>
    public uint QuotedText => Get("quoted", () => new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true, QuotePrefix = true });

    public uint Date => Get("date", () => Formatted("yyyy\\-mm\\-dd"));

    public uint Header(ColumnKind kind) => Get(kind == ColumnKind.Text ? "header" : "header-value", () => new CellFormat
    {
        FontId = 1,
        FillId = 2,
        BorderId = 1,
        ApplyFont = true,
        ApplyFill = true,
        ApplyBorder = true,
        ApplyAlignment = true,
        Alignment = new Alignment
        {
            Horizontal = kind == ColumnKind.Text ? HorizontalAlignmentValues.Left : HorizontalAlignmentValues.Right,
            Vertical = VerticalAlignmentValues.Center,
            WrapText = true,
        },
    });

    public uint Number(int decimals) => Get($"number-{decimals}", () => Formatted(Digits(decimals)));

    public uint Money(string currency) => Get($"money-{currency}", () =>
    {
        var sign = string.Concat(Currency.Known(currency).Sign.Where(c => c is not ('"' or '\\') && !char.IsControl(c)));
        var digits = $"\"{sign}\"{Digits(Currency.Known(currency).Decimals)}";
        return Formatted($"{digits};\\-{digits}");
    });

    public uint Percent(int decimals) => Get($"percent-{decimals}", () => Formatted(Digits(decimals).Replace("#,##", "", StringComparison.Ordinal) + "%"));

    public Stylesheet Build()
    {
        var formats = new NumberingFormats(_numberFormats.Select((code, i) => new NumberingFormat { NumberFormatId = FirstOwnFormat + (uint)i, FormatCode = code }));
        formats.Count = (uint)_numberFormats.Count;
        var sheet = new Stylesheet();
        if (_numberFormats.Count > 0)
            sheet.Append(formats);
        sheet.Append(
            new Fonts(
                new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }),
                new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" })) { Count = 2 },
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE9EEF4" }) { PatternType = PatternValues.Solid })) { Count = 3 },
            new Borders(
                new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()),
                new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(new Color { Rgb = "FF57606A" }) { Style = BorderStyleValues.Thin }, new DiagonalBorder())) { Count = 2 },
            new CellStyleFormats(new CellFormat()) { Count = 1 },
            new CellFormats(_formats.Cast<OpenXmlElement>()) { Count = (uint)_formats.Count });
        return sheet;
    }

    private static string Digits(int decimals) => decimals == 0 ? "#,##0" : "#,##0." + new string('0', Math.Clamp(decimals, 1, 10));

    private CellFormat Formatted(string code)
    {
        _numberFormats.Add(code);
        return new CellFormat { NumberFormatId = FirstOwnFormat + (uint)(_numberFormats.Count - 1), ApplyNumberFormat = true };
    }

    private uint Get(string name, Func<CellFormat> create)
    {
        if (_byName.TryGetValue(name, out var index))
            return index;
        _formats.Add(create());
        return _byName[name] = (uint)(_formats.Count - 1);
    }
}
