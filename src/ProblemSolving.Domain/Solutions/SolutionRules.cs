using ProblemSolving.Domain.Effects;

namespace ProblemSolving.Domain.Solutions;

/// <summary>What step 3 needs.</summary>
public static class SolutionRules
{
    /// <param name="today">For assumptions whose test is overdue; null leaves them out.</param>
    public static IReadOnlyList<Finding> Check(IReadOnlyList<SolutionOption> options, IReadOnlyList<SolutionAssumption>? assumptions = null, DateOnly? today = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var findings = new List<Finding>();
        if (options.Count == 0)
            findings.Add(new Finding("solutions.none", "", Blocks: true));
        foreach (var option in options.OrderBy(o => o.Position))
            CheckOption(option, findings);
        if (options.Count > 0 && options.All(o => o.Method == SolutionMethod.Model))
            findings.Add(new Finding("solutions.only-models", "", Blocks: false));
        foreach (var assumption in (assumptions ?? []).OrderBy(a => a.TestBy))
            CheckAssumption(assumption, options, today, findings);
        return findings;
    }

    private static void CheckOption(SolutionOption option, List<Finding> findings)
    {
        object name = string.IsNullOrWhiteSpace(option.Name) ? option.Position + 1 : option.Name;
        string Place(string field) => $"{option.Id:N}.{field}";
        void Add(string code, string field, bool blocks) => findings.Add(new Finding(code, Place(field), blocks, name));

        if (string.IsNullOrWhiteSpace(option.Name))
            Add("solutions.no-name", nameof(option.Name), true);
        if (new[] { option.EffortLow, option.EffortDays, option.EffortHigh, option.DaysLow, option.DaysToFirstResult, option.DaysHigh }.Any(d => d < 0))
            Add("solutions.negative-days", nameof(option.DaysToFirstResult), true);
        if (new[] { option.ShareLow, option.EffectShare, option.ShareHigh }.Any(s => s is < 0 or > 1))
            Add("solutions.share-range", nameof(option.EffectShare), true);
        if (!EffectLineRanges.Rises(option.EffortLow, option.EffortDays, option.EffortHigh))
            Add("solutions.effort-order", nameof(option.EffortDays), true);
        if (!EffectLineRanges.Rises(option.DaysLow, option.DaysToFirstResult, option.DaysHigh))
            Add("solutions.days-order", nameof(option.DaysToFirstResult), true);
        if (!EffectLineRanges.Rises(option.ShareLow, option.EffectShare, option.ShareHigh))
            Add("solutions.share-order", nameof(option.EffectShare), true);
        findings.AddRange(TinyRate.Check(option.EffectShare, "solutions.share-tiny", Place(nameof(option.EffectShare)), name));
        if (option.DaysToFirstResult is null)
            Add("solutions.no-time", nameof(option.DaysToFirstResult), false);
    }

    private static void CheckAssumption(SolutionAssumption assumption, IReadOnlyList<SolutionOption> options, DateOnly? today, List<Finding> findings)
    {
        var option = options.FirstOrDefault(o => o.Id == assumption.ParentId);
        if (option is null || string.IsNullOrWhiteSpace(assumption.Claim))
            return;
        if (today is { } day && assumption.IsOverdue(day))
            findings.Add(new Finding("solutions.assumption-overdue", $"{assumption.Id:N}.{nameof(assumption.TestBy)}", false, assumption.Claim, day.DayNumber - assumption.TestBy!.Value.DayNumber));
        if (assumption.Outcome == AssumptionOutcome.Fails)
            findings.Add(new Finding("solutions.assumption-fails", $"{assumption.Id:N}.{nameof(assumption.Outcome)}", false, option.Name, assumption.Claim));
    }
}
