using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Define;

/// <summary>The newest value of the headline metric.</summary>
/// <param name="Value">In the unit of the metric; a rate in [0, 1].</param>
/// <param name="AsOf">Last day it is about; null when nobody said.</param>
/// <param name="Reading">The computation it comes from; null for the typed As-is.</param>
public sealed record MetricNow(decimal Value, DateOnly? AsOf, MetricReading? Reading)
{
    /// <summary>The newest computation by the present definition, or the As-is of the sheet where that is newer or nothing was computed.</summary>
    /// <returns>Null while there is neither.</returns>
    public static MetricNow? Of(DefineSheet define, MetricReading? newest)
    {
        ArgumentNullException.ThrowIfNull(define);
        var sheet = define.MetricAsIs is { } asIs ? new MetricNow(asIs, define.MetricAsOf, null) : null;
        if (newest is null || newest.DefinitionSha256 != MetricDefinition.Of(define).Sha256)
            return sheet;
        var result = ResultJson.Read<MetricResult>(newest.ResultJson);
        return sheet?.AsOf > result.AsOf ? sheet : new MetricNow(result.AsIs.Value, result.AsOf, newest);
    }
}
