using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Jobs;

/// <summary>What the program finds of its own when it starts again.</summary>
public sealed class StopAndStartTests : IAsyncLifetime
{
    private const string Log = "customer,date,amount\nc1,2026-01-01,10\nc2,2026-01-02,20\n";

    private TestApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Root => _app.Get<DataDirectory>().Root;

    private DatasetService Datasets => _app.Get<DatasetService>();

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Import_CutOffByAStop_IsTakenUpAtTheNextStart()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var version = await AcceptedAsync(analyst, project.Id);
        // As a kill leaves it: half a table, a progress, and a queue that has lost it.
        await File.WriteAllTextAsync(Path.Combine(_app.Get<DataDirectory>().DatasetVersion(version), ".table.parquet.0123.tmp"), "half", Token);
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
            await db.DatasetVersions.Where(v => v.Id == version).ExecuteUpdateAsync(s => s.SetProperty(v => v.Progress, 0.4).SetProperty(v => v.StageKey, "stage.import.read"), Token);
        await ForgetAsync(version);

        await _app.StartJobsAsync();
        await RunSweepAsync(TimeProvider.System);
        var ended = await EndAsync(analyst, version);
        Assert.Equal((DatasetState.Ready, 2L, 1.0, ""), (ended.State, ended.RowCount, ended.Progress, ended.StageKey));
        Assert.Equal(["original", "table.parquet"], Directory.GetFiles(_app.Get<DataDirectory>().DatasetVersion(version)).Select(Path.GetFileName).Order());
    }

    [Fact]   // what cannot be cleaned is no reason to forget work
    public async Task Import_LostWhereAFolderCannotBeCleaned_IsTakenUpAllTheSame()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var version = await AcceptedAsync(analyst, project.Id);
        await ForgetAsync(version);
        var uploads = _app.Get<DataDirectory>().Uploads;
        Directory.Delete(uploads, recursive: true);
        await RunSweepAsync(TimeProvider.System);
        Directory.CreateDirectory(uploads);
        await _app.StartJobsAsync();
        Assert.Equal(DatasetState.Ready, (await EndAsync(analyst, version)).State);
    }

    [Fact]
    public async Task Import_CancelWantedBeforeTheStop_WaitsForItsPreviewAgain()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var version = await AcceptedAsync(analyst, project.Id);
        await Datasets.CancelImportAsync(analyst, version, Token);
        await ForgetAsync(version);

        await _app.StartJobsAsync();
        await RunSweepAsync(TimeProvider.System);
        var ended = await EndAsync(analyst, version);
        Assert.Equal((DatasetState.Uploaded, false), (ended.State, ended.CancelRequested));
        Assert.Equal(["original"], Directory.GetFiles(_app.Get<DataDirectory>().DatasetVersion(version)).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Import_TheProgramStopsInTheMiddle_StaysUnfinishedForTheNextStart()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var version = await AcceptedAsync(analyst, project.Id);
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _app.Services.GetRequiredKeyedService<IWork>(WorkKind.Import).RunAsync(version, stopping.Token));
        Assert.Equal(DatasetState.Importing, (await Datasets.GetAsync(analyst, version, Token)).Version.State);
        Assert.Equal(["original"], Directory.GetFiles(_app.Get<DataDirectory>().DatasetVersion(version)).Select(Path.GetFileName));
    }

    [Fact]
    public async Task CutUploads_OlderThanADay_AreRemovedAndFinishedOnesKept()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var version = await Datasets.UploadAsync(analyst, project.Id, null, "log.csv", new MemoryStream(Encoding.UTF8.GetBytes(Log)), Token);
        var kept = _app.Get<DataDirectory>().DatasetVersion(version);
        var cut = _app.Get<DataDirectory>().DatasetVersion(Guid.NewGuid());
        Directory.CreateDirectory(cut);
        await File.WriteAllTextAsync(Path.Combine(cut, "original"), "customer,da", Token);

        await RunSweepAsync(TimeProvider.System);
        Assert.True(Directory.Exists(cut));   // it may be on its way

        await RunSweepAsync(new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(2)));
        Assert.False(Directory.Exists(cut));
        Assert.Equal(Log, await File.ReadAllTextAsync(Path.Combine(kept, "original"), Token));
    }

    [Fact]
    public async Task PartsOfFiles_AreRemovedEverywhereAndWholeFilesKept()
    {
        string[] folders = ["datasets/a", "runs/b", "pilots/c", "outbox/d"];
        foreach (var folder in folders.Select(f => Path.Combine(Root, f)))
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, ".whole.csv.0123.tmp"), "half", Token);
            await File.WriteAllTextAsync(Path.Combine(folder, "whole.csv"), "whole", Token);
        }

        await RunSweepAsync(TimeProvider.System);
        Assert.All(folders, f => Assert.Equal(["whole.csv"], Directory.GetFiles(Path.Combine(Root, f)).Select(Path.GetFileName)));
    }

    [Fact]
    public async Task Delete_TheOnlyVersionOfAScheduledDataset_IsRefusedAndLeavesIt()
    {
        await _app.StartJobsAsync();
        var (project, analyst, _) = await _app.AddProjectAsync();
        var version = await _app.ImportTextAsync(analyst, project.Id, Log);
        var dataset = (await Datasets.GetAsync(analyst, version, Token)).Version.DatasetId;
        var schedule = new OperateSchedule { Id = Guid.CreateVersion7(), ProjectId = project.Id, Name = "weekly", DatasetId = dataset };
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
        {
            db.Schedules.Add(schedule);
            await db.SaveChangesAsync(Token);
        }

        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Datasets.DeleteAsync(analyst, version, Token));
        Assert.Equal(("dataset.scheduled", "purchases.csv"), (rule.Code, rule.Arguments[0]));
        Assert.True(Application.Texts.TextCatalog.Default.Has("rule." + rule.Code));
        Assert.True(File.Exists(Path.Combine(_app.Get<DataDirectory>().DatasetVersion(version), "table.parquet")));

        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
            await db.Schedules.Where(s => s.Id == schedule.Id).ExecuteDeleteAsync(Token);
        await Datasets.DeleteAsync(analyst, version, Token);
        Assert.False(Directory.Exists(_app.Get<DataDirectory>().DatasetVersion(version)));
    }

    [Fact]
    public async Task Original_WithNames_IsGoneAfterTheImportAndAfterAKillBeforeItsDeletion()
    {
        await _app.StartJobsAsync();
        var (project, analyst, _) = await _app.AddProjectAsync();
        var open = await _app.ImportTextAsync(analyst, project.Id, Log);
        var originals = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var version = await Datasets.UploadAsync(analyst, project.Id, null, "log.csv", new MemoryStream(Encoding.UTF8.GetBytes(Log)), Token);
            originals.Add(Original(version));
            var plan = (await Datasets.PreviewAsync(analyst, version, FileFormatChoice.Detect, [], Token)).ToPlan();
            await Datasets.ImportAsync(analyst, version, plan with { Columns = [.. plan.Columns.Select(c => c with { Pseudonymised = c.Role == ColumnRole.Customer })] }, PurchaseRules.Usual, Token);
            Assert.Equal(DatasetState.Ready, (await EndAsync(analyst, version)).State);
            await TestApp.UntilAsync(() => Task.FromResult(!File.Exists(originals[^1])));
        }

        // as a kill leaves one of them, beside one that cannot be deleted
        Directory.CreateDirectory(originals[0]);
        await File.WriteAllTextAsync(originals[1], Log, Token);
        await RunSweepAsync(TimeProvider.System);
        Assert.Equal((true, false), (Path.Exists(originals[0]), Path.Exists(originals[1])));

        Directory.Delete(originals[0]);
        await File.WriteAllTextAsync(originals[0], Log, Token);
        await RunSweepAsync(TimeProvider.System);
        Assert.False(Path.Exists(originals[0]));
        Assert.True(File.Exists(Original(open)));

        string Original(Guid version) => Path.Combine(_app.Get<DataDirectory>().DatasetVersion(version), "original");
    }

    private async Task<Guid> AcceptedAsync(Actor analyst, Guid projectId)
    {
        var version = await Datasets.UploadAsync(analyst, projectId, null, "log.csv", new MemoryStream(Encoding.UTF8.GetBytes(Log)), Token);
        var plan = (await Datasets.PreviewAsync(analyst, version, FileFormatChoice.Detect, [], Token)).ToPlan();
        await Datasets.ImportAsync(analyst, version, plan, PurchaseRules.Usual, Token);
        return version;
    }

    private async Task ForgetAsync(Guid version)
    {
        var scheduler = await _app.Get<Quartz.ISchedulerFactory>().GetScheduler(Token);
        Assert.True(await scheduler.DeleteJob(new Quartz.JobKey(version.ToString("N"), nameof(WorkKind.Import)), Token));
    }

    private async Task<DatasetVersion> EndAsync(Actor analyst, Guid version)
    {
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(analyst, version, Token)).Version.State != DatasetState.Importing);
        return (await Datasets.GetAsync(analyst, version, Token)).Version;
    }

    private async Task RunSweepAsync(TimeProvider time)
    {
        var type = typeof(WorkQueue).Assembly.GetType("ProblemSolving.Application.Jobs.StartSweep", throwOnError: true)!;
        var sweep = (BackgroundService)ActivatorUtilities.CreateInstance(_app.Services, type, time);
        await sweep.StartAsync(Token);
        await sweep.ExecuteTask!;
    }

}
