using System.Collections.Concurrent;

namespace ProblemSolving.Application.Jobs;

/// <summary>The work this machine is doing right now, so that it can be stopped at once.</summary>
public sealed class RunningWork
{
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> _running = new();

    /// <returns>A source that is cancelled when somebody asks to stop this work or the program ends.</returns>
    public CancellationTokenSource Start(Guid id, CancellationToken programEnds) =>
        _running[id] = CancellationTokenSource.CreateLinkedTokenSource(programEnds);

    public void End(Guid id)
    {
        if (_running.TryRemove(id, out var source))
            source.Dispose();
    }

    public void Cancel(Guid id)
    {
        if (!_running.TryGetValue(id, out var source))
            return;
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // it ended in this very moment
        }
    }
}
