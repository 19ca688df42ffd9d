using ProblemSolving.Application.Formatting;
using ProblemSolving.Documents.Workbooks;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Application.Reports;

/// <summary>
/// Step 2 in the workbook: the lines, the money month by month, and what comes of it. Whoever changes an input sees net, present
/// value and payback follow; what was drawn at random stands as values.
/// </summary>
internal sealed class EffectSheets
{
    private const int MostMonths = 120;
    private const int FirstRow = 2;

    private readonly ReportScope _scope;
    private readonly string _lines;
    private readonly string _flow;
    private readonly string _value;
    private readonly int _lastLine;

    private EffectSheets(ReportScope scope)
    {
        _scope = scope;
        _lines = WorkbookNames.Of(scope.T, ProblemStep.Effects);
        _flow = WorkbookNames.Of(scope.T, ProblemStep.Effects, scope.T["report.sheet.cash"]);
        _value = WorkbookNames.Of(scope.T, ProblemStep.Effects, scope.T["report.sheet.value"]);
        _lastLine = scope.Snapshot.EffectLines.Count + FirstRow - 1;
    }

    public static IEnumerable<Sheet> Of(ReportScope scope)
    {
        var sheets = new EffectSheets(scope);
        yield return new Sheet(sheets._lines, EffectTable.Columns(scope), EffectTable.Rows(scope, FirstRow));
        yield return sheets.Value();
        yield return sheets.Flow();
    }

    private EffectEstimate Estimate => _scope.Snapshot.Estimate;

    private EffectsSheet Effects => _scope.Snapshot.Effects;

    private double DiscountRate => (double)Math.Clamp(Effects.DiscountRate ?? 0, 0, 1);

    private List<EffectLine> Complete => [.. _scope.Snapshot.EffectLines.Where(l => Estimate.Lines.Any(e => e.LineId == l.Id && e.GainPerYear is not null))];

    private decimal LineCosts => EffectLineGain.CostPerYear(_scope.Snapshot.EffectLines);

    // Row numbers of the cells that formulas read, in the order of Value().
    private string Horizon => Cell(2);

    private string Discount => Cell(3);

    private string OneOff => Cell(4);

    private string Running => Cell(5);

    private string OfLines => Cell(6);

    private string Cell(int row) => $"{WorkbookNames.Reference(_value)}$B${row}";

    private string Column(char column) => $"{WorkbookNames.Reference(_lines)}${column}${FirstRow}:${column}${_lastLine}";

    private string Months(char column) => $"{WorkbookNames.Reference(_flow)}${column}${FirstRow}:${column}${MostMonths + FirstRow - 1}";

    private Sheet Value()
    {
        var t = _scope.T;
        var recurring = Complete.Where(l => l.Recurrence == GainRecurrence.Recurring).Sum(EffectTable.Gross);
        var once = Complete.Where(l => l.Recurrence == GainRecurrence.OneOff).Sum(EffectTable.Gross);
        var costs = (Effects.OneOffCost ?? 0) + (((Effects.RunningCostPerYear ?? 0) + LineCosts) * (decimal)new CashFactors(Estimate.HorizonMonths, DiscountRate).Monthly() / 12);
        var rows = new List<IReadOnlyList<ReportCell>>
        {
            Row(t["field.Effects.HorizonMonths"], ReportCell.Number(Estimate.HorizonMonths), t["effects.months"]),
            Row(t["field.Effects.DiscountRate"], ReportCell.Percent(DiscountRate, 2)),
            Row(t["field.Effects.OneOffCost"], Money(Effects.OneOffCost ?? 0), Effects.CostText),
            Row(t["field.Effects.RunningCostPerYear"], Money(Effects.RunningCostPerYear ?? 0)),
            Row(t["report.value.line-costs"], Money(LineCosts, OverLines($"SUMPRODUCT(({Column('P')}<>\"\")*{Column('N')})"))),
            Row(t["report.effect.yearly"], Money(recurring, OverLines($"SUM({Column('S')})"))),
            Row(t["effects.oneoff"], Money(once, OverLines($"SUM({Column('T')})"))),
            Row(t["effects.net"], Money(Estimate.NetPerYear.Likely, "B7-B5-B6")),
            Row(t.Get("effects.npv", Estimate.HorizonMonths), Money(Estimate.NetPresentValue, $"SUM({Months('F')})-B4")),
            Row(t["report.value.costs"], Money(costs, $"B4+(B5+B6)/12*SUM({Months('B')})")),
            Row(t["effects.roi"], Roi()),
            Row(t["effects.payback"], Payback(), t["effects.months"]),
        };
        // What the draws vary besides the lines, below the rows that formulas name.
        foreach (var (field, bound) in new[] { (nameof(Effects.OneOffCostLow), Effects.OneOffCostLow), (nameof(Effects.OneOffCostHigh), Effects.OneOffCostHigh), (nameof(Effects.RunningCostLow), Effects.RunningCostLow), (nameof(Effects.RunningCostHigh), Effects.RunningCostHigh) })
        {
            if (bound is { } amount)
                rows.Add(Row(t["field.Effects." + field], Money(amount)));
        }

        rows.AddRange(Drawn());
        return new Sheet(_value, [new ReportColumn(t["report.item"], Width: 38), new ReportColumn(t["report.value"], ColumnKind.Number, 22), new ReportColumn(t["report.note"], Width: 60)], rows);
    }

    private ReportCell Roi() => Estimate.Roi is { } roi ? ReportCell.Percent((double)roi, 0) with { Formula = "IF(B11>0,B10/B11,0)" } : ReportCell.Text("–");

    // The first month whose running total is no longer below zero, straight within it; 0 where no cost comes before the gains.
    private ReportCell Payback()
    {
        var first = $"MATCH(TRUE,INDEX({Months('G')}>=0,0),0)";
        var formula = $"IF(MIN(-B4,{WorkbookNames.Reference(_flow)}$G${FirstRow})>=0,0,IFERROR({first}-INDEX({Months('G')},{first})/INDEX({Months('E')},{first}),\"{_scope.T["effects.payback.never"].Replace("\"", "\"\"", StringComparison.Ordinal)}\"))";
        return (Estimate.PaybackMonths is { } months ? ReportCell.Number(months, 1) : ReportCell.Text(_scope.T["effects.payback.never"])) with { Formula = formula };
    }

    private IEnumerable<IReadOnlyList<ReportCell>> Drawn()
    {
        if (_scope.Simulation is not { } simulation)
            yield break;
        var t = _scope.T;
        var how = t.Get("report.value.drawn", simulation.Draws, simulation.Seed);
        if (!simulation.HasSpread())
        {
            yield return Row(t["effects.chance.loss"], ReportCell.Text(t["review.net.no-range"]));
            yield break;
        }

        foreach (var (name, spread) in new[] { (t["effects.chance.npv"], simulation.NetPresentValue), (t["effects.chance.net"], simulation.NetPerYear) })
        {
            foreach (var (quantile, value) in new[] { ("P10", spread.P10), ("P50", spread.P50), ("P90", spread.P90) })
                yield return Row($"{name} {quantile}", Money(Math.Round((decimal)value, _scope.Currency.Decimals)), how);
        }

        yield return Row(t["effects.chance.loss"], ReportCell.Percent(simulation.LossProbability), how);
    }

    private Sheet Flow()
    {
        var t = _scope.T;
        return new Sheet(
            _flow,
            [
                new ReportColumn(t["report.cash.month"], ColumnKind.Number), new ReportColumn(t["report.cash.factor"], ColumnKind.Number), new ReportColumn(t["report.cash.gain"], ColumnKind.Money), new ReportColumn(t["report.cash.cost"], ColumnKind.Money),
                new ReportColumn(t["report.cash.net"], ColumnKind.Money), new ReportColumn(t["report.cash.present"], ColumnKind.Money), new ReportColumn(t["report.cash.total"], ColumnKind.Money, 28),
            ],
            Months());
    }

    // As many months as a horizon may have, so that a longer one can be typed; what lies beyond it is 0.
    private IEnumerable<IReadOnlyList<ReportCell>> Months()
    {
        var factors = new CashFactors(Estimate.HorizonMonths, DiscountRate);
        var yearlyCost = (Effects.RunningCostPerYear ?? 0) + LineCosts;
        var total = -(Effects.OneOffCost ?? 0);
        var complete = Complete;
        for (var month = 1; month <= MostMonths; month++)
        {
            var row = month + FirstRow - 1;
            var isWithin = month <= Estimate.HorizonMonths;
            var factor = isWithin ? factors.At(month) : 0;
            var gain = isWithin ? complete.Sum(l => InMonth(l, month)) : 0;
            var cost = isWithin ? yearlyCost / 12 : 0;
            total += gain - cost;
            yield return
            [
                ReportCell.Number(month),
                ReportCell.Number((decimal)factor, 4) with { Formula = $"IF(A{row}<={Horizon},(1+{Discount})^(-A{row}/12),0)" },
                Money(gain, OverLines($"IF(A{row}<={Horizon},{Gain(row)},0)")),
                Money(cost, $"IF(A{row}<={Horizon},({Running}+{OfLines})/12,0)"),
                Money(gain - cost, $"C{row}-D{row}"),
                Money((gain - cost) * (decimal)factor, $"E{row}*B{row}"),
                Money(total, month == 1 ? $"E{row}-{OneOff}" : $"G{row - 1}+E{row}"),
            ];
        }
    }

    // A gain that rises evenly over the ramp-up, and one that comes once when the change is reached; written without IF, since a range stands inside.
    private string Gain(int row)
    {
        var (yearly, once, rampUp) = (Column('S'), Column('T'), Column('R'));
        return $"SUMPRODUCT({yearly}/12*(1-(A{row}<{rampUp})*(1-A{row}/({rampUp}+({rampUp}=0)))))+SUMPRODUCT({once}*(A{row}={rampUp}+({rampUp}=0)))";
    }

    private static decimal InMonth(EffectLine line, int month)
    {
        var rampUp = EffectTable.RampUp(line);
        return line.Recurrence switch
        {
            GainRecurrence.Recurring => EffectTable.Gross(line) / 12 * (decimal)CashFactors.Share(month, rampUp),
            GainRecurrence.OneOff => month == Math.Max(1, rampUp) ? EffectTable.Gross(line) : 0,
        };
    }

    // Without a line there is no range to name.
    private string? OverLines(string formula) => _scope.Snapshot.EffectLines.Count > 0 ? formula : null;

    private ReportCell Money(decimal value, string? formula = null) => ReportCell.Money(value, _scope.CurrencyCode) with { Formula = formula };

    private static IReadOnlyList<ReportCell> Row(string name, ReportCell value, string note = "") => [ReportCell.Text(name), value, ReportCell.Text(note)];
}
