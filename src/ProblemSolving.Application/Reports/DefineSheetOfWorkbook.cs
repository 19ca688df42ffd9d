using ProblemSolving.Documents.Workbooks;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Application.Reports;

/// <summary>Step 1 in the workbook: each value in a cell of its own, the damage as a formula on its inputs.</summary>
internal static class DefineSheetOfWorkbook
{
    private const int FirstRow = 2;

    public static Sheet Of(ReportScope scope)
    {
        var t = scope.T;
        var rows = new List<IReadOnlyList<ReportCell>>();
        AddTexts(scope, rows);
        AddDamage(scope, rows);
        AddMetric(scope, rows);
        return new Sheet(
            WorkbookNames.Of(t, ProblemStep.Define),
            [new ReportColumn(t["report.item"], Width: 34), new ReportColumn(t["report.value"], ColumnKind.Number, 40), new ReportColumn(t["field.DamageInput.Unit"]), new ReportColumn(t["field.DamageInput.Source"], Width: 40)],
            rows);
    }

    private static void AddTexts(ReportScope scope, List<IReadOnlyList<ReportCell>> rows)
    {
        foreach (var field in new[] { nameof(DefineSheet.Overview), nameof(DefineSheet.PhenomenonWhat), nameof(DefineSheet.PhenomenonSince), nameof(DefineSheet.PhenomenonWhere), nameof(DefineSheet.PhenomenonSize), nameof(DefineSheet.PhenomenonSource), nameof(DefineSheet.DamageText) })
            rows.Add(Row(scope.T["field.Define." + field], ReportCell.Text(WorksheetFields.Get(SheetKind.Define, field).Read(scope.Snapshot.Define))));
    }

    private static void AddDamage(ReportScope scope, List<IReadOnlyList<ReportCell>> rows)
    {
        var (sheet, inputs, t) = (scope.Snapshot.Define, scope.Snapshot.DamageInputs, scope.T);
        var cells = new Dictionary<char, string>();
        foreach (var (input, i) in inputs.Select((input, i) => (input, i)))
        {
            var letter = DamageCalculation.LetterOf(i);
            if (letter is { } name)
                cells[name] = input.Amount == input.Value ? $"B{rows.Count + FirstRow}" : $"(B{rows.Count + FirstRow}/100)";   // 12 beside % counts as 0.12
            rows.Add(Row($"{letter} · {input.Label}", ReportScope.Typed(input.Value), input.Unit, input.Source));
        }

        var period = $"{scope.CurrencyCode} / {t["choice.Period." + sheet.DamagePeriod]}";
        var calculation = DamageCalculation.Of(sheet, inputs);
        if (calculation.Amount is { } amount)
            rows.Add(Row($"{t["report.damage.computed"]}: {calculation.Formula}", ReportCell.Money(amount, scope.CurrencyCode) with { Formula = LetterCells.Of(calculation.Formula, letter => cells[letter]) }, period));
        rows.Add(Row(t["field.Define.DamageAmount"], ReportCell.Money(sheet.DamageAmount, scope.CurrencyCode), period, sheet.DamageFormula));
    }

    private static void AddMetric(ReportScope scope, List<IReadOnlyList<ReportCell>> rows)
    {
        var (sheet, t) = (scope.Snapshot.Define, scope.T);
        rows.Add(Row(t["field.Define.MetricName"], ReportCell.Text(sheet.MetricName), note: sheet.MetricDefinition));
        rows.AddRange(MetricFacts.Of(scope).Select(f => Row(f.Name, ReportCell.Text(f.Value))));
        var asIs = rows.Count + FirstRow;
        rows.Add(Row(t["field.Define.MetricAsIs"], Metric(scope, sheet.MetricAsIs), note: DefineDetails.ExclusionsNoted(scope)));
        rows.Add(Row(t["field.Define.MetricToBe"], Metric(scope, sheet.MetricToBe)));
        if (sheet is { MetricAsIs: { } from, MetricToBe: { } to })
            rows.Add(Row(t["report.metric.gap"], Metric(scope, to - from) with { Formula = $"B{asIs + 1}-B{asIs}" }));
        rows.Add(Row(t["field.Define.MetricAsOf"], ReportCell.Date(sheet.MetricAsOf)));
    }

    private static ReportCell Metric(ReportScope scope, decimal? value) => scope.Snapshot.Define.UnitInForce() switch
    {
        MetricUnit.Rate => ReportCell.Percent((double?)value, 2),
        MetricUnit.Money => ReportCell.Money(value, scope.CurrencyCode),
        MetricUnit.Count => ReportScope.Typed(value),
    };

    private static IReadOnlyList<ReportCell> Row(string name, ReportCell value, string unit = "", string note = "") =>
        [ReportCell.Text(name), value, ReportCell.Text(unit), ReportCell.Text(note)];
}
