using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Analysis;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Audit;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Datasets;

/// <summary>
/// Files of a project: upload, look, correct, import. Open from step 1 on, since the phenomenon must be shown with data
/// before a manager can decide.
/// </summary>
[FeatureService]
public sealed class DatasetService(
    IDbContextFactory<AppDbContext> contexts, AccessGuard access, DataDirectory data, WorkQueue queue, ProjectFeed feed, UploadDesk desk, NewVersions versions, PartialUploads partial, StorageDoor door, RepeatLook repeats, LookPlaces places, AnalysisSettings settings, TimeProvider time)
{
    /// <summary>Stores a file as the first version of a new dataset, or as the next version of an existing one, without ever holding it in memory.</summary>
    /// <param name="datasetId">Null makes a new dataset named after the file.</param>
    /// <param name="fileName">As the user's machine calls it; shown, never used as a path.</param>
    /// <exception cref="DomainRuleException">Too large, the disk quota is used up, or the file is not a table.</exception>
    public Task<Guid> UploadAsync(Actor actor, Guid projectId, Guid? datasetId, string fileName, Stream content, CancellationToken cancellationToken) =>
        ReceiveAsync(actor, projectId, datasetId, fileName, content, content is { CanSeek: true } ? content.Length : null, cancellationToken);

    /// <summary>The same for a stream that does not know its length, such as the body of a request.</summary>
    /// <param name="announcedBytes">Size as the sender tells it, so that a file that will not fit is refused at once; null when it does not.</param>
    /// <exception cref="DomainRuleException">Too many at once, too large, the disk or its quota is used up, or the file is not a table.</exception>
    public async Task<Guid> ReceiveAsync(Actor actor, Guid projectId, Guid? datasetId, string fileName, Stream content, long? announcedBytes, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        await versions.DemandPlaceAsync(projectId, datasetId, cancellationToken);
        var name = NewVersions.CleanName(fileName);
        using var ticket = desk.Enter(actor.UserId, name);
        using (await door.EnterAsync(cancellationToken))
        {
            // those under way are counted first: one that is finished in between counts twice, never not at all
            var reserved = partial.Reserved(actor.UserId);
            ticket.Begin(announcedBytes, reserved + await versions.StoredAsync(actor.UserId, null, cancellationToken));
        }

        var versionId = Guid.CreateVersion7(time.GetUtcNow());
        var folder = data.DatasetVersion(versionId);
        Directory.CreateDirectory(folder);
        try
        {
            var (bytes, sha256) = await StoreAsync(content, Path.Combine(folder, DatasetFiles.Original), ticket, cancellationToken);
            using var look = await versions.PlaceAsync(actor, cancellationToken);
            // a file of unknown size kept nothing free: what others took while it came is asked once more
            using (await door.EnterAsync(cancellationToken))
            {
                var reserved = partial.Reserved(actor.UserId);
                ticket.Begin(bytes, reserved + await versions.StoredAsync(actor.UserId, null, cancellationToken));
                versions.DemandTable(versionId, name, cancellationToken);
                await versions.AddAsync(actor, projectId, datasetId, versionId, name, bytes, sha256, cancellationToken);
                ticket.Finish();
            }
        }
        catch (Exception problem)
        {
            var full = problem is IOException && desk.IsDiskFull;
            Directory.Delete(folder, recursive: true);
            if (full)
                throw desk.DiskFull(name, announcedBytes ?? 0);
            throw;
        }

        return versionId;
    }

    /// <summary>What the file looks like, with the user's corrections applied.</summary>
    public async Task<FilePreview> PreviewAsync(Actor actor, Guid versionId, FileFormatChoice format, IReadOnlyList<ColumnChoice> columns, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await VersionAsync(db, actor, Permission.ViewProject, versionId, cancellationToken);
        return await InspectAsync(actor, version, format, columns, await TodayAsync(db, version.ProjectId, cancellationToken), cancellationToken);
    }

    /// <summary>How many rows of a file its earlier version holds already, told before it is put behind it.</summary>
    /// <param name="plan">As the preview stands, with or without a word about the earlier rows.</param>
    /// <returns>Null when there is no earlier version, or it cannot be told in a short while.</returns>
    public async Task<RepeatCount?> CountRepeatsAsync(Actor actor, Guid versionId, ImportPlan plan, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await VersionAsync(db, actor, Permission.ViewProject, versionId, cancellationToken);
        ArgumentNullException.ThrowIfNull(plan);
        if (version.State is not (DatasetState.Uploaded or DatasetState.Failed) || plan.Check().Count > 0 || await BeforeAsync(db, version, cancellationToken) is not { } before)
            return null;
        return await repeats.CountAsync(actor.UserId, version, plan with { AppendTo = null }, DatasetTables.Stored(data, before), cancellationToken);
    }

    /// <summary>Keeps what was chosen in the preview until it is imported. No row of the trail: nothing rests on a draft, and the import says what was accepted.</summary>
    /// <param name="draft">Null when everything is left to detection again.</param>
    /// <param name="seen">Number of the draft that the choice was made over.</param>
    /// <returns>Number of the draft that is stored now.</returns>
    /// <exception cref="DomainRuleException">Somebody else chose something in between, the version is not waiting for its preview, or the draft is no draft of a preview.</exception>
    public async Task<int> SaveDraftAsync(Actor actor, Guid versionId, PreviewDraft? draft, int seen, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await VersionAsync(db, actor, Permission.EditProject, versionId, cancellationToken);
        await StepGuard.DemandOpenAsync(db, version.ProjectId, ProblemStep.Define, time, cancellationToken);
        var json = draft is null ? "" : ResultJson.Write(draft);
        if (json.Length > PreviewDraft.MostLetters)
            throw new DomainRuleException("data.draft.too-long", version.FileName);
        var stored = await db.DatasetVersions
            .Where(v => v.Id == versionId && v.DraftNumber == seen && (v.State == DatasetState.Uploaded || v.State == DatasetState.Failed))
            .ExecuteUpdateAsync(s => s.SetProperty(v => v.DraftJson, json).SetProperty(v => v.DraftNumber, seen + 1).SetProperty(v => v.DraftById, actor.UserId), cancellationToken);
        if (stored == 0)
            throw new DomainRuleException(await db.DatasetVersions.AnyAsync(v => v.Id == versionId && (v.State == DatasetState.Uploaded || v.State == DatasetState.Failed), cancellationToken) ? "data.draft.changed" : "dataset.not-waiting", version.FileName);
        feed.Publish(new ProjectChange(version.ProjectId, actor.UserId));
        return seen + 1;
    }

    /// <summary>Accepts the preview: the import is queued.</summary>
    /// <exception cref="DomainRuleException">A finding of the plan blocks it, the version is not waiting for its preview, or somebody else was faster.</exception>
    public async Task ImportAsync(Actor actor, Guid versionId, ImportPlan plan, PurchaseRules rules, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await VersionAsync(db, actor, Permission.EditProject, versionId, cancellationToken);
        ArgumentNullException.ThrowIfNull(plan);
        await StepGuard.DemandOpenAsync(db, version.ProjectId, ProblemStep.Define, time, cancellationToken);
        if (version.State is not (DatasetState.Uploaded or DatasetState.Failed) || DatasetVersions.PlanOf(version)?.RowsOf is not null)
            throw new DomainRuleException("dataset.not-waiting", version.FileName);
        if (plan.Check() is [var finding, ..])
            throw DataRefusal.From(finding);
        await DemandPartsAsync(db, version, plan, cancellationToken);
        await DemandPersonalAsync(db, version, plan, cancellationToken);
        await DemandChoiceAsync(db, version, plan, cancellationToken);
        var currency = await db.Projects.Where(p => p.Id == version.ProjectId).Select(p => p.CurrencyCode).SingleAsync(cancellationToken);
        await DemandAnswersAsync(actor, version, plan, rules, currency, cancellationToken);
        // the preview has seen the head of the file only: the import looks at every row
        plan = plan with { Notes = await NotesAsync(db, version, plan, rules, cancellationToken) };
        plan = plan with { Today = await TodayAsync(db, version.ProjectId, cancellationToken) };
        plan = plan with { Currency = ImportPlan.LeavesOutOthers(plan.Columns.Select(c => c.Role), rules) ? null : currency };
        await DemandRoomAsync(version, plan, cancellationToken);
        version.SpecJson = ResultJson.Write(plan);
        version.RulesJson = ResultJson.Write(rules);
        // what was chosen is accepted now; an import that fails begins again from that
        (version.DraftJson, version.DraftNumber, version.DraftById) = ("", version.DraftNumber + 1, null);
        version.State = DatasetState.Importing;
        (version.ErrorCode, version.ErrorArgumentsJson, version.CancelRequested, version.Progress, version.StageKey) = (null, null, false, 0, "");
        db.Audit.Add(Trail(actor, version.ProjectId, versionId, "Import", null, Describe(plan)));
        await SaveStepAsync(db, version, cancellationToken);
        await queue.EnqueueAsync(WorkKind.Import, versionId, cancellationToken);
        feed.Publish(new ProjectChange(version.ProjectId, actor.UserId));
    }

    /// <summary>
    /// Joins customer attributes to the rows of an imported version, without its file: the next version of its dataset, with the same rows
    /// and rules. The version itself stays as it is.
    /// </summary>
    /// <param name="versionId">The newest imported version of purchases of its dataset.</param>
    /// <param name="attributesId">An imported table of customer attributes of the same project.</param>
    /// <returns>The new version; its import is queued.</returns>
    /// <exception cref="DomainRuleException">The version is no log, not the newest, or has these attributes; the two do not go together; or there is no room.</exception>
    public async Task<Guid> JoinAsync(Actor actor, Guid versionId, Guid attributesId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await VersionAsync(db, actor, Permission.EditProject, versionId, cancellationToken);
        await StepGuard.DemandOpenAsync(db, version.ProjectId, ProblemStep.Define, time, cancellationToken);
        if (version.State != DatasetState.Ready || DatasetVersions.PlanOf(version) is not { PurchaseLog: true } before)
            throw new DomainRuleException("data.join.no-log", version.FileName);
        // a join of older rows would be the newest version, and schedules take the newest
        if (await db.DatasetVersions.Where(v => v.DatasetId == version.DatasetId && v.State == DatasetState.Ready).MaxAsync(v => v.Number, cancellationToken) is var newest && newest != version.Number)
            throw new DomainRuleException("data.join.not-newest", version.Number, newest);
        if (before.AttributesOf == attributesId)
            throw new DomainRuleException("data.join.already", version.FileName);
        var plan = before with { AttributesOf = attributesId, AppendTo = null, RowsOf = version.Id, Notes = await NameAsync(db, attributesId, cancellationToken) is { } name ? [new Finding("data.attributes.taken", "", false, name.Name, name.Number)] : [] };
        await DemandPartsAsync(db, version, plan, cancellationToken);
        await DemandRoomAsync(actor.UserId, version, cancellationToken);
        var joined = await versions.AddJoinedAsync(actor, version, plan, attributesId, cancellationToken);
        await queue.EnqueueAsync(WorkKind.Import, joined, cancellationToken);
        feed.Publish(new ProjectChange(version.ProjectId, actor.UserId));
        return joined;
    }

    /// <summary>Gives a dataset another name; its versions and what rests on them stay.</summary>
    /// <exception cref="DomainRuleException">Empty, too long, the name of another dataset of the project, or the project is closed.</exception>
    public async Task RenameAsync(Actor actor, Guid datasetId, string name, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var dataset = await db.Datasets.SingleOrDefaultAsync(d => d.Id == datasetId, cancellationToken);
        await access.DemandAsync(actor, Permission.EditProject, dataset?.ProjectId ?? Guid.Empty, cancellationToken);
        if (dataset is null)
            throw new AccessDeniedException(Permission.EditProject);
        await StepGuard.DemandOpenAsync(db, dataset.ProjectId, ProblemStep.Define, time, cancellationToken);
        var old = dataset.Name;
        dataset.Name = DatasetNames.Demand(name, await db.Datasets.Where(d => d.ProjectId == dataset.ProjectId && d.Id != datasetId).Select(d => d.Name).ToListAsync(cancellationToken));
        if (dataset.Name == old)
            return;
        db.Audit.Add(Trail(actor, dataset.ProjectId, datasetId, "Renamed", old, dataset.Name));
        await db.SaveChangesAsync(cancellationToken);
        feed.Publish(new ProjectChange(dataset.ProjectId, actor.UserId));
    }

    public async Task CancelImportAsync(Actor actor, Guid versionId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await VersionAsync(db, actor, Permission.EditProject, versionId, cancellationToken);
        await db.DatasetVersions.Where(v => v.Id == versionId && v.State == DatasetState.Importing).ExecuteUpdateAsync(s => s.SetProperty(v => v.CancelRequested, true), cancellationToken);
        queue.Cancel(versionId);
    }

    /// <summary>One version with its dataset's name.</summary>
    public async Task<DatasetRow> GetAsync(Actor actor, Guid versionId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await VersionAsync(db, actor, Permission.ViewProject, versionId, cancellationToken);
        return await Rows(db, db.DatasetVersions.Where(v => v.Id == versionId)).SingleAsync(cancellationToken);
    }

    /// <summary>The versions of a project, newest first, without plan, rules, table and faults.</summary>
    public async Task<IReadOnlyList<DatasetRow>> ListAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ListRows(db, db.DatasetVersions.Where(v => v.ProjectId == projectId)).ToListAsync(cancellationToken);
    }

    /// <summary>The imported versions of the same project, newest first, with plan and table: what the next file may be put together with.</summary>
    public async Task<IReadOnlyList<DatasetRow>> ReadyBesideAsync(Actor actor, Guid versionId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await VersionAsync(db, actor, Permission.ViewProject, versionId, cancellationToken);
        return await Rows(db, db.DatasetVersions.Where(v => v.ProjectId == version.ProjectId && v.Id != versionId && v.State == DatasetState.Ready)).ToListAsync(cancellationToken);
    }

    /// <summary>The versions of all projects the actor sees, newest first, without plan, rules, table and faults.</summary>
    public async Task<IReadOnlyList<DatasetRow>> ListAllAsync(Actor actor, CancellationToken cancellationToken)
    {
        var standing = await access.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var versions = db.DatasetVersions.AsQueryable();
        if (!standing.Is(SystemRole.Admin))
            versions = versions.Where(v => db.Members.Any(m => m.ProjectId == v.ProjectId && m.UserId == actor.UserId));
        return await ListRows(db, versions).Take(500).ToListAsync(cancellationToken);
    }

    /// <summary>Removes a version and its files.</summary>
    /// <exception cref="DomainRuleException">Runs, pilots or schedules rest on it; the sentence counts them.</exception>
    public async Task DeleteAsync(Actor actor, Guid versionId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await VersionAsync(db, actor, Permission.EditProject, versionId, cancellationToken);
        await StepGuard.DemandOpenAsync(db, version.ProjectId, ProblemStep.Define, time, cancellationToken);
        var runs = await db.Runs.CountAsync(r => r.DatasetVersionId == versionId, cancellationToken);
        var pilots = await db.Pilots.CountAsync(p => p.DatasetVersionId == versionId, cancellationToken);
        var deliveries = await db.OperateRuns.CountAsync(r => r.DatasetVersionId == versionId, cancellationToken);
        if (runs + pilots + deliveries > 0)
            throw new DomainRuleException("dataset.in-use", version.FileName, runs, pilots, deliveries);
        if (version.State == DatasetState.Importing)
            throw new DomainRuleException("dataset.importing", version.FileName);
        if (version.State == DatasetState.Ready
            && await db.Schedules.AnyAsync(s => s.DatasetId == version.DatasetId, cancellationToken)
            && !await db.DatasetVersions.AnyAsync(v => v.DatasetId == version.DatasetId && v.Id != versionId && v.State == DatasetState.Ready, cancellationToken))
            throw new DomainRuleException("dataset.scheduled", version.FileName);
        db.DatasetVersions.Remove(version);
        if (!await db.DatasetVersions.AnyAsync(v => v.DatasetId == version.DatasetId && v.Id != versionId, cancellationToken)
            && !await db.Schedules.AnyAsync(s => s.DatasetId == version.DatasetId, cancellationToken))
            db.Datasets.Remove(await db.Datasets.SingleAsync(d => d.Id == version.DatasetId, cancellationToken));
        db.Audit.Add(Trail(actor, version.ProjectId, versionId, "Deleted", DeletedVersion.Write(version), null));
        await SaveStepAsync(db, version, cancellationToken);
        if (Directory.Exists(data.DatasetVersion(versionId)))
            Directory.Delete(data.DatasetVersion(versionId), recursive: true);
        feed.Publish(new ProjectChange(version.ProjectId, actor.UserId));
    }

    private async Task<FilePreview> InspectAsync(Actor actor, DatasetVersion version, FileFormatChoice format, IReadOnlyList<ColumnChoice> columns, DateOnly? today, CancellationToken cancellationToken)
    {
        using var place = await places.WaitAsync(actor.UserId, cancellationToken);
        return await Task.Run(() => FileInspector.Inspect(Path.Combine(data.DatasetVersion(version.Id), DatasetFiles.Original), version.FileName, format, columns, settings, today, cancellationToken), cancellationToken);
    }

    private async Task<DateOnly> TodayAsync(AppDbContext db, Guid projectId, CancellationToken cancellationToken) =>
        ProjectClock.Today(await db.Projects.Where(p => p.Id == projectId).Select(p => p.TimeZoneId).SingleAsync(cancellationToken), time);

    // What is put together must lie in the same project, and be of the kind that is meant.
    private static async Task DemandPartsAsync(AppDbContext db, DatasetVersion version, ImportPlan plan, CancellationToken cancellationToken)
    {
        ImportedTable? table = null;
        ImportedTable? joined = null;
        if (plan.AppendTo is { } before)
        {
            var earlier = await db.DatasetVersions.Where(v => v.Id == before && v.DatasetId == version.DatasetId && v.State == DatasetState.Ready).Select(v => v.TableJson).SingleOrDefaultAsync(cancellationToken)
                ?? throw new DomainRuleException("dataset.not-ready", version.FileName);
            table = ResultJson.Read<ImportedTable>(earlier);
            if (table.CustomerAttributes != plan.CustomerAttributes)
                throw new DomainRuleException("data.append.kind", version.FileName);
            if (NextVersion.MovedRoles(table, plan) is [var moved, ..])
                throw DataRefusal.From(moved);
        }

        if (plan.AttributesOf is { } attributes)
        {
            var stored = await db.DatasetVersions.Where(v => v.Id == attributes && v.ProjectId == version.ProjectId && v.State == DatasetState.Ready).Select(v => v.TableJson).SingleOrDefaultAsync(cancellationToken);
            joined = stored is null ? null : ResultJson.Read<ImportedTable>(stored);
            if (joined is not { CustomerAttributes: true })
                throw new DomainRuleException("data.attributes.none", version.FileName);
        }

        if (plan.CheckBeside(table, joined) is [var finding, ..])
            throw DataRefusal.From(finding);
    }

    // Kept or replaced: half a million rows go with the wrong one, so nobody is taken to have meant either.
    private static async Task DemandChoiceAsync(AppDbContext db, DatasetVersion version, ImportPlan plan, CancellationToken cancellationToken)
    {
        if (plan.AppendTo is null && !plan.ReplacesEarlier
            && await BeforeAsync(db, version, cancellationToken) is { } before
            && NextVersion.CanFollow(ResultJson.Read<ImportedTable>(before.TableJson), plan))
            throw new DomainRuleException("data.append.choose", before.Number, before.RowCount);
    }

    private static Task<DatasetVersion?> BeforeAsync(AppDbContext db, DatasetVersion version, CancellationToken cancellationToken) =>
        db.DatasetVersions.AsNoTracking().Where(v => v.DatasetId == version.DatasetId && v.Number < version.Number && v.State == DatasetState.Ready).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellationToken);

    // Noted here and not by the page, so that whoever imports in another way is told as well; the version before may be gone later.
    private static async Task<IReadOnlyList<Finding>> NotesAsync(AppDbContext db, DatasetVersion version, ImportPlan plan, PurchaseRules rules, CancellationToken cancellationToken)
    {
        var taken = plan.AttributesOf is { } source && await NameAsync(db, source, cancellationToken) is { } table ? (IReadOnlyList<Finding>)[new Finding("data.attributes.taken", "", false, table.Name, table.Number)] : [];
        if (!plan.PurchaseLog || await BeforeAsync(db, version, cancellationToken) is not { } before || DatasetVersions.PlanOf(before) is not { PurchaseLog: true })
            return taken;
        var earlier = ResultJson.Read<ImportedTable>(before.TableJson);
        IReadOnlyList<Finding> notes = [.. taken, .. NextVersion.Differences(before.Number, ResultJson.Read<PurchaseRules>(before.RulesJson), rules, [.. earlier.Columns.Select(c => c.Role), .. plan.Columns.Select(c => c.Role)])];
        var line = await db.DatasetVersions.AsNoTracking().Where(v => v.DatasetId == version.DatasetId).ToListAsync(cancellationToken);
        return plan.AttributesOf is null && DatasetVersions.AttributesOf(line, before) is { } attributes && await NameAsync(db, attributes, cancellationToken) is { } name
            ? [.. notes, new Finding("data.next.attributes.off", "", false, before.Number, name.Name, name.Number)]
            : notes;
    }

    // As it is called now; null when it was removed.
    private static async Task<(string Name, int Number)?> NameAsync(AppDbContext db, Guid versionId, CancellationToken cancellationToken)
    {
        var found = await (from v in db.DatasetVersions join d in db.Datasets on v.DatasetId equals d.Id where v.Id == versionId select new { d.Name, v.Number }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.Name, found.Number);
    }

    // An appended version holds all earlier rows again: that it cannot fit is known before anybody waits for it.
    private async Task DemandRoomAsync(DatasetVersion version, ImportPlan plan, CancellationToken cancellationToken)
    {
        var others = partial.Reserved(version.CreatedById) + await versions.StoredAsync(version.CreatedById, version.Id, cancellationToken);
        var earlier = plan.AppendTo is { } before ? new FileInfo(Path.Combine(data.DatasetVersion(before), DatasetFiles.Table)) : null;
        desk.RoomOf(version.CreatedById, others).Demand(versions.BytesOf(version.Id) + (earlier is { Exists: true } ? earlier.Length : 0), version.FileName);
    }

    // A join stores all rows once more.
    private async Task DemandRoomAsync(Guid userId, DatasetVersion rows, CancellationToken cancellationToken)
    {
        var others = partial.Reserved(userId) + await versions.StoredAsync(userId, null, cancellationToken);
        desk.RoomOf(userId, others).Demand(new FileInfo(Path.Combine(data.DatasetVersion(rows.Id), DatasetFiles.Table)) is { Exists: true } table ? table.Length : 0, rows.FileName);
    }

    // What was personal in one file of a dataset is so in the next: nobody has to think of it again, and nobody can forget it.
    private static async Task DemandPersonalAsync(AppDbContext db, DatasetVersion version, ImportPlan plan, CancellationToken cancellationToken)
    {
        var tables = await db.DatasetVersions.Where(v => v.DatasetId == version.DatasetId && v.Id != version.Id && v.State == DatasetState.Ready).Select(v => v.TableJson).ToListAsync(cancellationToken);
        var personal = tables.SelectMany(json => ResultJson.Read<ImportedTable>(json).Columns).Where(c => c.Pseudonymised).Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (plan.Columns.FirstOrDefault(c => !c.Pseudonymised && personal.Contains(c.Name)) is { } clear)
            throw new DomainRuleException("data.pseudonym-before", clear.Name);
    }

    // The file itself is asked again: what it leaves open must have been answered by a person, whatever the plan says.
    private async Task DemandAnswersAsync(Actor actor, DatasetVersion version, ImportPlan plan, PurchaseRules rules, string currency, CancellationToken cancellationToken)
    {
        bool Said(string question) => plan.Answered.Contains(question);
        var format = FileFormatChoice.Of(plan.Format);
        format = format with { Encoding = Said(FileQuestion.Encoding) ? format.Encoding : null, DecimalMark = Said(FileQuestion.Decimal) ? format.DecimalMark : null };
        var columns = plan.Columns.Select(c => new ColumnChoice(c.Index, c.Name, c.Type, Said(FileQuestion.Date(c.Index)) ? c.DateFormat : null, c.Role)).ToList();
        var preview = await InspectAsync(actor, version, format, columns, null, cancellationToken);
        if (preview.Questions is [var open, ..])
            throw DataRefusal.From(open.Finding);
        if (preview.CheckCurrency(currency, rules) is [var other, ..])
            throw DataRefusal.From(other);
    }

    // What a list shows; the rest of a version can be hundreds of kilobytes.
    private static IQueryable<DatasetRow> ListRows(AppDbContext db, IQueryable<DatasetVersion> versions) =>
        from version in versions.AsNoTracking()
        join dataset in db.Datasets on version.DatasetId equals dataset.Id
        join project in db.Projects on version.ProjectId equals project.Id
        orderby version.CreatedAtUtc descending
        select new DatasetRow(
            new DatasetVersion
            {
                Id = version.Id,
                DatasetId = version.DatasetId,
                ProjectId = version.ProjectId,
                Number = version.Number,
                FileName = version.FileName,
                UploadBytes = version.UploadBytes,
                State = version.State,
                RowCount = version.RowCount,
                FaultCount = version.FaultCount,
                StageKey = version.StageKey,
                Progress = version.Progress,
                ErrorCode = version.ErrorCode,
                ErrorArgumentsJson = version.ErrorArgumentsJson,
                CreatedById = version.CreatedById,
                CreatedAtUtc = version.CreatedAtUtc,
                ReadyAtUtc = version.ReadyAtUtc,
            },
            dataset.Name, project.Key, project.Name);

    private static IQueryable<DatasetRow> Rows(AppDbContext db, IQueryable<DatasetVersion> versions) =>
        from version in versions.AsNoTracking()
        join dataset in db.Datasets on version.DatasetId equals dataset.Id
        join project in db.Projects on version.ProjectId equals project.Id
        orderby version.CreatedAtUtc descending
        select new DatasetRow(version, dataset.Name, project.Key, project.Name);

    private async Task<DatasetVersion> VersionAsync(AppDbContext db, Actor actor, Permission permission, Guid versionId, CancellationToken cancellationToken)
    {
        var version = await db.DatasetVersions.SingleOrDefaultAsync(v => v.Id == versionId, cancellationToken);
        await access.DemandAsync(actor, permission, version?.ProjectId ?? Guid.Empty, cancellationToken);
        return version ?? throw new AccessDeniedException(permission);
    }

    private static string Describe(ImportPlan plan) => AuditWords.Write(
        "history.import",
        new FigureText("text-encoding." + plan.Format.Encoding),
        new FigureText("field-delimiter." + plan.Format.Delimiter),
        AuditWords.List(plan.Columns.Where(c => c.Role != ColumnRole.None).Select(c => new FigureText("history.import.role", new FigureText("column-role." + c.Role), c.Name))));

    // Two people on one preview: the state they both saw is left by the first of them.
    private static async Task SaveStepAsync(AppDbContext db, DatasetVersion version, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainRuleException("dataset.taken", version.FileName);
        }
    }

    private static async Task<(long Bytes, string Sha256)> StoreAsync(Stream content, string path, UploadDesk.Ticket ticket, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        var buffer = new byte[1 << 16];
        long total = 0;
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            total += read;
            ticket.Take(read);
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        await file.FlushAsync(cancellationToken);
        file.Flush(flushToDisk: true);
        return (total, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private AuditEntry Trail(Actor actor, Guid projectId, Guid versionId, string field, string? old, string? now) =>
        AuditTrail.Row(time, actor, projectId, ProblemStep.Analyze, "Dataset", versionId, field, old, now);
}

/// <summary>A dataset version in a list.</summary>
public sealed record DatasetRow(DatasetVersion Version, string DatasetName, string ProjectKey, string ProjectName);

/// <summary>Names of the files of a dataset version in its folder.</summary>
internal static class DatasetFiles
{
    public const string Original = "original";
    public const string Table = "table.parquet";

    /// <summary>What did not fit, one place a line.</summary>
    public const string Faults = "faults.jsonl";
}
