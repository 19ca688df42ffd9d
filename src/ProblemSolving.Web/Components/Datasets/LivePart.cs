using ProblemSolving.Application.Access;
using ProblemSolving.Web.Components.Projects;

namespace ProblemSolving.Web.Components.Datasets;

/// <summary>A part with data of its own that it reads again whenever the project changes, here or elsewhere.</summary>
public abstract class LivePart : ProjectPart
{
    private bool _reading;
    private bool _again;

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
        if (_reading)
        {
            _again = true;
            return;
        }

        _reading = true;
        try
        {
            do
            {
                _again = false;
                await ReadAsync();
            }
            while (_again);
        }
        catch (AccessDeniedException)
        {
            Denied = true;
        }
        finally
        {
            _reading = false;
        }

        StateHasChanged();
    }

    private void OnMoved() => _ = InvokeAsync(RefreshAsync);
}
