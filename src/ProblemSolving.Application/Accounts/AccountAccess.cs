using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Data;
using ProblemSolving.Domain.Accounts;

namespace ProblemSolving.Application.Accounts;

/// <summary>
/// Decides who may run account commands. The actor is looked up anew on each call, so an account that was
/// disabled or demoted a moment ago is refused; what is not allowed here is denied.
/// </summary>
public sealed class AccountAccess(IDbContextFactory<AppDbContext> contexts)
{
    /// <exception cref="AccessDeniedException">The actor is unknown, disabled or lacks the permission.</exception>
    public async Task DemandAsync(Actor actor, Permission permission, CancellationToken cancellationToken)
    {
        if (!await IsAllowedAsync(actor, permission, cancellationToken))
            throw new AccessDeniedException(permission);
    }

    private async Task<bool> IsAllowedAsync(Actor actor, Permission permission, CancellationToken cancellationToken)
    {
        if (actor == Actor.Anonymous)
            return false;
        if (actor == Actor.System)
            return permission == Permission.Administer;

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var enabled = db.Users.Where(user => user.Id == actor.UserId && !user.IsDisabled);
        if (permission == Permission.SignedIn)
            return await enabled.AnyAsync(cancellationToken);
        if (permission != Permission.Administer)
            return false;

        var admin = nameof(SystemRole.Admin);
        return await enabled
            .Join(db.UserRoles, user => user.Id, link => link.UserId, (_, link) => link.RoleId)
            .Join(db.Roles, roleId => roleId, role => role.Id, (_, role) => role.Name)
            .AnyAsync(name => name == admin, cancellationToken);
    }
}
