using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Data;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Projects;

/// <summary>Re-checks on every command that the step it belongs to is open.</summary>
internal static class StepGuard
{
    /// <exception cref="DomainRuleException">The gate keeps the step shut.</exception>
    public static async Task DemandOpenAsync(AppDbContext db, Guid projectId, ProblemStep step, TimeProvider time, CancellationToken cancellationToken)
    {
        var project = await db.Projects.Where(p => p.Id == projectId).Select(p => new { p.Status, p.TimeZoneId }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new AccessDeniedException(Permission.ViewProject);
        var gate = await GateReader.InForceAsync(db, projectId, cancellationToken);
        StepAccess.DemandOpen(step, project.Status, gate, ProjectClock.Today(project.TimeZoneId, time));
    }
}
