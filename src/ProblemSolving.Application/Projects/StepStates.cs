using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Projects;

/// <summary>How far the steps of a project are; only here it is known which values are the examples of the form.</summary>
public static class StepStates
{
    public static IReadOnlyList<StepStatus> Of(ProjectSnapshot snapshot, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.Steps(today, Enum.GetValues<ProblemStep>().Where(s => ExampleCheck.Check(snapshot, s).Count > 0).ToHashSet());
    }
}
