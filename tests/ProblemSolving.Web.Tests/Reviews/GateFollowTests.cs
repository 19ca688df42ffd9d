using System.Globalization;
using Bunit;
using MudBlazor;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Effects;
using ProblemSolving.Web.Components.Projects;
using ProblemSolving.Web.Components.Reviews;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Reviews;

/// <summary>Between the question and its answer: authors and managers learn which figures they look at, and an open page follows.</summary>
public sealed class GateFollowTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly Currency Won = Currency.Of("KRW");

    private ProjectPartsPage _page = null!;
    private IRenderedComponent<MudDialogProvider> _dialogs = null!;

    private ReviewService Reviews => _page.App.Get<ReviewService>();

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var (app, (project, analyst, manager)) = await TestApp.StartPreparedAsync("ready to ask", made => made.AddReadyProjectAsync());
        _page = ProjectPartsPage.On(app, project, analyst, manager);
        _dialogs = _page.Render<MudDialogProvider>(_ => { });
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData(GateDecision.Go)]
    public async Task Gate_OfSheetsThatMovedSince_SaysSoWithTheResultThenAndNow(GateDecision? decision)
    {
        var id = await AskAsync();
        if (decision is { } answer)
            await Reviews.DecideAsync(_page.Manager, id, new GateAnswer(answer, "worth it"), Token);
        var gate = _page.Render<EffectsGate>(await _page.ContextAsync(ProblemStep.Effects));
        Assert.Empty(gate.FindAll(".ps-gate-drift"));

        var (then, now) = await HalveAsync();
        var moved = _page.Render<EffectsGate>(await _page.ContextAsync(ProblemStep.Effects));
        moved.WaitForAssertion(() => Assert.NotEmpty(moved.FindAll(".ps-gate-drift")), Patience);
        var notice = moved.Find(".ps-gate-drift");
        Assert.Contains(decision is null ? _page.Texts["gate.drift.pending"] : "the decision stands on the packet of", notice.TextContent, StringComparison.Ordinal);
        Assert.Contains($"{then} → {now}", notice.TextContent, StringComparison.Ordinal);
        Assert.Equal(ProjectUrls.Review(id), notice.QuerySelector("a")!.GetAttribute("href"));

        _page.SignIn(_page.Manager);
        var page = await PageAsync(id);
        Assert.Contains($"{then} → {now}", page.Find("[aria-labelledby=review-differences] dl").TextContent, StringComparison.Ordinal);
    }

    [Fact]   // the box said that it waits for a decision, and nobody was left who could make one
    public async Task Gate_WhoseOnlyReviewerIsGone_SaysThatNobodyCanDecide()
    {
        await AskAsync();
        var waiting = _page.Render<EffectsGate>(await _page.ContextAsync(ProblemStep.Effects));
        waiting.WaitForAssertion(() => Assert.NotEmpty(waiting.FindAll(".ps-gate-turn")), Patience);
        Assert.DoesNotContain("Nobody could decide", waiting.Markup, StringComparison.Ordinal);

        await _page.App.Get<ProjectService>().RemoveMemberAsync(_page.Analyst, _page.Project.Id, _page.Manager.UserId, Token);
        var gate = _page.Render<EffectsGate>(await _page.ContextAsync(ProblemStep.Effects));
        gate.WaitForAssertion(() => Assert.Contains("Nobody could decide", gate.Find(".ps-notice[role=alert]").TextContent, StringComparison.Ordinal), Patience);
        Assert.StartsWith(ProjectUrls.Members(_page.Project.Key), gate.Find(".ps-notice[role=alert] a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gate_OfAChangeThatMovesNoNumber_SaysThatTheResultStays()
    {
        await AskAsync();
        await _page.App.AmendAsync(_page.Project, _page.Analyst);
        var gate = _page.Render<EffectsGate>(await _page.ContextAsync(ProblemStep.Effects));
        gate.WaitForAssertion(() => Assert.Contains("leave the net effect per year as it is", gate.Find(".ps-gate-drift").TextContent, StringComparison.Ordinal), Patience);
    }

    [Fact]   // a larger cost that comes once leaves the year as it is, and the project is worth less all the same
    public async Task Gate_AOneOffCostThatGrewSince_SaysWhatThatMakesOfTheProject()
    {
        var id = await AskAsync();
        var sheets = _page.App.Get<WorksheetService>();
        var before = (await sheets.ReadAsync(_page.Analyst, _page.Project.Id, Token)).Effects.OneOffCost;
        await sheets.SaveFieldAsync(_page.Analyst, new FieldEdit(_page.Project.Id, SheetKind.Effects, null, nameof(EffectsSheet.OneOffCost), before is { } cost ? WorksheetField.Neutral(cost) : "", WorksheetField.Neutral((before ?? 0) + 5_000_000)), Token);
        var gate = _page.Render<EffectsGate>(await _page.ContextAsync(ProblemStep.Effects));
        gate.WaitForAssertion(() => Assert.Contains("Net present value", gate.Find(".ps-gate-drift").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("leave the net effect per year as it is", gate.Find(".ps-gate-drift").TextContent, StringComparison.Ordinal);

        _page.SignIn(_page.Manager);
        Assert.Contains("Net present value", (await PageAsync(id)).Find("[aria-labelledby=review-differences]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "projects.effect.pending")]
    [InlineData(GateDecision.Go, "projects.effect.decided")]
    public async Task Lists_OfSheetsThatMovedSince_NameEachFigure(GateDecision? decision, string key)
    {
        var id = await AskAsync();
        var before = Assert.Single(await _page.App.Get<ProjectService>().ListAsync(_page.Manager, null, null, Token));
        Assert.Null(before.Asked);
        var waiting = await _page.App.Get<InboxService>().WaitingAsync(_page.Manager, Token);
        var row = _page.Render<InboxList>(p => p.Add(l => l.Rows, waiting));
        Assert.Contains($"{_page.Texts["reviews.net"]}: {Format.Money(before.NetPerYear, Won, _page.Texts)}", row.Markup, StringComparison.Ordinal);
        Assert.Contains(_page.Texts.Get("reviews.round", 1), row.Find(".ps-round").TextContent, StringComparison.Ordinal);
        if (decision is { } answer)
            await Reviews.DecideAsync(_page.Manager, id, new GateAnswer(answer, "worth it"), Token);

        await HalveAsync();
        var card = Assert.Single(await _page.App.Get<ProjectService>().ListAsync(_page.Manager, null, null, Token));
        var text = _page.Render<ProjectCardLink>(p => p.Add(c => c.Card, card)).Find(".ps-card-facts").TextContent;
        Assert.Contains($"{_page.Texts[key]}: {_page.Texts.Get("projects.per-year", Format.Money(before.NetPerYear, Won, _page.Texts))}", text, StringComparison.Ordinal);
        Assert.Contains($"{_page.Texts["projects.effect"]}: {_page.Texts.Get("projects.per-year", Format.Money(card.NetPerYear, Won, _page.Texts))}", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Gate_Withdraw_AsksFirst(bool confirmed)
    {
        var id = await AskAsync();
        var gate = _page.Render<EffectsGate>(await _page.ContextAsync(ProblemStep.Effects));
        await PressAsync(gate, confirmed, _page.Texts["gate.withdraw.consequence"]);
        Assert.Equal(confirmed, (await Reviews.OpenAsync(_page.Analyst, id, Token)).Review.IsWithdrawn);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Gate_SubmitWithAnExample_NamesItAndAsksFirst(bool confirmed)
    {
        await _page.App.Get<WorksheetService>().SaveFieldAsync(_page.Analyst, new FieldEdit(_page.Project.Id, SheetKind.Define, null, nameof(DefineSheet.PhenomenonSince), "", "2025년 초부터 매 분기 조금씩"), Token);
        var gate = _page.Render<EffectsGate>(await _page.ContextAsync(ProblemStep.Effects));
        await PressAsync(gate, confirmed, _page.Texts["field.Define.PhenomenonSince"]);
        Assert.Equal(confirmed, (await Reviews.HistoryAsync(_page.Analyst, _page.Project.Id, Token)).Count == 1);
    }

    [Fact]
    public async Task Page_OfWhoseTurnComesLater_FollowsWithoutAReload()
    {
        var first = await _page.App.AddUserAsync("first", SystemRole.Manager);
        await _page.App.Get<ProjectService>().SetMemberAsync(_page.Analyst, _page.Project.Id, first.UserId, ProjectRole.Reviewer, Token);
        await _page.App.Get<ApprovalLineService>().SaveAsync(_page.Analyst, _page.Project.Id, [new LineSeat(first.UserId, ApprovalKind.Agree, 1), new LineSeat(_page.Manager.UserId, ApprovalKind.Decide, 2)], Token);
        var id = await AskAsync();
        _page.SignIn(_page.Manager);
        var page = await PageAsync(id);
        Assert.Empty(page.FindComponents<DecisionForm>());
        await Reviews.VoteAsync(first, id, new VoteInput(VoteAnswer.Approve, "fine"), Token);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindComponents<DecisionForm>()), Patience);
    }

    [Fact]   // what came by itself may not have been noticed
    public async Task Page_OfSheetsThatMoveWhileItIsOpen_StillRefusesAnAnswerOnWhatWasNotLookedAt()
    {
        var id = await AskAsync();
        _page.SignIn(_page.Manager);
        var page = await PageAsync(id);
        await HalveAsync();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#review-differences")), Patience);
        var form = page.FindComponent<DecisionForm>();
        await form.Find("input[name=decision][value=Go]").ChangeAsync(new() { Value = "Go" });
        await form.Find("#review-reason").InputAsync(new() { Value = "worth it" });
        await PressAsync(form, true, "Go");
        Assert.True((await Reviews.OpenAsync(_page.Manager, id, Token)).Review.IsPending);
        page.WaitForAssertion(() => Assert.Contains(_page.Texts["rule.gate.decide.sheets-moved"], page.Markup, StringComparison.Ordinal), Patience);
    }

    [Theory]
    [InlineData("ko", "2차로 다시 상신되어 결정을 기다리고 있습니다.")]
    [InlineData("en", "The question was put again: no. 2 waits for a decision.")]
    public async Task Page_OfAnEarlierRound_LeadsToTheOneThatWaits(string language, string said)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var first = await AskAsync();
        await Reviews.DecideAsync(_page.Manager, first, new GateAnswer(GateDecision.Revise, "say how many"), Token);
        await _page.App.AmendAsync(_page.Project, _page.Analyst);
        var second = await AskAsync();
        _page.SignIn(_page.Manager);
        var page = await PageAsync(first);
        Assert.Contains(said, page.Find(".ps-sheet > .ps-notice-attention").TextContent, StringComparison.Ordinal);
        Assert.Equal(ProjectUrls.Review(second), page.Find(".ps-sheet > .ps-notice-attention a").GetAttribute("href"));
        Assert.Contains(_page.Texts["choice.GateDecision.Revise"], page.Find(".ps-sheet > .ps-decided").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_TheCap_IsWrittenAsItIsUnderstood()
    {
        var view = await Reviews.OpenAsync(_page.Manager, await AskAsync(), Token);
        var form = _page.Render<DecisionForm>(p => p.Add(f => f.Actor, _page.Manager).Add(f => f.View, view).Add(f => f.Turn, view.Turn!).Add(f => f.Currency, Won));
        await form.Find("input[name=decision][value=GoWithConditions]").ChangeAsync(new() { Value = "GoWithConditions" });
        await form.Find("#review-cap").ChangeAsync(new() { Value = "5천만" });
        Assert.Equal("50,000,000", form.Find("#review-cap").GetAttribute("value"));
    }

    [Theory]   // a first stage may cost less than the whole, but nobody should find out from a refused pilot
    [InlineData("2,500만", true)]
    [InlineData("2,600만", false)]
    [InlineData("about three", false)]
    public async Task Form_ACapBelowTheCostOfStep2_SaysSo(string cap, bool said)
    {
        await _page.App.Get<WorksheetService>().SaveFieldAsync(_page.Analyst, new FieldEdit(_page.Project.Id, SheetKind.Effects, null, nameof(EffectsSheet.OneOffCost), "", "26000000"), Token);
        var view = await Reviews.OpenAsync(_page.Manager, await AskAsync(), Token);
        var form = _page.Render<DecisionForm>(p => p.Add(f => f.Actor, _page.Manager).Add(f => f.View, view).Add(f => f.Turn, view.Turn!).Add(f => f.Currency, Won));
        await form.Find("input[name=decision][value=GoWithConditions]").ChangeAsync(new() { Value = "GoWithConditions" });
        await form.Find("#review-cap").ChangeAsync(new() { Value = cap });
        Assert.Equal(said, form.Find("#review-cap-below").TextContent.Contains(_page.Texts.Get("review.cap.below-cost", Format.Money(26_000_000, Won, _page.Texts)), StringComparison.Ordinal));
    }

    private async Task<Guid> AskAsync() => await Reviews.SubmitAsync(_page.Analyst, _page.Project.Id, Gate.Effects, null, Token);

    // Half the worth of what is gained; gives the net effect before and after as the pages write it.
    private async Task<(string Then, string Now)> HalveAsync()
    {
        var sheets = _page.App.Get<WorksheetService>();
        var line = (await sheets.ReadAsync(_page.Analyst, _page.Project.Id, Token)).EffectLines[0];
        var old = WorksheetField.Neutral(line.ValuePerUnit!.Value);
        var id = (await Reviews.HistoryAsync(_page.Analyst, _page.Project.Id, Token))[0].Review.Id;
        await sheets.SaveFieldAsync(_page.Analyst, new FieldEdit(_page.Project.Id, SheetKind.EffectLine, line.Id, nameof(EffectLine.ValuePerUnit), old, WorksheetField.Neutral(line.ValuePerUnit.Value / 2)), Token);
        var drift = await Reviews.DriftAsync(_page.Analyst, id, Token);
        Assert.True(drift.Now.Middle < drift.Then.Middle && drift.Now.IsSimulated == drift.Then.IsSimulated);
        return (Format.Money(drift.Then.Middle, Won, _page.Texts), Format.Money(drift.Now.Middle, Won, _page.Texts));
    }

    private async Task<IRenderedComponent<ReviewPage>> PageAsync(Guid id)
    {
        var page = _page.Render<ReviewPage>(p => p.Add(r => r.Id, id));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".ps-five")), Patience);
        await Task.Yield();
        return page;
    }

    private async Task PressAsync<T>(IRenderedComponent<T> part, bool confirmed, string asked)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        var click = part.FindAll("button")[^1].ClickAsync(new());
        _dialogs.WaitForAssertion(() => Assert.Contains(asked, _dialogs.Find(".ps-dialog-text").TextContent, StringComparison.Ordinal), Patience);
        await _dialogs.FindAll(".mud-dialog-actions button")[confirmed ? 1 : 0].ClickAsync(new());
        await click;
    }
}
