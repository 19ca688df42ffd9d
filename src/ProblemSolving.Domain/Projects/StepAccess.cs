using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Domain.Projects;

/// <summary>Which steps may be written on: steps 1 and 2 always while the project lives, the rest after a Go at the effects gate.</summary>
public static class StepAccess
{
    /// <returns>Null when the step is open; otherwise the code of the reason, a text key without the prefix <c>rule.</c></returns>
    public static string? ReasonShut(ProblemStep step, ProjectStatus status, GateReview? effectsGate, DateOnly today)
    {
        switch (status)
        {
            case ProjectStatus.Closed:
                return "step.shut.closed";
            case ProjectStatus.Dropped when step > ProblemStep.Effects:
                return "step.shut.dropped";
            case ProjectStatus.Dropped or ProjectStatus.OnHold or ProjectStatus.Active:
                break;
        }

        if (step <= ProblemStep.Effects)
            return null;
        if (effectsGate is null)
            return "step.shut.not-submitted";
        if (effectsGate.IsPending)
            return "step.shut.pending";
        if (effectsGate.OpensNextSteps(today))
            return null;
        return effectsGate.Decision switch
        {
            GateDecision.GoWithConditions => "step.shut.expired",
            GateDecision.Hold => "step.shut.hold",
            GateDecision.Revise => "step.shut.revise",
            GateDecision.Drop => "step.shut.dropped",
            GateDecision.Go or GateDecision.Switch or GateDecision.Operate or null => "step.shut.not-submitted",
        };
    }

    /// <summary>True for step 5 of a project that is not closed: evidence for step 1 comes from data, so uploading and exploring wait for no gate.</summary>
    public static bool IsOpenForData(ProblemStep step, ProjectStatus status) =>
        step == ProblemStep.Analyze && ReasonShut(ProblemStep.Define, status, null, default) is null;

    /// <exception cref="DomainRuleException">The step is shut.</exception>
    public static void DemandOpen(ProblemStep step, ProjectStatus status, GateReview? effectsGate, DateOnly today)
    {
        if (ReasonShut(step, status, effectsGate, today) is { } reason)
            throw new DomainRuleException(reason);
    }
}
