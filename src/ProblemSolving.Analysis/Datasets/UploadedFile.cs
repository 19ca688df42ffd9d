using System.Security.Cryptography;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>
/// Where the rows come from. Whatever kind a file is, it is read as one stream of delimited text, so that preview, import
/// and every rule work the same for all of them.
/// </summary>
/// <param name="Path">Where the upload lies, a path of the program's own making.</param>
/// <param name="Name">The name the user gave the file, for messages only.</param>
/// <param name="Settings">Needed for Parquet, which the sandboxed query engine reads; null where such files are not taken.</param>
internal sealed record UploadedFile(string Path, string Name, FileKind Kind, AnalysisSettings? Settings)
{
    /// <summary>Sheet of a workbook; null takes the first.</summary>
    public string? Sheet { get; init; }

    /// <summary>Rows of a workbook that are passed over.</summary>
    public int SkippedRows { get; init; }

    /// <summary>Cells that a row of a workbook is filled up to, since a sheet does not store empty ones.</summary>
    public int Width { get; init; }

    private UnpackLimits Limits => Settings?.Unpack ?? UnpackLimits.Default;

    /// <summary>The same file as a plan reads it.</summary>
    public static UploadedFile Of(string path, string name, FileFormat format, int width, AnalysisSettings? settings) =>
        new(path, name, format.Kind, settings) { Sheet = format.Sheet, SkippedRows = format.SkippedLines, Width = width };

    /// <summary>Finds the kind by the first bytes.</summary>
    /// <exception cref="DomainRuleException">Empty, or a kind that holds no table.</exception>
    public static UploadedFile Recognize(string path, string name, AnalysisSettings? settings)
    {
        Span<byte> head = stackalloc byte[16];
        using var file = Raw(path);
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.IsEmpty)
            throw DataRefusal.EmptyFile(name);
        var kind = KnownKinds.Find(head) switch
        {
            KnownKinds.Gzip => FileKind.GZip,
            KnownKinds.Zip when Workbook.IsOne(path) => FileKind.Xlsx,
            KnownKinds.Parquet when settings is not null => FileKind.Parquet,
            null => FileKind.Text,
            { } other => throw DataRefusal.NotText(name, other),
        };
        return new UploadedFile(path, name, kind, settings);
    }

    /// <summary>The rows as delimited text; and how much of the file was read so far.</summary>
    public (Stream Text, Func<long> BytesRead) Open(CancellationToken cancellationToken = default)
    {
        switch (Kind)
        {
            case FileKind.GZip:
                var packed = Raw(Path);
                return (new CappedStream(new GzipStreamToEnd(packed), () => packed.Position, Name, Kind, Limits), () => packed.Position);
            case FileKind.Xlsx:
                var workbook = Workbook.Open(Path, Name, Limits);
                return (new SheetText(workbook, workbook.Find(Sheet), SkippedRows, Width), () => workbook.BytesRead);
            case FileKind.Parquet:
                var table = new ParquetText(this, Limits, cancellationToken);
                return (table, () => table.BytesRead);
            default:
                var file = Raw(Path);
                return (file, () => file.Position);
        }
    }

    /// <summary>Hash of the bytes of the file itself, lower-case hex.</summary>
    public string Sha256()
    {
        using var file = Raw(Path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    public static FileStream Raw(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
}
