namespace ProblemSolving.Analysis;

/// <summary>How many sessions of the query engine are open.</summary>
internal sealed class SessionCount
{
    private int _open;

    /// <returns>How many there are with the new one.</returns>
    public int Enter() => Interlocked.Increment(ref _open);

    public void Leave() => Interlocked.Decrement(ref _open);
}
