using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using ProblemSolving.Application.Operate;
using ProblemSolving.Application.Reviews;
using Quartz;

namespace ProblemSolving.Application.Jobs;

public static class JobsServiceCollectionExtensions
{
    private const int AtOnce = 2;

    /// <summary>The durable queue and the schedules. Tables are made at the first start; on PostgreSQL several machines share them.</summary>
    internal static IServiceCollection AddJobs(this IServiceCollection services, DataDirectory data, string? postgresConnection)
    {
        services.TryAddSingleton<RunningWork>();
        services.TryAddSingleton<WorkQueue>();
        services.TryAddSingleton<LostWork>();
        services.TryAddSingleton<JobService>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceId = "AUTO";
                // A stop asks work to end, and work that ended for it is taken up at the next start.
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseDefaultThreadPool(AtOnce);
            quartz.UsePersistentStore(store =>
            {
                store.ProvisionSchema();
                store.ConfigureStore(options =>
                {
                    options.StoreJobDataAsStrings = true;
                    options.RecoverFiringsCancelledByShutdown = true;
                });
                if (string.IsNullOrWhiteSpace(postgresConnection))
                {
                    store.UseSqlite(SqliteFactory.Instance, new SqliteConnectionStringBuilder { DataSource = data.SchedulerFile, DefaultTimeout = 30 }.ToString());
                }
                else
                {
                    store.UsePostgres(NpgsqlFactory.Instance, postgresConnection);
                    store.UseClustering();
                }
            });
        });
        return services;
    }

    /// <summary>Lets this process run what is queued; the command line only queues.</summary>
    public static IServiceCollection AddJobRunner(this IServiceCollection services) =>
        services.AddHostedService<StartSweep>().AddQuartzHostedService(options => options.WaitForJobsToComplete = true).AddHostedService<LostWorkStarter>().AddHostedService<ScheduleStarter>().AddHostedService<RevivalStarter>();
}
