using ProblemSolving.Application.Audit;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Define;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Reviews;

/// <summary>What belongs to an answer: remarks, the money cap, the reminder, and packets that changed.</summary>
public sealed class GateConditionTests : IAsyncLifetime
{
    private readonly Meddler _meddler = new();
    private TestApp _app = null!;

    private ReviewService Reviews => _app.Get<ReviewService>();

    private WorksheetService Sheets => _app.Get<WorksheetService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(more: _meddler.Join);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Remarks_StandAtTheirFields_UntilSubmittedAgain()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        var line = (await Sheets.ReadAsync(boss, project.Id, Token)).EffectLines[0].Id;
        RemarkInput[] remarks = [new(SheetKind.Define, null, nameof(DefineSheet.DamageAmount), "Where is this from?"), new(SheetKind.EffectLine, line, nameof(EffectLine.Population), "Per month?")];
        await Reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.Revise, "see remarks", Remarks: remarks), Token);

        var open = (await Sheets.ReadAsync(analyst, project.Id, Token)).Remarks;
        Assert.Equal([(nameof(DefineSheet.DamageAmount), null), (nameof(EffectLine.Population), (Guid?)line)], open.Select(r => (r.Field, r.RowId)));
        await Assert.ThrowsAsync<AccessDeniedException>(() => _app.Get<RemarkService>().CloseAsync(boss, open[0].Id, "", Token));
        await _app.Get<RemarkService>().CloseAsync(analyst, open[0].Id, "From the ledger of March.", Token);
        Assert.Equal("Per month?", Assert.Single((await Sheets.ReadAsync(analyst, project.Id, Token)).Remarks).Text);

        await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        Assert.Empty((await Sheets.ReadAsync(analyst, project.Id, Token)).Remarks);
        Assert.Equal("From the ledger of March.", (await Reviews.OpenAsync(boss, id, Token)).Remarks[0].Answer);
        var trail = (await _app.Get<HistoryService>().ListAsync(analyst, project.Id, null, 200, Token)).Rows.Where(r => r.Subject == "Remark").Select(r => (r.Field, r.OldValue ?? "", r.NewValue ?? ""));
        Assert.Contains(("Closed", "Where is this from?", "From the ledger of March."), trail);
        Assert.Contains(("Resubmitted", "Per month?", ""), trail);
    }

    [Fact]
    public async Task Remarks_OfOneAnswer_StayInTheOrderTheyWereWrittenIn()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        string[] texts = [.. Enumerable.Range(1, 12).Select(n => $"Point {n}")];
        await Reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.Revise, "see remarks", Remarks: [.. texts.Select(t => new RemarkInput(SheetKind.Define, null, nameof(DefineSheet.DamageAmount), t))]), Token);
        Assert.Equal(texts, (await Sheets.ReadAsync(analyst, project.Id, Token)).Remarks.Select(r => r.Text));
        Assert.Equal(texts, (await Reviews.OpenAsync(boss, id, Token)).Remarks.Select(r => r.Text));
    }

    [Fact]
    public async Task Remark_WithAnAnswerWritten_TakesItAlongWhenSubmittedAgain()
    {
        var (project, analyst, remark) = await AddRemarkAsync();
        await _app.Get<RemarkService>().DraftAsync(analyst, remark, " the ledger of March ", Token);
        Assert.Equal("the ledger of March", Assert.Single((await Sheets.ReadAsync(analyst, project.Id, Token)).Remarks).Answer);
        var again = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        Assert.Equal(("Where is this from?", "the ledger of March"), Assert.Single((await Reviews.OpenAsync(analyst, again, Token)).EarlierRemarks.Select(r => (r.Text, r.Answer))));
        Assert.Equal("remark.closed", (await Assert.ThrowsAsync<DomainRuleException>(() => _app.Get<RemarkService>().DraftAsync(analyst, remark, "late", Token))).Code);
        var trail = (await _app.Get<HistoryService>().ListAsync(analyst, project.Id, null, 200, Token)).Rows.Where(r => r.Subject == "Remark").Select(r => (r.Field, r.OldValue ?? "", r.NewValue ?? ""));
        Assert.Contains(("Resubmitted", "Where is this from?", "the ledger of March"), trail);
    }

    [Fact]
    public async Task Remark_ClosedByTwoAtOnce_IsClosedOnce()
    {
        var (project, analyst, remark) = await AddRemarkAsync();
        var answers = new List<string?>();
        async Task CloseAsync(string answer) => answers.Add((await Record.ExceptionAsync(() => _app.Get<RemarkService>().CloseAsync(analyst, remark, answer, Token)) as DomainRuleException)?.Code);
        _meddler.BeforeSaving(() => CloseAsync("the first"));
        await CloseAsync("the second");
        Assert.Equal([null, "remark.closed"], answers);
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        Assert.Equal("the first", (await db.FieldRemarks.SingleAsync(r => r.Id == remark, Token)).Answer);
        Assert.Single(await db.Audit.Where(a => a.ProjectId == project.Id && a.Subject == "Remark" && a.Field == "Closed").ToListAsync(Token));
    }

    [Fact]
    public async Task Remark_OfAClosedProject_StaysOpen()
    {
        var (project, analyst, remark) = await AddRemarkAsync();
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
            await db.Projects.Where(p => p.Id == project.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Status, ProjectStatus.Closed), Token);
        Assert.Equal("step.shut.closed", (await Assert.ThrowsAsync<DomainRuleException>(() => _app.Get<RemarkService>().CloseAsync(analyst, remark, "", Token))).Code);
    }

    private async Task<(Project Project, Actor Analyst, Guid Remark)> AddRemarkAsync()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await Reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.Revise, "see remarks", Remarks: [new RemarkInput(SheetKind.Define, null, nameof(DefineSheet.DamageAmount), "Where is this from?")]), Token);
        return (project, analyst, (await Sheets.ReadAsync(analyst, project.Id, Token)).Remarks.Single().Id);
    }

    [Theory]
    [InlineData(GateDecision.Go, SheetKind.Define, nameof(DefineSheet.DamageAmount), "remark.only-revise")]
    [InlineData(GateDecision.Revise, SheetKind.Solution, "Name", "remark.not-in-packet")]
    [InlineData(GateDecision.Revise, SheetKind.Define, "Nothing", "field.unknown")]
    public async Task Remarks_ThatDoNotFit_AreRefusedAndNothingIsDecided(GateDecision decision, SheetKind sheet, string field, string code)
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Reviews.DecideAsync(boss, id, new GateAnswer(decision, "x", Remarks: [new RemarkInput(sheet, null, field, "why?")]), Token));
        Assert.Equal(code, rule.Code);
        Assert.True((await Reviews.OpenAsync(boss, id, Token)).Review.IsPending);
    }

    [Fact]
    public async Task Edit_BetweenLookingAndDeciding_IsToldWithTheDifference()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        var seen = (await Reviews.OpenAsync(boss, id, Token)).SheetsSeen;
        await Sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.Define, null, nameof(DefineSheet.DamageAmount), "50000000", "90000000"), Token);

        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.Go, "x", SeenSheets: seen), Token));
        Assert.Equal("gate.decide.sheets-moved", rule.Code);
        var view = await Reviews.OpenAsync(boss, id, Token);
        Assert.Equal("90000000", Assert.Single(view.Differences).Now);
        await Reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.Go, "x", SeenSheets: view.SheetsSeen), Token);
    }

    [Fact]
    public async Task SecondPacket_IsSetAgainstTheOneAnsweredBefore()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var first = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        Assert.Null((await Reviews.OpenAsync(boss, first, Token)).SincePrevious);
        await Reviews.DecideAsync(boss, first, new GateAnswer(GateDecision.Revise, "smaller"), Token);
        var line = (await Sheets.ReadAsync(analyst, project.Id, Token)).EffectLines[0];
        await Sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.EffectLine, line.Id, nameof(EffectLine.Population), "1250", "1000"), Token);
        var second = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);

        var changes = (await Reviews.OpenAsync(boss, second, Token)).SincePrevious!;
        Assert.Equal((1, "1250", "1000"), (changes.Number, Assert.Single(changes.Fields).Then, changes.Fields[0].Now));
        // 1,250 and 1,000 customers a month × 0.03 × 60,000 × 12
        Assert.Equal((27_000_000m, 21_600_000m), (Math.Round(changes.NetThen.Middle), Math.Round(changes.NetNow.Middle)));
    }

    [Fact]
    public async Task Waiting_CostsTheDamageOfItsDays()
    {
        var clock = new ManualClock();
        await using var app = await TestApp.StartAsync(clock);
        var (project, analyst, boss) = await app.AddReadyProjectAsync();
        await app.Get<ReviewService>().SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        clock.Now += TimeSpan.FromDays(10);
        var row = Assert.Single(await app.Get<InboxService>().WaitingAsync(boss, Token));
        // 50,000,000 a month × 12 / 365 × 10 days; a month of delay takes 1,250 × 0.03 × 60,000 off
        Assert.Equal((10, 16_438_356m, 2_250_000m), (row.Waiting.Days, Math.Round(row.Waiting.Damage!.Value), Math.Round(row.Waiting.DelayPerMonth!.Value)));
    }

    [Fact]
    public async Task Drop_WithAMetricToWatch_RemindsOnceWhenItIsReached()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await Reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.Drop, "the effect is too small", Revival: new RevivalCondition(RevivalKind.MetricAtMost, null, 0.20m)), Token);
        var (check, inbox) = (_app.Get<RevivalCheck>(), _app.Get<InboxService>());
        Assert.Equal(0, await check.RunAsync(Token));
        await Sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.Define, null, nameof(DefineSheet.MetricAsIs), "0.24", "0.19"), Token);

        Assert.Equal(1, await check.RunAsync(Token));
        Assert.Equal(0, await check.RunAsync(Token));
        Assert.Single(await inbox.RevivalsAsync(boss, Token));
        Assert.Single(await inbox.RevivalsAsync(analyst, Token));
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
            Assert.Equal(1, await db.Audit.CountAsync(a => a.RowId == id && a.Field == "Revival", Token));

        await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        Assert.Empty(await inbox.RevivalsAsync(boss, Token));
    }

    [Fact]   // nobody presses a button on a project that rests
    public async Task Hold_WithAMetricToWatch_LooksAtTheNewestDataByItself()
    {
        await _app.StartJobsAsync();
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        async Task SetAsync(string field, string text)
        {
            var sheet = (await Sheets.ReadAsync(analyst, project.Id, Token)).Define;
            await Sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.Define, null, field, WorksheetFields.Get(SheetKind.Define, field).Read(sheet), text), Token);
        }

        await SetAsync(nameof(DefineSheet.MetricKind), nameof(MetricKind.RepurchaseRate));
        await SetAsync(nameof(DefineSheet.MetricWindowDays), "30");
        var first = await _app.ImportTextAsync(analyst, project.Id, Log(returning: 4));
        await _app.Get<MetricService>().ComputeAsync(analyst, project.Id, null, Token);
        await SetAsync(nameof(DefineSheet.MetricToBe), "0.9");
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await Reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.Hold, "not yet", Revival: new RevivalCondition(RevivalKind.MetricAtMost, null, 0.20m)), Token);
        Assert.Equal(0, await _app.Get<RevivalCheck>().RunAsync(Token));

        // a file of another dataset is none of it, whatever it holds
        await _app.ImportTextAsync(analyst, project.Id, Log(returning: 1));
        Assert.Equal(0, await _app.Get<RevivalCheck>().RunAsync(Token));

        // newer data that do not fulfil it are computed once: an hour later nothing has changed, and nothing is read
        var second = await _app.ImportTextAsync(analyst, project.Id, Log(returning: 3), after: first);
        Assert.Equal(0, await _app.Get<RevivalCheck>().RunAsync(Token));
        var places = _app.Get<LookPlaces>();
        using (places.Take(Guid.NewGuid()))
        using (places.Take(Guid.NewGuid()))
            Assert.Equal(0, await _app.Get<RevivalCheck>().RunAsync(Token).WaitAsync(TimeSpan.FromSeconds(20), Token));

        await _app.ImportTextAsync(analyst, project.Id, Log(returning: 1), after: second);
        Assert.Equal(1, await _app.Get<RevivalCheck>().RunAsync(Token));
        Assert.Equal(0.4m, (await Sheets.ReadAsync(analyst, project.Id, Token)).Define.MetricAsIs);
    }

    // Ten new customers a month from January to April; so many of them come back after ten days.
    private static string Log(int returning) => "customer,order,date,amount\n" + string.Concat(
        from month in Enumerable.Range(1, 4)
        from customer in Enumerable.Range(0, 10)
        from visit in Enumerable.Range(0, customer < returning ? 2 : 1)
        select $"c{month}-{customer},o{month}-{customer}-{visit},{new DateOnly(2026, month, 1 + customer).AddDays(10 * visit):yyyy-MM-dd},1000\n") + "last,olast,2026-05-31,1000\n";

    [Fact]
    public async Task Drop_WithADay_RemindsOnThatDay_AndCanBePutAside()
    {
        var clock = new ManualClock();
        await using var app = await TestApp.StartAsync(clock);
        var (project, analyst, boss) = await app.AddReadyProjectAsync();
        var id = await app.Get<ReviewService>().SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        var day = ProjectClock.Today(project.TimeZoneId, clock).AddDays(7);
        await app.Get<ReviewService>().DecideAsync(boss, id, new GateAnswer(GateDecision.Drop, "not worth it now", Revival: new RevivalCondition(RevivalKind.Date, day, null)), Token);
        clock.Now += TimeSpan.FromDays(6);
        Assert.Equal(0, await app.Get<RevivalCheck>().RunAsync(Token));
        clock.Now += TimeSpan.FromDays(1);
        Assert.Equal(1, await app.Get<RevivalCheck>().RunAsync(Token));
        await app.Get<InboxService>().CloseRevivalAsync(boss, id, Token);
        Assert.Empty(await app.Get<InboxService>().RevivalsAsync(analyst, Token));
    }

    [Fact]
    public async Task Alarm_StartedByTheProgram_FindsTheCondition()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await Reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.Drop, "the effect is too small", Revival: new RevivalCondition(RevivalKind.MetricAtLeast, null, 0.30m)), Token);
        await Sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.Define, null, nameof(DefineSheet.MetricAsIs), "0.24", "0.31"), Token);
        await new RevivalStarter(_app.Get<Quartz.ISchedulerFactory>()).StartAsync(Token);
        await _app.StartJobsAsync();
        await TestApp.UntilAsync(async () => (await _app.Get<InboxService>().RevivalsAsync(boss, Token)).Count == 1);
    }

    [Fact]
    public async Task Spending_OverTheCap_IsRecordedAndShown()
    {
        var (project, analyst, _) = await ConditionalAsync(100_000);
        var spending = _app.Get<SpendingService>();
        var id = await spending.AddAsync(analyst, project.Id, new SpendingInput(new DateOnly(2026, 1, 5), "coupons", 150_000, null), Token);
        Assert.Equal(-50_000, (await Sheets.ReadAsync(analyst, project.Id, Token)).Budget.Left);
        await spending.RemoveAsync(analyst, id, Token);
        Assert.Equal(100_000, (await Sheets.ReadAsync(analyst, project.Id, Token)).Budget.Left);
    }

    [Fact]
    public async Task Refund_NamesTheEntryAndLiftsTheCapByNoMoreThanThat()
    {
        var (project, analyst, _) = await ConditionalAsync(100_000);
        var spending = _app.Get<SpendingService>();
        var day = new DateOnly(2026, 1, 5);
        var spent = await spending.AddAsync(analyst, project.Id, new SpendingInput(day, "coupons", 80_000, null), Token);
        async Task<string> Code(SpendingInput input) => (await Assert.ThrowsAsync<DomainRuleException>(() => spending.AddAsync(analyst, project.Id, input, Token))).Code;
        Assert.Equal("spending.refund.of-what", await Code(new SpendingInput(day, "sent back", -10_000, null)));
        Assert.Equal("spending.no-text", await Code(new SpendingInput(day, " ", -10_000, null, spent)));
        Assert.Equal("spending.refund.too-much", await Code(new SpendingInput(day, "sent back", -80_001, null, spent)));
        await spending.AddAsync(analyst, project.Id, new SpendingInput(day, "500 coupons sent back", -50_000, null, spent), Token);
        Assert.Equal("spending.refund.too-much", await Code(new SpendingInput(day, "again", -30_001, null, spent)));
        Assert.Equal(70_000, (await Sheets.ReadAsync(analyst, project.Id, Token)).Budget.Left);
        Assert.Equal("spending.has-refund", (await Assert.ThrowsAsync<DomainRuleException>(() => spending.RemoveAsync(analyst, spent, Token))).Code);
    }

    [Fact]
    public async Task Lock_BeyondTheCap_IsRefusedAndSaysHowMuchIsLeft()
    {
        var (project, analyst, _) = await ConditionalAsync(100_000);
        await _app.StartJobsAsync();
        await _app.ImportTextAsync(analyst, project.Id, "customer,order,date,amount\n" + string.Concat(Enumerable.Range(1, 100).Select(i => $"c{i},o{i},2025-01-{(i % 28) + 1:00},1000\n")));
        var pilots = _app.Get<PilotService>();
        var pilot = await pilots.CreateAsync(analyst, project.Id, Token);
        async Task Set(PilotField field, string text) =>
            await pilots.SaveAsync(analyst, pilot, field, PilotFields.Read((await Sheets.ReadAsync(analyst, project.Id, Token)).Pilots[0], field), text, Token);
        await Set(PilotField.Name, "Coupon");
        await Set(PilotField.Hypothesis, "more buy");
        await Set(PilotField.Treatment, "a coupon");
        await Set(PilotField.SelectedShare, "1");
        Assert.Equal("budget.no-cost", (await Assert.ThrowsAsync<DomainRuleException>(() => pilots.LockAsync(analyst, pilot, Token))).Code);

        await Set(PilotField.CostPerContact, "1000");
        await Set(PilotField.FixedCost, "60000");
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => pilots.LockAsync(analyst, pilot, Token));
        Assert.Equal("budget.pilot", rule.Code);
        Assert.Equal([110_000m, 100_000m, 100_000m], rule.Arguments.Cast<decimal>());

        await Set(PilotField.FixedCost, "10000");   // leaves room for a split that draws more than half
        await pilots.LockAsync(analyst, pilot, Token);
        var snapshot = await Sheets.ReadAsync(analyst, project.Id, Token);
        var locked = snapshot.Pilots[0];
        Assert.Equal((50, 10_000m + (1000 * Math.Max(50, locked.TargetCount))), (locked.PlannedContacts, locked.PlannedCost));
        Assert.Contains("\"plannedContacts\":50", locked.PlanJson, StringComparison.Ordinal);
        Assert.Equal(100_000 - locked.PlannedCost, snapshot.Budget.Left);
    }

    [Fact] // 01:00 of 3 March in Seoul is still 2 March in UTC
    public async Task GoUntil_IsSetAgainstTheDayOfTheProject_AndOnlyWithConditions()
    {
        var clock = new ManualClock { Now = new DateTimeOffset(2026, 3, 2, 16, 0, 0, TimeSpan.Zero) };
        await using var app = await TestApp.StartAsync(clock);
        var (project, analyst, boss) = await app.AddReadyProjectAsync();
        var reviews = app.Get<ReviewService>();
        var id = await reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        var yesterday = new DateOnly(2026, 3, 2);
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.GoWithConditions, "x", GoUntil: yesterday), Token));
        Assert.Equal("gate.decide.past-date", rule.Code);
        await reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.Hold, "a day left over in the form", GoUntil: yesterday), Token);
        Assert.Null((await reviews.OpenAsync(boss, id, Token)).Review.GoUntil);
    }

    [Fact] // a bill that comes after the last day was spent all the same
    public async Task Spending_AfterTheLastDay_IsRecorded()
    {
        var clock = new ManualClock();
        await using var app = await TestApp.StartAsync(clock);
        var (project, analyst, boss) = await app.AddReadyProjectAsync();
        var id = await app.Get<ReviewService>().SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        var today = ProjectClock.Today(project.TimeZoneId, clock);
        await app.Get<ReviewService>().DecideAsync(boss, id, new GateAnswer(GateDecision.GoWithConditions, "x", MoneyCap: 100_000, GoUntil: today), Token);
        clock.Now += TimeSpan.FromDays(2);
        await app.Get<SpendingService>().AddAsync(analyst, project.Id, new SpendingInput(today, "late bill", 30_000, null), Token);
        Assert.Equal(70_000, (await app.Get<WorksheetService>().ReadAsync(analyst, project.Id, Token)).Budget.Left);
    }

    private async Task<(Project Project, Actor Analyst, Actor Boss)> ConditionalAsync(decimal cap)
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await Reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.GoWithConditions, "small first", MoneyCap: cap), Token);
        return (project, analyst, boss);
    }

    private sealed class ManualClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
