using Bunit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Measure;
using ProblemSolving.Web.Components.Prioritize;
using ProblemSolving.Web.Components.Projects;
using ProblemSolving.Web.Components.Solutions;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Prioritize;

public sealed class PrioritizePartsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private ProjectPartsPage _page = null!;
    private Guid _fast;
    private Guid _slow;

    private WorksheetService Sheets => _page.App.Get<WorksheetService>();

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var (app, (project, analyst, manager)) = await TestApp.StartPreparedAsync("two options", async made =>
        {
            var people = await made.AddGoProjectAsync();
            _page = ProjectPartsPage.On(made, people.Project, people.Analyst, people.Manager);
            await OptionAsync("fast", "5", "2", "0.4");
            await OptionAsync("slow", "20", "10", "0.6");
            return people;
        });
        _page = ProjectPartsPage.On(app, project, analyst, manager);
        var options = (await Sheets.ReadAsync(analyst, project.Id, Token)).Options;
        (_fast, _slow) = (options.Single(o => o.Name == "fast").Id, options.Single(o => o.Name == "slow").Id);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]   // the finding led to a box that was not on the page
    public async Task Example_LeftInThePlanOfAnOptionWithoutAPlace_LeadsToABoxThatIsThere()
    {
        var later = await Sheets.AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.Solution, Token);   // without days nothing ranks it
        var example = _page.Texts["field.Solution.KeptReady.example"];
        await SaveAsync(SheetKind.Solution, later, nameof(SolutionOption.KeptReady), "", example);
        await SaveAsync(SheetKind.Solution, later, nameof(SolutionOption.SwitchRounds), "", "2");
        await SaveAsync(SheetKind.Solution, later, nameof(SolutionOption.Reach), "", "12000");
        var view = _page.Render<PrioritizeView>(await _page.ContextAsync(ProblemStep.Prioritize));
        var links = view.FindAll(".ps-step-foot .ps-findings li").Single(l => l.TextContent.Contains(_page.Texts["rule.example.kept"], StringComparison.Ordinal)).QuerySelectorAll("a");
        Assert.Equal([$"f-Solution-{later:N}KeptReady"], links.Select(a => a.GetAttribute("href")!.Split('#')[1]));
        var box = view.Find($"#f-Solution-{later:N}KeptReady");
        Assert.NotNull(box.Closest("details"));   // opened by the link

        box.Input("");
        view.WaitForAssertion(() => Assert.DoesNotContain(_page.Texts["rule.example.kept"], view.Markup, StringComparison.Ordinal), Patience);
        Assert.NotNull(view.Find($"#f-Solution-{later:N}KeptReady"));   // still there to write in
    }

    [Fact]
    public async Task Order_DraggedToTheTop_IsKeptAndAsksForAReason()
    {
        var view = _page.Render<PrioritizeView>(await _page.ContextAsync(ProblemStep.Prioritize));
        Assert.Equal(["fast", "slow"], Names(view));

        await view.FindAll(".ps-grip")[1].DragStartAsync(new());
        await view.FindAll(".ps-ranking > li")[0].DropAsync(new());

        view.WaitForAssertion(() => Assert.Equal(["slow", "fast"], Names(view)), Patience);
        view.WaitForAssertion(() => Assert.Contains("Give the reason below", view.Find(".ps-said").TextContent, StringComparison.Ordinal), Patience);
        Assert.Single(view.FindAll("[id$='RankReason']"));
        Assert.Equal(["slow", "fast"], (await Sheets.ReadAsync(_page.Analyst, _page.Project.Id, Token)).Ranking.Select(r => r.Option.Name));
    }

    [Fact]
    public async Task Order_MovedByTheArrowAndBack_IsTheComputedOneAgain()
    {
        var view = _page.Render<PrioritizeView>(await _page.ContextAsync(ProblemStep.Prioritize));
        await view.Find("button[aria-label='Move down: fast']").ClickAsync(new());
        view.WaitForAssertion(() => Assert.Equal(["slow", "fast"], Names(view)), Patience);
        await view.Find("button[aria-label='Move up: fast']").ClickAsync(new());
        view.WaitForAssertion(() => Assert.Equal(["fast", "slow"], Names(view)), Patience);
        Assert.All((await Sheets.ReadAsync(_page.Analyst, _page.Project.Id, Token)).Options, o => Assert.Null(o.ManualRank));
    }

    [Fact]   // the arrow that was pressed is shut at the end of the list, and the focus fell out of the page
    public async Task Order_MovedToTheTop_KeepsTheFocusOnItsCard()
    {
        var view = _page.Render<PrioritizeView>(await _page.ContextAsync(ProblemStep.Prioritize));
        await view.Find("button[aria-label='Move up: slow']").ClickAsync(new());
        view.WaitForAssertion(() => Assert.Equal(["slow", "fast"], Names(view)), Patience);
        view.WaitForAssertion(() => Assert.NotEmpty(_page.Scripts.Invocations["Blazor._internal.domWrapper.focus"]), Patience);
    }

    [Fact]
    public async Task Method_ThatNeedsPoints_ShowsTheRubricAndTakesAClick()
    {
        await SaveAsync(SheetKind.Prioritize, null, nameof(PrioritizeSheet.RankBy), nameof(RankingMethod.FastestFirst), nameof(RankingMethod.Ice));
        var view = _page.Render<PrioritizeView>(await _page.ContextAsync(ProblemStep.Prioritize));
        Assert.Contains("no rank until known", view.Find(".ps-ranking").TextContent, StringComparison.Ordinal);
        Assert.All(view.FindAll(".ps-rank"), rank => Assert.Equal("No rank yet", rank.TextContent));
        Assert.Empty(view.FindAll(".ps-plan"));
        Assert.Contains("shown by an experiment with a control group", view.Find(".ps-rubrics").TextContent, StringComparison.Ordinal);

        await view.FindAll(".ps-ranking .ps-rubric input[value='4']")[0].ChangeAsync(new() { Value = "4" });
        Assert.Equal(4, (await Sheets.ReadAsync(_page.Analyst, _page.Project.Id, Token)).Options.Single(o => o.Id == _fast).ImpactScore);
    }

    [Fact]
    public async Task Method_ThatNeedsANumberOfStepThree_LeadsThere()
    {
        await SaveAsync(SheetKind.Solution, _slow, nameof(SolutionOption.DaysToFirstResult), "20", "");
        var view = _page.Render<PrioritizeView>(await _page.ContextAsync(ProblemStep.Prioritize));
        Assert.Equal(["Choice 1", "No rank yet"], view.FindAll(".ps-rank").Select(r => r.TextContent));
        Assert.Equal($"/projects/{_page.Project.Key}/solutions#f-Solution-{_slow:N}DaysToFirstResult", view.FindAll(".ps-ranking > li")[1].QuerySelector(".ps-rowcard-head a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task LastChoice_HasNothingToSwitchTo_AndItsLabelsSaySo()
    {
        var view = _page.Render<PrioritizeView>(await _page.ContextAsync(ProblemStep.Prioritize));
        var plans = view.FindAll(".ps-plan");
        Assert.Contains("The condition in words", plans[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("When it is given up, in words", plans[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("No choice comes after this one", plans[1].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("No choice comes after this one", plans[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SwitchBelowBreakEven_NamesTheBreakEvenOfNow()
    {
        await SaveAsync(SheetKind.Solution, _fast, nameof(SolutionOption.SwitchKind), nameof(SwitchKind.FreeText), nameof(SwitchKind.BelowBreakEven));
        var context = await _page.ContextAsync(ProblemStep.Prioritize);
        var rise = 100 * context.Snapshot.BreakEven.Rise!.Value;
        var view = _page.Render<PrioritizeView>(context);
        Assert.Contains($"The break-even is +{rise:0.00} points now.", view.Find(".ps-break-even").TextContent, StringComparison.Ordinal);
    }

    [Fact]   // a rate that should fall was said to have to rise
    public async Task SwitchBelowBreakEven_ForARateThatShouldFall_IsToldAsAFall()
    {
        await SaveAsync(SheetKind.Solution, _fast, nameof(SolutionOption.SwitchKind), nameof(SwitchKind.FreeText), nameof(SwitchKind.BelowBreakEven));
        await SaveAsync(SheetKind.Define, null, nameof(Domain.Define.DefineSheet.MetricDirection), nameof(Domain.Define.MetricDirection.HigherIsBetter), nameof(Domain.Define.MetricDirection.LowerIsBetter));
        var context = await _page.ContextAsync(ProblemStep.Prioritize);
        var said = Application.Formatting.SwitchWords.BreakEven(_page.Texts, context.Snapshot.BreakEven.Rise!.Value, falls: true);
        Assert.Matches(@"^\d+(\.\d+)? points lower$", said);
        var view = _page.Render<PrioritizeView>(context);
        Assert.Contains($"The break-even is {said} now.", view.Find(".ps-break-even").TextContent, StringComparison.Ordinal);
        var terms = SwitchTerms.Of(context.Snapshot.Options.Single(o => o.Id == _fast));
        Assert.Contains(said, Application.Formatting.SwitchWords.Say(_page.Texts, terms, context.Snapshot.BreakEven, falls: true, context.Currency), StringComparison.Ordinal);
        Assert.DoesNotContain("lower", Application.Formatting.SwitchWords.Say(_page.Texts, terms, context.Snapshot.BreakEven, falls: false, context.Currency), StringComparison.Ordinal);
    }

    [Fact]   // the means were on the page, and every option was said to lack its points
    public async Task Method_OfPointsThatTheTeamRevealed_LeadsToTheButtonThatTakesThem()
    {
        await SaveAsync(SheetKind.Prioritize, null, nameof(PrioritizeSheet.RankBy), nameof(RankingMethod.FastestFirst), nameof(RankingMethod.Ice));
        var scores = _page.App.Get<Application.Prioritize.TeamScoreService>();
        foreach (var (who, option, criterion) in from who in new[] { _page.Analyst, _page.Manager } from option in new[] { _fast, _slow } from criterion in Enum.GetValues<ScoreCriterion>() select (who, option, criterion))
            await scores.ScoreAsync(who, _page.Project.Id, option, criterion, 4, Token);
        Assert.DoesNotContain(_page.Texts["rank.team-waits"], _page.Render<RankMethodPanel>(await _page.ContextAsync(ProblemStep.Prioritize)).Markup, StringComparison.Ordinal);
        await scores.RevealAsync(_page.Analyst, _page.Project.Id, Token);
        var panel = _page.Render<RankMethodPanel>(await _page.ContextAsync(ProblemStep.Prioritize));
        Assert.Contains(_page.Texts["team.take"], panel.Find(".ps-notice").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("#prioritize-team", panel.Find(".ps-notice a").GetAttribute("href"), StringComparison.Ordinal);
        await scores.TakeAsync(_page.Analyst, _page.Project.Id, Token);
        Assert.Empty(_page.Render<RankMethodPanel>(await _page.ContextAsync(ProblemStep.Prioritize)).FindAll(".ps-notice"));
    }

    [Theory]
    [InlineData(RankingMethod.FastestFirst, "Days to the first result")]
    [InlineData(RankingMethod.EffectPerEffort, "Effort (person-days)")]
    public async Task Bubbles_GoAcrossByWhatTheMethodRanksBy(RankingMethod method, string axis)
    {
        await SaveAsync(SheetKind.Solution, _fast, nameof(SolutionOption.EffortDays), "2", "50");   // fast to a result, yet much work
        if (method != RankingMethod.FastestFirst)
            await SaveAsync(SheetKind.Prioritize, null, nameof(PrioritizeSheet.RankBy), nameof(RankingMethod.FastestFirst), method.ToString());
        var context = await _page.ContextAsync(ProblemStep.Prioritize);
        var chart = _page.Render<BubbleChart>(context, p => p.Add(c => c.Ranking, context.Snapshot.Ranking));
        Assert.Contains(axis, chart.Find("svg").TextContent, StringComparison.Ordinal);
        var across = chart.FindAll(".ps-bubble-rank").ToDictionary(t => t.TextContent, t => double.Parse(t.GetAttribute("x")!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(across["1"] < across["2"]);
    }

    [Fact]   // the third of three lay in the corner of the fast ones, since its range drew the axis out
    public async Task Bubbles_TheSlowestOfThree_LiesBeyondTheLineAndNoCornerSaysWhatGoesFirst()
    {
        var third = await OptionAsync("third", "30", "9", "0.7");
        await SaveAsync(SheetKind.Solution, third, nameof(SolutionOption.DaysHigh), "", "70");
        var context = await _page.ContextAsync(ProblemStep.Prioritize);
        var chart = _page.Render<BubbleChart>(context, p => p.Add(c => c.Ranking, context.Snapshot.Ranking));
        var ranks = chart.FindAll(".ps-bubble-rank").ToDictionary(t => t.TextContent, t => (X: Number(t, "x"), Y: Number(t, "y")));
        var lines = chart.FindAll(".ps-bubble-cross");
        Assert.True(ranks["3"].X > Number(lines[0], "x1"), "slow");
        Assert.True(ranks["1"].X < Number(lines[0], "x1"), "fast");
        Assert.True(ranks["3"].Y < Number(lines[1], "y1"), "large");
        Assert.DoesNotContain(chart.FindAll(".ps-bubble-corner"), c => c.TextContent.Contains("first", StringComparison.Ordinal) || c.TextContent.Contains("last", StringComparison.Ordinal));
        Assert.Contains("medians of the options shown: 20 days and 60%", chart.Markup.Replace(" %", "%", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stability_WithoutPoints_SaysThatTheyAreEnteredHere()
    {
        await SaveAsync(SheetKind.Prioritize, null, nameof(PrioritizeSheet.RankBy), nameof(RankingMethod.FastestFirst), nameof(RankingMethod.Ice));
        var view = _page.Render<RankStabilityView>(await _page.ContextAsync(ProblemStep.Prioritize));
        view.WaitForAssertion(() => Assert.Contains("Enter them at each option in the order above", view.Markup, StringComparison.Ordinal), Patience);
        Assert.Contains(_page.Texts["field.Solution.ImpactScore"], view.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("step 3", view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stability_WithoutPointsAndEffort_NamesBothPlaces()
    {
        await SaveAsync(SheetKind.Prioritize, null, nameof(PrioritizeSheet.RankBy), nameof(RankingMethod.FastestFirst), nameof(RankingMethod.Rice));
        await SaveAsync(SheetKind.Solution, _slow, nameof(SolutionOption.EffortDays), "10", "");
        var view = _page.Render<RankStabilityView>(await _page.ContextAsync(ProblemStep.Prioritize));
        view.WaitForAssertion(() => Assert.Contains($"and {_page.Texts["field.Solution.EffortDays"]} in step 3", view.Markup, StringComparison.Ordinal), Patience);
        Assert.Contains(_page.Texts["field.Solution.Reach"], view.Markup, StringComparison.Ordinal);
    }

    [Fact]   // what is missing stands in step 3
    public async Task Stability_WithoutDays_LeadsToStepThree()
    {
        await SaveAsync(SheetKind.Solution, _slow, nameof(SolutionOption.DaysToFirstResult), "20", "");
        var view = _page.Render<RankStabilityView>(await _page.ContextAsync(ProblemStep.Prioritize));
        view.WaitForAssertion(() => Assert.Contains("Mend them in step 3 first", view.Markup, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task Order_ReasonGiven_TheRequestForItIsGone()
    {
        var view = _page.Render<PrioritizeView>(await _page.ContextAsync(ProblemStep.Prioritize));
        await view.Find("button[aria-label='Move down: fast']").ClickAsync(new());
        view.WaitForAssertion(() => Assert.Contains("Give the reason below", view.Find(".ps-said").TextContent, StringComparison.Ordinal), Patience);

        view.Find("[id$='RankReason']").Input("the slow one is kept ready by the partner");

        view.WaitForAssertion(() => Assert.Equal("", view.Find(".ps-said").TextContent), Patience);
    }

    [Fact]
    public async Task Wsjf_SaysWhatIsDividedByWhat()
    {
        await SaveAsync(SheetKind.Prioritize, null, nameof(PrioritizeSheet.RankBy), nameof(RankingMethod.FastestFirst), nameof(RankingMethod.Wsjf));
        var context = await _page.ContextAsync(ProblemStep.Prioritize);
        var cost = context.Snapshot.Estimate.CostOfDelay!.Value;
        var view = _page.Render<PrioritizeView>(context);
        var own = Application.Formatting.Format.Money(cost * 0.4m, context.Currency, _page.Texts);
        Assert.Contains($"cost of delay {own} a month", view.FindAll(".ps-ranking .ps-help")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("÷ 5 days to the first result", view.FindAll(".ps-ranking .ps-help")[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]   // a double click made two options
    public async Task AddButton_DoubleClicked_AddsOneOption()
    {
        var view = _page.Render<SolutionsView>(await _page.ContextAsync(ProblemStep.Solutions));
        AngleSharp.Dom.IElement Button() => view.FindAll("button").Single(b => b.TextContent.Contains(_page.Texts["solutions.add"], StringComparison.Ordinal));
        await Button().ClickAsync(new() { Detail = 1 });
        await Button().ClickAsync(new() { Detail = 2 });
        Assert.Equal(3, (await Sheets.ReadAsync(_page.Analyst, _page.Project.Id, Token)).Options.Count);
    }

    [Fact]
    public async Task AddButton_PressedAgainBeforeTheRowIsThere_Waits()
    {
        var (asked, row) = (0, new TaskCompletionSource());
        var button = _page.Render<AddRowButton>(p => p.Add(b => b.Text, "add").Add(b => b.OnAdd, () =>
        {
            asked++;
            return row.Task;
        }));
        var first = button.Find("button").ClickAsync(new() { Detail = 1 });
        await button.Find("button").ClickAsync(new() { Detail = 1 });
        Assert.Equal(1, asked);

        row.SetResult();
        await first;
        await button.Find("button").ClickAsync(new() { Detail = 1 });
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task TeamScoring_PointsTakenBack_AreGone()
    {
        var scores = _page.App.Get<Application.Prioritize.TeamScoreService>();
        await scores.ScoreAsync(_page.Analyst, _page.Project.Id, _fast, ScoreCriterion.Impact, 5, Token);
        var view = _page.Render<TeamScoring>(await _page.ContextAsync(ProblemStep.Prioritize));
        view.WaitForAssertion(() => Assert.Single(view.FindAll(".ps-rubric-clear")), Patience);

        await view.Find(".ps-rubric-clear").ClickAsync(new());

        view.WaitForAssertion(() => Assert.Empty(view.FindAll(".ps-rubric-clear")), Patience);
        Assert.Empty((await scores.ReadAsync(_page.Analyst, _page.Project.Id, Token)).Mine);
        Assert.DoesNotContain(view.FindAll("input[type=radio]"), i => i.HasAttribute("checked"));
    }

    [Fact]
    public async Task Method_PointsTakenBack_LeaveTheOptionWithout()
    {
        await SaveAsync(SheetKind.Prioritize, null, nameof(PrioritizeSheet.RankBy), nameof(RankingMethod.FastestFirst), nameof(RankingMethod.Ice));
        await SaveAsync(SheetKind.Solution, _fast, nameof(SolutionOption.ImpactScore), "", "4");
        var view = _page.Render<PrioritizeView>(await _page.ContextAsync(ProblemStep.Prioritize));
        await view.Find(".ps-ranking .ps-rubric-clear").ClickAsync(new());
        Assert.Null((await Sheets.ReadAsync(_page.Analyst, _page.Project.Id, Token)).Options.Single(o => o.Id == _fast).ImpactScore);
    }

    [Fact]
    public async Task Stability_WithARange_SaysHowOftenTheFirstStays()
    {
        await SaveAsync(SheetKind.Solution, _fast, nameof(SolutionOption.DaysHigh), "", "60");
        var view = _page.Render<RankStabilityView>(await _page.ContextAsync(ProblemStep.Prioritize));
        view.WaitForAssertion(() => Assert.Contains("“fast” stays first in", view.Markup, StringComparison.Ordinal), Patience);
        Assert.Equal(4, view.FindAll(".ps-stability td").Count);
    }

    [Fact]   // the computed first is not the one the team chose
    public async Task Stability_WithAnotherPlacedFirstByHand_NamesBoth()
    {
        await SaveAsync(SheetKind.Solution, _fast, nameof(SolutionOption.DaysHigh), "", "60");
        var context = await _page.ContextAsync(ProblemStep.Prioritize);
        var view = _page.Render<RankStabilityView>(context);
        view.WaitForAssertion(() => Assert.Contains("“fast” stays first in", view.Markup, StringComparison.Ordinal), Patience);

        context.Snapshot.Options.Single(o => o.Id == _slow).ManualRank = 1;
        context.NotifyChanged();

        view.WaitForAssertion(() => Assert.Matches("By the numbers “fast” keeps first place in \\d+.?% of draws; “slow” was placed first by hand", view.Find(".ps-stability-said").TextContent), Patience);
    }

    [Fact]
    public async Task TeamScoring_BeforeTheReveal_ShowsNoResults()
    {
        await _page.App.Get<Application.Prioritize.TeamScoreService>().ScoreAsync(_page.Manager, _page.Project.Id, _fast, ScoreCriterion.Impact, 5, Token);
        var view = _page.Render<TeamScoring>(await _page.ContextAsync(ProblemStep.Prioritize));
        view.WaitForAssertion(() => Assert.Contains("hidden until revealed", view.Markup, StringComparison.Ordinal), Patience);
        Assert.Empty(view.FindAll("table"));
        Assert.DoesNotContain(view.FindAll("input[type=radio]"), i => i.HasAttribute("checked"));

    }

    [Fact]
    public async Task TeamScoring_OneOfTwoScored_SaysSoAndKeepsTheRevealShut()
    {
        var scores = _page.App.Get<Application.Prioritize.TeamScoreService>();
        await scores.ScoreAsync(_page.Manager, _page.Project.Id, _fast, ScoreCriterion.Impact, 5, Token);
        var view = _page.Render<TeamScoring>(await _page.ContextAsync(ProblemStep.Prioritize));
        view.WaitForAssertion(() => Assert.Contains("Scored so far: 1 of 2.", view.Markup, StringComparison.Ordinal), Patience);
        var button = view.Find(".ps-row button");
        Assert.True(button.HasAttribute("disabled"));
        Assert.Contains("Only one person gave points", view.Find("#" + button.GetAttribute("aria-describedby")).TextContent, StringComparison.Ordinal);

        await scores.ScoreAsync(_page.Analyst, _page.Project.Id, _fast, ScoreCriterion.Impact, 3, Token);
        var again = _page.Render<TeamScoring>(await _page.ContextAsync(ProblemStep.Prioritize));
        again.WaitForAssertion(() => Assert.False(again.Find(".ps-row button").HasAttribute("disabled")), Patience);
        var dialogs = _page.Render<MudBlazor.MudDialogProvider>(_ => { });
        var asking = again.Find(".ps-row button").ClickAsync(new());   // nobody is missing, yet it cannot be taken back
        dialogs.WaitForAssertion(() => Assert.Contains("cannot be taken back", dialogs.Find(".ps-dialog-text").TextContent, StringComparison.Ordinal), Patience);
        Assert.False((await scores.ReadAsync(_page.Analyst, _page.Project.Id, Token)).IsRevealed);
        await dialogs.FindAll(".mud-dialog-actions button")[1].ClickAsync(new());
        await asking;
        again.WaitForAssertion(() => Assert.Contains("4.0", again.Find("table").TextContent, StringComparison.Ordinal), Patience);
    }

    [Fact]   // one click took everybody's points
    public async Task TeamScoring_ClearedForANewRound_SaysWhatGoesAndDeletesOnlyWhenConfirmed()
    {
        var scores = _page.App.Get<Application.Prioritize.TeamScoreService>();
        await scores.ScoreAsync(_page.Manager, _page.Project.Id, _fast, ScoreCriterion.Impact, 5, Token);
        await scores.ScoreAsync(_page.Analyst, _page.Project.Id, _fast, ScoreCriterion.Impact, 3, Token);
        await scores.ScoreAsync(_page.Analyst, _page.Project.Id, _slow, ScoreCriterion.Ease, 2, Token);
        await scores.RevealAsync(_page.Analyst, _page.Project.Id, Token);
        var dialogs = _page.Render<MudBlazor.MudDialogProvider>(_ => { });
        var view = _page.Render<TeamScoring>(await _page.ContextAsync(ProblemStep.Prioritize));
        view.WaitForAssertion(() => Assert.Equal(2, view.FindAll(".ps-row button").Count), Patience);

        var asking = view.FindAll(".ps-row button")[1].ClickAsync(new());
        dialogs.WaitForAssertion(() => Assert.Contains("All points that 2 people gave (3 in all) are deleted", dialogs.Find(".ps-dialog-text").TextContent, StringComparison.Ordinal), Patience);
        await dialogs.FindAll(".mud-dialog-actions button")[0].ClickAsync(new());
        await asking;
        Assert.True((await scores.ReadAsync(_page.Analyst, _page.Project.Id, Token)).IsRevealed);

        asking = view.FindAll(".ps-row button")[1].ClickAsync(new());
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindAll(".mud-dialog-actions button")), Patience);
        await dialogs.FindAll(".mud-dialog-actions button")[1].ClickAsync(new());
        await asking;
        Assert.Equal(0, (await scores.ReadAsync(_page.Analyst, _page.Project.Id, Token)).Scorers);
    }

    [Fact]   // a member who never scores holds nobody up
    public async Task TeamScoring_RevealWithSomebodyMissing_NamesThemFirst()
    {
        var scores = _page.App.Get<Application.Prioritize.TeamScoreService>();
        var late = await _page.App.AddUserAsync("Late Lee", SystemRole.Analyst);
        await _page.App.Get<ProjectService>().SetMemberAsync(_page.Analyst, _page.Project.Id, late.UserId, ProjectRole.Viewer, Token);
        await scores.ScoreAsync(_page.Manager, _page.Project.Id, _fast, ScoreCriterion.Impact, 5, Token);
        await scores.ScoreAsync(_page.Analyst, _page.Project.Id, _fast, ScoreCriterion.Impact, 3, Token);
        var dialogs = _page.Render<MudBlazor.MudDialogProvider>(_ => { });
        var view = _page.Render<TeamScoring>(await _page.ContextAsync(ProblemStep.Prioritize));
        view.WaitForAssertion(() => Assert.False(view.Find(".ps-row button").HasAttribute("disabled")), Patience);

        var asking = view.Find(".ps-row button").ClickAsync(new());
        dialogs.WaitForAssertion(() => Assert.Contains("Late Lee", dialogs.Find(".ps-dialog-text").TextContent, StringComparison.Ordinal), Patience);
        Assert.False((await scores.ReadAsync(_page.Analyst, _page.Project.Id, Token)).IsRevealed);
        await dialogs.FindAll(".mud-dialog-actions button")[1].ClickAsync(new());
        await asking;
        view.WaitForAssertion(() => Assert.Single(view.FindAll("table")), Patience);
    }

    [Fact]
    public async Task DataNeeds_ATickedColumnThatIsNotThere_IsNamed()
    {
        DataFacts[] tables = [new("log.csv", new HashSet<ColumnRole> { ColumnRole.Customer }, 500, 9)];
        var context = await _page.ContextAsync(ProblemStep.Solutions);
        var card = _page.Render<DataNeedsEditor>(context, p => p.Add(c => c.Option, context.Snapshot.Options[0]).Add(c => c.Tables, tables));
        Assert.Empty(card.FindAll(".ps-availability"));

        await card.FindAll(".ps-need-roles input")[(int)ColumnRole.Channel - 1].ChangeAsync(new() { Value = true });
        var again = _page.Render<DataNeedsEditor>(context, p => p.Add(c => c.Option, context.Snapshot.Options[0]).Add(c => c.Tables, tables));
        Assert.Contains("channel column", again.Find(".ps-availability").TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SwitchBanner_RuleMet_StartsTheNextChoice()
    {
        await SaveAsync(SheetKind.Solution, _fast, nameof(SolutionOption.SwitchKind), nameof(SwitchKind.FreeText), nameof(SwitchKind.DateReached));
        await SaveAsync(SheetKind.Solution, _fast, nameof(SolutionOption.SwitchDate), "", "2020-01-01");
        await _page.App.Get<Application.Measure.PilotService>().CreateAsync(_page.Analyst, _page.Project.Id, Token);
        var banner = _page.Render<SwitchBanner>(await _page.ContextAsync(ProblemStep.Measure));
        Assert.Contains("Time to switch from “fast”?", banner.Markup, StringComparison.Ordinal);

        await banner.Find("button").ClickAsync(new());
        banner.WaitForAssertion(() => Assert.Empty(banner.FindAll("section")), Patience);
        Assert.Equal(_slow, (await Sheets.ReadAsync(_page.Analyst, _page.Project.Id, Token)).Pilots.MaxBy(p => p.Round)!.OptionId);
    }

    private static double Number(AngleSharp.Dom.IElement element, string name) => double.Parse(element.GetAttribute(name)!, System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string> Names(IRenderedComponent<PrioritizeView> view) => view.FindAll(".ps-ranking h3").Select(h => h.TextContent);

    private async Task<Guid> OptionAsync(string name, string days, string effort, string share)
    {
        var id = await Sheets.AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.Solution, Token);
        await SaveAsync(SheetKind.Solution, id, nameof(SolutionOption.Name), "", name);
        await SaveAsync(SheetKind.Solution, id, nameof(SolutionOption.DaysToFirstResult), "", days);
        await SaveAsync(SheetKind.Solution, id, nameof(SolutionOption.EffortDays), "", effort);
        await SaveAsync(SheetKind.Solution, id, nameof(SolutionOption.EffectShare), "", share);
        return id;
    }

    private async Task SaveAsync(SheetKind sheet, Guid? row, string field, string from, string to) =>
        Assert.IsType<FieldResult.Saved>(await Sheets.SaveFieldAsync(_page.Analyst, new FieldEdit(_page.Project.Id, sheet, row, field, from, to), Token));
}
