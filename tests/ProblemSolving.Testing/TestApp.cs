using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProblemSolving.Application;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Data.Accounts;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Projects;
using Quartz;

namespace ProblemSolving.Testing;

/// <summary>The program below its pages, on a database and a data directory of its own.</summary>
public sealed class TestApp : IAsyncDisposable
{
    private static readonly Lazy<Task<DataDirectory>> s_empty = new(MakeEmptyAsync);
    private static readonly ConcurrentDictionary<string, Lazy<Task<(DataDirectory Data, object Scene)>>> s_prepared = new(StringComparer.Ordinal);

    private readonly ServiceProvider _services;
    private readonly string _folder;
    private readonly string? _postgresDatabase;
    private bool _jobsStarted;
    private bool _isStopped;

    private TestApp(ServiceProvider services, string folder, string? postgresDatabase)
    {
        _services = services;
        _folder = folder;
        _postgresDatabase = postgresDatabase;
    }

    public IServiceProvider Services => _services;

    public IDbContextFactory<AppDbContext> Contexts => Get<IDbContextFactory<AppDbContext>>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Starts on SQLite, or on a fresh PostgreSQL database when its server's connection string is given.</summary>
    public static async Task<TestApp> StartAsync(TimeProvider? time = null, string? postgresServer = null, Action<IServiceCollection>? more = null)
    {
        var data = NewDirectory();
        string? connection = null;
        if (postgresServer is not null)
            connection = await PostgresTemplate.CopyAsync(postgresServer, MigrateAsync);
        else
            TempFolder.Copy((await s_empty.Value).Root, data.Root);
        return await StartOnAsync(data, connection, time, more);
    }

    /// <summary>
    /// Starts on a copy of what <paramref name="prepare"/> made, the queue running. It is made once for all tests of a process that
    /// give the same name, and each of them may change its copy.
    /// </summary>
    /// <param name="prepare">Gives what its tests need to find their way, such as the keys of what it made.</param>
    public static async Task<(TestApp App, TScene Scene)> StartPreparedAsync<TScene>(string name, Func<TestApp, Task<TScene>> prepare, Action<IServiceCollection>? more = null)
        where TScene : notnull
    {
        var (made, scene) = await s_prepared.GetOrAdd(name, _ => new(() => PrepareAsync(prepare))).Value;
        var data = NewDirectory();
        TempFolder.Copy(made.Root, data.Root);
        var app = await StartOnAsync(data, null, null, more);
        await app.StartJobsAsync();
        return (app, (TScene)scene);
    }

    private static async Task<(DataDirectory Data, object Scene)> PrepareAsync<TScene>(Func<TestApp, Task<TScene>> prepare)
        where TScene : notnull
    {
        var kept = NewDirectory();
        await using var app = await StartAsync();
        await app.StartJobsAsync();
        var scene = await prepare(app);
        await app.StopAsync();
        TempFolder.Copy(app._folder, kept.Root);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(kept.Root, recursive: true);
        return (kept, scene);
    }

    private static async Task<TestApp> StartOnAsync(DataDirectory data, string? connection, TimeProvider? time, Action<IServiceCollection>? more)
    {
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Warning));
        if (time is not null)
            services.AddSingleton(time);
        more?.Invoke(services);
        services.AddProblemSolving(data, connection);
        var app = new TestApp(services.BuildServiceProvider(), data.Root, connection);
        await app.Get<DatabaseStarter>().StartAsync(CancellationToken.None);
        return app;
    }

    // Migrated once for all tests of a process; every test works on a copy of its own.
    private static async Task<DataDirectory> MakeEmptyAsync()
    {
        var data = NewDirectory();
        await MigrateAsync(data, null);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(data.Root, recursive: true);
        return data;
    }

    private static async Task MigrateAsync(string connection)
    {
        var data = NewDirectory();
        await MigrateAsync(data, connection);
        Directory.Delete(data.Root, recursive: true);
    }

    private static async Task MigrateAsync(DataDirectory data, string? connection)
    {
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Warning));
        services.AddProblemSolving(data, connection);
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<DatabaseStarter>().StartAsync(CancellationToken.None);
        var scheduler = await provider.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.Shutdown();
    }

    private static DataDirectory NewDirectory()
    {
        var data = new DataDirectory(Path.Combine(Path.GetTempPath(), "ps-test-" + Guid.NewGuid().ToString("N")));
        data.Create();
        return data;
    }

    /// <summary>An account with roles; returns it as an actor.</summary>
    public async Task<Actor> AddUserAsync(string name, params SystemRole[] roles)
    {
        await using var db = await Contexts.CreateDbContextAsync();
        var user = new AppUser { Id = Guid.CreateVersion7(), UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name, SecurityStamp = name };
        db.Users.Add(user);
        var names = roles.Select(r => r.ToString()).ToList();
        foreach (var role in await db.Roles.Where(r => names.Contains(r.Name!)).ToListAsync())
            db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = user.Id, RoleId = role.Id });
        await db.SaveChangesAsync();
        return new Actor(user.Id);
    }

    /// <summary>A project of a new analyst with a reviewing manager.</summary>
    public async Task<(Project Project, Actor Analyst, Actor Manager)> AddProjectAsync(string name = "Repurchase")
    {
        var suffix = Guid.NewGuid().ToString("N")[..6];
        var analyst = await AddUserAsync("analyst-" + suffix, SystemRole.Analyst);
        var manager = await AddUserAsync("manager-" + suffix, SystemRole.Manager);
        var project = await Get<ProjectService>().CreateAsync(analyst, new NewProject(name, "", "KRW", "Asia/Seoul"), CancellationToken.None);
        await Get<ProjectService>().SetMemberAsync(analyst, project.Id, manager.UserId, ProjectRole.Reviewer, CancellationToken.None);
        return (project, analyst, manager);
    }

    /// <summary>Starts what runs in the background: the queue and the schedules.</summary>
    public async Task StartJobsAsync()
    {
        var scheduler = await Get<ISchedulerFactory>().GetScheduler();
        await scheduler.Start();
        _jobsStarted = true;
    }

    /// <summary>Waits until something is true; fails after a while so that a test never hangs.</summary>
    public static async Task UntilAsync(Func<Task<bool>> done, int seconds = 120)
    {
        for (var i = 0; i < seconds * 20; i++)
        {
            if (await done())
                return;
            await Task.Delay(50);
        }

        throw new TimeoutException($"Not done after {seconds} s.");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StopAsync()
    {
        if (_isStopped)
            return;
        _isStopped = true;
        if (_jobsStarted)
        {
            var scheduler = await Get<ISchedulerFactory>().GetScheduler();
            // a scheduler that does not stop is a fault of the test that used it, not of the whole run
            await scheduler.Shutdown(waitForJobsToComplete: true).AsTask().WaitAsync(TimeSpan.FromMinutes(2));
        }

        if (_postgresDatabase is not null)
        {
            await using var db = await Contexts.CreateDbContextAsync();
            await db.Database.EnsureDeletedAsync();
        }

        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
