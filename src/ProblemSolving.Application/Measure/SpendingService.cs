using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Measure;

/// <summary>The ledger of money spent. Spending beyond the cap is recorded, since it happened; it then stops new pilots and schedules.</summary>
[FeatureService]
public sealed class SpendingService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, ProjectFeed feed, TimeProvider time)
{
    private const int MostRows = 1000;

    /// <exception cref="DomainRuleException">The project is closed, no text, no amount, a day to come, a pilot of another project, or a refund that does not fit what was spent.</exception>
    public async Task<Guid> AddAsync(Actor actor, Guid projectId, SpendingInput input, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        ArgumentNullException.ThrowIfNull(input);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (input.PilotId is { } pilot && !await db.Pilots.AnyAsync(p => p.Id == pilot && p.ProjectId == projectId, cancellationToken))
            throw new DomainRuleException("row.gone");
        // Read before the ledger: two refunds of one entry at the same moment both touch the project, so the second is told.
        var project = await OpenProjectAsync(db, projectId, cancellationToken);
        var ledger = await db.Spendings.AsNoTracking().Where(s => s.ProjectId == projectId).ToListAsync(cancellationToken);
        if (ledger.Count(s => s.OperateRunId is null) >= MostRows)
            throw new DomainRuleException("row.too-many", MostRows);
        var spending = new Spending
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ProjectId = projectId,
            // Money that came back belongs to the round it was spent on.
            PilotId = ledger.FirstOrDefault(s => s.Id == input.RefundOfId)?.PilotId ?? input.PilotId,
            RefundOfId = input.RefundOfId,
            Day = input.Day,
            What = input.What.Trim(),
            Amount = input.Amount,
            AuthorId = actor.UserId,
            CreatedAtUtc = time.GetUtcNow().UtcDateTime,
        };
        spending.Check(ProjectClock.Today(project.TimeZoneId, time));
        spending.CheckRefund(ledger);
        db.Spendings.Add(spending);
        db.Audit.Add(Trail(actor, spending, null, Words(spending)));
        project.Version++;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainRuleException("spending.meanwhile");
        }

        feed.Publish(new ProjectChange(projectId, actor.UserId));
        return spending.Id;
    }

    /// <exception cref="DomainRuleException">The project is closed, the row is gone, was booked by a delivery, or money came back from it.</exception>
    public async Task RemoveAsync(Actor actor, Guid spendingId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var spending = await db.Spendings.SingleOrDefaultAsync(s => s.Id == spendingId, cancellationToken);
        var projectId = spending?.ProjectId ?? Guid.Empty;
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        // Read before the refunds and changed with the entry: a refund recorded at the same moment is noticed.
        var project = await OpenProjectAsync(db, projectId, cancellationToken);
        if (spending!.OperateRunId is not null)
            throw new DomainRuleException("spending.booked");
        if (await db.Spendings.AnyAsync(s => s.RefundOfId == spendingId, cancellationToken))
            throw new DomainRuleException("spending.has-refund");
        db.Spendings.Remove(spending);
        db.Audit.Add(Trail(actor, spending, Words(spending), null));
        project.Version++;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainRuleException(await db.Spendings.AsNoTracking().AnyAsync(s => s.Id == spendingId, cancellationToken) ? "spending.meanwhile" : "row.gone");
        }

        feed.Publish(new ProjectChange(projectId, actor.UserId));
    }

    // Money is recorded because it was spent, so no gate keeps it out: not after the last day of a Go, not while a question is open.
    private static async Task<Project> OpenProjectAsync(AppDbContext db, Guid projectId, CancellationToken cancellationToken)
    {
        var project = await db.Projects.SingleAsync(p => p.Id == projectId, cancellationToken);
        return project.Status == ProjectStatus.Closed ? throw new DomainRuleException("step.shut.closed") : project;
    }

    private static string Words(Spending spending) => AuditWords.Write(spending.IsRefund ? "history.spending.refund" : "history.spending", spending.Day, spending.What, spending.Amount);

    private Domain.Audit.AuditEntry Trail(Actor actor, Spending spending, string? old, string? now) =>
        AuditTrail.Row(time, actor, spending.ProjectId, ProblemStep.Measure, "Spending", spending.Id, "Entry", old, now);
}

/// <summary>A row of the ledger as it is typed.</summary>
/// <param name="Amount">Negative for money that came back.</param>
/// <param name="PilotId">The round it was spent on, or null; a refund takes that of its entry.</param>
/// <param name="RefundOfId">The entry the money came back from; only with a negative amount.</param>
public sealed record SpendingInput(DateOnly Day, string What, decimal Amount, Guid? PilotId, Guid? RefundOfId = null);
