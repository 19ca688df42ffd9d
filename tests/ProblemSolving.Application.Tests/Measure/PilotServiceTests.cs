using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Lists;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Domain.Sample;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Measure;

/// <summary>A pilot from its plan to its verdict, through the real queue.</summary>
public sealed class PilotServiceTests : IAsyncLifetime
{
    private TestApp _app = null!;
    private (Project Project, Actor Analyst, Guid Pilot) _locked;

    private PilotService Pilots => _app.Get<PilotService>();

    private PilotListService Lists => _app.Get<PilotListService>();

    private PilotResponseService Responses => _app.Get<PilotResponseService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (_app, _locked) = await TestApp.StartPreparedAsync("locked pilot", async app =>
        {
            _app = app;
            return await LockedAsync();
        });
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Create_BeforeGo_IsShut()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Pilots.CreateAsync(analyst, project.Id, Token));
        Assert.Equal("step.shut.not-submitted", rule.Code);
    }

    [Theory]
    [InlineData("More second orders within 30 days", 0.08)]
    [InlineData("More second orders within 14 days", null)]
    [InlineData("More second orders", null)]
    public async Task Hypothesis_ExpectedRate_ComesFromTheAsIsOnlyOverTheSameWindow(string hypothesis, double? expected)
    {
        var (project, analyst, _) = await _app.AddGoProjectAsync();
        var id = await Pilots.CreateAsync(analyst, project.Id, Token);
        Assert.Null((await GetAsync(id)).BaseRate);
        await Pilots.SaveAsync(analyst, id, PilotField.Hypothesis, "", hypothesis, Token);
        Assert.Equal(expected, (await GetAsync(id)).BaseRate);
    }

    [Fact]
    public async Task WholeRound_ModelList_TrueEffectIsFoundAndAgreesWithTheAnalysis()
    {
        var (project, analyst, _) = await _app.AddGoProjectAsync();
        var version = await _app.ImportLogAsync(analyst, project.Id, Scenarios.SmallLog with { Customers = 12_000 });
        await _app.TrainAsync(analyst, version);
        var id = await PlanAsync(analyst, project.Id, selectedShare: "0.9");

        var forecast = await Pilots.ForecastAsync(analyst, id, Token);
        await LockAsync(analyst, id);

        var running = await GetAsync(id);
        Assert.NotNull(running.ModelRunId);
        Assert.Equal(forecast!.Selected, running.TargetCount + running.ControlCount);
        Assert.InRange(running.ControlCount, forecast.Control - 300, forecast.Control + 300);
        Assert.InRange(forecast.DetectableChange!.Value, 0.005, 0.03);

        var (target, control) = await GroupsAsync(analyst, id);
        Assert.Equal((running.TargetCount, running.ControlCount), (target.Count, control.Count));
        Assert.Empty(target.Intersect(control));

        await Responses.EvaluateAsync(analyst, id, "responses.csv", Csv(Sample(target, control)), new ResponseReading(), Token);

        var evaluated = await GetAsync(id);
        var result = ResultJson.Read<PilotResult>(evaluated.ResultJson!);
        Assert.Equal(PilotState.Evaluated, evaluated.State);
        Assert.True(evaluated.IsSignificantImprovement);
        Assert.Equal(0.03 * 6 / 27, result.BreakEven.Rise!.Value, 9);
        var again = TwoProportionZTest.Compare(result.Control.Responders, result.Control.Assigned, result.Target.Responders, result.Target.Assigned, 0.95);
        Assert.Equal(again.PValueTwoSided, result.Readout.Response.PValueTwoSided);
        Assert.Equal(WelchTTest.Compare(result.Control.Response, result.Target.Response).PValueTwoSided, result.Readout.ResponseTTest!.PValueTwoSided);
        Assert.NotNull(result.Readout.AmountTTest);
        Assert.Equal(1250 * 12 * result.Readout.Response.Difference, result.Value!.ExtraPerYear.Likely, 6);
    }

    [Fact]   // a return is a response too, and fewer of them are what the pilot was for
    public async Task Evaluate_AMetricThatShouldFall_CallsFewerResponsesBetter()
    {
        var (project, analyst, _) = _locked;
        var sheets = _app.Get<WorksheetService>();
        foreach (var (field, from, to) in new[] { (nameof(DefineSheet.MetricToBe), "0.11", "0.05"), (nameof(DefineSheet.MetricDirection), nameof(MetricDirection.HigherIsBetter), nameof(MetricDirection.LowerIsBetter)) })
            Assert.IsType<FieldResult.Saved>(await sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.Define, null, field, from, to), Token));
        var id = await PlanAsync(analyst, project.Id, selectedShare: "0.9");
        var forecast = (await Pilots.ForecastAsync(analyst, id, Token))!;
        Assert.Equal((true, false), (forecast.Falls, forecast.FindsNothing));
        var few = await PlanAsync(analyst, project.Id, selectedShare: "0.02");
        Assert.True((await Pilots.ForecastAsync(analyst, few, Token))!.FindsNothing);   // of 8 % among a dozen not even all of it
        await Pilots.DiscardAsync(analyst, few, Token);
        await LockAsync(analyst, id);
        Assert.True((await GetAsync(id)).ReadPlan()!.Falls);
        var (target, control) = await GroupsAsync(analyst, id);

        // of those treated every twentieth returned, of the others every fifth
        var day = new DateOnly(2026, 11, 1);
        var answers = target.Select((c, i) => (Customer: c, Returned: i % 20 == 0)).Concat(control.Select((c, i) => (Customer: c, Returned: i % 5 == 0)));
        await Responses.EvaluateAsync(analyst, id, "responses.csv", Csv(answers.Select(a => new PilotResponse(a.Customer, a.Returned, a.Returned ? 1000 : 0, a.Returned ? day : null))), new ResponseReading(), Token);
        var evaluated = await GetAsync(id);
        var result = ResultJson.Read<PilotResult>(evaluated.ResultJson!);
        Assert.True(result.Readout.Response.Difference < 0);
        Assert.True(evaluated.IsSignificantImprovement);
        Assert.True(result.Value!.MoneyPerYear.Likely > 0);
    }

    [Fact] // what the round is judged by was promised before the responses came
    public async Task Evaluate_AfterStepsOneAndTwoChanged_UsesWhatWasLocked()
    {
        var (project, analyst, id) = _locked;
        var sheets = _app.Get<WorksheetService>();
        var before = await sheets.ReadAsync(analyst, project.Id, Token);
        var locked = before.Pilots.Single().ReadPlan()!;
        Assert.Equal((before.Metric, before.Metric.Sha256, before.BreakEven.Rise), (locked.Metric, locked.MetricSha256, locked.BreakEven!.Rise));

        await sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.Effects, null, nameof(EffectsSheet.OneOffCost), "6000000", "12000000"), Token);
        await sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.Define, null, nameof(DefineSheet.MetricName), before.Define.MetricName, "another rate"), Token);
        var (target, control) = await GroupsAsync(analyst, id);
        await Responses.EvaluateAsync(analyst, id, "responses.csv", Csv(Sample(target, control)), new ResponseReading(), Token);

        var now = await sheets.ReadAsync(analyst, project.Id, Token);
        Assert.NotEqual(locked.BreakEven.Rise, now.BreakEven.Rise);
        Assert.Equal(locked.BreakEven.Rise, ResultJson.Read<PilotResult>(now.Pilots.Single().ResultJson!).BreakEven.Rise);
        Assert.Equal([nameof(DefineSheet.MetricName)], locked.Metric!.DifferencesTo(now.Metric));
    }

    [Fact]
    public async Task TargetList_WithAModel_IsTheBestCustomersFirst()
    {
        var (project, analyst, _) = await _app.AddGoProjectAsync();
        var version = await _app.ImportLogAsync(analyst, project.Id, Scenarios.SmallLog);
        await _app.TrainAsync(analyst, version);
        var id = await PlanAsync(analyst, project.Id, selectedShare: "0.1");
        await LockAsync(analyst, id);

        var lines = await ListAsync(analyst, id, PilotGroup.Target);
        Assert.Equal("rank,customer_id,score", lines[0]);
        var scores = lines.Skip(1).Select(l => double.Parse(l.Split(',')[2], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(scores.OrderDescending(), scores);
    }

    [Fact]
    public async Task Lock_Twice_SecondIsRefusedAndThePlanStays()
    {
        var (_, analyst, id) = _locked;
        var locked = await GetAsync(id);
        Assert.Equal(PilotPlan.Hash(locked.PlanJson), locked.PlanSha256);

        foreach (var field in Enum.GetValues<PilotField>().Where(f => f != PilotField.Conclusion))
        {
            var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Pilots.SaveAsync(analyst, id, field, PilotFields.Read(locked, field), "0.3", Token));
            Assert.Equal("pilot.plan.locked", rule.Code);
        }

        Assert.Equal("pilot.plan.locked", (await Assert.ThrowsAsync<DomainRuleException>(() => Pilots.LockAsync(analyst, id, Token))).Code);
        Assert.Equal("pilot.plan.locked", (await Assert.ThrowsAsync<DomainRuleException>(() => Pilots.DiscardAsync(analyst, id, Token))).Code);
        Assert.Equal(locked.PlanJson, (await GetAsync(id)).PlanJson);
        await Pilots.SaveAsync(analyst, id, PilotField.Conclusion, "", "go on", Token);
    }

    [Fact]
    public async Task Save_FieldSomebodyElseChanged_IsRefusedWithTheirText()
    {
        var (project, analyst, _) = await _app.AddGoProjectAsync();
        var id = await Pilots.CreateAsync(analyst, project.Id, Token);
        await Pilots.SaveAsync(analyst, id, PilotField.Name, "", "theirs", Token);
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Pilots.SaveAsync(analyst, id, PilotField.Name, "", "mine", Token));
        Assert.Equal(("pilot.field.changed", "theirs"), (rule.Code, rule.Arguments[0]));
    }

    [Fact]
    public async Task Save_ThingsOfAnotherProject_AreRefused()
    {
        var (project, analyst, _) = await _app.AddGoProjectAsync();
        var id = await Pilots.CreateAsync(analyst, project.Id, Token);
        var stranger = Guid.NewGuid().ToString("D");
        foreach (var (field, code) in new[] { (PilotField.OptionId, "row.gone"), (PilotField.DatasetVersionId, "dataset.gone"), (PilotField.ModelRunId, "model.not-trained") })
            Assert.Equal(code, (await Assert.ThrowsAsync<DomainRuleException>(() => Pilots.SaveAsync(analyst, id, field, "", stranger, Token))).Code);
    }

    [Fact]
    public async Task List_SameCustomersInAnotherOrder_SameGroups()
    {
        var (project, analyst, _) = await _app.AddGoProjectAsync();
        var rows = Enumerable.Range(1, 300).Select(i => $"c{i},2026-01-{1 + i % 28:00},{i * 10}").ToList();
        await _app.ImportTextAsync(analyst, project.Id, Log(rows));
        var first = await PlanAsync(analyst, project.Id, selectedShare: "1");
        await LockAsync(analyst, first);
        await _app.ImportTextAsync(analyst, project.Id, Log(rows.AsEnumerable().Reverse()));
        var second = await PlanAsync(analyst, project.Id, selectedShare: "1");
        await Pilots.SaveAsync(analyst, second, PilotField.EarlierCustomers, nameof(EarlierCustomers.LeaveOutTreated), nameof(EarlierCustomers.Keep), Token);
        var salt = (await GetAsync(first)).Salt;
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
            await db.Pilots.Where(p => p.Id == second).ExecuteUpdateAsync(s => s.SetProperty(p => p.Salt, salt), Token);
        await LockAsync(analyst, second);

        Assert.Equal(await ListAsync(analyst, first, PilotGroup.Target), await ListAsync(analyst, second, PilotGroup.Target));
        Assert.Equal((await GetAsync(first)).ListSha256, (await GetAsync(second)).ListSha256);
    }

    [Fact]
    public async Task Revise_Evaluated_KeepsThePlanButNotTheSplit()
    {
        var (_, analyst, id) = _locked;
        var (target, control) = await GroupsAsync(analyst, id);
        Assert.Equal("pilot.not-evaluated", (await Assert.ThrowsAsync<DomainRuleException>(() => Pilots.ReviseAsync(analyst, id, Token))).Code);
        await Responses.EvaluateAsync(analyst, id, "responses.csv", Csv(Sample(target, control)), new ResponseReading(), Token);

        var next = await GetAsync(await Pilots.ReviseAsync(analyst, id, Token));

        var before = await GetAsync(id);
        Assert.Equal((2, PilotState.Draft, before.Hypothesis), (next.Round, next.State, next.Hypothesis));
        Assert.NotEqual(before.Salt, next.Salt);
    }

    [Fact]
    public async Task Lock_TooFewCustomersForAControlGroup_FailsWithTheReasonAndCanBeReopened()
    {
        var (project, analyst, _) = await _app.AddGoProjectAsync();
        await _app.ImportTextAsync(analyst, project.Id, Log(Enumerable.Range(1, 40).Select(i => $"c{i},2026-01-{1 + i % 28:00},10")));
        var id = await PlanAsync(analyst, project.Id, selectedShare: "0.02");
        await LockAsync(analyst, id, PilotState.Failed);

        var failed = await GetAsync(id);
        Assert.Contains(failed.ErrorCode, new[] { "pilot.control-empty", "pilot.target-empty" });
        await Assert.ThrowsAsync<DomainRuleException>(() => Lists.OpenAsync(analyst, id, PilotGroup.Target, ListFormat.Csv, Token));
        await Pilots.ReopenAsync(analyst, id, Token);
        Assert.Equal(PilotState.Draft, (await GetAsync(id)).State);
    }

    [Fact]
    public async Task Download_ByAStrangerOrAViewer_IsDeniedAndByAnEditorNoted()
    {
        var (project, analyst, id) = _locked;
        var stranger = await _app.AddUserAsync("stranger", SystemRole.Analyst);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Lists.OpenAsync(stranger, id, PilotGroup.Target, ListFormat.Csv, Token));
        var viewer = await _app.AddUserAsync("viewer", SystemRole.Analyst);
        await _app.Get<Application.Projects.ProjectService>().SetMemberAsync(analyst, project.Id, viewer.UserId, ProjectRole.Viewer, Token);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Lists.OpenAsync(viewer, id, PilotGroup.Target, ListFormat.Csv, Token));

        var list = await Lists.OpenAsync(analyst, id, PilotGroup.Control, ListFormat.Csv, Token);
        await list.Content.DisposeAsync();

        Assert.Matches("^[A-Za-z0-9-]+-pilot-1-control\\.csv$", list.FileName);
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        var note = Assert.Single(await db.Audit.Where(a => a.RowId == id && a.Field == "Downloaded").ToListAsync(Token));
        Assert.Equal((analyst.UserId, $"대조군 {list.Rows:N0}명"), (note.UserId, Said(note)));
    }

    private static string Said(Domain.Audit.AuditEntry row)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ko");
        return Wording.Say(new CurrentTexts(TextCatalog.Default), AuditWords.Read(row.Subject, row.Field, row.NewValue!)!);
    }

    [Fact]
    public async Task Download_IdsThatLookLikeFormulas_AreNeutralised()
    {
        var (project, analyst, _) = await _app.AddGoProjectAsync();
        await _app.ImportTextAsync(analyst, project.Id, Log(Enumerable.Range(1, 60).Select(i => $"=cmd{i}(),2026-01-{1 + i % 28:00},10")));
        var id = await PlanAsync(analyst, project.Id, selectedShare: "1");
        await LockAsync(analyst, id);
        Assert.All((await ListAsync(analyst, id, PilotGroup.Control)).Skip(1), line => Assert.StartsWith("'=cmd", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Download_AsWorkbook_HoldsTheStoredListWithIdsAsTextAndIsNoted()
    {
        var (project, analyst, _) = await _app.AddGoProjectAsync();
        await _app.ImportTextAsync(analyst, project.Id, Log(Enumerable.Range(1, 60).Select(i => $"{(i % 2 == 0 ? $"{i:00000}" : $"=cmd{i}()")},2026-01-{1 + i % 28:00},10")));
        var id = await PlanAsync(analyst, project.Id, selectedShare: "1");
        await LockAsync(analyst, id);
        var csv = await ListAsync(analyst, id, PilotGroup.Target);

        var list = await Lists.OpenAsync(analyst, id, PilotGroup.Target, ListFormat.Xlsx, Token);

        var rows = Workbooks.Rows(list.Content);
        await list.Content.DisposeAsync();
        Assert.EndsWith("-pilot-1-target.xlsx", list.FileName, StringComparison.Ordinal);
        Assert.Equal(csv, rows.Select(r => string.Join(',', r.Select(c => (c.IsText && c.Value.StartsWith('=') ? "'" : "") + c.Value))));
        Assert.All(rows.Skip(1), r => Assert.Equal((false, true), (r[0].IsText, r[1].IsText)));
        Assert.Contains(rows, r => r[1].Value.StartsWith("000", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(_app.Get<DataDirectory>().Temp, "list-*"));
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        var noted = await db.Audit.Where(a => a.RowId == id && a.Field == "Downloaded").OrderBy(a => a.Id).Select(a => AuditWords.Read(a.Subject, a.Field, a.NewValue!)!).ToListAsync(Token);
        Assert.Equal(["history.pilot.list", "history.pilot.list.xlsx"], noted.Select(n => n.Key));
        Assert.All(noted, n => Assert.Equal((long)list.Rows, Convert.ToInt64(n.Arguments[1], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Download_AsWorkbookByAViewer_IsDenied()
    {
        var (project, analyst, id) = _locked;
        var viewer = await _app.AddUserAsync("viewer", SystemRole.Analyst);
        await _app.Get<Application.Projects.ProjectService>().SetMemberAsync(analyst, project.Id, viewer.UserId, ProjectRole.Viewer, Token);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Lists.OpenAsync(viewer, id, PilotGroup.Target, ListFormat.Xlsx, Token));
    }

    [Fact]
    public async Task Download_MoreRowsThanASheetHolds_SaysToTakeTheCsv()
    {
        var (_, analyst, id) = _locked;
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
            await db.Pilots.Where(p => p.Id == id).ExecuteUpdateAsync(s => s.SetProperty(p => p.TargetCount, 1_048_576), Token);

        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Lists.OpenAsync(analyst, id, PilotGroup.Target, ListFormat.Xlsx, Token));

        Assert.Equal("list.too-long-for-workbook", rule.Code);
        Assert.Equal([1_048_576, 1_048_575], rule.Arguments);
        await (await Lists.OpenAsync(analyst, id, PilotGroup.Target, ListFormat.Csv, Token)).Content.DisposeAsync();
    }

    [Theory]
    [InlineData("customer_id,responded\nnobody,1\n{all}", "response.unknown-id", 2)]
    [InlineData("customer_id,responded\n{all}{first},1\n", "response.id-twice", 602)]
    [InlineData("customer_id,responded\n{zero}", "response.all-zero", null)]
    [InlineData("customer_id,responded\n{targets}", "response.control-absent", null)]
    [InlineData("customer_id,responded\n{controls}", "response.target-absent", null)]
    [InlineData("customer_id,responded\n{first},perhaps\n", "response.bad-answer", 2)]
    [InlineData("customer_id,responded\n", "data.no-rows", null)]
    [InlineData("", "data.empty-file", null)]
    [InlineData("city,weather\nSeoul,fine\n", "response.no-customer-column", null)]
    public async Task Evaluate_BadFile_NamesItAndChangesNothing(string template, string code, int? row)
    {
        var (_, analyst, id) = _locked;
        var (target, control) = await GroupsAsync(analyst, id);
        string Rows(IEnumerable<string> ids, string answer) => string.Concat(ids.Select(i => $"{i},{answer}\n"));
        var text = template
            .Replace("{all}", Rows([.. target, .. control], "1"), StringComparison.Ordinal)
            .Replace("{zero}", Rows([.. target, .. control], "0"), StringComparison.Ordinal)
            .Replace("{targets}", Rows(target, "1"), StringComparison.Ordinal)
            .Replace("{controls}", Rows(control, "1"), StringComparison.Ordinal)
            .Replace("{first}", target[0], StringComparison.Ordinal);

        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Responses.EvaluateAsync(analyst, id, "answers.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), new ResponseReading(), Token));

        Assert.Equal(code, rule.Code);
        Assert.Equal("answers.csv", rule.Arguments[0]);
        if (row is { } number)
            Assert.Equal((long)number, Convert.ToInt64(rule.Arguments[1], CultureInfo.InvariantCulture));
        var after = await GetAsync(id);
        Assert.Equal((PilotState.Running, null, ""), (after.State, after.ResultJson, after.ResponseFileName));
        Assert.Equal(3, Directory.GetFiles(_app.Get<DataDirectory>().Pilot(id)).Length);
    }

    [Fact]
    public async Task Evaluate_UnknownIdsPassedOver_CountsThemAndSaysSo()
    {
        var (_, analyst, id) = _locked;
        var (target, control) = await GroupsAsync(analyst, id);
        var responses = Sample(target, control).Append(new PilotResponse("nobody", true, 10, null));

        await Responses.EvaluateAsync(analyst, id, "responses.csv", Csv(responses), new ResponseReading(IgnoreUnknown: true), Token);

        var result = ResultJson.Read<PilotResult>((await GetAsync(id)).ResultJson!);
        Assert.Equal(1, result.IgnoredRows);
        Assert.Contains(result.Warnings, w => w.Key == "rule.response.unknown-ignored");
    }

    [Fact]
    public async Task Evaluate_AfterSubmission_IsRefusedUntilWithdrawn()
    {
        var (project, analyst, id) = _locked;
        var (target, control) = await GroupsAsync(analyst, id);
        await Responses.EvaluateAsync(analyst, id, "responses.csv", Csv(Sample(target, control)), new ResponseReading(), Token);
        var review = await _app.Get<ReviewService>().SubmitAsync(analyst, project.Id, Gate.Pilot, id, Token);

        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Responses.EvaluateAsync(analyst, id, "better.csv", Csv(Sample(target, control)), new ResponseReading(), Token));
        Assert.Equal("pilot.responses.submitted", rule.Code);
        Assert.Equal("responses.csv", (await GetAsync(id)).ResponseFileName);

        await _app.Get<ReviewService>().WithdrawAsync(analyst, review, Token);
        await Responses.EvaluateAsync(analyst, id, "corrected.csv", Csv(Sample(target, control)), new ResponseReading(), Token);
        Assert.Equal("corrected.csv", (await GetAsync(id)).ResponseFileName);
    }

    [Fact]
    public async Task Evaluate_SubmittedWhileTheFileWasRead_IsRefusedAndTheSubmittedResultStays()
    {
        var (project, analyst, id) = _locked;
        var (target, control) = await GroupsAsync(analyst, id);
        await Responses.EvaluateAsync(analyst, id, "first.csv", Csv(Sample(target, control)), new ResponseReading(), Token);
        await using var slow = new MeddlingStream(Csv(Sample(target, control)), () => _app.Get<ReviewService>().SubmitAsync(analyst, project.Id, Gate.Pilot, id, Token));

        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Responses.EvaluateAsync(analyst, id, "second.csv", slow, new ResponseReading(), Token));

        Assert.Equal("pilot.responses.submitted", rule.Code);
        Assert.Equal("first.csv", (await GetAsync(id)).ResponseFileName);
    }

    [Fact]
    public async Task Evaluate_StepShutWhileTheFileWasRead_IsRefused()
    {
        var (project, analyst, id) = _locked;
        var (target, control) = await GroupsAsync(analyst, id);
        await using var slow = new MeddlingStream(Csv(Sample(target, control)), async () =>
        {
            await using var db = await _app.Contexts.CreateDbContextAsync(Token);
            await db.Projects.Where(p => p.Id == project.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Status, ProjectStatus.Closed), Token);
        });

        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Responses.EvaluateAsync(analyst, id, "late.csv", slow, new ResponseReading(), Token));

        Assert.Equal("step.shut.closed", rule.Code);
        Assert.Equal((PilotState.Running, ""), ((await GetAsync(id)).State, (await GetAsync(id)).ResponseFileName));
    }

    [Fact]
    public async Task Evaluate_TwoUploadsAtOnce_TheSecondIsToldAndTheFirstStays()
    {
        var (_, analyst, id) = _locked;
        var (target, control) = await GroupsAsync(analyst, id);
        var other = Sample(target, control).Select(r => r with { Responded = !r.Responded });
        await using var slow = new MeddlingStream(Csv(other), () => Responses.EvaluateAsync(analyst, id, "quick.csv", Csv(Sample(target, control)), new ResponseReading(), Token));

        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Responses.EvaluateAsync(analyst, id, "slow.csv", slow, new ResponseReading(), Token));

        Assert.Equal("pilot.changed-meanwhile", rule.Code);
        Assert.Equal("quick.csv", (await GetAsync(id)).ResponseFileName);
        Assert.Equal(4, Directory.GetFiles(_app.Get<DataDirectory>().Pilot(id)).Length);   // two lists, the assignment, the responses that count
    }

    [Fact]
    public async Task Evaluate_FileAboveTheLimit_IsRefused()
    {
        var (_, analyst, id) = _locked;
        var small = new PilotResponseService(_app.Contexts, _app.Get<PilotAccess>(), _app.Get<DataDirectory>(), new PilotLimits(64), _app.Get<Application.Projects.ProjectFeed>());
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => small.EvaluateAsync(analyst, id, "big.csv", new MemoryStream(new byte[65]), new ResponseReading(), Token));
        Assert.Equal("pilot.responses.too-large", rule.Code);
    }

    /// <summary>A running round without a model: 600 customers, half of them control.</summary>
    private async Task<(Project Project, Actor Analyst, Guid Pilot)> LockedAsync()
    {
        var (project, analyst, _) = await _app.AddGoProjectAsync();
        await _app.ImportTextAsync(analyst, project.Id, Log(Enumerable.Range(1, 600).Select(i => $"c{i:000},2026-01-{1 + i % 28:00},{i * 10}")));
        var id = await PlanAsync(analyst, project.Id, selectedShare: "1");
        await LockAsync(analyst, id);
        return (project, analyst, id);
    }

    private static string Log(IEnumerable<string> rows) => "customer_id,ordered_at,amount\n" + string.Join('\n', rows) + "\n";

    private async Task<Guid> PlanAsync(Actor analyst, Guid projectId, string selectedShare)
    {
        var id = await Pilots.CreateAsync(analyst, projectId, Token);
        await Pilots.SaveAsync(analyst, id, PilotField.Name, "", "Coupon after 14 days", Token);
        await Pilots.SaveAsync(analyst, id, PilotField.Hypothesis, "", "The coupon raises the response rate within 30 days", Token);
        await Pilots.SaveAsync(analyst, id, PilotField.Treatment, "", "A coupon by text message", Token);
        await Pilots.SaveAsync(analyst, id, PilotField.SelectedShare, "0.2", selectedShare, Token);
        return id;
    }

    private async Task LockAsync(Actor analyst, Guid id, PilotState until = PilotState.Running)
    {
        await Pilots.LockAsync(analyst, id, Token);
        await TestApp.UntilAsync(async () => (await GetAsync(id)).State != PilotState.Drawing);
        var pilot = await GetAsync(id);
        Assert.True(until == pilot.State, $"{pilot.State}: {pilot.ErrorCode} {pilot.ErrorArgumentsJson}");
    }

    private async Task<Pilot> GetAsync(Guid id)
    {
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        return await db.Pilots.AsNoTracking().SingleAsync(p => p.Id == id, Token);
    }

    private async Task<IReadOnlyList<string>> ListAsync(Actor actor, Guid id, PilotGroup group)
    {
        var list = await Lists.OpenAsync(actor, id, group, ListFormat.Csv, Token);
        using var reader = new StreamReader(list.Content);
        return (await reader.ReadToEndAsync(Token)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<(IReadOnlyList<string> Target, IReadOnlyList<string> Control)> GroupsAsync(Actor actor, Guid id) =>
        ([.. (await ListAsync(actor, id, PilotGroup.Target)).Skip(1).Select(l => l.Split(',')[1])], [.. (await ListAsync(actor, id, PilotGroup.Control)).Skip(1)]);

    private static IEnumerable<PilotResponse> Sample(IEnumerable<string> target, IEnumerable<string> control) =>
        PilotResponseGenerator.Generate([.. target.Select(c => new PilotMember(c, true)), .. control.Select(c => new PilotMember(c, false))], 5, new DateOnly(2026, 11, 1), 30);

    private static MemoryStream Csv(IEnumerable<PilotResponse> responses)
    {
        var text = new StringBuilder().AppendJoin(',', PilotResponseGenerator.Columns).Append('\n');
        foreach (var response in responses)
            text.Append(CultureInfo.InvariantCulture, $"{response.CustomerId},{(response.Responded ? 1 : 0)},{response.AmountWon},{response.RespondedOn:yyyy-MM-dd}\n");
        return new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
