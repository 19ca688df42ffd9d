using Bunit;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Effects;
using ProblemSolving.Web.Components.Projects;

namespace ProblemSolving.Web.Tests.Projects;

public sealed class ProjectPartsTests : IAsyncLifetime
{
    private ProjectPartsPage _page = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _page = await ProjectPartsPage.OpenAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task EffectsGate_WithoutAReviewer_SaysSoAmongWhatIsMissingWithTheWayToTheMembers()
    {
        await _page.App.Get<ProjectService>().RemoveMemberAsync(_page.Analyst, _page.Project.Id, _page.Manager.UserId, Token);
        var gate = _page.Render<EffectsGate>(await _page.ContextAsync(ProblemStep.Effects));
        gate.WaitForAssertion(() => Assert.Equal($"/projects/{_page.Project.Key}/members", gate.Find(".ps-findings-blocking a").GetAttribute("href")), TimeSpan.FromSeconds(10));
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
}
