namespace ProblemSolving.Web.Components.Shared;

/// <summary>Where a piece of long work stands.</summary>
public enum JobState
{
    Queued,
    Running,
    Done,
    Failed,
    Cancelled,
}
