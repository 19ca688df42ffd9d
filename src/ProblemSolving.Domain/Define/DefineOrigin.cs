using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Define;

/// <summary>Whether the numbers of step 1 are still those that data and formula gave, and leave out what is said to be left out. Advice: a person may know better, but whoever decides should see it.</summary>
public static class DefineOrigin
{
    /// <summary>Code of the finding that a computed As-is knows nothing of what is noted as left out.</summary>
    public const string ExclusionsNoted = "define.as-is.exclusions-noted";

    /// <param name="reading">The newest computation of the As-is, or null.</param>
    /// <param name="inputs">Of the damage formula, in their order.</param>
    public static IReadOnlyList<Finding> Check(DefineSheet sheet, MetricReading? reading, IReadOnlyList<DamageInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        var findings = new List<Finding>();
        if (sheet.DamageAmount is { } damage && DamageCalculation.Of(sheet, inputs).Amount is { } formula && Math.Round(formula, 2) != Math.Round(damage, 2))
            findings.Add(new Finding("define.damage.not-formula", nameof(sheet.DamageAmount), Blocks: false));
        if (reading is null || !MetricDefinition.Of(sheet).IsComputed)
            return findings;
        if (MetricDefinition.Of(sheet).Sha256 != reading.DefinitionSha256)
            findings.Add(new Finding("define.as-is.older-definition", nameof(sheet.MetricAsIs), Blocks: false));
        else if (ResultJson.Read<MetricResult>(reading.ResultJson).AsIs.Value != sheet.MetricAsIs)
            findings.Add(new Finding("define.as-is.typed-over", nameof(sheet.MetricAsIs), Blocks: false));
        else if (MetricDefinition.Of(sheet) is { OnlyNotesExclusions: true, Exclusions: var noted })
            findings.Add(new Finding(ExclusionsNoted, nameof(sheet.MetricAsIs), Blocks: false, noted.Trim()));
        return findings;
    }
}
