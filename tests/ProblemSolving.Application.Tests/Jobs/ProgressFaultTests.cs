using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Jobs;

/// <summary>A progress that could not be written costs nothing but itself.</summary>
public sealed class ProgressFaultTests : IAsyncLifetime
{
    private const string Progress = "SET \"StageKey\"";
    private const string Log = "customer,date,amount\nc1,2026-01-01,10\nc2,2026-01-02,20\n";

    private readonly RefusingDatabase _database = new();
    private readonly LogSink _log = new();
    private TestApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DatasetService Datasets => _app.Get<DatasetService>();

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync(more: services =>
        {
            _database.Join(services);
            services.AddLogging(l => l.AddProvider(_log));
        });
        await _app.StartJobsAsync();
    }

    public ValueTask DisposeAsync()
    {
        _log.Dispose();
        return _app.DisposeAsync();
    }

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
            await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
                await db.DatasetVersions.Where(v => v.Id == version).ExecuteUpdateAsync(s => s.SetProperty(v => v.CancelRequested, true), Token);
            Assert.Equal(DatasetState.Uploaded, (await EndAsync(analyst, version)).State);
        }
    }

    // The import waits at the door of the store and goes on telling its progress, which the database refused twice.
    private async Task<(Actor Analyst, Guid Version, IDisposable Door)> ImportAtTheDoorAsync()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var version = await Datasets.UploadAsync(analyst, project.Id, null, "log.csv", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Log)), Token);
        var plan = (await Datasets.PreviewAsync(analyst, version, FileFormatChoice.Detect, [], Token)).ToPlan();
        var door = await _app.Get<StorageDoor>().EnterAsync(Token);
        _database.Refuse(Progress, times: 2);
        await Datasets.ImportAsync(analyst, version, plan, PurchaseRules.Usual, Token);
        await TestApp.UntilAsync(() => Task.FromResult(_database.Refused == 2), 20);
        return (analyst, version, door);
    }

    private async Task<DatasetVersion> GetAsync(Guid version)
    {
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        return await db.DatasetVersions.AsNoTracking().SingleAsync(v => v.Id == version, Token);
    }

    private async Task<DatasetVersion> EndAsync(Actor analyst, Guid version)
    {
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(analyst, version, Token)).Version.State != DatasetState.Importing, 30);
        return await GetAsync(version);
    }
}
