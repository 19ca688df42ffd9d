using System.Globalization;
using System.IO.Compression;
using System.Text;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

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
}
