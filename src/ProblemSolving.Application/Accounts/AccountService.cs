using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Access;
using ProblemSolving.Data;
using ProblemSolving.Data.Accounts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;

namespace ProblemSolving.Application.Accounts;

/// <summary>Accounts as administrators manage them. Each call works in a scope of its own, so that open pages hold no database context.</summary>
[FeatureService]
public sealed class AccountService(IServiceScopeFactory scopes, IDbContextFactory<AppDbContext> contexts, AccessGuard guard, TimeProvider time)
{
    public async Task<IReadOnlyList<AccountRow>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await guard.DemandAsync(actor, Permission.Administer, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var users = await db.Users.AsNoTracking().OrderBy(user => user.UserName).ToListAsync(cancellationToken);
        var roles = await RolesByUserAsync(db, cancellationToken);
        var now = time.GetUtcNow();
        return [.. users.Select(user => new AccountRow(
            user.Id, user.UserName!, user.DisplayName, [.. roles[user.Id]], user.IsDisabled, user.LockoutEnd > now, user.CreatedAtUtc))];
    }

    /// <exception cref="DomainRuleException">The name is taken or unusable, the password breaks a rule, or there is no role.</exception>
    public async Task<Guid> AddAsync(Actor actor, NewAccount account, CancellationToken cancellationToken)
    {
        await guard.DemandAsync(actor, Permission.Administer, null, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        return (await Writer(scope).CreateAsync(actor.UserId, account)).Id;
    }

    public async Task SetRolesAsync(Actor actor, Guid userId, IReadOnlyCollection<SystemRole> roles, CancellationToken cancellationToken)
    {
        await guard.DemandAsync(actor, Permission.Administer, null, cancellationToken);
        if (!roles.Contains(SystemRole.Admin))
            await RequireAnotherAdminAsync(userId, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        await Writer(scope).SetRolesAsync(actor.UserId, await UserAsync(scope, userId), roles);
    }

    public async Task SetDisabledAsync(Actor actor, Guid userId, bool disabled, CancellationToken cancellationToken)
    {
        await guard.DemandAsync(actor, Permission.Administer, null, cancellationToken);
        if (disabled)
            await RequireAnotherAdminAsync(userId, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        await Writer(scope).SetDisabledAsync(actor.UserId, await UserAsync(scope, userId), disabled);
    }

    /// <summary>Sets a new password, opens a lock, and ends every session of the account.</summary>
    public async Task ResetPasswordAsync(Actor actor, Guid userId, string newPassword, CancellationToken cancellationToken)
    {
        await guard.DemandAsync(actor, Permission.Administer, null, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        await Writer(scope).SetPasswordAsync(actor.UserId, await UserAsync(scope, userId), newPassword);
    }

    private static UserManager<AppUser> Users(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();

    private static AccountWriter Writer(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<AccountWriter>();

    private static async Task<AppUser> UserAsync(AsyncServiceScope scope, Guid userId) =>
        await Users(scope).FindByIdAsync(userId.ToString()) ?? throw new AccessDeniedException(Permission.Administer);

    private async Task RequireAnotherAdminAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var roles = await RolesByUserAsync(db, cancellationToken);
        var enabled = await db.Users.Where(user => !user.IsDisabled).Select(user => user.Id).ToListAsync(cancellationToken);
        var admins = enabled.Where(id => roles[id].Contains(SystemRole.Admin)).ToList();
        if (admins.Count == 1 && admins[0] == userId)
            throw new DomainRuleException("account.last-admin");
    }

    private static async Task<ILookup<Guid, SystemRole>> RolesByUserAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var pairs = await db.UserRoles
            .Join(db.Roles, link => link.RoleId, role => role.Id, (link, role) => new { link.UserId, role.Name })
            .ToListAsync(cancellationToken);
        return pairs
            .Where(pair => Enum.IsDefined(typeof(SystemRole), pair.Name!))
            .OrderBy(pair => Enum.Parse<SystemRole>(pair.Name!))
            .ToLookup(pair => pair.UserId, pair => Enum.Parse<SystemRole>(pair.Name!));
    }
}
