using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace ProblemSolving.Application.Jobs;

/// <summary>Wakes the work that a queue entry names.</summary>
internal sealed class WorkJob(IServiceProvider services, RunningWork running) : IJob
{
    public const string KindKey = "kind";
    public const string IdKey = "id";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var kind = Enum.Parse<WorkKind>(context.MergedJobDataMap.GetString(KindKey)!);
        var id = Guid.Parse(context.MergedJobDataMap.GetString(IdKey)!);
        var source = running.Start(id, cancellationToken);
        try
        {
            await services.GetRequiredKeyedService<IWork>(kind).RunAsync(id, source.Token);
        }
        finally
        {
            running.End(id);
        }
    }
}
