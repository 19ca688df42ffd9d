namespace ProblemSolving.Domain.Define;

/// <summary>Which fields of step 1 the chosen way of measuring asks for. What it does not ask for may still hold a value from another way: it is no part of what is decided on.</summary>
public static class MetricFields
{
    /// <summary>True where the way of measuring on the sheet asks for the field.</summary>
    public static bool IsAsked(DefineSheet sheet, string field)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        var metric = MetricDefinition.Of(sheet);
        return field switch
        {
            nameof(DefineSheet.MetricWindowDays) => metric.Kind is not (MetricKind.ManualSeries or MetricKind.ResponseRate),
            nameof(DefineSheet.MetricNumerator) or nameof(DefineSheet.MetricDenominator) => !metric.NeedsDataset,
            nameof(DefineSheet.MetricSeries) => metric.Kind == MetricKind.ManualSeries,
            nameof(DefineSheet.MetricUnit) => MetricDefinition.UnitOf(metric.Kind) is null,
            nameof(DefineSheet.MetricBaselineUntil) or nameof(DefineSheet.MetricAsIsMonths) => metric.IsComputed,
            _ => true,
        };
    }
}
