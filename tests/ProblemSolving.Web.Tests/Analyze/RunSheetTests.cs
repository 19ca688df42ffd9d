using Bunit;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Analyze;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Analyze;

/// <summary>The page of a run offers its removal to those who may edit, once it is over.</summary>
public sealed class RunSheetTests : IAsyncLifetime
{
    private ProjectPartsPage _page = null!;
    private Guid _run;

    public async ValueTask InitializeAsync() => (_page, _run, _) = await ExploredPage.OpenAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task FinishedRun_OffersItsRemoval()
    {
        var view = _page.Render<RunSheet>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(r => r.RunId, _run));
        view.WaitForAssertion(() => Assert.Contains(view.FindAll("button"), b => b.TextContent.Contains("Remove run", StringComparison.Ordinal)));
    }

    [Fact] // nobody is asked whether a thing shall be done that is refused afterwards
    public async Task Run_ThatSomethingRestsOn_SaysSoInsteadOfAsking()
    {
        await _page.App.Get<FindingService>().PinAsync(_page.Analyst, _page.Project.Id, _run, "survival", "They come back late.", null, CancellationToken.None);
        var dialogs = _page.Render<MudBlazor.MudDialogProvider>(_ => { });
        var view = _page.Render<RunSheet>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(r => r.RunId, _run));
        view.WaitForAssertion(() => Assert.Contains("Remove run", view.Markup, StringComparison.Ordinal));
        await view.FindAll("button").Single(b => b.TextContent.Contains("Remove run", StringComparison.Ordinal)).ClickAsync(new());
        view.WaitForAssertion(() => Assert.Contains("1 finding of step 5 came from it", view.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("cannot be undone", dialogs.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NothingRestsOn_IsAskedAbout()
    {
        var dialogs = _page.Render<MudBlazor.MudDialogProvider>(_ => { });
        var view = _page.Render<RunSheet>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(r => r.RunId, _run));
        view.WaitForAssertion(() => Assert.Contains("Remove run", view.Markup, StringComparison.Ordinal));
        _ = view.FindAll("button").Single(b => b.TextContent.Contains("Remove run", StringComparison.Ordinal)).ClickAsync(new());
        dialogs.WaitForAssertion(() => Assert.Contains("cannot be undone", dialogs.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Run_ThatWasRemoved_IsNotShown()
    {
        await _page.App.Get<RunRemovalService>().RemoveAsync(_page.Analyst, _run, CancellationToken.None);
        var view = _page.Render<RunSheet>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(r => r.RunId, _run));
        view.WaitForAssertion(() => Assert.DoesNotContain("Remove run", view.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("run-facts", view.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RunState.Cancelled)]
    [InlineData(RunState.Failed)]
    public async Task Run_ThatEndedEarly_IsRunAgainWithTheSameChoices(RunState state)
    {
        var chosen = ResultJson.Write(RepurchaseParameters.Default with { MinimumSupport = 7 });
        await using (var db = await _page.App.Contexts.CreateDbContextAsync(CancellationToken.None))
            await db.Runs.Where(r => r.Id == _run).ExecuteUpdateAsync(s => s.SetProperty(r => r.State, state).SetProperty(r => r.ParametersJson, chosen).SetProperty(r => r.ResultJson, (string?)null));
        var view = _page.Render<RunSheet>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(r => r.RunId, _run));
        view.WaitForAssertion(() => Assert.Contains("Run again", view.Markup, StringComparison.Ordinal));
        await view.FindAll("button").Single(b => b.TextContent.Contains("Run again", StringComparison.Ordinal)).ClickAsync(new());
        await using var now = await _page.App.Contexts.CreateDbContextAsync(CancellationToken.None);
        var (old, again) = (await now.Runs.SingleAsync(r => r.Id == _run), await now.Runs.SingleAsync(r => r.Id != _run));
        Assert.Equal((old.Kind, chosen, old.DatasetVersionId), (again.Kind, again.ParametersJson, again.DatasetVersionId));
    }

    [Fact]
    public async Task Run_WithAResult_IsNotRunAgain() =>
        Assert.Equal("run.not-ended-early", (await Assert.ThrowsAsync<Domain.DomainRuleException>(() => _page.App.Get<AnalysisService>().AgainAsync(_page.Analyst, _run, CancellationToken.None))).Code);
}
