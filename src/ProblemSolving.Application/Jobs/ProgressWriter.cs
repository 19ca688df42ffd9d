using Microsoft.Extensions.Logging;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Application.Jobs;

/// <summary>
/// Carries the progress of a calculation to its row a few times a second, and a request to stop back to it.
/// The calculation only sets a field; it never waits for the database, and a progress that cannot be stored costs it nothing.
/// </summary>
/// <param name="write">Stores the progress and answers whether somebody asked to stop.</param>
internal sealed partial class ProgressWriter(Func<StageProgress, Task<bool>> write, CancellationTokenSource stop, ILogger logger) : IProgress<StageProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _done = new();
    private StageProgress _newest = new("", 0);
    private Task? _loop;
    private bool _isTold;

    public void Report(StageProgress value) => Volatile.Write(ref _newest, value);

    public void Start() => _loop = LoopAsync();

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        if (_loop is not null)
            await _loop;
        _done.Dispose();
    }

    private async Task LoopAsync()
    {
        while (!_done.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Interval, _done.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (await IsStopWantedAsync())
                await stop.CancelAsync();
        }
    }

    // Whatever keeps it from being stored, the next one is tried: on it hangs that somebody can still ask to stop.
    private async Task<bool> IsStopWantedAsync()
    {
        try
        {
            return await write(Volatile.Read(ref _newest));
        }
        catch (Exception exception)
        {
            if (!_isTold)
                Log.NotStored(logger, exception);
            _isTold = true;
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5013, Level = LogLevel.Warning, Message = "A progress could not be stored; the work goes on")]
        public static partial void NotStored(ILogger logger, Exception fault);
    }
}
