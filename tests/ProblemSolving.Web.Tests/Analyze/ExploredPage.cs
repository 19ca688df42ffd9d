using ProblemSolving.Application.Access;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Analyze;

/// <summary>Pages of a project with an explored log; the log is imported and explored once, every test works on a copy.</summary>
internal static class ExploredPage
{
    public static async Task<(ProjectPartsPage Page, Guid Run, Guid Version)> OpenAsync()
    {
        var (app, scene) = await TestApp.StartPreparedAsync("explored", PrepareAsync);
        return (ProjectPartsPage.On(app, scene.Project, scene.Analyst, scene.Manager), scene.Run, scene.Version);
    }

    private static async Task<Scene> PrepareAsync(TestApp app)
    {
        var (project, analyst, manager) = await app.AddProjectAsync();
        var version = await app.ImportLogAsync(analyst, project.Id, Scenarios.SmallLog);
        return new Scene(project, analyst, manager, version, await app.ExploreAsync(analyst, version, RepurchaseParameters.Default));
    }

    private sealed record Scene(Project Project, Actor Analyst, Actor Manager, Guid Version, Guid Run);
}
