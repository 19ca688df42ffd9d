using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Reviews;

/// <summary>Remarks of managers at the fields of the sheets.</summary>
[FeatureService]
public sealed class RemarkService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, ProjectFeed feed, TimeProvider time)
{
    private const int MostAttempts = 5;

    /// <summary>Keeps an answer while it is written. The trail gets it when the remark is closed.</summary>
    /// <exception cref="DomainRuleException">The project is closed, the remark is closed already, or the answer is too long.</exception>
    public async Task DraftAsync(Actor actor, Guid remarkId, string answer, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var remark = await FindAsync(db, actor, remarkId, cancellationToken);
        remark.Draft(answer);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainRuleException("remark.closed");   // somebody else closed it in the same moment
        }
    }

    /// <summary>Takes a remark off its field.</summary>
    /// <param name="answer">What was done about it; may be empty.</param>
    /// <exception cref="DomainRuleException">The project is closed, the remark is closed already, or the answer is too long.</exception>
    public async Task CloseAsync(Actor actor, Guid remarkId, string answer, CancellationToken cancellationToken)
    {
        // The draft of the same answer may be on its way: read again, it only fails when somebody else closed it.
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var remark = await FindAsync(db, actor, remarkId, cancellationToken);
            remark.Close(answer, actor.UserId, time.GetUtcNow().UtcDateTime);
            db.Audit.Add(AuditTrail.Row(time, actor, remark.ProjectId, WorksheetFields.StepOf(remark.Sheet, remark.Field), "Remark", remark.RowId, "Closed", remark.Text, remark.Answer));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                continue;
            }
            catch (DbUpdateConcurrencyException)
            {
                throw new DomainRuleException("remark.closed");   // others write on it faster than this one can: it is theirs now
            }

            feed.Publish(new ProjectChange(remark.ProjectId, actor.UserId));
            return;
        }
    }

    private async Task<FieldRemark> FindAsync(AppDbContext db, Actor actor, Guid remarkId, CancellationToken cancellationToken)
    {
        var remark = await db.FieldRemarks.SingleOrDefaultAsync(r => r.Id == remarkId, cancellationToken);
        await access.DemandAsync(actor, Permission.EditProject, remark?.ProjectId ?? Guid.Empty, cancellationToken);
        await StepGuard.DemandOpenAsync(db, remark!.ProjectId, WorksheetFields.StepOf(remark.Sheet, remark.Field), time, cancellationToken);
        return remark;
    }
}
