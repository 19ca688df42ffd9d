using System.Globalization;
using System.Text;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Define;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Analyze;

/// <summary>A finding goes from a run into steps 1, 3 and 6 and keeps its links; questions are answered and counted.</summary>
public sealed class FindingServiceTests : IAsyncLifetime
{
    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;
    private Guid _version;
    private Guid _run;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FindingService Findings => _app.Get<FindingService>();

    private AnalysisService Analyses => _app.Get<AnalysisService>();

    public async ValueTask InitializeAsync()
    {
        (_app, (_project, _analyst, _version, _run)) = await TestApp.StartPreparedAsync("findings", async app =>
        {
            var (project, analyst, _) = await app.AddGoProjectAsync();
            var version = await app.ImportTextAsync(analyst, project.Id, Log());
            return (project, analyst, version, await app.ExploreAsync(analyst, version, RepurchaseParameters.Default with { MinimumSupport = 5, TrendDays = 30 }));
        });
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Finding_BecomesEvidenceOptionAndTarget_AndKeepsTheLinks()
    {
        var rule = new PopulationRule(await ColumnAsync("channel"), "channel", "web");
        var id = await Findings.PinAsync(_analyst, _project.Id, _run, "first-order-contrasts", "  Web customers come back.  ", rule, Token);
        await Findings.ToEvidenceAsync(_analyst, _project.Id, id, EvidenceSection.Phenomenon, Token);
        var option = await Findings.ToOptionAsync(_analyst, _project.Id, id, "Address web customers", Token);
        var pilotId = await Findings.ToPilotAsync(_analyst, _project.Id, id, Token);

        var snapshot = await SnapshotAsync();
        var finding = Assert.Single(snapshot.PinnedFindings);
        Assert.Equal("Web customers come back.", finding.Sentence);
        Assert.Equal((option, pilotId), (finding.OptionId, finding.PilotId));
        var pin = Assert.Single(snapshot.EvidencePins);
        Assert.Equal((finding.EvidencePinId, "Web customers come back."), (pin.Id, pin.Caption));
        var made = snapshot.Options.Single(o => o.Id == option);
        Assert.Equal(("Address web customers", "Web customers come back.", "purchases.csv"), (made.Name, made.Mechanism, made.DataNeeded));
        var pilot = snapshot.Pilots.Single(p => p.Id == pilotId);
        Assert.Equal(rule, PopulationRule.Read(pilot.PopulationRuleJson));
        Assert.Equal(_version, pilot.DatasetVersionId);

        // the rule cuts the population of the round: 60 of 120 customers came over the web
        await _app.Get<PilotService>().SaveAsync(_analyst, pilotId, PilotField.ModelRunId, PilotFields.Read(pilot, PilotField.ModelRunId), "", Token);
        Assert.Equal(60, (await _app.Get<PilotService>().ForecastAsync(_analyst, pilotId, Token))!.Population);
    }

    [Fact]   // what was kept in step 5 was nowhere in the report, and a comparison was a heading with nothing under it
    public async Task Finding_AndItsComparison_StandInTheReport()
    {
        var compare = await FinishAsync(await Analyses.CompareAsync(_analyst, _version, new CompareParameters(CompareKind.BoughtAgain, 29, MinimumSupport: 5), Token));
        var figure = ResultJson.Read<CompareResult>(compare.Run.ResultJson!).Figures[0];
        await Findings.PinAsync(_analyst, _project.Id, compare.Run.Id, figure.Id, "Web customers come back.", new PopulationRule(await ColumnAsync("channel"), "channel", "web"), Token);
        var html = System.Net.WebUtility.HtmlDecode((await _app.Get<Application.Reports.ReportService>().HtmlAsync(_analyst, _project.Id, System.Globalization.CultureInfo.GetCultureInfo("en"), Token)).Html);
        Assert.Contains("Web customers come back.", html, StringComparison.Ordinal);
        Assert.Contains("First order with channel = web", html, StringComparison.Ordinal);
        var heading = html.IndexOf(">Comparison of two groups", StringComparison.Ordinal);
        Assert.True(html.IndexOf("<svg", heading, StringComparison.Ordinal) is var drawn and > 0 && drawn < html.IndexOf(">Findings<", heading, StringComparison.Ordinal), "the comparison has its figure before the findings");
    }

    [Fact] // what everybody does says little about these customers, and the rule also fits those too new to have been counted
    public async Task ToPilot_TakesTheRateOfTheFindingsOwnCustomers_AndSaysWhomItCounted()
    {
        await _app.Get<WorksheetService>().SaveFieldAsync(_analyst, new FieldEdit(_project.Id, SheetKind.Define, null, nameof(DefineSheet.MetricAsIs), "", "0.42"), Token);
        var id = await Findings.PinAsync(_analyst, _project.Id, _run, "first-order-contrasts", "Web customers come back.", new PopulationRule(await ColumnAsync("channel"), "channel", "web"), Token);
        var pilot = await Findings.ToPilotAsync(_analyst, _project.Id, id, Token);
        await _app.Get<PilotService>().SaveAsync(_analyst, pilot, PilotField.ModelRunId, PilotFields.Read((await SnapshotAsync()).Pilots.Single(p => p.Id == pilot), PilotField.ModelRunId), "", Token);
        var contrast = (await Analyses.GetAsync(_analyst, _run, Token)).Explore!.Contrasts.Single(c => c.Value == "web");
        Assert.Equal(Math.Round(contrast.Rate, 4), (await SnapshotAsync()).Pilots.Single(p => p.Id == pilot).BaseRate);
        var forecast = (await _app.Get<PilotService>().ForecastAsync(_analyst, pilot, Token))!;
        Assert.Equal(new FindingGroup(contrast.Customers, contrast.Rate, 30), forecast.Group);
        Assert.True((forecast with { DetectableChange = 0.55 }).IsTooSmall);   // as 9 against 10 customers
        Assert.False((forecast with { DetectableChange = 0.05 }).IsTooSmall);
    }

    [Fact] // the chart around a value may not show it, and two values of one chart are two findings
    public async Task FindingsOfOneFigure_AreEvidenceOfTheirOwn_EachWithItsRow()
    {
        var channel = await ColumnAsync("channel");
        foreach (var value in new[] { "web", "shop" })
        {
            var id = await Findings.PinAsync(_analyst, _project.Id, _run, "first-order-contrasts", $"About {value}.", new PopulationRule(channel, "channel", value), Token);
            await Findings.ToEvidenceAsync(_analyst, _project.Id, id, EvidenceSection.Phenomenon, Token);
        }

        foreach (var words in new[] { "One.", "Two." })
        {
            var id = await Findings.PinAsync(_analyst, _project.Id, _run, "survival", words, null, Token);
            await Findings.ToEvidenceAsync(_analyst, _project.Id, id, EvidenceSection.Phenomenon, Token);
        }

        var shown = await _app.Get<EvidenceService>().ListAsync(_analyst, _project.Id, Token);
        var explored = (await Analyses.GetAsync(_analyst, _run, Token)).Explore!;
        Assert.Equal(["About web.", "About shop.", "One.", "Two."], shown.Select(e => e.Pin.Caption));
        foreach (var (view, value) in shown.Zip(["web", "shop"]))
        {
            Assert.Null(view.Figure);
            var contrast = explored.Contrasts.Single(c => c.Column == "channel" && c.Value == value);
            var cells = Assert.Single(view.Table!.Rows);
            Assert.Equal("channel: " + value, cells[0].Value);
            Assert.Equal([contrast.Customers, contrast.Rate, contrast.RestRate, contrast.Difference, contrast.DifferenceInterval.Low, contrast.DifferenceInterval.High, contrast.AdjustedPValue], cells.Skip(1).Take(7).Select(c => c.Number!.Value));
            Assert.Equal(contrast.AdjustedPValue < 0.05 ? "contrasts.clear" : "contrasts.unclear", cells[8].Words!.Key);
        }

        Assert.All(shown.Skip(2), e => Assert.Equal("survival", e.Figure!.Id));
    }

    [Fact]
    public async Task Finding_ClickedManyTimesAtOnce_BecomesOneOfEach()
    {
        var rule = new PopulationRule(await ColumnAsync("channel"), "channel", "web");
        var id = await Findings.PinAsync(_analyst, _project.Id, _run, "first-order-contrasts", "Web customers come back.", rule, Token);
        var before = await SnapshotAsync();
        Task<Guid[]> Many(Func<Task<Guid>> click) => Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(click)));
        var options = await Many(() => Findings.ToOptionAsync(_analyst, _project.Id, id, "Address web customers", Token));
        var pins = await Many(() => Findings.ToEvidenceAsync(_analyst, _project.Id, id, EvidenceSection.Damage, Token));
        var pilots = await Many(() => Findings.ToPilotAsync(_analyst, _project.Id, id, Token));

        var after = await SnapshotAsync();
        Assert.Equal(before.Options.Count + 1, after.Options.Count);
        Assert.Single(after.EvidencePins);
        Assert.Equal(before.Pilots.Count + 1, after.Pilots.Count);
        var finding = Assert.Single(after.PinnedFindings);
        Assert.All(options, o => Assert.Equal(finding.OptionId, o));
        Assert.All(pins, p => Assert.Equal(finding.EvidencePinId, p));
        Assert.All(pilots, p => Assert.Equal(finding.PilotId, p));

        // an option that was removed is made anew
        await _app.Get<WorksheetService>().DeleteRowAsync(_analyst, _project.Id, SheetKind.Solution, options[0], Token);
        Assert.NotEqual(options[0], await Findings.ToOptionAsync(_analyst, _project.Id, id, "Once more", Token));
    }

    [Fact]
    public async Task ToOption_ThatDoesNotFit_LeavesNothingBehind()
    {
        var id = await Findings.PinAsync(_analyst, _project.Id, _run, "survival", "They come back late.", null, Token);
        var before = (await SnapshotAsync()).Options.Count;
        for (var i = before; i < 200; i++)
            await _app.Get<WorksheetService>().AddRowAsync(_analyst, _project.Id, SheetKind.Solution, Token);
        Assert.Equal("row.too-many", (await Assert.ThrowsAsync<DomainRuleException>(() => Findings.ToOptionAsync(_analyst, _project.Id, id, "One more", Token))).Code);
        var after = await SnapshotAsync();
        Assert.Equal((200, null), (after.Options.Count, Assert.Single(after.PinnedFindings).OptionId));
    }

    [Fact] // the round tries out what was thought of for these customers, not what is ranked first
    public async Task ToPilot_WithAnOptionOfTheFinding_TriesThatOneOut()
    {
        var first = await _app.Get<WorksheetService>().AddRowAsync(_analyst, _project.Id, SheetKind.Solution, Token);
        await _app.Get<WorksheetService>().SaveFieldAsync(_analyst, new FieldEdit(_project.Id, SheetKind.Solution, first, nameof(SolutionOption.DaysToFirstResult), "", "5"), Token);
        var rule = new PopulationRule(await ColumnAsync("channel"), "channel", "web");
        var id = await Findings.PinAsync(_analyst, _project.Id, _run, "first-order-contrasts", "Web customers come back.", rule, Token);
        var option = await Findings.ToOptionAsync(_analyst, _project.Id, id, "Address web customers", Token);
        Assert.Equal(first, (await SnapshotAsync()).Ranking[0].Option.Id);
        var pilotId = await Findings.ToPilotAsync(_analyst, _project.Id, id, Token);
        var pilot = (await SnapshotAsync()).Pilots.Single(p => p.Id == pilotId);
        Assert.Equal((option, "Address web customers", ""), (pilot.OptionId, pilot.Name, pilot.Treatment));   // why it should work is not what anybody gets

        // a finding without one, and one whose option was removed, take the first choice
        var other = await Findings.PinAsync(_analyst, _project.Id, _run, "survival", "They come late.", rule, Token);
        await _app.Get<WorksheetService>().DeleteRowAsync(_analyst, _project.Id, SheetKind.Solution, await Findings.ToOptionAsync(_analyst, _project.Id, other, "Gone", Token), Token);
        var otherPilot = await Findings.ToPilotAsync(_analyst, _project.Id, other, Token);
        Assert.Equal(first, (await SnapshotAsync()).Pilots.Single(p => p.Id == otherPilot).OptionId);
    }

    [Fact]
    public async Task ToPilot_AboutNobody_IsRefused()
    {
        var id = await Findings.PinAsync(_analyst, _project.Id, _run, "survival", "They come back late.", null, Token);
        Assert.Equal("finding.no-rule", (await Assert.ThrowsAsync<DomainRuleException>(() => Findings.ToPilotAsync(_analyst, _project.Id, id, Token))).Code);
    }

    [Fact] // the list of a column's values is drawn from its profile and stored nowhere
    public async Task Pin_OfTheValuesOfAColumn_IsAFindingAndEvidence()
    {
        var place = await ColumnAsync("channel");
        var id = await Findings.PinAsync(_analyst, _project.Id, _run, TopValuesFigure.Id(place), "Most come by the web.", null, Token);
        await Findings.ToEvidenceAsync(_analyst, _project.Id, id, EvidenceSection.Phenomenon, Token);
        var shown = Assert.Single(await _app.Get<EvidenceService>().ListAsync(_analyst, _project.Id, Token));
        Assert.Equal("web", shown.Figure!.Categories[0]);
        Assert.Equal("figure.top-values.title", shown.Figure.Title.Key);
    }

    [Fact]
    public async Task Pin_WithoutASentenceOrAKnownFigure_IsRefused()
    {
        Assert.Equal("finding.no-sentence", (await Assert.ThrowsAsync<DomainRuleException>(() => Findings.PinAsync(_analyst, _project.Id, _run, "survival", " ", null, Token))).Code);
        Assert.Equal("evidence.no-figure", (await Assert.ThrowsAsync<DomainRuleException>(() => Findings.PinAsync(_analyst, _project.Id, _run, "nothing", "x", null, Token))).Code);
        Assert.Equal("field.too-long", (await Assert.ThrowsAsync<DomainRuleException>(() => Findings.PinAsync(_analyst, _project.Id, _run, "survival", new string('x', 1001), null, Token))).Code);
    }

    [Fact]
    public async Task Finding_ChangedAndRemoved_LeavesWhatItBecame()
    {
        var id = await Findings.PinAsync(_analyst, _project.Id, _run, "histogram-3", "Amounts are small.", null, Token);
        await Findings.WriteAsync(_analyst, _project.Id, id, "Amounts are very small.", Token);
        await Findings.ToOptionAsync(_analyst, _project.Id, id, "Larger baskets", Token);
        await Findings.RemoveAsync(_analyst, _project.Id, id, Token);
        var snapshot = await SnapshotAsync();
        Assert.Empty(snapshot.PinnedFindings);
        Assert.Contains(snapshot.Options, o => o is { Name: "Larger baskets", Mechanism: "Amounts are very small." });
    }

    [Fact]
    public async Task Looks_OverSeveralRuns_AreAddedUp()
    {
        var before = (await SnapshotAsync()).Looks;
        Assert.True(before > 0);
        var compare = await FinishAsync(await Analyses.CompareAsync(_analyst, _version, new CompareParameters(CompareKind.BoughtAgain, 29, MinimumSupport: 5), Token));
        Assert.Equal(RunState.Succeeded, compare.Run.State);
        var landmark = await FinishAsync(await Analyses.LandmarkAsync(_analyst, _version, new LandmarkParameters(await ColumnAsync("channel"), "web", null, 0, 30), Token));
        Assert.Equal(RunState.Succeeded, landmark.Run.State);
        var looked = before + compare.Compare!.Looks + 1;
        Assert.Equal(looked, (await SnapshotAsync()).Looks);

        // asked again, and with fewer values since each needs more customers: nothing new is looked at
        await FinishAsync(await Analyses.CompareAsync(_analyst, _version, new CompareParameters(CompareKind.BoughtAgain, 29, MinimumSupport: 5), Token));
        await FinishAsync(await Analyses.CompareAsync(_analyst, _version, new CompareParameters(CompareKind.BoughtAgain, 29, MinimumSupport: 50), Token));
        await FinishAsync(await Analyses.LandmarkAsync(_analyst, _version, new LandmarkParameters(await ColumnAsync("channel"), "web", null, 0, 30), Token));
        Assert.Equal(looked, (await SnapshotAsync()).Looks);

        // other days make another question
        var other = await FinishAsync(await Analyses.CompareAsync(_analyst, _version, new CompareParameters(CompareKind.BoughtAgain, 31, MinimumSupport: 5), Token));
        Assert.Equal(looked + other.Compare!.Looks, (await SnapshotAsync()).Looks);
    }

    [Fact] // and the removed one leaves that it shared them
    public async Task Looks_OfExploringAndOfComparingOverTheSameDays_CountTheSharedTablesOnce()
    {
        var explored = await Analyses.GetAsync(_analyst, _run, Token);
        var days = explored.Explore!.Parameters.TrendDays;
        var before = (await SnapshotAsync()).Looks;
        var compare = await FinishAsync(await Analyses.CompareAsync(_analyst, _version, new CompareParameters(CompareKind.BoughtAgain, days, MinimumSupport: explored.Explore.Parameters.MinimumSupport), Token));
        var tables = compare.Compare!.Looks - 2 * compare.Compare.Numbers.Count;
        Assert.True(tables > 0 && explored.Explore.ContrastsCompared > 0);
        var looked = before + compare.Compare.Looks - Math.Min(tables, explored.Explore.ContrastsCompared);
        Assert.Equal(looked, (await SnapshotAsync()).Looks);
        await _app.Get<RunRemovalService>().RemoveAsync(_analyst, compare.Run.Id, Token);
        Assert.Equal(looked, (await SnapshotAsync()).Looks);
    }

    [Fact]
    public async Task Query_NowAndAsARun_GiveTheSame()
    {
        var asked = new QueryParameters("SELECT channel, count(*) AS n FROM purchases GROUP BY channel ORDER BY channel");
        var now = await _app.Get<DataLookService>().QueryAsync(_analyst, _version, asked, Token);
        var run = await FinishAsync(await Analyses.QueryAsync(_analyst, _version, asked, Token));
        Assert.Equal(ResultJson.Write(now), ResultJson.Write(run.Query!));
        var failed = await FinishAsync(await Analyses.QueryAsync(_analyst, _version, new QueryParameters("SELECT * FROM glob('/etc/*')"), Token));
        Assert.Equal((RunState.Failed, "query.function"), (failed.Run.State, failed.Run.ErrorCode));
        var values = await _app.Get<DataLookService>().ValuesAsync(_analyst, _version, await ColumnAsync("channel"), "", Token);
        Assert.Equal(["web", "shop"], values.Values.Select(v => v.Value));
    }

    [Fact] // a typing slip would be a group of nobody, found out only after the run
    public async Task Question_AboutAValueThatIsNotThere_IsRefusedBeforeItIsQueued()
    {
        var channel = await ColumnAsync("channel");
        var before = (await Analyses.ListAsync(_analyst, _project.Id, Token)).Count;
        var problem = await Assert.ThrowsAsync<DomainRuleException>(() => Analyses.LandmarkAsync(_analyst, _version, new LandmarkParameters(channel, "Web"), Token));
        Assert.Equal("analysis.no-value", problem.Code);
        Assert.Equal(["Web", "channel"], problem.Arguments);
        Assert.Equal("analysis.no-value", (await Assert.ThrowsAsync<DomainRuleException>(() => Analyses.CompareAsync(_analyst, _version, new CompareParameters(CompareKind.Value, 30, channel, "web", "x' OR '1'='1"), Token))).Code);
        Assert.Equal(before, (await Analyses.ListAsync(_analyst, _project.Id, Token)).Count);
    }

    [Fact]
    public async Task Query_WhileOneOfMineRuns_IsRefusedAndFreeAfterwards()
    {
        var looks = _app.Get<DataLookService>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task Endless() => looks.QueryAsync(_analyst, _version, new QueryParameters("SELECT count(*) FROM range(100000000) a(x), range(1000) b(y) WHERE (x * y) % 7 = 3"), stop.Token);
        var endless = Endless();
        await TestApp.UntilAsync(async () =>
        {
            // the short one may have been first
            if (endless.IsFaulted)
                endless = Endless();
            try
            {
                await looks.QueryAsync(_analyst, _version, new QueryParameters("SELECT 1"), Token);
                return false;
            }
            catch (DomainRuleException rule)
            {
                return rule.Code == "look.own-running";
            }
        });
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless);
        Assert.Single((await looks.QueryAsync(_analyst, _version, new QueryParameters("SELECT 1"), Token)).Rows);
    }

    [Fact]
    public async Task Query_ByAReader_IsDenied()
    {
        var reader = await _app.AddUserAsync("reader");
        await Assert.ThrowsAsync<AccessDeniedException>(() => _app.Get<DataLookService>().QueryAsync(reader, _version, new QueryParameters("SELECT 1"), Token));
    }

    /// <summary>120 customers, half over the web; most of those come back after ten days.</summary>
    private static string Log()
    {
        var text = new StringBuilder("customer,order,date,amount,channel\n");
        for (var i = 0; i < 120; i++)
        {
            var channel = i % 2 == 0 ? "web" : "shop";
            var day = new DateOnly(2026, 1, 1).AddDays(i % 50);
            text.Append(CultureInfo.InvariantCulture, $"c{i},{i}a,{day:yyyy-MM-dd},{10 + i % 7},{channel}\n");
            if (i % 6 != 0 && (i % 2 == 0 || i % 9 == 0))
                text.Append(CultureInfo.InvariantCulture, $"c{i},{i}b,{day.AddDays(10):yyyy-MM-dd},{20 + i % 5},{channel}\n");
        }

        return text.Append("c0,end,2026-06-01,10,web\n").ToString();
    }

    private async Task<int> ColumnAsync(string name) =>
        DataColumns.Find((await SnapshotAsync()).DatasetVersions, _version, name)!.Index;

    private Task<ProjectSnapshot> SnapshotAsync() => _app.Get<WorksheetService>().ReadAsync(_analyst, _project.Id, Token);

    private async Task<RunView> FinishAsync(Guid run)
    {
        await TestApp.UntilAsync(async () => (await Analyses.GetAsync(_analyst, run, Token)).Run.State is not (RunState.Queued or RunState.Running));
        return await Analyses.GetAsync(_analyst, run, Token);
    }
}
