using System.IO.Compression;
using System.Xml.Linq;

namespace ProblemSolving.Testing;

/// <summary>Reads a workbook of inline texts and numbers back, straight from its XML.</summary>
public static class Workbooks
{
    private static readonly XNamespace s_main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>The rows of the first sheet, header first.</summary>
    public static IReadOnlyList<IReadOnlyList<WorkbookCell>> Rows(Stream workbook)
    {
        ArgumentNullException.ThrowIfNull(workbook);
        using var archive = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true);
        using var sheet = archive.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        return [.. XDocument.Load(sheet).Descendants(s_main + "row").Select(r => (IReadOnlyList<WorkbookCell>)[.. r.Elements(s_main + "c").Select(c => new WorkbookCell((string?)c.Attribute("t") == "inlineStr", c.Value))])];
    }
}

/// <summary>A cell as it stands in the file.</summary>
public sealed record WorkbookCell(bool IsText, string Value);
