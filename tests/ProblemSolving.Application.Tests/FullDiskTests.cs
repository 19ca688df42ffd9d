using System.Text;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Define;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Prioritize;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests;

/// <summary>A database that cannot write is not told to people as somebody else's edit.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private readonly RefusingDatabase _database = new();
    private TestApp _app = null!;
    private Scene _scene = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (_app, _scene) = await TestApp.StartPreparedAsync("full disk", PrepareAsync, _database.Join);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(nameof(ReviewService))]
    [InlineData(nameof(WorksheetService))]
    [InlineData(nameof(EvidenceService))]
    [InlineData(nameof(ApprovalLineService))]
    [InlineData(nameof(TeamScoreService))]
    [InlineData(nameof(TeamScoreService.RevealAsync))]
    [InlineData(nameof(PilotService))]
    [InlineData(nameof(NewVersions))]
    [InlineData(nameof(FindingService))]
    public async Task Save_OnAFullDisk_ShowsItsFault(string what)
    {
        _database.Refuse("INSERT INTO \"Audit\"");
        var fault = await Assert.ThrowsAsync<DbUpdateException>(() => DoAsync(what));
        Assert.Contains("disk is full", fault.InnerException!.Message, StringComparison.Ordinal);
        _database.Serve();
        await DoAsync(what);   // nothing else stood in its way
    }

    private Task DoAsync(string what)
    {
        var (project, ready, analyst, manager) = (_scene.Project, _scene.Ready, _scene.Analyst, _scene.Manager);
        return what switch
        {
            nameof(ReviewService) => _app.Get<ReviewService>().SubmitAsync(_scene.ReadyAnalyst, ready, Gate.Effects, null, Token),
            nameof(WorksheetService) => _app.Get<WorksheetService>().DeleteRowAsync(analyst, project, SheetKind.Solution, _scene.Option, Token),
            nameof(EvidenceService) => _app.Get<EvidenceService>().PinAsync(analyst, project, _scene.Run, "survival", EvidenceSection.Phenomenon, Token),
            nameof(ApprovalLineService) => _app.Get<ApprovalLineService>().SaveAsync(analyst, project, [new LineSeat(manager.UserId, ApprovalKind.Decide, 1)], Token),
            nameof(TeamScoreService) => _app.Get<TeamScoreService>().ScoreAsync(analyst, project, _scene.Option, Enum.GetValues<ScoreCriterion>()[0], 3, Token),
            nameof(TeamScoreService.RevealAsync) => _app.Get<TeamScoreService>().RevealAsync(analyst, project, Token),
            nameof(PilotService) => _app.Get<PilotService>().CreateAsync(analyst, project, Token),
            nameof(NewVersions) => _app.Get<DatasetService>().JoinAsync(analyst, _scene.Version, _scene.Attributes, Token),
            nameof(FindingService) => _app.Get<FindingService>().ToOptionAsync(analyst, project, _scene.Finding, "Address web customers", Token),
            _ => throw new ArgumentException(what, nameof(what)),
        };
    }

    private static async Task<Scene> PrepareAsync(TestApp app)
    {
        var (project, analyst, manager) = await app.AddGoProjectAsync();
        var (ready, readyAnalyst, _) = await app.AddReadyProjectAsync();
        var log = "customer,date,amount,channel\n" + string.Concat(Enumerable.Range(0, 240).Select(i => FormattableString.Invariant($"c{i % 120},{new DateOnly(2025, 1, 1).AddDays(i):yyyy-MM-dd},{i + 1},{(i % 2 == 0 ? "web" : "shop")}\n")));
        var version = await app.ImportTextAsync(analyst, project.Id, log);
        var attributes = await ImportAttributesAsync(app, analyst, project.Id, "customer,city\n" + string.Concat(Enumerable.Range(0, 120).Select(i => FormattableString.Invariant($"c{i},city{i % 3}\n"))));
        var run = await app.ExploreAsync(analyst, version, RepurchaseParameters.Default with { MinimumSupport = 5, TrendDays = 30 });
        var finding = await app.Get<FindingService>().PinAsync(analyst, project.Id, run, "survival", "They come back.", null, CancellationToken.None);
        var option = await app.Get<WorksheetService>().AddRowAsync(analyst, project.Id, SheetKind.Solution, CancellationToken.None);
        var other = await app.Get<WorksheetService>().AddRowAsync(analyst, project.Id, SheetKind.Solution, CancellationToken.None);
        foreach (var actor in new[] { analyst, manager })
            await app.Get<TeamScoreService>().ScoreAsync(actor, project.Id, other, Enum.GetValues<ScoreCriterion>()[0], 3, CancellationToken.None);
        return new Scene(project.Id, analyst, manager, ready.Id, readyAnalyst, version, attributes, run, finding, option);
    }

    private static async Task<Guid> ImportAttributesAsync(TestApp app, Actor analyst, Guid project, string csv)
    {
        var datasets = app.Get<DatasetService>();
        var version = await datasets.UploadAsync(analyst, project, null, "customers.csv", new MemoryStream(Encoding.UTF8.GetBytes(csv)), CancellationToken.None);
        var plan = (await datasets.PreviewAsync(analyst, version, FileFormatChoice.Detect, [], CancellationToken.None)).ToPlan();
        await datasets.ImportAsync(analyst, version, plan with { PurchaseLog = false, CustomerAttributes = true }, PurchaseRules.Usual, CancellationToken.None);
        await TestApp.UntilAsync(async () => (await datasets.GetAsync(analyst, version, CancellationToken.None)).Version.State == DatasetState.Ready);
        return version;
    }

    private sealed record Scene(Guid Project, Actor Analyst, Actor Manager, Guid Ready, Actor ReadyAnalyst, Guid Version, Guid Attributes, Guid Run, Guid Finding, Guid Option);
}
