using System.Globalization;
using AngleSharp.Html.Dom;
using Bunit;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Measure;
using ProblemSolving.Web.Components.Reviews;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Measure;

/// <summary>The choice stands in the plan where there were rounds before, and what came of it wherever the result is read.</summary>
public sealed class EarlierCustomersViewTests : IAsyncLifetime
{
    private const string Warning = "may still act, in both groups";

    private ProjectPartsPage _page = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var app = await TestApp.StartAsync();
        var (project, analyst, manager) = await app.AddGoProjectAsync();
        _page = ProjectPartsPage.On(app, project, analyst, manager);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task Form_OfTheFirstRound_DoesNotAsk()
    {
        var draft = await DraftAsync();
        Assert.Empty((await FormAsync(draft)).FindAll(Select(draft)));
    }

    [Fact]
    public async Task Form_AfterADrawnRound_AsksAndSaysWhatKeepingMeans()
    {
        await AddDrawnAsync();
        var draft = await DraftAsync();
        var form = await FormAsync(draft);
        var select = (IHtmlSelectElement)form.Find(Select(draft));
        Assert.Equal(nameof(EarlierCustomers.LeaveOutTreated), select.Value);
        Assert.Equal(["Leave out who was treated", "Leave out everyone, control groups too", "Keep them all"], select.Options.Select(o => o.Text));
        Assert.DoesNotContain(Warning, form.Markup, StringComparison.Ordinal);

        await form.Find(Select(draft)).ChangeAsync(nameof(EarlierCustomers.Keep));

        var stored = (await _page.ContextAsync(ProblemStep.Measure)).Snapshot.Pilots.Single(p => p.Id == draft);
        Assert.Equal(EarlierCustomers.Keep, stored.EarlierCustomers);
        Assert.Contains(Warning, (await FormAsync(draft)).Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EarlierCustomers.LeaveOutTreated, "Leave out who was treated (round 1): 40 customers of earlier rounds left out, 960 remained.", false)]
    [InlineData(EarlierCustomers.Keep, "Keep them all (round 1): nobody left out of 960 customers.", true)]
    public async Task Readout_PacketAndPlan_SayWhatBecameOfThem(EarlierCustomers choice, string words, bool warned)
    {
        var outcome = new EarlierOutcome(new EarlierRounds(choice, [new EarlierRound(Guid.NewGuid(), 1, "list")]), choice == EarlierCustomers.Keep ? 0 : 40, 960);
        var result = ResultJson.Read<PilotResult>(PilotResults.Json(VerdictKind.Better, 0.03)) with { Earlier = outcome };
        var context = await _page.ContextAsync(ProblemStep.Measure);
        var packet = new PacketPilot(Guid.NewGuid(), 2, "Coupon", "plan", "responses", ResultJson.Write(result));
        var drawn = Evaluated(2, outcome, ResultJson.Write(result));
        foreach (var markup in new[]
        {
            _page.Render<PilotReadoutView>(context, p => p.Add(v => v.Result, result).Add(v => v.Currency, Currency.Of("KRW"))).Markup,
            _page.Render<PilotSummary>(context, p => p.Add(v => v.Pilot, packet).Add(v => v.Currency, Currency.Of("KRW"))).Markup,
        })
        {
            Assert.Contains(words, markup, StringComparison.Ordinal);
            Assert.Equal(warned, markup.Contains(Warning, StringComparison.Ordinal));
        }

        var plan = _page.Render<PilotPlanFacts>(context, p => p.Add(v => v.Pilot, drawn)).Markup;
        Assert.Contains(words, plan, StringComparison.Ordinal);
        Assert.DoesNotContain(Warning, plan, StringComparison.Ordinal);   // the result above it says so
    }

    [Fact]   // plans, results and packets from before there was a choice
    public async Task Plan_OfAnOlderRound_SaysThatItKeptThem()
    {
        var first = await AddDrawnAsync();
        var second = Evaluated(2, null, PilotResults.Json(VerdictKind.Better, 0.03));
        var context = await _page.ContextAsync(ProblemStep.Measure);
        var plan = _page.Render<PilotPlanFacts>(context, p => p.Add(v => v.Pilot, second)).Markup;
        Assert.Contains("Keep them all (round 1)", plan, StringComparison.Ordinal);
        Assert.Contains(Warning, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Customers of earlier rounds", _page.Render<PilotPlanFacts>(context, p => p.Add(v => v.Pilot, first)).Markup, StringComparison.Ordinal);
    }

    private static Pilot Evaluated(int round, EarlierOutcome? outcome, string result)
    {
        var pilot = Complete(round);
        pilot.EarlierCustomers = outcome?.Plan.Choice ?? EarlierCustomers.Keep;
        pilot.Lock("data", "", DateTime.UnixEpoch.AddDays(round), earlier: outcome?.Plan);
        pilot.Drawn(960, 100, 100, "list", outcome?.LeftOut ?? 0);
        pilot.Evaluate("responses.csv", "hash", result, new Verdict(VerdictKind.Better, []), DateTime.UnixEpoch);
        return pilot;
    }

    private static Pilot Complete(int round, Guid project = default) => new()
    {
        Id = Guid.NewGuid(), ProjectId = project, Round = round, Name = "Coupon", Hypothesis = "more", Treatment = "coupon", DatasetVersionId = Guid.NewGuid(), Salt = string.Create(CultureInfo.InvariantCulture, $"s{round}"),
    };

    private async Task<Pilot> AddDrawnAsync()
    {
        var pilot = Complete(1, _page.Project.Id);
        pilot.Lock("data", "", DateTime.UnixEpoch);
        pilot.Drawn(1000, 40, 40, "list");
        await using var db = await _page.App.Contexts.CreateDbContextAsync(Token);
        db.Pilots.Add(pilot);
        await db.SaveChangesAsync(Token);
        return pilot;
    }

    private Task<Guid> DraftAsync() => _page.App.Get<PilotService>().CreateAsync(_page.Analyst, _page.Project.Id, Token);

    private async Task<IRenderedComponent<PilotPlanForm>> FormAsync(Guid draft)
    {
        var context = await _page.ContextAsync(ProblemStep.Measure);
        return _page.Render<PilotPlanForm>(context, p => p.Add(v => v.Pilot, context.Snapshot.Pilots.Single(d => d.Id == draft)));
    }

    private static string Select(Guid pilot) => $"#pilot-{pilot:N}-{nameof(PilotField.EarlierCustomers)}";
}
