using System.Text;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Operate;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Jobs;

/// <summary>No job runner here: what is queued stays queued.</summary>
public sealed class JobServiceTests : IAsyncLifetime
{
    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;
    private Actor _viewer;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        (_project, _analyst, _) = await _app.AddProjectAsync();
        _viewer = await _app.AddUserAsync("viewer", SystemRole.Analyst);
        await _app.Get<ProjectService>().SetMemberAsync(_analyst, _project.Id, _viewer.UserId, ProjectRole.Viewer, Token);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Running_AnImportAndADelivery_StandBesideAnalyses()
    {
        var datasets = _app.Get<DatasetService>();
        using var log = new MemoryStream(Encoding.UTF8.GetBytes("customer,date,amount\na,2026-01-01,10\nb,2026-01-02,20\n"));
        var version = await datasets.UploadAsync(_analyst, _project.Id, null, "log.csv", log, Token);
        var preview = await datasets.PreviewAsync(_analyst, version, FileFormatChoice.Detect, [], Token);
        await datasets.ImportAsync(_analyst, version, preview.ToPlan(), PurchaseRules.Usual, Token);
        await AddRunAsync(RunState.Queued, version);

        var jobs = await _app.Get<JobService>().RunningAsync(_analyst, Token);

        Assert.Equal([(WorkKind.Import, "log.csv", true), (WorkKind.OperateRun, "Weekly", false)], jobs.Select(j => (j.Kind, j.Subject, j.CanStop)));
        Assert.All(jobs, j => Assert.Equal(_project.Key, j.ProjectKey));
        Assert.All(await _app.Get<JobService>().RunningAsync(_viewer, Token), j => Assert.False(j.CanStop));
        Assert.Empty(await _app.Get<JobService>().RunningAsync(await _app.AddUserAsync("stranger", SystemRole.Analyst), Token));
    }

    [Fact]
    public async Task Failed_ForAViewer_IsShownButNotTheirsToAcknowledge()
    {
        using var log = new MemoryStream(Encoding.UTF8.GetBytes("customer,date\na,2026-01-01\n"));
        await AddRunAsync(RunState.Failed, await _app.Get<DatasetService>().UploadAsync(_analyst, _project.Id, null, "log.csv", log, Token));
        var schedules = _app.Get<ScheduleService>();
        Assert.True(Assert.Single(await schedules.FailedAsync(_analyst, Token)).MayAcknowledge);
        Assert.False(Assert.Single(await schedules.FailedAsync(_viewer, Token)).MayAcknowledge);
    }

    private async Task AddRunAsync(RunState state, Guid version)
    {
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        var dataset = (await db.DatasetVersions.FindAsync([version], Token))!.DatasetId;
        var schedule = new OperateSchedule { Id = Guid.NewGuid(), ProjectId = _project.Id, Name = "Weekly", Salt = "salt", DatasetId = dataset, CreatedById = _analyst.UserId };
        db.Schedules.Add(schedule);
        db.OperateRuns.Add(new OperateRun { Id = Guid.NewGuid(), ProjectId = _project.Id, ScheduleId = schedule.Id, SlotUtc = new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc), State = state });
        await db.SaveChangesAsync(Token);
    }
}
