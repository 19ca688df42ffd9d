using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Health;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Application.Texts;
using ProblemSolving.Data;

namespace ProblemSolving.Application;

public static class ApplicationServiceCollectionExtensions
{
    /// <summary>Everything below the pages: database, rules, analyses, jobs, texts.</summary>
    /// <param name="dataDirectory">The folder that holds everything; exists and can be written.</param>
    /// <param name="postgresConnection">PostgreSQL instead of the SQLite file, for several machines; null or blank for SQLite.</param>
    public static IServiceCollection AddProblemSolving(this IServiceCollection services, string dataDirectory, string? postgresConnection)
    {
        var data = new DataDirectory(dataDirectory);
        data.Create();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(data);
        services.AddProblemSolvingData(data.DatabaseFile, postgresConnection);
        services.TryAddSingleton<DatabaseStarter>();
        services.TryAddSingleton<DatabaseProbe>();
        services.TryAddSingleton(TextCatalog.Default);
        services.TryAddSingleton<AccessGuard>();
        services.AddAccounts();
        services.AddProjects();
        return services;
    }

    /// <summary>Brings the database to the shape this version needs.</summary>
    public static Task PrepareDatabaseAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<DatabaseStarter>().StartAsync(cancellationToken);

    private static void AddProjects(this IServiceCollection services)
    {
        services.TryAddSingleton<ProjectFeed>();
        services.TryAddSingleton<ProjectService>();
        services.TryAddSingleton<WorksheetService>();
        services.TryAddSingleton<CommentService>();
        services.TryAddSingleton<HistoryService>();
        services.TryAddSingleton<ReviewService>();
    }
}
