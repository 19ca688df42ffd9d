using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Access;
using ProblemSolving.Data.Accounts;
using ProblemSolving.Domain;

namespace ProblemSolving.Application.Accounts;

/// <summary>
/// Accounts from the console of the machine. Whoever may read and write the data directory may do this,
/// so there is no actor to ask about; pages and endpoints never use it.
/// </summary>
public sealed class AccountProvisioning(IServiceScopeFactory scopes)
{
    /// <exception cref="DomainRuleException">The name is taken or unusable, the password breaks a rule, or there is no role.</exception>
    public async Task AddAsync(NewAccount account)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountWriter>().CreateAsync(Actor.System.UserId, account);
    }

    /// <summary>The actor behind a user name; null when there is none.</summary>
    public async Task<Actor?> FindAsync(string userName)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        return await users.FindByNameAsync(userName) is { } user ? new Actor(user.Id) : null;
    }
}
