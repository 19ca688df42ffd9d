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

    [Fact]
    public async Task AttributeTable_OffersTheJoinToThePurchases_AndTheJoinedVersionNamesIt()
    {
        var log = await ImportAsync("log.csv", "customer,date,amount\nc1,2026-01-01,10\n", p => p);
        var people = await ImportAsync("people.csv", "customer,grade\nc1,gold\n", p => p with { PurchaseLog = false, CustomerAttributes = true });
        var row = await Datasets.GetAsync(_page.Analyst, people, Token);
        var card = _page.Render<QualityCard>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(c => c.Row, row));
        Assert.DoesNotContain("Purchase rules", card.Markup, StringComparison.Ordinal);   // nothing of it is a purchase
        card.WaitForAssertion(() => Assert.Equal(DatasetUrls.Version(_page.Project.Key, log) + "#join", card.Find("[aria-labelledby=quality-next] a").GetAttribute("href")));
        Assert.Contains("Join to log, version 1", card.Markup, StringComparison.Ordinal);
        Assert.Empty(card.FindAll("[aria-labelledby=quality-next] button"));   // no exploring of a table without purchases
        var joined = await Datasets.JoinAsync(_page.Analyst, log, people, Token);
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(_page.Analyst, joined, Token)).Version.State == DatasetState.Ready);
        var after = await Datasets.GetAsync(_page.Analyst, joined, Token);
        var made = _page.Render<QualityCard>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(c => c.Row, after));
        Assert.Contains("The customer attributes come from people, version 1.", made.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_IsChangedByWhoMay_AndStaysUnique()
    {
        var first = await ImportAsync("log.csv", "customer,date,amount\nc1,2026-01-01,10\n", p => p);
        var second = await ImportAsync("log.csv", "customer,date,amount\nc2,2026-01-01,10\n", p => p);
        var row = await Datasets.GetAsync(_page.Analyst, second, Token);
        Assert.Equal("log (2)", row.DatasetName);
        var panel = _page.Render<NamePanel>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(n => n.Row, row));
        panel.Find("#dataset-name").Input("log");
        await panel.Find("form").SubmitAsync();
        panel.WaitForAssertion(() => Assert.Contains("Another dataset of the project is called “log”", panel.Markup, StringComparison.Ordinal));
        panel.Find("#dataset-name").Input("Spring");
        await panel.Find("form").SubmitAsync();
        Assert.Equal("Spring", (await Datasets.GetAsync(_page.Analyst, second, Token)).DatasetName);
        Assert.Equal("log", (await Datasets.GetAsync(_page.Analyst, first, Token)).DatasetName);
    }

    [Fact]
    public void Labels_ThatWouldBeEqual_TellTheTimeOfTheUpload_AndPreviewsAreNoTargets()
    {
        DatasetRow Row(int minute, DatasetState state = DatasetState.Ready) => new(
            new DatasetVersion { Id = Guid.NewGuid(), DatasetId = Guid.NewGuid(), Number = 1, FileName = "log.csv", State = state, CreatedAtUtc = new DateTime(2026, 3, 1, 9, minute, 0, DateTimeKind.Utc) }, "log", "PS-1", "Project");
        var (one, two, open) = (Row(1), Row(2), Row(3, DatasetState.Uploaded));
        string Label(DatasetRow row, params DatasetRow[] all) => DataWords.Among(_page.Texts, row.DatasetName, row.Version, TimeZoneInfo.Utc, all.Select(r => (r.DatasetName, r.Version)));
        Assert.DoesNotContain("uploaded", Label(one, one), StringComparison.Ordinal);
        Assert.EndsWith("09:01", Label(one, one, two), StringComparison.Ordinal);
        Assert.NotEqual(Label(one, one, two), Label(two, one, two));
        Assert.Equal([one.Version.DatasetId, two.Version.DatasetId], DataWords.Targets(_page.Texts, [one, two, open], TimeZoneInfo.Utc).Select(t => t.Id));
        Assert.Equal("log", DataWords.Targets(_page.Texts, [one, open], TimeZoneInfo.Utc)[0].Name);
    }

    [Fact]
    public async Task Upload_UnderWay_HoldsTheWordsForALostConnection()
    {
        // without the connection nothing can be drawn from here: the sentence must be on the page already, and the script shows it
        var zone = _page.Render<UploadZone>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(z => z.Datasets, []));
        Assert.Empty(zone.FindAll("[data-upload-away]"));
        await zone.InvokeAsync(() => zone.Instance.BeginAsync("log.csv", 100, 1, 1));
        var note = zone.Find("[data-upload-away]");
        Assert.True(note.HasAttribute("hidden"));
        Assert.Contains("waits for it and goes on by itself", note.TextContent, StringComparison.Ordinal);
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
