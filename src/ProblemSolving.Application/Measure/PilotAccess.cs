using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain.Audit;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Measure;

/// <summary>What the pilot services share: find a round for somebody, and note what was done to it.</summary>
public sealed class PilotAccess(AccessGuard access, TimeProvider time)
{
    private const string Subject = "Pilot";

    public DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <exception cref="AccessDeniedException">The actor may not, or there is no such pilot.</exception>
    public async Task<Pilot> FindAsync(AppDbContext db, Actor actor, Permission permission, Guid pilotId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var pilot = await db.Pilots.SingleOrDefaultAsync(p => p.Id == pilotId, cancellationToken);
        await access.DemandAsync(actor, permission, pilot?.ProjectId ?? Guid.Empty, cancellationToken);
        return pilot ?? throw new AccessDeniedException(permission);
    }

    /// <summary>The same for a change: the step must be open as well.</summary>
    public async Task<Pilot> FindToChangeAsync(AppDbContext db, Actor actor, Guid pilotId, CancellationToken cancellationToken)
    {
        var pilot = await FindAsync(db, actor, Permission.EditProject, pilotId, cancellationToken);
        await DemandOpenAsync(db, pilot, cancellationToken);
        return pilot;
    }

    /// <exception cref="DomainRuleException">The step is shut.</exception>
    public Task DemandOpenAsync(AppDbContext db, Pilot pilot, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        return StepGuard.DemandOpenAsync(db, pilot.ProjectId, ProblemStep.Measure, time, cancellationToken);
    }

    public async Task DemandToAddAsync(AppDbContext db, Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        await StepGuard.DemandOpenAsync(db, projectId, ProblemStep.Measure, time, cancellationToken);
    }

    public AuditEntry Trail(Actor actor, Pilot pilot, string field, string? old, string? now)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        return AuditTrail.Row(time, actor, pilot.ProjectId, ProblemStep.Measure, Subject, pilot.Id, field, old, now);
    }
}
