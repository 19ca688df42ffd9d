using ProblemSolving.Domain.Analyze;
using ProblemSolving.Web.Components.Shared;

namespace ProblemSolving.Web.Components.Analyze;

/// <summary>A run's state as the shared parts show it.</summary>
public static class RunStates
{
    public static JobState Job(RunState state) => state switch
    {
        RunState.Queued => JobState.Queued,
        RunState.Running => JobState.Running,
        RunState.Succeeded => JobState.Done,
        RunState.Failed => JobState.Failed,
        RunState.Cancelled => JobState.Cancelled,
    };

    public static ChipTone Tone(RunState state) => state switch
    {
        RunState.Queued => ChipTone.Neutral,
        RunState.Running => ChipTone.Active,
        RunState.Succeeded => ChipTone.Good,
        RunState.Failed => ChipTone.Bad,
        RunState.Cancelled => ChipTone.Attention,
    };

    /// <summary>Text key of a state.</summary>
    public static string Key(RunState state) => "job." + Job(state).ToString().ToLowerInvariant();
}
