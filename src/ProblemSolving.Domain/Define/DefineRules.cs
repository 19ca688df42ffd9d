namespace ProblemSolving.Domain.Define;

/// <summary>What step 1 still needs before its effects can be decided on.</summary>
public static class DefineRules
{
    /// <returns>Findings in the order of the sheet; none means the step is done.</returns>
    public static IReadOnlyList<Finding> Check(DefineSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        var findings = new List<Finding>();
        if (string.IsNullOrWhiteSpace(sheet.PhenomenonWhat))
            findings.Add(new Finding("define.phenomenon.missing", nameof(sheet.PhenomenonWhat), Blocks: true));
        else if (!StatementLint.HasNumber(sheet.PhenomenonWhat) && !StatementLint.HasNumber(sheet.PhenomenonSize))
            findings.Add(new Finding("define.phenomenon.no-number", nameof(sheet.PhenomenonSize), Blocks: false));
        if (string.IsNullOrWhiteSpace(sheet.DamageText))
            findings.Add(new Finding("define.damage.missing", nameof(sheet.DamageText), Blocks: true));
        if (sheet.DamageAmount is null)
            findings.Add(new Finding("define.damage.no-amount", nameof(sheet.DamageAmount), Blocks: true));
        else if (sheet.DamageAmount <= 0)
            findings.Add(new Finding("define.damage.not-positive", nameof(sheet.DamageAmount), Blocks: true));
        if (string.IsNullOrWhiteSpace(sheet.MetricName))
            findings.Add(new Finding("define.metric.missing", nameof(sheet.MetricName), Blocks: true));
        if (sheet.MetricWindowDays is { } days && days != decimal.Truncate(days) && MetricFields.IsAsked(sheet, nameof(sheet.MetricWindowDays)))
            findings.Add(new Finding("define.metric.window-whole", nameof(sheet.MetricWindowDays), Blocks: true));   // days are counted whole
        findings.AddRange(MetricDefinition.Of(sheet).Check());
        if (sheet.MetricBaselineUntil.Trim() is { Length: > 0 } until && MetricSeriesText.PeriodOf(until) is null)
            findings.Add(new Finding("define.baseline.unread", nameof(sheet.MetricBaselineUntil), Blocks: false, until));
        if (sheet.MetricAsIs is null)
            findings.Add(new Finding("define.metric.no-as-is", nameof(sheet.MetricAsIs), Blocks: true));
        if (sheet.MetricToBe is null)
            findings.Add(new Finding("define.metric.no-target", nameof(sheet.MetricToBe), Blocks: false));
        CheckRate(sheet, sheet.MetricAsIs, nameof(sheet.MetricAsIs), findings);
        CheckRate(sheet, sheet.MetricToBe, nameof(sheet.MetricToBe), findings);
        if (sheet is { MetricAsIs: { } asIs, MetricToBe: { } toBe } && !Improves(sheet.MetricDirection, asIs, toBe))
            findings.Add(new Finding("define.metric.target-not-better", nameof(sheet.MetricToBe), Blocks: true));
        return findings;
    }

    private static void CheckRate(DefineSheet sheet, decimal? value, string field, List<Finding> findings)
    {
        if (sheet.UnitInForce() == MetricUnit.Rate && value is (< 0 or > 1))
            findings.Add(new Finding("define.metric.rate-range", field, Blocks: true));
        if (sheet.UnitInForce() == MetricUnit.Rate)
            findings.AddRange(TinyRate.Check(value, "define.metric.tiny-rate", field));
    }

    private static bool Improves(MetricDirection direction, decimal from, decimal to) => direction switch
    {
        MetricDirection.HigherIsBetter => to > from,
        MetricDirection.LowerIsBetter => to < from,
    };
}
