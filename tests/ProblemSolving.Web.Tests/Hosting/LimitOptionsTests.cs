using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Web.Hosting;

namespace ProblemSolving.Web.Tests.Hosting;

/// <summary>How much datasets may take is set like every other setting, and a wrong value stops the start.</summary>
public sealed class LimitOptionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ps-limits-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Limits_AsSet_AreThoseInForce()
    {
        await using var app = WebHost.Build([Data, Name, "--ProblemSolving:Limits:TotalMegabytes=7", "--ProblemSolving:Limits:SpillMegabytes=9", "--ProblemSolving:Limits:DiskMarginMegabytes=0"], quiet: true);
        var limits = app.Services.GetRequiredService<DatasetLimits>();
        Assert.Equal(DatasetLimits.Default with { TotalBytes = 7 << 20, SpillBytes = 9 << 20, DiskMarginBytes = 0 }, limits);
    }

    [Fact]
    public async Task Limits_NotSet_AreTheDefaults()
    {
        await using var app = WebHost.Build([Data, Name], quiet: true);
        Assert.Equal(DatasetLimits.Default, app.Services.GetRequiredService<DatasetLimits>());
    }

    [Fact]
    public void Limits_ThatMakeNoSense_StopTheStartWithKeyAndValue()
    {
        var stop = Assert.Throws<OptionsValidationException>(() => WebHost.Build([Data, Name, "--ProblemSolving:Limits:FileMegabytes=0", "--ProblemSolving:Limits:UploadsPerUser=-1"], quiet: true));
        Assert.Equal(2, stop.Failures.Count());
        Assert.Contains(stop.Failures, f => f.Contains("ProblemSolving:Limits:FileMegabytes", StringComparison.Ordinal) && f.EndsWith("was 0.", StringComparison.Ordinal));
        Assert.Contains(stop.Failures, f => f.Contains("ProblemSolving:Limits:UploadsPerUser", StringComparison.Ordinal) && f.EndsWith("was -1.", StringComparison.Ordinal));
    }

    private const string Name = "--applicationName=ProblemSolving.Web";

    private string Data => "--ProblemSolving:DataDirectory=" + _folder;
}
