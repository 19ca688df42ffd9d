using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Operate;
using ProblemSolving.Application.Texts;
using ProblemSolving.Documents.Lists;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Operate;

/// <summary>Operation without a model: modelling is never required, and what a rule tested in step 6 can be handed over in step 7.</summary>
public sealed class RuleScheduleTests : IAsyncLifetime
{
    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;
    private Guid _version;
    private Guid _dataset;

    private ScheduleService Schedules => _app.Get<ScheduleService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Segment(RfmSegment segment) => PopulationRule.Write(new PopulationRule(Segment: segment));

    private ScheduleInput Input => new("By rule", ScheduleFrequency.Daily, DayOfWeek.Monday, 1, new TimeOnly(6, 0), _dataset, null, 1, 0.25, null, "", "", PopulationRuleJson: Segment(RfmSegment.Slipping));

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        await _app.StartJobsAsync();
        (_project, _analyst, _) = await _app.AddGoProjectAsync();
        _version = await _app.ImportLogAsync(_analyst, _project.Id, Scenarios.SmallLog);
        _dataset = (await _app.Get<DatasetService>().GetAsync(_analyst, _version, Token)).Version.DatasetId;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task RunNow_ByARule_DeliversWhomItMeansWithoutAnOrder()
    {
        var (schedule, run) = await DeliverAsync(Input);
        Assert.Equal((RunState.Succeeded, null, null), (run.State, run.ErrorCode, run.ModelRunId));
        var meant = await MeantAsync(Input.PopulationRuleJson);
        Assert.NotEmpty(meant);
        Assert.Equal(meant.Count, run.ScoredCount);
        var (target, holdout) = (await RowsAsync(schedule, run, DeliveredPart.Target), await RowsAsync(schedule, run, DeliveredPart.Holdout));
        Assert.Equal("customer_id", target[0]);
        Assert.InRange(holdout.Count - 1, 1, target.Count - 2);
        Assert.Equal(meant.Order(StringComparer.Ordinal), target.Skip(1).Concat(holdout.Skip(1)).Order(StringComparer.Ordinal));

        var manifest = (await ListDelivery.FindCompleteAsync(_app.Get<DataDirectory>().Outbox(schedule), run.FileName, Token))!;
        Assert.Equal(Input.PopulationRuleJson, manifest.Facts["population_rule"]);
        Assert.False(manifest.Facts.ContainsKey("model_run"));
    }

    [Fact]   // a draw anew each week would contact everybody in turn and compare nobody with nobody
    public async Task RunNow_APartOfARule_TakesTheSameCustomersEachTime()
    {
        var (schedule, first) = await DeliverAsync(Input with { TargetShare = 0.25, Salt = "one" });
        var meant = await MeantAsync(Input.PopulationRuleJson);
        Assert.Equal(meant.Count(c => PilotSelection.IsDrawn(c, "one", 0.25)), first.TargetCount + first.HoldoutCount);
        var again = await RunAsync(schedule);
        Assert.Equal(await RowsAsync(schedule, first, DeliveredPart.Target), await RowsAsync(schedule, again, DeliveredPart.Target));
        var (other, second) = await DeliverAsync(Input with { TargetShare = 0.25, Salt = "other" });
        Assert.NotEqual(await RowsAsync(schedule, first, DeliveredPart.Target), await RowsAsync(other, second, DeliveredPart.Target));   // another schedule draws with a salt of its own
    }

    [Fact]   // new customers come with every delivery of data; whoever was on the list is on it again
    public async Task RunNow_APartOfDataThatGrew_LosesNobody()
    {
        var version = await _app.ImportTextAsync(_analyst, _project.Id, Log(1, 300));
        var dataset = (await _app.Get<DatasetService>().GetAsync(_analyst, version, Token)).Version.DatasetId;
        var (schedule, first) = await DeliverAsync(Input with { DatasetId = dataset, PopulationRuleJson = "", TargetShare = 0.25, Salt = "salt" });
        await _app.ImportTextAsync(_analyst, _project.Id, Log(1, 700), version);
        var second = await RunAsync(schedule);
        Assert.Equal((300, 700), (first.ScoredCount, second.ScoredCount));
        foreach (var part in new[] { DeliveredPart.Target, DeliveredPart.Holdout })
            Assert.Empty((await RowsAsync(schedule, first, part)).Except(await RowsAsync(schedule, second, part)));
        Assert.InRange(first.TargetCount + first.HoldoutCount, 55, 95);
    }

    [Fact]
    public async Task RunNow_OnDataWithoutTheColumnOfTheRule_FailsWithItsReason()
    {
        var (_, run) = await DeliverAsync(Input with { PopulationRuleJson = PopulationRule.Write(new PopulationRule(1, "Country", "Germany")) });
        Assert.Equal((RunState.Failed, "pilot.population.no-column"), (run.State, run.ErrorCode));
    }

    [Fact]
    public async Task Save_ARefreshWithoutAModel_IsRefused()
    {
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Schedules.SaveAsync(_analyst, _project.Id, null, Input with { RefreshEveryDays = 30 }, Token));
        Assert.Equal("schedule.refresh-no-model", rule.Code);
    }

    [Fact]
    public async Task Save_ARuleThatIsNone_IsRefused()
    {
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Schedules.SaveAsync(_analyst, _project.Id, null, Input with { PopulationRuleJson = "{}" }, Token));
        Assert.Equal("pilot.population.incomplete", rule.Code);
    }

    [Fact]   // written anew: two texts of one rule are one choice in the form, and the manifest has the one
    public async Task Save_ARuleInAnotherSpelling_IsKeptAsRulesAre()
    {
        var id = await Schedules.SaveAsync(_analyst, _project.Id, null, Input with { PopulationRuleJson = Input.PopulationRuleJson.Replace(":", " : ", StringComparison.Ordinal) }, Token);
        Assert.Equal(Input.PopulationRuleJson, (await Schedules.ListAsync(_analyst, _project.Id, Token)).Single(s => s.Schedule.Id == id).Schedule.PopulationRuleJson);
    }

    [Theory]
    [InlineData("en", "no model", "RFM segment “")]
    [InlineData("ko", "모델 없음", "RFM 세그먼트 “")]
    public async Task Save_IsInTheTrailWithItsCustomers(string language, params string[] said)
    {
        var id = await Schedules.SaveAsync(_analyst, _project.Id, null, Input, Token);
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        var entry = await db.Audit.SingleAsync(a => a.RowId == id && a.Field == "Schedule", Token);
        var texts = new FixedTexts(TextCatalog.Default, CultureInfo.GetCultureInfo(language));
        var words = Wording.Say(texts, AuditWords.Read("Schedule", "Schedule", entry.NewValue!)!);
        Assert.All(said, s => Assert.Contains(s, words, StringComparison.Ordinal));
    }

    private static string Log(int first, int last) =>
        "customer_id,ordered_at,amount\n" + string.Concat(Enumerable.Range(first, last - first + 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i},2026-01-{1 + i % 28:00},{i * 10}\n")));

    private async Task<IReadOnlyList<string>> MeantAsync(string rule)
    {
        var version = (await _app.Get<DatasetService>().GetAsync(_analyst, _version, Token)).Version;
        return await _app.Get<PilotPopulation>().AllAsync(version, rule, Token);
    }

    private async Task<(Guid Schedule, OperateRun Run)> DeliverAsync(ScheduleInput input)
    {
        var schedule = await Schedules.SaveAsync(_analyst, _project.Id, null, input, Token);
        return (schedule, await RunAsync(schedule));
    }

    private async Task<OperateRun> RunAsync(Guid schedule)
    {
        var id = await Schedules.RunNowAsync(_analyst, schedule, Token);
        OperateRun? found = null;
        await TestApp.UntilAsync(async () =>
            (found = (await Schedules.ListAsync(_analyst, _project.Id, Token)).Single(s => s.Schedule.Id == schedule).Runs.SingleOrDefault(r => r.Id == id)) is { State: not (RunState.Queued or RunState.Running) });
        return found!;
    }

    private async Task<IReadOnlyList<string>> RowsAsync(Guid schedule, OperateRun run, DeliveredPart part)
    {
        await using var content = (await Schedules.OpenFileAsync(_analyst, run.Id, part, Application.Lists.ListFormat.Csv, Token)).Content;
        using var reader = new StreamReader(content);
        return (await reader.ReadToEndAsync(Token)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}
