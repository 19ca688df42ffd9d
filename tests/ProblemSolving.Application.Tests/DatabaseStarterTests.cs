using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Data;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests;

public sealed class DatabaseStarterTests
{
    [Fact]
    public async Task Start_AfterAKillInTheMiddleOfAMigration_DoesNotWaitForTheLockItLeft()
    {
        using var folder = new TempFolder();
        var data = new DataDirectory(folder.Path);
        data.Create();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddProblemSolving(data, null);
        await using var provider = services.BuildServiceProvider();
        await using (var db = await provider.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            await db.GetService<IMigrator>().MigrateAsync("Initial", TestContext.Current.CancellationToken);
            Assert.Equal(1, await db.Database.ExecuteSqlAsync($"INSERT INTO __EFMigrationsLock (Id, Timestamp) VALUES (1, '2026-11-01 00:00:00')", TestContext.Current.CancellationToken));
        }

        var starter = provider.GetRequiredService<DatabaseStarter>();
        await starter.StartAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.True(await starter.IsCurrentAsync(TestContext.Current.CancellationToken));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
