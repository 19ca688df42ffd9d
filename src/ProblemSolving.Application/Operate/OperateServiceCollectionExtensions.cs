using Microsoft.Extensions.DependencyInjection;

namespace ProblemSolving.Application.Operate;

internal static class OperateServiceCollectionExtensions
{
    public static IServiceCollection AddOperate(this IServiceCollection services)
    {
        return services;
    }
}
