using Bunit;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Effects;
using ProblemSolving.Web.Components.Reviews;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Reviews;

/// <summary>What the authors see of a decision: at home and in the box of the gate.</summary>
public sealed class ToldAuthorsPartsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private ProjectPartsPage _page = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    private string FieldLink => $"/projects/{_page.Project.Key}/define#f-Define-DamageAmount";

    public async ValueTask InitializeAsync()
    {
        _page = await ProjectPartsPage.OpenAsync();
        await _page.App.GoAsync(_page.Project, _page.Analyst, _page.Manager);
        await _page.App.AmendAsync(_page.Project, _page.Analyst);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task SentBackList_LinksTheFieldOfTheRemark()
    {
        await ReviseAsync(new RemarkInput(SheetKind.Define, null, nameof(DefineSheet.DamageAmount), "Where is this from?"));
        var rows = await _page.App.Get<InboxService>().SentBackAsync(_page.Analyst, Token);
        var list = _page.Render<SentBackList>(p => p.Add(l => l.Rows, rows));
        Assert.Contains("1 remark(s) to answer", list.Markup, StringComparison.Ordinal);
        Assert.NotEmpty(list.FindAll($"a[href='{FieldLink}']"));
    }

    [Fact]
    public async Task SentBackList_WithoutRemarks_SaysTheReason()
    {
        await ReviseAsync();
        var rows = await _page.App.Get<InboxService>().SentBackAsync(_page.Analyst, Token);
        Assert.Contains("please mend", _page.Render<SentBackList>(p => p.Add(l => l.Rows, rows)).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gate_ListsOpenRemarksWithLinks_UntilTheyAreClosed()
    {
        await ReviseAsync(new RemarkInput(SheetKind.Define, null, nameof(DefineSheet.DamageAmount), "Where is this from?"));
        var context = await _page.ContextAsync(ProblemStep.Effects);
        var gate = _page.Render<EffectsGate>(context);
        Assert.Contains("Where is this from?", gate.Find(".ps-remarks").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(gate.FindAll($"a[href='{FieldLink}']"));
        await _page.App.Get<RemarkService>().CloseAsync(_page.Analyst, context.Snapshot.Remarks[0].Id, "", Token);
        await gate.InvokeAsync(context.ReloadAsync);
        gate.WaitForAssertion(() => Assert.Empty(gate.FindAll(".ps-remarks")), Patience);
    }

    [Fact]
    public async Task DecidedList_SaysProjectGateAndDecision_AndLeadsToTheReview()
    {
        var rows = await _page.App.Get<InboxService>().DecidedAsync(_page.Analyst, Token);
        var link = _page.Render<DecidedList>(p => p.Add(l => l.Rows, rows)).Find("a");
        Assert.Equal("/reviews/" + rows[0].Review.Id, link.GetAttribute("href"));
        Assert.Contains(_page.Project.Name, link.TextContent, StringComparison.Ordinal);
        Assert.Contains("Effects gate", link.TextContent, StringComparison.Ordinal);
        Assert.Contains("worth it", link.TextContent, StringComparison.Ordinal);
    }

    private async Task ReviseAsync(params RemarkInput[] remarks)
    {
        var id = await _page.App.Get<ReviewService>().SubmitAsync(_page.Analyst, _page.Project.Id, Gate.Effects, null, Token);
        await _page.App.Get<ReviewService>().DecideAsync(_page.Manager, id, new GateAnswer(GateDecision.Revise, "please mend", Remarks: remarks), Token);
    }
}
