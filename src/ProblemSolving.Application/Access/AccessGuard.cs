using Microsoft.EntityFrameworkCore;
using ProblemSolving.Data;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Access;

/// <summary>What an actor was found to be at the moment of asking.</summary>
/// <param name="ProjectRole">Membership in the project asked about; null for none or when no project was asked about.</param>
public sealed record Standing(Guid UserId, IReadOnlySet<SystemRole> Roles, ProjectRole? ProjectRole)
{
    public bool Is(SystemRole role) => Roles.Contains(role);
}

/// <summary>
/// Answers whether an actor may do something, from the database and anew on each call, so that a role or membership
/// taken away while a page is open counts at once. Everything not granted is denied.
/// </summary>
public sealed class AccessGuard(IDbContextFactory<AppDbContext> contexts)
{
    /// <exception cref="AccessDeniedException">The actor is unknown, disabled, or lacks the permission.</exception>
    public async Task<Standing> DemandAsync(Actor actor, Permission permission, Guid? projectId, CancellationToken cancellationToken)
    {
        var standing = await StandingAsync(actor, projectId, cancellationToken);
        if (standing is null || !Grants(standing, permission, projectId is not null))
            throw new AccessDeniedException(permission);
        return standing;
    }

    /// <summary>True when <see cref="DemandAsync"/> would pass; for showing or hiding a button, never as the guard.</summary>
    public async Task<bool> MayAsync(Actor actor, Permission permission, Guid? projectId, CancellationToken cancellationToken) =>
        await StandingAsync(actor, projectId, cancellationToken) is { } standing && Grants(standing, permission, projectId is not null);

    private static bool Grants(Standing standing, Permission permission, bool withProject)
    {
        var place = standing.ProjectRole;
        return permission switch
        {
            Permission.SignedIn => true,
            Permission.CreateProject => standing.Is(SystemRole.Analyst) || standing.Is(SystemRole.Admin),
            Permission.Administer => standing.Is(SystemRole.Admin),
            Permission.ViewProject => withProject && (place is not null || standing.Is(SystemRole.Admin)),
            Permission.Comment => withProject && place is not null,
            Permission.EditProject => place is ProjectRole.Editor or ProjectRole.Owner,
            Permission.ManageProject => withProject && (place is ProjectRole.Owner || standing.Is(SystemRole.Admin)),
            Permission.DecideGate => place is ProjectRole.Reviewer && standing.Is(SystemRole.Manager),
        };
    }

    private async Task<Standing?> StandingAsync(Actor actor, Guid? projectId, CancellationToken cancellationToken)
    {
        if (actor == Actor.Anonymous)
            return null;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var enabled = await db.Users.AnyAsync(u => u.Id == actor.UserId && !u.IsDisabled, cancellationToken);
        if (!enabled)
            return null;
        var names = await (from link in db.UserRoles
                           join role in db.Roles on link.RoleId equals role.Id
                           where link.UserId == actor.UserId
                           select role.Name).ToListAsync(cancellationToken);
        var roles = names.Where(n => Enum.TryParse<SystemRole>(n, out _)).Select(n => Enum.Parse<SystemRole>(n!)).ToHashSet();
        ProjectRole? place = projectId is { } id
            ? await db.Members.Where(m => m.ProjectId == id && m.UserId == actor.UserId).Select(m => (ProjectRole?)m.Role).SingleOrDefaultAsync(cancellationToken)
            : null;
        // An administrator sees every project, but not one that does not exist.
        if (projectId is { } asked && place is null && !await db.Projects.AnyAsync(p => p.Id == asked, cancellationToken))
            return null;
        return new Standing(actor.UserId, roles, place);
    }
}
