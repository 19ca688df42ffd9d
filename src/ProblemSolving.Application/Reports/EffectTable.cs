using ProblemSolving.Application.Formatting;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Application.Reports;

/// <summary>The effect lines as a table: short for reading, and for a workbook with every input in a cell of its own and formulas on them.</summary>
internal static class EffectTable
{
    public static TableBlock Block(ReportScope scope)
    {
        var t = scope.T;
        var gains = scope.Snapshot.Estimate.Lines.ToDictionary(l => l.LineId, l => l.GainPerYear);
        return new TableBlock(
            t["effects.section.lines"],
            [
                new ReportColumn(t["field.EffectLine.Name"]), new ReportColumn(t["field.EffectLine.Kind"]),
                new ReportColumn(Name(scope, nameof(EffectLine.Population)), ColumnKind.Number), new ReportColumn(t["field.EffectLine.PopulationUnit"]),
                new ReportColumn(Name(scope, nameof(EffectLine.ChangeLikely)), ColumnKind.Number), new ReportColumn(Name(scope, nameof(EffectLine.ValuePerUnit)), ColumnKind.Money),
                new ReportColumn(t["effects.low"], ColumnKind.Money), new ReportColumn(t["effects.likely"], ColumnKind.Money), new ReportColumn(t["effects.high"], ColumnKind.Money),
            ],
            [.. scope.Snapshot.EffectLines.OrderBy(l => l.Position).Select(line =>
            {
                var gain = gains.GetValueOrDefault(line.Id);
                return (IReadOnlyList<ReportCell>)
                [
                    ReportCell.Text(line.Name), ReportCell.Text(Kind(scope, line) + Beside(scope, line)),
                    ReportScope.Typed(line.Population, 2), ReportCell.Text($"{line.PopulationUnit} / {(line.Recurrence == GainRecurrence.OneOff ? t["choice.GainRecurrence.OneOff"] : t["choice.Period." + line.Period])}"),
                    ReportCell.Text(line.ChangeLikely is { } change ? FieldWords.Change(t, line.Kind, change, scope.Snapshot.Define.ImprovesByFalling()) : ""), ReportCell.Money(line.ValuePerUnit, scope.CurrencyCode),
                    ReportCell.Money(gain?.Low, scope.CurrencyCode), ReportCell.Money(gain?.Likely, scope.CurrencyCode), ReportCell.Money(gain?.High, scope.CurrencyCode),
                ];
            })]);
    }

    public static IReadOnlyList<ReportColumn> Columns(ReportScope scope)
    {
        var t = scope.T;
        return
        [
            new ReportColumn(t["field.EffectLine.Name"]), new ReportColumn(t["field.EffectLine.Kind"]),
            new ReportColumn(Name(scope, nameof(EffectLine.PopulationLow)), ColumnKind.Number), new ReportColumn(Name(scope, nameof(EffectLine.Population)), ColumnKind.Number), new ReportColumn(Name(scope, nameof(EffectLine.PopulationHigh)), ColumnKind.Number),
            new ReportColumn(t["field.EffectLine.PopulationUnit"]), new ReportColumn(t["report.times-per-year"], ColumnKind.Number),
            new ReportColumn(Name(scope, nameof(EffectLine.ChangeLow)), ColumnKind.Percent), new ReportColumn(Name(scope, nameof(EffectLine.ChangeLikely)), ColumnKind.Percent), new ReportColumn(Name(scope, nameof(EffectLine.ChangeHigh)), ColumnKind.Percent),
            new ReportColumn(Name(scope, nameof(EffectLine.ValueLow)), ColumnKind.Money), new ReportColumn(Name(scope, nameof(EffectLine.ValuePerUnit)), ColumnKind.Money), new ReportColumn(Name(scope, nameof(EffectLine.ValueHigh)), ColumnKind.Money),
            new ReportColumn(t["field.EffectLine.CostPerYear"], ColumnKind.Money),
            new ReportColumn(t["effects.low"], ColumnKind.Money), new ReportColumn(t["effects.likely"], ColumnKind.Money), new ReportColumn(t["effects.high"], ColumnKind.Money),
            new ReportColumn($"{t["field.EffectLine.RampUpMonths"]} ({t["effects.months"]})", ColumnKind.Number), new ReportColumn(t["report.effect.yearly"], ColumnKind.Money), new ReportColumn(t["effects.oneoff"], ColumnKind.Money),
        ];
    }

    /// <param name="firstRow">Number of the first data row in the workbook, for the formulas.</param>
    public static IEnumerable<IReadOnlyList<ReportCell>> Rows(ReportScope scope, int firstRow)
    {
        var gains = scope.Snapshot.Estimate.Lines.ToDictionary(l => l.LineId, l => l.GainPerYear);
        var row = firstRow;
        foreach (var line in scope.Snapshot.EffectLines.OrderBy(l => l.Position))
        {
            var gain = gains.GetValueOrDefault(line.Id);
            var currency = scope.CurrencyCode;
            ReportCell Gain(decimal? value, string formula) =>
                value is null ? ReportCell.Empty : ReportCell.Money(value, currency) with { Formula = formula };

            // A change or a value can be negative, so low and high look at all corners.
            // a single gain stands gross: its yearly cost is no part of it
            var less = line.Recurrence == GainRecurrence.OneOff ? "" : $"-N(N{row})";
            var corners = string.Join(",", from p in "CE" from c in "HJ" from v in "KM" select $"{p}{row}*{c}{row}*{v}{row}");
            yield return
            [
                ReportCell.Text(line.Name), ReportCell.Text(Kind(scope, line)),
                ReportScope.Typed(line.PopulationLow ?? line.Population, 2), ReportScope.Typed(line.Population, 2), ReportScope.Typed(line.PopulationHigh ?? line.Population, 2),
                ReportCell.Text(line.PopulationUnit), ReportCell.Number(EffectLineGain.PeriodsPerYear(line)),
                ReportCell.Percent((double?)(line.ChangeLow ?? line.ChangeLikely), 2), ReportCell.Percent((double?)line.ChangeLikely, 2), ReportCell.Percent((double?)(line.ChangeHigh ?? line.ChangeLikely), 2),
                ReportCell.Money(line.ValueLow ?? line.ValuePerUnit, currency), ReportCell.Money(line.ValuePerUnit, currency), ReportCell.Money(line.ValueHigh ?? line.ValuePerUnit, currency),
                ReportCell.Money(line.CostPerYear, currency),
                Gain(gain?.Low, $"MIN({corners})*G{row}{less}"), Gain(gain?.Likely, $"D{row}*I{row}*L{row}*G{row}{less}"), Gain(gain?.High, $"MAX({corners})*G{row}{less}"),
                ReportCell.Number(RampUp(line)),
                Gain(gain is null || line.Recurrence == GainRecurrence.OneOff ? null : Gross(line), $"D{row}*I{row}*L{row}*G{row}"),
                Gain(gain is null || line.Recurrence == GainRecurrence.Recurring ? null : Gross(line), $"D{row}*I{row}*L{row}"),
            ];
            row++;
        }
    }

    /// <summary>The likely gain of a complete line before cost: of a year, or the single one.</summary>
    public static decimal Gross(EffectLine line) => line.Population!.Value * line.ChangeLikely!.Value * line.ValuePerUnit!.Value * EffectLineGain.PeriodsPerYear(line);

    /// <summary>Whole months until the change is reached, as the estimate counts them.</summary>
    public static int RampUp(EffectLine line) => (int)Math.Clamp(line.RampUpMonths ?? 0, 0, 60);

    private static string Name(ReportScope scope, string field) => FieldWords.Column(scope.T, scope.Snapshot.EffectLines, field, scope.Snapshot.Define.ImprovesByFalling());

    // Without these nobody can follow the gain of a line; in the workbook they have cells of their own.
    private static string Beside(ReportScope scope, EffectLine line) =>
        (line.CostPerYear is { } cost and not 0 ? $" · {scope.T["field.EffectLine.CostPerYear"]} {scope.Money(cost)}" : "")
        + (RampUp(line) is > 0 and var months ? $" · {scope.T["field.EffectLine.RampUpMonths"]} {scope.T.Get("report.effect.months", months)}" : "");

    private static string Kind(ReportScope scope, EffectLine line) =>
        scope.T["choice.GainKind." + line.Kind] + (line.Hardness == GainHardness.Soft ? $" · {scope.T["choice.GainHardness.Soft"]}" : "");
}
