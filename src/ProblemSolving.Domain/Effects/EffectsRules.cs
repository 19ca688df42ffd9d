using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Effects;

/// <summary>What step 2 needs before a manager may be asked: every effect is a number with a unit.</summary>
public static class EffectsRules
{
    /// <param name="falls">True where the headline metric is a rate that should fall: a negative change then says that it rises.</param>
    /// <returns>Findings in the order of the sheet; the gate opens for submission when none of them blocks.</returns>
    public static IReadOnlyList<Finding> Check(EffectsSheet sheet, IReadOnlyList<EffectLine> lines, IReadOnlyList<CausalLink>? links = null, bool falls = false)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(lines);
        var findings = new List<Finding>();
        if (lines.Count == 0)
            findings.Add(new Finding("effects.no-line", "", Blocks: true));
        foreach (var line in lines.OrderBy(l => l.Position))
        {
            CheckLine(line, findings);
            if (falls && Worsens(line))
                findings.Add(new Finding(line.ValuePerUnit < 0 ? "effects.line.two-minuses" : "effects.line.worsens", FieldPlace.InRow(line.Id, nameof(line.ChangeLikely)), Blocks: false, string.IsNullOrWhiteSpace(line.Name) ? line.Position + 1 : line.Name, -line.ChangeLikely!.Value * 100));
        }

        CheckSheet(sheet, findings);
        if (CausalChain.Loop(links ?? []) is { Count: > 0 } loop)
            findings.Add(new Finding("effects.chain.circular", "", Blocks: true, string.Join(" → ", loop)));
        if (JudgesTotal(lines, falls))
            CheckResult(EffectEstimate.From(sheet, lines), new EffectModel(sheet, lines), findings);
        return findings;
    }

    /// <summary>False where a loss of the total says nothing: it counts only a part of the effects, or a change stands there with the sign of a rate that rises.</summary>
    /// <param name="falls">True where the headline metric is a rate that should fall.</param>
    public static bool JudgesTotal(IReadOnlyList<EffectLine> lines, bool falls)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return LeftOut(lines).Count == 0 && !(falls && lines.Any(Worsens));
    }

    /// <summary>Why lines that have numbers count nothing in the total, one finding each: a number is missing, or a range does not rise.</summary>
    public static IReadOnlyList<Finding> LeftOut(IEnumerable<EffectLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return [.. lines.OrderBy(l => l.Position).Where(l => HasNumbers(l) && !EffectLineRanges.IsComplete(l)).Select(WhyLeftOut)];
    }

    private static bool HasNumbers(EffectLine line) =>
        (line.Population ?? line.PopulationLow ?? line.PopulationHigh ?? line.ChangeLikely ?? line.ChangeLow ?? line.ChangeHigh ?? line.ValuePerUnit ?? line.ValueLow ?? line.ValueHigh) is not null;

    private static Finding WhyLeftOut(EffectLine line)
    {
        var findings = new List<Finding>();
        CheckLine(line, findings);
        return findings.First(f => f.Code.StartsWith("effects.line.not-quantified", StringComparison.Ordinal) || f.Code.StartsWith("effects.line.low-above-high", StringComparison.Ordinal));
    }

    private static bool Worsens(EffectLine line) => line.ChangeLikely < 0 && !line.Kind.TakesShare();

    private static void CheckSheet(EffectsSheet sheet, List<Finding> findings)
    {
        void Add(string code, string field, bool blocks) => findings.Add(new Finding(code, field, blocks));

        if (sheet.HorizonMonths is null)
            Add("effects.horizon.missing", nameof(sheet.HorizonMonths), true);
        else if (sheet.HorizonMonths is < 1 or > 120 || sheet.HorizonMonths != decimal.Truncate(sheet.HorizonMonths.Value))
            Add("effects.horizon.range", nameof(sheet.HorizonMonths), true);
        findings.AddRange(TinyRate.Check(sheet.DiscountRate, "effects.discount.tiny", nameof(sheet.DiscountRate)));
        foreach (var cost in new[] { EffectFields.OneOffCost(sheet), EffectFields.RunningCost(sheet) })
        {
            if (cost.FirstThat(c => c < 0) is { } negative)
                Add("effects.cost.negative", negative, true);
            if (cost.OutOfOrder is { } slip)
                Add("effects.cost.low-above-high", slip, true);
        }

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
            findings.Add(new Finding(code, FieldPlace.InRow(line.Id, field), blocks, string.IsNullOrWhiteSpace(line.Name) ? line.Position + 1 : line.Name));

        // The sentences on the change speak of points, or of a share where something is saved or averted.
        string Of(string code) => line.Kind.TakesShare() ? code + ".share" : code;

        var (population, change, value) = (EffectFields.Population(line), EffectFields.Change(line), EffectFields.Value(line));
        if (string.IsNullOrWhiteSpace(line.Name))
            Add("effects.line.no-name", nameof(line.Name));
        if (EffectFields.FirstMissing(line) is { } missing)
            Add(Of("effects.line.not-quantified"), missing);
        else if (EffectFields.Nothing(line) is { } nothing)
            Add(Of("effects.line.nothing"), nothing);
        if (line.Population is not null && string.IsNullOrWhiteSpace(line.PopulationUnit))
            Add("effects.line.no-unit", nameof(line.PopulationUnit));
        if (population.FirstThat(n => n < 0) is { } negative)
            Add("effects.line.negative-population", negative);
        if (line.CostPerYear < 0)
            Add("effects.line.negative-cost", nameof(line.CostPerYear));
        if (change.FirstThat(c => c is < -1 or > 1) is { } beyond)
            Add(Of("effects.line.change-range"), beyond);
        if (population.OutOfOrder is { } number)
            Add("effects.line.low-above-high.population", number);
        if (change.OutOfOrder is { } rate)
            Add(Of("effects.line.low-above-high"), rate);
        if (value.OutOfOrder is { } worth)
            Add(Of("effects.line.low-above-high.value"), worth);
        if (EffectLineRanges.IsComplete(line) && IsCertain(line))
            Add("effects.line.no-range", nameof(line.ChangeLow), blocks: false);
        if (line.ChangeLikely is > 0 and < 0.002m || line.ChangeLikely is < 0 and > -0.002m)
            Add(Of("effects.line.tiny-change"), nameof(line.ChangeLikely), blocks: false);
        if (line.ChangeLikely is > 0.5m or < -0.5m && !line.Kind.TakesShare())
            Add("effects.line.huge-change", nameof(line.ChangeLikely), blocks: false);
        if (line.ChangeLikely < 0 && line.Kind.TakesShare())
            Add("effects.line.negative-share", nameof(line.ChangeLikely), blocks: false);
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
