namespace ProblemSolving.Domain.Effects;

/// <summary>What step 2 needs before a manager may be asked: every effect is a number with a unit.</summary>
public static class EffectsRules
{
    /// <returns>Findings in the order of the sheet; the gate opens for submission when none of them blocks.</returns>
    public static IReadOnlyList<Finding> Check(EffectsSheet sheet, IReadOnlyList<EffectLine> lines)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(lines);
        var findings = new List<Finding>();
        if (lines.Count == 0)
            findings.Add(new Finding("effects.no-line", "", Blocks: true));
        foreach (var line in lines.OrderBy(l => l.Position))
            CheckLine(line, findings);
        if (sheet.OneOffCost < 0)
            findings.Add(new Finding("effects.cost.negative", nameof(sheet.OneOffCost), Blocks: true));
        if (sheet.RunningCostPerYear < 0)
            findings.Add(new Finding("effects.cost.negative", nameof(sheet.RunningCostPerYear), Blocks: true));
        if (sheet.OneOffCost is null && sheet.RunningCostPerYear is null)
            findings.Add(new Finding("effects.cost.missing", nameof(sheet.OneOffCost), Blocks: false));
        if (string.IsNullOrWhiteSpace(sheet.KillCriteria))
            findings.Add(new Finding("effects.kill.missing", nameof(sheet.KillCriteria), Blocks: false));
        return findings;
    }

    private static void CheckLine(EffectLine line, List<Finding> findings)
    {
        void Add(string code, string field, bool blocks = true) =>
            findings.Add(new Finding(code, $"{line.Id:N}.{field}", blocks, string.IsNullOrWhiteSpace(line.Name) ? line.Position + 1 : line.Name));

        if (string.IsNullOrWhiteSpace(line.Name))
            Add("effects.line.no-name", nameof(line.Name));
        if (line.Population is null || line.ChangeLikely is null || line.ValuePerUnit is null)
            Add("effects.line.not-quantified", nameof(line.ChangeLikely));
        if (line.Population is not null && string.IsNullOrWhiteSpace(line.PopulationUnit))
            Add("effects.line.no-unit", nameof(line.PopulationUnit));
        if (line.Population < 0)
            Add("effects.line.negative-population", nameof(line.Population));
        if (line.CostPerYear < 0)
            Add("effects.line.negative-cost", nameof(line.CostPerYear));
        if (new[] { line.ChangeLow, line.ChangeLikely, line.ChangeHigh }.Any(c => c is < -1 or > 1))
            Add("effects.line.change-range", nameof(line.ChangeLikely));
        if (line.ChangeLow > line.ChangeLikely || line.ChangeLikely > line.ChangeHigh || line.ChangeLow > line.ChangeHigh)
            Add("effects.line.low-above-high", nameof(line.ChangeLow));
    }
}
