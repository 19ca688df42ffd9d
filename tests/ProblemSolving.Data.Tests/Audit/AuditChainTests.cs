using Microsoft.EntityFrameworkCore;
using ProblemSolving.Data.Audit;
using ProblemSolving.Domain.Audit;

namespace ProblemSolving.Data.Tests.Audit;

public sealed class AuditChainTests : TestDatabase
{
    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Save_RowsOfSeveralWriters_AreOneUnbrokenChain(bool postgres)
    {
        var contexts = await StartAsync(postgres);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var i = 0; i < 10; i++)
                await AddAsync(contexts, $"{writer}-{i}", $"{writer}-{i} again");
        }));
        var check = await VerifyAsync(contexts);
        Assert.Null(check.Break);
        Assert.Equal(160, check.Rows);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Save_AfterAConflictOnThePooledContext_GoesOnAndTheConflictLeftNoRow(bool postgres)
    {
        var contexts = await StartAsync(postgres);
        var user = Guid.CreateVersion7();
        await using (var db = await contexts.CreateDbContextAsync())
        {
            db.Users.Add(new Accounts.AppUser { Id = user, UserName = "kim", NormalizedUserName = "KIM", ConcurrencyStamp = "1" });
            await db.SaveChangesAsync();
        }

        for (var i = 0; i < 3; i++)
        {
            await using (var db = await contexts.CreateDbContextAsync())
            {
                var seen = new Accounts.AppUser { Id = user, UserName = "kim", NormalizedUserName = "KIM", ConcurrencyStamp = "older" };
                db.Users.Attach(seen).Entity.DisplayName = "lost";
                db.Audit.Add(Row("lost"));
                await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
                db.ChangeTracker.Clear();
                db.Audit.Add(Row("kept on the same context"));
                await db.SaveChangesAsync();
            }

            await AddAsync(contexts, "kept");
        }

        var check = await VerifyAsync(contexts);
        Assert.Equal((null, 6), (check.Break, check.Rows));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Update_PastTheProgram_IsRefusedByTheDatabase(bool postgres)
    {
        var contexts = await StartAsync(postgres);
        await AddAsync(contexts, "a");
        await using var db = await contexts.CreateDbContextAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => db.Audit.ExecuteUpdateAsync(set => set.SetProperty(a => a.NewValue, "forged")));
        await Assert.ThrowsAnyAsync<Exception>(() => db.Audit.ExecuteDeleteAsync());
        Assert.Equal("a", (await db.Audit.AsNoTracking().SingleAsync()).NewValue);
    }

    [Theory]
    [InlineData(false, "NewValue", AuditBreakKind.Changed)]
    [InlineData(true, "NewValue", AuditBreakKind.Changed)]
    [InlineData(false, "Field", AuditBreakKind.Changed)]
    public async Task Verify_RowForgedBehindTheTriggers_NamesTheFirstBrokenRow(bool postgres, string column, AuditBreakKind kind)
    {
        var contexts = await StartAsync(postgres);
        await AddAsync(contexts, "a", "b", "c", "d");
        await WithoutTriggersAsync(contexts, postgres, $"UPDATE \"Audit\" SET \"{column}\" = 'forged' WHERE \"Sequence\" = 3");
        var check = await VerifyAsync(contexts);
        Assert.Equal((3L, kind), (check.Break!.Sequence, check.Break.Kind));
        Assert.Equal(2, check.Rows);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Verify_RowRemoved_SaysThatRowsAreMissing(bool postgres)
    {
        var contexts = await StartAsync(postgres);
        await AddAsync(contexts, "a", "b", "c");
        await WithoutTriggersAsync(contexts, postgres, "DELETE FROM \"Audit\" WHERE \"Sequence\" = 2");
        var check = await VerifyAsync(contexts);
        Assert.Equal((3L, AuditBreakKind.RowsMissing), (check.Break!.Sequence, check.Break.Kind));
    }

    [Fact]   // rows from before the chain come into it once, and only while there is no chain
    public async Task SealEarlierRows_RowPutInLater_StaysVisible()
    {
        var contexts = await StartAsync(postgres: false);
        await InsertRawAsync(contexts, "old");
        await using (var db = await contexts.CreateDbContextAsync())
            await AuditSealing.SealEarlierRowsAsync(db, default);
        await AddAsync(contexts, "new");
        await InsertRawAsync(contexts, "slipped in");
        await using (var db = await contexts.CreateDbContextAsync())
            await AuditSealing.SealEarlierRowsAsync(db, default);
        var check = await VerifyAsync(contexts);
        Assert.Equal(2, check.Rows);
        Assert.Equal(AuditBreakKind.NotSealed, check.Break!.Kind);
    }

    [Fact]
    public async Task Save_InATransactionOfTheCaller_IsSealedAndRolledBackWithIt()
    {
        var contexts = await StartAsync(postgres: false);
        await using (var db = await contexts.CreateDbContextAsync())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Audit.Add(Row("gone"));
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        }

        await AddAsync(contexts, "kept");
        var check = await VerifyAsync(contexts);
        Assert.Equal((1L, (AuditBreak?)null), (check.Rows, check.Break));
    }

    private static async Task AddAsync(IDbContextFactory<AppDbContext> contexts, params string[] values)
    {
        await using var db = await contexts.CreateDbContextAsync();
        db.Audit.AddRange(values.Select(Row));
        await db.SaveChangesAsync();
    }

    private static AuditEntry Row(string value) => new()
    {
        Subject = "Test",
        Field = "Value",
        NewValue = value,
        UserId = Guid.NewGuid(),
        AtUtc = new DateTime(638_999_999_123_456_789, DateTimeKind.Utc),   // finer than a database keeps
    };

    private static async Task InsertRawAsync(IDbContextFactory<AppDbContext> contexts, string value)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await db.Database.ExecuteSqlAsync($"INSERT INTO Audit (Subject, Field, NewValue, UserId, AtUtc) VALUES ('Test', 'Value', {value}, {Guid.NewGuid().ToString().ToUpperInvariant()}, '2026-11-22 00:00:00')");
    }

    // As somebody would who owns the database.
    private static async Task WithoutTriggersAsync(IDbContextFactory<AppDbContext> contexts, bool postgres, string sql)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await db.Database.ExecuteSqlRawAsync(postgres ? "ALTER TABLE \"Audit\" DISABLE TRIGGER ALL" : "DROP TRIGGER Audit_no_update; DROP TRIGGER Audit_no_delete");
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    private static async Task<AuditVerification> VerifyAsync(IDbContextFactory<AppDbContext> contexts)
    {
        var check = new AuditVerification();
        await using var db = await contexts.CreateDbContextAsync();
        foreach (var row in await db.Audit.AsNoTracking().OrderBy(a => a.Sequence == null).ThenBy(a => a.Sequence).ToListAsync())
            check.Next(row);
        return check;
    }
}
