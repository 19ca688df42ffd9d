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
            var name = AccessProbe.Name(method);
            var granted = ForEveryMember.Contains(name) || (role == ProjectRole.Editor && !ForOwners.Contains(name));
            if (await AccessProbe.IsDeniedAsync(_app, method, member, _project.Id) == granted)
                wrong.Add($"{name}: expected {(granted ? "granted" : "denied")}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void TheMatrix_NamesOnlyMethodsThatExist()
    {
        var known = Methods().Select(AccessProbe.Name).ToHashSet();
        Assert.Empty(ForEveryMember.Concat(ForOwners).Except(known));
        Assert.True(known.Count > 20);
    }

    private static IEnumerable<MethodInfo> Methods() => AccessProbe.CommandsBy(n => n == "projectId");

    private async Task<Actor> MemberAsync(ProjectRole role)
    {
        var actor = await _app.AddUserAsync("member-" + role, SystemRole.Analyst, SystemRole.Manager);
        await using var db = await _app.Contexts.CreateDbContextAsync();
        db.Members.Add(new ProjectMember { ProjectId = _project.Id, UserId = actor.UserId, Role = role });
        await db.SaveChangesAsync();
        return actor;
    }
}
