using System.Globalization;
using System.IO.Compression;
using System.Text;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;
using RepositoryFolder = ProblemSolving.Testing.RepositoryFolder;

namespace ProblemSolving.Analysis.Tests.Datasets;

/// <summary>Files made to break an import end with a sentence, in bounded memory, and leave nothing behind.</summary>
public sealed class AttackTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DomainRuleException Refused(string path, Func<ImportPlan, ImportPlan>? change = null)
    {
        var target = _folder.NewPath();
        var refusal = Assert.Throws<DomainRuleException>(() =>
        {
            var plan = FileInspector.Inspect(path, "upload", FileFormatChoice.Detect, [], _folder.Settings, Token).ToPlan();
            ParquetImporter.Import(path, "upload", change?.Invoke(plan) ?? plan, target, _folder.Settings, null, Token);
        });
        Assert.False(File.Exists(target));
        Assert.True(!Directory.Exists(_folder.Settings.TempDirectory) || Directory.GetFileSystemEntries(_folder.Settings.TempDirectory).Length == 0);
        return refusal;
    }

    [Theory]
    [InlineData(',')]
    [InlineData('\t')]
    [InlineData(' ')]
    public void TenThousandColumns_AreRefusedWithTheirNumber(char delimiter)
    {
        var row = string.Join(delimiter, Enumerable.Range(0, 10_000).Select(i => "x" + i));
        Assert.Equal("data.too-many-columns", Refused(_folder.Write(row + "\n" + row + "\n")).Code);
    }

    [Fact]
    public void AThousandColumns_AreRead()
    {
        var header = string.Join(',', Enumerable.Range(0, 1000).Select(i => "x" + i));
        var row = string.Join(',', Enumerable.Range(0, 1000));
        Assert.Equal(1000, _folder.Import(_folder.Write($"{header}\n{row}\n"), p => p with { PurchaseLog = false }).Columns.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LineOfAGigabyte_FarBehindTheSample_IsRefusedWithBoundedMemory(bool quoted)
    {
        // packed, so that a gigabyte costs a megabyte of disk; the ratio is allowed here, since the line is what is tried
        var path = _folder.NewPath(".csv.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            var rows = new StringBuilder("customer,date\n");
            for (var i = 0; i < 30_000; i++)
                rows.Append(CultureInfo.InvariantCulture, $"c{i},2020-01-01\n");
            gzip.Write(Encoding.ASCII.GetBytes(rows.ToString()));
            gzip.Write(quoted ? "c1,\""u8 : "c1,"u8);
            var block = Encoding.ASCII.GetBytes(new string('x', 1 << 20));
            for (var i = 0; i < 1024; i++)
                gzip.Write(block);
        }

        var settings = _folder.Settings with { Unpack = UnpackLimits.Default with { Ratio = 5000 } };
        var plan = FileInspector.Inspect(path, "upload", new FileFormatChoice(TextEncoding.Utf8), [], settings, Token).ToPlan();
        var before = GC.GetTotalAllocatedBytes();
        var refusal = Assert.Throws<DomainRuleException>(() => ParquetImporter.Import(path, "upload", plan, _folder.NewPath(), settings, null, Token));
        Assert.Equal((quoted ? "data.quote-not-closed" : "data.row-too-long", 30_002L), (refusal.Code, refusal.Arguments[1]));
        Assert.True(GC.GetTotalAllocatedBytes() - before < 100_000_000);
    }

    [Fact]
    public void TypeThatChangesFarBehindTheSample_StopsOrIsListedAsChosen()
    {
        var text = new StringBuilder("customer,date,amount\n");
        for (var i = 0; i < 60_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"c{i % 100},2020-01-01,{i}\n");
        for (var i = 0; i < 10_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"c{i % 100},2020-01-01,n{i}\n");
        var path = _folder.Write(text.ToString());
        var stopped = Refused(path, p => p with { MaximumFaultShare = 0 });
        Assert.Equal(["upload", 60_002L, "amount", "n0", 10_000L], stopped.Arguments);
        using var faults = new FaultLog(null);
        var plan = FileInspector.Inspect(path, "upload", FileFormatChoice.Detect, [], Token).ToPlan() with { MaximumFaultShare = 1 };
        var table = ParquetImporter.Import(path, "upload", plan, _folder.NewPath(), _folder.Settings, faults, null, null, Token);
        Assert.Equal((70_000, 10_000, 200), (table.Rows, table.FaultCount, table.Faults.Count));
    }

    [Fact]
    public void FaultLog_KeepsEveryPlaceInItsFile()
    {
        var path = _folder.NewPath(".jsonl");
        using (var log = new FaultLog(path))
        {
            for (var i = 0; i < 300; i++)
                log.Add(new ImportFault(i, "a\"b", "=1+1\n한글", "data.fault.number"));
            Assert.Equal((300, 200), (log.Count, log.First.Count));
            log.Keep();
        }

        Assert.Equal(Enumerable.Range(0, 300).Select(i => new ImportFault(i, "a\"b", "=1+1\n한글", "data.fault.number")), FaultLog.Read(path));
    }

    [Fact]
    public void FaultLog_NotKept_LeavesNoFile()
    {
        var path = _folder.NewPath(".jsonl");
        using (var log = new FaultLog(path))
            log.Add(new ImportFault(1, "a", "b", "data.fault.number"));
        Assert.False(File.Exists(path) || File.Exists(path + ".part"));
    }

    [Theory]
    [MemberData(nameof(ParquetImporterTests.Probes), MemberType = typeof(ParquetImporterTests))]
    public void Sandbox_OfASessionThatReadsAnUpload_RefusesTheProbe(string sql)
    {
        // the session of an upload, of an append and of an analysis: some files named, one of them there
        var upload = _folder.NewPath();
        using (var writer = new DuckSession(_folder.Settings, [upload], Token))
            writer.Execute($"COPY (SELECT 42 AS x) TO {Sql.Text(upload)} (FORMAT parquet, USE_TMP_FILE false)");
        using var duck = new DuckSession(_folder.Settings, [upload, _folder.NewPath()], Token);
        Assert.ThrowsAny<Exception>(() => duck.Rows(sql, r => r.GetValue(0)));
        Assert.ThrowsAny<Exception>(() => duck.Stream(sql).Count());
        Assert.Equal(42, duck.Count($"SELECT x FROM read_parquet({Sql.Text(upload)})"));
    }

    [Theory]
    [InlineData("SELECT * FROM sniff_csv('/etc/passwd')")]
    [InlineData("SELECT * FROM parquet_metadata('/etc/passwd')")]
    [InlineData("SELECT * FROM read_json('/etc/passwd')")]
    [InlineData("COPY (SELECT 1) TO '../escape.csv'")]
    [InlineData("SET temp_directory='/tmp'")]
    [InlineData("CALL load_aws_credentials()")]
    [InlineData("RESET enable_external_access")]
    public void Sandbox_FurtherProbes_AreRefused(string sql)
    {
        using var duck = new DuckSession(_folder.Settings, [_folder.NewPath()], Token);
        Assert.ThrowsAny<Exception>(() => duck.Rows(sql, r => r.GetValue(0)));
    }

    [Fact] // every connection is one of these: nothing else in the program opens the engine
    public void Sandbox_IsTheOnlyWayToTheEngine()
    {
        var others = Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && File.ReadAllText(f).Contains("new DuckDBConnection", StringComparison.Ordinal))
            .Select(f => Path.GetFileName(f));
        Assert.Equal(["DuckSession.cs"], others);
    }
}
