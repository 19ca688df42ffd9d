using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Application.Access;
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
    IDbContextFactory<AppDbContext> contexts, AccessGuard access, DataDirectory data, WorkQueue queue, ProjectFeed feed, DatasetLimits limits, TimeProvider time)
{
    /// <summary>Stores a file as the first version of a new dataset, or as the next version of an existing one, without ever holding it in memory.</summary>
    /// <param name="datasetId">Null makes a new dataset named after the file.</param>
    /// <param name="fileName">As the user's machine calls it; shown, never used as a path.</param>
    /// <exception cref="DomainRuleException">Too large, the disk quota is used up, or the file is not a table.</exception>
    public async Task<Guid> UploadAsync(Actor actor, Guid projectId, Guid? datasetId, string fileName, Stream content, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await StepGuard.DemandOpenAsync(db, projectId, ProblemStep.Define, time, cancellationToken);
        if (datasetId is { } existing && !await db.Datasets.AnyAsync(d => d.Id == existing && d.ProjectId == projectId, cancellationToken))
            throw new AccessDeniedException(Permission.EditProject);

        var name = CleanName(fileName);
        var used = await db.DatasetVersions.SumAsync(v => v.UploadBytes, cancellationToken);
        var versionId = Guid.CreateVersion7(time.GetUtcNow());
        var folder = data.DatasetVersion(versionId);
        Directory.CreateDirectory(folder);
        try
        {
            var (bytes, sha256) = await StoreAsync(content, Path.Combine(folder, DatasetFiles.Original), name, Math.Min(limits.FileBytes, limits.TotalBytes - used), cancellationToken);
            // A file that cannot be a table is refused at the door, before it takes a place in the list.
            FileInspector.Inspect(Path.Combine(folder, DatasetFiles.Original), name, FileFormatChoice.Detect, [], cancellationToken);

            var dataset = datasetId is { } id
                ? await db.Datasets.SingleAsync(d => d.Id == id, cancellationToken)
                : db.Datasets.Add(new Dataset { Id = Guid.CreateVersion7(time.GetUtcNow()), ProjectId = projectId, Name = Path.GetFileNameWithoutExtension(name), CreatedById = actor.UserId, CreatedAtUtc = Now }).Entity;
            var number = (await db.DatasetVersions.Where(v => v.DatasetId == dataset.Id).MaxAsync(v => (int?)v.Number, cancellationToken) ?? 0) + 1;
            db.DatasetVersions.Add(new DatasetVersion
            {
                Id = versionId,
                DatasetId = dataset.Id,
                ProjectId = projectId,
                Number = number,
                FileName = name,
                UploadBytes = bytes,
                UploadSha256 = sha256,
                State = DatasetState.Uploaded,
                CreatedById = actor.UserId,
                CreatedAtUtc = Now,
            });
            db.Audit.Add(Trail(actor, projectId, versionId, "Uploaded", null, $"{name} {sha256}"));
            await db.SaveChangesAsync(cancellationToken);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }

        feed.Publish(new ProjectChange(projectId, actor.UserId));
        return versionId;
    }

    /// <summary>Bytes a file may have now, so that a page can refuse a larger one before it travels.</summary>
    public async Task<long> RoomAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return Math.Max(0, Math.Min(limits.FileBytes, limits.TotalBytes - await db.DatasetVersions.SumAsync(v => v.UploadBytes, cancellationToken)));
    }

    /// <summary>What the file looks like, with the user's corrections applied.</summary>
    public async Task<FilePreview> PreviewAsync(Actor actor, Guid versionId, FileFormatChoice format, IReadOnlyList<ColumnChoice> columns, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await VersionAsync(db, actor, Permission.ViewProject, versionId, cancellationToken);
        return await Task.Run(() => FileInspector.Inspect(Path.Combine(data.DatasetVersion(versionId), DatasetFiles.Original), version.FileName, format, columns, cancellationToken), cancellationToken);
    }

    /// <summary>Accepts the preview: the import is queued.</summary>
    /// <exception cref="DomainRuleException">A finding of the plan blocks it, the version is not waiting for its preview, or somebody else was faster.</exception>
    public async Task ImportAsync(Actor actor, Guid versionId, ImportPlan plan, PurchaseRules rules, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await VersionAsync(db, actor, Permission.EditProject, versionId, cancellationToken);
        ArgumentNullException.ThrowIfNull(plan);
        if (version.State is not (DatasetState.Uploaded or DatasetState.Failed))
            throw new DomainRuleException("dataset.not-waiting", version.FileName);
        if (plan.Check() is [var finding, ..])
            throw DataRefusal.From(finding);
        version.SpecJson = ResultJson.Write(plan);
        version.RulesJson = ResultJson.Write(rules);
        version.State = DatasetState.Importing;
        (version.ErrorCode, version.ErrorArgumentsJson, version.CancelRequested, version.Progress, version.StageKey) = (null, null, false, 0, "");
        db.Audit.Add(Trail(actor, version.ProjectId, versionId, "Import", null, $"{plan.Format.Encoding}, {plan.Format.Delimiter}, {string.Join(", ", plan.Columns.Where(c => c.Role != ColumnRole.None).Select(c => $"{c.Role} = {c.Name}"))}"));
        await SaveStepAsync(db, version, cancellationToken);
        await queue.EnqueueAsync(WorkKind.Import, versionId, cancellationToken);
        feed.Publish(new ProjectChange(version.ProjectId, actor.UserId));
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

    /// <summary>The versions of a project, newest first.</summary>
    public async Task<IReadOnlyList<DatasetRow>> ListAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Rows(db, db.DatasetVersions.Where(v => v.ProjectId == projectId)).ToListAsync(cancellationToken);
    }

    /// <summary>The versions of all projects the actor sees, newest first.</summary>
    public async Task<IReadOnlyList<DatasetRow>> ListAllAsync(Actor actor, CancellationToken cancellationToken)
    {
        var standing = await access.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var versions = db.DatasetVersions.AsQueryable();
        if (!standing.Is(SystemRole.Admin))
            versions = versions.Where(v => db.Members.Any(m => m.ProjectId == v.ProjectId && m.UserId == actor.UserId));
        return await Rows(db, versions).Take(500).ToListAsync(cancellationToken);
    }

    /// <summary>Removes a version and its files.</summary>
    /// <exception cref="DomainRuleException">Runs, pilots or schedules rest on it; the sentence counts them.</exception>
    public async Task DeleteAsync(Actor actor, Guid versionId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await VersionAsync(db, actor, Permission.EditProject, versionId, cancellationToken);
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
        db.Audit.Add(Trail(actor, version.ProjectId, versionId, "Deleted", $"{version.FileName} {version.UploadSha256}", null));
        await SaveStepAsync(db, version, cancellationToken);
        if (Directory.Exists(data.DatasetVersion(versionId)))
            Directory.Delete(data.DatasetVersion(versionId), recursive: true);
        feed.Publish(new ProjectChange(version.ProjectId, actor.UserId));
    }

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

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private static string CleanName(string fileName)
    {
        var name = new string([.. Path.GetFileName(fileName.Replace('\\', '/')).Where(c => !char.IsControl(c))]).Trim();
        return name.Length == 0 ? "data.csv" : name.Length > 200 ? name[^200..] : name;
    }

    private static async Task<(long Bytes, string Sha256)> StoreAsync(Stream content, string path, string name, long limit, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        var buffer = new byte[1 << 16];
        long total = 0;
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            total += read;
            if (total > limit)
                throw new DomainRuleException("dataset.too-large", name, Math.Max(0, limit) / (1024 * 1024));
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        await file.FlushAsync(cancellationToken);
        file.Flush(flushToDisk: true);
        return (total, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private AuditEntry Trail(Actor actor, Guid projectId, Guid versionId, string field, string? old, string? now) => new()
    {
        ProjectId = projectId,
        Step = ProblemStep.Analyze,
        Subject = "Dataset",
        RowId = versionId,
        Field = field,
        OldValue = old,
        NewValue = now,
        UserId = actor.UserId,
        AtUtc = Now,
    };
}

/// <summary>A dataset version in a list.</summary>
public sealed record DatasetRow(DatasetVersion Version, string DatasetName, string ProjectKey, string ProjectName);

/// <summary>How much may be uploaded, in bytes.</summary>
public sealed record DatasetLimits(long FileBytes, long TotalBytes)
{
    /// <summary>4 GB a file, 100 GB in all.</summary>
    public static DatasetLimits Default { get; } = new(4L << 30, 100L << 30);
}

/// <summary>Names of the files of a dataset version in its folder.</summary>
internal static class DatasetFiles
{
    public const string Original = "original";
    public const string Table = "table.parquet";
}
