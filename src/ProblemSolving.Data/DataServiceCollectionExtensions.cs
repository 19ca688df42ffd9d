using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProblemSolving.Data.Audit;
using ProblemSolving.Data.Postgres;
using ProblemSolving.Data.Sqlite;

namespace ProblemSolving.Data;

public static class DataServiceCollectionExtensions
{
    /// <summary>
    /// Registers the pooled context factory for SQLite, or for PostgreSQL when <paramref name="postgresConnection"/> is given.
    /// Everything else asks for <see cref="IDbContextFactory{TContext}"/> of <see cref="AppDbContext"/>.
    /// </summary>
    public static IServiceCollection AddProblemSolvingData(this IServiceCollection services, string sqliteFile, string? postgresConnection)
    {
        if (string.IsNullOrWhiteSpace(postgresConnection))
        {
            services.AddPooledDbContextFactory<SqliteAppDbContext>(options => options.UseSqlite(SqliteConnections.For(sqliteFile)).AddInterceptors(SqlitePragmas.Instance, AuditSealer.Instance));
            services.TryAddSingleton<IDbContextFactory<AppDbContext>, AppDbContextFactory<SqliteAppDbContext>>();
        }
        else
        {
            services.AddPooledDbContextFactory<PostgresAppDbContext>(options => options.UseNpgsql(postgresConnection).AddInterceptors(AuditSealer.Instance));
            services.TryAddSingleton<IDbContextFactory<AppDbContext>, AppDbContextFactory<PostgresAppDbContext>>();
        }

        // Identity's stores want a context of their own; they get one that lives as long as their scope.
        services.TryAddScoped(provider => provider.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext());
        return services;
    }

    private sealed class AppDbContextFactory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<AppDbContext>
        where TContext : AppDbContext
    {
        public AppDbContext CreateDbContext() => inner.CreateDbContext();

        public async Task<AppDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await inner.CreateDbContextAsync(cancellationToken);
    }
}
