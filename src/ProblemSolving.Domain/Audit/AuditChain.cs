using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ProblemSolving.Domain.Audit;

/// <summary>
/// Binds each row of the trail to the one before it: its hash is the SHA-256 of its number, its content and the hash before.
/// Whoever changes, removes or slips in a row breaks the chain there, unless they reckon every later hash anew: the hashes have no
/// key. That, and rows cut off at the very end, only a hash noted elsewhere shows.
/// </summary>
public static class AuditChain
{
    /// <summary>What stands before the first row.</summary>
    public const string Start = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <returns>Lower-case hex SHA-256.</returns>
    public static string Hash(AuditEntry entry, long sequence, string previous)
    {
        ArgumentNullException.ThrowIfNull(entry);

        // An array of texts has one form only; whole microseconds are what both databases keep.
        string?[] content =
        [
            previous,
            sequence.ToString(CultureInfo.InvariantCulture),
            entry.ProjectId?.ToString("N"),
            entry.Step?.ToString(),
            entry.Subject,
            entry.RowId?.ToString("N"),
            entry.Field,
            entry.OldValue,
            entry.NewValue,
            entry.UserId.ToString("N"),
            (entry.AtUtc.Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content))));
    }
}

/// <summary>Walks over the trail in its order and stops at the first row that does not fit.</summary>
public sealed class AuditVerification
{
    private string _last = AuditChain.Start;

    /// <summary>Rows that fit so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Hash of the last row that fitted.</summary>
    public string Head => _last;

    public AuditBreak? Break { get; private set; }

    /// <param name="entry">The next row by its number.</param>
    /// <returns>False when the row, or one before it, does not fit.</returns>
    public bool Next(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (Break is not null)
            return false;
        Break = entry.Sequence is not { } sequence || entry.Hash is null ? new AuditBreak(entry.Id, entry.Sequence, AuditBreakKind.NotSealed)
            : sequence != Rows + 1 ? new AuditBreak(entry.Id, sequence, AuditBreakKind.RowsMissing)
            : entry.Hash != AuditChain.Hash(entry, sequence, _last) ? new AuditBreak(entry.Id, sequence, AuditBreakKind.Changed)
            : null;
        if (Break is not null)
            return false;
        Rows++;
        _last = entry.Hash!;
        return true;
    }
}

/// <summary>The first row that does not fit.</summary>
/// <param name="Id">Its key in the table.</param>
/// <param name="Sequence">Its number in the chain.</param>
public sealed record AuditBreak(long Id, long? Sequence, AuditBreakKind Kind);

/// <summary>What is wrong with it.</summary>
public enum AuditBreakKind
{
    /// <summary>Its content, or that of the row before it, is not what was written.</summary>
    Changed,

    /// <summary>Rows before it are gone.</summary>
    RowsMissing,

    /// <summary>It was put in past the program.</summary>
    NotSealed,
}
