using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Application.Reports;

/// <summary>How the headline metric is measured, as report and workbook say it: a value alone does not tell which way is better, or of what it is a share.</summary>
internal static class MetricFacts
{
    /// <summary>Names and texts in the order of the sheet, without what is empty.</summary>
    public static IReadOnlyList<ReportFact> Of(ReportScope scope)
    {
        var (metric, t) = (scope.Snapshot.Metric, scope.T);
        ReportFact[] facts =
        [
            new(t["field.Define.MetricDirection"], t["choice.MetricDirection." + metric.Direction]),
            new(t["field.Define.MetricKind"], t["choice.MetricKind." + metric.Kind]),
            new(t["field.Define.MetricWindowDays"], metric.WindowDays is { } days && IsAsked(scope, nameof(DefineSheet.MetricWindowDays)) ? t.Get("unit.Days", days) : ""),
            new(t["report.metric.computed"], metric.NeedsDataset ? t[$"metric.meaning.{metric.Kind}{(metric.WindowDays is null ? "" : ".window")}"] : ""),
            new(t["field.Define.MetricNumerator"], IsAsked(scope, nameof(DefineSheet.MetricNumerator)) ? metric.Numerator : ""),
            new(t["field.Define.MetricDenominator"], IsAsked(scope, nameof(DefineSheet.MetricDenominator)) ? metric.Denominator : ""),
            new(t["field.Define.MetricExclusions"], metric.Exclusions),
            new(t["field.Define.MetricAsIsMonths"], IsAsked(scope, nameof(DefineSheet.MetricAsIsMonths)) ? t.Get("unit.Months", metric.AsIsMonths) : ""),
        ];
        return [.. facts.Where(f => f.Value.Length > 0)];
    }

    private static bool IsAsked(ReportScope scope, string field) => MetricFields.IsAsked(scope.Snapshot.Define, field);
}
