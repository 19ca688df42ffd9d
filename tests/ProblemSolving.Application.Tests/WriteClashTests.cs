using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Data;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests;

/// <summary>What the databases say when two write at once, and when they refuse for another reason.</summary>
public abstract class WriteClashTests(string? postgres) : IAsyncLifetime
{
    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync(postgresServer: postgres);
        (_project, _analyst, _) = await _app.AddProjectAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Key_TakenBySomebodyElse_IsAClash()
    {
        Assert.True((await SavedAsync(db => db.Members.Add(new ProjectMember { ProjectId = _project.Id, UserId = _analyst.UserId }))).IsClash());
        Assert.True((await SavedAsync(db => db.Projects.Add(new Project { Id = Guid.NewGuid(), Key = _project.Key, Name = "the same key", CurrencyCode = "KRW", TimeZoneId = "UTC", CreatedById = _analyst.UserId }))).IsClash());
    }

    [Fact]
    public async Task Project_ThatIsGone_IsAClash() =>
        Assert.True((await SavedAsync(db => db.ApprovalSeats.Add(new ApprovalSeat { ProjectId = Guid.NewGuid(), UserId = _analyst.UserId, Kind = ApprovalKind.Decide, Place = 1 }))).IsClash());

    [Fact]
    public async Task Row_RemovedInBetween_IsAClash() =>
        Assert.True((await SavedAsync(db => db.Delegations.Remove(new Delegation { UserId = Guid.NewGuid() }))).IsClash());

    [Fact]
    public async Task Value_TheDatabaseRefuses_IsNone() =>
        Assert.False((await SavedAsync(db => db.Projects.Add(new Project { Id = Guid.NewGuid(), Key = "PS-999", Name = null!, CurrencyCode = "KRW", TimeZoneId = "UTC", CreatedById = _analyst.UserId }))).IsClash());

    [Fact]
    public void Disk_ThatIsFull_IsNone() => Assert.False(new DbUpdateException("not saved", RefusingDatabase.DiskFull()).IsClash());

    private async Task<DbUpdateException> SavedAsync(Action<AppDbContext> change)
    {
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        change(db);
        return await Assert.ThrowsAnyAsync<DbUpdateException>(() => db.SaveChangesAsync(Token));
    }
}

public sealed class SqliteWriteClashTests() : WriteClashTests(null);

public sealed class PostgresWriteClashTests() : WriteClashTests(Environment.GetEnvironmentVariable("PROBLEMSOLVING_TEST_POSTGRES"))
{
    public override async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("PROBLEMSOLVING_TEST_POSTGRES") is null)
            Assert.Skip("PROBLEMSOLVING_TEST_POSTGRES is not set: no PostgreSQL server to test on.");
        await base.InitializeAsync();
    }
}
