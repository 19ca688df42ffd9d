using ProblemSolving.Domain.Reviews;
using ProblemSolving.Web.Components.Shared;

namespace ProblemSolving.Web.Components.Reviews;

/// <summary>The look of a manager's answer.</summary>
internal static class DecisionTones
{
    public static ChipTone Of(GateDecision decision) => decision switch
    {
        GateDecision.Go or GateDecision.Operate => ChipTone.Good,
        GateDecision.GoWithConditions or GateDecision.Switch => ChipTone.Active,
        GateDecision.Hold or GateDecision.Revise => ChipTone.Attention,
        GateDecision.Drop => ChipTone.Bad,
    };
}
