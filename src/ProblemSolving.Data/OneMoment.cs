using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ProblemSolving.Data;

/// <summary>
/// Several reads of one context that see the database as it was at the first of them, whatever is written meanwhile: what is put
/// together of them existed as a whole. Nothing may be saved before it ends.
/// </summary>
public static class OneMoment
{
    /// <summary>Begins it, unless the context is in a transaction already, whose moment then counts. Ends when it is disposed.</summary>
    public static async Task<IAsyncDisposable> BeginAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (db.Database.CurrentTransaction is not null)
            return Outer.Instance;
        if (!db.Database.IsSqlite())
            return await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        // The transaction that EF Core begins by itself would shut out every writer; a deferred one only reads.
        await db.Database.OpenConnectionAsync(cancellationToken);
        var transaction = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await db.Database.UseTransactionAsync(transaction, cancellationToken);
        return new Deferred(db, transaction);
    }

    private sealed class Deferred(AppDbContext db, SqliteTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await db.Database.UseTransactionAsync(null);
            await transaction.DisposeAsync();
            await db.Database.CloseConnectionAsync();
        }
    }

    private sealed class Outer : IAsyncDisposable
    {
        public static readonly Outer Instance = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
