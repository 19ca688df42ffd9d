using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Domain.Define;

/// <summary>One computation of the headline metric, kept: with which definition, on which data, what came out. Never changed.</summary>
public sealed class MetricReading
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    /// <summary>The data; null for a series by hand.</summary>
    public Guid? DatasetVersionId { get; init; }

    /// <summary><see cref="MetricDefinition.Sha256"/> of the definition it was computed with.</summary>
    public string DefinitionSha256 { get; init; } = "";

    /// <summary>Content hash of the data; the definition's own for a series by hand.</summary>
    public string DataSha256 { get; init; } = "";

    /// <summary>The <see cref="MetricResult"/>, JSON.</summary>
    public string ResultJson { get; init; } = "";

    /// <summary>True when it only watched operation and left the As-is alone.</summary>
    public bool IsWatch { get; init; }

    public Guid AuthorId { get; init; }

    public DateTime AtUtc { get; init; }
}

/// <summary>What a computation of the headline metric found.</summary>
/// <param name="Version">Of the calculation; another version may give other numbers.</param>
/// <param name="AsIs">Over the pooled months.</param>
/// <param name="AsOf">Last day of the data, or of the last complete period of a series by hand.</param>
/// <param name="Series">All periods in order.</param>
/// <param name="Waterfall">What each purchase rule removed; empty where none apply.</param>
public sealed record MetricResult(string Version, MetricAsIs AsIs, DateOnly AsOf, IReadOnlyList<MetricPoint> Series, IReadOnlyList<RuleEffect> Waterfall);

/// <summary>The As-is value with what it rests on.</summary>
/// <param name="Value">In the unit of the metric; a rate in [0, 1]. Rounded to 4 decimals, money to 2.</param>
/// <param name="Numerator">Null for a series of bare values.</param>
/// <param name="Denominator">Above 0; null for a series of bare values.</param>
/// <param name="From">First pooled period.</param>
/// <param name="To">Last pooled period.</param>
public sealed record MetricAsIs(decimal Value, decimal? Numerator, decimal? Denominator, string From, string To);

/// <summary>The metric in one period.</summary>
/// <param name="Period"><c>2026-03</c> for a month, <c>2026-03-09</c> for a day.</param>
/// <param name="Value">In the unit of the metric.</param>
/// <param name="Numerator">Null for a bare value.</param>
/// <param name="Denominator">Above 0; null for a bare value.</param>
/// <param name="Incomplete">The period, or the window of some of its customers, is not over yet: shown, never judged.</param>
/// <param name="EarlyLog">The log began so shortly before that customers of old still count as new.</param>
public sealed record MetricPoint(string Period, double Value, decimal? Numerator, decimal? Denominator, bool Incomplete, bool EarlyLog = false)
{
    public static MetricPoint Of(string period, decimal numerator, decimal denominator, bool incomplete, bool earlyLog = false) =>
        new(period, (double)(numerator / denominator), numerator, denominator, incomplete, earlyLog);
}

/// <summary>Reads a series.</summary>
public static class MetricSeries
{
    /// <summary>The newest complete periods taken together: numerators over denominators, or the mean of bare values.</summary>
    /// <param name="points">In the order of time.</param>
    /// <param name="periods">How many, at least 1; fewer when there are fewer.</param>
    /// <exception cref="DomainRuleException">No period is complete.</exception>
    public static MetricAsIs AsIs(IReadOnlyList<MetricPoint> points, int periods, MetricUnit unit)
    {
        ArgumentNullException.ThrowIfNull(points);
        var newest = points.Where(p => !p.Incomplete).TakeLast(Math.Max(1, periods)).ToList();
        if (newest.Count == 0)
            throw new DomainRuleException("metric.no-complete-period");
        var decimals = unit == MetricUnit.Money ? 2 : 4;
        if (newest.Any(p => p.Denominator is null))
            return new MetricAsIs(Math.Round(newest.Average(p => (decimal)p.Value), decimals), null, null, newest[0].Period, newest[^1].Period);
        var (numerator, denominator) = (newest.Sum(p => p.Numerator!.Value), newest.Sum(p => p.Denominator!.Value));
        return new MetricAsIs(Math.Round(numerator / denominator, decimals), numerator, denominator, newest[0].Period, newest[^1].Period);
    }
}

/// <summary>What a stored reading still is worth.</summary>
public enum MetricReadingState
{
    /// <summary>This definition, the newest data, and the As-is on the sheet.</summary>
    Current,

    /// <summary>The As-is was typed over since.</summary>
    TypedOver,

    /// <summary>The definition was changed since.</summary>
    OlderDefinition,

    /// <summary>A newer version of the data is there.</summary>
    OlderData,
}

/// <summary>Judges a stored reading.</summary>
public static class MetricReadings
{
    /// <param name="versions">Of the whole project.</param>
    public static MetricReadingState StateOf(MetricReading reading, DefineSheet sheet, decimal asIs, IReadOnlyList<DatasetVersion> versions)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(sheet);
        if (MetricDefinition.Of(sheet).Sha256 != reading.DefinitionSha256)
            return MetricReadingState.OlderDefinition;
        if (DatasetVersions.NewestOfSame(versions, reading.DatasetVersionId) is { } newest && newest.ContentSha256 != reading.DataSha256)
            return MetricReadingState.OlderData;
        return sheet.MetricAsIs == asIs ? MetricReadingState.Current : MetricReadingState.TypedOver;
    }
}
