using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProblemSolving.Application.Jobs;

namespace ProblemSolving.Application.Operate;

internal static class OperateServiceCollectionExtensions
{
    public static IServiceCollection AddOperate(this IServiceCollection services)
    {
        services.TryAddSingleton<ScheduleWaker>();
        services.TryAddSingleton<SlotBell>();
        services.TryAddSingleton<ModelRefresh>();
        services.TryAddSingleton<DeliveryBooking>();
        services.TryAddSingleton<ScheduleService>();
        services.AddKeyedSingleton<IWork, OperateWork>(WorkKind.OperateRun);
        return services;
    }
}
