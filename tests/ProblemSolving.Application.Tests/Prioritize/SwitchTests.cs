using ProblemSolving.Application.Access;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Prioritize;

/// <summary>From a met rule to a round for the next choice.</summary>
public sealed class SwitchTests : IAsyncLifetime
{
    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;
    private Guid _first;
    private Guid _second;

    private PilotService Pilots => _app.Get<PilotService>();

    private WorksheetService Sheets => _app.Get<WorksheetService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        (_project, _analyst, _) = await _app.AddGoProjectAsync();
        _first = await OptionAsync("quick analysis", "5", "from explored groups");
        _second = await OptionAsync("model", "30", "the best-ranked customers");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Switch_RuleMet_StartsARoundOfTheNextChoiceWithTheSamePlan()
    {
        await SetAsync(_first, nameof(SolutionOption.SwitchKind), nameof(SwitchKind.FreeText), nameof(SwitchKind.DateReached));
        await SetAsync(_first, nameof(SolutionOption.SwitchDate), "", "2020-01-01");
        var tried = await Pilots.CreateAsync(_analyst, _project.Id, Token);
        await Pilots.SaveAsync(_analyst, tried, PilotField.Hypothesis, "", "more orders within 30 days", Token);
        await Pilots.SaveAsync(_analyst, tried, PilotField.SelectedShare, "0.2", "0.35", Token);

        var next = await Pilots.SwitchAsync(_analyst, _project.Id, Token);

        var rounds = (await Sheets.ReadAsync(_analyst, _project.Id, Token)).Pilots;
        var (before, after) = (rounds.Single(p => p.Id == tried), rounds.Single(p => p.Id == next));
        Assert.Equal((_first, _second), (before.OptionId, after.OptionId));
        Assert.Equal((2, "model", "the best-ranked customers"), (after.Round, after.Name, after.Treatment));
        Assert.Equal((before.Hypothesis, before.SelectedShare, before.ControlShare, before.Alpha, before.BaseRate, before.DatasetVersionId), (after.Hypothesis, after.SelectedShare, after.ControlShare, after.Alpha, after.BaseRate, after.DatasetVersionId));
        Assert.NotEqual(before.Salt, after.Salt);
        Assert.Equal("pilot.switch.not-met", (await Assert.ThrowsAsync<DomainRuleException>(() => Pilots.SwitchAsync(_analyst, _project.Id, Token))).Code);
    }

    [Fact]
    public async Task Switch_RuleNotMet_IsRefused()
    {
        await Pilots.CreateAsync(_analyst, _project.Id, Token);
        Assert.Equal("pilot.switch.not-met", (await Assert.ThrowsAsync<DomainRuleException>(() => Pilots.SwitchAsync(_analyst, _project.Id, Token))).Code);
    }

    [Fact]
    public async Task Switch_NoChoiceLeft_SaysSo()
    {
        await Sheets.DeleteRowAsync(_analyst, _project.Id, SheetKind.Solution, _second, Token);
        await SetAsync(_first, nameof(SolutionOption.SwitchKind), nameof(SwitchKind.FreeText), nameof(SwitchKind.DateReached));
        await SetAsync(_first, nameof(SolutionOption.SwitchDate), "", "2020-01-01");
        await Pilots.CreateAsync(_analyst, _project.Id, Token);
        Assert.Equal("pilot.switch.none-left", (await Assert.ThrowsAsync<DomainRuleException>(() => Pilots.SwitchAsync(_analyst, _project.Id, Token))).Code);
    }

    [Fact]
    public async Task Assumption_RemovedAndBroughtBack_BelongsToItsOptionAgain()
    {
        var id = await Sheets.AddChildRowAsync(_analyst, _project.Id, SheetKind.Assumption, _first, Token);
        await Sheets.SaveFieldAsync(_analyst, new FieldEdit(_project.Id, SheetKind.Assumption, id, nameof(SolutionAssumption.Claim), "", "they remember us"), Token);
        var row = await Sheets.DeleteRowAsync(_analyst, _project.Id, SheetKind.Assumption, id, Token);
        await Sheets.RestoreRowAsync(_analyst, row, Token);

        var assumption = Assert.Single((await Sheets.ReadAsync(_analyst, _project.Id, Token)).Assumptions);
        Assert.Equal((_first, "they remember us"), (assumption.ParentId, assumption.Claim));
    }

    [Fact]
    public async Task Assumption_OfARemovedOption_IsGoneAndComesBackWithIt()
    {
        await Sheets.AddChildRowAsync(_analyst, _project.Id, SheetKind.Assumption, _first, Token);
        var option = await Sheets.DeleteRowAsync(_analyst, _project.Id, SheetKind.Solution, _first, Token);
        Assert.Empty((await Sheets.ReadAsync(_analyst, _project.Id, Token)).Assumptions);
        await Sheets.RestoreRowAsync(_analyst, option, Token);
        Assert.Single((await Sheets.ReadAsync(_analyst, _project.Id, Token)).Assumptions);
    }

    [Fact]
    public async Task Assumption_OfAnotherProjectsOption_OrOfNone_IsRefused()
    {
        var (other, owner, _) = await _app.AddGoProjectAsync();
        await Assert.ThrowsAsync<DomainRuleException>(() => Sheets.AddChildRowAsync(owner, other.Id, SheetKind.Assumption, _first, Token));
        await Assert.ThrowsAsync<DomainRuleException>(() => Sheets.AddRowAsync(_analyst, _project.Id, SheetKind.Assumption, Token));
        await Assert.ThrowsAsync<DomainRuleException>(() => Sheets.AddChildRowAsync(_analyst, _project.Id, SheetKind.Solution, _first, Token));
    }

    private async Task<Guid> OptionAsync(string name, string days, string mechanism)
    {
        var id = await Sheets.AddRowAsync(_analyst, _project.Id, SheetKind.Solution, Token);
        await SetAsync(id, nameof(SolutionOption.Name), "", name);
        await SetAsync(id, nameof(SolutionOption.DaysToFirstResult), "", days);
        await SetAsync(id, nameof(SolutionOption.Mechanism), "", mechanism);
        return id;
    }

    private async Task SetAsync(Guid option, string field, string from, string to) =>
        Assert.IsType<FieldResult.Saved>(await Sheets.SaveFieldAsync(_analyst, new FieldEdit(_project.Id, SheetKind.Solution, option, field, from, to), Token));
}
