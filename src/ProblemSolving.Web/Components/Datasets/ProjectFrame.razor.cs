using Microsoft.AspNetCore.Components;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Projects;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Components.Datasets;

/// <summary>A page inside step 5 that is not the step itself: the project's rail around it, and news of the project.</summary>
public sealed partial class ProjectFrame : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private ProjectContext? _context;
    private IDisposable? _subscription;
    private bool _denied;

    [Inject] public required ProjectService Projects { get; init; }

    [Inject] public required ProjectFeed Feed { get; init; }

    [Inject] public required CurrentActor CurrentActor { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Parameter, EditorRequired] public string Key { get; set; } = "";

    [Parameter] public RenderFragment? ChildContent { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        _subscription?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var actor = await CurrentActor.GetAsync();
            var view = await Projects.OpenAsync(actor, Key, _leaving.Token);
            _context = new ProjectContext(actor, view, ProblemStep.Analyze, ProjectClock.Today(view.Snapshot.Project.TimeZoneId, Time), ReloadAsync);
            _subscription = Feed.Subscribe(view.Snapshot.Project.Id, OnChange);
        }
        catch (AccessDeniedException)
        {
            _denied = true;
        }
    }

    private void OnChange(ProjectChange change) => _ = InvokeAsync(ReloadAsync);

    private async Task ReloadAsync()
    {
        if (_context is not { } context || _leaving.IsCancellationRequested)
            return;
        try
        {
            context.Replace(await Projects.OpenAsync(context.Actor, Key, _leaving.Token));
        }
        catch (AccessDeniedException)
        {
            _denied = true;
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // left the page while it was being read again
        }
    }
}
