using Bunit;
using MudBlazor;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
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
using ProblemSolving.Web.Components.Reviews;
using ProblemSolving.Web.Components.Shared;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Reviews;

/// <summary>What people press at the gates: the answer with its day, the seat of one who left, and the second question.</summary>
public sealed class GateFormsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly Currency Won = Currency.Of("KRW");

    private ProjectPartsPage _page = null!;
    private IRenderedComponent<MudDialogProvider> _dialogs = null!;

    private ReviewService Reviews => _page.App.Get<ReviewService>();

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    private static DateOnly InAMonth => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(30);

    public async ValueTask InitializeAsync()
    {
        _page = await ProjectPartsPage.OpenAsync();
        _dialogs = _page.Render<MudDialogProvider>(_ => { });
        await _page.App.GoAsync(_page.Project, _page.Analyst, _page.Manager);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task Form_GoWithADay_HoldsUntilThatDay()
    {
        var id = await AskAsync();
        var form = await FormAsync(id);
        await ChooseAsync(form, GateDecision.GoWithConditions);
        await form.Find("#review-until").ChangeAsync(new() { Value = InAMonth.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) });
        await AnswerAsync(form);
        var review = (await Reviews.OpenAsync(_page.Manager, id, Token)).Review;
        Assert.Equal((GateDecision.GoWithConditions, (DateOnly?)InAMonth, (decimal?)null), (review.Decision!.Value, review.GoUntil, review.MoneyCap));
    }

    [Fact]   // the day typed for another answer does not go along
    public async Task Form_ADayAndThenAPlainGo_HoldsWithoutEnd()
    {
        var id = await AskAsync();
        var form = await FormAsync(id);
        await ChooseAsync(form, GateDecision.GoWithConditions);
        await form.Find("#review-until").ChangeAsync(new() { Value = InAMonth.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) });
        await ChooseAsync(form, GateDecision.Go);
        Assert.Empty(form.FindAll("#review-until"));
        await AnswerAsync(form);
        var review = (await Reviews.OpenAsync(_page.Manager, id, Token)).Review;
        Assert.Equal((GateDecision.Go, (DateOnly?)null), (review.Decision!.Value, review.GoUntil));
    }

    [Fact]
    public async Task Form_GoWithConditionsButNone_SaysSoAtTheFieldBeforeItAsksAndDecidesNothing()
    {
        var id = await AskAsync();
        var form = await FormAsync(id);
        await ChooseAsync(form, GateDecision.GoWithConditions);
        await form.Find("#review-reason").InputAsync(new() { Value = "worth it" });
        await form.FindAll("button")[^1].ClickAsync(new());
        Assert.Contains(_page.Texts["rule.gate.decide.no-condition"], form.Find("#review-cap-below [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", form.Find("#review-cap").GetAttribute("aria-invalid"));
        Assert.Empty(_dialogs.FindAll(".ps-dialog-text"));

        await form.Find("#review-until").ChangeAsync(new() { Value = "2020-01-31" });
        await form.FindAll("button")[^1].ClickAsync(new());
        Assert.Contains(_page.Texts["rule.gate.decide.past-date"], form.Find("#review-until-below [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(form.FindAll("#review-cap-below [role=alert]"));

        await form.Find("#review-cap").ChangeAsync(new() { Value = "about three" });
        await form.FindAll("button")[^1].ClickAsync(new());
        Assert.Single(form.FindAll("#review-cap-below [role=alert]"));
        Assert.Single(form.FindAll("[role=alert]"));
        Assert.Empty(_dialogs.FindAll(".ps-dialog-text"));
        Assert.True((await Reviews.OpenAsync(_page.Manager, id, Token)).Review.IsPending);
    }

    [Fact]   // the sentence stayed beside a cap that stood there
    public async Task Form_WhatWasMissingIsGiven_TheSentenceGoes()
    {
        var form = await FormAsync(await AskAsync());
        await ChooseAsync(form, GateDecision.GoWithConditions);
        await form.Find("#review-reason").InputAsync(new() { Value = "worth it" });
        await form.FindAll("button")[^1].ClickAsync(new());
        Assert.NotEmpty(form.FindAll("#review-cap-below [role=alert]"));
        await form.Find("#review-cap").ChangeAsync(new() { Value = "300만" });
        Assert.Empty(form.FindAll("[role=alert]"));
    }

    [Theory]   // it was refused only after somebody had confirmed it
    [InlineData(RevivalKind.Date, "2020-01-31", "gate.revival.past-date")]
    [InlineData(RevivalKind.MetricAtMost, "99", "gate.revival.met-already")]
    public async Task Form_ARevivalThatHoldsAlready_IsRefusedAtItsBoxBeforeItAsks(RevivalKind kind, string value, string code)
    {
        var id = await AskAsync();
        var form = await FormAsync(id);
        await ChooseAsync(form, GateDecision.Hold);
        await form.Find("#review-reason").InputAsync(new() { Value = "not this year" });
        await form.Find("#review-revival").ChangeAsync(new() { Value = kind.ToString() });
        await form.Find(kind == RevivalKind.Date ? "#review-revival-day" : "#review-revival-value").ChangeAsync(new() { Value = value });
        await form.FindAll("button")[^1].ClickAsync(new());
        Assert.Empty(_dialogs.FindAll(".ps-dialog-text"));
        Assert.Contains(_page.Texts["rule." + code], form.Find("#review-revival-below [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.True((await Reviews.OpenAsync(_page.Manager, id, Token)).Review.IsPending);
    }

    [Fact]   // what was said with an objection was recorded with the agreement that came later
    public async Task Form_AfterAnObjectionThatHolds_IsEmptyForTheNextAnswer()
    {
        var partner = await ReviewerAsync("partner");
        await _page.App.Get<ApprovalLineService>().SaveAsync(_page.Analyst, _page.Project.Id, [new LineSeat(partner.UserId, ApprovalKind.Agree, 1), new LineSeat(_page.Manager.UserId, ApprovalKind.Decide, 2)], Token);
        var id = await AskAsync();
        var view = await Reviews.OpenAsync(partner, id, Token);
        var form = _page.Render<DecisionForm>(p => p.Add(f => f.Actor, partner).Add(f => f.View, view).Add(f => f.Turn, view.Turn!).Add(f => f.Currency, Won));
        await form.Find($"input[name=decision][value={VoteAnswer.Object}]").ChangeAsync(new() { Value = nameof(VoteAnswer.Object) });
        await form.Find("#review-reason").InputAsync(new() { Value = "too early" });
        var click = form.FindAll("button")[^1].ClickAsync(new());
        _dialogs.WaitForAssertion(() => Assert.NotEmpty(_dialogs.FindAll(".mud-dialog-actions button")), Patience);
        await _dialogs.FindAll(".mud-dialog-actions button")[1].ClickAsync(new());
        await click;
        Assert.Single((await Reviews.OpenAsync(partner, id, Token)).Review.Votes);
        Assert.Equal("", form.Find("#review-reason").GetAttribute("value") ?? "");
        Assert.Null(form.FindComponent<LeaveGuard>().Instance.Sentence);
    }

    [Fact]
    public async Task Form_GoWithConditions_AsksWithCapAndDayBeforeItIsFinal()
    {
        var form = await FormAsync(await AskAsync());
        await ChooseAsync(form, GateDecision.GoWithConditions);
        await form.Find("#review-cap").ChangeAsync(new() { Value = "300만" });
        await form.Find("#review-until").ChangeAsync(new() { Value = "2030-01-31" });
        await form.Find("#review-reason").InputAsync(new() { Value = "worth it" });
        var click = form.FindAll("button")[^1].ClickAsync(new());
        _dialogs.WaitForAssertion(() => Assert.NotEmpty(_dialogs.FindAll(".ps-dialog-text")), Patience);
        var asked = _dialogs.Find(".ps-dialog-text").TextContent;
        Assert.Contains(Format.MoneyExact(3_000_000, Won, _page.Texts), asked, StringComparison.Ordinal);
        Assert.Contains(Format.Date(new DateOnly(2030, 1, 31), _page.Texts.Culture), asked, StringComparison.Ordinal);
        await _dialogs.FindAll(".mud-dialog-actions button")[0].ClickAsync(new());
        await click;
    }

    [Fact]
    public async Task Page_AnsweredBySomebodyElseMeanwhile_ShowsTheDecisionAndAsksForNoReload()
    {
        var second = await ReviewerAsync("second");
        var id = await AskAsync();
        _page.SignIn(_page.Manager);
        var page = _page.Render<ReviewPage>(p => p.Add(r => r.Id, id));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindComponents<DecisionForm>()), Patience);
        await Reviews.DecideAsync(second, id, new GateAnswer(GateDecision.Hold, "not this year"), Token);
        page.WaitForAssertion(() => Assert.Contains("not this year", page.Find(".ps-decision").TextContent, StringComparison.Ordinal), Patience);
        Assert.Empty(page.FindComponents<DecisionForm>());
        Assert.Contains(_page.Texts["choice.GateDecision.Hold"], page.Find(".ps-sheet > .ps-decided").TextContent, StringComparison.Ordinal);   // on the first screen of a phone
        Assert.Contains(_page.Texts["review.answered-before"], page.Find(".ps-decision [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(_page.Texts["rule.gate.decide.already"], page.Markup, StringComparison.Ordinal);
    }

    [Fact]   // the first line named the one who was away, the one below it the one who answered
    public async Task Page_AnsweredByAStandIn_NamesWhoAnsweredAndForWhom()
    {
        var deputy = await ReviewerAsync("deputy");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await _page.App.Get<DelegationService>().SetAsync(_page.Manager, deputy.UserId, today.AddDays(-1), today.AddDays(1), Token);
        await _page.App.Get<ApprovalLineService>().SaveAsync(_page.Analyst, _page.Project.Id, [new LineSeat(_page.Manager.UserId, ApprovalKind.Decide, 1)], Token);
        var id = await AskAsync();
        await Reviews.DecideAsync(deputy, id, new GateAnswer(GateDecision.Hold, "not this year"), Token);
        var view = await Reviews.OpenAsync(deputy, id, Token);
        Assert.Equal(_page.Manager.UserId, view.Review.DecidedForId);

        _page.SignIn(deputy);
        var page = _page.Render<ReviewPage>(p => p.Add(r => r.Id, id));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".ps-decided")), Patience);
        var said = page.Find(".ps-sheet > .ps-decided").TextContent;
        Assert.Contains(_page.Texts.Get("review.answer", _page.Texts["choice.GateDecision.Hold"], "deputy", Format.DateTime(view.Review.DecidedAtUtc!.Value, ProjectClock.Zone(_page.Project.TimeZoneId), _page.Texts.Culture)), said, StringComparison.Ordinal);
        Assert.Contains(_page.Texts.Get("review.in-place-of", view.People[_page.Manager.UserId]), said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(30, false)]
    public async Task Page_WithKillCriteriaWhoseDayHadPassed_SaysSo(int days, bool said)
    {
        var day = ProjectClock.Today(_page.Project.TimeZoneId, TimeProvider.System).AddDays(days);
        var sheets = _page.App.Get<WorksheetService>();
        var field = WorksheetFields.Get(SheetKind.Effects, nameof(EffectsSheet.KillBy));
        await sheets.SaveFieldAsync(_page.Analyst, new FieldEdit(_page.Project.Id, SheetKind.Effects, null, nameof(EffectsSheet.KillBy), field.Read((await sheets.ReadAsync(_page.Analyst, _page.Project.Id, Token)).Effects), day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), Token);
        var id = await AskAsync();
        _page.SignIn(_page.Manager);
        var page = _page.Render<ReviewPage>(p => p.Add(r => r.Id, id));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".ps-five")), Patience);
        Assert.Equal(said, page.Find(".ps-five").TextContent.Contains(_page.Texts["review.kill.passed"], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(GateDecision.Go)]
    [InlineData(GateDecision.Hold)]
    [InlineData(GateDecision.Drop)]
    public async Task Page_Decided_SaysSoInAStatusAndGoesThere(GateDecision decision)
    {
        var id = await AskAsync();
        _page.SignIn(_page.Manager);
        var page = _page.Render<ReviewPage>(p => p.Add(r => r.Id, id));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindComponents<DecisionForm>()), Patience);
        Assert.Equal("", page.Find(".ps-decision [role=status]").TextContent.Trim());   // there before it is filled, so that it is read out

        await ChooseAsync(page.FindComponent<DecisionForm>(), decision);
        await AnswerAsync(page.FindComponent<DecisionForm>());

        page.WaitForAssertion(() => Assert.Contains(_page.Texts.Get("review.decided", _page.Texts["choice.GateDecision." + decision]), page.Find(".ps-decision [role=status]").TextContent, StringComparison.Ordinal), Patience);
        page.WaitForAssertion(() => _page.Scripts.VerifyFocusAsyncInvoke(), Patience);
    }

    [Theory]
    [InlineData("2025년 초부터 매 분기 조금씩", true)]
    [InlineData("since spring", false)]
    public async Task Page_OfAPacketWithExamples_SaysHowMany(string since, bool said)
    {
        await _page.App.Get<WorksheetService>().SaveFieldAsync(_page.Analyst, new FieldEdit(_page.Project.Id, SheetKind.Define, null, nameof(DefineSheet.PhenomenonSince), "", since), Token);
        var id = await AskAsync(examplesMeant: said);
        _page.SignIn(_page.Manager);
        var page = _page.Render<ReviewPage>(p => p.Add(r => r.Id, id));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".ps-five")), Patience);
        Assert.Equal(said, page.Markup.Contains("1 value on these sheets is still the example", StringComparison.Ordinal));
        Assert.Equal(said ? [$"{_page.Texts["choice.SheetKind.Define"]} · {_page.Texts["field.Define.PhenomenonSince"]}"] : [], page.FindAll(".ps-example-names li").Select(l => l.TextContent.Trim()));
        Assert.Empty(page.FindAll(".ps-example-names a"));   // a manager does not write there
        _page.SignIn(_page.Analyst);
        var own = _page.Render<ReviewPage>(p => p.Add(r => r.Id, id));
        own.WaitForAssertion(() => Assert.NotEmpty(own.FindAll(".ps-five")), Patience);
        Assert.Equal(said ? [$"/projects/{_page.Project.Key}/define#f-Define-PhenomenonSince"] : [], own.FindAll(".ps-example-names a").Select(a => a.GetAttribute("href")!));
        await Reviews.DecideAsync(_page.Manager, id, new GateAnswer(GateDecision.Hold, "later"), Token);
        var decided = _page.Render<ReviewPage>(p => p.Add(r => r.Id, id));
        decided.WaitForAssertion(() => Assert.NotEmpty(decided.FindAll(".ps-five")), Patience);
        Assert.Empty(decided.FindAll(".ps-example-names"));
        Assert.Contains(_page.Texts["review.packet.intact"], page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Gate_AskingAgainOnAGo_AsksWhetherItIsMeant(bool confirmed)
    {
        await _page.App.AmendAsync(_page.Project, _page.Analyst);
        var gate = _page.Render<EffectsGate>(await _page.ContextAsync(ProblemStep.Effects));
        var click = gate.FindAll("button")[^1].ClickAsync(new());
        _dialogs.WaitForAssertion(() => Assert.NotEmpty(_dialogs.FindAll(".ps-dialog-text")), Patience);
        Assert.DoesNotContain((await HistoryAsync()), r => r.Review.IsPending);
        await _dialogs.FindAll(".mud-dialog-actions button")[confirmed ? 1 : 0].ClickAsync(new());
        await click;
        Assert.Equal(confirmed, (await HistoryAsync()).Any(r => r.Review.IsPending));
    }

    [Fact]   // confirming both withdrew twice, and the page contradicted itself
    public async Task Gate_PressedTwice_AsksOnce()
    {
        await AskAsync();
        var gate = _page.Render<EffectsGate>(await _page.ContextAsync(ProblemStep.Effects));
        var first = gate.FindAll("button")[^1].ClickAsync(new());
        _dialogs.WaitForAssertion(() => Assert.NotEmpty(_dialogs.FindAll(".ps-dialog-text")), Patience);
        await gate.FindAll("button")[^1].ClickAsync(new());   // ends at once, and nothing was done
        Assert.Single(_dialogs.FindAll(".ps-dialog-text"));
        Assert.Contains(await HistoryAsync(), r => r.Review.IsPending);
        await _dialogs.FindAll(".mud-dialog-actions button")[0].ClickAsync(new());
        await first;

        var again = gate.FindAll("button")[^1].ClickAsync(new());   // once it is closed it can be asked again
        _dialogs.WaitForAssertion(() => Assert.Single(_dialogs.FindAll(".ps-dialog-text")), Patience);
        await _dialogs.FindAll(".mud-dialog-actions button")[1].ClickAsync(new());
        await again;
        Assert.DoesNotContain(await HistoryAsync(), r => r.Review.IsPending);
    }

    [Fact]   // it went on to say that this is the saved line, and the question waited for nobody
    public async Task Line_WhoseDeciderLostTheSeat_SaysSoAndLeadsToTheQuestion()
    {
        await _page.App.Get<ApprovalLineService>().SaveAsync(_page.Analyst, _page.Project.Id, [new LineSeat(_page.Manager.UserId, ApprovalKind.Decide, 1)], Token);
        var id = await AskAsync();
        IRenderedComponent<ApprovalLineEditor> Line() => _page.Render<ApprovalLineEditor>(p => p.Add(l => l.Actor, _page.Analyst).Add(l => l.ProjectId, _page.Project.Id).Add(l => l.CanManage, true).Add(l => l.Revision, 1));
        Assert.NotEmpty(Line().FindAll(".ps-good"));
        Assert.Empty(Line().FindAll("[role=alert]"));

        await _page.App.Get<ProjectService>().RemoveMemberAsync(_page.Analyst, _page.Project.Id, _page.Manager.UserId, Token);
        var line = Line();
        Assert.Empty(line.FindAll(".ps-good"));
        Assert.Contains(_page.Texts["line.lost"], line.Find("tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Contains("can no longer answer", line.FindAll("[role=alert]")[^1].TextContent, StringComparison.Ordinal);
        Assert.EndsWith(id.ToString(), line.Find("[role=alert] a").GetAttribute("href"), StringComparison.Ordinal);
        var gate = _page.Render<EffectsGate>(await _page.ContextAsync(ProblemStep.Effects));
        gate.WaitForAssertion(() => Assert.EndsWith(id.ToString(), gate.Find("[role=alert] a").GetAttribute("href"), StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task Form_WithAReasonThatIsNotSent_HoldsThePage()
    {
        var form = await FormAsync(await AskAsync());
        Assert.Null(form.FindComponent<LeaveGuard>().Instance.Sentence);
        await ChooseAsync(form, GateDecision.Revise);
        await form.Find("#remark-text").InputAsync(new() { Value = "since when?" });
        Assert.NotNull(form.FindComponent<LeaveGuard>().Instance.Sentence);
        await form.Find("#remark-text").InputAsync(new() { Value = "" });
        Assert.Null(form.FindComponent<LeaveGuard>().Instance.Sentence);
        await form.Find("#review-reason").InputAsync(new() { Value = "the numbers of March" });
        Assert.NotNull(form.FindComponent<LeaveGuard>().Instance.Sentence);
    }

    [Fact]   // the manager would get the older value
    public async Task Gate_WhileAFieldIsNotSaved_CannotBeSubmitted()
    {
        await _page.App.AmendAsync(_page.Project, _page.Analyst);
        var context = await _page.ContextAsync(ProblemStep.Effects);
        var view = _page.Render<EffectsView>(context);
        bool Shut() => view.FindAll(".ps-gate button")[^1].HasAttribute("disabled");
        Assert.False(Shut());
        view.Find("#f-Effects-OneOffCost").Input("48000 or so");
        view.WaitForAssertion(() => Assert.EndsWith("#f-Effects-OneOffCost", view.Find(".ps-gate .ps-unsaved a").GetAttribute("href"), StringComparison.Ordinal), Patience);
        Assert.True(Shut());
        Assert.Empty(view.FindAll(".ps-gate .ps-good"));
    }

    [Fact]
    public async Task Seat_OfOneWhoLeft_IsHandedOnWithAReason()
    {
        var (first, second) = (await ReviewerAsync("first"), await ReviewerAsync("second"));
        await _page.App.Get<ApprovalLineService>().SaveAsync(_page.Analyst, _page.Project.Id, [new LineSeat(first.UserId, ApprovalKind.Review, 1), new LineSeat(_page.Manager.UserId, ApprovalKind.Decide, 2)], Token);
        var id = await AskAsync();
        Assert.Empty((await SeatsAsync(id)).FindAll("fieldset"));

        await _page.App.Get<ProjectService>().RemoveMemberAsync(_page.Analyst, _page.Project.Id, first.UserId, Token);
        var seats = await SeatsAsync(id);
        Assert.Contains("first", seats.Find("legend").TextContent, StringComparison.Ordinal);
        await seats.Find("select").ChangeAsync(new() { Value = second.UserId.ToString() });
        await seats.Find("button").ClickAsync(new());
        seats.WaitForAssertion(() => Assert.NotEmpty(seats.FindAll("[role=alert]")), Patience);   // no reason yet
        await seats.Find("input").ChangeAsync(new() { Value = "first left the team" });
        await seats.Find("button").ClickAsync(new());

        var review = (await Reviews.OpenAsync(_page.Manager, id, Token)).Review;
        Assert.Equal((first.UserId, (Guid?)second.UserId, "first left the team"), (review.SeatChanges[0].FromId, review.SeatChanges[0].ToId, review.SeatChanges[0].Reason));
        Assert.Contains("first left the team", (await SeatsAsync(id)).Find("li").TextContent, StringComparison.Ordinal);
    }

    private async Task<Guid> AskAsync(bool examplesMeant = false)
    {
        await _page.App.AmendAsync(_page.Project, _page.Analyst);
        return await Reviews.SubmitAsync(_page.Analyst, _page.Project.Id, Gate.Effects, null, examplesMeant, Token);
    }

    private Task<IReadOnlyList<InboxRow>> HistoryAsync() => Reviews.HistoryAsync(_page.Analyst, _page.Project.Id, Token);

    private async Task<IRenderedComponent<DecisionForm>> FormAsync(Guid id)
    {
        var view = await Reviews.OpenAsync(_page.Manager, id, Token);
        return _page.Render<DecisionForm>(p => p.Add(f => f.Actor, _page.Manager).Add(f => f.View, view).Add(f => f.Turn, view.Turn!).Add(f => f.Currency, Won));
    }

    private static Task ChooseAsync(IRenderedComponent<DecisionForm> form, GateDecision decision) =>
        form.Find($"input[name=decision][value={decision}]").ChangeAsync(new() { Value = decision.ToString() });

    // Reason, button, and yes to the question whether it is meant.
    private async Task AnswerAsync(IRenderedComponent<DecisionForm> form)
    {
        await form.Find("#review-reason").InputAsync(new() { Value = "worth it as we said" });
        var click = form.FindAll("button")[^1].ClickAsync(new());
        _dialogs.WaitForAssertion(() => Assert.NotEmpty(_dialogs.FindAll(".mud-dialog-actions button")), Patience);
        await _dialogs.FindAll(".mud-dialog-actions button")[1].ClickAsync(new());
        await click;
    }

    private async Task<IRenderedComponent<SeatChanges>> SeatsAsync(Guid id)
    {
        var view = await Reviews.OpenAsync(_page.Analyst, id, Token);
        return _page.Render<SeatChanges>(p => p.Add(s => s.Actor, _page.Analyst).Add(s => s.View, view).Add(s => s.Zone, TimeZoneInfo.Utc));
    }

    private async Task<Actor> ReviewerAsync(string name)
    {
        var reviewer = await _page.App.AddUserAsync(name, SystemRole.Manager);
        await _page.App.Get<ProjectService>().SetMemberAsync(_page.Analyst, _page.Project.Id, reviewer.UserId, ProjectRole.Reviewer, Token);
        return reviewer;
    }
}
