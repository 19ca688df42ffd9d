using Bunit;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Effects;
using ProblemSolving.Web.Components.Projects;

namespace ProblemSolving.Web.Tests.Projects;

public sealed class ProjectPartsTests : IAsyncLifetime
{
    private ProjectPartsPage _page = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _page = await ProjectPartsPage.OpenAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Theory]   // what a delivery costs is booked by the program when its slot comes
    [InlineData("00000000-0000-0000-0000-000000000001", "", "The program")]
    [InlineData("00000000-0000-0000-0000-000000000002", "김분석", "김분석")]
    [InlineData("00000000-0000-0000-0000-000000000002", "", "Somebody")]
    public void History_TellsWhoDidIt_BeItTheProgram(string id, string name, string expected) =>
        Assert.Equal(expected, HistoryText.Author(_page.Texts, new Application.Audit.HistoryRow(1, ProblemStep.Operate, "Spending", null, "Entry", null, "x", Guid.Parse(id), name, default)));

    [Fact]   // the page that was loaded first is not the one that is read
    public async Task LanguageSwitch_AfterMovingOn_LeadsBackToThePageThatIsShown()
    {
        var view = _page.Render<Components.Layout.LanguageSwitch>(await _page.ContextAsync(ProblemStep.Define));
        _page.Go("/projects/PS-1/analyze?part=rfm");
        view.WaitForAssertion(() => Assert.Equal("/projects/PS-1/analyze?part=rfm", view.Find("input[name=returnUrl]").GetAttribute("value")), TimeSpan.FromSeconds(10));
    }

    [Fact]   // on a phone each value stands beside the name of its column
    public async Task Deliveries_NameEachValueForAPhone()
    {
        Domain.Operate.OperateRun[] runs = [new() { State = Domain.Analyze.RunState.Succeeded, FileName = "a.csv" }, new() { State = Domain.Analyze.RunState.Failed }];
        var view = _page.Render<Components.Operate.DeliveryTable>(await _page.ContextAsync(ProblemStep.Operate), p => p.Add(t => t.Runs, runs).Add(t => t.Zone, TimeZoneInfo.Utc));
        Assert.Contains("ps-stacked", view.Find("table").ClassName, StringComparison.Ordinal);
        var heads = view.FindAll("thead th").Skip(1).Select(h => h.TextContent).ToList();
        Assert.All(view.FindAll("tbody tr"), r => Assert.Equal(heads, r.QuerySelectorAll("td").Select(c => c.GetAttribute("data-label"))));
    }

    [Fact]
    public async Task EffectsGate_WithoutAReviewer_SaysSoAmongWhatIsMissingWithTheWayToTheMembers()
    {
        await _page.App.Get<ProjectService>().RemoveMemberAsync(_page.Analyst, _page.Project.Id, _page.Manager.UserId, Token);
        var gate = _page.Render<EffectsGate>(await _page.ContextAsync(ProblemStep.Effects));
        gate.WaitForAssertion(() => Assert.Equal($"/projects/{_page.Project.Key}/members", gate.Find(".ps-findings-blocking li:last-child a").GetAttribute("href")), TimeSpan.FromSeconds(10));
        Assert.Contains("Nobody could decide", gate.Find(".ps-findings-blocking").TextContent, StringComparison.Ordinal);
        Assert.True(gate.Find("button").HasAttribute("disabled"));
    }

    [Fact]
    public async Task EffectsGate_WithAReviewer_AsksForNone()
    {
        var gate = _page.Render<EffectsGate>(await _page.ContextAsync(ProblemStep.Effects));
        Assert.DoesNotContain("Nobody could decide", gate.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rail_BeforeGo_SaysThatStepFiveIsOpenForData()
    {
        var context = await _page.ContextAsync(ProblemStep.Define);
        var rail = _page.Render<StepRail>(context, p => p.Add(r => r.Context, context));
        var steps = rail.FindAll("li .ps-step-state").Select(s => s.TextContent.Trim()).ToList();
        Assert.StartsWith("Data open, models after Go", steps[4], StringComparison.Ordinal);
        Assert.StartsWith("Not open", steps[2], StringComparison.Ordinal);
    }

    [Fact]   // without reading the project again
    public async Task Rail_AfterTheFirstValue_SaysInProgress()
    {
        var context = await _page.ContextAsync(ProblemStep.Define);
        var rail = _page.Render<StepRail>(context, p => p.Add(r => r.Context, context));
        Assert.StartsWith("Not started", rail.Find("li .ps-step-state").TextContent.Trim(), StringComparison.Ordinal);
        var field = _page.Render<SheetField>(context, p => p.Add(f => f.Sheet, SheetKind.Define).Add(f => f.Field, nameof(Domain.Define.DefineSheet.Overview)));
        await field.Find("input").InputAsync(new() { Value = "They do not come back" });
        await field.Find("input").BlurAsync(new());
        rail.WaitForAssertion(() => Assert.StartsWith("In progress", rail.Find("li .ps-step-state").TextContent.Trim(), StringComparison.Ordinal), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Header_OfStepFiveBeforeGo_SaysWhatIsOpenInsteadOfShut()
    {
        var header = _page.Render<SheetHeader>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(h => h.Key, "analyze"));
        Assert.Contains("Data can be uploaded and explored now", header.Markup, StringComparison.Ordinal);
        Assert.Empty(header.FindAll(".ps-notice-shut"));
    }

    [Theory]
    [InlineData("Dataset", "Import", "Utf8, Comma, Customer = id", "Utf8, Comma, Customer = id")]
    [InlineData("Schedule", "Enabled", "False", "False")]
    [InlineData("Schedule", "Enabled", "{\"key\":\"history.schedule.paused\",\"arguments\":[]}", "일시 중지")]
    [InlineData("Gate", "Decision", "Revise: 숫자를 다시 확인", "보완 요청: 숫자를 다시 확인")]
    [InlineData("Member", "Role", "Reviewer", "검토자")]
    public void History_OldRowsKeepShowingAndNewOnesAreInTheReadersLanguage(string subject, string field, string value, string shown)
    {
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("ko");
        var row = new HistoryRow(1, ProblemStep.Analyze, subject, null, field, null, value, Guid.Empty, "", default);
        Assert.Equal(shown, HistoryText.Value(new CurrentTexts(TextCatalog.Default), row, value));
    }

    [Theory]
    [InlineData("Effects", "DiscountRate", "0.15", "15%")]
    [InlineData("Effects", "OneOffCost", "20000000", "2,000만 원")]
    [InlineData("Effects", "HorizonMonths", "24", "24개월")]
    [InlineData("EffectLine", "ChangeLikely", "0.03", "+3%p")]
    [InlineData("Solution", "EffectShare", "0.4", "40%")]
    [InlineData("Define", "MetricAsIs", "0.24", "24%")]
    [InlineData("Pilot", "BaseRate", "0.08", "8%")]
    [InlineData("Metric", "Reading", "{\"key\":\"history.metric.reading\",\"arguments\":[\"log.csv\",\"2026-05\",\"2026-07\",\"0.2623\"]}", "log.csv 2026-05 ~ 2026-07: 26.23%")]
    [InlineData("Pilot", "FixedCost", "1500000", "150만 원")]
    [InlineData("Pilot", "OptionId", "0f8fad5b-d9cb-469f-a165-70867728950e", "(삭제된 항목)")]
    [InlineData("Dataset", "Uploaded", "log.csv 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "log.csv")]
    [InlineData("Gate", "Submitted", "Effects 2 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "기대효과 게이트 2차")]
    public async Task History_ValuesAreInTheirUnitsAndIdsAreNames(string subject, string field, string value, string shown)
    {
        var project = (await _page.ContextAsync(ProblemStep.Effects)).Snapshot;
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("ko");
        var row = new HistoryRow(1, ProblemStep.Effects, subject, null, field, null, value, Guid.Empty, "", default);
        Assert.Equal(shown, HistoryText.New(new CurrentTexts(TextCatalog.Default), row, project));
    }

    [Theory]
    [InlineData("Locked", false)]
    [InlineData("Reopened", false)]
    [InlineData("Alpha", true)]
    public void History_AFingerprintAloneIsNotShown(string field, bool shown) =>
        Assert.Equal(shown, HistoryText.HasValue(new HistoryRow(1, ProblemStep.Measure, "Pilot", null, field, null, "ab", Guid.Empty, "", default)));

    [Fact]
    public async Task History_NamesTheRow_AlsoOneThatIsGone()
    {
        var sheets = _page.App.Get<WorksheetService>();
        var kept = await EffectAsync("second orders");
        var gone = await EffectAsync("fewer returns");
        await sheets.DeleteRowAsync(_page.Analyst, _page.Project.Id, SheetKind.EffectLine, gone, Token);
        var context = await _page.ContextAsync(ProblemStep.Effects);
        var side = _page.Render<StepSide>(context, p => p.Add(s => s.Context, context));
        side.WaitForAssertion(() => Assert.Contains("removed", side.Find(".ps-history").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        var rows = side.FindAll(".ps-history > li").Select(r => r.TextContent).ToList();
        Assert.Contains(rows, r => r.Contains("(second orders)", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("(fewer returns)", StringComparison.Ordinal) && r.Contains("removed", StringComparison.Ordinal) && !r.Contains("(empty)", StringComparison.Ordinal));
        Assert.NotEqual(kept, gone);
    }

    [Fact]   // names of the program stood there: “Customer, Time”
    public async Task History_OfNeededColumns_NamesThemInTheReadersLanguage()
    {
        var context = await _page.ContextAsync(ProblemStep.Solutions);
        var row = new HistoryRow(1, ProblemStep.Solutions, nameof(SheetKind.Solution), null, "NeedRoles", null, "Customer, Time", Guid.Empty, "", default);
        var korean = new FixedTexts(TextCatalog.Default, System.Globalization.CultureInfo.GetCultureInfo("ko"));
        Assert.Equal("고객, 시간", HistoryText.New(korean, row, context.Snapshot));
    }

    [Fact]
    public async Task History_ShowsTheNewestAndTheRestWhenAsked()
    {
        var sheets = _page.App.Get<WorksheetService>();
        for (var i = 0; i < 12; i++)
        {
            foreach (var field in new[] { "KillCriteria", "NextTest" })
                await sheets.SaveFieldAsync(_page.Analyst, new FieldEdit(_page.Project.Id, SheetKind.Effects, null, field, i == 0 ? "" : $"{field} {i - 1}", $"{field} {i}"), Token);
        }

        var context = await _page.ContextAsync(ProblemStep.Effects);
        var side = _page.Render<StepSide>(context, p => p.Add(s => s.Context, context));
        side.WaitForAssertion(() => Assert.Equal(20, side.FindAll(".ps-history > li").Count), TimeSpan.FromSeconds(10));
        Assert.Contains("KillCriteria 11", side.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("KillCriteria 0", side.Markup, StringComparison.Ordinal);

        await side.Find("button.ps-link").ClickAsync(new());

        side.WaitForAssertion(() => Assert.Contains("KillCriteria 0", side.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Empty(side.FindAll("button.ps-link"));
    }

    [Fact]
    public async Task Members_BackLeadsToTheStepOneCameFrom()
    {
        var context = await _page.ContextAsync(ProblemStep.Effects);
        var rail = _page.Render<StepRail>(context, p => p.Add(r => r.Context, context));
        Assert.Equal($"/projects/{_page.Project.Key}/members?from=effects", rail.FindAll(".ps-step-links a")[1].GetAttribute("href"));
    }

    [Theory]
    [InlineData(null, "effects")]   // the furthest that has begun
    [InlineData("define", "define")]
    [InlineData("//evil.example", "effects")]
    public async Task Members_Back_GoesWhereOneWas(string? from, string step)
    {
        await EffectAsync("second orders");
        _page.SignIn(_page.Analyst);
        _page.Go($"/projects/{_page.Project.Key}/members{(from is null ? "" : "?from=" + Uri.EscapeDataString(from))}");
        var page = _page.Render<MembersPage>(p => p.Add(m => m.Key, _page.Project.Key));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("table")), TimeSpan.FromSeconds(10));
        Assert.Contains(page.FindAll("a"), a => a.GetAttribute("href") == $"/projects/{_page.Project.Key}/{step}");
    }

    [Fact]
    public async Task Foot_WithAnOpenRemark_CountsItAndLeadsToItsField()
    {
        await _page.App.GoAsync(_page.Project, _page.Analyst, _page.Manager);
        await _page.App.AmendAsync(_page.Project, _page.Analyst);
        var reviews = _page.App.Get<Application.Reviews.ReviewService>();
        var asked = await reviews.SubmitAsync(_page.Analyst, _page.Project.Id, Domain.Reviews.Gate.Effects, null, Token);
        Assert.DoesNotContain("Open remarks", Foot(await _page.ContextAsync(ProblemStep.Define)).Markup, StringComparison.Ordinal);
        await reviews.DecideAsync(_page.Manager, asked, new Domain.Reviews.GateAnswer(Domain.Reviews.GateDecision.Revise, "look again")
        {
            Remarks = [new Domain.Reviews.RemarkInput(SheetKind.Define, null, "DamageText", "since when?")],
        }, Token);
        var foot = Foot(await _page.ContextAsync(ProblemStep.Define));
        Assert.Contains("Open remarks of the reviewer: 1", foot.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("This step is complete", foot.Markup, StringComparison.Ordinal);
        Assert.Equal($"/projects/{_page.Project.Key}/define#f-Define-DamageText", foot.Find(".ps-step-remarks a").GetAttribute("href"));
        Assert.Contains("This step is complete", Foot(await _page.ContextAsync(ProblemStep.Solutions)).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_WhileTheReviewWaits_KeepsItsLinkApartFromTheSentence()
    {
        var app = await TestApp.StartAsync();
        var (project, analyst, manager) = await app.AddReadyProjectAsync();
        await using var page = ProjectPartsPage.On(app, project, analyst, manager);
        await app.Get<ReviewService>().SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        var header = page.Render<SheetHeader>(await page.ContextAsync(ProblemStep.Solutions), p => p.Add(h => h.Key, "solutions"));
        Assert.Contains("waiting for an answer. To the review", header.Find(".ps-notice-shut").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_ForAReader_SaysWhatIsSoInsteadOfWhatToDo()
    {
        var reader = await ReaderAsync(ProblemStep.Prioritize);
        var header = _page.Render<SheetHeader>(reader, p => p.Add(h => h.Key, "prioritize"));
        Assert.Contains("have not submitted the expected effects", header.Find(".ps-notice").TextContent, StringComparison.Ordinal);
        await _page.App.GoAsync(_page.Project, _page.Analyst, _page.Manager);
        header = _page.Render<SheetHeader>(await ReaderAsync(ProblemStep.Prioritize), p => p.Add(h => h.Key, "prioritize"));
        Assert.Contains("Team scores below and comments are open to you", header.Find(".ps-notice").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<StepFoot> Foot(ProjectContext context) => _page.Render<StepFoot>(context, p => p.Add(f => f.Findings, []));

    private async Task<ProjectContext> ReaderAsync(ProblemStep step) =>
        new(_page.Manager, await _page.App.Get<ProjectService>().OpenAsync(_page.Manager, _page.Project.Key, Token), step, () => new DateOnly(2026, 11, 22), () => Task.CompletedTask);

    private async Task<Guid> EffectAsync(string name)
    {
        var sheets = _page.App.Get<WorksheetService>();
        var id = await sheets.AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.EffectLine, Token);
        await sheets.SaveFieldAsync(_page.Analyst, new FieldEdit(_page.Project.Id, SheetKind.EffectLine, id, "Name", "", name), Token);
        return id;
    }
}
