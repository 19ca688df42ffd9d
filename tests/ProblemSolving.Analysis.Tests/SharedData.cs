using System.IO.Compression;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Tests;

/// <summary>Real data that lie beside a clone of the project; tests that need them are skipped where they are not.</summary>
internal static class SharedData
{
    private static readonly string? Root = Find("shared/data/online_retail/PROVENANCE.md") is { } found
        ? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(found)!, ".."))
        : null;

    public static string File(params string[] parts)
    {
        if (Root is null)
            Assert.Skip("The folder shared/data is not beside this clone; the test needs its real data.");
        return Path.Combine([Root, .. parts]);
    }

    /// <summary>A file of this repository, found from the test's output folder upwards.</summary>
    public static string? Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, relative);
            if (System.IO.File.Exists(path) || Directory.Exists(path))
                return path;
        }
        return null;
    }
}

/// <summary>A directory for one test class, removed at its end.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("problem-solving-").FullName;

    internal AnalysisSettings Settings => new(System.IO.Path.Combine(Path, "temp"));

    public string NewPath(string extension = ".parquet") => System.IO.Path.Combine(Path, Guid.NewGuid().ToString("N") + extension);

    public string Write(string text) => Write(System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(byte[] bytes)
    {
        var path = NewPath(".csv");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    internal TableSource Import(string file, Func<ImportPlan, ImportPlan>? change = null)
    {
        var plan = FileInspector.Inspect(file, System.IO.Path.GetFileName(file), FileFormatChoice.Detect, [], TestContext.Current.CancellationToken).ToPlan();
        var target = NewPath();
        var table = ParquetImporter.Import(file, System.IO.Path.GetFileName(file), change?.Invoke(plan) ?? plan, target, Settings, null, TestContext.Current.CancellationToken);
        return new TableSource(target, table.Columns);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>Real purchase logs, imported once for all tests.</summary>
public sealed class PurchaseLogs : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Lazy<TableSource> _retail;
    private readonly Lazy<TableSource> _cdnow;

    public PurchaseLogs()
    {
        _retail = new(() => _folder.Import(OnlineRetailCsv()));
        _cdnow = new(() => _folder.Import(SharedData.File("cdnow", "CDNOW_master.txt")));
    }

    internal TempFolder Folder => _folder;

    internal TableSource OnlineRetail => _retail.Value;

    internal TableSource Cdnow => _cdnow.Value;

    public void Dispose() => _folder.Dispose();

    private string OnlineRetailCsv()
    {
        var path = Path.Combine(_folder.Path, "online_retail.csv");
        using var packed = File.OpenRead(SharedData.File("online_retail", "online_retail.csv.gz"));
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        using var file = File.Create(path);
        unpacked.CopyTo(file);
        return path;
    }
}
