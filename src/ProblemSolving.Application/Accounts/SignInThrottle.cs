using System.Threading.RateLimiting;

namespace ProblemSolving.Application.Accounts;

/// <summary>
/// Slows guessing: few tries for one name from one address, more for one address over all names.
/// Counts before the password is looked at, so a throttled answer tells nothing.
/// </summary>
public sealed class SignInThrottle : IDisposable
{
    public const int TriesPerNameAndAddress = 8;
    public const int TriesPerAddress = 40;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly PartitionedRateLimiter<string> _perName = Limiter(TriesPerNameAndAddress);
    private readonly PartitionedRateLimiter<string> _perAddress = Limiter(TriesPerAddress);

    /// <summary>True when another try is allowed now.</summary>
    public bool TryEnter(string address, string userName)
    {
        var name = userName.Trim().ToUpperInvariant();
        if (name.Length > AccountWriter.NameLengthMost)
            name = name[..AccountWriter.NameLengthMost];
        using var byAddress = _perAddress.AttemptAcquire(address);
        using var byName = _perName.AttemptAcquire($"{address}\n{name}");
        return byAddress.IsAcquired && byName.IsAcquired;
    }

    public void Dispose()
    {
        _perName.Dispose();
        _perAddress.Dispose();
    }

    private static PartitionedRateLimiter<string> Limiter(int tries) =>
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = tries,
            Window = Window,
            QueueLimit = 0,
        }));
}
