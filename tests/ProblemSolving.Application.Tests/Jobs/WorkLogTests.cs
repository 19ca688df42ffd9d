using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Jobs;

/// <summary>What a piece of work that failed leaves in the log.</summary>
public sealed class WorkLogTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]   // kind and place stood in the line, and of a fault the log writes both by itself
    public async Task Run_ThatFailsUnexpectedly_LeavesItsFaultToTheLog()
    {
        var log = new LogSink();
        await using var app = await TestApp.StartAsync(more: s => s.AddLogging(l => l.AddProvider(log)));
        await app.StartJobsAsync();
        var (project, analyst, _) = await app.AddProjectAsync();
        var version = await app.ImportTextAsync(analyst, project.Id, "customer,date,amount\nkim,2026-01-01,10\nlee,2026-01-02,20\nkim,2026-03-01,5\n");
        foreach (var table in Directory.GetFiles(app.Get<DataDirectory>().DatasetVersion(version), "*.parquet"))
            await File.WriteAllTextAsync(table, "no table", Token);
        var run = await app.Get<AnalysisService>().ExploreAsync(analyst, version, RepurchaseParameters.Default, Token);
        await TestApp.UntilAsync(async () => (await app.Get<AnalysisService>().GetAsync(analyst, run, Token)).Run.State == RunState.Failed);
        var line = Assert.Single(log.Lines, l => l.Level == LogLevel.Error && l.Text.Contains(run.ToString(), StringComparison.Ordinal)).Text;
        Assert.StartsWith($"Analysis run {run} failed", line, StringComparison.Ordinal);
        Assert.DoesNotContain("failed:", line, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(line, "Calculate\\("));   // its place in the stack, once
    }
}
