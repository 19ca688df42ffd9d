using ProblemSolving.Domain.Numerics;

namespace ProblemSolving.Domain.Sample;

/// <summary>
/// Makes the responses to company A's pilot: who bought within the window and for how much. The truth is known: a customer of
/// the control group buys with one chance, a customer who got the offer with a higher one, and the amounts are alike.
/// </summary>
public static class PilotResponseGenerator
{
    // quantiles of the amount of one response in won
    private static readonly double[] s_amounts = [6_000, 14_000, 21_000, 29_000, 38_000, 52_000, 74_000, 115_000, 260_000];

    /// <summary>True response rate without the offer.</summary>
    public const double ControlRate = 0.08;

    /// <summary>True response rate with the offer.</summary>
    public const double TargetRate = 0.11;

    /// <summary>Header of a response file.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["customer_id", "responded", "amount", "responded_on"];

    /// <summary>One row for each customer in the order given; a customer's response depends on the seed, the id and the group only.</summary>
    /// <param name="firstDay">First day of the window.</param>
    /// <param name="days">Length of the window, 1 or more.</param>
    public static IEnumerable<PilotResponse> Generate(IEnumerable<PilotMember> members, ulong seed, DateOnly firstDay, int days)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        return members.Select(member => Respond(member, seed, firstDay, days));
    }

    private static PilotResponse Respond(PilotMember member, ulong seed, DateOnly firstDay, int days)
    {
        var random = new SeededRandom(seed, Hash(member.CustomerId));
        if (!random.Chance(member.GetsOffer ? TargetRate : ControlRate))
            return new PilotResponse(member.CustomerId, false, 0, null);
        var won = Math.Round((decimal)random.FromQuantiles(s_amounts) / 10, MidpointRounding.AwayFromZero) * 10;
        return new PilotResponse(member.CustomerId, true, won, firstDay.AddDays(random.Below(days)));
    }

    /// <summary>FNV-1a over the UTF-16 units; the same everywhere, unlike <see cref="string.GetHashCode()"/>.</summary>
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
            hash = unchecked((hash ^ c) * 1099511628211UL);
        return hash;
    }
}

/// <summary>A customer in a pilot.</summary>
/// <param name="GetsOffer">True in the target group, false in the control group.</param>
public sealed record PilotMember(string CustomerId, bool GetsOffer);

/// <summary>What a customer did in the window.</summary>
/// <param name="AmountWon">0 when there was no response.</param>
/// <param name="RespondedOn">Null when there was no response.</param>
public sealed record PilotResponse(string CustomerId, bool Responded, decimal AmountWon, DateOnly? RespondedOn);
