using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using ProblemSolving.Documents.Workbooks;
using ProblemSolving.Domain.Reports;
using ProblemSolving.Testing;
using Sheet = ProblemSolving.Documents.Workbooks.Sheet;
using SheetNames = ProblemSolving.Documents.Workbooks.SheetNames;

namespace ProblemSolving.Documents.Tests.Workbooks;

public sealed class XlsxWriterTests
{
    public static TheoryData<string> Formulas() => [.. HostileText.Formulas];

    [Fact]
    public void Write_TypedCells_IsAValidWorkbookWithRealValues()
    {
        using var document = Open(EffectSheet());
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document, TestContext.Current.CancellationToken).Select(e => e.Description));

        var cells = Rows(document)[1];
        Assert.Equal("재구매 고객 증가", cells[0].InnerText);
        Assert.Equal("18000", cells[1].CellValue!.Text);
        Assert.Null(cells[1].DataType);
        Assert.Equal("0.03", cells[2].CellValue!.Text);
        Assert.Equal("45000", cells[3].CellValue!.Text);
        Assert.Equal(("B2*C2*D2", "24300000"), (cells[4].CellFormula!.Text, cells[4].CellValue!.Text));
        Assert.Equal("46327", cells[5].CellValue!.Text); // 2026-11-01 as a day number of the 1900 system
    }

    [Fact]   // the program's own formula may end in words, such as “not within the horizon”
    public void Write_TextWithAFormula_KeepsBoth()
    {
        using var document = Open(new Sheet("s", [new("a")], [[ReportCell.Text("never") with { Formula = "IF(1=2,0,\"never\")" }]]));
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document, TestContext.Current.CancellationToken).Select(e => e.Description));
        var cell = Rows(document)[1][0];
        Assert.Equal(("IF(1=2,0,\"never\")", "never", CellValues.String), (cell.CellFormula!.Text, cell.CellValue!.Text, cell.DataType!.Value));
    }

    [Theory]
    [MemberData(nameof(Formulas))]
    public void Write_TextLikeAFormula_IsAMarkedTextAndNeverAFormula(string formula)
    {
        using var document = Open(new Sheet("s", [new("a")], [[ReportCell.Text(formula)]]));
        var cell = Rows(document)[1][0];
        Assert.Null(cell.CellFormula);
        Assert.Equal(CellValues.InlineString, cell.DataType!.Value);
        var format = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value);
        Assert.True(format.QuotePrefix!.Value);
    }

    [Fact]
    public void Write_NamesThatWorkbooksRefuse_AreCleanedAndUnique()
    {
        var names = SheetNames.For(["a/b", "A b", "", "고객 목록이 아주 길어서 서른한 글자를 넘어가는 시트의 이름입니다", "'x'"]);
        Assert.Equal(["a b", "A b (2)", "Sheet", "고객 목록이 아주 길어서 서른한 글자를 넘어가는 시트의", "x"], names);
        Assert.All(names, n => Assert.InRange(n.Length, 1, 31));
    }

    [Fact]
    public void Write_ThirtyThousandRows_KeepsThemAll()
    {
        using var document = Open(new Sheet("list", [new("id"), new("score", ColumnKind.Percent)], Enumerable.Range(1, 30_000).Select(i => (IReadOnlyList<ReportCell>)[ReportCell.Text($"C{i}"), ReportCell.Percent(i / 30_000.0)])));
        Assert.Equal(30_001, document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Count());
    }

    [Fact]
    public void Write_DigitsAsText_StayTextWhenSomebodyEditsThem()
    {
        using var document = Open(new Sheet("s", [new("id")], [[ReportCell.Text("00042")], [ReportCell.Text("-5")]]));
        foreach (var (cell, text) in Rows(document).Skip(1).Select(r => r[0]).Zip(["00042", "-5"]))
        {
            Assert.Equal((CellValues.InlineString, text), (cell.DataType!.Value, cell.InnerText));
            var format = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value);
            Assert.Equal(49U, format.NumberFormatId!.Value);   // "@", the built-in text format
        }
    }

    [Fact]
    public void Write_TwoSheetsToAStreamThatCannotSeek_IsAValidWorkbook()
    {
        using var stored = new MemoryStream();
        using (var oneWay = new System.IO.Compression.GZipStream(stored, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            XlsxWriter.Write(oneWay, [new Sheet("a", [new("x")], [[ReportCell.Text("1")]]), new Sheet("b", [new("y")], [[ReportCell.Text("2")]])]);
        stored.Position = 0;
        using var back = new MemoryStream();
        using (var unpacked = new System.IO.Compression.GZipStream(stored, System.IO.Compression.CompressionMode.Decompress))
            unpacked.CopyTo(back);
        using var document = SpreadsheetDocument.Open(back, false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document, TestContext.Current.CancellationToken));
        Assert.Equal(["a", "b"], document.WorkbookPart!.Workbook!.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(s => s.Name!.Value));
        Assert.Equal(["x", "1"], SheetTexts(document, "a"));
        Assert.Equal(["y", "2"], SheetTexts(document, "b"));
    }

    private static IEnumerable<string> SheetTexts(SpreadsheetDocument document, string name)
    {
        var id = document.WorkbookPart!.Workbook!.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Single(s => s.Name == name).Id!.Value!;
        return ((WorksheetPart)document.WorkbookPart.GetPartById(id)).Worksheet!.Descendants<Cell>().Select(c => c.InnerText);
    }

    [Fact]
    public void Write_NoSheetOrWrongRow_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => XlsxWriter.Write(new MemoryStream(), []));
        Assert.Throws<ArgumentException>(() => XlsxWriter.Write(new MemoryStream(), [new Sheet("s", [new("a"), new("b")], [[ReportCell.Text("x")]])]));
    }

    private static Sheet EffectSheet() => new("기대효과",
        [new("효과"), new("고객 수", ColumnKind.Number), new("변화", ColumnKind.Percent), new("1인당", ColumnKind.Money), new("연간", ColumnKind.Money), new("시작", ColumnKind.Date), new("달러", ColumnKind.Money)],
        [[
            ReportCell.Text("재구매 고객 증가"), ReportCell.Number(18_000), ReportCell.Percent(0.03), ReportCell.Money(45_000m, "KRW"),
            ReportCell.Money(24_300_000m, "KRW") with { Formula = "B2*C2*D2" }, ReportCell.Date(new DateOnly(2026, 11, 1)), ReportCell.Money(-1.5m, "USD"),
        ]]);

    private static SpreadsheetDocument Open(Sheet sheet)
    {
        var stream = new MemoryStream();
        XlsxWriter.Write(stream, [sheet]);
        stream.Position = 0;
        return SpreadsheetDocument.Open(stream, false);
    }

    private static List<List<Cell>> Rows(SpreadsheetDocument document) =>
        [.. document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Select(r => r.Elements<Cell>().ToList())];
}
