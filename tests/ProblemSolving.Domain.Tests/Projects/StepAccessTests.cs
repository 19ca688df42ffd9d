using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Tests.Projects;

public sealed class StepAccessTests
{
    [Theory]
    [InlineData(ProblemStep.Analyze, ProjectStatus.Active, true)]
    [InlineData(ProblemStep.Analyze, ProjectStatus.OnHold, true)]
    [InlineData(ProblemStep.Analyze, ProjectStatus.Closed, false)]
    [InlineData(ProblemStep.Solutions, ProjectStatus.Active, false)]
    [InlineData(ProblemStep.Measure, ProjectStatus.Active, false)]
    public void IsOpenForData_OnlyStepFiveOfALivingProject(ProblemStep step, ProjectStatus status, bool expected) =>
        Assert.Equal(expected, StepAccess.IsOpenForData(step, status));
}
