using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using ProblemSolving.Data.Postgres;
using ProblemSolving.Domain.Audit;

namespace ProblemSolving.Data.Audit;

/// <summary>
/// Seals new rows of the trail in the same transaction that writes them. Writers take turns at the end of the chain: SQLite has
/// one writer anyway, PostgreSQL is given a lock that lasts as long as the transaction.
/// </summary>
internal sealed class AuditSealer : SaveChangesInterceptor
{
    public static readonly AuditSealer Instance = new();

    private const string TakeTurn = "SELECT pg_advisory_xact_lock(7061756469740001)";

    // The transactions opened here; one that the caller opened stays the caller's.
    private readonly ConditionalWeakTable<DbContext, IDbContextTransaction> _own = [];

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not { } db || NewRows(db) is not { Count: > 0 } rows)
            return result;
        if (db.Database.CurrentTransaction is null)
            _own.AddOrUpdate(db, await db.Database.BeginTransactionAsync(cancellationToken));
        try
        {
            if (db is PostgresAppDbContext)
                await db.Database.ExecuteSqlRawAsync(TakeTurn, cancellationToken);
            Seal(rows, await End(db).FirstOrDefaultAsync(cancellationToken));
        }
        catch
        {
            await ReleaseAsync(db);
            throw;
        }

        return result;
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        if (eventData.Context is not { } db || NewRows(db) is not { Count: > 0 } rows)
            return result;
        if (db.Database.CurrentTransaction is null)
            _own.AddOrUpdate(db, db.Database.BeginTransaction());
        try
        {
            if (db is PostgresAppDbContext)
                db.Database.ExecuteSqlRaw(TakeTurn);
            Seal(rows, End(db).FirstOrDefault());
        }
        catch
        {
            Release(db);
            throw;
        }

        return result;
    }

    public override async ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db && _own.TryGetValue(db, out var transaction))
        {
            await transaction.CommitAsync(cancellationToken);
            await ReleaseAsync(db);
        }

        return result;
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        if (eventData.Context is { } db && _own.TryGetValue(db, out var transaction))
        {
            transaction.Commit();
            Release(db);
        }

        return result;
    }

    // A save that met a newer version is not told of as failed.
    public override async ValueTask<InterceptionResult> ThrowingConcurrencyExceptionAsync(ConcurrencyExceptionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        await ReleaseAsync(eventData.Context);
        return result;
    }

    public override InterceptionResult ThrowingConcurrencyException(ConcurrencyExceptionEventData eventData, InterceptionResult result)
    {
        Release(eventData.Context);
        return result;
    }

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default) => ReleaseAsync(eventData.Context);

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Release(eventData.Context);

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default) => ReleaseAsync(eventData.Context);

    public override void SaveChangesCanceled(DbContextEventData eventData) => Release(eventData.Context);

    // Rows are only ever added; a change or removal through the program is a mistake in the program.
    private static List<AuditEntry> NewRows(DbContext db)
    {
        var rows = db.ChangeTracker.Entries<AuditEntry>().Where(e => e.State != EntityState.Unchanged && e.State != EntityState.Detached).ToList();
        if (rows.Any(e => e.State != EntityState.Added))
            throw new InvalidOperationException("Rows of the trail are never changed or removed.");
        return [.. rows.Select(e => e.Entity)];
    }

    private static IQueryable<AuditEnd> End(DbContext db) =>
        db.Set<AuditEntry>().Where(a => a.Sequence != null).OrderByDescending(a => a.Sequence).Select(a => new AuditEnd(a.Sequence!.Value, a.Hash!));

    private static void Seal(List<AuditEntry> rows, AuditEnd? end)
    {
        var (sequence, hash) = end is null ? (0, AuditChain.Start) : (end.Sequence, end.Hash);
        foreach (var row in rows)
        {
            row.Seal(++sequence, hash);
            hash = row.Hash!;
        }
    }

    private async Task ReleaseAsync(DbContext? db)
    {
        if (db is null || !_own.TryGetValue(db, out var transaction))
            return;
        _own.Remove(db);
        await transaction.DisposeAsync();
    }

    private void Release(DbContext? db)
    {
        if (db is null || !_own.TryGetValue(db, out var transaction))
            return;
        _own.Remove(db);
        transaction.Dispose();
    }

    private sealed record AuditEnd(long Sequence, string Hash);
}
