using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Domain.Solutions;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Reviews;

/// <summary>What the manager of a pilot gate reads first is frozen with the question.</summary>
public sealed class PacketOutlookTests : IAsyncLifetime
{
    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;
    private Actor _manager;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private WorksheetService Sheets => _app.Get<WorksheetService>();

    private ReviewService Reviews => _app.Get<ReviewService>();

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        (_project, _analyst, _manager) = await _app.AddGoProjectAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Submit_PilotGate_FreezesTheRuleAndTheNextChoice()
    {
        var first = await OptionAsync("letter", "5");
        var second = await OptionAsync("coupon", "10");
        await SetAsync(first, nameof(SolutionOption.SwitchKind), nameof(SwitchKind.FreeText), nameof(SwitchKind.NotSignificant));
        await SetAsync(first, nameof(SolutionOption.SwitchRounds), "", "1");
        await SetAsync(second, nameof(SolutionOption.KeptReady), "", "printed coupons");
        var review = await SubmitAsync(first);

        await SetAsync(first, nameof(SolutionOption.SwitchRounds), "1", "5");
        await SetAsync(second, nameof(SolutionOption.Name), "coupon", "another");

        var pilot = (await Reviews.OpenAsync(_manager, review, Token)).Packet.Pilot!;
        Assert.Equal(new SwitchTerms(SwitchKind.NotSignificant, "", 1, null), pilot.Outlook!.Terms);
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        var round = await db.Pilots.SingleAsync(p => p.Id == pilot.Id, Token);
        Assert.Equal(new PacketPilotWords(round.Hypothesis, round.Treatment, round.Conclusion), pilot.Words);
        Assert.Equal((SwitchState.Met, "switch.why.not-significant"), (pilot.Outlook.Check!.State, pilot.Outlook.Check.Why.Key));
        Assert.Equal(new PacketChoice(2, "coupon", "printed coupons"), pilot.Outlook.Next);
    }

    [Fact]
    public async Task Submit_PilotOfNoOption_HasNoRuleAndTheFirstChoiceNext()
    {
        await OptionAsync("letter", "5");
        var outlook = (await Reviews.OpenAsync(_manager, await SubmitAsync(null), Token)).Packet.Pilot!.Outlook!;
        Assert.Equal((null, null, "letter"), (outlook.Terms, outlook.Check, outlook.Next!.Name));
    }

    [Fact]   // stored and read again, a sentence is no longer the same object
    public void Same_TwoReadingsOfOnePilot_AreNoChange()
    {
        PacketPilot Read(string state) => new(Guid.Empty, 1, "letter", "plan", "responses", "{}", new PacketOutlook(null, new SwitchCheck(SwitchState.Met, new Domain.Analyze.FigureText(state)), null));
        Assert.True(PacketPilot.Same(Read("a"), Read("b")));
        Assert.False(PacketPilot.Same(Read("a"), Read("a") with { ResponseSha256 = "others" }));
        Assert.False(PacketPilot.Same(Read("a"), null));
    }

    private async Task<Guid> SubmitAsync(Guid? option)
    {
        var pilot = new Pilot
        {
            Id = Guid.NewGuid(), ProjectId = _project.Id, Round = 1, Name = "letter", OptionId = option, State = PilotState.Evaluated, CreatedById = _analyst.UserId,
            ResultJson = PilotResults.Json(VerdictKind.NotShown, 0.004),
        };
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        db.Pilots.Add(pilot);
        await db.SaveChangesAsync(Token);
        return await Reviews.SubmitAsync(_analyst, _project.Id, Gate.Pilot, pilot.Id, Token);
    }

    private async Task<Guid> OptionAsync(string name, string days)
    {
        var id = await Sheets.AddRowAsync(_analyst, _project.Id, SheetKind.Solution, Token);
        await SetAsync(id, nameof(SolutionOption.Name), "", name);
        await SetAsync(id, nameof(SolutionOption.DaysToFirstResult), "", days);
        return id;
    }

    private async Task SetAsync(Guid option, string field, string from, string to) =>
        Assert.IsType<FieldResult.Saved>(await Sheets.SaveFieldAsync(_analyst, new FieldEdit(_project.Id, SheetKind.Solution, option, field, from, to), Token));
}
