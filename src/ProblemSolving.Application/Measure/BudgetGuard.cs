using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Application.Measure;

/// <summary>Reads what the money cap of a conditional Go leaves. Asks no permission: services that did so call it.</summary>
internal static class BudgetGuard
{
    public static async Task<MoneyBudget> ReadAsync(AppDbContext db, Guid projectId, CancellationToken cancellationToken)
    {
        var gate = await GateReader.InForceAsync(db, projectId, cancellationToken);
        var pilots = await db.Pilots.AsNoTracking().Where(p => p.ProjectId == projectId).ToListAsync(cancellationToken);
        var spendings = await db.Spendings.AsNoTracking().Where(s => s.ProjectId == projectId).ToListAsync(cancellationToken);
        return MoneyBudget.Of(gate, pilots, spendings);
    }
}
