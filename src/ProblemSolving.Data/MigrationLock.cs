using Microsoft.EntityFrameworkCore;

namespace ProblemSolving.Data;

/// <summary>
/// On SQLite EF Core keeps its lock for migrations in a row and waits for it without an end; a kill in the middle of a
/// migration leaves the row behind.
/// </summary>
public static class MigrationLock
{
    /// <summary>Removes what a kill left. Only for a process that has the data directory alone: a row it finds is nobody's.</summary>
    public static async Task DropStaleAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (db.Database.IsSqlite() && await db.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellationToken) > 0)
            await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", cancellationToken);
    }
}
