using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Access;

/// <summary>
/// Commands that name a row instead of a project are asked with rows that are there: a made-up id is refused by everybody, and says
/// nothing about who may.
/// </summary>
public sealed class RealRowAccessTests : IAsyncLifetime
{
    // What whoever may see the project may look at; everything else by a row is for those who may write.
    private static readonly string[] ForViewers =
    [
        "FaultListService.OpenAsync", "DatasetUsageService.GetAsync", "DatasetService.PreviewAsync", "DatasetService.GetAsync", "DatasetService.CountRepeatsAsync", "DatasetService.ReadyBesideAsync",
        "DataLookService.ValuesAsync", "DataLookService.DemandValueAsync", "ReviewService.TurnsAsync", "ReviewService.DriftAsync", "ReviewService.OpenAsync", "SeatService.LostAsync",
        "AnalysisService.GetAsync", "RunWordsService.ReadAsync", "AnswerListService.OpenAsync", "PilotService.ForecastAsync",
    ];

    private readonly Dictionary<string, List<Guid>> _rows = [];
    private TestApp _app = null!;
    private Project _project = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        await _app.StartJobsAsync();
        (_project, var analyst, var manager) = await _app.AddReadyProjectAsync();
        var reviews = _app.Get<ReviewService>();
        var revised = await reviews.SubmitAsync(analyst, _project.Id, Gate.Effects, null, Token);
        await reviews.DecideAsync(manager, revised, new GateAnswer(GateDecision.Revise, "one number", Remarks: [new RemarkInput(SheetKind.Define, null, nameof(DefineSheet.DamageAmount), "gross or net?")]), Token);
        var remark = Assert.Single((await reviews.OpenAsync(analyst, revised, Token)).Remarks);
        await _app.AmendAsync(_project, analyst);
        var version = await _app.ImportTextAsync(analyst, _project.Id, "customer,date,amount\nkim,2026-01-01,10\nlee,2026-01-02,20\nkim,2026-03-01,5\n");
        var upload = await _app.Get<UploadService>().OpenAsync(analyst, _project.Id, null, "more.csv", 10, "1", Token);
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        var dataset = (await db.DatasetVersions.SingleAsync(v => v.Id == version, Token)).DatasetId;
        var run = new AnalysisRun { Id = Guid.CreateVersion7(), ProjectId = _project.Id, DatasetVersionId = version, AuthorId = analyst.UserId };
        var pilot = new Pilot { Id = Guid.CreateVersion7(), ProjectId = _project.Id, Name = "round", CreatedById = analyst.UserId };
        var schedule = new OperateSchedule { Id = Guid.CreateVersion7(), ProjectId = _project.Id, Name = "weekly", DatasetId = dataset, ModelRunId = run.Id, CreatedById = analyst.UserId };
        var delivery = new OperateRun { Id = Guid.CreateVersion7(), ProjectId = _project.Id, ScheduleId = schedule.Id };
        var spending = new Spending { Id = Guid.CreateVersion7(), ProjectId = _project.Id, What = "coupons", Amount = 10, AuthorId = analyst.UserId, Day = new DateOnly(2026, 11, 1) };
        db.AddRange(run, pilot, schedule, delivery, spending);
        await db.SaveChangesAsync(Token);
        var asked = await reviews.SubmitAsync(analyst, _project.Id, Gate.Effects, null, Token);
        _rows["versionId"] = [version];
        _rows["datasetId"] = [dataset];
        _rows["uploadId"] = [upload.Id];
        _rows["runId"] = [run.Id, delivery.Id];
        _rows["pilotId"] = [pilot.Id];
        _rows["scheduleId"] = [schedule.Id];
        _rows["spendingId"] = [spending.Id];
        _rows["remarkId"] = [remark.Id];
        _rows["reviewId"] = [asked, revised];
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task EveryCommandByARow_ForAnAccountOutsideTheProject_IsDenied()
    {
        var stranger = await _app.AddUserAsync("stranger", SystemRole.Analyst, SystemRole.Manager);
        Assert.Empty(await LetInAsync(stranger));
    }

    [Fact]
    public async Task EveryCommandByARow_ForAViewer_IsDeniedUnlessItOnlyLooks()
    {
        var viewer = await _app.AddUserAsync("viewer", SystemRole.Analyst, SystemRole.Manager);
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
        {
            db.Members.Add(new ProjectMember { ProjectId = _project.Id, UserId = viewer.UserId, Role = ProjectRole.Viewer });
            await db.SaveChangesAsync(Token);
        }

        Assert.Equal(ForViewers.Order(), (await LetInAsync(viewer)).Order());
    }

    private async Task<List<string>> LetInAsync(Actor actor)
    {
        var open = new List<string>();
        foreach (var method in AccessProbe.CommandsBy(n => n is not ("projectId" or "userId" or "delegateId")))
        {
            foreach (var id in _rows[method.GetParameters()[1].Name!])
            {
                if (await AccessProbe.IsDeniedAsync(_app, method, actor, id))
                    continue;
                open.Add(AccessProbe.Name(method));
                break;
            }
        }

        return open;
    }
}
