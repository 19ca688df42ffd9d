using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Access;

/// <summary>Every method that takes a project, called by each kind of member of a real project.</summary>
public sealed class RoleMatrixTests : IAsyncLifetime
{
    private static readonly string[] ForEveryMember =
    [
        "ProjectService.MembersAsync", "WorksheetService.ReadAsync", "WorksheetService.RemovedAsync", "CommentService.ListAsync", "CommentService.AddAsync", "CommentService.DeleteAsync", "HistoryService.ListAsync", "TeamScoreService.ReadAsync", "TeamScoreService.ScoreAsync",
        "ReviewService.HistoryAsync", "ReviewService.MissingAsync", "ApprovalLineService.GetAsync", "DatasetService.ListAsync", "AnalysisService.ListAsync", "ScheduleService.ListAsync", "ScheduleService.ChoicesAsync", "ReportService.HtmlAsync", "ReportService.WorkbookAsync",
        "EvidenceService.ListAsync",
    ];

    private static readonly string[] ForOwners = ["ProjectService.UpdateAsync", "ProjectService.CandidatesAsync", "ProjectService.SetMemberAsync", "ProjectService.RemoveMemberAsync", "TeamScoreService.RevealAsync", "TeamScoreService.RestartAsync", "ApprovalLineService.SaveAsync"];

    private TestApp _app = null!;
    private Project _project = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        (_project, _, _) = await _app.AddProjectAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(ProjectRole.Viewer)]
    [InlineData(ProjectRole.Reviewer)]
    [InlineData(ProjectRole.Editor)]
    public async Task EveryMethodOnAProject_ByRole_IsGrantedOrDenied(ProjectRole role)
    {
        var member = await MemberAsync(role);
        var wrong = new List<string>();
        foreach (var method in Methods())
        {
            var name = $"{method.DeclaringType!.Name}.{method.Name}";
            var granted = ForEveryMember.Contains(name) || (role == ProjectRole.Editor && !ForOwners.Contains(name));
            if (await IsDeniedAsync(method, member) == granted)
                wrong.Add($"{name}: expected {(granted ? "granted" : "denied")}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void TheMatrix_NamesOnlyMethodsThatExist()
    {
        var known = Methods().Select(m => $"{m.DeclaringType!.Name}.{m.Name}").ToHashSet();
        Assert.Empty(ForEveryMember.Concat(ForOwners).Except(known));
        Assert.True(known.Count > 20);
    }

    private static IEnumerable<MethodInfo> Methods() =>
        typeof(AccessGuard).Assembly.GetTypes()
            .Where(t => t.GetCustomAttribute<FeatureServiceAttribute>() is not null)
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(m => m.GetParameters() is [_, { Name: "projectId" } second, ..] && second.ParameterType == typeof(Guid));

    private async Task<Actor> MemberAsync(ProjectRole role)
    {
        var actor = await _app.AddUserAsync("member-" + role, SystemRole.Analyst, SystemRole.Manager);
        await using var db = await _app.Contexts.CreateDbContextAsync();
        db.Members.Add(new ProjectMember { ProjectId = _project.Id, UserId = actor.UserId, Role = role });
        await db.SaveChangesAsync();
        return actor;
    }

    private async Task<bool> IsDeniedAsync(MethodInfo method, Actor actor)
    {
        object?[] arguments = [actor, _project.Id, .. method.GetParameters().Skip(2).Select(Dummy)];
        try
        {
            await (Task)method.Invoke(_app.Services.GetRequiredService(method.DeclaringType!), arguments)!;
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
        if (type == typeof(System.Globalization.CultureInfo))
            return System.Globalization.CultureInfo.InvariantCulture;
        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }
}
