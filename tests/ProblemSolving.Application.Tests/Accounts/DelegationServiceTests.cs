using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Data.Postgres;
using ProblemSolving.Data.Sqlite;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Accounts;

/// <summary>An absence that one person sets in two tabs.</summary>
public abstract class DelegationServiceTests(string? postgres) : IAsyncLifetime
{
    private readonly BeforeTheTurn _turn = new();
    private readonly RefusingDatabase _database = new();
    private Actor _boss;
    private Actor _left;
    private Actor _right;

    protected Meddler Meddler { get; } = new();

    protected TestApp App { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    public virtual async ValueTask InitializeAsync()
    {
        App = await TestApp.StartAsync(postgresServer: postgres, more: services =>
        {
            _turn.Join(services);
            _database.Join(services);
            Meddler.Join(services);
        });
        _boss = await App.AddUserAsync("boss", SystemRole.Manager);
        _left = await App.AddUserAsync("left", SystemRole.Manager);
        _right = await App.AddUserAsync("right", SystemRole.Manager);
    }

    public async ValueTask DisposeAsync()
    {
        if (App is not null)
            await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Set_WhileTheOtherTabDid_ReplacesWhatThatOneSaid(bool wasAway)
    {
        if (wasAway)
            await SetAsync(_left);
        _turn.Meddle = () => SetAsync(_left);
        await SetAsync(_right);
        Assert.Equal(_right.UserId, await CurrentAsync());
        await using var db = await App.Contexts.CreateDbContextAsync(Token);
        var last = (await db.Audit.AsNoTracking().Where(a => a.Field == nameof(AccountChange.Delegate)).OrderBy(a => a.Sequence).ToListAsync(Token))[^1];
        Assert.StartsWith("left ", last.OldValue, StringComparison.Ordinal);
        Assert.StartsWith("right ", last.NewValue, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clear_WhileTheOtherTabDid_IsDoneAlready()
    {
        await SetAsync(_left);
        _turn.Meddle = ClearAsync;
        await ClearAsync();
        Assert.Null(await CurrentAsync());
    }

    [Fact]
    public async Task Set_ThatMeetsAnotherWriter_IsToldInASentence()
    {
        _database.Refuse("INSERT INTO \"Delegations\"", fault: new SqliteException("UNIQUE constraint failed: Delegations.UserId", 19, 1555));
        Assert.Equal("delegate.changed", (await Assert.ThrowsAsync<DomainRuleException>(() => SetAsync(_left))).Code);
        _database.Refuse("INSERT INTO \"Delegations\"");
        await Assert.ThrowsAsync<DbUpdateException>(() => SetAsync(_left));
    }

    [Theory]   // on the days that both are away: over, or still to come
    [InlineData(-3, false)]
    [InlineData(3, true)]
    public async Task View_OfTwoAbsences_WarnsOfDaysThatAreNotOver(int days, bool warned)
    {
        await using (var db = await App.Contexts.CreateDbContextAsync(Token))
        {
            db.Delegations.Add(new Delegation { UserId = _boss.UserId, DelegateId = _left.UserId, FromDay = Today.AddDays(-9), UntilDay = Today.AddDays(9) });
            db.Delegations.Add(new Delegation { UserId = _left.UserId, DelegateId = _right.UserId, FromDay = Today.AddDays(-5), UntilDay = Today.AddDays(days) });
            await db.SaveChangesAsync(Token);
        }

        var delegations = App.Get<DelegationService>();
        Assert.Equal(warned, (await delegations.GetAsync(_boss, Token))!.DelegateAway is not null);
        Assert.Equal(warned, (await delegations.GetAsync(_left, Token))!.LeftAlone.Any(f => f.FromDay == Today.AddDays(-9)));
    }

    protected Task SetAsync(Actor delegateTo) => App.Get<DelegationService>().SetAsync(_boss, delegateTo.UserId, Today, Today.AddDays(3), Token);

    protected Task SetLeftAsync() => SetAsync(_left);

    protected Task SetRightAsync() => SetAsync(_right);

    protected async Task<Guid?> CurrentAsync() => (await App.Get<DelegationService>().GetAsync(_boss, Token))!.Current?.DelegateId;

    private Task ClearAsync() => App.Get<DelegationService>().ClearAsync(_boss, Token);

    private sealed class BeforeTheTurn : DbTransactionInterceptor
    {
        public Func<Task>? Meddle { get; set; }

        public void Join(IServiceCollection services)
        {
            services.ConfigureDbContext<SqliteAppDbContext>(options => options.AddInterceptors(this));
            services.ConfigureDbContext<PostgresAppDbContext>(options => options.AddInterceptors(this));
        }

        public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            if (Meddle is { } meddle)
            {
                Meddle = null;
                await meddle();
            }

            return result;
        }
    }
}

public sealed class SqliteDelegationServiceTests() : DelegationServiceTests(null);

public sealed class PostgresDelegationServiceTests() : DelegationServiceTests(Environment.GetEnvironmentVariable("PROBLEMSOLVING_TEST_POSTGRES"))
{
    public override async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("PROBLEMSOLVING_TEST_POSTGRES") is null)
            Assert.Skip("PROBLEMSOLVING_TEST_POSTGRES is not set: no PostgreSQL server to test on.");
        await base.InitializeAsync();
    }

    [Fact]   // SQLite has one writer, so that nobody comes in between there
    public async Task Set_WhileTheOtherTabSavesIt_IsToldInASentence()
    {
        Meddler.BeforeSaving(SetLeftAsync);
        Assert.Equal("delegate.changed", (await Assert.ThrowsAsync<DomainRuleException>(SetRightAsync)).Code);
        await SetRightAsync();
        Assert.NotNull(await CurrentAsync());
    }
}
