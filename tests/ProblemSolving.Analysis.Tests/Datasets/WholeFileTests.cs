using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Tests.Datasets;

/// <summary>A file stands under its name whole or not at all.</summary>
public sealed class WholeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ps-whole-").FullName;

    private string Target => Path.Combine(_folder, "table.parquet");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_UntilTheEnd_ShowsNothingUnderTheName()
    {
        var answer = WholeFile.Write(Target, path =>
        {
            File.WriteAllText(path, "all of it");
            Assert.False(File.Exists(Target));
            Assert.Equal(_folder, Path.GetDirectoryName(path));
            return 7;
        });
        Assert.Equal((7, "all of it"), (answer, File.ReadAllText(Target)));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Write_Failing_LeavesTheFormerFileAndNothingElse()
    {
        File.WriteAllText(Target, "former");
        Assert.Throws<InvalidDataException>(() => WholeFile.Write<int>(Target, path =>
        {
            File.WriteAllText(path, "half");
            throw new InvalidDataException();
        }));
        Assert.Equal("former", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.7)]
    public void Import_CancelledOnTheWay_LeavesNoFileAtAll(double from)
    {
        using var stop = new CancellationTokenSource();
        var source = Rows(60_000);
        var settings = new AnalysisSettings(Path.Combine(_folder, "temp"));
        var plan = FileInspector.Inspect(source, "log.csv", FileFormatChoice.Detect, [], TestContext.Current.CancellationToken).ToPlan();
        var progress = new At(from, stop.Cancel);
        Assert.ThrowsAny<OperationCanceledException>(() => ParquetImporter.Import(source, "log.csv", plan, Target, settings, progress, stop.Token));
        Assert.Equal([source], Directory.GetFiles(_folder));
        Assert.Empty(Directory.GetFiles(settings.TempDirectory, "import-*"));
    }

    [Fact]
    public void Import_AfterAnEarlierTryLeftAFile_ReplacesIt_AndARefusedOneRemovesIt()
    {
        var source = Rows(100);
        var settings = new AnalysisSettings(Path.Combine(_folder, "temp"));
        var plan = FileInspector.Inspect(source, "log.csv", FileFormatChoice.Detect, [], TestContext.Current.CancellationToken).ToPlan();
        File.WriteAllText(Target, "from a try that was cut off");
        Assert.Equal(100, ParquetImporter.Import(source, "log.csv", plan, Target, settings, null, TestContext.Current.CancellationToken).Rows);
        Assert.Equal("PAR1"u8.ToArray(), File.ReadAllBytes(Target)[..4]);

        File.AppendAllText(source, "one,two,three,four,five\n");
        Assert.Throws<DomainRuleException>(() => ParquetImporter.Import(source, "log.csv", plan, Target, settings, null, TestContext.Current.CancellationToken));
        Assert.Equal([source], Directory.GetFiles(_folder));
    }

    private string Rows(int count)
    {
        var path = Path.Combine(_folder, "original");
        File.WriteAllText(path, "customer,date,amount\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"c{i % 500},2026-01-{1 + (i % 28):00},{i % 90}\n")));
        return path;
    }

    private sealed class At(double from, Action act) : IProgress<ProblemSolving.Domain.Analyze.StageProgress>
    {
        public void Report(ProblemSolving.Domain.Analyze.StageProgress value)
        {
            if (value.Fraction >= from)
                act();
        }
    }
}
