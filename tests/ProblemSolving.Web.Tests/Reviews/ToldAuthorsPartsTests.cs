using Bunit;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Define;
using ProblemSolving.Web.Components.Effects;
using ProblemSolving.Web.Components.Pages;
using ProblemSolving.Web.Components.Projects;
using ProblemSolving.Web.Components.Reviews;
using ProblemSolving.Web.Components.Shared;
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
    public async Task Home_WithAQuestionThatCameBack_DoesNotSayThatNothingWaits()
    {
        _page.SignIn(_page.Analyst);
        var home = ShowHome();
        Assert.Contains(_page.Texts["home.waiting.empty"], home.Find("section[aria-labelledby=home-waiting]").TextContent, StringComparison.Ordinal);
        Assert.Contains("worth it", home.Find("section[aria-labelledby=home-decisions]").TextContent, StringComparison.Ordinal);

        await ReviseAsync(new RemarkInput(SheetKind.Define, null, nameof(DefineSheet.DamageAmount), "Where is this from?"));
        var waiting = (ShowHome()).Find("section[aria-labelledby=home-waiting]");
        Assert.DoesNotContain(_page.Texts["home.waiting.empty"], waiting.TextContent, StringComparison.Ordinal);
        Assert.NotNull(waiting.QuerySelector($"a[href='{FieldLink}']"));
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

    [Fact]   // the button stands in a part of its own, and nothing else at the field changes
    public async Task Answer_ThatIsDone_TakesTheRemarkOffItsField()
    {
        await ReviseAsync(new RemarkInput(SheetKind.Define, null, nameof(DefineSheet.DamageAmount), "Where is this from?"));
        var view = _page.Render<DefineView>(await _page.ContextAsync(ProblemStep.Define));
        view.Find(".ps-remark input").Input("from the log");
        await view.Find(".ps-remark button").ClickAsync(new());
        view.WaitForAssertion(() => Assert.Empty(view.FindAll(".ps-remark")), Patience);
        view.WaitForAssertion(() => _page.Scripts.VerifyFocusAsyncInvoke(), Patience);   // the button that had the focus is gone
    }

    [Fact]   // submitted without pressing Done, and typed on another step
    public async Task Answer_TypedAndSubmitted_ReachesTheManagerOnTheNextRound()
    {
        await ReviseAsync(new RemarkInput(SheetKind.Define, null, nameof(DefineSheet.DamageAmount), "Where is this from?"), new RemarkInput(SheetKind.Define, null, nameof(DefineSheet.DamageText), "Since when?"));
        var context = await _page.ContextAsync(ProblemStep.Define);
        var remarks = _page.Render<FieldRemarks>(context, p => p.Add(r => r.Sheet, SheetKind.Define).Add(r => r.RowId, null).Add(r => r.Field, nameof(DefineSheet.DamageAmount)));
        await remarks.Find("input").InputAsync(new() { Value = "the ledger of March" });
        await context.Saves.DemandSavedAsync();

        await remarks.InvokeAsync(context.ReloadAsync);
        Assert.Equal("the ledger of March", remarks.Find("input").GetAttribute("value"));
        var again = await _page.ContextAsync(ProblemStep.Define);
        Assert.Equal("the ledger of March", _page.Render<FieldRemarks>(again, p => p.Add(r => r.Sheet, SheetKind.Define).Add(r => r.RowId, null).Add(r => r.Field, nameof(DefineSheet.DamageAmount))).Find("input").GetAttribute("value"));

        var id = await AskAsync();
        _page.SignIn(_page.Manager);
        var page = _page.Render<ReviewPage>(p => p.Add(r => r.Id, id));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".ps-five")), Patience);
        var told = page.Find("section[aria-labelledby=review-previous]");
        Assert.Equal(2, told.QuerySelectorAll(".ps-remarks li").Length);
        Assert.Contains(told.QuerySelectorAll("li"), l => l.TextContent.Contains("Where is this from?", StringComparison.Ordinal) && l.TextContent.Contains("the ledger of March", StringComparison.Ordinal));
        Assert.Contains(told.QuerySelectorAll("li"), l => l.TextContent.Contains("Since when?", StringComparison.Ordinal) && l.TextContent.Contains(_page.Texts["review.remark.no-answer"], StringComparison.Ordinal));
        Assert.DoesNotContain(_page.Texts["review.previous.same"], told.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 remark was answered", told.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_EachChange_IsSavedAtOnce()
    {
        var card = Editor();
        await AddAsync(card, _page.Manager.UserId);
        Assert.Equal([(_page.Manager.UserId, ApprovalKind.Decide)], await LineAsync());
        Assert.Contains(_page.Texts["line.stored"], card.Markup, StringComparison.Ordinal);
        var second = await ReviewerAsync("second");
        card.Render(p => p.Add(e => e.Revision, 1));
        await AddAsync(card, second);
        Assert.Equal([(_page.Manager.UserId, ApprovalKind.Review), (second, ApprovalKind.Decide)], await LineAsync());
        await card.FindAll("td select")[0].ChangeAsync(new() { Value = nameof(ApprovalKind.Agree) });
        Assert.Equal([(_page.Manager.UserId, ApprovalKind.Agree), (second, ApprovalKind.Decide)], await LineAsync());
    }

    [Fact]   // on the way to another order
    public async Task Line_ThatIsNone_IsSaidToBeUnsavedAndHoldsThePage()
    {
        var second = await ReviewerAsync("second");
        var card = Editor();
        await AddAsync(card, _page.Manager.UserId);
        await AddAsync(card, second);
        await card.FindAll("td button")[1].ClickAsync(new());   // the one who decides goes
        Assert.Contains("not saved", card.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(_page.Texts["line.stored"], card.Markup, StringComparison.Ordinal);
        Assert.NotNull(card.FindComponent<LeaveGuard>().Instance.Sentence);
        Assert.Equal(2, (await LineAsync()).Count);
        await card.FindAll("td select")[0].ChangeAsync(new() { Value = nameof(ApprovalKind.Decide) });
        Assert.Equal([(_page.Manager.UserId, ApprovalKind.Decide)], await LineAsync());
        Assert.Empty(card.FindAll("[role=alert]"));
        Assert.Null(card.FindComponent<LeaveGuard>().Instance.Sentence);
    }

    [Fact]
    public async Task Comment_NotSent_HoldsThePage()
    {
        var side = await SideAsync();
        Assert.Null(side.FindComponent<LeaveGuard>().Instance.Sentence);
        await side.Find("textarea").InputAsync(new() { Value = "please look" });
        Assert.NotNull(side.FindComponent<LeaveGuard>().Instance.Sentence);
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

    [Fact]
    public async Task Gate_OfAConditionalGo_SaysCapLeftAndEnd_AndSoDoesTheRail()
    {
        var until = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(30);
        var id = await AskAsync();
        await _page.App.Get<ReviewService>().DecideAsync(_page.Manager, id, new GateAnswer(GateDecision.GoWithConditions, "small first", 3_000_000, until), Token);
        await _page.App.Get<SpendingService>().AddAsync(_page.Analyst, _page.Project.Id, new SpendingInput(until.AddDays(-30), "print", 500_000, null), Token);
        var context = await _page.ContextAsync(ProblemStep.Effects);
        var facts = _page.Render<EffectsGate>(context).FindAll(".ps-go-conditions dd").Select(d => d.TextContent.Trim());
        Assert.Equal([Format.MoneyExact(3_000_000, context.Currency, _page.Texts), Format.MoneyExact(2_500_000, context.Currency, _page.Texts), Format.Date(until, _page.Texts.Culture)], facts);
        var decided = await _page.App.Get<InboxService>().DecidedAsync(_page.Analyst, Token);
        var rail = _page.Render<StepRail>(p => p.Add(r => r.Context, context)).Find(".ps-step-flag");
        Assert.Equal([$"Cap {Format.MoneyExact(3_000_000, context.Currency, _page.Texts)}", $"Until {Format.Date(until, _page.Texts.Culture)}"], rail.QuerySelectorAll(".ps-step-conditions > span").Select(s => s.TextContent));   // each on a line of its own
        Assert.StartsWith("Go with conditions · Money cap", rail.GetAttribute("title"), StringComparison.Ordinal);
        var flag = rail.TextContent;
        Assert.Contains("Go with conditions", flag, StringComparison.Ordinal);
        var card = _page.Render<DecidedList>(p => p.Add(l => l.Rows, decided)).Find(".ps-card").TextContent;
        foreach (var text in new[] { flag, card })
        {
            Assert.Contains(Format.Date(until, _page.Texts.Culture), text, StringComparison.Ordinal);
            Assert.Contains(Format.MoneyExact(3_000_000, context.Currency, _page.Texts), text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Gate_OfAPlainGo_SaysNoConditions()
    {
        var context = await _page.ContextAsync(ProblemStep.Effects);
        Assert.Empty(_page.Render<EffectsGate>(context).FindAll(".ps-go-conditions"));
        Assert.Empty(_page.Render<StepRail>(p => p.Add(r => r.Context, context)).FindAll(".ps-step-flag"));
    }

    [Fact]
    public async Task Gate_ThatWaits_NamesWhoseTurnItIsAndTheStandIn()
    {
        await AskAsync();
        var boss = (await _page.App.Get<ProjectService>().MembersAsync(_page.Analyst, _page.Project.Id, Token)).Single(m => m.UserId == _page.Manager.UserId).DisplayName;
        Assert.Contains($"Decision {boss}.", await TurnAsync(), StringComparison.Ordinal);
        var deputy = await _page.App.AddUserAsync("deputy", SystemRole.Manager);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await _page.App.Get<DelegationService>().SetAsync(_page.Manager, deputy.UserId, today.AddDays(-1), today.AddDays(3), Token);
        Assert.Contains($"Decision {boss} (stand-in: deputy)", await TurnAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LineCard_ShowsTheStandIn_AndWhereAbsencesAreSet()
    {
        await _page.App.Get<ApprovalLineService>().SaveAsync(_page.Analyst, _page.Project.Id, [new LineSeat(_page.Manager.UserId, ApprovalKind.Decide, 1)], Token);
        Assert.DoesNotContain("Stand-in:", Card().Markup, StringComparison.Ordinal);
        var deputy = await _page.App.AddUserAsync("deputy", SystemRole.Manager);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await _page.App.Get<DelegationService>().SetAsync(_page.Manager, deputy.UserId, today.AddDays(-1), today.AddDays(3), Token);
        var card = Card();
        card.WaitForAssertion(() => Assert.Contains("Stand-in: deputy", card.Markup, StringComparison.Ordinal), Patience);
        Assert.NotEmpty(card.FindAll("a[href='/account']"));
    }

    [Fact]   // an open page went on saying that nothing waits
    public async Task Home_WhenItBecomesOnesTurn_ShowsItWithoutAReload()
    {
        _page.SignIn(_page.Manager);
        var home = ShowHome();
        Assert.Contains(_page.Texts["home.waiting.empty"], home.Markup, StringComparison.Ordinal);
        var reviews = _page.App.Get<ReviewService>();
        var id = await reviews.SubmitAsync(_page.Analyst, _page.Project.Id, Gate.Effects, null, Token);
        home.WaitForAssertion(() => Assert.NotEmpty(home.FindAll($"a[href$='{id}']")), Patience);
        await reviews.WithdrawAsync(_page.Analyst, id, Token);
        home.WaitForAssertion(() => Assert.Empty(home.FindAll($"a[href$='{id}']")), Patience);
    }

    private IRenderedComponent<Home> ShowHome()
    {
        var home = _page.Render<Home>(_ => { });
        home.WaitForAssertion(() => Assert.NotEmpty(home.FindAll("#home-waiting")), Patience);
        return home;
    }

    private IRenderedComponent<ApprovalLineEditor> Card() =>
        _page.Render<ApprovalLineEditor>(p => p.Add(e => e.Actor, _page.Analyst).Add(e => e.ProjectId, _page.Project.Id).Add(e => e.CanManage, false));

    private async Task<IRenderedComponent<StepSide>> SideAsync()
    {
        var context = await _page.ContextAsync(ProblemStep.Define);
        return _page.Render<StepSide>(p => p.Add(s => s.Context, context));
    }

    private IRenderedComponent<ApprovalLineEditor> Editor()
    {
        var card = _page.Render<ApprovalLineEditor>(p => p.Add(e => e.Actor, _page.Analyst).Add(e => e.ProjectId, _page.Project.Id).Add(e => e.CanManage, true));
        card.WaitForAssertion(() => Assert.NotEmpty(card.FindAll("#line-person")), Patience);
        return card;
    }

    private static async Task AddAsync(IRenderedComponent<ApprovalLineEditor> card, Guid person)
    {
        card.WaitForAssertion(() => Assert.NotEmpty(card.FindAll($"#line-person option[value='{person}']")), Patience);
        await card.Find("#line-person").ChangeAsync(new() { Value = person.ToString() });
        await card.Find(".ps-filter button").ClickAsync(new());
    }

    private async Task<IReadOnlyList<(Guid, ApprovalKind)>> LineAsync() =>
        [.. (await _page.App.Get<ApprovalLineService>().GetAsync(_page.Analyst, _page.Project.Id, Token)).Seats.Select(s => (s.UserId, s.Kind))];

    private async Task<Guid> ReviewerAsync(string name)
    {
        var reviewer = await _page.App.AddUserAsync(name, SystemRole.Manager);
        await _page.App.Get<ProjectService>().SetMemberAsync(_page.Analyst, _page.Project.Id, reviewer.UserId, ProjectRole.Reviewer, Token);
        return reviewer.UserId;
    }

    private async Task<string> TurnAsync()
    {
        var gate = _page.Render<EffectsGate>(await _page.ContextAsync(ProblemStep.Effects));
        gate.WaitForAssertion(() => Assert.NotEmpty(gate.FindAll(".ps-gate-turn")), Patience);
        return gate.Find(".ps-gate-turn").TextContent;
    }

    private Task<Guid> AskAsync() => _page.App.Get<ReviewService>().SubmitAsync(_page.Analyst, _page.Project.Id, Gate.Effects, null, Token);

    private async Task ReviseAsync(params RemarkInput[] remarks)
    {
        var id = await AskAsync();
        await _page.App.Get<ReviewService>().DecideAsync(_page.Manager, id, new GateAnswer(GateDecision.Revise, "please mend", Remarks: remarks), Token);
    }
}
