using Bunit;
using MudBlazor;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Operate;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Operate;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Operate;

/// <summary>A schedule of a project that never trained a model.</summary>
public sealed class ScheduleFormTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private ProjectPartsPage _page = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var app = await TestApp.StartAsync();
        await app.StartJobsAsync();
        var (project, analyst, manager) = await app.AddGoProjectAsync();
        await app.ImportLogAsync(analyst, project.Id, Scenarios.SmallLog);
        _page = ProjectPartsPage.On(app, project, analyst, manager);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]   // step 7 sent everybody without a model back to step 5
    public async Task Form_WithoutAModel_SavesAListByARule()
    {
        var rule = PopulationRule.Write(new PopulationRule(Segment: RfmSegment.Slipping));
        _page.Render<MudPopoverProvider>(_ => { });
        var view = _page.Render<OperateView>(await _page.ContextAsync(ProblemStep.Operate));
        view.WaitForAssertion(() => Assert.Contains(_page.Texts["operate.empty"], view.Markup, StringComparison.Ordinal), Patience);
        await view.Find(".mud-button-filled-primary").ClickAsync(new());
        Assert.Equal("", view.Find("#schedule-model").GetAttribute("value") ?? "");
        Assert.Empty(view.FindAll("#schedule-refresh"));   // there is nothing to train anew
        Assert.Contains(_page.Texts["operate.field.model.none.help"], view.Find("#schedule-model-below").TextContent, StringComparison.Ordinal);
        await view.Find("#schedule-name").ChangeAsync(new() { Value = "Weekly by rule" });
        await view.Find("#schedule-population").ChangeAsync(new() { Value = rule });
        await view.Find("form").SubmitAsync();
        view.WaitForAssertion(() => Assert.NotEmpty(view.FindAll(".ps-schedule")), Patience);
        var saved = Assert.Single(await _page.App.Get<ScheduleService>().ListAsync(_page.Analyst, _page.Project.Id, Token)).Schedule;
        Assert.Equal((null, rule), (saved.ModelRunId, saved.PopulationRuleJson));
        Assert.Contains(_page.Texts.Get("population.segment", _page.Texts["rfm-segment.Slipping"]), view.Find(".ps-schedule-facts").TextContent, StringComparison.Ordinal);
    }

    [Fact]   // pressed twice, the same people were listed again and their cost was booked again without a word
    public async Task RunNow_AfterAList_SaysThatThereIsOneAndWhatAnotherCosts()
    {
        var dialogs = _page.Render<MudDialogProvider>(_ => { });
        var schedule = new OperateSchedule { Id = Guid.NewGuid(), ProjectId = _page.Project.Id, Name = "weekly", CostPerContact = 550 };
        var run = new OperateRun { Id = Guid.NewGuid(), ScheduleId = schedule.Id, SlotUtc = new DateTime(2026, 11, 1, 21, 0, 0, DateTimeKind.Utc), State = RunState.Succeeded };
        var card = _page.Render<ScheduleCard>(await _page.ContextAsync(ProblemStep.Operate), p => p.Add(c => c.View, new ScheduleView(schedule, [], [run], "outbox")));
        var click = card.Find($"button[aria-label='{_page.Texts["operate.run-now"]}: weekly']").ClickAsync(new());
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindAll(".ps-dialog-text")), Patience);
        var asked = dialogs.Find(".ps-dialog-text").TextContent;
        Assert.Contains("The last list was made on 2 Nov 2026 06:00 (Mon).", asked, StringComparison.Ordinal);
        Assert.Contains("booked again (₩550 each)", asked, StringComparison.Ordinal);
        await dialogs.FindAll(".mud-dialog-actions button")[0].ClickAsync(new());
        await click;
    }

    [Fact]
    public void NewForm_AfterARoundThatIsToBeOperated_TakesWhomItTested()
    {
        var (model, other) = (Guid.NewGuid(), Guid.NewGuid());
        var choices = new ScheduleChoices([new Choice(Guid.NewGuid(), "orders"), new Choice(Guid.NewGuid(), "visits")], [Run(other), Run(model)]);
        var tested = new Pilot { Id = Guid.NewGuid(), Name = "first", ModelRunId = model, PopulationRuleJson = PopulationRule.Write(new PopulationRule(Segment: RfmSegment.Slipping)), SelectedShare = 0.35, Salt = "s" };
        var form = ScheduleFormModel.New(choices, tested, choices.Datasets[1].Id);
        Assert.Equal(choices.Datasets[1].Id, form.DatasetId);   // its rule may name a column that the first has not
        Assert.Equal((model, tested.PopulationRuleJson, "35"), (form.ModelRunId, form.PopulationRuleJson, form.TargetPercent));
        Assert.Equal(other, ScheduleFormModel.New(choices, null, null).ModelRunId);
        tested.ModelRunId = null;
        var byRule = ScheduleFormModel.New(choices, tested, Guid.NewGuid());   // a round by a rule is operated by that rule, and for all it means: the sample was for the test
        Assert.Equal((null, "100"), (byRule.ModelRunId, byRule.TargetPercent));
    }

    private static AnalysisRun Run(Guid id) => new() { Id = id, Kind = AnalysisKind.RepurchaseModel, ParametersJson = "", DataSha256 = "", ProgramVersion = "" };
}
