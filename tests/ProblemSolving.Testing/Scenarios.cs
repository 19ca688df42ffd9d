using System.Text;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Domain.Sample;

namespace ProblemSolving.Testing;

/// <summary>Projects brought to a later step the way people do it: through the services.</summary>
public static class Scenarios
{
    /// <summary>Small enough for a test, large enough for a model.</summary>
    public static PurchaseLogPlan SmallLog { get; } = new(new DateOnly(2025, 1, 1), 18, 4_000, 7);

    /// <summary>A project whose steps 1 and 2 are filled in and which a manager let go on.</summary>
    public static async Task<(Project Project, Actor Analyst, Actor Manager)> AddGoProjectAsync(this TestApp app)
    {
        var (project, analyst, manager) = await app.AddProjectAsync();
        await app.GoAsync(project, analyst, manager);
        return (project, analyst, manager);
    }

    /// <summary>Fills in steps 1 and 2 of an empty project and lets the manager say Go.</summary>
    public static async Task GoAsync(this TestApp app, Project project, Actor analyst, Actor manager)
    {
        await app.FillAsync(project, analyst, "response within 30 days", "0.08");
        await app.SetAsync(project, analyst, SheetKind.Define, null, nameof(DefineSheet.MetricToBe), "0.11");
        await app.SetAsync(project, analyst, SheetKind.Effects, null, nameof(EffectsSheet.OneOffCost), "6000000");
        var review = await app.Get<ReviewService>().SubmitAsync(analyst, project.Id, Gate.Effects, null, CancellationToken.None);
        await app.Get<ReviewService>().DecideAsync(manager, review, new GateAnswer(GateDecision.Go, "worth it"), CancellationToken.None);
    }

    /// <summary>A project whose steps 1 and 2 can be submitted.</summary>
    public static async Task<(Project Project, Actor Analyst, Actor Manager)> AddReadyProjectAsync(this TestApp app)
    {
        var (project, analyst, manager) = await app.AddProjectAsync();
        await app.FillAsync(project, analyst, "repurchase rate (90 days)", "0.24");
        return (project, analyst, manager);
    }

    /// <summary>A repurchase rate as a computation from data would have left it, with what people say is left out.</summary>
    public static async Task ComputedAsIsAsync(this TestApp app, Project project, Actor analyst, decimal asIs, string exclusions)
    {
        await app.SetAsync(project, analyst, SheetKind.Define, null, nameof(DefineSheet.MetricExclusions), exclusions);   // makes the sheet
        await using var db = await app.Contexts.CreateDbContextAsync();
        var sheet = await db.DefineSheets.SingleAsync(s => s.ProjectId == project.Id);
        (sheet.MetricKind, sheet.MetricName, sheet.MetricWindowDays, sheet.MetricAsIs) = (MetricKind.RepurchaseRate, "repurchase rate", 90, asIs);
        db.MetricReadings.Add(new MetricReading
        {
            Id = Guid.NewGuid(),
            ProjectId = project.Id,
            DefinitionSha256 = MetricDefinition.Of(sheet).Sha256,
            ResultJson = ResultJson.Write(new MetricResult("1", new MetricAsIs(asIs, asIs * 100, 100, "2026-01", "2026-03"), new DateOnly(2026, 3, 31), [], [])),
            AtUtc = new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc),
        });
        await db.SaveChangesAsync();
    }

    /// <summary>Changes the sheets, so that there is something to decide again.</summary>
    public static async Task AmendAsync(this TestApp app, Project project, Actor analyst)
    {
        var sheets = app.Get<WorksheetService>();
        var text = (await sheets.ReadAsync(analyst, project.Id, CancellationToken.None)).Define.DamageText;
        await sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.Define, null, nameof(DefineSheet.DamageText), text, text + " and more"), CancellationToken.None);
    }

    /// <summary>Uploads and imports a generated log; the queue must run.</summary>
    public static async Task<Guid> ImportLogAsync(this TestApp app, Actor analyst, Guid projectId, PurchaseLogPlan plan)
    {
        using var log = new MemoryStream();
        PurchaseLogGenerator.WriteCsv(plan, log);
        log.Position = 0;
        return await app.ImportAsync(analyst, projectId, "purchases.csv", log);
    }

    /// <summary>Uploads and imports a purchase log written out in a test.</summary>
    /// <param name="after">The version it takes the place of, as the next one of its dataset; null for a dataset of its own.</param>
    public static async Task<Guid> ImportTextAsync(this TestApp app, Actor analyst, Guid projectId, string csv, Guid? after = null)
    {
        Guid? dataset = null;
        if (after is { } version)
            dataset = (await app.Get<DatasetService>().GetAsync(analyst, version, CancellationToken.None)).Version.DatasetId;
        return await app.ImportAsync(analyst, projectId, "purchases.csv", new MemoryStream(Encoding.UTF8.GetBytes(csv)), dataset);
    }

    /// <summary>Trains a repurchase model and waits for it.</summary>
    public static async Task<Guid> TrainAsync(this TestApp app, Actor analyst, Guid versionId) =>
        await app.FinishAsync(analyst, await app.Get<AnalysisService>().TrainAsync(analyst, versionId, new ModelParameters(), CancellationToken.None));

    /// <summary>Explores a dataset and waits for it.</summary>
    public static async Task<Guid> ExploreAsync(this TestApp app, Actor analyst, Guid versionId, RepurchaseParameters parameters) =>
        await app.FinishAsync(analyst, await app.Get<AnalysisService>().ExploreAsync(analyst, versionId, parameters, CancellationToken.None));

    private static async Task<Guid> FinishAsync(this TestApp app, Actor analyst, Guid run)
    {
        var analyses = app.Get<AnalysisService>();
        await TestApp.UntilAsync(async () => (await analyses.GetAsync(analyst, run, CancellationToken.None)).Run.State is not (RunState.Queued or RunState.Running));
        var state = (await analyses.GetAsync(analyst, run, CancellationToken.None)).Run;
        return state.State == RunState.Succeeded ? run : throw new InvalidOperationException($"The run failed: {state.ErrorCode} {state.ErrorArgumentsJson}");
    }

    private static async Task<Guid> ImportAsync(this TestApp app, Actor analyst, Guid projectId, string name, Stream content, Guid? dataset = null)
    {
        var datasets = app.Get<DatasetService>();
        var version = await datasets.UploadAsync(analyst, projectId, dataset, name, content, CancellationToken.None);
        var preview = await datasets.PreviewAsync(analyst, version, FileFormatChoice.Detect, [], CancellationToken.None);
        await datasets.ImportAsync(analyst, version, preview.ToPlan() with { ReplacesEarlier = dataset is not null }, PurchaseRules.Usual, CancellationToken.None);
        await TestApp.UntilAsync(async () => (await datasets.GetAsync(analyst, version, CancellationToken.None)).Version.State is DatasetState.Ready or DatasetState.Failed);
        var state = (await datasets.GetAsync(analyst, version, CancellationToken.None)).Version;
        return state.State == DatasetState.Ready ? version : throw new InvalidOperationException($"The import failed: {state.ErrorCode} {state.ErrorArgumentsJson}");
    }

    // The least that steps 1 and 2 need.
    private static async Task FillAsync(this TestApp app, Project project, Actor analyst, string metric, string asIs)
    {
        Task Define(string field, string text) => app.SetAsync(project, analyst, SheetKind.Define, null, field, text);
        await Define(nameof(DefineSheet.PhenomenonWhat), "90-day repurchase fell from 36 % to 24 %");
        await Define(nameof(DefineSheet.DamageText), "lost margin");
        await Define(nameof(DefineSheet.DamageAmount), "50000000");
        await Define(nameof(DefineSheet.MetricName), metric);
        await Define(nameof(DefineSheet.MetricAsIs), asIs);
        var line = await app.Get<WorksheetService>().AddRowAsync(analyst, project.Id, SheetKind.EffectLine, CancellationToken.None);
        Task Line(string field, string text) => app.SetAsync(project, analyst, SheetKind.EffectLine, line, field, text);
        await Line(nameof(EffectLine.Name), "More second orders");
        await Line(nameof(EffectLine.Population), "1250");
        await Line(nameof(EffectLine.PopulationUnit), "customers");
        await Line(nameof(EffectLine.ChangeLikely), "0.03");
        await Line(nameof(EffectLine.ValuePerUnit), "60000");
    }

    private static async Task SetAsync(this TestApp app, Project project, Actor analyst, SheetKind sheet, Guid? row, string field, string text) =>
        await app.Get<WorksheetService>().SaveFieldAsync(analyst, new FieldEdit(project.Id, sheet, row, field, "", text), CancellationToken.None);
}
