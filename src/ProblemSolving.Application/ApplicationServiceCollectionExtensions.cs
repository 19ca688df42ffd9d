using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Health;
using ProblemSolving.Application.Texts;
using ProblemSolving.Data;

namespace ProblemSolving.Application;

public static class ApplicationServiceCollectionExtensions
{
    /// <summary>Everything below the web: database, features, texts.</summary>
    /// <param name="dataDirectory">Exists and can be written.</param>
    /// <param name="postgresConnection">Null or empty for the SQLite file in the data directory.</param>
    public static IServiceCollection AddProblemSolving(this IServiceCollection services, string dataDirectory, string? postgresConnection)
    {
        services.AddProblemSolvingData(Path.Combine(dataDirectory, "problemsolving.db"), postgresConnection);
        services.TryAddSingleton(TextCatalog.Default);
        services.TryAddSingleton<DatabaseProbe>();
        services.AddAccounts();
        return services;
    }

    /// <summary>Makes the tables when there are none.</summary>
    public static async Task PrepareDatabaseAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(cancellationToken);
        await db.Database.EnsureCreatedAsync(cancellationToken);
    }
}
