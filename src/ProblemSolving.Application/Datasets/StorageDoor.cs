namespace ProblemSolving.Application.Datasets;

/// <summary>
/// Who asks for room looks at what is taken and then takes some: one at a time, or many that look in the same moment all find the
/// same room.
/// </summary>
public sealed class StorageDoor : IDisposable
{
    private readonly SemaphoreSlim _door = new(1, 1);

    /// <summary>Waits for its turn; the next one comes in when the answer is disposed.</summary>
    internal async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken);
        return new Turn(_door);
    }

    public void Dispose() => _door.Dispose();

    private sealed class Turn(SemaphoreSlim door) : IDisposable
    {
        private SemaphoreSlim? _door = door;

        public void Dispose() => Interlocked.Exchange(ref _door, null)?.Release();
    }
}
