namespace ProblemSolving.Web.Components.Projects;

/// <summary>A part that shows the result of many draws: it draws again, beside the page, when the numbers have stood still for a moment.</summary>
public abstract class DrawnPart : ProjectPart
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private CancellationTokenSource? _drawing;
    private string _drawn = "";

    /// <summary>True while numbers are on their way; what was drawn before stays on the page.</summary>
    protected bool IsDrawing { get; private set; }

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Context.Changed += OnSheetChanged;
    }

    protected override Task OnParametersSetAsync() => DrawAsync(TimeSpan.Zero);

    protected override void OnLeaving()
    {
        Context.Changed -= OnSheetChanged;
        _drawing?.Cancel();
        _drawing?.Dispose();
    }

    /// <summary>Everything the draws depend on, as one text: the same text is not drawn twice.</summary>
    protected abstract string Asked();

    /// <summary>Draws from the sheets as they are now.</summary>
    /// <returns>What puts the result on the page; it runs only when no newer number came meanwhile.</returns>
    protected abstract Task<Action> DrawAsync(CancellationToken cancellationToken);

    private void OnSheetChanged() => Follow(() => DrawAsync(Pause));

    private async Task DrawAsync(TimeSpan pause)
    {
        var asked = Asked();
        if (asked == _drawn)
            return;
        _drawn = asked;
        _drawing?.Cancel();
        _drawing?.Dispose();
        _drawing = new CancellationTokenSource();
        var mine = _drawing.Token;
        try
        {
            await Task.Delay(pause, mine);
            IsDrawing = true;
            var show = await DrawAsync(mine);
            if (mine.IsCancellationRequested)
                return;
            show();
            IsDrawing = false;
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // a newer number came, or the page is gone
        }
        catch
        {
            (IsDrawing, _drawn) = (false, "");   // asked once more, it is drawn once more
            throw;
        }
    }
}
