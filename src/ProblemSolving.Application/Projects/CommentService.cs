using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Projects;

/// <summary>Remarks on the steps of a project.</summary>
[FeatureService]
public sealed class CommentService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, ProjectFeed feed, TimeProvider time)
{
    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<CommentView>> ListAsync(Actor actor, Guid projectId, ProblemStep step, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await (from comment in db.Comments.AsNoTracking()
                      where comment.ProjectId == projectId && comment.Step == step
                      join user in db.Users on comment.AuthorId equals user.Id into users
                      from user in users.DefaultIfEmpty()
                      orderby comment.CreatedAtUtc, comment.Id
                      select new CommentView(comment.Id, comment.Text, comment.AuthorId, user == null ? "" : user.DisplayName, comment.CreatedAtUtc)).ToListAsync(cancellationToken);
    }

    /// <exception cref="DomainRuleException">Blank or longer than 4,000 characters.</exception>
    public async Task AddAsync(Actor actor, Guid projectId, ProblemStep step, string text, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.Comment, projectId, cancellationToken);
        if (string.IsNullOrWhiteSpace(text))
            throw new DomainRuleException("comment.blank");
        if (text.Length > 4000)
            throw new DomainRuleException("field.too-long", 4000, text.Length);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.Comments.Add(new StepComment
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ProjectId = projectId,
            Step = step,
            AuthorId = actor.UserId,
            Text = text.Trim(),
            CreatedAtUtc = time.GetUtcNow().UtcDateTime,
        });
        await db.SaveChangesAsync(cancellationToken);
        feed.Publish(new ProjectChange(projectId, actor.UserId));
    }

    /// <summary>Removes one's own remark.</summary>
    /// <exception cref="DomainRuleException">It is somebody else's.</exception>
    public async Task DeleteAsync(Actor actor, Guid projectId, Guid commentId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.Comment, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var comment = await db.Comments.SingleOrDefaultAsync(c => c.Id == commentId && c.ProjectId == projectId, cancellationToken);
        if (comment is null)
            return;
        if (comment.AuthorId != actor.UserId)
            throw new DomainRuleException("comment.not-yours");
        db.Comments.Remove(comment);
        await db.SaveChangesAsync(cancellationToken);
        feed.Publish(new ProjectChange(projectId, actor.UserId));
    }
}

/// <summary>A remark with its author's name.</summary>
public sealed record CommentView(Guid Id, string Text, Guid AuthorId, string AuthorName, DateTime CreatedAtUtc);
