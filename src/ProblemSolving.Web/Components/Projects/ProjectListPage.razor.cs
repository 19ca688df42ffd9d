using Microsoft.AspNetCore.Components;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>The projects a person may see, with search and filter in the address.</summary>
public sealed partial class ProjectListPage : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<ProjectCard>? _cards;
    private bool _mayCreate;

    [Inject] public required ProjectService Projects { get; init; }

    [Inject] public required AccessGuard Access { get; init; }

    [Inject] public required CurrentActor CurrentActor { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [SupplyParameterFromQuery(Name = "search")] public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "status")] public string? StatusText { get; set; }

    private ProjectStatus? Status => Enum.TryParse<ProjectStatus>(StatusText, out var status) && Enum.IsDefined(status) ? status : null;

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var actor = await CurrentActor.GetAsync();
        _mayCreate = await Access.MayAsync(actor, Permission.CreateProject, null, _leaving.Token);
        _cards = await Projects.ListAsync(actor, Search, Status, _leaving.Token);
    }

    private void Go(string? search, ProjectStatus? status) => Navigation.NavigateTo(ProjectUrls.List(search, status));
}
