using ProblemSolving.Application.Formatting;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Reports;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Application.Reports;

/// <summary>When each choice gives way to the next, for a workbook.</summary>
internal static class SwitchTable
{
    /// <returns>Null while nothing is ranked.</returns>
    public static TableBlock? Of(ReportScope scope)
    {
        var t = scope.T;
        var choices = scope.Snapshot.Ranking.Where(r => r.IsChoice).OrderBy(r => r.Rank).ToList();
        if (choices.Count == 0)
            return null;
        return new TableBlock(
            t["report.sheet.switch"],
            [
                new ReportColumn(t["step.Prioritize"]), new ReportColumn(t["field.Solution.Name"]), new ReportColumn(t["field.Solution.SwitchKind"], Width: 50),
                new ReportColumn(t["field.Solution.SwitchRounds"], ColumnKind.Number), new ReportColumn(t["field.Solution.SwitchDate"], ColumnKind.Date), new ReportColumn(t["prioritize.switch-words"], Width: 40), new ReportColumn(t["field.Solution.KeptReady"], Width: 40),
            ],
            [.. choices.Select(r => (IReadOnlyList<ReportCell>)
            [
                ReportCell.Text(t.Get("prioritize.choice", r.Rank)), ReportCell.Text(r.Option.Name), ReportCell.Text(SwitchWords.Say(t, SwitchTerms.Of(r.Option), scope.Snapshot.BreakEven, scope.Snapshot.Define.ImprovesByFalling(), scope.Currency)),
                r.Option.SwitchKind == SwitchKind.NotSignificant ? ReportScope.Typed(r.Option.SwitchRounds) : ReportCell.Empty,
                r.Option.SwitchKind == SwitchKind.DateReached ? ReportCell.Date(r.Option.SwitchDate) : ReportCell.Empty,
                ReportCell.Text(r.Option.SwitchCondition), ReportCell.Text(r.Option.KeptReady),
            ])]);
    }
}
