using Bunit;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Datasets;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Datasets;

/// <summary>What the page of a dataset offers when customer attributes came after the purchases.</summary>
public sealed class JoinPanelTests : IAsyncLifetime
{
    private ProjectPartsPage _page = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    private DatasetService Datasets => _page.App.Get<DatasetService>();

    public async ValueTask InitializeAsync()
    {
        _page = await ProjectPartsPage.OpenAsync();
        await _page.App.StartJobsAsync();
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task JoinNow_MakesTheNextVersion_AndIsOfferedNoLonger()
    {
        var log = await ImportAsync("log.csv", "customer,date,amount\nc1,2026-01-01,10\nc2,2026-01-02,20\n", p => p);
        Assert.DoesNotContain("Join now", await ShownAsync(log), StringComparison.Ordinal);   // there is nothing to join
        var attributes = await ImportAsync("people.csv", "customer,grade\nc1,gold\nc2,silver\n", p => p with { PurchaseLog = false, CustomerAttributes = true });
        Assert.DoesNotContain("Join now", await ShownAsync(attributes), StringComparison.Ordinal);

        var view = await RenderAsync(log);
        Assert.Contains("people.csv", view.Find("#join-table").TextContent, StringComparison.Ordinal);
        await view.Find("button").ClickAsync(new());
        var joined = (await Datasets.ListAsync(_page.Analyst, _page.Project.Id, Token)).Single(r => r.Version.Number == 2).Version.Id;
        Assert.EndsWith(DatasetUrls.Version(_page.Project.Key, joined), _page.Address, StringComparison.Ordinal);
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(_page.Analyst, joined, Token)).Version.State == DatasetState.Ready);
        Assert.DoesNotContain("Join now", await ShownAsync(joined), StringComparison.Ordinal);   // it has them
        Assert.DoesNotContain("Join now", await ShownAsync(log), StringComparison.Ordinal);   // it is not the newest any more
    }

    private async Task<string> ShownAsync(Guid version) => (await RenderAsync(version)).Markup;

    private async Task<IRenderedComponent<JoinPanel>> RenderAsync(Guid version)
    {
        var row = await Datasets.GetAsync(_page.Analyst, version, Token);
        return _page.Render<JoinPanel>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(j => j.Version, row.Version));
    }

    private async Task<Guid> ImportAsync(string name, string text, Func<ImportPlan, ImportPlan> change)
    {
        var version = await Datasets.UploadAsync(_page.Analyst, _page.Project.Id, null, name, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), Token);
        var preview = await Datasets.PreviewAsync(_page.Analyst, version, FileFormatChoice.Detect, [], Token);
        await Datasets.ImportAsync(_page.Analyst, version, change(preview.ToPlan()), PurchaseRules.KeepAll, Token);
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(_page.Analyst, version, Token)).Version.State == DatasetState.Ready);
        return version;
    }
}
