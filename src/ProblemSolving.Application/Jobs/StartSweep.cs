using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Data;

namespace ProblemSolving.Application.Jobs;

/// <summary>
/// What a stop in the middle left behind: scratch files are deleted, and work that the queue lost is queued again.
/// </summary>
internal sealed partial class StartSweep(DataDirectory data, IDbContextFactory<AppDbContext> contexts, LostWork lost, PartialUploads partial, PersonalOriginals originals, TimeProvider time, ILogger<StartSweep> logger) : BackgroundService
{
    private static readonly string[] Scratch = ["duck-*", "import-*", "list-*"];
    private static readonly string[] Kept = ["datasets", "runs", "pilots", "outbox"];
    private static readonly string[] Removable = ["datasets", "runs", "pilots"];
    private static readonly TimeSpan LongerThanAnyWork = TimeSpan.FromDays(1);

    // Before any work of this program starts.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var before = await LeftBeforeAsync(cancellationToken);
        Clean(Scratch.SelectMany(pattern => Directory.EnumerateFileSystemEntries(data.Temp, pattern)), before);
        Clean(Kept.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(data.Root, folder), ".*.tmp", SearchOption.AllDirectories)), before);
        await base.StartAsync(cancellationToken);
    }

    // What lies there belongs to nobody. On a shared database another program may be at work on it right now, so only what is old goes there.
    private async Task<DateTime> LeftBeforeAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal) ? DateTime.MaxValue : time.GetUtcNow().UtcDateTime - LongerThanAnyWork;
    }

    /// <summary>Deletes what work left in the scratch folders, and files still under their temporary name; what cannot be deleted is left alone.</summary>
    private void Clean(IEnumerable<string> entries, DateTime before)
    {
        foreach (var entry in entries.Where(e => File.GetLastWriteTimeUtc(e) <= before).ToList())
            Delete(entry);
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync("originals", () => originals.SweepAsync(stoppingToken));
        await TryAsync("parts", () =>
        {
            partial.Sweep();
            return Task.CompletedTask;
        });
        await TryAsync("folders", () => CleanUploadsAsync(stoppingToken));
        await TryAsync("queue", () => lost.QueueAllAsync(stoppingToken));
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
        [LoggerMessage(EventId = 5008, Level = LogLevel.Error, Message = "Step {Step} of what is done after a start failed")]
        public static partial void StepFailed(ILogger logger, Exception exception, string step);
    }
}
