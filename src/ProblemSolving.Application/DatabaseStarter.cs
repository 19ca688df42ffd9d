using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Data;
using ProblemSolving.Data.Audit;
using ProblemSolving.Domain.Accounts;

namespace ProblemSolving.Application;

/// <summary>Brings the database to the shape this version needs before the first request is answered.</summary>
public sealed class DatabaseStarter(IDbContextFactory<AppDbContext> contexts)
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            await MigrationLock.DropStaleAsync(db, cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
        }

        await AuditSealing.SealEarlierRowsAsync(db, cancellationToken);
        var known = await db.Roles.Select(r => r.Name).ToListAsync(cancellationToken);
        foreach (var role in Enum.GetNames<SystemRole>().Except(known, StringComparer.Ordinal))
            db.Roles.Add(new IdentityRole<Guid>(role!) { Id = Guid.CreateVersion7(), NormalizedName = role!.ToUpperInvariant(), ConcurrencyStamp = role });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>True when the database has the shape this version needs.</summary>
    public async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
    }

    /// <summary>Really asks the database; for the readiness check.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Roles.CountAsync(cancellationToken) >= Enum.GetNames<SystemRole>().Length;
    }
}
