using Microsoft.AspNetCore.Components;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Projects;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Components.Datasets;

/// <summary>A page inside step 5 that is not the step itself: the project's rail around it, and news of the project.</summary>
public sealed partial class ProjectFrame : IDisposable
{
    private OpenProject? _open;

    [Inject] public required ProjectService Projects { get; init; }

    [Inject] public required ProjectFeed Feed { get; init; }

    [Inject] public required CurrentActor CurrentActor { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Parameter, EditorRequired] public string Key { get; set; } = "";

    [Parameter] public RenderFragment? ChildContent { get; set; }

    private ProjectContext? Context => _open?.Context;

    private bool IsDenied => _open is { IsDenied: true };

    public void Dispose() => _open?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        _open = new OpenProject(Projects, Feed, Time, InvokeAsync, StateHasChanged);
        await _open.OpenAsync(await CurrentActor.GetAsync(), Key, ProblemStep.Analyze);
    }
}
