using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Projects;

/// <summary>The likely net effect per year that the managers were asked about at the effects gate.</summary>
/// <param name="IsPending">True while it waits for a decision, false when it was decided on.</param>
public sealed record AskedNet(decimal NetPerYear, bool IsPending)
{
    /// <returns>Null while the sheets still say the same, nothing was asked, or it came back to be mended.</returns>
    public static AskedNet? Of(ProjectSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.EffectsGate is not { Decision: not GateDecision.Revise } asked)
            return null;
        var net = GatePacket.FromJson(asked.PacketJson).Estimate.NetPerYear.Likely;
        return net == snapshot.Estimate.NetPerYear.Likely ? null : new AskedNet(net, asked.IsPending);
    }
}
