using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ProblemSolving.Analysis;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Application.Datasets;

/// <summary>Turns an accepted upload into a typed table.</summary>
internal sealed partial class ImportWork(
    IDbContextFactory<AppDbContext> contexts, DataDirectory data, AnalysisSettings settings, PseudonymKeys keys, PersonalOriginals originals, UploadDesk desk, NewVersions versions, PartialUploads partial, StorageDoor door, ProjectFeed feed, TimeProvider time, ILogger<ImportWork> logger) : IWork
{
    public async Task RunAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        var version = await db.DatasetVersions.SingleOrDefaultAsync(v => v.Id == id, CancellationToken.None);
        if (version is not { State: DatasetState.Importing })
            return;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var folder = data.DatasetVersion(id);
        Directory.CreateDirectory(folder);
        var scratch = data.ImportTemp(id);
        using var faults = new FaultLog(Path.Combine(folder, DatasetFiles.Faults));
        try
        {
            if (version.CancelRequested)
                throw new OperationCanceledException();
            var plan = ResultJson.Read<ImportPlan>(version.SpecJson);
            var parts = await PartsAsync(db, version, plan);
            var rows = await StoredAsync(db, version, plan.RowsOf);
            ImportedTable table;
            var room = new NewestRoom(() => RoomAsync(version.CreatedById, id), time);
            await room.AskAsync();
            await using (var progress = new ProgressWriter(
                async p =>
                {
                    if (await StoreAsync(id, p, version.ProjectId))
                        return true;   // whatever the look at the room finds
                    await room.AskAgainAsync();
                    return false;
                },
                stop,
                logger))
            {
                progress.Start();
                var watch = new RoomWatch(progress, desk, room, () => new ImportBytes(version.UploadBytes, versions.BytesOf(id), versions.ScratchOf(id)), version.FileName);
                var (own, target) = (settings with { TempDirectory = scratch }, Path.Combine(folder, DatasetFiles.Table));
                table = await Task.Run(
                    () => rows is null
                        ? TableImporter.Import(Path.Combine(folder, DatasetFiles.Original), version.FileName, plan, target, parts, own, faults, watch, stop.Token)
                        : TableImporter.Join(rows, parts.Attributes!, target, own, watch, stop.Token),
                    stop.Token);
                table = table with { Warnings = [.. plan.Notes, .. table.Warnings] };
                faults.Keep();
                if (plan.RowsOf is { } before)
                    TakeOver(Path.Combine(data.DatasetVersion(before), DatasetFiles.Faults), Path.Combine(folder, DatasetFiles.Faults));
                await KeepAsync(room, watch, Path.Combine(folder, DatasetFiles.Table), stop.Token);
            }

            version.State = DatasetState.Ready;
            version.ContentSha256 = table.ContentSha256;
            version.RowCount = table.Rows;
            version.FaultCount = table.FaultCount;
            version.FaultsJson = ResultJson.Write(table.Faults);
            version.TableJson = ResultJson.Write(table);
            version.ReadyAtUtc = time.GetUtcNow().UtcDateTime;
            version.Progress = 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested || version.CancelRequested)
        {
            // The program stopping is not the user's wish: the queue starts the import again.
            if (cancellationToken.IsCancellationRequested && !await IsCancelWantedAsync(id))
                throw;
            version.State = DatasetState.Uploaded;
            version.CancelRequested = false;
            version.Progress = 0;
        }
        catch (DomainRuleException rule)
        {
            faults.Keep();
            Fail(version, rule.Code, rule.Arguments);
            (version.FaultCount, version.FaultsJson) = (faults.Count, ResultJson.Write(faults.First));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.ImportFailed(logger, exception, id);
            Fail(version, "work.unexpected", []);
        }

        LeftBehind.Delete(scratch, logger);
        if (version.State != DatasetState.Ready)
            File.Delete(Path.Combine(folder, DatasetFiles.Table));
        version.StageKey = "";
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
            await originals.SweepAsync(CancellationToken.None);
        }
        catch (DbUpdateConcurrencyException)
        {
            Log.EndedElsewhere(logger, id);   // another machine ended it or the version is gone; its word stands
        }

        feed.Publish(new ProjectChange(version.ProjectId, Actor.System.UserId));
    }

    // those under way are counted first: one that is finished in between counts twice, never not at all
    private async Task<StorageRoom> RoomAsync(Guid ownerId, Guid id)
    {
        var reserved = partial.Reserved(ownerId);
        return desk.RoomOf(ownerId, reserved + await versions.StoredAsync(ownerId, id, CancellationToken.None));
    }

    // Another import may have ended since the last look. One after the other, and a refused table is gone before the next one looks:
    // of two that do not fit together one stays.
    private async Task KeepAsync(NewestRoom room, RoomWatch watch, string table, CancellationToken cancellationToken)
    {
        using var turn = await door.EnterAsync(cancellationToken);
        await room.AskAsync();
        try
        {
            watch.Look();
        }
        catch (DomainRuleException)
        {
            File.Delete(table);
            throw;
        }
    }

    private async Task<ImportParts> PartsAsync(AppDbContext db, DatasetVersion version, ImportPlan plan) => new(
        await StoredAsync(db, version, plan.AppendTo),
        await StoredAsync(db, version, plan.AttributesOf),
        plan.Columns.Any(c => c.Pseudonymised) ? keys.For(version.ProjectId) : null);

    private async Task<StoredTable?> StoredAsync(AppDbContext db, DatasetVersion version, Guid? id) =>
        id is { } wanted ? DatasetTables.Stored(data, await db.DatasetVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == wanted && v.ProjectId == version.ProjectId, CancellationToken.None) ?? throw new DomainRuleException("dataset.not-ready", version.FileName)) : null;

    // The same rows have the same places that did not fit.
    private static void TakeOver(string list, string target)
    {
        if (File.Exists(list))
            File.Copy(list, target, overwrite: true);
    }

    private async Task<bool> IsCancelWantedAsync(Guid id)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        return await db.DatasetVersions.Where(v => v.Id == id).Select(v => v.CancelRequested).SingleAsync(CancellationToken.None);
    }

    private static void Fail(DatasetVersion version, string code, IReadOnlyList<object> arguments)
    {
        version.State = DatasetState.Failed;
        version.ErrorCode = code;
        version.ErrorArgumentsJson = JsonSerializer.Serialize(arguments);
    }

    private async Task<bool> StoreAsync(Guid id, StageProgress progress, Guid projectId)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        await db.DatasetVersions.Where(v => v.Id == id).ExecuteUpdateAsync(s => s.SetProperty(v => v.StageKey, progress.Stage).SetProperty(v => v.Progress, progress.Fraction), CancellationToken.None);
        feed.Publish(new ProjectChange(projectId, Actor.System.UserId));
        return await db.DatasetVersions.Where(v => v.Id == id).Select(v => v.CancelRequested).SingleOrDefaultAsync(CancellationToken.None);
    }

    // The message of an engine can quote a cell, and a cell can be a customer: of a fault the log writes kind and place and no message.
    private static partial class Log
    {
        [LoggerMessage(EventId = 5001, Level = LogLevel.Error, Message = "Import of dataset version {VersionId} failed")]
        public static partial void ImportFailed(ILogger logger, Exception fault, Guid versionId);

        [LoggerMessage(EventId = 5009, Level = LogLevel.Warning, Message = "Import of dataset version {VersionId} had been ended by somebody else")]
        public static partial void EndedElsewhere(ILogger logger, Guid versionId);
    }
}
