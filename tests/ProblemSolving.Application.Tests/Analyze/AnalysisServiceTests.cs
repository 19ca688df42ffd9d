using System.Text;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Sample;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Analyze;

/// <summary>From an upload to figures and a model, through the real queue.</summary>
public sealed class AnalysisServiceTests : IAsyncLifetime
{
    private TestApp _app = null!;

    private DatasetService Datasets => _app.Get<DatasetService>();

    private AnalysisService Analyses => _app.Get<AnalysisService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        await _app.StartJobsAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Explore_UploadedLog_GivesFiguresThatAreTheSameTwice()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var version = await ImportSampleAsync(analyst, project.Id);

        var first = await FinishAsync(analyst, await Analyses.ExploreAsync(analyst, version, RepurchaseParameters.Default, Token));
        var second = await FinishAsync(analyst, await Analyses.ExploreAsync(analyst, version, RepurchaseParameters.Default, Token));

        Assert.Equal(RunState.Succeeded, first.Run.State);
        Assert.True(first.Explore!.Headline.Customers > 29_000);
        Assert.NotEmpty(first.Explore.Figures);
        Assert.Equal(first.Run.ResultSha256, second.Run.ResultSha256);
        Assert.True(RunHeadline.Read(first.Run.HeadlineJson).ContainsKey(RunHeadline.Rate90));
    }

    [Fact]
    public async Task Train_BeforeGo_IsShut()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var version = await ImportSampleAsync(analyst, project.Id);
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Analyses.TrainAsync(analyst, version, new ModelParameters(), Token));
        Assert.Equal("step.shut.not-submitted", rule.Code);
    }

    [Fact]
    public async Task Upload_AnImage_IsRefusedAndLeavesNothing()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var png = new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13 };
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Datasets.UploadAsync(analyst, project.Id, null, "photo.png", new MemoryStream(png), Token));
        Assert.Equal("data.not-text", rule.Code);
        Assert.Empty(await Datasets.ListAsync(analyst, project.Id, Token));
        Assert.Empty(Directory.GetDirectories(Path.Combine(_app.Get<DataDirectory>().Root, "datasets")));
    }

    [Fact]
    public async Task Import_DatesThatDoNotParse_FailsWithThePlace()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var text = "customer,when,amount\n" + string.Concat(Enumerable.Range(0, 400).Select(i => i > 300 ? $"c{i},soon,10\n" : $"c{i},2026-01-01,10\n"));
        var version = await Datasets.UploadAsync(analyst, project.Id, null, "log.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), Token);
        var preview = await Datasets.PreviewAsync(analyst, version, FileFormatChoice.Detect, [new ColumnChoice(1, Type: ColumnType.Date, Role: ColumnRole.Time)], Token);
        await Datasets.ImportAsync(analyst, version, preview.ToPlan(), PurchaseRules.Usual, Token);
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(analyst, version, Token)).Version.State == DatasetState.Failed);
        var failed = (await Datasets.GetAsync(analyst, version, Token)).Version;
        Assert.Equal("data.dates-unreadable", failed.ErrorCode);
        Assert.Contains("when", failed.ErrorArgumentsJson!, StringComparison.Ordinal);
    }

    [Theory]   // what an imported version lacks is known before a run waits and fails
    [InlineData(true, "analysis.attributes-only")]
    [InlineData(false, "analysis.no-purchases")]
    public async Task TableWithoutPurchases_IsRefusedBeforeARun_ButMayBeQueried(bool attributes, string code)
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var version = await Datasets.UploadAsync(analyst, project.Id, null, "grades.csv", new MemoryStream("customer,grade\nkim,gold\nlee,silver\n"u8.ToArray()), Token);
        var plan = (await Datasets.PreviewAsync(analyst, version, FileFormatChoice.Detect, [], Token)).ToPlan() with { PurchaseLog = false, CustomerAttributes = attributes };
        await Datasets.ImportAsync(analyst, version, plan, PurchaseRules.KeepAll, Token);
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(analyst, version, Token)).Version.State == DatasetState.Ready);
        Func<Task>[] starts =
        [
            () => Analyses.ExploreAsync(analyst, version, RepurchaseParameters.Default, Token),
            () => Analyses.LandmarkAsync(analyst, version, new LandmarkParameters(Orders: 2), Token),
            () => Analyses.CompareAsync(analyst, version, new CompareParameters(CompareKind.BoughtAgain), Token),
        ];
        foreach (var start in starts)
            Assert.Equal((code, "grades.csv"), await Assert.ThrowsAsync<DomainRuleException>(start) is var rule ? (rule.Code, (string)rule.Arguments[0]) : default);
        Assert.Empty(await Analyses.ListAsync(analyst, project.Id, Token));
        Assert.Equal(RunState.Succeeded, (await FinishAsync(analyst, await Analyses.QueryAsync(analyst, version, new QueryParameters("SELECT count(*) FROM rows"), Token))).Run.State);
    }

    [Fact]
    public async Task Upload_PathInTheName_StaysAName()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var version = await Datasets.UploadAsync(analyst, project.Id, null, @"..\..\etc/../../evil.csv", new MemoryStream("a,b\n1,2\n"u8.ToArray()), Token);
        Assert.Equal("evil.csv", (await Datasets.GetAsync(analyst, version, Token)).Version.FileName);
    }

    private async Task<Guid> ImportSampleAsync(Actor analyst, Guid projectId)
    {
        using var log = new MemoryStream();
        PurchaseLogGenerator.WriteCsv(PurchaseLogPlan.CompanyA, log);
        log.Position = 0;
        var version = await Datasets.UploadAsync(analyst, projectId, null, "purchases.csv", log, Token);
        var preview = await Datasets.PreviewAsync(analyst, version, FileFormatChoice.Detect, [], Token);
        await Datasets.ImportAsync(analyst, version, preview.ToPlan(), PurchaseRules.Usual, Token);
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(analyst, version, Token)).Version.State is DatasetState.Ready or DatasetState.Failed);
        Assert.Equal(DatasetState.Ready, (await Datasets.GetAsync(analyst, version, Token)).Version.State);
        return version;
    }

    private async Task<RunView> FinishAsync(Actor actor, Guid run)
    {
        await TestApp.UntilAsync(async () => (await Analyses.GetAsync(actor, run, Token)).Run.State is not (RunState.Queued or RunState.Running));
        return await Analyses.GetAsync(actor, run, Token);
    }
}
