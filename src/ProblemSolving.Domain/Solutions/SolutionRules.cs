using ProblemSolving.Domain.Numerics;
using ProblemSolving.Domain.Projects;

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
        string Place(string field) => FieldPlace.InRow(option.Id, field);
        void Add(string code, string field, bool blocks) => findings.Add(new Finding(code, Place(field), blocks, name));

        if (string.IsNullOrWhiteSpace(option.Name))
            Add("solutions.no-name", nameof(option.Name), true);
        if ((Days(option).FirstThat(d => d < 0) ?? Effort(option).FirstThat(d => d < 0)) is { } negative)
            Add("solutions.negative-days", negative, true);
        if (Share(option).FirstThat(s => s is < 0 or > 1) is { } beyond)
            Add("solutions.share-range", beyond, true);
        if (Effort(option).OutOfOrder is { } effort)
            Add("solutions.effort-order", effort, true);
        if (Days(option).OutOfOrder is { } days)
            Add("solutions.days-order", days, true);
        if (Share(option).OutOfOrder is { } share)
            Add("solutions.share-order", share, true);
        findings.AddRange(TinyRate.Check(option.EffectShare, "solutions.share-tiny", Place(nameof(option.EffectShare)), name));
        if (option.DaysToFirstResult is null)
            Add("solutions.no-time", nameof(option.DaysToFirstResult), false);
    }

    private static RangeFields Effort(SolutionOption option) =>
        new((nameof(option.EffortLow), option.EffortLow), (nameof(option.EffortDays), option.EffortDays), (nameof(option.EffortHigh), option.EffortHigh));

    private static RangeFields Days(SolutionOption option) =>
        new((nameof(option.DaysLow), option.DaysLow), (nameof(option.DaysToFirstResult), option.DaysToFirstResult), (nameof(option.DaysHigh), option.DaysHigh));

    private static RangeFields Share(SolutionOption option) =>
        new((nameof(option.ShareLow), option.ShareLow), (nameof(option.EffectShare), option.EffectShare), (nameof(option.ShareHigh), option.ShareHigh));

    private static void CheckAssumption(SolutionAssumption assumption, IReadOnlyList<SolutionOption> options, DateOnly? today, List<Finding> findings)
    {
        var option = options.FirstOrDefault(o => o.Id == assumption.ParentId);
        if (option is null || string.IsNullOrWhiteSpace(assumption.Claim))
            return;
        if (today is { } day && assumption.IsOverdue(day))
            findings.Add(new Finding("solutions.assumption-overdue", FieldPlace.InRow(assumption.Id, nameof(assumption.TestBy)), false, assumption.Claim, day.DayNumber - assumption.TestBy!.Value.DayNumber));
        if (assumption.Outcome == AssumptionOutcome.Fails)
            findings.Add(new Finding("solutions.assumption-fails", FieldPlace.InRow(assumption.Id, nameof(assumption.Outcome)), false, option.Name, assumption.Claim));
    }
}
