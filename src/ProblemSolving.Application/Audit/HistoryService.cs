using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Data;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Audit;

/// <summary>Who changed what, newest first.</summary>
[FeatureService]
public sealed class HistoryService(IDbContextFactory<AppDbContext> contexts, AccessGuard access)
{
    /// <param name="step">One step, or null for the whole project.</param>
    /// <param name="take">At most 500.</param>
    public async Task<IReadOnlyList<HistoryRow>> ListAsync(Actor actor, Guid projectId, ProblemStep? step, int take, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = from entry in db.Audit.AsNoTracking()
                   where entry.ProjectId == projectId && (step == null || entry.Step == step)
                   join user in db.Users on entry.UserId equals user.Id into users
                   from user in users.DefaultIfEmpty()
                   orderby entry.Id descending
                   select new HistoryRow(entry.Id, entry.Step, entry.Subject, entry.RowId, entry.Field, entry.OldValue, entry.NewValue, entry.UserId, user == null ? "" : user.DisplayName, entry.AtUtc);
        return Together(await rows.Take(Math.Clamp(take, 1, 500)).ToListAsync(cancellationToken));
    }

    // Somebody who pauses while typing saves several times; the panel shows one change from the first text to the last.
    private static List<HistoryRow> Together(List<HistoryRow> rows)
    {
        var shown = new List<HistoryRow>();
        foreach (var row in rows)
        {
            if (shown.Count > 0 && shown[^1] is { } newer && newer.UserId == row.UserId && newer.Subject == row.Subject && newer.RowId == row.RowId
                && newer.Field == row.Field && newer.OldValue == row.NewValue && newer.AtUtc - row.AtUtc < TimeSpan.FromMinutes(5))
                shown[^1] = newer with { OldValue = row.OldValue };
            else
                shown.Add(row);
        }

        return shown;
    }
}

/// <summary>A change with its author's name.</summary>
public sealed record HistoryRow(long Id, ProblemStep? Step, string Subject, Guid? RowId, string Field, string? OldValue, string? NewValue, Guid UserId, string UserName, DateTime AtUtc);
