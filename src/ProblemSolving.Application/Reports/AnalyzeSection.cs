using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Application.Reports;

/// <summary>Step 5 in the report: the runs that something rests on with their figures, and the history of all runs.</summary>
internal static class AnalyzeSection
{
    /// <summary>Figures of an exploration that tell the story; the run's own page has the rest.</summary>
    private static readonly string[] Told =
    [
        "monthly-customers", "customer-flow", "repurchase-rate", "repurchase-trend", "cohorts", "days-to-second", "survival", "order-steps", "first-order-contrasts", "lorenz", "rfm-segments",
    ];

    public static ReportSection Of(ReportScope scope)
    {
        var t = scope.T;
        var blocks = new List<ReportBlock>();
        foreach (var view in scope.Runs.Where(v => v.Run.Kind != AnalysisKind.Query || v.Run.Conclusion.Length > 0))   // of a query there is only what somebody says about it
        {
            blocks.Add(new HeadingBlock($"{t["report.run." + view.Run.Kind]} · {scope.Data(view.Run.DatasetVersionId)}"));
            if (view.Run.Conclusion.Length > 0)
                blocks.Add(new NoteBlock(view.Run.Conclusion, ReportTone.Good));
            if (view.Explore is { } explore)
                AddExplore(scope, explore, blocks);
            if (view.Model is { } model)
                AddModel(scope, model, blocks);
            if (view.Run.Kind is AnalysisKind.Compare or AnalysisKind.Landmark)
                blocks.AddRange(RunFigures.Of(view.Run).Select(scope.Figure));
        }

        if (scope.Snapshot.PinnedFindings.Count > 0)
            blocks.Add(Findings(scope));

        if (scope.Snapshot.Runs.Count > 0)
            blocks.Add(History(scope));
        return scope.Section(ProblemStep.Analyze, blocks);
    }

    private static void AddExplore(ReportScope scope, RepurchaseResult result, List<ReportBlock> blocks)
    {
        var t = scope.T;
        if (result.ProfileOnly)
        {
            blocks.Add(new FactsBlock([new ReportFact(t["explore.rows"], scope.Number(result.Table?.Rows ?? 0))]));
            return;
        }

        blocks.Add(new FactsBlock(
        [
            new ReportFact(t["report.customers"], scope.Number(result.Headline.Customers)),
            new ReportFact(t["report.orders"], scope.Number(result.Headline.Orders)),
            new ReportFact(t["report.amount"], scope.Money(result.Headline.Amount)),
            new ReportFact(t["report.period"], $"{scope.Day(result.Headline.FirstDay)} – {scope.Day(result.Headline.LastDay)}"),
        ]));
        blocks.AddRange(result.Figures.Where(f => Told.Contains(f.Id)).Select(scope.Figure));
    }

    private static void AddModel(ReportScope scope, RepurchaseModelResult result, List<ReportBlock> blocks)
    {
        var t = scope.T;
        blocks.Add(new FactsBlock(
        [
            new ReportFact(t["report.auc"], result.Auc.ToString("0.000", t.Culture)),
            new ReportFact(t["report.auc.baseline"], result.BaselineAuc.ToString("0.000", t.Culture)),
            new ReportFact(t["report.test-snapshot"], scope.Day(result.TestSnapshot)),
            new ReportFact(t["report.test-customers"], scope.Number(result.TestRows)),
        ]));
        blocks.AddRange(result.Figures.Select(scope.Figure));
    }

    private static TableBlock Findings(ReportScope scope)
    {
        var t = scope.T;
        return new TableBlock(
            t["findings.title"],
            [new ReportColumn(t["report.finding"]), new ReportColumn(t["report.finding.about"]), new ReportColumn(t["report.data"]), new ReportColumn(t["report.when"])],
            [.. scope.Snapshot.PinnedFindings.Select(f => (IReadOnlyList<ReportCell>)
            [
                ReportCell.Text(f.Sentence), ReportCell.Text(f.RuleJson.Length == 0 ? "" : PopulationText.Of(t, PopulationRule.Read(f.RuleJson))),
                ReportCell.Text(scope.Data(f.DatasetVersionId)), ReportCell.Text(scope.Moment(f.PinnedAtUtc)),
            ])]);
    }

    private static TableBlock History(ReportScope scope)
    {
        var t = scope.T;
        return new TableBlock(
            t["report.history"],
            [new ReportColumn(t["report.when"]), new ReportColumn(t["report.kind"]), new ReportColumn(t["report.author"]), new ReportColumn(t["report.data"]), new ReportColumn(t["history.field.Note"])],
            [.. scope.Snapshot.Runs.Select(r => (IReadOnlyList<ReportCell>)
            [
                ReportCell.Text(scope.Moment(r.QueuedAtUtc)), ReportCell.Text(t["report.run." + r.Kind]), ReportCell.Text(scope.Name(r.AuthorId)),
                ReportCell.Text($"{scope.Data(r.DatasetVersionId)} · {(r.DataSha256.Length > 12 ? r.DataSha256[..12] : r.DataSha256)}"), ReportCell.Text(r.Note),
            ])]);
    }
}
