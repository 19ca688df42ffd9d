using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Data.Postgres;
using ProblemSolving.Data.Sqlite;

namespace ProblemSolving.Testing;

/// <summary>A database that refuses the statements a test names, as a full disk would.</summary>
public sealed class RefusingDatabase : DbCommandInterceptor
{
    private string? _statement;
    private DbException _fault = DiskFull();
    private int _left;
    private int _refused;

    /// <summary>How many statements were refused.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public static DbException DiskFull() => new SqliteException("database or disk is full", 13, 13);

    /// <summary>Goes into <see cref="TestApp.StartAsync"/>.</summary>
    public void Join(IServiceCollection services)
    {
        services.ConfigureDbContext<SqliteAppDbContext>(options => options.AddInterceptors(this));
        services.ConfigureDbContext<PostgresAppDbContext>(options => options.AddInterceptors(this));
    }

    /// <param name="statement">What a statement that is refused begins with or holds, such as <c>INSERT INTO "Runs"</c>.</param>
    /// <param name="fault">A full disk when there is none.</param>
    public void Refuse(string statement, int times = int.MaxValue, DbException? fault = null) => (_fault, _left, _statement) = (fault ?? DiskFull(), times, statement);

    public void Serve() => _statement = null;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Look(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Look(command);
        return ValueTask.FromResult(result);
    }

    private void Look(DbCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (_statement is not { } statement || !command.CommandText.Contains(statement, StringComparison.Ordinal) || Interlocked.Decrement(ref _left) < 0)
            return;
        Interlocked.Increment(ref _refused);
        throw _fault;
    }
}
