namespace ProblemSolving.Web.Components.Shared;

/// <summary>Work that is asked for more often than it can be done: what is asked while it runs causes one more run, not many.</summary>
/// <param name="pause">Between two runs; zero for at once.</param>
/// <param name="leaving">Ends a pause.</param>
internal sealed class OneMore(Func<Task> work, TimeSpan pause = default, CancellationToken leaving = default)
{
    private bool _running;
    private bool _again;

    /// <summary>For work that nobody waits for: what goes wrong is told to the page, unless it was left.</summary>
    public async Task FollowAsync(Func<Exception, Task> tell)
    {
        if (leaving.IsCancellationRequested)
            return;
        try
        {
            await RunAsync();
        }
        catch (Exception) when (leaving.IsCancellationRequested)
        {
            // nobody is there to see it
        }
        catch (Exception problem)
        {
            await tell(problem);
        }
    }

    public async Task RunAsync()
    {
        if (_running)
        {
            _again = true;
            return;
        }

        _running = true;
        try
        {
            do
            {
                _again = false;
                try
                {
                    await work();
                }
                catch (Exception) when (_again && !leaving.IsCancellationRequested)
                {
                    // it is done once more anyway, and says so itself if it fails again
                }

                if (_again && pause > TimeSpan.Zero)
                    await Task.Delay(pause, leaving);
            }
            while (_again);
        }
        finally
        {
            _running = false;
        }
    }
}
