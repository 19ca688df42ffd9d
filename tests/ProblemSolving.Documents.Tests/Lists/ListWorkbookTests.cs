using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ProblemSolving.Documents.Lists;
using ProblemSolving.Domain.Reports;
using ProblemSolving.Testing;

namespace ProblemSolving.Documents.Tests.Lists;

public sealed class ListWorkbookTests
{
    private static readonly Dictionary<string, int> s_numbers = new() { ["rank"] = 0, ["score"] = 6 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_StoredList_KeepsIdsAsTextAndNumbersAsNumbers()
    {
        string[] ids = ["00042", "1e5", "=A1", "'=A1", "-5", "kim, \"lee\"", " 두 줄\n고객 ", "17850.0", .. HostileText.Formulas.Where(f => f.Trim().Length > 0 && !f.Any(c => char.IsControl(c)))];
        using var document = await ConvertAsync(["customer_id", "rank", "score"], ids.Select((id, i) => (IReadOnlyList<ReportCell>)[ReportCell.Text(id), ReportCell.Number(i + 1), ReportCell.Number(0.5m, 6)]));
        var rows = document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Select(r => r.Elements<Cell>().ToList()).ToList();
        Assert.Equal(["customer_id", "rank", "score"], rows[0].Select(c => c.InnerText));
        Assert.Equal(ids, rows.Skip(1).Select(r => r[0].InnerText));
        Assert.All(rows.Skip(1), r => Assert.Equal((CellValues.InlineString, null), (r[0].DataType!.Value, r[0].CellFormula)));
        Assert.Equal(Enumerable.Range(1, ids.Length).Select(i => $"{i}"), rows.Skip(1).Select(r => r[1].CellValue!.Text));
        Assert.All(rows.Skip(1), r => Assert.Equal(("0.5", null), (r[2].CellValue!.Text, r[2].DataType)));
    }

    [Fact]
    public void Write_EmptyOrCutList_IsRefused()
    {
        using var target = new MemoryStream();
        Assert.Throws<InvalidDataException>(() => ListWorkbook.Write(new MemoryStream(), target, "s", s_numbers, Token));
        Assert.Throws<InvalidDataException>(() => ListWorkbook.Write(new MemoryStream("customer_id\r\n\"abc"u8.ToArray()), target, "s", s_numbers, Token));
    }

    private static async Task<SpreadsheetDocument> ConvertAsync(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<ReportCell>> rows)
    {
        using var list = new MemoryStream();
        await using (var csv = await CsvWriter.StartAsync(list, header, Token))
        {
            foreach (var row in rows)
                await csv.WriteAsync(row, Token);
        }

        list.Position = 0;
        var workbook = new MemoryStream();
        ListWorkbook.Write(list, workbook, "target", s_numbers, Token);
        workbook.Position = 0;
        return SpreadsheetDocument.Open(workbook, false);
    }
}
