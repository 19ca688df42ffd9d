using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Access;
using ProblemSolving.Data;
using ProblemSolving.Data.Accounts;
using ProblemSolving.Domain;

namespace ProblemSolving.Application.Accounts;

/// <summary>A person's own account: every method works on the actor and on nobody else.</summary>
[FeatureService]
public sealed class ProfileService(IServiceScopeFactory scopes, IDbContextFactory<AppDbContext> contexts, AccessGuard guard)
{
    public async Task<AccountProfile> GetAsync(Actor actor, CancellationToken cancellationToken)
    {
        var standing = await guard.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == actor.UserId, cancellationToken);
        return new AccountProfile(user.Id, user.UserName!, user.DisplayName, user.Language, [.. standing.Roles.Order()]);
    }

    /// <param name="language"><c>ko</c>, <c>en</c>, or anything else to follow the browser.</param>
    /// <exception cref="DomainRuleException">The name is too long.</exception>
    public async Task UpdateAsync(Actor actor, string displayName, string? language, CancellationToken cancellationToken)
    {
        await guard.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var user = await db.Users.SingleAsync(u => u.Id == actor.UserId, cancellationToken);
        var wanted = (Name: AccountWriter.DisplayNameOf(displayName, user.UserName!), Language: language is "ko" or "en" ? language : null);
        await using var scope = scopes.CreateAsyncScope();
        var trail = scope.ServiceProvider.GetRequiredService<AccountTrail>();
        var changes = new List<AccountChange>();
        if (user.DisplayName != wanted.Name)
            Note(AccountChange.DisplayName, user.DisplayName, wanted.Name);
        if (user.Language != wanted.Language)
            Note(AccountChange.Language, user.Language, wanted.Language);
        (user.DisplayName, user.Language) = wanted;
        await db.SaveChangesAsync(cancellationToken);
        changes.ForEach(change => trail.Tell(user.Id, user.Id, change));

        void Note(AccountChange change, string? old, string? now)
        {
            trail.Add(db, user.Id, user.Id, change, old, now);
            changes.Add(change);
        }
    }

    public async Task SetLanguageAsync(Actor actor, string language, CancellationToken cancellationToken)
    {
        var profile = await GetAsync(actor, cancellationToken);
        await UpdateAsync(actor, profile.DisplayName, language, cancellationToken);
    }

    /// <summary>Changes the actor's own password; every session ends, the caller signs the present one in again.</summary>
    /// <exception cref="DomainRuleException">The present password is wrong or the new one breaks a rule.</exception>
    public async Task ChangePasswordAsync(Actor actor, string currentPassword, string newPassword, CancellationToken cancellationToken)
    {
        await guard.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var user = await users.FindByIdAsync(actor.UserId.ToString()) ?? throw new AccessDeniedException(Permission.SignedIn);
        await scope.ServiceProvider.GetRequiredService<AccountWriter>().ChangePasswordAsync(user, currentPassword, newPassword);
    }
}
