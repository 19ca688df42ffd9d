using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Tests.Datasets;

/// <summary>The longest row that is read, and the shortest that is not: the preview and the import draw the same line.</summary>
public sealed class RowLimitTests : IDisposable
{
    private const int Limit = RecordScanner.MaximumRowBytes;
    private const string Before = "customer,date,note\na,2020-01-01,x\n";
    private const string After = "c,2020-01-03,z\n";

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(Limit - 1)]
    [InlineData(Limit)]
    public void Row_UpToTheLimit_IsShownAndStored(int bytes)
    {
        var path = _folder.Write(Before + Row(bytes) + After);
        Assert.Equal(0L, Inspect(path).Misfits);
        Assert.Equal(3, Import(path, Inspect(path).ToPlan()).Rows);
    }

    [Theory]
    [InlineData(Limit + 1)]
    [InlineData(1_100_000)]
    [InlineData(1_200_000)]
    [InlineData(1_250_000)]
    [InlineData(1_300_000)]
    [InlineData(1_400_000)]
    public void Row_AboveTheLimit_IsRefusedWithItsRowInThePreview(int bytes) =>
        AssertTooLong(Assert.Throws<DomainRuleException>(() => Inspect(_folder.Write(Before + Row(bytes) + After))));

    [Theory]   // the plan is that of a file whose head is harmless
    [InlineData(Limit + 1)]
    [InlineData(1_100_000)]
    [InlineData(1_200_000)]
    [InlineData(1_250_000)]
    [InlineData(1_300_000)]
    [InlineData(1_400_000)]
    public void Row_AboveTheLimit_IsRefusedWithItsRowInTheImport(int bytes)
    {
        var plan = Inspect(_folder.Write(Before + Row(100) + After)).ToPlan();
        AssertTooLong(Assert.Throws<DomainRuleException>(() => Import(_folder.Write(Before + Row(bytes) + After), plan)));
    }

    [Theory]   // its lines are short, so that it costs its row like one with a quote that never closes
    [InlineData(1_000_000, 0)]
    [InlineData(1_100_000, 1)]
    [InlineData(1_250_000, 1)]
    public void QuotedRow_OverManyShortLines_AboveTheLimit_IsLeftOutWhenThePersonGoesOn(int bytes, int misfits)
    {
        var lines = string.Concat(Enumerable.Repeat("x\n", (bytes - 20) / 2));
        var path = _folder.Write($"{Before}b,2020-01-02,\"{lines}\"\n{After}");
        var plan = Inspect(_folder.Write(Before + Row(100) + After)).ToPlan();
        if (misfits == 0)
        {
            Assert.Equal(3, Import(path, plan).Rows);
            return;
        }

        AssertTooLong(Assert.Throws<DomainRuleException>(() => Import(path, plan)));
        Assert.Equal(2, Import(path, plan with { SkipRaggedRows = true }).Rows);
    }

    [Fact]
    public void Plain_LargerThanTheBuffer_IsWrittenWhole()
    {
        var path = _folder.NewPath();
        var value = new byte[3_000_000];
        Array.Fill(value, (byte)'x');
        using (var writer = new CanonicalWriter(path))
        {
            writer.Plain("before,"u8);
            writer.Plain(value);
            writer.Plain(",after"u8);
            writer.Finish();
        }

        Assert.Equal([.. "before,"u8, .. value, .. ",after"u8], File.ReadAllBytes(path));
    }

    private static string Row(int bytes)
    {
        const string Start = "b,2020-01-02,";
        return Start + new string('n', bytes - Start.Length - 1) + "\n";
    }

    private static void AssertTooLong(DomainRuleException refusal)
    {
        Assert.Equal("data.row-too-long", refusal.Code);
        Assert.Equal(["upload.csv", 3L, 1], refusal.Arguments);
    }

    private static FilePreview Inspect(string path) => FileInspector.Inspect(path, "upload.csv", FileFormatChoice.Detect, [], Token);

    private ImportedTable Import(string path, ImportPlan plan) => ParquetImporter.Import(path, "upload.csv", plan, _folder.NewPath(), _folder.Settings, null, Token);
}
