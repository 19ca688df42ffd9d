using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Application.Jobs;

/// <summary>
/// Carries the progress of a calculation to its row a few times a second, and a request to stop back to it.
/// The calculation only sets a field; it never waits for the database.
/// </summary>
/// <param name="write">Stores the progress and answers whether somebody asked to stop.</param>
internal sealed class ProgressWriter(Func<StageProgress, Task<bool>> write, CancellationTokenSource stop) : IProgress<StageProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _done = new();
    private StageProgress _newest = new("", 0);
    private Task? _loop;

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

            if (await write(Volatile.Read(ref _newest)))
                await stop.CancelAsync();
        }
    }
}
