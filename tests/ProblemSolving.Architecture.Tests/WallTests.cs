namespace ProblemSolving.Architecture.Tests;

/// <summary>Web → Application → {Data, Analysis, Documents} → Domain; the three in the middle do not know each other.</summary>
public sealed class WallTests
{
    private const string Product = "ProblemSolving.";
    private static readonly string[] s_storage = ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Npgsql", "Microsoft.Data.Sqlite", "SQLitePCLRaw"];
    private static readonly string[] s_engines = ["DuckDB", "Apache.Arrow", "MathNet", "Microsoft.ML", "LightGBM"];
    private static readonly string[] s_writers = ["DocumentFormat", "ScottPlot", "SkiaSharp", "HarfBuzzSharp", "MiniExcel"];

    [Fact]
    public void Domain_RefersTo_NothingButTheFramework() =>
        Assert.All(ProductAssembly.References("ProblemSolving.Domain"), name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    [Theory]
    [InlineData("ProblemSolving.Data")]
    [InlineData("ProblemSolving.Analysis")]
    [InlineData("ProblemSolving.Documents")]
    public void Middle_RefersTo_NoProjectButDomain(string project) =>
        Assert.All(ProductAssembly.Breaches(project, Product), name => Assert.Equal("ProblemSolving.Domain", name));

    [Fact]
    public void Application_RefersTo_NotToWeb() => Assert.Empty(ProductAssembly.Breaches("ProblemSolving.Application", "ProblemSolving.Web"));

    [Fact]
    public void Application_RefersTo_NoEngineAndNoWriter() =>
        Assert.Empty(ProductAssembly.Breaches("ProblemSolving.Application", [.. s_engines, .. s_writers]));

    [Fact]
    public void Web_RefersTo_NoProjectButApplicationAndDomain() =>
        Assert.Empty(ProductAssembly.Breaches("ProblemSolving.Web", Product).Except(["ProblemSolving.Application", "ProblemSolving.Domain"]));

    [Fact]
    public void Web_RefersTo_NoStorageEngineOrWriter() =>
        Assert.Empty(ProductAssembly.Breaches("ProblemSolving.Web", [.. s_storage, .. s_engines, .. s_writers]));

    [Fact]
    public void Analysis_RefersTo_NoStorageAndNoWriter() =>
        Assert.Empty(ProductAssembly.Breaches("ProblemSolving.Analysis", [.. s_storage, .. s_writers]));

    [Fact]
    public void Documents_RefersTo_NoStorageAndNoEngine() =>
        Assert.Empty(ProductAssembly.Breaches("ProblemSolving.Documents", [.. s_storage, .. s_engines]));

    // The controls: the same question finds what is there.
    [Fact]
    public void Control_Data_RefersToEfCore() => Assert.NotEmpty(ProductAssembly.Breaches("ProblemSolving.Data", s_storage));

    [Fact]
    public void Control_Documents_RefersToItsWriter() => Assert.NotEmpty(ProductAssembly.Breaches("ProblemSolving.Documents", s_writers));

    [Fact]
    public void Control_Documents_RefersToDomain() => Assert.NotEmpty(ProductAssembly.Breaches("ProblemSolving.Documents", Product));
}
