using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Access;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;

namespace ProblemSolving.Application.Accounts;

/// <summary>Who answers at the gates while the actor is away: every method works on the actor and on nobody else.</summary>
[FeatureService]
public sealed class DelegationService(IServiceScopeFactory scopes, IDbContextFactory<AppDbContext> contexts, AccessGuard guard, TimeProvider time)
{
    /// <summary>The actor's delegate and who could be one; null for accounts that decide nothing.</summary>
    public async Task<DelegationView?> GetAsync(Actor actor, CancellationToken cancellationToken)
    {
        var standing = await guard.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        if (!standing.Is(SystemRole.Manager))
            return null;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var people = await (from user in Managers(db)
                            where user.Id != actor.UserId
                            orderby user.DisplayName
                            select new KeyValuePair<Guid, string>(user.Id, user.DisplayName)).ToListAsync(cancellationToken);
        var current = await db.Delegations.AsNoTracking().SingleOrDefaultAsync(d => d.UserId == actor.UserId, cancellationToken);
        var yesterday = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-1);   // today somewhere
        var away = current is null || current.UntilDay < yesterday ? null : await db.Delegations.AsNoTracking().SingleOrDefaultAsync(d => d.UserId == current.DelegateId && d.FromDay <= current.UntilDay && d.UntilDay >= current.FromDay && d.UntilDay >= yesterday, cancellationToken);
        var asked = await (from delegation in db.Delegations.AsNoTracking()
                           join user in db.Users on delegation.UserId equals user.Id
                           where delegation.DelegateId == actor.UserId && delegation.UntilDay >= yesterday
                           orderby delegation.FromDay, user.DisplayName
                           select new StandInFor(user.DisplayName, delegation.FromDay, delegation.UntilDay)).ToListAsync(cancellationToken);
        return new DelegationView(current, people, away, asked, [.. asked.Where(f => current is { } own && f.FromDay <= own.UntilDay && own.FromDay <= f.UntilDay && own.UntilDay >= yesterday)]);
    }

    /// <summary>Names somebody for a time; a new one replaces the one before.</summary>
    /// <exception cref="DomainRuleException">Oneself, somebody who may decide nothing or is away themselves, days that are over or the wrong way round, or another one was named in the same moment.</exception>
    public async Task SetAsync(Actor actor, Guid delegateId, DateOnly from, DateOnly until, CancellationToken cancellationToken)
    {
        var standing = await guard.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        if (!standing.Is(SystemRole.Manager))
            throw new AccessDeniedException(Permission.DecideGate);
        var wanted = new Delegation { UserId = actor.UserId, DelegateId = delegateId, FromDay = from, UntilDay = until };
        wanted.Check(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var name = await Managers(db).Where(u => u.Id == delegateId).Select(u => u.DisplayName).SingleOrDefaultAsync(cancellationToken) ?? throw new DomainRuleException("delegate.not-manager");
        // two who stand in for each other leave a question that nobody answers
        if (await db.Delegations.AsNoTracking().SingleOrDefaultAsync(d => d.UserId == delegateId && d.FromDay <= until && d.UntilDay >= from, cancellationToken) is { } away)
            throw new DomainRuleException("delegate.away", name, away.FromDay, away.UntilDay);
        await ReplaceAsync(db, actor, wanted, $"{name} {from:yyyy-MM-dd} – {until:yyyy-MM-dd}", cancellationToken);
    }

    /// <summary>Back at the desk.</summary>
    public async Task ClearAsync(Actor actor, CancellationToken cancellationToken)
    {
        await guard.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await ReplaceAsync(db, actor, null, null, cancellationToken);
    }

    private static IQueryable<Data.Accounts.AppUser> Managers(AppDbContext db) =>
        from user in db.Users
        join link in db.UserRoles on user.Id equals link.UserId
        join role in db.Roles on link.RoleId equals role.Id
        where !user.IsDisabled && role.Name == nameof(SystemRole.Manager)
        select user;

    private async Task ReplaceAsync(AppDbContext db, Actor actor, Delegation? wanted, string? words, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var trail = scope.ServiceProvider.GetRequiredService<AccountTrail>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var old = await db.Delegations.SingleOrDefaultAsync(d => d.UserId == actor.UserId, cancellationToken);
        if (old is null && wanted is null)
            return;
        var before = old is null ? null : $"{await db.Users.Where(u => u.Id == old.DelegateId).Select(u => u.DisplayName).SingleOrDefaultAsync(cancellationToken)} {old.FromDay:yyyy-MM-dd} – {old.UntilDay:yyyy-MM-dd}";
        try
        {
            if (old is not null)
            {
                db.Delegations.Remove(old);
                await db.SaveChangesAsync(cancellationToken);
                db.ChangeTracker.Clear();
            }

            if (wanted is not null)
                db.Delegations.Add(wanted);
            trail.Add(db, actor.UserId, actor.UserId, AccountChange.Delegate, before, words);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsClash())
        {
            throw new DomainRuleException("delegate.changed");   // the same person in two tabs
        }

        trail.Tell(actor.UserId, actor.UserId, AccountChange.Delegate);
    }
}

/// <summary>The actor's delegate, if any, and who could be one.</summary>
/// <param name="DelegateAway">An absence of the delegate on some of the same days, taken after they were named; those questions wait.</param>
/// <param name="For">Whose questions the actor answers, now or later.</param>
/// <param name="LeftAlone">Those of them who named the actor for days of an own absence that is not over: they must name somebody else.</param>
public sealed record DelegationView(Delegation? Current, IReadOnlyList<KeyValuePair<Guid, string>> People, Delegation? DelegateAway, IReadOnlyList<StandInFor> For, IReadOnlyList<StandInFor> LeftAlone);

/// <summary>Somebody who named the actor for some days.</summary>
public sealed record StandInFor(string Name, DateOnly FromDay, DateOnly UntilDay);
