using Microsoft.EntityFrameworkCore;
using ProblemSolving.Data.Postgres;
using ProblemSolving.Data.Sqlite;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Data.Tests;

/// <summary>What both databases promise: the migrations make the model, times stay UTC, a slot exists once.</summary>
public sealed class DatabaseTests : TestDatabase
{
    [Fact]
    public void Migrations_OfBothDatabases_MatchTheModel()
    {
        using var sqlite = new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite("Data Source=:memory:").Options);
        using var postgres = new PostgresAppDbContext(new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql("Host=localhost").Options);
        Assert.False(sqlite.Database.HasPendingModelChanges());
        Assert.False(postgres.Database.HasPendingModelChanges());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Time_StoredAndRead_IsTheSameMomentInUtc(bool postgres)
    {
        var contexts = await StartAsync(postgres);
        var at = new DateTime(2026, 11, 22, 1, 2, 3, DateTimeKind.Utc);
        var project = await AddProjectAsync(contexts, at);
        await using var db = await contexts.CreateDbContextAsync();
        var read = await db.Projects.SingleAsync(p => p.Id == project);
        Assert.Equal((at, DateTimeKind.Utc), (read.CreatedAtUtc, read.CreatedAtUtc.Kind));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Slot_EnteredTwice_IsRefused(bool postgres)
    {
        var contexts = await StartAsync(postgres);
        var at = new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc);
        var project = await AddProjectAsync(contexts, at);
        var schedule = Guid.CreateVersion7();
        await using (var db = await contexts.CreateDbContextAsync())
        {
            db.Schedules.Add(new OperateSchedule { Id = schedule, ProjectId = project, Name = "weekly", CreatedAtUtc = at });
            db.OperateRuns.Add(new OperateRun { Id = Guid.CreateVersion7(), ProjectId = project, ScheduleId = schedule, SlotUtc = at });
            await db.SaveChangesAsync();
        }

        await using var again = await contexts.CreateDbContextAsync();
        again.OperateRuns.Add(new OperateRun { Id = Guid.CreateVersion7(), ProjectId = project, ScheduleId = schedule, SlotUtc = at });
        await Assert.ThrowsAsync<DbUpdateException>(() => again.SaveChangesAsync());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Version_ChangedByAnother_RefusesTheSecondWriter(bool postgres)
    {
        var contexts = await StartAsync(postgres);
        var id = await AddProjectAsync(contexts, DateTime.UnixEpoch);
        await using var first = await contexts.CreateDbContextAsync();
        await using var second = await contexts.CreateDbContextAsync();
        var (mine, theirs) = (await first.Projects.SingleAsync(p => p.Id == id), await second.Projects.SingleAsync(p => p.Id == id));
        (mine.Name, mine.Version) = ("mine", mine.Version + 1);
        (theirs.Name, theirs.Version) = ("theirs", theirs.Version + 1);
        await first.SaveChangesAsync();
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync());
    }

    private static async Task<Guid> AddProjectAsync(IDbContextFactory<AppDbContext> contexts, DateTime at)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var user = new Accounts.AppUser { Id = Guid.CreateVersion7(), UserName = "kim", NormalizedUserName = "KIM", CreatedAtUtc = at };
        var project = new Project { Id = Guid.CreateVersion7(), Key = "PS-1", Name = "신규 고객", CurrencyCode = "KRW", TimeZoneId = "Asia/Seoul", CreatedById = user.Id, CreatedAtUtc = at, ChangedAtUtc = at };
        db.Users.Add(user);
        db.Projects.Add(project);
        await db.SaveChangesAsync();
        return project.Id;
    }
}
