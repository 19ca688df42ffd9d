using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Measure;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Operate;

/// <summary>Books what a delivery costs against the money cap, before its list appears. Started by deliveries; asks no permission.</summary>
internal sealed class DeliveryBooking(IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    private const int MostAttempts = 10;

    /// <returns>What was booked; null when the schedule names no cost.</returns>
    /// <exception cref="DomainRuleException">It would pass the cap; nothing is booked.</exception>
    public async Task<decimal?> BookAsync(OperateRun run, OperateSchedule schedule, int contacts, DateOnly today, CancellationToken cancellationToken)
    {
        if (schedule.CostOf(contacts) is not { } cost || cost == 0)
            return schedule.CostPerContact is null ? null : 0;
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            // Read before the ledger: whoever binds money in between changes it, and this booking looks again.
            var project = await db.Projects.SingleAsync(p => p.Id == run.ProjectId, cancellationToken);
            (await BudgetGuard.ReadAsync(db, run.ProjectId, cancellationToken)).DemandDelivery(cost);
            var spending = new Spending
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                ProjectId = run.ProjectId,
                OperateRunId = run.Id,
                Day = today,
                What = schedule.Name,
                Amount = cost,
                AuthorId = Actor.System.UserId,
                CreatedAtUtc = time.GetUtcNow().UtcDateTime,
            };
            db.Spendings.Add(spending);
            db.Audit.Add(AuditTrail.Row(time, Actor.System, run.ProjectId, ProblemStep.Operate, "Spending", spending.Id, "Entry", null, Words(spending)));
            project.Version++;
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return cost;
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                // money was bound in between
            }
        }
    }

    /// <summary>Takes the booking of a delivery back that did not happen.</summary>
    public async Task TakeBackAsync(OperateRun run, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Spendings.SingleOrDefaultAsync(s => s.OperateRunId == run.Id, cancellationToken) is not { } booked)
            return;
        db.Spendings.Remove(booked);
        db.Audit.Add(AuditTrail.Row(time, Actor.System, run.ProjectId, ProblemStep.Operate, "Spending", booked.Id, "Entry", Words(booked), null));
        await db.SaveChangesAsync(cancellationToken);
        run.Cost = null;
    }

    private static string Words(Spending spending) => AuditWords.Write("history.spending", spending.Day, spending.What, spending.Amount);
}
