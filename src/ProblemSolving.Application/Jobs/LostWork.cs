using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ProblemSolving.Data;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Application.Jobs;

/// <summary>
/// Work that its row calls unfinished and that the queue does not know is queued again: a program was stopped in the middle of
/// it, or the queue could not take it when its row was saved.
/// </summary>
internal sealed partial class LostWork(IDbContextFactory<AppDbContext> contexts, WorkQueue queue, ILogger<LostWork> logger)
{
    private HashSet<(WorkKind Kind, Guid Id)> _missing = [];

    /// <summary>Queues all there is, as a start does.</summary>
    /// <returns>How many pieces of work were queued again.</returns>
    public async Task<int> QueueAllAsync(CancellationToken cancellationToken)
    {
        var missing = await MissingAsync(cancellationToken);
        foreach (var (kind, id) in missing)
            await QueueAsync(kind, id, cancellationToken);
        return missing.Count;
    }

    /// <summary>Queues what was missing at the last look already: between a row and its place in the queue lies a moment. One look at a time.</summary>
    /// <returns>How many pieces of work were queued again.</returns>
    public async Task<int> QueueLastingAsync(CancellationToken cancellationToken)
    {
        var missing = await MissingAsync(cancellationToken);
        var lasting = missing.Where(_missing.Contains).ToList();
        _missing = missing;
        foreach (var (kind, id) in lasting)
            await QueueAsync(kind, id, cancellationToken);
        return lasting.Count;
    }

    private async Task QueueAsync(WorkKind kind, Guid id, CancellationToken cancellationToken)
    {
        await queue.EnqueueAsync(kind, id, cancellationToken);
        Log.QueuedAgain(logger, kind, id);
    }

    private async Task<HashSet<(WorkKind Kind, Guid Id)>> MissingAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var open = new List<(WorkKind Kind, Guid Id)>();
        open.AddRange((await db.DatasetVersions.Where(v => v.State == DatasetState.Importing).Select(v => v.Id).ToListAsync(cancellationToken)).Select(id => (WorkKind.Import, id)));
        open.AddRange((await db.Runs.Where(r => r.State == RunState.Queued || r.State == RunState.Running).Select(r => r.Id).ToListAsync(cancellationToken)).Select(id => (WorkKind.Analysis, id)));
        open.AddRange((await db.Pilots.Where(p => p.State == PilotState.Drawing).Select(p => p.Id).ToListAsync(cancellationToken)).Select(id => (WorkKind.PilotList, id)));
        open.AddRange((await db.OperateRuns.Where(r => r.State == RunState.Queued || r.State == RunState.Running).Select(r => r.Id).ToListAsync(cancellationToken)).Select(id => (WorkKind.OperateRun, id)));
        var missing = new HashSet<(WorkKind Kind, Guid Id)>();
        foreach (var (kind, id) in open)
        {
            if (!await queue.KnowsAsync(kind, id, cancellationToken))
                missing.Add((kind, id));
        }

        return missing;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5007, Level = LogLevel.Information, Message = "{Kind} {Id} was unfinished and is queued again")]
        public static partial void QueuedAgain(ILogger logger, WorkKind kind, Guid id);
    }
}
