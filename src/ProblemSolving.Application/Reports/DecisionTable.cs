using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain.Reports;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Reports;

/// <summary>What managers answered at a gate, for a workbook: oldest first, with what it is bound to and who agreed on the way.</summary>
internal static class DecisionTable
{
    /// <returns>Null while nothing is decided.</returns>
    public static TableBlock? Of(ReportScope scope, Gate gate)
    {
        var t = scope.T;
        var decided = scope.Snapshot.Reviews.Where(r => r.Gate == gate && r.Decision is not null).OrderBy(r => r.Number).ToList();
        if (decided.Count == 0)
            return null;
        return new TableBlock(
            t["report.sheet.decisions"],
            [
                new ReportColumn(t["report.decision.number"], ColumnKind.Number), new ReportColumn(t["history.field.Decision"]), new ReportColumn(t["report.decision.by"]), new ReportColumn(t["report.when"]),
                new ReportColumn(t["review.reason"], Width: 40), new ReportColumn(t["review.cap"], ColumnKind.Money), new ReportColumn(t["review.until"], ColumnKind.Date), new ReportColumn(t["review.revisit"], Width: 30),
                new ReportColumn(t["history.field.InPlaceOf"]), new ReportColumn(t["review.line"], Width: 40), new ReportColumn("SHA-256", Width: 30), new ReportColumn(t["review.revival"], Width: 30),
            ],
            [.. decided.Select(review => (IReadOnlyList<ReportCell>)
            [
                ReportCell.Number(review.Number), ReportCell.Text(t["choice.GateDecision." + review.Decision]), ReportCell.Text(scope.Name(review.DecidedById)), ReportCell.Text(scope.Moment(review.DecidedAtUtc!.Value)),
                ReportCell.Text(review.Reason), ReportCell.Money(review.MoneyCap, scope.CurrencyCode), ReportCell.Date(review.GoUntil), ReportCell.Text(review.RevisitCondition),
                ReportCell.Text(review.DecidedForId is { } holder ? scope.Name(holder) : ""), ReportCell.Text(string.Join(" → ", review.Votes.Select(v => Vote(scope, review, v)))), ReportCell.Text(review.PacketSha256), ReportCell.Text(review.Revival is { } revival ? WorksheetSections.Revival(scope, review, revival) : ""),
            ])]);
    }

    private static string Vote(ReportScope scope, GateReview review, GateVote vote)
    {
        var answer = scope.Say(LineWords.Of(review, vote, id => scope.Name(id)));
        return vote.Reason.Length == 0 ? answer : $"{answer}: {vote.Reason}";
    }
}
