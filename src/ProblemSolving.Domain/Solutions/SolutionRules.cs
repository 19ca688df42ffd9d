namespace ProblemSolving.Domain.Solutions;

/// <summary>What step 3 needs.</summary>
public static class SolutionRules
{
    public static IReadOnlyList<Finding> Check(IReadOnlyList<SolutionOption> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var findings = new List<Finding>();
        if (options.Count == 0)
            findings.Add(new Finding("solutions.none", "", Blocks: true));
        foreach (var option in options.OrderBy(o => o.Position))
        {
            void Add(string code, string field, bool blocks) =>
                findings.Add(new Finding(code, $"{option.Id:N}.{field}", blocks, string.IsNullOrWhiteSpace(option.Name) ? option.Position + 1 : option.Name));

            if (string.IsNullOrWhiteSpace(option.Name))
                Add("solutions.no-name", nameof(option.Name), true);
            if (option.EffortDays < 0 || option.DaysToFirstResult < 0)
                Add("solutions.negative-days", nameof(option.DaysToFirstResult), true);
            if (option.EffectShare is < 0 or > 1)
                Add("solutions.share-range", nameof(option.EffectShare), true);
            if (option.DaysToFirstResult is null)
                Add("solutions.no-time", nameof(option.DaysToFirstResult), false);
        }

        return findings;
    }
}
