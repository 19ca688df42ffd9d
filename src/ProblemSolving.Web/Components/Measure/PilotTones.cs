using ProblemSolving.Domain.Measure;
using ProblemSolving.Web.Components.Shared;

namespace ProblemSolving.Web.Components.Measure;

/// <summary>What states and verdicts of pilots mean for the reader.</summary>
internal static class PilotTones
{
    public static ChipTone Of(PilotState state) => state switch
    {
        PilotState.Draft => ChipTone.Neutral,
        PilotState.Drawing or PilotState.Running => ChipTone.Active,
        PilotState.Evaluated => ChipTone.Good,
        PilotState.Failed => ChipTone.Bad,
    };

    public static ChipTone Of(VerdictKind verdict) => verdict switch
    {
        VerdictKind.Better => ChipTone.Good,
        VerdictKind.BetterButNotWorthIt => ChipTone.Attention,
        VerdictKind.NotShown => ChipTone.Neutral,
        VerdictKind.Worse or VerdictKind.BrokenSplit => ChipTone.Bad,
    };
}
