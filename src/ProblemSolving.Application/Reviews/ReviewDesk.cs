using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Data.Accounts;
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

    /// <summary>Who answers today in the place of reviewers of a project who are away, by whom they stand in for.</summary>
    /// <param name="authors">Those who wrote on the sheets stand in for nobody.</param>
    public async Task<IReadOnlyDictionary<Guid, string>> StandInsAsync(AppDbContext db, Project project, IReadOnlyCollection<Guid> authors, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(project);
        var today = ProjectClock.Today(project.TimeZoneId, time);
        var named = await (from member in Reviewers(db)
                           where member.ProjectId == project.Id
                           join absence in db.Delegations.AsNoTracking() on member.UserId equals absence.UserId
                           join user in Managers(db) on absence.DelegateId equals user.Id
                           select new { Absence = absence, user.DisplayName }).ToListAsync(cancellationToken);
        return named.Where(n => n.Absence.IsActiveOn(today) && !authors.Contains(n.Absence.DelegateId)).ToDictionary(n => n.Absence.UserId, n => n.DisplayName);
    }

    /// <summary>Whose answer an open question waits for, and who stands in for them today.</summary>
    public async Task<IReadOnlyList<TurnView>> TurnsAsync(AppDbContext db, GateReview review, Project project, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(review);
        ArgumentNullException.ThrowIfNull(project);
        if (!review.IsPending)
            return [];
        var able = await Reviewers(db).Where(m => m.ProjectId == project.Id).Select(m => m.UserId).ToListAsync(cancellationToken);
        var seats = review.Line.Count > 0
            ? review.Due
            : [.. able.Where(review.IsTurnOf).Select(id => new LineSeat(id, ApprovalKind.Decide, 1))];
        var ids = seats.Select(s => s.UserId).ToList();
        var names = await db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
        var standIns = await StandInsAsync(db, project, [.. review.AuthorIds, review.SubmittedById], cancellationToken);
        return [.. seats.Select(s => new TurnView(s.Kind, names.GetValueOrDefault(s.UserId, ""), standIns.GetValueOrDefault(s.UserId)) { IsLost = !able.Contains(s.UserId) }).OrderBy(t => t.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>Whose turn this actor can take, or null. One who wrote on the sheets takes none.</summary>
    public static Guid? TurnOf(GateReview review, Actor actor, IEnumerable<Guid> holders)
    {
        ArgumentNullException.ThrowIfNull(review);
        return review.IsAuthor(actor.UserId) ? null : holders.Where(review.IsTurnOf).Select(h => (Guid?)h).FirstOrDefault();
    }

    private static Task<bool> IsManagerAsync(AppDbContext db, Guid userId, CancellationToken cancellationToken) =>
        Managers(db).AnyAsync(u => u.Id == userId, cancellationToken);

    private static IQueryable<AppUser> Managers(AppDbContext db) =>
        from user in db.Users
        join link in db.UserRoles on user.Id equals link.UserId
        join role in db.Roles on link.RoleId equals role.Id
        where !user.IsDisabled && role.Name == nameof(SystemRole.Manager)
        select user;
}
