using System.IO.Compression;
using System.Xml;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>
/// A workbook of Office Open XML (ECMA-376) as far as tables need it: names of sheets, shared texts, which styles are dates.
/// Parts are found by name inside the archive and never written anywhere.
/// </summary>
internal sealed class Workbook : IDisposable
{
    private readonly FileStream _file;
    private readonly ZipArchive _archive;
    private readonly UnpackLimits _limits;
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);
    private SharedTexts? _texts;
    private CellStyles? _styles;

    private Workbook(FileStream file, ZipArchive archive, string fileName, UnpackLimits limits) =>
        (_file, _archive, FileName, _limits) = (file, archive, fileName, limits);

    public string FileName { get; }

    /// <summary>Names of the sheets with cells, visible ones first.</summary>
    public IReadOnlyList<string> Sheets { get; private set; } = [];

    /// <summary>Days count from 1904 instead of 1900.</summary>
    public bool From1904 { get; private set; }

    public long BytesRead => _file.Position;

    public SharedTexts Texts => _texts ??= SharedTexts.Read(PartOfType("/sharedStrings"), FileName, _limits);

    public CellStyles Styles => _styles ??= CellStyles.Read(PartOfType("/styles"));

    /// <summary>True for an archive with the parts of a workbook; other archives are not tables.</summary>
    public static bool IsOne(string path)
    {
        try
        {
            using var file = UploadedFile.Raw(path);
            using var archive = ZipDirectory.Open(file, "", UnpackLimits.Default with { Bytes = long.MaxValue, Ratio = int.MaxValue });
            return archive.GetEntry("[Content_Types].xml") is not null && archive.Entries.Any(e => e.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase));
        }
        catch (DomainRuleException)
        {
            return false;
        }
    }

    /// <exception cref="DomainRuleException">Damaged, too large unpacked, or without a sheet.</exception>
    public static Workbook Open(string path, string fileName, UnpackLimits limits)
    {
        var file = UploadedFile.Raw(path);
        try
        {
            var book = new Workbook(file, ZipDirectory.Open(file, fileName, limits), fileName, limits);
            book.ReadSheets();
            return book;
        }
        catch (XmlException)
        {
            file.Dispose();
            throw DataRefusal.PackedBroken(fileName, FileKind.Xlsx);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The sheet with a name; null takes the first.</summary>
    public string Find(string? sheet) =>
        sheet is null ? Sheets[0] : Sheets.Contains(sheet) ? sheet : throw DataRefusal.NoSheet(FileName);

    /// <summary>The cells of a sheet.</summary>
    public XmlReader Cells(string sheet) => Part(_paths[sheet]) ?? throw DataRefusal.PackedBroken(FileName, FileKind.Xlsx);

    public void Dispose()
    {
        _archive.Dispose();
        _file.Dispose();
    }

    private string BookPath => Relations("_rels/.rels", "").FirstOrDefault(r => r.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Target ?? "xl/workbook.xml";

    private void ReadSheets()
    {
        var book = BookPath;
        var folder = book[..(book.LastIndexOf('/') + 1)];
        var relations = Relations($"{folder}_rels/{book[folder.Length..]}.rels", folder);
        using var xml = Part(book) ?? throw DataRefusal.PackedBroken(FileName, FileKind.Xlsx);
        var hidden = new List<string>();
        var shown = new List<string>();
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "workbookPr")
                From1904 = xml.GetAttribute("date1904") is "1" or "true";
            if (xml.LocalName != "sheet" || xml.GetAttribute("name") is not { Length: > 0 } name)
                continue;
            var state = xml.GetAttribute("state");
            var id = Relation(xml);
            if (relations.FirstOrDefault(r => r.Id == id) is { Target: { } path } relation && relation.Type.EndsWith("/worksheet", StringComparison.Ordinal) && _paths.TryAdd(name, path))
                (state is "hidden" or "veryHidden" ? hidden : shown).Add(name);
        }

        Sheets = [.. shown, .. hidden];
        _relations = relations;
        if (Sheets.Count == 0)
            throw DataRefusal.NoSheet(FileName);
    }

    private List<(string Id, string Type, string Target)> _relations = [];

    private XmlReader? PartOfType(string type) => _relations.FirstOrDefault(r => r.Type.EndsWith(type, StringComparison.Ordinal)).Target is { } path ? Part(path) : null;

    // The reference to a part is the one attribute "id" that has a namespace.
    private static string? Relation(XmlReader xml)
    {
        string? id = null;
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "id" && xml.Prefix.Length > 0)
                id = xml.Value;
        }

        xml.MoveToElement();
        return id;
    }

    private List<(string Id, string Type, string Target)> Relations(string path, string folder)
    {
        var found = new List<(string, string, string)>();
        using var xml = Part(path);
        while (xml?.Read() == true)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && xml.GetAttribute("TargetMode") != "External" && xml.GetAttribute("Target") is { } target)
                found.Add((xml.GetAttribute("Id") ?? "", xml.GetAttribute("Type") ?? "", target.StartsWith('/') ? target[1..] : folder + target));
        }

        return found;
    }

    private XmlReader? Part(string path)
    {
        var entry = _archive.GetEntry(path) ?? _archive.Entries.FirstOrDefault(e => string.Equals(e.FullName, path, StringComparison.OrdinalIgnoreCase));
        if (entry is null)
            return null;
        try
        {
            var capped = new CappedStream(entry.Open(), () => _file.Length, FileName, FileKind.Xlsx, _limits);
            return XmlReader.Create(new MarkupGuard(capped, FileName), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = true });
        }
        catch (InvalidDataException)
        {
            throw DataRefusal.PackedBroken(FileName, FileKind.Xlsx);
        }
    }
}
