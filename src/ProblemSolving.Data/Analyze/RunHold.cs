using Microsoft.EntityFrameworkCore;
using ProblemSolving.Data.Postgres;

namespace ProblemSolving.Data.Analyze;

/// <summary>
/// Whoever makes something rest on a run, and whoever removes it, take turns: what they look at after taking hold stays so until
/// their transaction ends. A gate packet names every run of its project and holds none of them: a question that is put and a
/// removal both change <c>Project.Version</c>, so the later one fails and looks again.
/// </summary>
public static class RunHold
{
    /// <summary>Takes hold of a run until the transaction of <paramref name="db"/> ends.</summary>
    /// <returns>False when the run is gone.</returns>
    /// <exception cref="InvalidOperationException">No transaction is open: the hold would end at once.</exception>
    public static async Task<bool> TakeAsync(AppDbContext db, Guid runId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("A run is held for the length of a transaction, and none is open.");
        // SQLite lets one transaction in at a time. On PostgreSQL the row itself is not locked: a note written to the run has
        // taken its turn in the trail before it asks for the row, a hold asks the other way round, and both would wait for ever.
        if (db is PostgresAppDbContext)
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({runId.ToString("D")}, 0))", cancellationToken);
        return await db.Runs.AnyAsync(r => r.Id == runId, cancellationToken);
    }
}
