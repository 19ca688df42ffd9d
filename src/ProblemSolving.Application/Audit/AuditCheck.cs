using Microsoft.EntityFrameworkCore;
using ProblemSolving.Data;
using ProblemSolving.Domain.Audit;

namespace ProblemSolving.Application.Audit;

/// <summary>Reads the whole trail and says whether it is as it was written. For the command line; asks no permission.</summary>
public sealed class AuditCheck(IDbContextFactory<AppDbContext> contexts)
{
    private const int Page = 5_000;

    /// <param name="noted">A hash noted earlier, or null.</param>
    public async Task<AuditCheckResult> RunAsync(string? noted, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var check = new AuditVerification();
        var met = noted is null;
        var after = long.MinValue;
        var more = true;
        while (more && check.Break is null)
        {
            var rows = await db.Audit.AsNoTracking().Where(a => a.Sequence > after).OrderBy(a => a.Sequence).Take(Page).ToListAsync(cancellationToken);
            foreach (var row in rows.TakeWhile(check.Next))
                met |= string.Equals(row.Hash, noted, StringComparison.OrdinalIgnoreCase);
            more = rows.Count == Page;
            after = rows.LastOrDefault()?.Sequence ?? after;
        }

        var loose = check.Break is null ? await db.Audit.AsNoTracking().Where(a => a.Sequence == null).OrderBy(a => a.Id).FirstOrDefaultAsync(cancellationToken) : null;
        if (loose is not null)
            check.Next(loose);
        return new AuditCheckResult(check.Rows, check.Head, check.Break, met);
    }
}

/// <summary>What was found.</summary>
/// <param name="Rows">Rows that fit.</param>
/// <param name="Head">Hash of the last of them.</param>
/// <param name="Break">The first row that does not fit, or null.</param>
/// <param name="NotedFound">False when a hash that was noted earlier is not in the chain: rows were cut off after it was noted.</param>
public sealed record AuditCheckResult(long Rows, string Head, AuditBreak? Break, bool NotedFound)
{
    public bool IsIntact => Break is null && NotedFound;
}
