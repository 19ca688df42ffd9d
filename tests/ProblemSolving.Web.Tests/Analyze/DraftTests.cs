using Bunit;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Analyze;
using ProblemSolving.Web.Components.Projects;
using ProblemSolving.Web.Components.Shared;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Analyze;

/// <summary>What is typed into the parts of step 5 and not stored yet is not lost without a word.</summary>
public sealed class DraftTests : IAsyncLifetime
{
    private const string Typed = "SELECT count(*) FROM purchases";

    private ProjectPartsPage _page = null!;
    private Guid _run;
    private DatasetVersion _version = null!;

    public async ValueTask InitializeAsync()
    {
        (_page, _run, var version) = await ExploredPage.OpenAsync();
        await using var db = await _page.App.Contexts.CreateDbContextAsync(CancellationToken.None);
        _version = await db.DatasetVersions.AsNoTracking().SingleAsync(v => v.Id == version);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task Query_TypedBefore_IsPutBackAndSaid()
    {
        var script = _page.Scripts.SetupModule(address => address.Identifier == "import" && address.Arguments[0]!.ToString()!.Contains("drafts", StringComparison.Ordinal));
        script.Setup<string?>("keep", _ => true).SetResult(Typed);
        var told = 0;
        var form = _page.Render<QueryForm>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(f => f.Version, _version).Add(f => f.OnPutBack, () => told++));
        form.WaitForAssertion(() => Assert.Equal(Typed, form.Find("#query-sql").GetAttribute("value")));
        Assert.Contains("was put back", form.Find("#query-sql-help").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, told);
        var asked = Assert.Single(script.Invocations["keep"]).Arguments;
        Assert.Equal($"query:{_page.Project.Id:N}", asked[1]);   // a draft of one project is not put into another
    }

    [Fact]
    public async Task Query_NothingTypedBefore_ShowsTheExample()
    {
        var form = _page.Render<QueryForm>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(f => f.Version, _version));
        Assert.StartsWith("SELECT customer", form.Find("#query-sql").GetAttribute("value"), StringComparison.Ordinal);
        Assert.DoesNotContain("was put back", form.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finding_EditedSentence_IsAskedAboutBeforeEscThrowsItAway()
    {
        var (dialogs, asked) = await AskAsync();
        await dialogs.Find("#finding-sentence").InputAsync("They come back late, and in winter.");
        _ = EscAsync(dialogs);
        dialogs.WaitForAssertion(() => Assert.Contains("Throw the sentence away?", dialogs.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.False(asked.IsCompleted);
        await dialogs.FindComponent<ConfirmDialog>().FindAll("button")[0].ClickAsync(new());   // keep on writing
        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindComponents<ConfirmDialog>()), TimeSpan.FromSeconds(10));
        Assert.Equal("They come back late, and in winter.", dialogs.Find("#finding-sentence").GetAttribute("value"));
        Assert.False(asked.IsCompleted);
    }

    [Fact]
    public async Task Finding_UntouchedSentence_ClosesWithEsc()
    {
        var (dialogs, asked) = await AskAsync();
        await EscAsync(dialogs);
        await asked.WaitAsync(TimeSpan.FromSeconds(10), Xunit.TestContext.Current.CancellationToken);
        Assert.DoesNotContain("Throw the sentence away?", dialogs.Markup, StringComparison.Ordinal);
    }

    [Fact] // a rate over days that stand nowhere else on the page
    public async Task Trend_OffersOnlyTheDaysOfTheRun()
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        var rows = await _page.App.Get<Application.Datasets.DatasetService>().ListAsync(_page.Analyst, _page.Project.Id, CancellationToken.None);
        var panel = _page.Render<NewRunPanel>(context, p => p.Add(n => n.Versions, rows));
        await panel.Find("#new-days").InputAsync("30, 60");
        Assert.Equal(["30", "60"], panel.FindAll("#new-trend option").Select(o => o.GetAttribute("value")));
        Assert.Equal("60", panel.Find("#new-trend").GetAttribute("value"));
        await panel.FindAll("form")[0].SubmitAsync();
        await using var db = await _page.App.Contexts.CreateDbContextAsync(CancellationToken.None);
        var asked = ResultJson.Read<RepurchaseParameters>((await db.Runs.SingleAsync(r => r.Id != _run)).ParametersJson);
        Assert.Equal([30, 60], asked.Days);
        Assert.Equal(60, asked.TrendDays);
    }

    // The library would close the dialog by a script of its own.
    private static Task EscAsync(IRenderedComponent<MudDialogProvider> dialogs)
    {
        Assert.False(((IMudDialogInstance)dialogs.FindComponent<MudDialogContainer>().Instance).Options.CloseOnEscapeKey);
        return dialogs.Find("#finding-sentence").KeyDownAsync("Escape");
    }

    private async Task<(IRenderedComponent<MudDialogProvider> Dialogs, Task Asked)> AskAsync()
    {
        var dialogs = _page.Render<MudDialogProvider>(_ => { });
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        var asked = Task.CompletedTask;
        await dialogs.InvokeAsync(() => { asked = FindingDialog.AskAsync(_page.Dialogs, context, _run, "survival", "They come back late.", null); });   // ends with the dialog
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindAll("#finding-sentence")), TimeSpan.FromSeconds(20));
        return (dialogs, asked);
    }
}
