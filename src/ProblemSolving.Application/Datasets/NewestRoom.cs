namespace ProblemSolving.Application.Datasets;

/// <summary>What the quota leaves to one import. Others take room while it runs, so it is asked for again and again.</summary>
/// <param name="ask">What is left in this moment.</param>
public sealed class NewestRoom(Func<Task<StorageRoom>> ask, TimeProvider time)
{
    // the answer looks at the folder of every version
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private volatile StorageRoom? _newest;
    private long _asked;

    public async Task AskAsync()
    {
        _newest = await ask();
        _asked = time.GetTimestamp();
    }

    /// <summary>Asks when the answer is no longer fresh; when the disk gives none, the one before stands.</summary>
    public async Task AskAgainAsync()
    {
        if (time.GetElapsedTime(_asked) < Fresh)
            return;
        try
        {
            await AskAsync();
        }
        catch (IOException)
        {
            _asked = time.GetTimestamp();
        }
    }

    /// <exception cref="Domain.DomainRuleException">So much does not fit.</exception>
    public void Demand(long bytes, string fileName) => _newest?.Demand(bytes, fileName);

    /// <exception cref="Domain.DomainRuleException">So much does not fit while the import runs, though what it keeps may.</exception>
    public void DemandWhileRunning(long bytes, string fileName) => _newest?.DemandWhileRunning(bytes, fileName);
}
