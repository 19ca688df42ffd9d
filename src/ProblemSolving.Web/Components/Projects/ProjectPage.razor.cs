using Microsoft.AspNetCore.Components;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>One step of one project: rail on the left, sheet in the middle, comments and history on the right.</summary>
public sealed partial class ProjectPage : IDisposable
{
    private static readonly TimeSpan ReloadPause = TimeSpan.FromMilliseconds(700);

    private readonly CancellationTokenSource _leaving = new();
    private ProjectContext? _context;
    private IDisposable? _subscription;
    private bool _denied;
    private bool _reloading;
    private bool _again;

    [Inject] public required ProjectService Projects { get; init; }

    [Inject] public required ProjectFeed Feed { get; init; }

    [Inject] public required CurrentActor CurrentActor { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Parameter] public string Key { get; set; } = "";

    [Parameter] public string? StepName { get; set; }

    private string TitleText => _context is { } context
        ? $"{T["step." + context.Step]} · {context.Project.Name} · {T["app.name"]}"
        : T["app.name"];

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        _subscription?.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (ProjectUrls.ParseStep(StepName) is not { } step)
        {
            Navigation.NavigateTo(ProjectUrls.Step(Key, ProblemStep.Define), replace: true);
            return;
        }

        if (_context is { } open && open.Project.Key == Key && open.Step == step)
            return;
        try
        {
            var actor = await CurrentActor.GetAsync();
            var view = await Projects.OpenAsync(actor, Key, _leaving.Token);
            _denied = false;
            _subscription?.Dispose();
            _context = new ProjectContext(actor, view, step, ProjectClock.Today(view.Snapshot.Project.TimeZoneId, Time), ReloadAsync);
            _subscription = Feed.Subscribe(view.Snapshot.Project.Id, OnChange);
        }
        catch (AccessDeniedException)
        {
            _denied = true;
        }
    }

    private void OnChange(ProjectChange change)
    {
        if (_context is not { } context)
            return;
        // What this page saved itself it already shows.
        if (change is { Sheet: { } sheet, Field: { } field } && context.Find(sheet, change.RowId) is { } mine && WorksheetFields.Get(sheet, field).Read(mine) == change.Text)
            return;
        _ = InvokeAsync(ReloadSoonAsync);
    }

    // A running job reports several times a second; one reading after the other is enough, and the last one sees it all.
    private async Task ReloadSoonAsync()
    {
        if (_reloading)
        {
            _again = true;
            return;
        }

        _reloading = true;
        try
        {
            do
            {
                _again = false;
                await ReloadAsync();
                if (_again)
                    await Task.Delay(ReloadPause, _leaving.Token);
            }
            while (_again);
        }
        catch (OperationCanceledException)
        {
            // left the page in between
        }
        finally
        {
            _reloading = false;
        }
    }

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
