using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Analysis;
using ProblemSolving.Analysis.Define;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Define;

/// <summary>Computes the headline metric of step 1 and writes its As-is.</summary>
[FeatureService]
public sealed class MetricService(
    IDbContextFactory<AppDbContext> contexts, AccessGuard access, WorksheetService worksheets, DataDirectory data, AnalysisSettings settings, LookPlaces places, ProjectFeed feed, TimeProvider time)
{
    private const string SeriesVersion = "series-1";

    // what was found of watched projects; the same data and the same definition give the same value
    private readonly ConcurrentDictionary<Guid, (string Data, string Definition, decimal Value)> _watched = new();

    /// <summary>
    /// Computes the metric as step 1 defines it, keeps the reading, and saves As-is, its date and the unit like any other edit of the sheet.
    /// Takes as long as the query does and can be cancelled.
    /// </summary>
    /// <param name="versionId">The data; null for the newest imported version of the project. A series by hand needs none.</param>
    /// <exception cref="DomainRuleException">The definition is not complete, there are no fitting data, or the project is closed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing was written.</exception>
    public async Task<MetricReading> ComputeAsync(Actor actor, Guid projectId, Guid? versionId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await StepGuard.DemandOpenAsync(db, projectId, ProblemStep.Define, time, cancellationToken);
        var sheet = await db.DefineSheets.AsNoTracking().SingleAsync(s => s.ProjectId == projectId, cancellationToken);
        var definition = MetricDefinition.Of(sheet);
        if (!definition.IsComputed)
            throw new DomainRuleException("metric.typed");
        if (definition.Check() is [{ Blocks: true } missing, ..])
            throw new DomainRuleException(missing.Code, missing.Arguments);
        var version = definition.NeedsDataset ? await VersionAsync(db, projectId, versionId, cancellationToken) : null;
        var result = version is null ? await BySeriesAsync(db, projectId, definition, cancellationToken) : await ComputeInPlaceAsync(actor.UserId, version, definition, cancellationToken);

        var reading = Reading(projectId, version, definition, result, actor, isWatch: false);
        db.MetricReadings.Add(reading);
        db.Audit.Add(AuditTrail.Row(time, actor, projectId, ProblemStep.Define, "Metric", reading.Id, "Reading", null, Words(version, result)));
        await db.SaveChangesAsync(cancellationToken);
        await SaveAsync(actor, projectId, nameof(sheet.MetricUnit), definition.Unit.ToString(), cancellationToken);
        await SaveAsync(actor, projectId, nameof(sheet.MetricAsIs), WorksheetField.Neutral(result.AsIs.Value), cancellationToken);
        await SaveAsync(actor, projectId, nameof(sheet.MetricAsOf), result.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), cancellationToken);
        feed.Publish(new ProjectChange(projectId, actor.UserId));
        return reading;
    }

    /// <summary>Computes the metric on the newest version of the dataset it was computed from and keeps the reading; the As-is of step 1 stays what it is. For watching operation.</summary>
    /// <exception cref="DomainRuleException">Step 7 is shut, the definition is typed by hand or not complete, or there are no fitting data.</exception>
    public async Task<MetricReading> WatchAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            await StepGuard.DemandOpenAsync(db, projectId, ProblemStep.Operate, time, cancellationToken);
        var reading = await WatchNewestAsync(projectId, actor, cancellationToken);
        feed.Publish(new ProjectChange(projectId, actor.UserId));
        return reading;
    }

    /// <summary>The same after a delivery. Asks no permission.</summary>
    internal async Task<MetricReading> WatchNewestAsync(Guid projectId, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var definition = MetricDefinition.Of(await db.DefineSheets.AsNoTracking().SingleAsync(s => s.ProjectId == projectId, cancellationToken));
        if (!definition.NeedsDataset)
            throw new DomainRuleException("metric.watch.typed");
        if (definition.Check() is [{ Blocks: true } missing, ..])
            throw new DomainRuleException(missing.Code, missing.Arguments);
        var (version, known) = await WatchedAsync(db, projectId, cancellationToken);
        if (version is null)
            throw new DomainRuleException("metric.no-data");
        if (known is not null && known.DataSha256 == version.ContentSha256 && known.DefinitionSha256 == definition.Sha256)
            return known;
        var result = await ComputeInPlaceAsync(actor.UserId, version, definition, cancellationToken);
        var reading = Reading(projectId, version, definition, result, actor, isWatch: true);
        db.MetricReadings.Add(reading);
        db.Audit.Add(AuditTrail.Row(time, actor, projectId, ProblemStep.Operate, "Metric", reading.Id, "Watched", null, Words(version, result)));
        await db.SaveChangesAsync(cancellationToken);
        return reading;
    }

    /// <summary>The metric on the newest imported data, for watching dropped projects: nothing is written. Asks no permission.</summary>
    /// <returns>What stands on the sheet where nothing can be computed.</returns>
    internal async Task<decimal?> OnNewestDataAsync(DefineSheet sheet, CancellationToken cancellationToken)
    {
        var definition = MetricDefinition.Of(sheet);
        if (!definition.NeedsDataset || definition.Check().Any(f => f.Blocks))
            return sheet.MetricAsIs;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (newest, known) = await WatchedAsync(db, sheet.ProjectId, cancellationToken);
        if (newest is null)
            return sheet.MetricAsIs;
        if (known is not null && known.DataSha256 == newest.ContentSha256 && known.DefinitionSha256 == definition.Sha256)
            return MetricNow.Of(sheet, known)?.Value;
        if (_watched.TryGetValue(sheet.ProjectId, out var watched) && watched.Data == newest.ContentSha256 && watched.Definition == definition.Sha256)
            return watched.Value;
        try
        {
            var value = (await ComputeInPlaceAsync(Actor.System.UserId, newest, definition, cancellationToken)).AsIs.Value;
            _watched[sheet.ProjectId] = (newest.ContentSha256, definition.Sha256, value);
            return value;
        }
        catch (DomainRuleException)
        {
            // The newest file does not hold what the metric needs, or there was no memory for it: not remembered, the next hour may tell.
            return sheet.MetricAsIs;
        }
    }

    // What is watched is the dataset the metric was computed from: a file of something else, uploaded later, takes nobody's place.
    private static async Task<(DatasetVersion? Version, MetricReading? Known)> WatchedAsync(AppDbContext db, Guid projectId, CancellationToken cancellationToken)
    {
        var versions = await db.DatasetVersions.AsNoTracking().Where(v => v.ProjectId == projectId).ToListAsync(cancellationToken);
        var known = await db.MetricReadings.AsNoTracking().Where(r => r.ProjectId == projectId).OrderByDescending(r => r.AtUtc).ThenByDescending(r => r.Id).FirstOrDefaultAsync(cancellationToken);
        return (DatasetVersions.NewestOfSame(versions, known?.DatasetVersionId) ?? DatasetVersions.Newest(versions), known);
    }

    private async Task<MetricResult> ComputeInPlaceAsync(Guid person, DatasetVersion version, MetricDefinition definition, CancellationToken cancellationToken)
    {
        using var place = await places.WaitAsync(person, cancellationToken);
        return await Task.Run(() => Compute(version, definition, cancellationToken), cancellationToken);
    }

    private MetricReading Reading(Guid projectId, DatasetVersion? version, MetricDefinition definition, MetricResult result, Actor actor, bool isWatch) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        ProjectId = projectId,
        DatasetVersionId = version?.Id,
        DefinitionSha256 = definition.Sha256,
        DataSha256 = version?.ContentSha256 ?? definition.Sha256,
        ResultJson = ResultJson.Write(result),
        IsWatch = isWatch,
        AuthorId = actor.UserId,
        AtUtc = time.GetUtcNow().UtcDateTime,
    };

    private MetricResult Compute(DatasetVersion version, MetricDefinition definition, CancellationToken cancellationToken) =>
        MetricComputation.Compute(DatasetTables.Source(data, version), DatasetTables.Rules(version), definition, settings, cancellationToken);

    private async Task<MetricResult> BySeriesAsync(AppDbContext db, Guid projectId, MetricDefinition definition, CancellationToken cancellationToken)
    {
        var zone = await db.Projects.Where(p => p.Id == projectId).Select(p => p.TimeZoneId).SingleAsync(cancellationToken);
        var series = MetricSeriesText.Parse(definition.Series, definition.Unit, ProjectClock.Today(zone, time), definition.Rates);
        var asIs = MetricSeries.AsIs(series, definition.AsIsMonths, definition.Unit);
        return new MetricResult(SeriesVersion, asIs, LastDay(asIs.To), series, []);
    }

    private static DateOnly LastDay(string period) => period.Length == 7
        ? DateOnly.ParseExact(period + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture).AddMonths(1).AddDays(-1)
        : DateOnly.ParseExact(period, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<DatasetVersion> VersionAsync(AppDbContext db, Guid projectId, Guid? versionId, CancellationToken cancellationToken)
    {
        var versions = await db.DatasetVersions.AsNoTracking().Where(v => v.ProjectId == projectId && (versionId == null || v.Id == versionId)).ToListAsync(cancellationToken);
        return DatasetVersions.Newest(versions) ?? throw new DomainRuleException(versionId is null ? "metric.no-data" : "metric.data-not-ready");
    }

    private static string Words(DatasetVersion? version, MetricResult result) =>
        AuditWords.Write("history.metric.reading", version?.FileName ?? "", result.AsIs.From, result.AsIs.To, WorksheetField.Neutral(result.AsIs.Value));

    // The As-is is an edit like any other: with its row in the trail, and against what stands there now.
    private async Task SaveAsync(Actor actor, Guid projectId, string field, string text, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var snapshot = await worksheets.ReadAsync(actor, projectId, cancellationToken);
            var now = WorksheetFields.Get(SheetKind.Define, field).Read(snapshot.Define);
            if (await worksheets.SaveFieldAsync(actor, new FieldEdit(projectId, SheetKind.Define, null, field, now, text), cancellationToken) is FieldResult.Saved)
                return;
            if (attempt == 5)
                throw new DomainRuleException("metric.busy");
        }
    }
}
