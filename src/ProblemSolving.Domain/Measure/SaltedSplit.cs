using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ProblemSolving.Domain.Measure;

/// <summary>The part of a customer in a pilot.</summary>
public enum PilotGroup
{
    /// <summary>Left alone, to compare with.</summary>
    Control,

    /// <summary>Contacted.</summary>
    Target,
}

/// <summary>
/// Random but repeatable split: a customer's group follows from a salt and the customer's id alone,
/// so neither the order of a list nor who else is on it can move anybody.
/// </summary>
public static class SaltedSplit
{
    /// <summary>Group of one customer.</summary>
    /// <param name="salt">Of the pilot round; a fresh one for each round.</param>
    /// <param name="controlShare">Planned share of the control group, in (0, 1).</param>
    public static PilotGroup GroupOf(string customer, string salt, double controlShare)
    {
        if (!(controlShare > 0 && controlShare < 1))
            throw new ArgumentOutOfRangeException(nameof(controlShare), controlShare, "A share lies between 0 and 1.");
        return Place(customer, salt) < controlShare ? PilotGroup.Control : PilotGroup.Target;
    }

    /// <summary>Group of every customer, in the order given.</summary>
    public static IReadOnlyList<(string Customer, PilotGroup Group)> Assign(IEnumerable<string> customers, string salt, double controlShare) =>
        [.. customers.Select(c => (c, GroupOf(c, salt, controlShare)))];

    /// <summary>A number in [0, 1) that looks random: the first 53 bits of SHA-256 over salt, a zero byte and the id.</summary>
    public static double Place(string customer, string salt)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}\0{customer}"), hash);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }
}
