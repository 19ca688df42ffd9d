using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Effects;

namespace ProblemSolving.Application.Reviews;

/// <summary>What changed from one packet to a later one.</summary>
/// <param name="Number">Of the question the earlier packet belonged to.</param>
/// <param name="NetThen">Net effect per year: P10, P50, P90 where they were computed.</param>
/// <param name="NewRuns">Analyses that only the later packet rests on.</param>
/// <param name="GoneRuns">Analyses that only the earlier packet rested on.</param>
/// <param name="PilotThen">Null when the earlier packet had none.</param>
public sealed record PacketComparison(
    int Number,
    IReadOnlyList<PacketDifference> Fields,
    PacketNet NetThen,
    PacketNet NetNow,
    IReadOnlyList<PacketRun> NewRuns,
    IReadOnlyList<PacketRun> GoneRuns,
    PacketPilot? PilotThen,
    PacketPilot? PilotNow)
{
    /// <summary>True when the pilot, its plan or its result is another one.</summary>
    public bool PilotChanged => !PacketPilot.Same(PilotThen, PilotNow);

    public bool IsEmpty => Fields.Count == 0 && NewRuns.Count == 0 && GoneRuns.Count == 0 && !PilotChanged && NetThen == NetNow;

    public static PacketComparison Of(int number, GatePacket then, GatePacket now)
    {
        ArgumentNullException.ThrowIfNull(then);
        ArgumentNullException.ThrowIfNull(now);
        static bool Same(PacketRun a, PacketRun b) => a.Id == b.Id && a.ResultSha256 == b.ResultSha256;

        return new PacketComparison(
            number,
            then.DifferencesTo(now),
            PacketNet.Of(then),
            PacketNet.Of(now),
            [.. now.Runs.Where(n => !then.Runs.Any(t => Same(t, n)))],
            [.. then.Runs.Where(t => !now.Runs.Any(n => Same(t, n)))],
            then.Pilot,
            now.Pilot);
    }
}

/// <summary>How the sheets of today differ from the packet of a question, and what that does to its result.</summary>
/// <param name="Then">Net effect per year of the packet.</param>
/// <param name="Now">The same of today, in the same manner: drawn where the packet was.</param>
/// <param name="PresentThen">Net present value of the packet at the likely values: what a year does not show, such as a cost that comes once.</param>
/// <param name="PresentNow">The same of today.</param>
public sealed record PacketDrift(IReadOnlyList<PacketDifference> Fields, PacketNet Then, PacketNet Now, PresentValue PresentThen, PresentValue PresentNow)
{
    public bool IsEmpty => Fields.Count == 0;

    public bool MovesResult => Then != Now;

    public bool MovesPresentValue => PresentThen != PresentNow;

    /// <param name="now">With its draws where <paramref name="then"/> has them.</param>
    public static PacketDrift Of(GatePacket then, GatePacket now)
    {
        ArgumentNullException.ThrowIfNull(then);
        ArgumentNullException.ThrowIfNull(now);
        return new PacketDrift(then.DifferencesTo(now), PacketNet.Of(then), PacketNet.Of(then.Simulation is null ? now with { Simulation = null } : now), PresentValue.Of(then), PresentValue.Of(now));
    }
}

/// <summary>What a packet is worth today over its horizon, in the project's currency, at the likely values.</summary>
public sealed record PresentValue(decimal Amount, int HorizonMonths)
{
    public static PresentValue Of(GatePacket packet)
    {
        ArgumentNullException.ThrowIfNull(packet);
        return new PresentValue(packet.Estimate.NetPresentValue, packet.Estimate.HorizonMonths);
    }
}

/// <summary>Net effect per year of a packet, in the project's currency.</summary>
/// <param name="IsSimulated">True for P10, P50, P90; false for the low, likely and high of a packet from before there were draws.</param>
public sealed record PacketNet(decimal Low, decimal Middle, decimal High, bool IsSimulated)
{
    public static PacketNet Of(GatePacket packet)
    {
        ArgumentNullException.ThrowIfNull(packet);
        return packet.Simulation?.NetPerYear is { } net
            ? new PacketNet((decimal)net.P10, (decimal)net.P50, (decimal)net.P90, true)
            : new PacketNet(packet.Estimate.NetPerYear.Low, packet.Estimate.NetPerYear.Likely, packet.Estimate.NetPerYear.High, false);
    }
}
