using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Define;

/// <summary>The headline metric over time as far as it is known.</summary>
public static class MetricHistory
{
    /// <param name="reading">The newest computation, or null.</param>
    /// <param name="today">Periods that are not over by then are incomplete.</param>
    /// <returns>In the order of time; empty for a metric typed by hand and after a change of definition until it is computed again.</returns>
    /// <exception cref="DomainRuleException">A line of a series by hand does not fit.</exception>
    public static IReadOnlyList<MetricPoint> Of(MetricDefinition definition, MetricReading? reading, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (definition.Kind == MetricKind.ManualSeries)
            return string.IsNullOrWhiteSpace(definition.Series) ? [] : MetricSeriesText.Parse(definition.Series, definition.Unit, today, definition.Rates);
        return definition.NeedsDataset && reading is not null && reading.DefinitionSha256 == definition.Sha256 ? ResultJson.Read<MetricResult>(reading.ResultJson).Series : [];
    }
}
