using Microsoft.Extensions.DependencyInjection;

namespace ProblemSolving.Application.Measure;

internal static class MeasureServiceCollectionExtensions
{
    public static IServiceCollection AddMeasure(this IServiceCollection services)
    {
        return services;
    }
}
