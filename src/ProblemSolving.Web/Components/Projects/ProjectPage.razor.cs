using Microsoft.AspNetCore.Components;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>One step of one project: rail on the left, sheet in the middle, comments and history on the right.</summary>
public sealed partial class ProjectPage : IDisposable
{
    private OpenProject? _open;

    [Inject] public required ProjectService Projects { get; init; }

    [Inject] public required ProjectFeed Feed { get; init; }

    [Inject] public required CurrentActor CurrentActor { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Parameter] public string Key { get; set; } = "";

    [Parameter] public string? StepName { get; set; }

    private ProjectContext? Context => _open?.Context;

    private bool IsDenied => _open is { IsDenied: true };

    private string TitleText => Context is { } context
        ? $"{T["step." + context.Step]} · {context.Project.Name} · {T["app.name"]}"
        : T["app.name"];

    public void Dispose() => _open?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (ProjectUrls.ParseStep(StepName) is not { } step)
        {
            Navigation.NavigateTo(ProjectUrls.Step(Key, ProblemStep.Define), replace: true);
            return;
        }

        if (Context is { } open && open.Project.Key == Key && open.Step == step)
            return;
        _open ??= new OpenProject(Projects, Feed, Time, InvokeAsync, StateHasChanged);
        await _open.OpenAsync(await CurrentActor.GetAsync(), Key, step);
    }
}
