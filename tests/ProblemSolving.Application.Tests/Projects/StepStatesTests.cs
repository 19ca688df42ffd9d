using System.Globalization;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Projects;

/// <summary>A step that holds the examples of the form is begun, not done.</summary>
public sealed class StepStatesTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly ITexts Korean = new FixedTexts(TextCatalog.Default, CultureInfo.GetCultureInfo("ko"));

    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;
    private Actor _manager;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private WorksheetService Worksheets => _app.Get<WorksheetService>();

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        (_project, _analyst, _manager) = await _app.AddProjectAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]   // the rail said that it was being written
    public async Task Effects_PutOnHold_IsHeldUntilTheProjectGoesOn()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var reviews = _app.Get<Application.Reviews.ReviewService>();
        var id = await reviews.SubmitAsync(analyst, project.Id, Domain.Reviews.Gate.Effects, null, Token);
        await reviews.DecideAsync(boss, id, new Domain.Reviews.GateAnswer(Domain.Reviews.GateDecision.Hold, "next year"), Token);
        async Task<StepState> StateAsync() => StepStates.Of(await Worksheets.ReadAsync(analyst, project.Id, Token), Today).Single(s => s.Step == ProblemStep.Effects).State;
        Assert.Equal(StepState.Held, await StateAsync());
        var held = (await Worksheets.ReadAsync(analyst, project.Id, Token)).Project;
        await _app.Get<ProjectService>().UpdateAsync(analyst, project.Id, held.Version, held.Name, held.Summary, ProjectStatus.Active, Token);
        Assert.NotEqual(StepState.Held, await StateAsync());
    }

    [Fact]
    public async Task Define_OfExamplesOnly_IsInProgressUntilTheyAreReplaced()
    {
        await InsertExamplesAsync(SheetKind.Define, null);
        Assert.DoesNotContain(DefineRules.Check((await SnapshotAsync()).Define), f => f.Blocks);   // complete, but nobody's
        Assert.Equal(StepState.InProgress, await StateAsync(ProblemStep.Define));

        foreach (var place in ExampleCheck.Check(await SnapshotAsync(), ProblemStep.Define))
        {
            if (WorksheetFields.Get(SheetKind.Define, place.Place).Kind == FieldKind.Text)
                await SetAsync(SheetKind.Define, null, place.Place, "Our own words, 31 of 100");
        }

        Assert.Equal(StepState.Done, await StateAsync(ProblemStep.Define));
    }

    [Fact]
    public async Task Solutions_OfExamplesOnly_AreInProgressUntilTheyAreReplaced()
    {
        await _app.GoAsync(_project, _analyst, _manager);
        var option = await Worksheets.AddRowAsync(_analyst, _project.Id, SheetKind.Solution, Token);
        await InsertExamplesAsync(SheetKind.Solution, option);
        Assert.Equal((StepState.InProgress, StepState.InProgress), (await StateAsync(ProblemStep.Solutions), await StateAsync(ProblemStep.Prioritize)));

        foreach (var field in WorksheetFields.Of(SheetKind.Solution).Where(f => f.Kind == FieldKind.Text && f.Name != nameof(SolutionOption.RankReason)))
            await SetAsync(SheetKind.Solution, option, field.Name, "Our own words");
        Assert.Equal((StepState.Done, StepState.Done), (await StateAsync(ProblemStep.Solutions), await StateAsync(ProblemStep.Prioritize)));
    }

    [Fact]   // the list of projects and the page say the same
    public async Task EveryPlace_SaysTheSameState()
    {
        await InsertExamplesAsync(SheetKind.Define, null);
        Assert.Equal(StepState.InProgress, (await _app.Get<ProjectService>().ListAsync(_analyst, null, null, Token)).Single(c => c.Project.Id == _project.Id).Steps[0].State);
        Assert.Equal(StepState.InProgress, (await _app.Get<ProjectService>().OpenAsync(_analyst, _project.Key, Token)).Steps[0].State);
    }

    private async Task InsertExamplesAsync(SheetKind sheet, Guid? row)
    {
        foreach (var field in WorksheetFields.Of(sheet))
        {
            var snapshot = await SnapshotAsync();
            if (FieldExamples.Of(Korean, sheet, snapshot.Find(sheet, row), field.Name, snapshot.Define.UnitInForce(), Currency.Of("KRW")) is { } example)
                await SetAsync(sheet, row, field.Name, example);
        }
    }

    private async Task<StepState> StateAsync(ProblemStep step) => StepStates.Of(await SnapshotAsync(), Today).Single(s => s.Step == step).State;

    private Task<ProjectSnapshot> SnapshotAsync() => Worksheets.ReadAsync(_analyst, _project.Id, Token);

    private async Task SetAsync(SheetKind sheet, Guid? row, string field, string text)
    {
        var now = WorksheetFields.Get(sheet, field).Read((await SnapshotAsync()).Find(sheet, row)!);
        Assert.IsType<FieldResult.Saved>(await Worksheets.SaveFieldAsync(_analyst, new FieldEdit(_project.Id, sheet, row, field, now, text), Token));
    }
}
