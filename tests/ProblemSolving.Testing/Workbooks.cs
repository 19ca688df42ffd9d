using System.IO.Compression;
using System.Xml.Linq;

namespace ProblemSolving.Testing;

/// <summary>Reads a workbook of inline texts and numbers back, straight from its XML.</summary>
public static class Workbooks
{
    private static readonly XNamespace s_main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>The rows of one sheet, header first.</summary>
    /// <param name="sheet">From 1, in the order of the workbook.</param>
    public static IReadOnlyList<IReadOnlyList<WorkbookCell>> Rows(Stream workbook, int sheet = 1)
    {
        ArgumentNullException.ThrowIfNull(workbook);
        using var archive = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true);
        using var content = archive.GetEntry($"xl/worksheets/sheet{sheet}.xml")!.Open();
        return [.. XDocument.Load(content).Descendants(s_main + "row").Select(r => (IReadOnlyList<WorkbookCell>)[.. r.Elements(s_main + "c").Select(Cell)])];
    }

    /// <summary>The names of the sheets in their order.</summary>
    public static IReadOnlyList<string> Names(Stream workbook)
    {
        ArgumentNullException.ThrowIfNull(workbook);
        using var archive = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true);
        using var content = archive.GetEntry("xl/workbook.xml")!.Open();
        return [.. XDocument.Load(content).Descendants(s_main + "sheet").Select(s => (string)s.Attribute("name")!)];
    }

    private static WorkbookCell Cell(XElement cell) => (string?)cell.Attribute("t") == "inlineStr"
        ? new WorkbookCell(IsText: true, cell.Value)
        : new WorkbookCell((string?)cell.Attribute("t") == "str", (string?)cell.Element(s_main + "v") ?? "", (string?)cell.Element(s_main + "f"));
}

/// <summary>A cell as it stands in the file.</summary>
/// <param name="Formula">Without the leading <c>=</c>; null for a plain value.</param>
public sealed record WorkbookCell(bool IsText, string Value, string? Formula = null);
