using System.Collections.Concurrent;
using System.Security.Cryptography;
using ProblemSolving.Application.Access;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Datasets;

/// <summary>
/// Takes a file in pieces. The server says how much of it has arrived, and the sender goes on from there: after a cut connection,
/// after the page was loaded again, after the server was started again. Only who began an upload may go on with it.
/// </summary>
[FeatureService]
public sealed class UploadService(AccessGuard access, DataDirectory data, UploadDesk desk, NewVersions versions, PartialUploads partial, StorageDoor door, DatasetLimits limits, TimeProvider time)
{
    /// <summary>Bytes of one piece.</summary>
    public const int PieceBytes = 8 << 20;

    private readonly ConcurrentDictionary<Guid, Writer> _writers = [];

    /// <summary>Begins an upload, or finds the one of the same file that the sender began before.</summary>
    /// <param name="stamp">What the sender's machine says about the file besides name and size; at most 100 characters count.</param>
    /// <exception cref="DomainRuleException">Too many at once, too large, or the disk or a quota is used up.</exception>
    public async Task<UploadPlace> OpenAsync(Actor actor, Guid projectId, Guid? datasetId, string fileName, long bytes, string stamp, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        await versions.DemandPlaceAsync(projectId, datasetId, cancellationToken);
        var name = NewVersions.CleanName(fileName);
        if (bytes <= 0)
            throw Domain.Datasets.DataRefusal.EmptyFile(name);
        var wanted = new PartialUpload(Guid.CreateVersion7(time.GetUtcNow()), projectId, datasetId, actor.UserId, name, bytes, stamp.Length > 100 ? stamp[..100] : stamp);
        using var turn = await door.EnterAsync(cancellationToken);
        partial.Sweep();
        var mine = partial.All().Where(u => u.SenderId == actor.UserId).ToList();
        if (mine.Find(u => u with { Id = wanted.Id } == wanted) is { } begun)
            return Place(begun);
        if (mine.Count >= limits.UploadsPerUser)
            throw new DomainRuleException("upload.too-many", limits.UploadsPerUser);
        // those under way are counted first: one that is finished in between counts twice, never not at all
        var reserved = partial.Reserved(actor.UserId);
        desk.Admit(actor.UserId, name, bytes, reserved + await versions.StoredAsync(actor.UserId, null, cancellationToken));
        partial.Add(wanted);
        return Place(wanted);
    }

    /// <summary>The sender's files of a project that wait for their rest.</summary>
    public async Task<IReadOnlyList<UploadPlace>> WaitingAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        return [.. partial.All().Where(u => u.SenderId == actor.UserId && u.ProjectId == projectId).OrderBy(u => u.Id).Select(Place)];
    }

    /// <summary>Where to go on. Of a finished upload all has arrived: whoever lost the answer asks to finish it again.</summary>
    public async Task<UploadPlace> PlaceAsync(Actor actor, Guid uploadId, CancellationToken cancellationToken) =>
        await FinishedAsync(actor, uploadId, cancellationToken) ?? Place(await FindAsync(actor, uploadId, cancellationToken));

    /// <summary>Takes one piece. Somebody still writing, such as a connection that is dead but not yet known to be, gives way to the newer one.</summary>
    /// <param name="offset">Where the piece begins; must be where the server stands.</param>
    /// <param name="sha256">Hash of the piece, lower-case hex; with it the piece counts whole or not at all. Null where the sender cannot compute it.</param>
    /// <returns>How much has arrived now.</returns>
    /// <exception cref="DomainRuleException"><c>upload.offset</c> with the right one; a damaged piece; more bytes than announced; no room on the disk.</exception>
    public async Task<long> AppendAsync(Actor actor, Guid uploadId, long offset, Stream piece, string? sha256, CancellationToken cancellationToken)
    {
        var upload = await FindAsync(actor, uploadId, cancellationToken);
        using var writer = await Writer.TakeAsync(_writers, uploadId, cancellationToken);
        if (partial.Find(uploadId) is null)
            throw new AccessDeniedException(Permission.EditProject);
        var arrived = partial.Offset(uploadId);
        if (offset != arrived)
            throw new DomainRuleException("upload.offset", upload.FileName, arrived);
        using var ticket = desk.Enter(actor.UserId, upload.FileName);
        ticket.Continue(upload.Bytes - arrived);
        await using var file = new FileStream(partial.PathOf(uploadId), FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1 << 16, FileOptions.Asynchronous);
        file.Position = arrived;
        var whole = false;
        try
        {
            var found = await CopyAsync(upload, piece, file, Math.Min(PieceBytes, upload.Bytes - arrived), ticket, writer.Token);
            if (sha256 is not null && !string.Equals(found, sha256, StringComparison.OrdinalIgnoreCase))
                throw new DomainRuleException("upload.damaged", upload.FileName);
            whole = true;
        }
        catch (IOException) when (desk.IsDiskFull)
        {
            throw desk.DiskFull(upload.FileName, upload.Bytes - arrived);
        }
        finally
        {
            if (!whole && sha256 is not null)
                file.SetLength(arrived);
            await file.FlushAsync(CancellationToken.None);
            file.Flush(flushToDisk: true);
        }

        return file.Length;
    }

    /// <summary>All has arrived: the file becomes a version. The version has the upload's id, so that asking again after a lost answer gives the same one.</summary>
    /// <exception cref="DomainRuleException">Bytes are missing; the file is not a table and is removed; or the machine has no room to look at it, and it stays to be finished later.</exception>
    public async Task<Guid> FinishAsync(Actor actor, Guid uploadId, CancellationToken cancellationToken)
    {
        if (await FinishedAsync(actor, uploadId, cancellationToken) is not null)
            return uploadId;
        var upload = await FindAsync(actor, uploadId, cancellationToken);
        using var writer = await Writer.TakeAsync(_writers, uploadId, cancellationToken);
        // the one before may have finished or removed it
        if (await FinishedAsync(actor, uploadId, cancellationToken) is not null)
            return uploadId;
        await FindAsync(actor, uploadId, cancellationToken);
        await versions.DemandPlaceAsync(upload.ProjectId, upload.DatasetId, cancellationToken);
        var part = partial.PathOf(uploadId);
        var folder = data.DatasetVersion(uploadId);
        var original = Path.Combine(folder, DatasetFiles.Original);
        // a stop between the move and the row left the whole file there
        if (partial.Offset(uploadId) == 0 && File.Exists(original))
            File.Move(original, part, overwrite: true);
        var arrived = partial.Offset(uploadId);
        if (arrived != upload.Bytes)
            throw new DomainRuleException("upload.offset", upload.FileName, arrived);
        string sha256;
        await using (var file = File.OpenRead(part))
            sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        using var look = await versions.PlaceAsync(actor, cancellationToken);
        Directory.CreateDirectory(folder);
        File.Move(part, original, overwrite: true);
        try
        {
            versions.DemandTable(uploadId, upload.FileName, CancellationToken.None);
            // of two that end in the same moment one takes its number after the other
            using var turn = await door.EnterAsync(CancellationToken.None);
            await versions.AddAsync(actor, upload.ProjectId, upload.DatasetId, uploadId, upload.FileName, upload.Bytes, sha256, CancellationToken.None);
        }
        catch (Exception problem)
        {
            // the row may be there although its answer was lost
            if (problem is not DomainRuleException && await FinishedAsync(actor, uploadId, CancellationToken.None) is not null)
                return uploadId;
            // a file that is no table goes; for any other reason, as where the machine has no room for the look, it can be finished once more
            if (problem is DomainRuleException { Code: not ("work.no-room" or "upload.busy") })
                partial.Remove(uploadId);
            else
                File.Move(original, part);
            Directory.Delete(folder, recursive: true);
            throw;
        }

        partial.Remove(uploadId);
        return uploadId;
    }

    /// <summary>Gives an upload up; what had arrived is removed.</summary>
    public async Task AbandonAsync(Actor actor, Guid uploadId, CancellationToken cancellationToken)
    {
        await FindAsync(actor, uploadId, cancellationToken);
        using var writer = await Writer.TakeAsync(_writers, uploadId, cancellationToken);
        partial.Remove(uploadId);
    }

    private async Task<UploadPlace?> FinishedAsync(Actor actor, Guid uploadId, CancellationToken cancellationToken)
    {
        if (await versions.FindAsync(uploadId, actor.UserId, cancellationToken) is not { } version)
            return null;
        await access.DemandAsync(actor, Permission.EditProject, version.ProjectId, cancellationToken);
        partial.Remove(uploadId); // a stop may have left what tells of it
        return new UploadPlace(uploadId, version.FileName, version.UploadBytes, version.UploadBytes);
    }

    private UploadPlace Place(PartialUpload upload) => new(upload.Id, upload.FileName, partial.Offset(upload.Id), upload.Bytes);

    // A stranger, a colleague and a wrong id get the same answer.
    private async Task<PartialUpload> FindAsync(Actor actor, Guid uploadId, CancellationToken cancellationToken)
    {
        var upload = partial.Find(uploadId);
        await access.DemandAsync(actor, Permission.EditProject, upload?.ProjectId ?? Guid.Empty, cancellationToken);
        return upload is not null && upload.SenderId == actor.UserId ? upload : throw new AccessDeniedException(Permission.EditProject);
    }

    private static async Task<string> CopyAsync(PartialUpload upload, Stream piece, FileStream file, long most, UploadDesk.Ticket ticket, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await piece.ReadAsync(buffer, cancellationToken)) > 0)
        {
            most -= read;
            if (most < 0)
                throw new DomainRuleException("upload.longer", upload.FileName);
            ticket.Take(read);
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The one who writes a file now. A newer one stops it and waits until it has let go.</summary>
    private sealed class Writer : IDisposable
    {
        private readonly ConcurrentDictionary<Guid, Writer> _all;
        private readonly Guid _id;
        private readonly CancellationTokenSource _stop;
        private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private Writer(ConcurrentDictionary<Guid, Writer> all, Guid id, CancellationToken cancellationToken) =>
            (_all, _id, _stop) = (all, id, CancellationTokenSource.CreateLinkedTokenSource(cancellationToken));

        public CancellationToken Token => _stop.Token;

        public static async Task<Writer> TakeAsync(ConcurrentDictionary<Guid, Writer> all, Guid id, CancellationToken cancellationToken)
        {
            var mine = new Writer(all, id, cancellationToken);
            while (all.GetOrAdd(id, mine) is var holder && holder != mine)
            {
                await holder.StopAsync();
                await holder._gone.Task.WaitAsync(cancellationToken);
            }

            return mine;
        }

        public void Dispose()
        {
            _all.TryRemove(_id, out _);
            _gone.SetResult();
            _stop.Dispose();
        }

        // it may let go in this very moment, which is all that is wanted of it
        private async Task StopAsync()
        {
            try
            {
                await _stop.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
            }
        }
    }
}

/// <summary>How far an upload is.</summary>
/// <param name="Offset">Bytes that have arrived.</param>
/// <param name="Bytes">Size of the whole file.</param>
public sealed record UploadPlace(Guid Id, string FileName, long Offset, long Bytes);
