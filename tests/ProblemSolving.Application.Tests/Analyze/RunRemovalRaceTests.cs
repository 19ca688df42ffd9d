using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Define;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Operate;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Application.Texts;
using ProblemSolving.Data.Operate;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Analyze;

/// <summary>A run that is removed in the moment in which something is made to rest on it: either that stands and the run stays, or the run is gone and that is refused.</summary>
public abstract class RunRemovalRaceTests(string? postgres) : IAsyncLifetime
{
    private const string Figure = "survival";

    private readonly Meddler _meddler = new();
    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;
    private Guid _version;
    private Guid _dataset;

    public static TheoryData<string> Users => ["evidence", "finding", "pilot", "draft", "schedule", "slot", "packet"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RunRemovalService Removal => _app.Get<RunRemovalService>();

    public virtual async ValueTask InitializeAsync()
    {
        if (postgres is null)
        {
            (_app, (_project, _analyst, _version, _dataset)) = await TestApp.StartPreparedAsync("runs", PrepareAsync, _meddler.Join);
            return;
        }

        _app = await TestApp.StartAsync(postgresServer: postgres, more: _meddler.Join);
        await _app.StartJobsAsync();
        (_project, _analyst, _version, _dataset) = await PrepareAsync(_app);
    }

    private static async Task<(Project Project, Actor Analyst, Guid Version, Guid Dataset)> PrepareAsync(TestApp app)
    {
        var (project, analyst, _) = await app.AddGoProjectAsync();
        var version = await app.ImportTextAsync(analyst, project.Id, "customer,date,amount\nc1,2026-01-01,10\nc2,2026-01-02,20\nc1,2026-02-02,20\n");
        return (project, analyst, version, (await app.Get<DatasetService>().GetAsync(analyst, version, Token)).Version.DatasetId);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task RemovedFirst_UseInTheSameMomentIsRefused(string user)
    {
        var run = await RunAsync();
        var use = await UseAsync(user, run);
        Task? using_ = null;
        _meddler.BeforeSaving(() => Task.WhenAny(using_ = Task.Run(use, Token), Task.Delay(700, Token)));
        var removal = await Record.ExceptionAsync(() => Removal.RemoveAsync(_analyst, run, Token));
        await OneOfBothAsync(user, run, removal, await Record.ExceptionAsync(() => using_!));
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task UsedFirst_RemovalInTheSameMomentIsRefused(string user)
    {
        var run = await RunAsync();
        var use = await UseAsync(user, run);
        Task? removing = null;
        _meddler.BeforeSaving(() => Task.WhenAny(removing = Task.Run(() => Removal.RemoveAsync(_analyst, run, Token), Token), Task.Delay(700, Token)));
        var used = await Record.ExceptionAsync(use);
        await OneOfBothAsync(user, run, await Record.ExceptionAsync(() => removing!), used);
    }

    private async Task OneOfBothAsync(string user, Guid run, Exception? removal, Exception? use)
    {
        foreach (var refusal in new[] { removal, use }.OfType<Exception>())
            Assert.True(TextCatalog.Default.Has("rule." + Assert.IsType<DomainRuleException>(refusal).Code));
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        var stays = await db.Runs.AnyAsync(r => r.Id == run, Token);
        var rests = await db.EvidencePins.AnyAsync(p => p.RunId == run, Token) || await db.PinnedFindings.AnyAsync(f => f.RunId == run, Token)
            || await db.Pilots.AnyAsync(p => p.ModelRunId == run, Token) || await db.Schedules.AnyAsync(s => s.ModelRunId == run, Token)
            || await db.OperateRuns.AnyAsync(o => o.ModelRunId == run, Token) || await db.Reviews.AnyAsync(r => r.PacketJson.Contains(run.ToString("D")), Token);
        Assert.Equal((stays, stays), (rests, removal is not null));
        Assert.Equal(stays || user is "draft" or "packet", use is null);   // a new draft or a question whose run went away is there without it
    }

    [Fact]
    public async Task Slot_ThatScores_HoldsItsModelThoughTheScheduleMovedOn()
    {
        var (model, other) = (await RunAsync(), await RunAsync());
        var schedule = await _app.Get<ScheduleService>().SaveAsync(_analyst, _project.Id, null, Input(model), Token);
        var slot = await SlotAsync(schedule);
        var refusals = new List<Exception?>();
        EachTimeBeforeReading("DatasetVersions", async () =>
        {
            await ChooseAsync(schedule, other);
            await using var db = await _app.Contexts.CreateDbContextAsync(Token);
            if (await db.OperateRuns.AnyAsync(o => o.Id == slot && o.ModelRunId == model, Token))
                refusals.Add(await Record.ExceptionAsync(() => Removal.DemandRemovableAsync(_analyst, model, Token)));
        });
        await WorkAsync(slot);
        _meddler.BeforeSaving(() => Task.CompletedTask);

        Assert.Equal("run.remove.schedule", Assert.IsType<DomainRuleException>(Assert.Single(refusals)).Code);
        await using var after = await _app.Contexts.CreateDbContextAsync(Token);
        var ended = await after.OperateRuns.SingleAsync(o => o.Id == slot, Token);
        Assert.Equal((RunState.Failed, null), (ended.State, ended.ModelRunId));   // the model of this test has no file to score with
        await Removal.RemoveAsync(_analyst, model, Token);
    }

    [Fact]
    public async Task Slot_WhoseScheduleGetsAnotherModelWhileOneIsTrainedAnew_ScoresWithTheChosenOne()
    {
        var (old, chosen) = (await RunAsync(), await RunAsync());
        var newer = await RunAsync();
        var schedule = await _app.Get<ScheduleService>().SaveAsync(_analyst, _project.Id, null, Input(old) with { RefreshEveryDays = 1 }, Token);
        await OutdateAsync(old, newer);
        var slot = await SlotAsync(schedule);
        var used = new List<Guid>();
        EachTimeBeforeReading("DatasetVersions", async () =>
        {
            await ChooseAsync(schedule, chosen);
            await using var db = await _app.Contexts.CreateDbContextAsync(Token);
            if (await db.OperateRuns.Where(o => o.Id == slot).Select(o => o.ModelRunId).SingleAsync(Token) is { } model)
                used.Add(model);
        });
        await WorkAsync(slot);
        _meddler.BeforeSaving(() => Task.CompletedTask);

        Assert.Equal(chosen, Assert.Single(used));
        await using var after = await _app.Contexts.CreateDbContextAsync(Token);
        var note = (await after.OperateRuns.SingleAsync(o => o.Id == slot, Token)).NoteKey;
        Assert.Equal(("operate.note.refresh-overtaken", true), (note, TextCatalog.Default.Has(note)));
        Assert.Equal(chosen, (await after.Schedules.SingleAsync(s => s.Id == schedule, Token)).ModelRunId);
    }

    [Fact]   // no model is a choice too
    public async Task Slot_WhoseScheduleGivesItsModelUpWhileOneIsTrainedAnew_RanksWithNone()
    {
        var (old, newer) = (await RunAsync(), await RunAsync());
        var schedule = await _app.Get<ScheduleService>().SaveAsync(_analyst, _project.Id, null, Input(old) with { RefreshEveryDays = 1, TargetShare = 1, HoldoutShare = 0 }, Token);
        await OutdateAsync(old, newer);
        var slot = await SlotAsync(schedule);
        EachTimeBeforeReading("DatasetVersions", () => ChooseAsync(schedule, null));
        await WorkAsync(slot);
        _meddler.BeforeSaving(() => Task.CompletedTask);

        await using var after = await _app.Contexts.CreateDbContextAsync(Token);
        var run = await after.OperateRuns.SingleAsync(o => o.Id == slot, Token);
        Assert.Equal((RunState.Succeeded, null, null, "operate.note.refresh-overtaken"), (run.State, run.ErrorCode, run.ModelRunId, run.NoteKey));
    }

    [Fact]   // cut off once, and the schedule has no model any more
    public async Task Slot_TakenUpAgainWithoutAModel_KeepsNoneOfTheAttemptBefore()
    {
        var model = await RunAsync();
        var schedule = await _app.Get<ScheduleService>().SaveAsync(_analyst, _project.Id, null, Input(model) with { TargetShare = 1, HoldoutShare = 0 }, Token);
        var slot = await SlotAsync(schedule);
        await TakeModelAsync(slot, model);
        await ChooseAsync(schedule, null);
        await WorkAsync(slot);

        await using var after = await _app.Contexts.CreateDbContextAsync(Token);
        var run = await after.OperateRuns.SingleAsync(o => o.Id == slot, Token);
        Assert.Equal((RunState.Succeeded, null), (run.State, run.ModelRunId));
        await Removal.RemoveAsync(_analyst, model, Token);
    }

    private void EachTimeBeforeReading(string table, Func<Task> meddle) => _meddler.BeforeReading(table, async () =>
    {
        await meddle();
        EachTimeBeforeReading(table, meddle);
    });

    // A model long due to be trained anew, and one that was, on the newest data.
    private async Task OutdateAsync(Guid old, Guid newer)
    {
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        var sha = (await db.DatasetVersions.SingleAsync(v => v.Id == _version, Token)).ContentSha256;
        await db.Runs.Where(r => r.Id == old).ExecuteUpdateAsync(s => s.SetProperty(r => r.FinishedAtUtc, DateTime.UnixEpoch), Token);
        await db.Runs.Where(r => r.Id == newer).ExecuteUpdateAsync(s => s.SetProperty(r => r.DataSha256, sha), Token);
    }

    private async Task ChooseAsync(Guid schedule, Guid? model)
    {
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        await db.Schedules.Where(s => s.Id == schedule).ExecuteUpdateAsync(s => s.SetProperty(x => x.ModelRunId, model), Token);
    }

    private async Task<Guid> SlotAsync(Guid schedule)
    {
        var slot = new OperateRun { Id = Guid.CreateVersion7(), ProjectId = _project.Id, ScheduleId = schedule, SlotUtc = DateTime.UnixEpoch, IsManual = true };
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        db.OperateRuns.Add(slot);
        await db.SaveChangesAsync(Token);
        return slot.Id;
    }

    private Task WorkAsync(Guid slot) => _app.Get<IServiceProvider>().GetRequiredKeyedService<IWork>(WorkKind.OperateRun).RunAsync(slot, Token);

    private ScheduleInput Input(Guid model) =>
        new("Weekly list", ScheduleFrequency.Daily, DayOfWeek.Monday, 1, new TimeOnly(6, 0), _dataset, model, 0.2, 0.25, null, "Call the analyst.", "Analyst");

    // What is prepared before the moment, and what happens in it.
    private async Task<Func<Task>> UseAsync(string user, Guid run)
    {
        var pilots = _app.Get<PilotService>();
        switch (user)
        {
            case "evidence":
                return () => _app.Get<EvidenceService>().PinAsync(_analyst, _project.Id, run, Figure, EvidenceSection.Phenomenon, Token);
            case "finding":
                return () => _app.Get<FindingService>().PinAsync(_analyst, _project.Id, run, Figure, "They come back late.", null, Token);
            case "draft":
                return () => pilots.CreateAsync(_analyst, _project.Id, Token);
            case "pilot":
                var pilot = await pilots.CreateAsync(_analyst, _project.Id, Token);
                await pilots.SaveAsync(_analyst, pilot, PilotField.ModelRunId, run.ToString("D"), "", Token);
                return () => pilots.SaveAsync(_analyst, pilot, PilotField.ModelRunId, "", run.ToString("D"), Token);
            case "slot":
                // its schedule moved on to another model while it made ready to score with this one
                var slot = await SlotAsync(await _app.Get<ScheduleService>().SaveAsync(_analyst, _project.Id, null, Input(await RunAsync()), Token));
                return () => TakeModelAsync(slot, run);
            case "packet":
                await _app.AmendAsync(_project, _analyst);
                return () => _app.Get<ReviewService>().SubmitAsync(_analyst, _project.Id, Gate.Effects, null, Token);
            default:
                return () => _app.Get<ScheduleService>().SaveAsync(_analyst, _project.Id, null, Input(run), Token);
        }
    }

    // As the work of a slot does.
    private async Task TakeModelAsync(Guid slot, Guid model)
    {
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        if (!await SlotModel.TakeAsync(db, await db.OperateRuns.SingleAsync(o => o.Id == slot, Token), model, Token))
            throw new DomainRuleException("model.gone");
    }

    // A finished run with a figure that is a model as well, so that everything can rest on it.
    private async Task<Guid> RunAsync()
    {
        var axis = new FigureAxis(new FigureText("figure.axis.customers"), FigureUnit.Customers);
        var figure = new Figure(Figure, FigureKind.Line, new FigureText("figure.survival"), new FigureText("figure.survival"), axis, axis, ["1"], []);
        var result = new RepurchaseModelResult("1", new ModelParameters(), PurchaseRules.Usual, [], default, default, 0, 0, 0, 0, 0.7, 0.5, 0, 0, [], [], "", [figure]);
        var run = new AnalysisRun
        {
            Id = Guid.CreateVersion7(), ProjectId = _project.Id, DatasetVersionId = _version, Kind = AnalysisKind.RepurchaseModel, State = RunState.Succeeded,
            ResultJson = ResultJson.Write(result), AuthorId = _analyst.UserId, QueuedAtUtc = DateTime.UnixEpoch,
        };
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        db.Runs.Add(run);
        await db.SaveChangesAsync(Token);
        return run.Id;
    }
}

public sealed class SqliteRunRemovalRaceTests() : RunRemovalRaceTests(null);

public sealed class PostgresRunRemovalRaceTests() : RunRemovalRaceTests(Environment.GetEnvironmentVariable("PROBLEMSOLVING_TEST_POSTGRES"))
{
    public override async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("PROBLEMSOLVING_TEST_POSTGRES") is null)
            Assert.Skip("PROBLEMSOLVING_TEST_POSTGRES is not set: no PostgreSQL server to test on.");
        await base.InitializeAsync();
    }
}
