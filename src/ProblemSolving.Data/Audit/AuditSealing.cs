using Microsoft.EntityFrameworkCore;
using ProblemSolving.Domain.Audit;

namespace ProblemSolving.Data.Audit;

/// <summary>Brings rows that were written before there was a chain into it.</summary>
public static class AuditSealing
{
    /// <summary>Does nothing once the chain has begun: a row without a hash is then a row put in past the program, and stays visible as that.</summary>
    public static async Task SealEarlierRowsAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.Audit.AnyAsync(a => a.Sequence != null, cancellationToken))
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (sequence, hash) = (0L, AuditChain.Start);
        var earlier = await db.Audit.AsNoTracking().OrderBy(a => a.Id).ToListAsync(cancellationToken);   // one connection cannot read and write at once
        foreach (var row in earlier)
        {
            row.Seal(++sequence, hash);
            hash = row.Hash!;
            await db.Audit.Where(a => a.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Sequence, row.Sequence).SetProperty(a => a.Hash, row.Hash), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
