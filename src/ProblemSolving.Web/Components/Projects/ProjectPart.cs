using Microsoft.AspNetCore.Components;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>A part of a project page that draws itself again when the project changes.</summary>
public abstract class ProjectPart : ComponentBase, IDisposable
{
    [CascadingParameter] public required ProjectContext Context { get; set; }

    public void Dispose()
    {
        Context.Changed -= OnProjectChanged;
        OnLeaving();
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() => Context.Changed += OnProjectChanged;

    /// <summary>For parts that hold something of their own.</summary>
    protected virtual void OnLeaving()
    {
    }

    private void OnProjectChanged() => _ = InvokeAsync(StateHasChanged);
}
