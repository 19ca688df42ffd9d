using Microsoft.AspNetCore.Components;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>A part of a project page that draws itself again when the project changes.</summary>
public abstract class ProjectPart : ComponentBase, IDisposable
{
    private bool _left;

    [CascadingParameter] public required ProjectContext Context { get; set; }

    public void Dispose()
    {
        _left = true;
        Context.Changed -= OnProjectChanged;
        OnLeaving();
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() => Context.Changed += OnProjectChanged;

    /// <summary>For parts that hold something of their own.</summary>
    protected virtual void OnLeaving()
    {
    }

    /// <summary>
    /// For work that nobody waits for, such as reading again after a change elsewhere: once the part was left it is not begun, and what
    /// goes wrong before that is shown and logged like every other fault of the page.
    /// </summary>
    protected void Follow(Func<Task> work) => _ = InvokeAsync(async () =>
    {
        if (_left)
            return;
        try
        {
            await work();
        }
        catch (Exception) when (_left)
        {
            // nobody is there to see it
        }
        catch (Exception problem)
        {
            await DispatchExceptionAsync(problem);
        }
    });

    private void OnProjectChanged() => _ = InvokeAsync(StateHasChanged);
}
