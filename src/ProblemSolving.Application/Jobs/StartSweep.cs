using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Data;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Application.Jobs;

/// <summary>
/// What a stop in the middle left behind: scratch files are deleted, and work that its row calls unfinished but that
/// the queue does not know is queued again.
/// </summary>
internal sealed partial class StartSweep(DataDirectory data, IDbContextFactory<AppDbContext> contexts, WorkQueue queue, PartialUploads partial, PersonalOriginals originals, TimeProvider time, ILogger<StartSweep> logger) : BackgroundService
{
    private static readonly string[] Scratch = ["duck-*", "import-*", "list-*"];
    private static readonly string[] Kept = ["datasets", "runs", "pilots", "outbox"];
    private static readonly string[] Removable = ["datasets", "runs", "pilots"];
    private static readonly TimeSpan LongerThanAnyWork = TimeSpan.FromDays(1);

    // Before any work starts: whatever lies there now belongs to nobody.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        CleanTemp();
        await CleanPartsAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Deletes what earlier work left in the scratch folder; a file that cannot be deleted is left alone.</summary>
    public void CleanTemp()
    {
        foreach (var entry in Scratch.SelectMany(pattern => Directory.EnumerateFileSystemEntries(data.Temp, pattern)).ToList())
            Delete(entry);
    }

    /// <summary>
    /// Deletes files that were still under their temporary name when the program stopped. On a shared database another
    /// machine may be writing one right now, so only old ones go there.
    /// </summary>
    public async Task CleanPartsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var before = time.GetUtcNow().UtcDateTime - (db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal) ? TimeSpan.Zero : LongerThanAnyWork);
        foreach (var part in Kept.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(data.Root, folder), ".*.tmp", SearchOption.AllDirectories)).ToList())
        {
            if (File.GetLastWriteTimeUtc(part) <= before)
                Delete(part);
        }
    }

    private void Delete(string entry) => LeftBehind.Delete(entry, logger);

    /// <summary>Deletes folders of uploads that were cut off by a stop, and of removed versions, runs and rounds: older than a day and without a row.</summary>
    public async Task CleanUploadsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var known = (await db.DatasetVersions.Select(v => v.Id).ToListAsync(cancellationToken)).Select(data.DatasetVersion).ToHashSet(StringComparer.Ordinal);
        known.UnionWith((await db.Runs.Select(r => r.Id).ToListAsync(cancellationToken)).Select(data.Run));
        known.UnionWith((await db.Pilots.Select(p => p.Id).ToListAsync(cancellationToken)).Select(data.Pilot));
        foreach (var folder in Removable.SelectMany(f => new DirectoryInfo(Path.Combine(data.Root, f)).EnumerateDirectories()).Where(d => !known.Contains(d.FullName) && time.GetUtcNow().UtcDateTime - d.CreationTimeUtc > LongerThanAnyWork))
            Delete(folder.FullName);
    }

    /// <returns>How many pieces of work were queued again.</returns>
    public async Task<int> QueueLostAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var open = new List<(WorkKind Kind, Guid Id)>();
        open.AddRange((await db.DatasetVersions.Where(v => v.State == DatasetState.Importing).Select(v => v.Id).ToListAsync(cancellationToken)).Select(id => (WorkKind.Import, id)));
        open.AddRange((await db.Runs.Where(r => r.State == RunState.Queued || r.State == RunState.Running).Select(r => r.Id).ToListAsync(cancellationToken)).Select(id => (WorkKind.Analysis, id)));
        open.AddRange((await db.Pilots.Where(p => p.State == PilotState.Drawing).Select(p => p.Id).ToListAsync(cancellationToken)).Select(id => (WorkKind.PilotList, id)));
        open.AddRange((await db.OperateRuns.Where(r => r.State == RunState.Queued || r.State == RunState.Running).Select(r => r.Id).ToListAsync(cancellationToken)).Select(id => (WorkKind.OperateRun, id)));
        var count = 0;
        foreach (var (kind, id) in open)
        {
            if (await queue.KnowsAsync(kind, id, cancellationToken))
                continue;
            await queue.EnqueueAsync(kind, id, cancellationToken);
            Log.QueuedAgain(logger, kind, id);
            count++;
        }

        return count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync("originals", () => originals.SweepAsync(stoppingToken));
        await TryAsync("parts", () =>
        {
            partial.Sweep();
            return Task.CompletedTask;
        });
        await TryAsync("folders", () => CleanUploadsAsync(stoppingToken));
        await TryAsync("queue", () => QueueLostAsync(stoppingToken));
    }

    // What one cannot do does not keep the others from theirs: lost work is queued although a folder cannot be deleted.
    private async Task TryAsync(string step, Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.StepFailed(logger, exception, step);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5007, Level = LogLevel.Information, Message = "{Kind} {Id} was unfinished and is queued again")]
        public static partial void QueuedAgain(ILogger logger, WorkKind kind, Guid id);

        [LoggerMessage(EventId = 5008, Level = LogLevel.Error, Message = "Step {Step} of what is done after a start failed")]
        public static partial void StepFailed(ILogger logger, Exception exception, string step);
    }
}
