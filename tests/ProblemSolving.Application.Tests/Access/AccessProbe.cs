using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Access;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Access;

/// <summary>Calls commands that name a project or a row, with made-up further arguments: only whether one is let in counts.</summary>
internal static class AccessProbe
{
    /// <summary>Every command whose second parameter is an id of this kind.</summary>
    /// <param name="names">Whether the name of that parameter is meant.</param>
    public static IEnumerable<MethodInfo> CommandsBy(Func<string, bool> names) =>
        typeof(AccessGuard).Assembly.GetTypes()
            .Where(t => t.GetCustomAttribute<FeatureServiceAttribute>() is not null)
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(m => m.GetParameters() is [_, { } second, ..] && second.ParameterType == typeof(Guid) && names(second.Name!));

    public static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    public static async Task<bool> IsDeniedAsync(TestApp app, MethodInfo method, Actor actor, Guid id)
    {
        object?[] arguments = [actor, id, .. method.GetParameters().Skip(2).Select(Dummy)];
        try
        {
            await (Task)method.Invoke(app.Services.GetRequiredService(method.DeclaringType!), arguments)!;
            return false;
        }
        catch (Exception exception) when (exception is AccessDeniedException || exception.InnerException is AccessDeniedException)
        {
            return true;
        }
        catch (Exception)
        {
            return false;   // let in, then stopped by the made-up arguments
        }
    }

    private static object? Dummy(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(string))
            return "x";
        if (type == typeof(Stream))
            return new MemoryStream();
        if (type == typeof(CultureInfo))
            return CultureInfo.InvariantCulture;
        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }
}
