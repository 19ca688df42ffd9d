using System.Globalization;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Define;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reports;
using ProblemSolving.Application.Tests.Operate;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Define;

/// <summary>Every table that the page of a run shows can be pinned, of every kind of analysis.</summary>
public sealed class RunTablesTests(TrainedProject scene) : IClassFixture<TrainedProject>
{
    private static readonly string[] s_ofExplore =
        [RunTables.Waterfall, RunTables.Rates, RunTables.Contrasts, RunTables.Cohorts, RunTables.CohortCounts, RunTables.CohortReturns, RunTables.Profile, RunTables.Steps, RunTables.Segments, RunTables.Moves, RunTables.LogRank(0)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AnalysisService Analyses => scene.App.Get<AnalysisService>();

    [Theory]
    [InlineData(AnalysisKind.Explore)]
    [InlineData(AnalysisKind.RepurchaseModel)]
    [InlineData(AnalysisKind.Compare)]
    [InlineData(AnalysisKind.Landmark)]
    [InlineData(AnalysisKind.Query)]
    public async Task Pin_EveryTableOfARun_StandsInStepOneAndReadsInBothLanguages(AnalysisKind kind)
    {
        var run = await RunAsync(kind);
        var tables = RunTables.Of(await StoredAsync(run));
        Assert.Equal(Expected(kind), tables.Select(t => t.Id).Where(id => !id.Contains("log-rank", StringComparison.Ordinal) || id == RunTables.LogRank(0)).Order(StringComparer.Ordinal));
        foreach (var table in tables)
        {
            Assert.NotEmpty(table.Rows);
            Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count));
            foreach (var text in (FigureText[])[table.Title, .. table.Columns.Where(_ => kind != AnalysisKind.Query).Select(c => c.Title)])
                Assert.True(TextCatalog.Default.Has(text.Key), text.Key);
            // a p-value without saying over what it is adjusted cannot be judged, nor a cohort without saying what is counted of it
            var cohorts = table.Id is RunTables.Cohorts or RunTables.CohortCounts or RunTables.CohortReturns;
            Assert.Equal(cohorts || table.Columns.Any(c => c.Kind == PinnedKind.PValue), table.Note is not null);
        }

        var evidence = scene.App.Get<EvidenceService>();
        var pinned = tables[^1];
        var pin = await evidence.PinAsync(scene.Analyst, scene.Project.Id, run, pinned.Id, EvidenceSection.Phenomenon, Token);
        var view = Assert.Single(await evidence.ListAsync(scene.Analyst, scene.Project.Id, Token));
        Assert.Equal(pinned.Rows.Count, view.Table!.Rows.Count);
        var html = (await scene.App.Get<ReportService>().HtmlAsync(scene.Analyst, scene.Project.Id, CultureInfo.GetCultureInfo("en"), Token)).Html;
        Assert.Contains(System.Net.WebUtility.HtmlEncode(Wording.Say(new FixedTexts(TextCatalog.Default, CultureInfo.GetCultureInfo("en")), pinned.Title)), html, StringComparison.Ordinal);
        if (pinned.Note is { } note)
            Assert.Contains(System.Net.WebUtility.HtmlEncode(Wording.Say(new FixedTexts(TextCatalog.Default, CultureInfo.GetCultureInfo("en")), note)), html, StringComparison.Ordinal);
        await evidence.RemoveAsync(scene.Analyst, scene.Project.Id, pin, Token);
    }

    [Fact]
    public async Task Report_OfPinnedMoney_WritesTheNumberAndNotItsShortWords()
    {
        var run = await RunAsync(AnalysisKind.Explore);
        var amount = ResultJson.Read<RepurchaseResult>((await StoredAsync(run)).ResultJson!).Depth!.Rfm.Segments.Max(s => s.Amount!.Value);
        var evidence = scene.App.Get<EvidenceService>();
        var pin = await evidence.PinAsync(scene.Analyst, scene.Project.Id, run, RunTables.Segments, EvidenceSection.Damage, Token);
        var html = (await scene.App.Get<ReportService>().HtmlAsync(scene.Analyst, scene.Project.Id, CultureInfo.GetCultureInfo("en"), Token)).Html;
        Assert.Contains(amount.ToString("₩#,##0", CultureInfo.InvariantCulture), html, StringComparison.Ordinal);
        await evidence.RemoveAsync(scene.Analyst, scene.Project.Id, pin, Token);
    }

    [Fact]
    public async Task Query_KeepsTheLookOfItsNumbers()
    {
        var run = await RunAsync(AnalysisKind.Query);
        var answer = Assert.Single(RunTables.Of(await StoredAsync(run)));
        Assert.Equal((PinnedKind.Number, PinnedKind.Text), (answer.Columns[0].Kind, answer.Columns[1].Kind));
        var texts = new FixedTexts(TextCatalog.Default, CultureInfo.GetCultureInfo("en"));
        Assert.Equal("2011", PinnedText.Of(texts, answer.Rows[0][0], PinnedKind.Number));
        Assert.Equal("–", PinnedText.Of(texts, answer.Rows[0][2], PinnedKind.Text));
        Assert.Equal(200, answer.Rows[0][1].Value!.Length);
    }

    [Fact]
    public async Task RuleOf_AShareOfAValue_AsksForItsColumn()
    {
        var run = await RunAsync(AnalysisKind.Compare);
        var result = ResultJson.Read<CompareResult>((await StoredAsync(run)).ResultJson!);
        var versions = (await scene.App.Get<WorksheetService>().ReadAsync(scene.Analyst, scene.Project.Id, Token)).DatasetVersions;
        var share = result.Shares.First(s => s.IsOfAValue);
        var rule = DataColumns.RuleOf(versions, scene.VersionId, share)!;
        Assert.Equal((share.Name.Key, share.Value, null), (rule.ColumnName, rule.Value, rule.Segment));
        Assert.Equal(DataColumns.Find(versions, scene.VersionId, share.Name.Key)!.Index, rule.Column);
        rule.Check();
        Assert.Null(DataColumns.RuleOf(versions, scene.VersionId, share with { Name = new FigureText("no such column") }));
        Assert.Null(DataColumns.RuleOf(versions, Guid.NewGuid(), share));
        Assert.Null(DataColumns.RuleOf(versions, scene.VersionId, share with { Name = new FigureText("compare.again", 90), Value = "" }));

        await scene.App.Get<FindingService>().PinAsync(scene.Analyst, scene.Project.Id, run, "compare-shares", "They buy it first.", rule, Token);
    }

    private static IEnumerable<string> Expected(AnalysisKind kind) => (kind switch
    {
        AnalysisKind.Explore => s_ofExplore,
        AnalysisKind.RepurchaseModel => [RunTables.Deciles],
        AnalysisKind.Compare => [RunTables.CompareNumbers, RunTables.CompareShares],
        AnalysisKind.Landmark => [RunTables.Landmark],
        AnalysisKind.Query => [RunTables.Answer],
    }).Order(StringComparer.Ordinal);

    private async Task<Guid> RunAsync(AnalysisKind kind)
    {
        var (analyst, version) = (scene.Analyst, scene.VersionId);
        var run = kind switch
        {
            AnalysisKind.Explore => await Analyses.ExploreAsync(analyst, version, RepurchaseParameters.Default, Token),
            AnalysisKind.RepurchaseModel => scene.ModelId,
            AnalysisKind.Compare => await Analyses.CompareAsync(analyst, version, new CompareParameters(CompareKind.BoughtAgain), Token),
            AnalysisKind.Landmark => await Analyses.LandmarkAsync(analyst, version, new LandmarkParameters(Orders: 2), Token),
            AnalysisKind.Query => await Analyses.QueryAsync(analyst, version, new QueryParameters("SELECT 2011 AS year, repeat('x', 300) AS note, CAST(NULL AS VARCHAR) AS nothing"), Token),
        };
        await TestApp.UntilAsync(async () => (await StoredAsync(run)).State == RunState.Succeeded);
        return run;
    }

    private async Task<AnalysisRun> StoredAsync(Guid run) => (await Analyses.GetAsync(scene.Analyst, run, Token)).Run;
}
