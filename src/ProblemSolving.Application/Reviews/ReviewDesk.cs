using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Reviews;

/// <summary>Who may answer at the gates, and for whom; read anew on each call, so that a role or a membership taken away counts at once.</summary>
public sealed class ReviewDesk(TimeProvider time)
{
    /// <summary>Members who may decide: reviewers with the system role Manager and an account that is not disabled.</summary>
    public static IQueryable<ProjectMember> Reviewers(AppDbContext db)
    {
        ArgumentNullException.ThrowIfNull(db);
        return from member in db.Members
               join user in db.Users on member.UserId equals user.Id
               join link in db.UserRoles on user.Id equals link.UserId
               join role in db.Roles on link.RoleId equals role.Id
               where member.Role == ProjectRole.Reviewer && !user.IsDisabled && role.Name == nameof(SystemRole.Manager)
               select member;
    }

    /// <summary>In each project, the people this actor can answer for now: themself first, then reviewers who are away and named them.</summary>
    public async Task<ILookup<Guid, Guid>> HoldersAsync(AppDbContext db, Actor actor, Guid? projectId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (!await IsManagerAsync(db, actor.UserId, cancellationToken))
            return Array.Empty<(Guid Project, Guid Holder)>().ToLookup(h => h.Project, h => h.Holder);
        var away = await db.Delegations.AsNoTracking().Where(d => d.DelegateId == actor.UserId).ToDictionaryAsync(d => d.UserId, cancellationToken);
        List<Guid> people = [actor.UserId, .. away.Keys];
        var seats = await (from member in Reviewers(db)
                           where people.Contains(member.UserId) && (projectId == null || member.ProjectId == projectId)
                           join project in db.Projects on member.ProjectId equals project.Id
                           select new { member.ProjectId, member.UserId, project.TimeZoneId }).ToListAsync(cancellationToken);
        return seats
            .Where(s => s.UserId == actor.UserId || away[s.UserId].IsActiveOn(ProjectClock.Today(s.TimeZoneId, time)))
            .OrderByDescending(s => s.UserId == actor.UserId)
            .ToLookup(s => s.ProjectId, s => s.UserId);
    }

    /// <summary>Whose turn this actor can take, or null. One who wrote on the sheets takes none.</summary>
    public static Guid? TurnOf(GateReview review, Actor actor, IEnumerable<Guid> holders)
    {
        ArgumentNullException.ThrowIfNull(review);
        return review.IsAuthor(actor.UserId) ? null : holders.Where(review.IsTurnOf).Select(h => (Guid?)h).FirstOrDefault();
    }

    private static Task<bool> IsManagerAsync(AppDbContext db, Guid userId, CancellationToken cancellationToken) =>
        (from user in db.Users
         join link in db.UserRoles on user.Id equals link.UserId
         join role in db.Roles on link.RoleId equals role.Id
         where user.Id == userId && !user.IsDisabled && role.Name == nameof(SystemRole.Manager)
         select user).AnyAsync(cancellationToken);
}
