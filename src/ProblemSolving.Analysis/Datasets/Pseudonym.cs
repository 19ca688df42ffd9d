using System.Security.Cryptography;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>
/// Stands for a personal value: the first 128 bits of its HMAC-SHA-256 under the key of the project (RFC 2104), in hex. The same value gives
/// the same pseudonym in every file of the project, and without the key nobody can try out names.
/// </summary>
internal static class Pseudonym
{
    /// <summary>Characters of a pseudonym.</summary>
    public const int Length = 32;

    /// <param name="value">The trimmed cell; the ".0" of a whole number that a program wrote as a decimal says nothing.</param>
    /// <param name="target">At least <see cref="Length"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(byte[] key, ReadOnlySpan<byte> value, Span<byte> target)
    {
        if (value.Length > 2 && value.EndsWith(".0"u8) && value[..^2].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
            value = value[..^2];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, value, hash);
        Convert.TryToHexStringLower(hash[..(Length / 2)], target, out var written);
        return written;
    }
}
