using Bunit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Measure;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Measure;

/// <summary>Money is recorded, comes back, and is told when it does not fit.</summary>
public sealed class BudgetPanelTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private ProjectPartsPage _page = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _page = await ProjectPartsPage.OpenAsync();
        await _page.App.GoAsync(_page.Project, _page.Analyst, _page.Manager);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task Form_MoneySpent_IsRecordedAndTheFormIsEmptyAgain()
    {
        var panel = await PanelAsync();
        await FillAsync(panel, "coupons", "8만");
        await RecordAsync(panel);
        panel.WaitForAssertion(() => Assert.Contains("coupons", panel.Find("tbody tr").TextContent, StringComparison.Ordinal), Patience);
        var spent = Assert.Single((await ReadAsync()).Spendings);
        Assert.Equal(("coupons", 80_000m), (spent.What, spent.Amount));
        Assert.Equal(("", ""), (panel.Find("#spend-what").GetAttribute("value") ?? "", panel.Find("#spend-amount").GetAttribute("value") ?? ""));
    }

    [Fact]
    public async Task Form_MoneyThatCameBack_NamesItsEntryAndLowersWhatWasSpent()
    {
        var panel = await PanelAsync();
        Assert.Single(panel.FindAll("#spend-kind option"));   // nothing to come back yet
        await FillAsync(panel, "coupons", "80000");
        await RecordAsync(panel);
        panel.WaitForAssertion(() => Assert.Equal(2, panel.FindAll("#spend-kind option").Count), Patience);

        await panel.Find("#spend-kind").ChangeAsync(new() { Value = "refund" });
        await FillAsync(panel, "not used", "30000");
        await RecordAsync(panel);
        panel.WaitForAssertion(() => Assert.Contains("which entry", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal), Patience);

        await panel.Find("#spend-of").ChangeAsync(new() { Value = (await ReadAsync()).Spendings[0].Id.ToString() });
        await RecordAsync(panel);
        panel.WaitForAssertion(() => Assert.Equal(2, panel.FindAll("tbody tr").Count), Patience);
        Assert.Equal(50_000m, (await ReadAsync()).Budget.Other);
        Assert.Empty(panel.FindAll("[role=alert]"));
    }

    [Theory]
    [InlineData("coupons", "-5000", "without a sign")]
    [InlineData("coupons", "much", "much")]
    [InlineData("", "5000", "what the money was spent on")]
    public async Task Form_WhatDoesNotFit_SaysWhyAndRecordsNothing(string what, string amount, string sentence)
    {
        var panel = await PanelAsync();
        await FillAsync(panel, what, amount);
        await RecordAsync(panel);
        panel.WaitForAssertion(() => Assert.Contains(sentence, panel.Find("[role=alert]").TextContent, StringComparison.Ordinal), Patience);
        Assert.Empty((await ReadAsync()).Spendings);
    }

    private async Task<IRenderedComponent<BudgetPanel>> PanelAsync() => _page.Render<BudgetPanel>(await _page.ContextAsync(ProblemStep.Measure));

    private static async Task FillAsync(IRenderedComponent<BudgetPanel> panel, string what, string amount)
    {
        await panel.Find("#spend-what").ChangeAsync(new() { Value = what });
        await panel.Find("#spend-amount").ChangeAsync(new() { Value = amount });
    }

    private static Task RecordAsync(IRenderedComponent<BudgetPanel> panel) => panel.Find(".ps-spend .mud-button-root").ClickAsync(new());

    private Task<ProjectSnapshot> ReadAsync() => _page.App.Get<WorksheetService>().ReadAsync(_page.Analyst, _page.Project.Id, Token);
}
