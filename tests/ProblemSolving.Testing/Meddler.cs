using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Data.Postgres;
using ProblemSolving.Data.Sqlite;

namespace ProblemSolving.Testing;

/// <summary>Lets something else happen at one exact moment of a service call: once, before a table is read or before a save.</summary>
public sealed class Meddler : DbCommandInterceptor, ISaveChangesInterceptor
{
    private string? _table;
    private Func<Task>? _meddle;

    /// <summary>Goes into <see cref="TestApp.StartAsync"/>.</summary>
    public void Join(IServiceCollection services)
    {
        services.ConfigureDbContext<SqliteAppDbContext>(options => options.AddInterceptors(this));
        services.ConfigureDbContext<PostgresAppDbContext>(options => options.AddInterceptors(this));
    }

    public void BeforeReading(string table, Func<Task> meddle) => (_table, _meddle) = ($"FROM \"{table}\"", meddle);

    public void BeforeSaving(Func<Task> meddle) => (_table, _meddle) = (null, meddle);

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (_table is { } table && command.CommandText.Contains(table, StringComparison.Ordinal))
            await MeddleAsync();
        return result;
    }

    public async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (_table is null)
            await MeddleAsync();
        return result;
    }

    private Task MeddleAsync() => Interlocked.Exchange(ref _meddle, null) is { } meddle ? meddle() : Task.CompletedTask;
}
