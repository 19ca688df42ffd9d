using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;

namespace ProblemSolving.Application.Accounts;

/// <summary>Creates the first administrator, and only while nobody has an account.</summary>
public sealed class FirstAdministrator(IServiceScopeFactory scopes, IDbContextFactory<AppDbContext> contexts, SetupToken token) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private bool _done;

    public async Task<bool> IsNeededAsync(CancellationToken cancellationToken)
    {
        if (_done)
            return false;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        _done = await db.Users.AnyAsync(cancellationToken);
        return !_done;
    }

    /// <param name="trusted">The caller sits at this machine; anybody else needs the token from the console.</param>
    /// <exception cref="DomainRuleException">Somebody has an account already, the token is not right, or the account breaks a rule.</exception>
    public async Task CreateAsync(string userName, string displayName, string password, bool trusted, string? tokenText, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (!await IsNeededAsync(cancellationToken))
                throw new DomainRuleException("account.setup.done");
            if (!trusted && !token.Matches(tokenText))
                throw new DomainRuleException("account.setup.token");
            await using var scope = scopes.CreateAsyncScope();
            var writer = scope.ServiceProvider.GetRequiredService<AccountWriter>();
            // The first person has to be able to begin a project; deciding gates stays with another account.
            await writer.CreateAsync(by: null, new NewAccount(userName, displayName, password, [SystemRole.Analyst, SystemRole.Admin]));
            token.Spend();
            _done = true;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
