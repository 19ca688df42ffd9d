using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Jobs;

/// <summary>A progress that could not be written costs nothing but itself.</summary>
public sealed class ProgressFaultTests : JobTests
{
    private const string Progress = "SET \"StageKey\"";

    private readonly RefusingDatabase _database = new();
    private readonly LogSink _log = new();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await App.StartJobsAsync();
    }

    public override ValueTask DisposeAsync()
    {
        _log.Dispose();
        return base.DisposeAsync();
    }

    protected override Task<TestApp> StartAsync() => TestApp.StartAsync(more: services =>
    {
        _database.Join(services);
        services.AddLogging(l => l.AddProvider(_log));
    });

    [Fact]
    public async Task Import_AfterAFailedProgress_IsKept_AndShowsThoseThatFollow()
    {
        var (analyst, version, door) = await ImportAtTheDoorAsync();
        using (door)
            await TestApp.UntilAsync(async () => (await GetAsync(version)).StageKey.Length > 0, 20);

        Assert.Equal(DatasetState.Ready, (await EndAsync(analyst, version)).State);
        var line = Assert.Single(_log.Lines, l => l.Text.StartsWith("A progress", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, line.Level);
    }

    [Fact]   // the request stands in the row: the machine that runs the import is another one
    public async Task Import_AfterAFailedProgress_CanBeCancelledFromAnotherMachine()
    {
        var (analyst, version, door) = await ImportAtTheDoorAsync();
        using (door)
        {
            await using (var db = await App.Contexts.CreateDbContextAsync(Token))
                await db.DatasetVersions.Where(v => v.Id == version).ExecuteUpdateAsync(s => s.SetProperty(v => v.CancelRequested, true), Token);
            Assert.Equal(DatasetState.Uploaded, (await EndAsync(analyst, version)).State);
        }
    }

    // The import waits at the door of the store and goes on telling its progress, which the database refused twice.
    private async Task<(Actor Analyst, Guid Version, IDisposable Door)> ImportAtTheDoorAsync()
    {
        var (analyst, version, import) = await UploadAsync();
        var door = await App.Get<StorageDoor>().EnterAsync(Token);
        _database.Refuse(Progress, times: 2);
        await import();
        await TestApp.UntilAsync(() => Task.FromResult(_database.Refused == 2), 20);
        return (analyst, version, door);
    }

    private async Task<DatasetVersion> GetAsync(Guid version)
    {
        await using var db = await App.Contexts.CreateDbContextAsync(Token);
        return await db.DatasetVersions.AsNoTracking().SingleAsync(v => v.Id == version, Token);
    }

    private async Task<DatasetVersion> EndAsync(Actor analyst, Guid version)
    {
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(analyst, version, Token)).Version.State != DatasetState.Importing, 30);
        return await GetAsync(version);
    }
}
