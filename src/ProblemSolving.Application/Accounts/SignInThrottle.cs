namespace ProblemSolving.Application.Accounts;

/// <summary>
/// Slows guessing: few wrong tries for one name from one address, more for one address over all names.
/// A try counts before the password is looked at, so that many at once do not slip through; a right one is given back,
/// so that an office behind one address can begin its day.
/// </summary>
public sealed class SignInThrottle(TimeProvider time)
{
    public const int TriesPerNameAndAddress = 8;
    public const int TriesPerAddress = 40;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const int KeysMost = 20_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Count> _counts = [];

    /// <summary>True when another try is allowed now; it is counted.</summary>
    public bool TryEnter(string address, string userName)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            Prune(now);
            var byAddress = Of(address, now);
            var byName = Of(KeyOf(address, userName), now);
            if (byAddress.Tries >= TriesPerAddress || byName.Tries >= TriesPerNameAndAddress)
                return false;
            byAddress.Tries++;
            byName.Tries++;
            return true;
        }
    }

    /// <summary>The last try was right: it counts neither for the name nor for the address.</summary>
    public void GiveBack(string address, string userName)
    {
        lock (_gate)
        {
            foreach (var key in new[] { address, KeyOf(address, userName) })
            {
                if (_counts.TryGetValue(key, out var count) && count.Tries > 0)
                    count.Tries--;
            }
        }
    }

    private static string KeyOf(string address, string userName)
    {
        var name = userName.Trim().ToUpperInvariant();
        return $"{address}\n{(name.Length > AccountWriter.NameLengthMost ? name[..AccountWriter.NameLengthMost] : name)}";
    }

    private Count Of(string key, DateTimeOffset now)
    {
        if (_counts.TryGetValue(key, out var known) && now < known.EndsAt)
            return known;
        return _counts[key] = new Count { EndsAt = now + Window };
    }

    // Names and addresses are the caller's words; the memory they take is bounded.
    private void Prune(DateTimeOffset now)
    {
        if (_counts.Count < KeysMost)
            return;
        foreach (var key in _counts.Where(c => c.Value.EndsAt <= now).Select(c => c.Key).ToList())
            _counts.Remove(key);
        if (_counts.Count >= KeysMost)
            _counts.Clear();
    }

    private sealed class Count
    {
        public int Tries { get; set; }

        public DateTimeOffset EndsAt { get; init; }
    }
}
