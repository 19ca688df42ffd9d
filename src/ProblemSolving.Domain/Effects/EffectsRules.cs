namespace ProblemSolving.Domain.Effects;

/// <summary>What step 2 needs before a manager may be asked: every effect is a number with a unit.</summary>
public static class EffectsRules
{
    /// <returns>Findings in the order of the sheet; the gate opens for submission when none of them blocks.</returns>
    public static IReadOnlyList<Finding> Check(EffectsSheet sheet, IReadOnlyList<EffectLine> lines, IReadOnlyList<CausalLink>? links = null)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(lines);
        var findings = new List<Finding>();
        if (lines.Count == 0)
            findings.Add(new Finding("effects.no-line", "", Blocks: true));
        foreach (var line in lines.OrderBy(l => l.Position))
            CheckLine(line, findings);
        CheckSheet(sheet, findings);
        if (CausalChain.Loop(links ?? []) is { Count: > 0 } loop)
            findings.Add(new Finding("effects.chain.circular", "", Blocks: true, string.Join(" → ", loop)));
        CheckResult(EffectEstimate.From(sheet, lines), new EffectModel(sheet, lines), findings);
        return findings;
    }

    private static void CheckSheet(EffectsSheet sheet, List<Finding> findings)
    {
        void Add(string code, string field, bool blocks) => findings.Add(new Finding(code, field, blocks));

        if (sheet.HorizonMonths is null)
            Add("effects.horizon.missing", nameof(sheet.HorizonMonths), true);
        else if (sheet.HorizonMonths is < 1 or > 120 || sheet.HorizonMonths != decimal.Truncate(sheet.HorizonMonths.Value))
            Add("effects.horizon.range", nameof(sheet.HorizonMonths), true);
        findings.AddRange(TinyRate.Check(sheet.DiscountRate, "effects.discount.tiny", nameof(sheet.DiscountRate)));
        if (new[] { sheet.OneOffCost, sheet.OneOffCostLow, sheet.OneOffCostHigh }.Any(c => c < 0))
            Add("effects.cost.negative", nameof(sheet.OneOffCost), true);
        if (new[] { sheet.RunningCostPerYear, sheet.RunningCostLow, sheet.RunningCostHigh }.Any(c => c < 0))
            Add("effects.cost.negative", nameof(sheet.RunningCostPerYear), true);
        if (!EffectLineRanges.Rises(sheet.OneOffCostLow, sheet.OneOffCost, sheet.OneOffCostHigh))
            Add("effects.cost.low-above-high", nameof(sheet.OneOffCost), true);
        if (!EffectLineRanges.Rises(sheet.RunningCostLow, sheet.RunningCostPerYear, sheet.RunningCostHigh))
            Add("effects.cost.low-above-high", nameof(sheet.RunningCostPerYear), true);
        if (sheet.OneOffCost is null && (sheet.OneOffCostLow ?? sheet.OneOffCostHigh) is not null)
            Add("effects.cost.no-likely", nameof(sheet.OneOffCost), true);
        if (sheet.RunningCostPerYear is null && (sheet.RunningCostLow ?? sheet.RunningCostHigh) is not null)
            Add("effects.cost.no-likely", nameof(sheet.RunningCostPerYear), true);
        if (sheet.OneOffCost is null && sheet.RunningCostPerYear is null)
            Add("effects.cost.missing", nameof(sheet.OneOffCost), false);
        var hasWords = !string.IsNullOrWhiteSpace(sheet.KillCriteria);
        if (!hasWords && sheet.KillValue is null)
            Add("effects.kill.missing", nameof(sheet.KillCriteria), false);
        else if (sheet.KillValue is null && !sheet.KillCriteria.Any(char.IsDigit))
            Add("effects.kill.no-number", nameof(sheet.KillCriteria), false);
        if ((hasWords || sheet.KillValue is not null) && sheet.KillBy is null)
            Add("effects.kill.no-date", nameof(sheet.KillBy), false);
        if (string.IsNullOrWhiteSpace(sheet.NextTest))
            Add("effects.next-test.missing", nameof(sheet.NextTest), false);
    }

    private static void CheckLine(EffectLine line, List<Finding> findings)
    {
        void Add(string code, string field, bool blocks = true) =>
            findings.Add(new Finding(code, $"{line.Id:N}.{field}", blocks, string.IsNullOrWhiteSpace(line.Name) ? line.Position + 1 : line.Name));

        if (string.IsNullOrWhiteSpace(line.Name))
            Add("effects.line.no-name", nameof(line.Name));
        if (line.Population is null || line.ChangeLikely is null || line.ValuePerUnit is null)
            Add("effects.line.not-quantified", nameof(line.ChangeLikely));
        else if (line.Population == 0 || line.ValuePerUnit == 0 || (line.ChangeLikely == 0 && line.ChangeLow is null or 0 && line.ChangeHigh is null or 0))
            Add("effects.line.nothing", nameof(line.ChangeLikely));
        if (line.Population is not null && string.IsNullOrWhiteSpace(line.PopulationUnit))
            Add("effects.line.no-unit", nameof(line.PopulationUnit));
        if (line.Population < 0 || line.PopulationLow < 0 || line.PopulationHigh < 0)
            Add("effects.line.negative-population", nameof(line.Population));
        if (line.CostPerYear < 0)
            Add("effects.line.negative-cost", nameof(line.CostPerYear));
        if (new[] { line.ChangeLow, line.ChangeLikely, line.ChangeHigh }.Any(c => c is < -1 or > 1))
            Add("effects.line.change-range", nameof(line.ChangeLikely));
        if (!EffectLineRanges.Rises(line.PopulationLow, line.Population, line.PopulationHigh))
            Add("effects.line.low-above-high.population", nameof(line.PopulationLow));
        if (!EffectLineRanges.Rises(line.ChangeLow, line.ChangeLikely, line.ChangeHigh))
            Add("effects.line.low-above-high", nameof(line.ChangeLow));
        if (!EffectLineRanges.Rises(line.ValueLow, line.ValuePerUnit, line.ValueHigh))
            Add("effects.line.low-above-high.value", nameof(line.ValueLow));
        if (EffectLineRanges.IsComplete(line) && IsCertain(line))
            Add("effects.line.no-range", nameof(line.ChangeLow), blocks: false);
        if (line.ChangeLikely is > 0 and < 0.002m || line.ChangeLikely is < 0 and > -0.002m)
            Add("effects.line.tiny-change", nameof(line.ChangeLikely), blocks: false);
        if (line.ChangeLikely is > 0.5m or < -0.5m)
            Add("effects.line.huge-change", nameof(line.ChangeLikely), blocks: false);
    }

    // A manager who sees that even the best case loses should not have to find out alone.
    private static void CheckResult(EffectEstimate estimate, EffectModel model, List<Finding> findings)
    {
        if (!estimate.Lines.Any(l => l.GainPerYear is not null))
            return;
        if (model.BestNetPresentValue() < 0)
            findings.Add(new Finding("effects.every-draw-loses", "", Blocks: false));
        else if (estimate.NetPresentValue < 0)
            findings.Add(new Finding("effects.likely-loss", "", Blocks: false, estimate.HorizonMonths));
    }

    private static bool IsCertain(EffectLine line) =>
        EffectLineRanges.Population(line).IsFixed && EffectLineRanges.Change(line).IsFixed && EffectLineRanges.Value(line).IsFixed;
}
