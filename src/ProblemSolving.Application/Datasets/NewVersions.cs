using Microsoft.EntityFrameworkCore;
using ProblemSolving.Analysis;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Datasets;

/// <summary>Makes an arrived file a version of a dataset. Whoever calls has asked for the permission.</summary>
public sealed class NewVersions(IDbContextFactory<AppDbContext> contexts, DataDirectory data, AnalysisSettings settings, LookPlaces places, ProjectFeed feed, TimeProvider time)
{
    private const int Tries = 3;
    private const int NumberTries = 10;

    private readonly FolderSizes _sizes = new(time);

    /// <summary>Where a file may be sent: an open project, and a dataset of it if one is meant.</summary>
    /// <exception cref="DomainRuleException">The project is closed.</exception>
    /// <exception cref="AccessDeniedException">The dataset belongs to another project.</exception>
    internal async Task DemandPlaceAsync(Guid projectId, Guid? datasetId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await StepGuard.DemandOpenAsync(db, projectId, ProblemStep.Define, time, cancellationToken);
        if (datasetId is { } existing && !await db.Datasets.AnyAsync(d => d.Id == existing && d.ProjectId == projectId, cancellationToken))
            throw new AccessDeniedException(Permission.EditProject);
    }

    /// <summary>A version that this person uploaded; null when there is none.</summary>
    internal async Task<DatasetVersion?> FindAsync(Guid versionId, Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.DatasetVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId && v.CreatedById == userId, cancellationToken);
    }

    /// <summary>
    /// Bytes that the versions take on the disk (uploaded files, tables, lists of faults, and what running imports keep for
    /// themselves), of everybody and of one person.
    /// </summary>
    /// <param name="without">A version that is not counted, or null.</param>
    internal async Task<StoredBytes> StoredAsync(Guid userId, Guid? without, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = default(StoredBytes);
        foreach (var version in await db.DatasetVersions.Where(v => v.Id != without).Select(v => new { v.Id, v.CreatedById, v.State }).ToListAsync(cancellationToken))
        {
            var bytes = version.State == DatasetState.Importing
                ? BytesOf(version.Id) + ScratchOf(version.Id)
                : Tried(() => _sizes.BytesOf(data.DatasetVersion(version.Id), grows: false));
            stored += new StoredBytes(bytes, version.CreatedById == userId ? bytes : 0);
        }

        return stored;
    }

    /// <summary>Bytes that one version takes on the disk in this moment.</summary>
    /// <exception cref="IOException">The folder cannot be looked at.</exception>
    internal long BytesOf(Guid versionId) => Tried(() => _sizes.BytesOf(data.DatasetVersion(versionId), grows: true));

    /// <summary>Bytes that a running import keeps for itself in this moment.</summary>
    /// <exception cref="IOException">The folder cannot be looked at.</exception>
    internal long ScratchOf(Guid versionId) => Tried(() => _sizes.BytesOf(data.ImportTemp(versionId), grows: true));

    /// <summary>A file may be renamed or removed while it is looked at, so a look is tried again; a disk that does not answer is no such thing.</summary>
    public static long Tried(Func<long> look)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                return look();
            }
            catch (IOException) when (left > 1)
            {
            }
        }
    }

    /// <summary>A place for the look at an arrived file, as every look takes one. Waited for before the storage door is entered and before the file is moved: nobody else waits behind it, and who gives up finds the file where it was.</summary>
    internal Task<IDisposable> PlaceAsync(Actor actor, CancellationToken cancellationToken) => places.WaitAsync(actor.UserId, cancellationToken);

    /// <summary>A file that is no table is refused at the door, before it takes a place in the list.</summary>
    /// <exception cref="DomainRuleException">It is none.</exception>
    internal void DemandTable(Guid versionId, string name, CancellationToken cancellationToken) =>
        FileInspector.Inspect(Path.Combine(data.DatasetVersion(versionId), DatasetFiles.Original), name, FileFormatChoice.Detect, [], settings, cancellationToken);

    /// <summary>Adds the version; its file lies in its folder already and was looked at. Whoever takes the same number in the same moment, on this machine or another, gets the next one.</summary>
    internal async Task AddAsync(Actor actor, Guid projectId, Guid? datasetId, Guid versionId, string name, long bytes, string sha256, CancellationToken cancellationToken)
    {
        for (var left = NumberTries; ; left--)
        {
            try
            {
                await AddOnceAsync(actor, projectId, datasetId, versionId, name, bytes, sha256, cancellationToken);
                break;
            }
            catch (DbUpdateException exception) when (datasetId is not null)
            {
                if (await IsThereAsync(versionId, cancellationToken))
                    break;   // the row is there although its answer was lost
                if (!exception.IsClash())
                    throw;
                if (left == 1)
                    throw new DomainRuleException("upload.busy", name);
            }
        }

        feed.Publish(new ProjectChange(projectId, actor.UserId));
    }

    private async Task<bool> IsThereAsync(Guid versionId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.DatasetVersions.AnyAsync(v => v.Id == versionId, cancellationToken);
    }

    private async Task AddOnceAsync(Actor actor, Guid projectId, Guid? datasetId, Guid versionId, string name, long bytes, string sha256, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var names = await db.Datasets.Where(d => d.ProjectId == projectId).Select(d => d.Name).ToListAsync(cancellationToken);
        var dataset = datasetId is { } id
            ? await db.Datasets.SingleAsync(d => d.Id == id, cancellationToken)
            : db.Datasets.Add(new Dataset { Id = Guid.CreateVersion7(now), ProjectId = projectId, Name = DatasetNames.Free(BareName(name), names), CreatedById = actor.UserId, CreatedAtUtc = now.UtcDateTime }).Entity;
        var number = await LastNumberAsync(db, projectId, dataset.Id, cancellationToken) + 1;
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
            CreatedAtUtc = now.UtcDateTime,
        });
        db.Audit.Add(AuditTrail.Row(time, actor, projectId, ProblemStep.Analyze, "Dataset", versionId, "Uploaded", null, $"{name} {sha256}"));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Adds a version whose rows are those of another one; its import is to be queued.</summary>
    internal async Task<Guid> AddJoinedAsync(Actor actor, DatasetVersion rows, ImportPlan plan, Guid attributesId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var attributes = await db.DatasetVersions.Where(v => v.Id == attributesId).Select(v => v.FileName).SingleAsync(cancellationToken);
        var joined = new DatasetVersion
        {
            Id = Guid.CreateVersion7(now),
            DatasetId = rows.DatasetId,
            ProjectId = rows.ProjectId,
            Number = await LastNumberAsync(db, rows.ProjectId, rows.DatasetId, cancellationToken) + 1,
            FileName = rows.FileName,
            UploadBytes = rows.UploadBytes,
            UploadSha256 = rows.UploadSha256,
            State = DatasetState.Importing,
            SpecJson = ResultJson.Write(plan),
            RulesJson = rows.RulesJson,
            CreatedById = actor.UserId,
            CreatedAtUtc = now.UtcDateTime,
        };
        db.DatasetVersions.Add(joined);
        db.Audit.Add(AuditTrail.Row(time, actor, rows.ProjectId, ProblemStep.Analyze, "Dataset", joined.Id, "Joined", null, $"{rows.FileName} + {attributes}"));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsClash())
        {
            throw new DomainRuleException("data.join.busy");   // somebody else took the number in between
        }

        return joined.Id;
    }

    // A number is given once: what was said about version 2 is never about another file. The removed ones stand in the trail.
    private static async Task<int> LastNumberAsync(AppDbContext db, Guid projectId, Guid datasetId, CancellationToken cancellationToken)
    {
        var kept = await db.DatasetVersions.Where(v => v.DatasetId == datasetId).MaxAsync(v => (int?)v.Number, cancellationToken) ?? 0;
        var id = datasetId.ToString("D");
        var removed = await db.Audit.Where(a => a.ProjectId == projectId && a.Subject == "Dataset" && a.Field == "Deleted" && a.OldValue!.Contains(id)).Select(a => a.OldValue!).ToListAsync(cancellationToken);
        return removed.Select(DeletedVersion.Read).Where(d => d?.DatasetId == datasetId).Max(d => d?.Number) is { } last && last > kept ? last : kept;
    }

    /// <summary>A file's name as it is shown: no folders, nothing that cannot be seen.</summary>
    internal static string CleanName(string fileName)
    {
        var name = new string([.. Path.GetFileName(fileName.Replace('\\', '/')).Where(c => !char.IsControl(c))]).Trim();
        return name.Length == 0 ? "data.csv" : name.Length > 200 ? name[^200..] : name;
    }

    // orders.csv.gz is called orders
    private static string BareName(string name)
    {
        var bare = Path.GetFileNameWithoutExtension(name);
        return name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) && Path.GetFileNameWithoutExtension(bare) is { Length: > 0 } inner ? inner : bare;
    }
}

/// <summary>Room that is taken, in bytes.</summary>
/// <param name="Total">By everybody.</param>
/// <param name="OfUser">By the person who asks for more.</param>
internal readonly record struct StoredBytes(long Total, long OfUser)
{
    public static StoredBytes operator +(StoredBytes a, StoredBytes b) => new(a.Total + b.Total, a.OfUser + b.OfUser);
}
