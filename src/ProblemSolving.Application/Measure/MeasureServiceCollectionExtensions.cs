using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProblemSolving.Application.Jobs;

namespace ProblemSolving.Application.Measure;

internal static class MeasureServiceCollectionExtensions
{
    public static IServiceCollection AddMeasure(this IServiceCollection services)
    {
        services.TryAddSingleton<PilotLimits>(PilotLimits.Default);
        services.TryAddSingleton<PilotAccess>();
        services.TryAddSingleton<PilotPopulation>();
        services.TryAddSingleton<PilotService>();
        services.TryAddSingleton<SpendingService>();
        services.TryAddSingleton<PilotListService>();
        services.TryAddSingleton<PilotResponseService>();
        services.AddKeyedSingleton<IWork, PilotListWork>(WorkKind.PilotList);
        return services;
    }
}

/// <summary>How large a response file may be, in bytes.</summary>
public sealed record PilotLimits(long ResponseBytes)
{
    /// <summary>200 MB.</summary>
    public static PilotLimits Default { get; } = new(200L << 20);
}
