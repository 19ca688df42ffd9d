using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Lists;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Operate;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Documents.Lists;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Operate;

/// <summary>Schedules and their deliveries, through the real queue.</summary>
public sealed class ScheduleServiceTests(TrainedProject scene) : IClassFixture<TrainedProject>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ScheduleService Schedules => scene.Schedules;

    [Fact]
    public async Task RunNow_OnAFullDisk_IsNotToldAsARunUnderWay()
    {
        var schedule = await scene.AddAsync();
        scene.Database.Refuse("INSERT INTO \"OperateRuns\"");
        try
        {
            await Assert.ThrowsAsync<DbUpdateException>(() => Schedules.RunNowAsync(scene.Analyst, schedule, Token));
        }
        finally
        {
            scene.Database.Serve();
        }
    }

    [Fact]
    public async Task RunNow_DeliversListHoldoutAndManifest()
    {
        var schedule = await scene.AddAsync();
        var run = await scene.RunNowAsync(schedule);

        Assert.Equal((RunState.Succeeded, null), (run.State, run.ErrorCode));
        Assert.Equal((int)Math.Ceiling(run.ScoredCount * 0.2m), run.TargetCount + run.HoldoutCount);
        Assert.InRange(run.HoldoutCount, 1, run.TargetCount);

        var target = await File.ReadAllLinesAsync(Path.Combine(scene.Outbox(schedule), run.FileName), Token);
        Assert.Equal("customer_id,rank,score", target[0]);
        Assert.Equal(run.TargetCount, target.Length - 1);
        var manifest = await ListDelivery.FindCompleteAsync(scene.Outbox(schedule), run.FileName, Token);
        Assert.Equal((run.FileSha256, run.TargetCount), (manifest!.Sha256, manifest.Rows));
        Assert.Equal(scene.ModelId.ToString("N"), manifest.Facts["model_run"]);

        await using var holdout = (await Schedules.OpenFileAsync(scene.Analyst, run.Id, DeliveredPart.Holdout, ListFormat.Csv, Token)).Content;
        using var reader = new StreamReader(holdout);
        var kept = (await reader.ReadToEndAsync(Token)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.Equal(run.HoldoutCount, kept.Length);
        Assert.Empty(kept.Select(Customer).Intersect(target[1..].Select(Customer)));
    }

    [Fact]   // the model ranks, the rule says whom: the best of those
    public async Task RunNow_ByAModelWithinARule_RanksWhomTheRuleMeans()
    {
        var rule = PopulationRule.Write(new PopulationRule(Segment: RfmSegment.Slipping));
        var schedule = await scene.AddAsync(scene.Input with { TargetShare = 1, HoldoutShare = 0, PopulationRuleJson = rule });
        var run = await scene.RunNowAsync(schedule);
        var version = (await scene.App.Get<DatasetService>().GetAsync(scene.Analyst, scene.VersionId, Token)).Version;
        var meant = (await scene.App.Get<PilotPopulation>().AllAsync(version, rule, Token)).ToHashSet(StringComparer.Ordinal);
        var rows = (await File.ReadAllLinesAsync(Path.Combine(scene.Outbox(schedule), run.FileName), Token)).Skip(1).Select(l => l.Split(',')).ToList();
        Assert.InRange(rows.Count, 1, meant.Count);
        Assert.All(rows, r => Assert.Contains(r[0], meant));
        Assert.Equal(Enumerable.Range(1, rows.Count).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)), rows.Select(r => r[1]));
    }

    [Fact]
    public async Task Deliver_WithACostPerContact_BooksItAndKeepsToTheCap()
    {
        var reviews = scene.App.Get<ReviewService>();
        var schedule = await scene.AddAsync(scene.Input with { CostPerContact = 100 });
        var run = await scene.RunNowAsync(schedule);
        Assert.Equal((RunState.Succeeded, 100m * run.TargetCount), (run.State, run.Cost!.Value));
        var booked = (await SnapshotAsync()).Spendings.Single(s => s.OperateRunId == run.Id);
        Assert.Equal(run.Cost, booked.Amount);
        Assert.Equal("spending.booked", (await Assert.ThrowsAsync<DomainRuleException>(() => scene.App.Get<SpendingService>().RemoveAsync(scene.Analyst, booked.Id, Token))).Code);

        await scene.App.AmendAsync(scene.Project, scene.Analyst);
        try
        {
            // room for one list and a half
            await DecideAsync(new GateAnswer(GateDecision.GoWithConditions, "small", MoneyCap: 150m * run.TargetCount));
            Assert.Equal(RunState.Succeeded, (await scene.RunNowAsync(schedule)).State);
            var refused = await scene.RunNowAsync(schedule);
            Assert.Equal((RunState.Failed, "budget.delivery", null), (refused.State, refused.ErrorCode, refused.Cost));
            var snapshot = await SnapshotAsync();
            Assert.DoesNotContain(snapshot.Spendings, s => s.OperateRunId == refused.Id);
            Assert.Equal(50m * run.TargetCount, snapshot.Budget.Left);
            Assert.Empty(refused.FileName);
        }
        finally
        {
            await DecideAsync(new GateAnswer(GateDecision.Go, "as much as it takes"));
        }

        async Task DecideAsync(GateAnswer answer) =>
            await reviews.DecideAsync(scene.Manager, await reviews.SubmitAsync(scene.Analyst, scene.Project.Id, Gate.Effects, null, Token), answer, Token);

        Task<Domain.Projects.ProjectSnapshot> SnapshotAsync() => scene.App.Get<WorksheetService>().ReadAsync(scene.Analyst, scene.Project.Id, Token);
    }

    [Fact] // a list without a cost would go out for ever and bind nothing
    public async Task UnderACap_AScheduleWithoutACost_NeitherIsSavedNorDelivers()
    {
        var reviews = scene.App.Get<ReviewService>();
        var schedule = await scene.AddAsync();
        await scene.App.AmendAsync(scene.Project, scene.Analyst);
        try
        {
            await DecideAsync(new GateAnswer(GateDecision.GoWithConditions, "small", MoneyCap: 1_000_000_000));
            foreach (var work in new Func<Task>[] { () => scene.AddAsync(), () => Schedules.SetEnabledAsync(scene.Analyst, schedule, true, Token), () => Schedules.RunNowAsync(scene.Analyst, schedule, Token) })
                Assert.Equal("budget.schedule.no-cost", (await Assert.ThrowsAsync<DomainRuleException>(work)).Code);

            var due = new OperateRun { Id = Guid.CreateVersion7(), ProjectId = scene.Project.Id, ScheduleId = schedule, SlotUtc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) };
            await using (var db = await scene.App.Contexts.CreateDbContextAsync(Token))
            {
                db.OperateRuns.Add(due);
                await db.SaveChangesAsync(Token);
            }

            await scene.App.Get<WorkQueue>().EnqueueAsync(WorkKind.OperateRun, due.Id, Token);
            var ended = await scene.EndAsync(schedule, due.Id);
            Assert.Equal((RunState.Failed, "budget.schedule.no-cost"), (ended.State, ended.ErrorCode));
            await Schedules.SaveAsync(scene.Analyst, scene.Project.Id, schedule, scene.Input with { CostPerContact = 0 }, Token);
            Assert.Equal(RunState.Succeeded, (await scene.RunNowAsync(schedule)).State);
        }
        finally
        {
            await DecideAsync(new GateAnswer(GateDecision.Go, "as much as it takes"));
        }

        async Task DecideAsync(GateAnswer answer) =>
            await reviews.DecideAsync(scene.Manager, await reviews.SubmitAsync(scene.Analyst, scene.Project.Id, Gate.Effects, null, Token), answer, Token);
    }

    [Fact]
    public async Task Save_ANegativeCost_IsRefused() =>
        Assert.Equal("schedule.cost", (await Assert.ThrowsAsync<DomainRuleException>(() => scene.AddAsync(scene.Input with { CostPerContact = -1 }))).Code);

    [Fact]
    public async Task RunAgain_ForTheSameSlot_WritesTheSameBytes()
    {
        var schedule = await scene.AddAsync();
        var run = await scene.RunNowAsync(schedule);
        var before = Files(schedule);
        await using (var db = await scene.App.Contexts.CreateDbContextAsync(Token))
            await db.OperateRuns.Where(r => r.Id == run.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.State, RunState.Running), Token);

        await scene.App.Get<WorkQueue>().EnqueueAsync(WorkKind.OperateRun, run.Id, Token);
        var again = await scene.EndAsync(schedule, run.Id);

        Assert.Equal(2, again.Attempt);
        Assert.Equal(before, Files(schedule));
        Assert.Single((await scene.ViewAsync(schedule)).Runs);
    }

    [Fact]
    public async Task Run_StoppedWithTheProgramManyTimes_IsNoAttemptAndStillDelivers()
    {
        var schedule = await scene.AddAsync();
        var run = await scene.RunNowAsync(schedule);
        await using (var db = await scene.App.Contexts.CreateDbContextAsync(Token))
            await db.OperateRuns.Where(r => r.Id == run.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.State, RunState.Running), Token);
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();
        for (var i = 0; i < 5; i++)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.App.Services.GetRequiredKeyedService<IWork>(WorkKind.OperateRun).RunAsync(run.Id, stopping.Token));

        await scene.App.Get<WorkQueue>().EnqueueAsync(WorkKind.OperateRun, run.Id, Token);
        var again = await scene.EndAsync(schedule, run.Id);
        Assert.Equal((RunState.Succeeded, 2), (again.State, again.Attempt));
    }

    [Fact]
    public async Task RunAgain_TooOften_GivesUp()
    {
        var schedule = await scene.AddAsync();
        var run = await scene.RunNowAsync(schedule);
        await using (var db = await scene.App.Contexts.CreateDbContextAsync(Token))
            await db.OperateRuns.Where(r => r.Id == run.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.State, RunState.Running).SetProperty(r => r.Attempt, 3), Token);
        await scene.App.Get<WorkQueue>().EnqueueAsync(WorkKind.OperateRun, run.Id, Token);
        Assert.Equal("schedule.attempts", (await scene.EndAsync(schedule, run.Id)).ErrorCode);
    }

    [Fact]
    public async Task Alarm_AfterSlotsWereMissed_RunsTheNewestOnceAndSetsTheNext()
    {
        var id = await scene.AddAsync();
        var schedule = (await scene.ViewAsync(id)).Schedule;
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var waker = scene.App.Get<ScheduleWaker>();
        Assert.Equal(ScheduleSlots.Next(schedule, now, Seoul), await waker.SlotAsync(id, Token));

        for (var i = 0; i < 2; i++)
        {
            await waker.SetAsync(schedule, now.AddDays(-3), Token);
            await TestApp.UntilAsync(async () => await waker.SlotAsync(id, Token) > now);
        }

        var run = Assert.Single((await scene.ViewAsync(id)).Runs);
        Assert.InRange(now - run.SlotUtc, TimeSpan.Zero, TimeSpan.FromDays(1));
        Assert.Equal((RunState.Succeeded, false), ((await scene.EndAsync(id, run.Id)).State, run.IsManual));
        Assert.Equal(ScheduleSlots.Next(schedule, now, Seoul), await waker.SlotAsync(id, Token));
    }

    [Fact]
    public async Task Pause_TakesTheAlarmAwayAndResumeSetsIt()
    {
        var id = await scene.AddAsync();
        var waker = scene.App.Get<ScheduleWaker>();
        await Schedules.SetEnabledAsync(scene.Analyst, id, false, Token);
        Assert.Null(await waker.SlotAsync(id, Token));
        Assert.Empty((await scene.ViewAsync(id)).Coming);
        await waker.SetMissingAsync(Token);
        Assert.Null(await waker.SlotAsync(id, Token));

        await Schedules.SetEnabledAsync(scene.Analyst, id, true, Token);
        Assert.NotNull(await waker.SlotAsync(id, Token));
        Assert.Equal(5, (await scene.ViewAsync(id)).Coming.Count);
        Assert.Empty((await scene.ViewAsync(id)).Runs);
    }

    [Fact]
    public async Task SetMissing_AfterTheSchedulerLostAnAlarm_SetsIt()
    {
        var id = await scene.AddAsync();
        var schedule = (await scene.ViewAsync(id)).Schedule;
        var waker = scene.App.Get<ScheduleWaker>();
        schedule.IsEnabled = false;
        await waker.SetAsync(schedule, Token);
        await waker.SetMissingAsync(Token);
        Assert.NotNull(await waker.SlotAsync(id, Token));
    }

    [Fact]
    public async Task Run_ChangedModelFile_FailsAndIsShownUntilSomebodyTookNote()
    {
        var schedule = await scene.AddAsync();
        var path = Directory.GetFiles(scene.App.Get<DataDirectory>().Run(scene.ModelId)).Single();
        var bytes = await File.ReadAllBytesAsync(path, Token);
        OperateRun run;
        try
        {
            var flipped = bytes.ToArray();
            flipped[^20] ^= 1;
            await File.WriteAllBytesAsync(path, flipped, Token);
            run = await scene.RunNowAsync(schedule);
        }
        finally
        {
            await File.WriteAllBytesAsync(path, bytes, Token);
        }

        Assert.Equal((RunState.Failed, "model.file-changed"), (run.State, run.ErrorCode));
        Assert.False(Directory.Exists(scene.Outbox(schedule)));
        Assert.Equal("schedule.no-file", (await Assert.ThrowsAsync<DomainRuleException>(() => Schedules.OpenFileAsync(scene.Analyst, run.Id, DeliveredPart.Target, ListFormat.Csv, Token))).Code);
        Assert.Contains(await Schedules.FailedAsync(scene.Analyst, Token), f => f.Run.Id == run.Id);

        await Schedules.AcknowledgeAsync(scene.Analyst, run.Id, Token);
        Assert.DoesNotContain(await Schedules.FailedAsync(scene.Analyst, Token), f => f.Run.Id == run.Id);
        Assert.Equal(run.Id, (await Schedules.OverviewAsync(scene.Analyst, Token)).Single(r => r.Schedule.Id == schedule).Last!.Id);
    }

    [Fact]
    public async Task Run_WithoutReadyData_FailsWithItsReason()
    {
        var schedule = await scene.AddAsync();
        await SetStateAsync(DatasetState.Failed);
        try
        {
            Assert.Equal("schedule.no-data", (await scene.RunNowAsync(schedule)).ErrorCode);
        }
        finally
        {
            await SetStateAsync(DatasetState.Ready);
        }
    }

    [Fact]
    public async Task Save_AnOlderVersion_IsRefused()
    {
        var id = await scene.AddAsync();
        var seen = (await scene.ViewAsync(id)).Schedule.Version;
        await Schedules.SaveAsync(scene.Analyst, scene.Project.Id, id, scene.Input with { Name = "First", Version = seen }, Token);
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Schedules.SaveAsync(scene.Analyst, scene.Project.Id, id, scene.Input with { Name = "Second", Version = seen }, Token));
        Assert.Equal(("schedule.changed", "First"), (rule.Code, (await scene.ViewAsync(id)).Schedule.Name));
    }

    [Fact]
    public async Task Save_ModelOfAnotherProject_IsRefused()
    {
        var (other, analyst, _) = await scene.App.AddGoProjectAsync();
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Schedules.SaveAsync(analyst, other.Id, null, scene.Input, Token));
        Assert.Equal("schedule.no-data", rule.Code);
    }

    [Fact]
    public async Task Save_BeforeGo_IsShut()
    {
        var (project, analyst, _) = await scene.App.AddProjectAsync();
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Schedules.SaveAsync(analyst, project.Id, null, scene.Input, Token));
        Assert.Equal("step.shut.not-submitted", rule.Code);
    }

    [Fact]
    public async Task EveryCall_ByAStranger_IsDeniedOrEmpty()
    {
        var schedule = await scene.AddAsync();
        var run = await scene.RunNowAsync(schedule);
        var stranger = await scene.App.AddUserAsync("stranger-" + Guid.NewGuid().ToString("N"), SystemRole.Analyst);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Schedules.RunNowAsync(stranger, schedule, Token));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Schedules.SetEnabledAsync(stranger, schedule, false, Token));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Schedules.OpenFileAsync(stranger, run.Id, DeliveredPart.Target, ListFormat.Csv, Token));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Schedules.OpenFileAsync(scene.Manager, run.Id, DeliveredPart.Target, ListFormat.Csv, Token));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Schedules.ListAsync(stranger, scene.Project.Id, Token));
        Assert.Empty(await Schedules.OverviewAsync(stranger, Token));
        Assert.Empty(await Schedules.FailedAsync(stranger, Token));
    }

    [Fact]
    public async Task Download_IsAudited()
    {
        var run = await scene.RunNowAsync(await scene.AddAsync());
        await (await Schedules.OpenFileAsync(scene.Analyst, run.Id, DeliveredPart.Manifest, ListFormat.Csv, Token)).Content.DisposeAsync();
        await using var db = await scene.App.Contexts.CreateDbContextAsync(Token);
        var entry = await db.Audit.SingleAsync(a => a.RowId == run.Id && a.Field == "Downloaded", Token);
        Assert.Equal((scene.Analyst.UserId, run.FileName + ".manifest.json"), (entry.UserId, entry.NewValue));
    }

    [Fact]
    public async Task Download_AsWorkbook_HoldsTheDeliveredRowsAndIsAudited()
    {
        var schedule = await scene.AddAsync();
        var run = await scene.RunNowAsync(schedule);

        foreach (var part in new[] { DeliveredPart.Target, DeliveredPart.Holdout })
        {
            var csv = await Schedules.OpenFileAsync(scene.Analyst, run.Id, part, ListFormat.Csv, Token);
            using var reader = new StreamReader(csv.Content);
            var workbook = await Schedules.OpenFileAsync(scene.Analyst, run.Id, part, ListFormat.Xlsx, Token);
            var rows = Workbooks.Rows(workbook.Content);
            await workbook.Content.DisposeAsync();
            Assert.Equal(Path.ChangeExtension(csv.FileName, ".xlsx"), workbook.FileName);
            Assert.Equal((await reader.ReadToEndAsync(Token)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries), rows.Select(r => string.Join(',', r.Select(c => c.Value))));
            Assert.All(rows.Skip(1), r => Assert.Equal((true, false, false), (r[0].IsText, r[1].IsText, r[2].IsText)));
        }

        await Assert.ThrowsAsync<AccessDeniedException>(() => Schedules.OpenFileAsync(scene.Manager, run.Id, DeliveredPart.Target, ListFormat.Xlsx, Token));
        await using var db = await scene.App.Contexts.CreateDbContextAsync(Token);
        var names = await db.Audit.Where(a => a.RowId == run.Id && a.Field == "Downloaded").Select(a => a.NewValue).ToListAsync(Token);
        Assert.Equal(4, names.Count);
        Assert.Contains(Path.ChangeExtension(run.FileName, ".xlsx"), names);
    }

    [Fact]
    public async Task Download_MoreRowsThanASheetHolds_SaysToTakeTheCsv()
    {
        var run = await scene.RunNowAsync(await scene.AddAsync());
        await using (var db = await scene.App.Contexts.CreateDbContextAsync(Token))
            await db.OperateRuns.Where(r => r.Id == run.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.TargetCount, 2_000_000), Token);
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Schedules.OpenFileAsync(scene.Analyst, run.Id, DeliveredPart.Target, ListFormat.Xlsx, Token));
        Assert.Equal("list.too-long-for-workbook", rule.Code);
    }

    private static TimeZoneInfo Seoul => TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");

    private static string Customer(string line) => line.Split(',')[0];

    private Dictionary<string, string> Files(Guid schedule) =>
        Directory.GetFiles(scene.Outbox(schedule)).ToDictionary(f => Path.GetFileName(f), f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f))));

    private async Task SetStateAsync(DatasetState state)
    {
        await using var db = await scene.App.Contexts.CreateDbContextAsync(Token);
        await db.DatasetVersions.Where(v => v.Id == scene.VersionId).ExecuteUpdateAsync(s => s.SetProperty(v => v.State, state), Token);
    }
}
