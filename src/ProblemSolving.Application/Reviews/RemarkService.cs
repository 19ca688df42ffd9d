using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Reviews;

/// <summary>Remarks of managers at the fields of the sheets.</summary>
[FeatureService]
public sealed class RemarkService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, ProjectFeed feed, TimeProvider time)
{
    /// <summary>Takes a remark off its field.</summary>
    /// <param name="answer">What was done about it; may be empty.</param>
    /// <exception cref="DomainRuleException">It is closed already, or the answer is too long.</exception>
    public async Task CloseAsync(Actor actor, Guid remarkId, string answer, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var remark = await db.FieldRemarks.SingleOrDefaultAsync(r => r.Id == remarkId, cancellationToken);
        await access.DemandAsync(actor, Permission.EditProject, remark?.ProjectId ?? Guid.Empty, cancellationToken);
        remark!.Close(answer, actor.UserId, time.GetUtcNow().UtcDateTime);
        db.Audit.Add(AuditTrail.Row(time, actor, remark.ProjectId, WorksheetFields.StepOf(remark.Sheet, remark.Field), "Remark", remark.RowId, "Closed", remark.Text, remark.Answer));
        await db.SaveChangesAsync(cancellationToken);
        feed.Publish(new ProjectChange(remark.ProjectId, actor.UserId));
    }
}
