using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Access;
using ProblemSolving.Data;
using ProblemSolving.Data.Accounts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;

namespace ProblemSolving.Application.Accounts;

/// <summary>Accounts as administrators and their owners manage them. Each call works in a scope of its own, so that open pages hold no database context.</summary>
public sealed class AccountService(IServiceScopeFactory scopes, IDbContextFactory<AppDbContext> contexts, AccountAccess access, TimeProvider time)
{
    public async Task<IReadOnlyList<AccountRow>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.Administer, cancellationToken);
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
        await access.DemandAsync(actor, Permission.Administer, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        return (await Writer(scope).CreateAsync(account)).Id;
    }

    public async Task SetRolesAsync(Actor actor, Guid userId, IReadOnlyCollection<SystemRole> roles, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.Administer, cancellationToken);
        if (!roles.Contains(SystemRole.Admin))
            await RequireAnotherAdminAsync(userId, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        await Writer(scope).SetRolesAsync(await UserAsync(scope, userId), roles);
    }

    public async Task SetDisabledAsync(Actor actor, Guid userId, bool disabled, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.Administer, cancellationToken);
        if (disabled)
            await RequireAnotherAdminAsync(userId, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var user = await UserAsync(scope, userId);
        user.IsDisabled = disabled;
        AccountWriter.Check(await Users(scope).UpdateSecurityStampAsync(user));
    }

    /// <summary>Sets a new password, opens a lock, and ends every session of the account.</summary>
    public async Task ResetPasswordAsync(Actor actor, Guid userId, string newPassword, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.Administer, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var users = Users(scope);
        var user = await UserAsync(scope, userId);
        var token = await users.GeneratePasswordResetTokenAsync(user);
        AccountWriter.Check(await users.ResetPasswordAsync(user, token, newPassword));
        AccountWriter.Check(await users.SetLockoutEndDateAsync(user, null));
    }

    public async Task<AccountProfile> GetProfileAsync(Actor actor, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.SignedIn, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == actor.UserId, cancellationToken);
        var roles = await RolesByUserAsync(db, cancellationToken);
        return new AccountProfile(user.Id, user.UserName!, user.DisplayName, user.Language, [.. roles[user.Id]]);
    }

    public async Task UpdateProfileAsync(Actor actor, string displayName, string? language, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.SignedIn, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var user = await db.Users.SingleAsync(u => u.Id == actor.UserId, cancellationToken);
        user.DisplayName = AccountWriter.DisplayNameOf(displayName, user.UserName!);
        user.Language = language is "ko" or "en" ? language : null;
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task SetLanguageAsync(Actor actor, string language, CancellationToken cancellationToken)
    {
        var profile = await GetProfileAsync(actor, cancellationToken);
        await UpdateProfileAsync(actor, profile.DisplayName, language, cancellationToken);
    }

    /// <summary>Changes the actor's own password; every session ends, the caller signs the present one in again.</summary>
    /// <exception cref="DomainRuleException">The present password is wrong or the new one breaks a rule.</exception>
    public async Task ChangePasswordAsync(Actor actor, string currentPassword, string newPassword, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.SignedIn, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        AccountWriter.Check(await Users(scope).ChangePasswordAsync(await UserAsync(scope, actor.UserId), currentPassword, newPassword));
    }

    /// <summary>The actor behind a user name, for the command line; null when there is none.</summary>
    public async Task<Actor?> FindAsync(Actor actor, string userName, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.Administer, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        return await Users(scope).FindByNameAsync(userName) is { } user ? new Actor(user.Id) : null;
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
