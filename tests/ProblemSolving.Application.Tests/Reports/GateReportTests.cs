using System.Globalization;
using System.Net;
using ProblemSolving.Application.Prioritize;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reports;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Domain.Solutions;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Reports;

/// <summary>What happened around a gate stands in the report: remarks with their answers, and the points of the team.</summary>
public sealed class GateReportTests : IAsyncLifetime
{
    private TestApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Html_ARemark_StandsWithItsFieldAndAnswer()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var reviews = _app.Get<ReviewService>();
        var id = await reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.Revise, "one number", Remarks: [new RemarkInput(SheetKind.Define, null, nameof(DefineSheet.DamageAmount), "gross or net?")]), Token);
        Assert.Contains("<td>still open</td>", await HtmlAsync(), StringComparison.Ordinal);

        var remark = Assert.Single((await reviews.OpenAsync(analyst, id, Token)).Remarks);
        await _app.Get<RemarkService>().CloseAsync(analyst, remark.Id, "net, by the controllers' book", Token);
        var html = await HtmlAsync();
        foreach (var expected in new[] { "gross or net?", "net, by the controllers' book" })
            Assert.Contains(expected, html, StringComparison.Ordinal);

        async Task<string> HtmlAsync() => WebUtility.HtmlDecode((await _app.Get<ReportService>().HtmlAsync(analyst, project.Id, CultureInfo.GetCultureInfo("en"), Token)).Html);
    }

    [Theory]
    [InlineData("0.009", "0.9%")]   // was printed as 1%, beside a figure that said 0.9%
    [InlineData("0.3", "30%")]
    public async Task Html_AShare_StandsAsItWasTyped(string share, string written)
    {
        var (project, analyst, _) = await _app.AddGoProjectAsync();
        var sheets = _app.Get<WorksheetService>();
        var option = await sheets.AddRowAsync(analyst, project.Id, SheetKind.Solution, Token);
        foreach (var (field, value) in ((string, string)[])[(nameof(SolutionOption.Name), "a letter"), (nameof(SolutionOption.EffectShare), share)])
            await sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.Solution, option, field, "", value), Token);
        var html = WebUtility.HtmlDecode((await _app.Get<ReportService>().HtmlAsync(analyst, project.Id, CultureInfo.GetCultureInfo("en"), Token)).Html);
        Assert.Matches($"a letter</td>.*>{System.Text.RegularExpressions.Regex.Escape(written)}</td>", html);
    }

    [Fact]   // what was decided on was typed, and the report left it out
    public async Task Html_CostsTestAndRevival_StandAsTheyWereTyped()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var sheets = _app.Get<WorksheetService>();
        Task SetAsync(string field, string old, string text) => sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.Effects, null, field, old, text), Token);
        await SetAsync(nameof(EffectsSheet.OneOffCost), "", "6000000");
        await SetAsync(nameof(EffectsSheet.OneOffCostLow), "", "5111000");
        await SetAsync(nameof(EffectsSheet.OneOffCostHigh), "", "9222000");
        await SetAsync(nameof(EffectsSheet.DiscountRate), "", "0.0725");
        var effects = (await sheets.ReadAsync(analyst, project.Id, Token)).Effects;
        await SetAsync(nameof(EffectsSheet.NextTestDays), WorksheetFields.Get(SheetKind.Effects, nameof(EffectsSheet.NextTestDays)).Read(effects), "13");
        await SetAsync(nameof(EffectsSheet.NextTestCost), WorksheetFields.Get(SheetKind.Effects, nameof(EffectsSheet.NextTestCost)).Read(effects), "777000");
        var id = await _app.Get<ReviewService>().SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await _app.Get<ReviewService>().DecideAsync(boss, id, new GateAnswer(GateDecision.Hold, "next year", Revival: new RevivalCondition(RevivalKind.Date, new DateOnly(2031, 5, 6), null)), Token);
        var report = await _app.Get<ReportService>().HtmlAsync(analyst, project.Id, CultureInfo.GetCultureInfo("en"), Token);
        var html = WebUtility.HtmlDecode(report.Html);
        foreach (var expected in new[] { "(₩5.1", "– ₩9.2", "7.25%", "13 working days", "777", "6 May 2031" })
            Assert.Contains(expected, html, StringComparison.Ordinal);
        Assert.StartsWith($"{project.Key} {project.Name} ", report.FileName, StringComparison.Ordinal);
        Assert.EndsWith(".html", report.FileName, StringComparison.Ordinal);

        using var file = new MemoryStream();
        await _app.Get<ReportService>().WorkbookAsync(analyst, project.Id, CultureInfo.GetCultureInfo("en"), file, Token);
        var book = new WorkbookCalculator(file);
        Assert.Equal(5_111_000.0, Convert.ToDouble(book.Value("2. Worth", $"B{book.RowOf("2. Worth", "One-off cost, low")}"), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Html_AnAssumptionThatWasNeverWritten_IsNoRow()
    {
        var (project, analyst, _) = await _app.AddGoProjectAsync();
        var sheets = _app.Get<WorksheetService>();
        var option = await sheets.AddRowAsync(analyst, project.Id, SheetKind.Solution, Token);
        await sheets.AddChildRowAsync(analyst, project.Id, SheetKind.Assumption, option, Token);
        var html = (await _app.Get<ReportService>().HtmlAsync(analyst, project.Id, CultureInfo.GetCultureInfo("en"), Token)).Html;
        var texts = new Application.Texts.FixedTexts(Application.Texts.TextCatalog.Default, CultureInfo.GetCultureInfo("en"));
        Assert.DoesNotContain(WebUtility.HtmlEncode(texts["field.Assumption.Claim"]), html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_OptionsBesideEachOther_StandFromTwoOn()
    {
        var (project, analyst, _) = await _app.AddGoProjectAsync();
        await AddAsync("a letter", "14", "0.3");
        Assert.DoesNotContain("Time and effect", await HtmlAsync(), StringComparison.Ordinal);
        await AddAsync("a model", "60", "0.7");
        var html = await HtmlAsync();
        Assert.Contains("Time and effect", html, StringComparison.Ordinal);
        Assert.Contains("<td>2 · a model</td>", html, StringComparison.Ordinal);

        async Task AddAsync(string name, string days, string share)
        {
            var sheets = _app.Get<WorksheetService>();
            var option = await sheets.AddRowAsync(analyst, project.Id, SheetKind.Solution, Token);
            foreach (var (field, value) in ((string, string)[])[(nameof(SolutionOption.Name), name), (nameof(SolutionOption.DaysToFirstResult), days), (nameof(SolutionOption.EffectShare), share)])
                await sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.Solution, option, field, "", value), Token);
        }

        async Task<string> HtmlAsync() => WebUtility.HtmlDecode((await _app.Get<ReportService>().HtmlAsync(analyst, project.Id, CultureInfo.GetCultureInfo("en"), Token)).Html);
    }

    [Fact]
    public async Task Html_TheTeamsPoints_StandOnceRevealed()
    {
        var (project, analyst, boss) = await _app.AddGoProjectAsync();
        var option = await _app.Get<WorksheetService>().AddRowAsync(analyst, project.Id, SheetKind.Solution, Token);
        await _app.Get<WorksheetService>().SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.Solution, option, nameof(SolutionOption.Name), "", "a letter"), Token);
        var scores = _app.Get<TeamScoreService>();
        await scores.ScoreAsync(analyst, project.Id, option, ScoreCriterion.Impact, 4, Token);
        await scores.ScoreAsync(boss, project.Id, option, ScoreCriterion.Impact, 2, Token);
        Assert.DoesNotContain("Scoring as a team", await HtmlAsync(), StringComparison.Ordinal);
        await scores.RevealAsync(analyst, project.Id, Token);
        var html = await HtmlAsync();
        Assert.Contains("Scoring as a team", html, StringComparison.Ordinal);
        Assert.Contains("2 – 4", html, StringComparison.Ordinal);

        async Task<string> HtmlAsync() => WebUtility.HtmlDecode((await _app.Get<ReportService>().HtmlAsync(analyst, project.Id, CultureInfo.GetCultureInfo("en"), Token)).Html);
    }

    [Fact]
    public async Task Submit_WithAnExample_IsRefusedUntilItIsMeant()
    {
        var (project, analyst, _) = await _app.AddReadyProjectAsync();
        await _app.Get<WorksheetService>().SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.Define, null, nameof(DefineSheet.PhenomenonSize), "", "2년 전 대비 −12%p, 월 약 150건의 두 번째 주문 감소"), Token);
        var reviews = _app.Get<ReviewService>();
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token));
        Assert.Equal(("gate.submit.examples", 2), (rule.Code, rule.Arguments[0]));   // and the As-is of 24 % beside it
        await reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, examplesMeant: true, Token);
    }
}
