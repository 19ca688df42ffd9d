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
    /// For a command that only reads or writes rows: it goes beside a running server, and alone it brings the database to
    /// this version's shape first. False when a server of an older version runs: its database stays as it is.
    /// </summary>
    /// <param name="touching">False leaves a database that has the shape already as it lies there, for a command that looks for traces.</param>
    public static async Task<bool> StartBesideAsync(IServiceProvider services, bool touching = true)
    {
        var starter = services.GetRequiredService<DatabaseStarter>();
        if (!touching && await starter.IsCurrentAsync(CancellationToken.None))
            return true;
        using var alone = DirectoryHold.TakeAlone(services.GetRequiredService<DataDirectory>());
        if (alone is null)
            return await starter.IsCurrentAsync(CancellationToken.None);
        await starter.StartAsync(CancellationToken.None);
        return true;
    }
}
