using ProblemSolving.Application.Formatting;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Application.Reports;

/// <summary>Every round of step 6 in one row, for a workbook: what was meant, what was measured, what follows.</summary>
internal static class RoundTable
{
    private const int Points = 100;

    /// <returns>Null while there is no round.</returns>
    public static TableBlock? Of(ReportScope scope)
    {
        var t = scope.T;
        if (scope.Snapshot.Pilots.Count == 0)
            return null;
        return new TableBlock(
            t["report.sheet.rounds"],
            [
                new ReportColumn(t["field.Pilot.Row"], ColumnKind.Number), new ReportColumn(t["field.Pilot.Name"], Width: 24), new ReportColumn(t["field.Pilot.Hypothesis"], Width: 40), new ReportColumn(t["field.Pilot.Treatment"], Width: 40), new ReportColumn(t["field.Pilot.Population"], Width: 30),
                new ReportColumn(t["field.Pilot.EarlierCustomers"], Width: 40),
                new ReportColumn(t["report.pilot.target"], ColumnKind.Number), new ReportColumn(t["report.pilot.control"], ColumnKind.Number),
                new ReportColumn(t["report.pilot.difference.points"], ColumnKind.Number), new ReportColumn(t["report.pilot.interval.level"], ColumnKind.Percent),
                new ReportColumn(t["report.pilot.interval.low"], ColumnKind.Number), new ReportColumn(t["report.pilot.interval.high"], ColumnKind.Number), new ReportColumn(t["report.pilot.break-even.points"], ColumnKind.Number),
                new ReportColumn(t.Get("report.pilot.p", t["report.pilot.z-test"]), ColumnKind.Number), new ReportColumn(t.Get("report.pilot.p", t["report.pilot.t-test"]), ColumnKind.Number),
                new ReportColumn(t["report.pilot.value"], ColumnKind.Money), new ReportColumn(t["report.pilot.verdict"], Width: 40), new ReportColumn(t["field.Pilot.Conclusion"], Width: 40),
            ],
            [.. scope.Snapshot.Pilots.OrderBy(p => p.Round).Select(p => Row(scope, p))]);
    }

    private static IReadOnlyList<ReportCell> Row(ReportScope scope, Pilot pilot) =>
    [
        ReportCell.Number(pilot.Round), ReportCell.Text(pilot.Name), ReportCell.Text(pilot.Hypothesis), ReportCell.Text(pilot.Treatment), ReportCell.Text(PopulationText.Of(scope.T, PopulationRule.Read(pilot.PopulationRuleJson))),
        ReportCell.Text(pilot.IsLocked && EarlierRounds.Of(pilot, scope.Snapshot.Pilots) is { } earlier ? $"{MeasureSection.Earlier(scope, pilot, earlier)} {EarlierWords.Warning(scope.T, earlier)}".TrimEnd() : ""),
        Count(pilot, pilot.TargetCount), Count(pilot, pilot.ControlCount),
        .. pilot.ResultJson is { } json ? Result(scope, ResultJson.Read<PilotResult>(json)) : Enumerable.Repeat(ReportCell.Empty, 9),
        ReportCell.Text(pilot.Conclusion),
    ];

    private static IEnumerable<ReportCell> Result(ReportScope scope, PilotResult result)
    {
        var (readout, interval) = (result.Readout, result.Readout.Response.Newcombe);
        return
        [
            InPoints(readout.Response.Difference), ReportCell.Percent(interval.Level), InPoints(interval.Low), InPoints(interval.High), InPoints(result.BreakEven.Difference(readout.Falls)),
            PValue(readout.Response.PValueTwoSided), PValue(readout.ResponseTTest?.PValueTwoSided), ReportCell.Money(result.Value?.MoneyPerYear.Likely, scope.CurrencyCode),
            ReportCell.Text(string.Join(' ', readout.Verdict.Sentences.Select(s => scope.Say(s)))),
        ];
    }

    private static ReportCell Count(Pilot pilot, int customers) => pilot.HasGroups ? ReportCell.Number(customers) : ReportCell.Empty;

    private static ReportCell InPoints(double? difference) => ReportCell.Number((decimal?)(Points * difference), 2);

    // never as 0, which no p-value is
    private static ReportCell PValue(double? p) => p is < 0.0001 ? ReportCell.Text("< 0.0001") : ReportCell.Number((decimal?)p, 4);
}
