using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ProblemSolving.Data.Tests;

/// <summary>Fresh databases for one test, gone after it.</summary>
public abstract class TestDatabase : IAsyncLifetime
{
    private readonly string? _postgres = Environment.GetEnvironmentVariable("PROBLEMSOLVING_TEST_POSTGRES");
    private readonly List<ServiceProvider> _providers = [];

    public static TheoryData<bool> Databases => [false, true];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers)
        {
            await using (var db = await provider.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync())
                await db.Database.EnsureDeletedAsync();
            await provider.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <param name="postgres">False for SQLite.</param>
    protected async Task<IDbContextFactory<AppDbContext>> StartAsync(bool postgres, bool migrate = true)
    {
        if (postgres && _postgres is null)
            Assert.Skip("PROBLEMSOLVING_TEST_POSTGRES is not set: no PostgreSQL server to test on.");
        var services = new ServiceCollection();
        var file = Path.Combine(Path.GetTempPath(), $"ps-data-{Guid.NewGuid():N}.db");
        services.AddProblemSolvingData(file, postgres ? $"{_postgres};Database=ps_{Guid.NewGuid():N}" : null);
        var provider = services.BuildServiceProvider();
        _providers.Add(provider);
        var contexts = provider.GetRequiredService<IDbContextFactory<AppDbContext>>();
        if (migrate)
        {
            await using var db = await contexts.CreateDbContextAsync();
            await db.Database.MigrateAsync();
        }

        return contexts;
    }
}
