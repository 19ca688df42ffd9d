using Microsoft.EntityFrameworkCore;
using ProblemSolving.Data;

namespace ProblemSolving.Application.Health;

/// <summary>Asks the database a real question; a file that opens but cannot be read counts as not ready.</summary>
public sealed class DatabaseProbe(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            if (!await db.Database.CanConnectAsync(cancellationToken))
                return false;
            await db.Users.Select(user => user.Id).FirstOrDefaultAsync(cancellationToken);
            return true;
        }
        catch (Exception problem) when (problem is System.Data.Common.DbException or InvalidOperationException)
        {
            return false;
        }
    }
}
