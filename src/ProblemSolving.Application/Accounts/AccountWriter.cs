using Microsoft.AspNetCore.Identity;
using ProblemSolving.Data;
using ProblemSolving.Data.Accounts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;

namespace ProblemSolving.Application.Accounts;

/// <summary>
/// Writes accounts and their roles, each change whole or not at all and with its audit row; who may call it was decided before.
/// </summary>
internal sealed class AccountWriter(UserManager<AppUser> users, AppDbContext db, AccountTrail trail, TimeProvider time)
{
    public const int NameLengthMost = 64;

    /// <param name="by">Who does it; null when the account makes itself, as the first one does.</param>
    public async Task<AppUser> CreateAsync(Guid? by, NewAccount account)
    {
        var name = account.UserName.Trim();
        if (name.Length is 0 or > NameLengthMost)
            throw new DomainRuleException("account.name.length", NameLengthMost);
        var user = new AppUser
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            UserName = name,
            DisplayName = DisplayNameOf(account.DisplayName, name),
            CreatedAtUtc = time.GetUtcNow().UtcDateTime,
            LockoutEnabled = true,
        };
        RequireRole(account.Roles);
        var roles = account.Roles.Distinct().Order().Select(role => role.ToString()).ToArray();
        await TogetherAsync(by ?? user.Id, user, AccountChange.Created, null, string.Join(", ", roles), async () =>
        {
            Check(await users.CreateAsync(user, account.Password));
            Check(await users.AddToRolesAsync(user, roles));
        });
        return user;
    }

    public async Task SetRolesAsync(Guid by, AppUser user, IReadOnlyCollection<SystemRole> wanted)
    {
        RequireRole(wanted);
        var now = await users.GetRolesAsync(user);
        var next = wanted.Distinct().Order().Select(role => role.ToString()).ToArray();
        if (now.ToHashSet().SetEquals(next))
            return;
        await TogetherAsync(by, user, AccountChange.Roles, string.Join(", ", now.OrderBy(Enum.Parse<SystemRole>)), string.Join(", ", next), async () =>
        {
            Check(await users.RemoveFromRolesAsync(user, now.Except(next)));
            Check(await users.AddToRolesAsync(user, next.Except(now)));
            // open pages of this account notice at their next check
            Check(await users.UpdateSecurityStampAsync(user));
        });
    }

    /// <summary>Lets an account in again, or shuts it out and ends its sessions.</summary>
    public async Task SetDisabledAsync(Guid by, AppUser user, bool disabled)
    {
        if (user.IsDisabled == disabled)
            return;
        user.IsDisabled = disabled;
        await TogetherAsync(by, user, AccountChange.State, StateOf(!disabled), StateOf(disabled), async () => Check(await users.UpdateSecurityStampAsync(user)));
    }

    /// <summary>Sets a password without knowing the old one, opens a lock, and ends every session of the account.</summary>
    public async Task SetPasswordAsync(Guid by, AppUser user, string password)
    {
        foreach (var rule in users.PasswordValidators)
            Check(await rule.ValidateAsync(users, user, password));
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
        await TogetherAsync(by, user, AccountChange.PasswordReset, null, null, async () => Check(await users.UpdateSecurityStampAsync(user)));
    }

    /// <summary>Changes a password by whoever knows the old one.</summary>
    public Task ChangePasswordAsync(AppUser user, string current, string next) =>
        TogetherAsync(user.Id, user, AccountChange.PasswordChanged, null, null, async () => Check(await users.ChangePasswordAsync(user, current, next)));

    /// <summary>Each refusal of the identity system in the words of the product.</summary>
    public static void Check(IdentityResult result)
    {
        if (result.Succeeded)
            return;
        var code = result.Errors.First().Code;
        throw code switch
        {
            nameof(IdentityErrorDescriber.DuplicateUserName) => new DomainRuleException("account.name.taken"),
            nameof(IdentityErrorDescriber.InvalidUserName) => new DomainRuleException("account.name.characters"),
            nameof(IdentityErrorDescriber.PasswordTooShort) => new DomainRuleException("account.password.short", PasswordRules.LengthLeast),
            nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => new DomainRuleException("account.password.simple", PasswordRules.DifferentLeast),
            nameof(PasswordRules.PasswordLikeName) => new DomainRuleException("account.password.name"),
            nameof(IdentityErrorDescriber.PasswordMismatch) => new DomainRuleException("account.password.wrong"),
            nameof(IdentityErrorDescriber.ConcurrencyFailure) => new DomainRuleException("account.changed-meanwhile"),
            _ => new InvalidOperationException($"The account was refused: {code}."),
        };
    }

    public static string DisplayNameOf(string text, string fallback)
    {
        var name = text.Trim();
        if (name.Length > NameLengthMost)
            throw new DomainRuleException("account.display.length", NameLengthMost);
        return name.Length == 0 ? fallback : name;
    }

    private async Task TogetherAsync(Guid by, AppUser user, AccountChange change, string? old, string? now, Func<Task> write)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await write();
        trail.Add(db, by, user.Id, change, old, now);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        trail.Tell(by, user.Id, change);
    }

    private static string StateOf(bool disabled) => disabled ? "disabled" : "enabled";

    private static void RequireRole(IReadOnlyCollection<SystemRole> roles)
    {
        if (roles.Count == 0)
            throw new DomainRuleException("account.role.none");
    }
}
