namespace ProblemSolving.Domain.Measure;

/// <summary>What a plan needs before it can be locked.</summary>
public static class PilotRules
{
    /// <param name="earlier">The rounds before it; null when there was none.</param>
    /// <returns>Findings in the order of the form; the plan can be locked when none blocks.</returns>
    public static IReadOnlyList<Finding> Check(Pilot pilot, EarlierRounds? earlier = null)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        var findings = new List<Finding>();
        if (string.IsNullOrWhiteSpace(pilot.Name))
            findings.Add(new Finding("pilot.plan.no-name", nameof(pilot.Name), Blocks: true));
        if (string.IsNullOrWhiteSpace(pilot.Hypothesis))
            findings.Add(new Finding("pilot.plan.no-hypothesis", nameof(pilot.Hypothesis), Blocks: true));
        if (string.IsNullOrWhiteSpace(pilot.Treatment))
            findings.Add(new Finding("pilot.plan.no-treatment", nameof(pilot.Treatment), Blocks: true));
        if (pilot.DatasetVersionId is null)
            findings.Add(new Finding("pilot.plan.no-data", nameof(pilot.DatasetVersionId), Blocks: true));
        if (earlier is { Choice: EarlierCustomers.Keep })
            findings.Add(new Finding("pilot.plan.earlier-kept", nameof(pilot.EarlierCustomers), Blocks: false));
        if (pilot.SelectedShare is not (> 0 and <= 1))
            findings.Add(new Finding("pilot.plan.selected-share", nameof(pilot.SelectedShare), Blocks: true));
        if (pilot.ControlShare is not (> 0 and < 1))
            findings.Add(new Finding("pilot.plan.control-share", nameof(pilot.ControlShare), Blocks: true));
        if (pilot.Alpha is not (> 0 and <= 0.5))
            findings.Add(new Finding("pilot.plan.alpha", nameof(pilot.Alpha), Blocks: true));
        if (pilot.BaseRate is { } rate && rate is not (> 0 and < 1))
            findings.Add(new Finding("pilot.plan.base-rate", nameof(pilot.BaseRate), Blocks: true));
        if (pilot.BaseRate is null)
            findings.Add(new Finding("pilot.plan.no-base-rate", nameof(pilot.BaseRate), Blocks: false));
        if (pilot.OptionId is null)
            findings.Add(new Finding("pilot.plan.no-option", nameof(pilot.OptionId), Blocks: false));
        return findings;
    }

    /// <summary>Chance that at least one of several rounds is significant by luck alone, 1 − ∏(1 − αᵢ); rounds are independent since each has its own split.</summary>
    /// <param name="alphas">Error limit of each evaluated round, in (0, 1).</param>
    public static double ChanceOfAFalseAlarm(IEnumerable<double> alphas) => 1 - alphas.Aggregate(1.0, (left, alpha) => left * (1 - alpha));
}
