using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Jobs;

public sealed class StartSweepTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_AfterAStopInTheMiddle_CleansScratchAndQueuesLostWork()
    {
        await using var app = await TestApp.StartAsync();
        await app.StartJobsAsync();
        var (project, analyst, _) = await app.AddGoProjectAsync();
        var version = await app.ImportLogAsync(analyst, project.Id, Scenarios.SmallLog);
        var temp = app.Get<DataDirectory>().Temp;
        Directory.CreateDirectory(Path.Combine(temp, "duck-1"));
        await File.WriteAllTextAsync(Path.Combine(temp, "duck-1", "spill"), "x", Token);
        await File.WriteAllTextAsync(Path.Combine(temp, "import-1.csv"), "x", Token);
        await File.WriteAllTextAsync(Path.Combine(temp, "keep.txt"), "x", Token);
        var lost = new AnalysisRun { Id = Guid.NewGuid(), ProjectId = project.Id, DatasetVersionId = version, Kind = AnalysisKind.Explore, ParametersJson = ResultJson.Write(RepurchaseParameters.Default), State = RunState.Running, AuthorId = analyst.UserId, QueuedAtUtc = TimeProvider.System.GetUtcNow().UtcDateTime };
        await using (var db = await app.Contexts.CreateDbContextAsync(Token))
        {
            db.Runs.Add(lost);
            await db.SaveChangesAsync(Token);
        }

        var sweep = (IHostedService)ActivatorUtilities.CreateInstance(app.Services, typeof(WorkQueue).Assembly.GetType("ProblemSolving.Application.Jobs.StartSweep", throwOnError: true)!);
        await sweep.StartAsync(Token);

        Assert.Equal(["keep.txt"], Directory.EnumerateFileSystemEntries(temp).Select(Path.GetFileName).Where(n => !n!.StartsWith("duck-", StringComparison.Ordinal) || n == "duck-1"));
        await TestApp.UntilAsync(async () =>
        {
            await using var db = await app.Contexts.CreateDbContextAsync(Token);
            return await db.Runs.AnyAsync(r => r.Id == lost.Id && r.State == RunState.Succeeded, Token);
        });
        await sweep.StopAsync(Token);
    }
}
