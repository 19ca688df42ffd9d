using ProblemSolving.Application.Access;
using ProblemSolving.Web.Components.Projects;
using ProblemSolving.Web.Components.Shared;

namespace ProblemSolving.Web.Components.Datasets;

/// <summary>A part with data of its own that it reads again whenever the project changes, here or elsewhere.</summary>
public abstract class LivePart : ProjectPart
{
    private OneMore? _readings;

    /// <summary>The person may not see this, or it does not exist.</summary>
    protected bool Denied { get; private set; }

    protected override async Task OnInitializedAsync()
    {
        Context.Changed += OnMoved;
        await RefreshAsync();
    }

    protected override void OnLeaving() => Context.Changed -= OnMoved;

    /// <summary>Reads what is shown.</summary>
    protected abstract Task ReadAsync();

    /// <summary>Reads now; changes that arrive meanwhile cause one more reading, not many.</summary>
    protected async Task RefreshAsync()
    {
        try
        {
            await (_readings ??= new OneMore(ReadAsync)).RunAsync();
        }
        catch (AccessDeniedException)
        {
            Denied = true;
        }

        StateHasChanged();
    }

    private void OnMoved() => Follow(RefreshAsync);
}
