using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Web.Components.Shared;

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

    public static bool IsUnderWay(RunState state) => state is RunState.Queued or RunState.Running;

    /// <summary>Text key of a state.</summary>
    public static string Key(RunState state) => "job." + Job(state).ToString().ToLowerInvariant();
}
