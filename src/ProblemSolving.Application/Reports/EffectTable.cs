using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Application.Reports;

/// <summary>The effect lines as a table; in a workbook the computed cells keep their formulas.</summary>
internal static class EffectTable
{
    public static TableBlock Block(ReportScope scope) => new(scope.T["effects.section.lines"], Columns(scope), [.. Rows(scope, firstRow: null)]);

    public static IReadOnlyList<ReportColumn> Columns(ReportScope scope)
    {
        var t = scope.T;
        return
        [
            new ReportColumn(t["field.EffectLine.Name"]), new ReportColumn(t["field.EffectLine.Kind"]),
            new ReportColumn(t["field.EffectLine.Population"], ColumnKind.Number), new ReportColumn(t["field.EffectLine.PopulationUnit"]),
            new ReportColumn(t["report.times-per-year"], ColumnKind.Number),
            new ReportColumn(t["field.EffectLine.ChangeLow"], ColumnKind.Percent), new ReportColumn(t["field.EffectLine.ChangeLikely"], ColumnKind.Percent), new ReportColumn(t["field.EffectLine.ChangeHigh"], ColumnKind.Percent),
            new ReportColumn(t["field.EffectLine.ValuePerUnit"], ColumnKind.Money), new ReportColumn(t["field.EffectLine.CostPerYear"], ColumnKind.Money),
            new ReportColumn(t["effects.low"], ColumnKind.Money), new ReportColumn(t["effects.likely"], ColumnKind.Money), new ReportColumn(t["effects.high"], ColumnKind.Money),
        ];
    }

    /// <param name="firstRow">Number of the first data row in a workbook, for formulas; null for none.</param>
    public static IEnumerable<IReadOnlyList<ReportCell>> Rows(ReportScope scope, int? firstRow)
    {
        var estimates = scope.Snapshot.Estimate.Lines.ToDictionary(l => l.LineId, l => l.GainPerYear);
        var row = firstRow;
        foreach (var line in scope.Snapshot.EffectLines.OrderBy(l => l.Position))
        {
            var gain = estimates.GetValueOrDefault(line.Id);
            ReportCell Gain(decimal? value, char change)
            {
                var cell = ReportCell.Money(value, scope.CurrencyCode);
                return row is { } r && value is not null ? cell with { Formula = $"C{r}*E{r}*{change}{r}*I{r}-N(J{r})" } : cell;
            }

            yield return
            [
                ReportCell.Text(line.Name), ReportCell.Text(scope.T["choice.GainKind." + line.Kind]),
                ReportCell.Number(line.Population, 2), ReportCell.Text(line.PopulationUnit), ReportCell.Number(line.Period.PerYear()),
                ReportCell.Percent((double?)(line.ChangeLow ?? line.ChangeLikely), 2), ReportCell.Percent((double?)line.ChangeLikely, 2), ReportCell.Percent((double?)(line.ChangeHigh ?? line.ChangeLikely), 2),
                ReportCell.Money(line.ValuePerUnit, scope.CurrencyCode), ReportCell.Money(line.CostPerYear, scope.CurrencyCode),
                Gain(gain?.Low, 'F'), Gain(gain?.Likely, 'G'), Gain(gain?.High, 'H'),
            ];
            row++;
        }
    }
}
