using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ProblemSolving.Application.Define;

internal static class DefineServiceCollectionExtensions
{
    public static IServiceCollection AddDefine(this IServiceCollection services)
    {
        services.TryAddSingleton<MetricService>();
        services.TryAddSingleton<EvidenceService>();
        services.TryAddSingleton<CauseService>();
        return services;
    }
}
