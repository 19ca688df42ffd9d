using System.IO.Compression;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Operate;
using ProblemSolving.Application.Reports;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Application.Lists;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests;

/// <summary>Two real purchase logs from upload to pilot list, schedule and report, with the facts their provenance states.</summary>
public sealed class RealDataTests : IAsyncLifetime
{
    private TestApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        await _app.StartJobsAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("cdnow/CDNOW_master.txt", false, 23_570, 69_659, "2500315.63", "^[0-9]{5}$")]   // the zeros in front are part of the id
    [InlineData("online_retail/online_retail.csv.gz", true, 4_338, 397_884, "8911407.904", "^1[0-9]{4}$")]
    public async Task RealLog_FromUploadToReport_MeetsItsKnownFacts(string file, bool usualRules, long customers, long rows, string amount, string ids)
    {
        if (!SharedData.Has(file, out var path))
            Assert.Skip(SharedData.Missing);
        var (project, analyst, _) = await _app.AddGoProjectAsync();

        var version = await ImportAsync(analyst, project.Id, path, usualRules ? PurchaseRules.Usual : PurchaseRules.KeepAll);
        var explore = (await FinishAsync(analyst, await _app.Get<AnalysisService>().ExploreAsync(analyst, version, RepurchaseParameters.Default, Token))).Explore!;
        Assert.Equal((customers, rows, decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)), (explore.Headline.Customers, explore.Headline.Rows, explore.Headline.Amount));

        var model = await FinishAsync(analyst, await _app.Get<AnalysisService>().TrainAsync(analyst, version, new ModelParameters(HorizonDays: 60), Token));
        Assert.True(model.Model is { Auc: > 0.6 }, $"{model.Run.ErrorCode} {model.Model?.Auc}");
        var target = await TargetAsync(analyst, await PilotAsync(analyst, project.Id));
        Assert.True(target.Count > 100);
        Assert.All(target, id => Assert.Matches(ids, id));
        await OperateAsync(analyst, project, version, model.Run.Id);

        var report = await _app.Get<ReportService>().HtmlAsync(analyst, project.Id, System.Globalization.CultureInfo.GetCultureInfo("ko"), Token);
        Assert.Contains("모델운영", report.Html, StringComparison.Ordinal);
        using var workbook = new MemoryStream();
        await _app.Get<ReportService>().WorkbookAsync(analyst, project.Id, System.Globalization.CultureInfo.GetCultureInfo("en"), workbook, Token);
        Assert.True(workbook.Length > 1000);
    }

    private async Task<Guid> ImportAsync(Actor analyst, Guid projectId, string path, PurchaseRules rules)
    {
        var datasets = _app.Get<DatasetService>();
        await using var file = File.OpenRead(path);
        await using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        var version = await datasets.UploadAsync(analyst, projectId, null, Path.GetFileName(path), content, Token);
        var preview = await datasets.PreviewAsync(analyst, version, FileFormatChoice.Detect, [], Token);
        await datasets.ImportAsync(analyst, version, preview.ToPlan(), rules, Token);
        await TestApp.UntilAsync(async () => (await datasets.GetAsync(analyst, version, Token)).Version.State != DatasetState.Importing);
        var done = (await datasets.GetAsync(analyst, version, Token)).Version;
        Assert.True(done.State == DatasetState.Ready, $"{done.ErrorCode} {done.ErrorArgumentsJson}");
        return version;
    }

    private async Task<RunView> FinishAsync(Actor analyst, Guid run)
    {
        await TestApp.UntilAsync(async () => (await _app.Get<AnalysisService>().GetAsync(analyst, run, Token)).Run.State is not (RunState.Queued or RunState.Running));
        return await _app.Get<AnalysisService>().GetAsync(analyst, run, Token);
    }

    private async Task<Guid> PilotAsync(Actor analyst, Guid projectId)
    {
        var pilots = _app.Get<PilotService>();
        var id = await pilots.CreateAsync(analyst, projectId, Token);
        foreach (var (field, text) in new[] { (PilotField.Name, "Round one"), (PilotField.Hypothesis, "An offer raises purchases"), (PilotField.Treatment, "A message with an offer") })
        {
            var stored = await StoredAsync(id);
            await pilots.SaveAsync(analyst, id, field, PilotFields.Read(stored, field), text, Token);
        }

        await pilots.LockAsync(analyst, id, Token);
        await TestApp.UntilAsync(async () => (await StoredAsync(id)).State != PilotState.Drawing);
        var drawn = await StoredAsync(id);
        Assert.True(drawn is { State: PilotState.Running, TargetCount: > 100, ControlCount: > 100 }, $"{drawn.State} {drawn.ErrorCode}");
        return id;
    }

    private async Task<IReadOnlyList<string>> TargetAsync(Actor analyst, Guid pilot)
    {
        var list = await _app.Get<PilotListService>().OpenAsync(analyst, pilot, PilotGroup.Target, ListFormat.Xlsx, Token);
        await using var content = list.Content;
        var rows = Workbooks.Rows(content);
        var at = rows[0].Select((c, i) => (c.Value, i)).Single(c => c.Value == "customer_id").i;
        Assert.All(rows.Skip(1), r => Assert.True(r[at].IsText));
        return [.. rows.Skip(1).Select(r => r[at].Value)];
    }

    private async Task<Pilot> StoredAsync(Guid id)
    {
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        return (await db.Pilots.FindAsync([id], Token))!;
    }

    private async Task OperateAsync(Actor analyst, Project project, Guid version, Guid model)
    {
        var dataset = (await _app.Get<DatasetService>().GetAsync(analyst, version, Token)).Version.DatasetId;
        var schedules = _app.Get<ScheduleService>();
        var schedule = await schedules.SaveAsync(
            analyst, project.Id, null, new ScheduleInput("Weekly", ScheduleFrequency.Weekly, DayOfWeek.Monday, 1, new TimeOnly(7, 0), dataset, model, 0.1, 0.1, null, "", ""), Token);
        var run = await schedules.RunNowAsync(analyst, schedule, Token);
        async Task<OperateRun> RunAsync() => (await schedules.ListAsync(analyst, project.Id, Token)).SelectMany(s => s.Runs).Single(r => r.Id == run);
        await TestApp.UntilAsync(async () => (await RunAsync()).State is not (RunState.Queued or RunState.Running));
        Assert.True(await RunAsync() is { State: RunState.Succeeded, TargetCount: > 0, HoldoutCount: > 0 }, (await RunAsync()).ErrorCode);
    }
}
