using System.Security.Cryptography;
using System.Text;

namespace ProblemSolving.Application.Accounts;

/// <summary>The one-time word that lets a caller from elsewhere create the first administrator: random, short-lived, used once.</summary>
public sealed class SetupToken(TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private const string Letters = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
    private readonly Lock _gate = new();
    private string? _token;
    private DateTimeOffset _endsAt;

    /// <summary>Makes a new token; an earlier one stops working.</summary>
    public string Issue()
    {
        lock (_gate)
        {
            _token = RandomNumberGenerator.GetString(Letters, 24);
            _endsAt = time.GetUtcNow() + Life;
            return _token;
        }
    }

    /// <summary>True for the token that was issued last, while it lives. Takes the same time for every wrong answer.</summary>
    public bool Matches(string? answer)
    {
        lock (_gate)
        {
            if (_token is null || time.GetUtcNow() >= _endsAt)
                return false;
            var given = SHA256.HashData(Encoding.UTF8.GetBytes((answer ?? "").Trim().ToUpperInvariant()));
            return CryptographicOperations.FixedTimeEquals(given, SHA256.HashData(Encoding.UTF8.GetBytes(_token)));
        }
    }

    public void Spend()
    {
        lock (_gate)
            _token = null;
    }
}
