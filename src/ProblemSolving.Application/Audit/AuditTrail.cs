using ProblemSolving.Application.Access;
using ProblemSolving.Domain.Audit;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Audit;

/// <summary>Makes the rows that services add to the trail.</summary>
internal static class AuditTrail
{
    /// <param name="step">Null for changes of the project as a whole.</param>
    /// <param name="rowId">The row within the subject, or null for a sheet of its own.</param>
    public static AuditEntry Row(TimeProvider time, Actor actor, Guid projectId, ProblemStep? step, string subject, Guid? rowId, string field, string? old, string? now) => new()
    {
        ProjectId = projectId,
        Step = step,
        Subject = subject,
        RowId = rowId,
        Field = field,
        OldValue = old,
        NewValue = now,
        UserId = actor.UserId,
        AtUtc = time.GetUtcNow().UtcDateTime,
    };
}
