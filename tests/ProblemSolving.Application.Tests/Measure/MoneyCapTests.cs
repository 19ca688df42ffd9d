using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Lists;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Measure;

/// <summary>The cap of a conditional Go and the gate, when something else happens in the same moment.</summary>
public sealed class MoneyCapTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    private readonly Meddler _meddler = new();

    private TestApp _app = null!;

    private PilotService Pilots => _app.Get<PilotService>();

    private SpendingService Spending => _app.Get<SpendingService>();

    private ReviewService Reviews => _app.Get<ReviewService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync(more: _meddler.Join);
        await _app.StartJobsAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Lock_WhileAnotherRoundIsLocked_KeepsToTheCap()
    {
        var (project, analyst, _) = await ConditionalAsync(100_000);
        var (first, second) = (await PlanAsync(analyst, project, fixedCost: "60000"), await PlanAsync(analyst, project, fixedCost: "60000"));
        // the other lock comes after the rounds were read, before the spending is
        _meddler.BeforeReading("Spendings", () => Pilots.LockAsync(analyst, second, Token));

        Assert.Equal("budget.pilot", (await RefusalAsync(() => Pilots.LockAsync(analyst, first, Token))).Code);
        Assert.Equal((PilotState.Draft, 40_000m), ((await GetAsync(first)).State, (await ReadAsync(analyst, project)).Budget.Left!.Value));
    }

    [Fact]
    public async Task Lock_WhileTheProjectIsDropped_IsShut()
    {
        var (project, analyst, boss) = await ConditionalAsync(null);
        var pilot = await PlanAsync(analyst, project, fixedCost: "0");
        await _app.AmendAsync(project, analyst);
        var question = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        _meddler.BeforeReading("Spendings", () => Reviews.DecideAsync(boss, question, new GateAnswer(GateDecision.Drop, "not worth it now"), Token));

        Assert.Equal("step.shut.dropped", (await RefusalAsync(() => Pilots.LockAsync(analyst, pilot, Token))).Code);
        Assert.Equal(PilotState.Draft, (await GetAsync(pilot)).State);
    }

    [Fact]
    public async Task Lock_APlanEditedInBetween_IsTold()
    {
        var (project, analyst, _) = await ConditionalAsync(null);
        var pilot = await PlanAsync(analyst, project, fixedCost: "0");
        _meddler.BeforeSaving(() => Pilots.SaveAsync(analyst, pilot, PilotField.Treatment, "a coupon", "two coupons", Token));
        Assert.Equal("pilot.changed-meanwhile", (await RefusalAsync(() => Pilots.LockAsync(analyst, pilot, Token))).Code);
    }

    [Fact]
    public async Task Draw_AfterADrop_MakesNoList()
    {
        var (project, analyst, _) = await ConditionalAsync(null);
        var pilot = await PlanAsync(analyst, project, fixedCost: "0");
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
            await db.Projects.Where(p => p.Id == project.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Status, ProjectStatus.Dropped), Token);
        Assert.Equal((PilotState.Failed, "step.shut.dropped"), await DrawAsync(pilot, planned: 50));
    }

    [Fact]
    public async Task Draw_MoreThanWasPlanned_BindsWhatWasDrawn_AndKeepsToTheCap()
    {
        var (project, analyst, _) = await ConditionalAsync(95_000);
        var pilot = await PlanAsync(analyst, project, fixedCost: "0", perContact: "1000");
        // about 50 of 100 customers are drawn where 1 was planned
        Assert.Equal((PilotState.Running, null), await DrawAsync(pilot, planned: 1));
        var drawn = await GetAsync(pilot);
        Assert.Equal(1000m * drawn.TargetCount, drawn.PlannedCost);
        Assert.Equal(95_000 - drawn.PlannedCost, (await ReadAsync(analyst, project)).Budget.Left);

        var second = await PlanAsync(analyst, project, fixedCost: "0", perContact: "3000");
        Assert.Equal((PilotState.Failed, "budget.drawn"), await DrawAsync(second, planned: 1));
        // the customers of a round that does not take place do not stay on the disk
        await TestApp.UntilAsync(() => Task.FromResult(!Directory.Exists(_app.Get<DataDirectory>().Pilot(second))));
        Assert.True(Directory.Exists(_app.Get<DataDirectory>().Pilot(pilot)));
    }

    [Theory]   // 100 customers, half of them planned for 50,000
    [InlineData(50_000, 50)]
    [InlineData(51_500, 51)]
    public async Task Draw_OfARoundLockedUpToTheCap_LeavesOutTheLastOfTheSplit(int cap, int contacts)
    {
        var (project, analyst, _) = await ConditionalAsync(cap);
        var pilot = await PlanAsync(analyst, project, fixedCost: "0", perContact: "1000");
        var salt = Enumerable.Range(0, 1000).Select(i => $"salt-{i}").First(s => Targets(s).Count > 52);
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
            await db.Pilots.Where(p => p.Id == pilot).ExecuteUpdateAsync(s => s.SetProperty(p => p.Salt, salt), Token);
        await Pilots.LockAsync(analyst, pilot, Token);
        await TestApp.UntilAsync(async () => (await GetAsync(pilot)).State != PilotState.Drawing);

        var drawn = await GetAsync(pilot);
        Assert.Equal((PilotState.Running, contacts, 100 - Targets(salt).Count), (drawn.State, drawn.TargetCount, drawn.ControlCount));
        Assert.True(drawn.PlannedCost <= cap);
        var list = await _app.Get<PilotListService>().OpenAsync(analyst, pilot, PilotGroup.Target, ListFormat.Csv, Token);
        await using var content = list.Content;
        var lines = (await new StreamReader(content).ReadToEndAsync(Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')[1].Trim('"', '\r'));
        Assert.Equal(Targets(salt).Take(contacts).Order(StringComparer.Ordinal), lines.Order(StringComparer.Ordinal));
    }

    // The target group of the split, in the order of its draw.
    private static List<string> Targets(string salt) =>
        [.. Enumerable.Range(1, 100).Select(i => $"c{i}").Where(c => SaltedSplit.GroupOf(c, salt, 0.5) == PilotGroup.Target).OrderBy(c => SaltedSplit.Place(c, salt))];

    [Fact]
    public async Task Remove_WhileARefundIsRecorded_KeepsTheEntry()
    {
        var (project, analyst, _) = await ConditionalAsync(100_000);
        var spent = await Spending.AddAsync(analyst, project.Id, new SpendingInput(Day, "coupons", 80_000, null), Token);
        _meddler.BeforeSaving(() => Spending.AddAsync(analyst, project.Id, new SpendingInput(Day, "sent back", -30_000, null, spent), Token));

        Assert.Equal("spending.meanwhile", (await RefusalAsync(() => Spending.RemoveAsync(analyst, spent, Token))).Code);
        Assert.Equal(50_000, (await ReadAsync(analyst, project)).Budget.Left);
    }

    [Fact] // it happened, whatever the gate says
    public async Task Spending_WhileAQuestionIsOpen_IsRecorded_AndRefusedOnlyWhenClosed()
    {
        var (project, analyst, _) = await _app.AddReadyProjectAsync();
        await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        var spent = await Spending.AddAsync(analyst, project.Id, new SpendingInput(Day, "survey", 10_000, null), Token);
        await Spending.RemoveAsync(analyst, spent, Token);
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
            await db.Projects.Where(p => p.Id == project.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Status, ProjectStatus.Closed), Token);
        Assert.Equal("step.shut.closed", (await RefusalAsync(() => Spending.AddAsync(analyst, project.Id, new SpendingInput(Day, "survey", 10_000, null), Token))).Code);
    }

    [Fact] // a rename or a spending is no answer
    public async Task Decide_WhileOnlyTheProjectChanges_IsKept()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var question = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        _meddler.BeforeSaving(() => Spending.AddAsync(analyst, project.Id, new SpendingInput(Day, "survey", 10_000, null), Token));
        await Reviews.DecideAsync(boss, question, new GateAnswer(GateDecision.Hold, "later"), Token);

        var snapshot = await ReadAsync(analyst, project);
        Assert.Equal((GateDecision.Hold, ProjectStatus.OnHold, 1), (snapshot.EffectsGate!.Decision!.Value, snapshot.Project.Status, snapshot.Spendings.Count));
    }

    [Fact]
    public async Task Decide_WhileSomebodyElseDecides_IsTold()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var question = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        _meddler.BeforeSaving(() => Reviews.DecideAsync(boss, question, new GateAnswer(GateDecision.Drop, "not worth it now"), Token));
        Assert.Equal("gate.decide.already", (await RefusalAsync(() => Reviews.DecideAsync(boss, question, new GateAnswer(GateDecision.Go, "yes"), Token))).Code);
        Assert.Equal(GateDecision.Drop, (await ReadAsync(analyst, project)).EffectsGate!.Decision);
    }

    // Draws a round as if it had been locked with another number in mind.
    private async Task<(PilotState State, string? Code)> DrawAsync(Guid id, int planned)
    {
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
        {
            await db.Pilots.Where(p => p.Id == id).ExecuteUpdateAsync(
                s => s.SetProperty(p => p.State, PilotState.Drawing).SetProperty(p => p.PlannedContacts, planned).SetProperty(p => p.LockedAtUtc, _app.Get<TimeProvider>().GetUtcNow().UtcDateTime.AddMinutes(1)), Token);
        }

        await _app.Get<WorkQueue>().EnqueueAsync(WorkKind.PilotList, id, Token);
        await TestApp.UntilAsync(async () => (await GetAsync(id)).State != PilotState.Drawing);
        var pilot = await GetAsync(id);
        return (pilot.State, pilot.ErrorCode);
    }

    private async Task<Guid> PlanAsync(Actor analyst, Project project, string fixedCost, string perContact = "0")
    {
        if ((await ReadAsync(analyst, project)).DatasetVersions.Count == 0)
            await _app.ImportTextAsync(analyst, project.Id, "customer,order,date,amount\n" + string.Concat(Enumerable.Range(1, 100).Select(i => $"c{i},o{i},2025-01-{(i % 28) + 1:00},1000\n")));
        var id = await Pilots.CreateAsync(analyst, project.Id, Token);
        foreach (var (field, text) in new[]
        {
            (PilotField.Name, "Coupon"), (PilotField.Hypothesis, "more buy"), (PilotField.Treatment, "a coupon"), (PilotField.SelectedShare, "1"),
            (PilotField.CostPerContact, perContact), (PilotField.FixedCost, fixedCost),
        })
            await Pilots.SaveAsync(analyst, id, field, PilotFields.Read(await GetAsync(id), field), text, Token);
        return id;
    }

    private async Task<(Project Project, Actor Analyst, Actor Boss)> ConditionalAsync(decimal? cap)
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await Reviews.DecideAsync(boss, id, cap is null ? new GateAnswer(GateDecision.Go, "yes") : new GateAnswer(GateDecision.GoWithConditions, "small first", MoneyCap: cap), Token);
        return (project, analyst, boss);
    }

    private static Task<DomainRuleException> RefusalAsync(Func<Task> work) => Assert.ThrowsAsync<DomainRuleException>(work);

    private Task<ProjectSnapshot> ReadAsync(Actor actor, Project project) => _app.Get<WorksheetService>().ReadAsync(actor, project.Id, Token);

    private async Task<Pilot> GetAsync(Guid id)
    {
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        return await db.Pilots.AsNoTracking().SingleAsync(p => p.Id == id, Token);
    }
}
