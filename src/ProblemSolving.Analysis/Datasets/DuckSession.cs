using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using ProblemSolving.Domain;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>
/// One in-memory database for one operation, shut off from the machine: only the named files can be opened,
/// no extension is loaded, and the settings cannot be changed by a later statement.
/// </summary>
internal sealed class DuckSession : IDisposable
{
    private readonly DuckDBConnection _connection;
    private readonly string _temp;
    private readonly CancellationToken _cancellationToken;
    private SessionCount? _counted;

    /// <param name="files">Full paths that may be read or written.</param>
    public DuckSession(AnalysisSettings settings, IEnumerable<string> files, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _temp = Path.Combine(settings.TempDirectory, $"duck-{Guid.NewGuid():N}");
        Directory.CreateDirectory(_temp);
        _connection = new DuckDBConnection("DataSource=:memory:");
        _counted = settings.Sessions;
        var sessions = _counted.Enter();
        try
        {
            _connection.Open();
            Execute(string.Create(CultureInfo.InvariantCulture, $"SET memory_limit='{settings.MemoryMegabytes}MB'"));
            Execute(string.Create(CultureInfo.InvariantCulture, $"SET threads={Math.Max(1, settings.Threads)}"));
            Execute($"SET temp_directory={Sql.Text(_temp)}");
            if (settings.SpillMegabytes(sessions) is { } most)
                Execute(string.Create(CultureInfo.InvariantCulture, $"SET max_temp_directory_size='{most}MB'"));
            Execute("SET TimeZone='UTC'");
            Execute($"SET allowed_paths=[{string.Join(", ", files.Select(Sql.Text))}]");
            Execute("SET autoinstall_known_extensions=false");
            Execute("SET autoload_known_extensions=false");
            Execute("SET enable_external_access=false");
            Execute("SET lock_configuration=true");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement and gives the number of changed rows.</summary>
    /// <exception cref="OperationCanceledException">The operation was cancelled; a running statement is interrupted.</exception>
    public long Execute(string sql) => Run(sql, command => (long)command.ExecuteNonQuery());

    /// <summary>All rows of a query.</summary>
    /// <param name="texts">Texts for <c>$1</c>, <c>$2</c> … of the query.</param>
    public List<T> Rows<T>(string sql, Func<DbDataReader, T> read, params string[] texts) => Run(sql, command =>
    {
        var rows = new List<T>();
        foreach (var text in texts)
            command.Parameters.Add(new DuckDBParameter(text));
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    });

    /// <summary>Calls <paramref name="take"/> for each row without keeping it.</summary>
    public void ForEach(string sql, Action<DbDataReader> take)
    {
        foreach (var row in Stream(sql))
            take(row);
    }

    /// <summary>The rows of a query one by one, as they are asked for; the reader stands on the row until the next one is.</summary>
    public IEnumerable<DbDataReader> Stream(string sql)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = true;
        using var registration = _cancellationToken.Register(command.Cancel);
        using var reader = Guarded(command.ExecuteReader);
        Func<bool> next = reader.Read;
        while (Guarded(next))
            yield return reader;
    }

    /// <summary>The only row of a query.</summary>
    public T One<T>(string sql, Func<DbDataReader, T> read) => Rows(sql, read).Single();

    /// <summary>A whole number that a query gives.</summary>
    public long Count(string sql) => One(sql, r => Convert.ToInt64(r.GetValue(0), CultureInfo.InvariantCulture));

    public void Dispose()
    {
        _connection.Dispose();
        Interlocked.Exchange(ref _counted, null)?.Leave();
        try
        {
            if (Directory.Exists(_temp))
                Directory.Delete(_temp, recursive: true);
        }
        catch (IOException)
        {
            // left for the sweep of the temp directory at the next start
        }
    }

    private T Run<T>(string sql, Func<DuckDBCommand, T> run)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var registration = _cancellationToken.Register(command.Cancel);
        return Guarded(() => run(command));
    }

    private T Guarded<T>(Func<T> step)
    {
        try
        {
            var result = step();
            _cancellationToken.ThrowIfCancellationRequested();
            return result;
        }
        catch (DuckDBException) when (_cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(_cancellationToken);
        }
        catch (DuckDBException problem) when (problem.Message.StartsWith("Out of Memory Error", StringComparison.Ordinal))
        {
            throw new DomainRuleException("work.no-room");
        }
    }
}

/// <summary>Writes names and texts so that they stay names and texts inside a statement.</summary>
internal static class Sql
{
    /// <summary>A text literal.</summary>
    public static string Text(string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A text in a statement cannot hold a zero character.", nameof(value));
        return "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'";
    }

    /// <summary>A quoted name.</summary>
    public static string Name(string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A name in a statement cannot hold a zero character.", nameof(value));
        return "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    /// <summary>A whole number.</summary>
    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A day.</summary>
    public static string Day(DateOnly day) => $"DATE '{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'";
}
