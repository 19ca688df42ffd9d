using Bunit;
using Microsoft.AspNetCore.Components;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Analyze;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Analyze;

/// <summary>“Did X, bought again?” names X in its finding, in the facts of the run and in the history.</summary>
public sealed class LandmarkSentenceTests : IAsyncLifetime
{
    private ProjectPartsPage _page = null!;
    private RunView _run = null!;

    public async ValueTask InitializeAsync()
    {
        _page = await ProjectPartsPage.OpenAsync();
        await _page.App.StartJobsAsync();
        // 40 customers; 20 bought tea first, and 10 of those and 4 of the others came back on day 40
        var rows = Enumerable.Range(0, 40).Select(i => $"c{i},2026-01-01,10,{(i < 20 ? "tea" : "cup")}\n" + (i is < 10 or >= 36 ? $"c{i},2026-02-10,10,cup\n" : ""));
        var id = await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, "customer,date,amount,product\n" + string.Concat(rows) + "z,2026-12-31,10,cup\n");
        var analyses = _page.App.Get<AnalysisService>();
        var column = DataColumns.Find((await _page.ContextAsync(ProblemStep.Analyze)).Snapshot.DatasetVersions, id, "product")!.Index;
        var run = await analyses.LandmarkAsync(_page.Analyst, id, new LandmarkParameters(column, "tea"), CancellationToken.None);
        await TestApp.UntilAsync(async () => (_run = await analyses.GetAsync(_page.Analyst, run, CancellationToken.None)).Run.State is not (RunState.Queued or RunState.Running));
        Assert.Equal(RunState.Succeeded, _run.Run.State);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public void Finding_SaysWhoDidWhatWhenAndBothFigures() => Assert.Equal(
        "Of customers who bought “tea” (product) within 30 days after the first order, 50.0% bought again in the 90 days after that, against 20.0% of the others (counted fairly); at first sight +31.0 pp",
        LandmarkSentence.Of(_page.Texts, _run.Landmark!));

    [Fact]
    public async Task RunFactsAndHistory_NameIt()
    {
        const string Asked = "Customers who bought “tea” (product) · landmark after 30 days, then 90 days";
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        Assert.Contains(Asked, _page.Render<RunFacts>(context, p => p.Add(f => f.View, _run)).Markup, StringComparison.Ordinal);
        var rows = await _page.App.Get<AnalysisService>().ListAsync(_page.Analyst, _page.Project.Id, CancellationToken.None);
        Assert.Contains(Asked, _page.Render<RunTable>(context, p => p.Add(t => t.Runs, rows)).Find("tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figure_HandsItsSentenceToThePin()
    {
        var view = _page.Render<LandmarkResultView>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(v => v.Result, _run.Landmark!));
        Assert.Equal(LandmarkSentence.Of(_page.Texts, _run.Landmark!), view.FindComponent<ExploreFigure>().Instance.Sentence);
    }
}
