using System.Collections.Concurrent;
using Npgsql;

namespace ProblemSolving.Testing;

/// <summary>A migrated database of a server, made once for all tests of a process; every test works on a copy of its own.</summary>
internal static class PostgresTemplate
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> s_templates = new();

    // Only one copy at a time: the server refuses to copy a database that is being copied.
    private static readonly SemaphoreSlim s_copying = new(1, 1);

    /// <param name="server">Connection string without a database of its own.</param>
    /// <param name="migrate">Brings an empty database up to date.</param>
    /// <returns>The connection string of the copy.</returns>
    public static async Task<string> CopyAsync(string server, Func<string, Task> migrate)
    {
        var template = await s_templates.GetOrAdd(server, s => new Lazy<Task<string>>(() => MakeAsync(s, migrate))).Value;
        var name = NewName();
        await s_copying.WaitAsync();
        try
        {
            await RunAsync(server, $"CREATE DATABASE {name} TEMPLATE {template}");
        }
        finally
        {
            s_copying.Release();
        }

        return With(server, name);
    }

    private static async Task<string> MakeAsync(string server, Func<string, Task> migrate)
    {
        var name = NewName();
        var connection = With(server, name);
        await migrate(connection);
        await using (var pooled = new NpgsqlConnection(connection))
            NpgsqlConnection.ClearPool(pooled);   // a template must have no visitors
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Drop(server, name);
        return name;
    }

    // At the end of the process, where nothing can be awaited.
    private static void Drop(string server, string name)
    {
        try
        {
            using var connection = new NpgsqlConnection(server + ";Pooling=false");
            connection.Open();
            using var command = Command(connection, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            command.ExecuteNonQuery();
        }
        catch (NpgsqlException)
        {
            // a private server may be gone before the tests are
        }
    }

    private static async Task RunAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = Command(connection, sql);
        await command.ExecuteNonQueryAsync();
    }

#pragma warning disable CA2100 // names of databases are made here and cannot be parameters
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) => new(sql, connection);
#pragma warning restore CA2100

    private static string With(string server, string database) => server + ";Database=" + database;

    private static string NewName() => "ps_" + Guid.NewGuid().ToString("N");
}
