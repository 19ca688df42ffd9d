using Microsoft.Extensions.Options;
using ProblemSolving.Application;

namespace ProblemSolving.Web.Hosting;

/// <summary>Who may work on the data directory at the same time.</summary>
internal static class DirectoryUse
{
    /// <summary>For the server: alone on SQLite, together with other machines on PostgreSQL. Null when somebody else has it.</summary>
    public static DirectoryHold? ForServer(IServiceProvider services)
    {
        var data = services.GetRequiredService<DataDirectory>();
        return string.IsNullOrWhiteSpace(services.GetRequiredService<IOptions<ProblemSolvingOptions>>().Value.Postgres) ? DirectoryHold.TakeAlone(data) : DirectoryHold.TakeTogether(data);
    }

    /// <summary>
    /// For a command that only writes rows: it goes beside a running server, but must not bring the database of an older
    /// one to a newer shape.
    /// </summary>
    public static async Task<bool> MayWriteBesideAsync(IServiceProvider services)
    {
        using var alone = DirectoryHold.TakeAlone(services.GetRequiredService<DataDirectory>());
        return alone is not null || await services.GetRequiredService<DatabaseStarter>().IsCurrentAsync(CancellationToken.None);
    }
}
