using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Data;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Audit;

/// <summary>Who changed what, newest first.</summary>
[FeatureService]
public sealed class HistoryService(IDbContextFactory<AppDbContext> contexts, AccessGuard access)
{
    public const int Most = 500;

    /// <param name="step">One step, or null for the whole project.</param>
    /// <param name="take">At most <see cref="Most"/>; what was typed in one go is one row.</param>
    public async Task<HistoryPage> ListAsync(Actor actor, Guid projectId, ProblemStep? step, int take, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = from entry in db.Audit.AsNoTracking()
                   where entry.ProjectId == projectId && (step == null || entry.Step == step)
                   join user in db.Users on entry.UserId equals user.Id into users
                   from user in users.DefaultIfEmpty()
                   orderby entry.Id descending
                   select new HistoryRow(entry.Id, entry.Step, entry.Subject, entry.RowId, entry.Field, entry.OldValue, entry.NewValue, entry.UserId, user == null ? "" : user.DisplayName, entry.AtUtc);
        var wanted = Math.Clamp(take, 1, Most);
        // A row is whole only when the one before it has been seen: a long text was saved many times while it was typed.
        for (var look = 2 * wanted; ; look *= 4)
        {
            var read = await rows.Take(look).ToListAsync(cancellationToken);
            var shown = Together(read).FindAll(r => !IsNothing(r));
            if (shown.Count > wanted || read.Count < look)
                return new HistoryPage([.. shown.Take(wanted)], shown.Count > wanted);
        }
    }

    /// <summary>What happened to accounts, for administrators, newest first.</summary>
    /// <param name="take">At most <see cref="Most"/>.</param>
    public async Task<IReadOnlyList<AccountHistoryRow>> ListAccountsAsync(Actor actor, int take, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.Administer, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var entries = await db.Audit.AsNoTracking()
            .Where(e => e.ProjectId == null && e.Subject == AccountTrail.Subject)
            .OrderByDescending(e => e.Id)
            .Take(Math.Clamp(take, 1, Most))
            .ToListAsync(cancellationToken);
        var names = await db.Users.ToDictionaryAsync(u => u.Id, u => u.UserName ?? "", cancellationToken);
        return
        [
            .. entries.Select(e => new AccountHistoryRow(
                e.Id, e.RowId!.Value, names.GetValueOrDefault(e.RowId.Value, ""), Enum.Parse<AccountChange>(e.Field), e.OldValue, e.NewValue,
                e.UserId, names.GetValueOrDefault(e.UserId, ""), e.AtUtc)),
        ];
    }

    // Somebody who pauses while typing saves several times; the panel shows one change from the first text to the last.
    private static List<HistoryRow> Together(List<HistoryRow> rows)
    {
        var shown = new List<HistoryRow>();
        var before = default(DateTime);   // of the row looked at last
        foreach (var row in rows)
        {
            if (shown.Count > 0 && shown[^1] is { } newer && newer.UserId == row.UserId && newer.Subject == row.Subject && newer.RowId == row.RowId
                && newer.Field == row.Field && newer.OldValue == row.NewValue && newer.AtUtc - row.AtUtc < TimeSpan.FromMinutes(5))
                shown[^1] = newer with { OldValue = row.OldValue };
            else if (shown.Count > 0 && IsSameScoring(shown[^1], row, before))
                shown[^1] = shown[^1] with { RowId = shown[^1].RowId == row.RowId ? row.RowId : null, Times = shown[^1].Times + 1 };
            else
                shown.Add(row);
            before = row.AtUtc;
        }

        return shown;
    }

    // Three options on three criteria are nine clicks of one person and one thing to read.
    private static bool IsSameScoring(HistoryRow newer, HistoryRow row, DateTime before) =>
        row is { Subject: "TeamScore", Field: "Scored" } && newer.Subject == row.Subject && newer.Field == row.Field && newer.UserId == row.UserId && newer.NewValue == row.NewValue && before - row.AtUtc < TimeSpan.FromMinutes(5);

    // A value that was changed and changed back in one go, or saved as it was.
    private static bool IsNothing(HistoryRow row) => row.Field != "Row" && row.OldValue is not null && row.OldValue == row.NewValue && Enum.TryParse<SheetKind>(row.Subject, out _);
}

/// <summary>The newest changes.</summary>
/// <param name="HasMore">True when older ones were left out.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryRow> Rows, bool HasMore);

/// <summary>A change with its author's name; the program itself has none.</summary>
public sealed record HistoryRow(long Id, ProblemStep? Step, string Subject, Guid? RowId, string Field, string? OldValue, string? NewValue, Guid UserId, string UserName, DateTime AtUtc)
{
    /// <summary>Done by the program: what a delivery costs, for example, is booked when its slot comes.</summary>
    public bool IsByProgram => UserId == Actor.System.UserId;

    /// <summary>How many like it were made in one go.</summary>
    public int Times { get; init; } = 1;
}

/// <summary>A change of an account. The program itself, at the console, has the id of <see cref="Actor.System"/> and no name.</summary>
public sealed record AccountHistoryRow(
    long Id, Guid AccountId, string AccountName, AccountChange Change, string? OldValue, string? NewValue, Guid UserId, string UserName, DateTime AtUtc)
{
    public bool IsByConsole => UserId == Actor.System.UserId;
}
