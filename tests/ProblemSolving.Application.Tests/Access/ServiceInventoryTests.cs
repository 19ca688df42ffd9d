using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Access;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Access;

/// <summary>Walks every public method of every feature service: nobody, strangers and disabled accounts get nowhere.</summary>
public sealed class ServiceInventoryTests : IAsyncLifetime
{
    /// <summary>Methods that any signed-in account may call, since they show only what is its own.</summary>
    private static readonly string[] OpenToEveryAccount =
        ["ProjectService.ListAsync", "PlaceService.ListAsync", "InboxService.WaitingAsync", "InboxService.AnsweredAsync", "InboxService.RevivalsAsync", "InboxService.KillsAsync", "InboxService.SentBackAsync", "InboxService.DecidedAsync", "DatasetService.ListAllAsync", "JobService.RunningAsync", "ScheduleService.FailedAsync", "ScheduleService.OverviewAsync",
        "ProfileService.GetAsync", "ProfileService.UpdateAsync", "ProfileService.SetLanguageAsync", "ProfileService.ChangePasswordAsync", "DelegationService.GetAsync", "DelegationService.ClearAsync"];

    private TestApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public static TheoryData<string> Methods() => [.. All().Select(Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task EveryMethod_ForNobodyAndADisabledAccount_IsDenied(string name)
    {
        var disabled = await _app.AddUserAsync("disabled", SystemRole.Analyst, SystemRole.Manager, SystemRole.Admin);
        await using (var db = await _app.Contexts.CreateDbContextAsync())
        {
            (await db.Users.FindAsync(disabled.UserId))!.IsDisabled = true;
            await db.SaveChangesAsync();
        }

        foreach (var actor in new[] { Actor.Anonymous, new Actor(Guid.NewGuid()), Actor.System, disabled })
            await Assert.ThrowsAsync<AccessDeniedException>(() => CallAsync(name, actor));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task EveryMethod_ForAViewerOfNothing_IsDeniedOrOpenOnPurpose(string name)
    {
        if (OpenToEveryAccount.Contains(name))
            return;
        var nobody = await _app.AddUserAsync("no-role");
        await Assert.ThrowsAsync<AccessDeniedException>(() => CallAsync(name, nobody));
    }

    [Fact]
    public void EveryMethod_TakesAnActorFirst() =>
        Assert.All(All(), m => Assert.Equal(typeof(Actor), m.GetParameters().FirstOrDefault()?.ParameterType));

    [Fact]
    public void TheInventory_IsNotEmpty() => Assert.True(All().Count() > 15);

    private static IEnumerable<MethodInfo> All() =>
        typeof(AccessGuard).Assembly.GetTypes()
            .Where(t => t.GetCustomAttribute<FeatureServiceAttribute>() is not null)
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly));

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private async Task CallAsync(string name, Actor actor)
    {
        var method = All().First(m => Name(m) == name);
        await using var scope = _app.Services.CreateAsyncScope();
        var service = scope.ServiceProvider.GetRequiredService(method.DeclaringType!);
        object?[] arguments = [actor, .. method.GetParameters().Skip(1).Select(Dummy)];
        try
        {
            await (Task)method.Invoke(service, arguments)!;
        }
        catch (TargetInvocationException thrown)
        {
            throw thrown.InnerException!;
        }
    }

    private static object? Dummy(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(string))
            return "x";
        if (type == typeof(Stream))
            return Stream.Null;
        if (type == typeof(CancellationToken))
            return TestContext.Current.CancellationToken;
        if (type.IsValueType)
            return Activator.CreateInstance(type);
        return type.IsAbstract || type.IsInterface ? null : System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
    }
}
