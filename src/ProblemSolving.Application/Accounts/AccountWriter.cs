using Microsoft.AspNetCore.Identity;
using ProblemSolving.Data.Accounts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;

namespace ProblemSolving.Application.Accounts;

/// <summary>Writes accounts and their roles; who may call it was decided before.</summary>
internal sealed class AccountWriter(UserManager<AppUser> users, TimeProvider time)
{
    public const int NameLengthMost = 64;

    public async Task<AppUser> CreateAsync(NewAccount account)
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
        Check(await users.CreateAsync(user, account.Password));
        Check(await users.AddToRolesAsync(user, account.Roles.Distinct().Select(role => role.ToString())));
        return user;
    }

    public async Task SetRolesAsync(AppUser user, IReadOnlyCollection<SystemRole> wanted)
    {
        RequireRole(wanted);
        var now = await users.GetRolesAsync(user);
        var next = wanted.Distinct().Select(role => role.ToString()).ToArray();
        if (now.ToHashSet().SetEquals(next))
            return;
        Check(await users.RemoveFromRolesAsync(user, now.Except(next)));
        Check(await users.AddToRolesAsync(user, next.Except(now)));
        // open pages of this account notice at their next check
        Check(await users.UpdateSecurityStampAsync(user));
    }

    /// <summary>Sets a password without knowing the old one, opens a lock, and ends every session of the account.</summary>
    public async Task SetPasswordAsync(AppUser user, string password)
    {
        foreach (var rule in users.PasswordValidators)
            Check(await rule.ValidateAsync(users, user, password));
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
        Check(await users.UpdateSecurityStampAsync(user));
    }

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

    private static void RequireRole(IReadOnlyCollection<SystemRole> roles)
    {
        if (roles.Count == 0)
            throw new DomainRuleException("account.role.none");
    }
}
