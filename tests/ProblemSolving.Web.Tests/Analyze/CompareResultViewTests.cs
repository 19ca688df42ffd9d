using Bunit;
using MudBlazor;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Define;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Analyze;
using ProblemSolving.Web.Components.Define;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Analyze;

/// <summary>What a comparison found becomes evidence, and whom it is about a target rule.</summary>
public sealed class CompareResultViewTests : IAsyncLifetime
{
    private ProjectPartsPage _page = null!;
    private RunView _run = null!;

    public async ValueTask InitializeAsync()
    {
        _page = await ProjectPartsPage.OpenAsync();
        await _page.App.StartJobsAsync();
        // 80 customers; those who came by the app first come back
        var rows = Enumerable.Range(0, 80).Select(i => $"c{i},2026-01-0{1 + i % 9},{10 + i % 3},{(i % 4 == 0 ? "app" : "shop")}\n" + (i % 4 == 0 ? $"c{i},2026-02-10,10,shop\n" : ""));
        var id = await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, "customer,date,amount,channel\n" + string.Concat(rows) + "z,2026-12-31,10,shop\n");
        var analyses = _page.App.Get<AnalysisService>();
        var run = await analyses.CompareAsync(_page.Analyst, id, new CompareParameters(CompareKind.BoughtAgain, MinimumSupport: 5), CancellationToken.None);
        await TestApp.UntilAsync(async () => (_run = await analyses.GetAsync(_page.Analyst, run, CancellationToken.None)).Run.State is not (RunState.Queued or RunState.Running));
        Assert.Equal(RunState.Succeeded, _run.Run.State);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task Share_KeptFromItsRow_IsAFindingWithATargetRule()
    {
        var dialogs = _page.Render<MudDialogProvider>(_ => { });
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        var view = _page.Render<CompareResultView>(context, p => p.AddCascadingValue(_run.Run).Add(v => v.Result, _run.Compare!));
        _ = view.Find("[aria-labelledby=compare-shares] td button[aria-label$=app]").ClickAsync(new());   // the answer comes with the dialog
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindAll("#finding-sentence")), TimeSpan.FromSeconds(20));
        var rule = dialogs.FindComponent<FindingDialog>().Instance.Rule!;
        Assert.Equal(("channel", "app"), (rule.ColumnName, rule.Value));
        await dialogs.FindAll("button")[^1].ClickAsync(new());
        dialogs.WaitForAssertion(() => Assert.NotEmpty(context.Snapshot.PinnedFindings), TimeSpan.FromSeconds(20));
        Assert.Equal(rule, PopulationRule.Read(Assert.Single(context.Snapshot.PinnedFindings).RuleJson));
    }

    [Fact]
    public async Task BothTables_SayOverWhichComparisonsTheirPValuesAreAdjusted()
    {
        var view = _page.Render<CompareResultView>(await _page.ContextAsync(ProblemStep.Analyze), p => p.AddCascadingValue(_run.Run).Add(v => v.Result, _run.Compare!));
        var result = _run.Compare!;
        foreach (var table in (string[])["compare-numbers", "compare-shares"])
            Assert.Contains($"for {result.Looks:N0} comparisons: {result.Numbers.Count} figure{(result.Numbers.Count == 1 ? "" : "s")} of customers, each by mean and by rank, and {result.Looks - 2 * result.Numbers.Count} share", view.Find($"section[aria-labelledby={table}]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_AndFacts_NameTheGroupsAndTheOwnBreaks()
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        Assert.Contains("A: did not buy again within 90 days – B: bought again within 90 days", _page.Render<RunFacts>(context, p => p.Add(f => f.View, _run)).Markup, StringComparison.Ordinal);
        string Asked(RepurchaseParameters asked) => RunQuestion.Short(_page.Texts, new AnalysisRun { Kind = AnalysisKind.Explore, ParametersJson = ResultJson.Write(asked) }, null);
        var own = RepurchaseParameters.Default with { Rfm = new RfmParameters([10, 20, 30, 40]) };
        Assert.NotEqual(Asked(RepurchaseParameters.Default), Asked(own));
        Assert.Contains("10 / 20 / 30 / 40", Asked(own), StringComparison.Ordinal);
        var value = new AnalysisRun { Kind = AnalysisKind.Compare, ParametersJson = ResultJson.Write(new CompareParameters(CompareKind.Value, 60, 3, "app", "shop")) };
        Assert.Contains("channel = app", RunQuestion.Short(_page.Texts, value, context.Snapshot.DatasetVersions[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_ShowTheVerdictFirst_MoneyAsMoney_AndWhyCustomersAreInNeitherGroup()
    {
        var view = _page.Render<CompareResultView>(await _page.ContextAsync(ProblemStep.Analyze), p => p.AddCascadingValue(_run.Run).Add(v => v.Result, _run.Compare! with { Numbers = [.. _run.Compare!.Numbers, _run.Compare.Numbers[0] with { Name = new FigureText("compare.first-lines"), MeanA = 1, MeanB = 2.5 }, _run.Compare.Numbers[0] with { Name = new FigureText("compare.mean-of", "amount") }] }));
        foreach (var table in view.FindAll("table"))
            Assert.Equal("At 5%", table.QuerySelectorAll("thead th")[1].TextContent);
        var numbers = view.FindAll("section[aria-labelledby=compare-numbers] tbody tr").ToDictionary(r => r.QuerySelector("th")!.TextContent, r => r.QuerySelectorAll("td")[1].TextContent);
        Assert.Contains("₩", numbers["Amount of the first order"], StringComparison.Ordinal);
        Assert.Contains("₩", numbers["amount: mean in the first order"], StringComparison.Ordinal);
        Assert.Equal("1.00 · 2.50", numbers["Rows of the first order"]);
        // here every order is one row: its amount and that of the row are looked at once, and the page says so
        Assert.Contains("“amount: mean in the first order” (like “Amount of the first order”)", view.Markup, StringComparison.Ordinal);
        Assert.Contains("less than 90 days before the end of the data", view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figure_OfAClearShare_HandsItsRuleToThePin_AndBothTablesCanBePinned()
    {
        var view = _page.Render<CompareResultView>(await _page.ContextAsync(ProblemStep.Analyze), p => p.AddCascadingValue(_run.Run).Add(v => v.Result, _run.Compare!));
        var figure = view.FindComponents<ExploreFigure>().Single(f => f.Instance.Id == "compare-shares").Instance;
        Assert.Equal(_run.Compare!.Leading!.Value, figure.Rule!.Value);
        Assert.Equal([RunTables.CompareNumbers, RunTables.CompareShares], view.FindComponents<PinMenu>().Select(m => m.Instance.TableId).OfType<string>().Order(StringComparer.Ordinal));
        var older = _run.Compare! with { Shares = [.. _run.Compare!.Shares.Select(s => s with { AdjustedPValue = 0.5 })] };
        var unclear = _page.Render<CompareResultView>(await _page.ContextAsync(ProblemStep.Analyze), p => p.AddCascadingValue(_run.Run).Add(v => v.Result, older));
        Assert.Null(unclear.FindComponents<ExploreFigure>().Single(f => f.Instance.Id == "compare-shares").Instance.Rule);
    }

    [Fact]
    public async Task GroupsNotCutByIt_AreToldHowOftenEachBoughtAgain()
    {
        var again = _run.Compare!.Shares[0] with { Name = new FigureText("compare.again", 90), Value = "", WithA = 12, OfA = 48, WithB = 9, OfB = 30, ShareA = 0.25, ShareB = 0.3 };
        var view = _page.Render<CompareResultView>(await _page.ContextAsync(ProblemStep.Analyze), p => p.AddCascadingValue(_run.Run).Add(v => v.Result, _run.Compare! with { Shares = [again, .. _run.Compare.Shares] }));
        var tile = view.FindAll(".ps-tiles > div").Single(t => t.QuerySelector("dt")!.TextContent == "Bought again within 90 days");
        Assert.Equal("A 25.0% (12 of 48) · B 30.0% (9 of 30)", tile.QuerySelector("dd")!.TextContent);
        var cut = _page.Render<CompareResultView>(await _page.ContextAsync(ProblemStep.Analyze), p => p.AddCascadingValue(_run.Run).Add(v => v.Result, _run.Compare!));
        Assert.DoesNotContain(cut.FindAll(".ps-tiles dt"), t => t.TextContent.StartsWith("Bought again", StringComparison.Ordinal));
    }
}
