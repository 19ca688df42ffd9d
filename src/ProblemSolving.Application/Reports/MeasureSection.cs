using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reports;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Reports;

/// <summary>Step 6 in the report: As-is and To-be, and every round with its verdict.</summary>
internal static class MeasureSection
{
    public static ReportSection Of(ReportScope scope)
    {
        var (t, define) = (scope.T, scope.Snapshot.Define);
        var blocks = new List<ReportBlock>();
        if (scope.Snapshot.Pilots.Count == 0)
            return scope.Section(ProblemStep.Measure, blocks);
        if (define.MetricName.Length > 0)
        {
            blocks.Add(new FactsBlock(
            [
                new ReportFact($"{define.MetricName} · {t["field.Define.MetricAsIs"]}", scope.Metric(define.MetricAsIs, define.MetricUnit)),
                new ReportFact(t["field.Define.MetricToBe"], scope.Metric(define.MetricToBe, define.MetricUnit)),
            ]));
        }

        foreach (var pilot in scope.Snapshot.Pilots)
        {
            blocks.Add(new HeadingBlock(t.Get("report.pilot", pilot.Round, pilot.Name)));
            ReportScope.AddText(blocks, t["report.hypothesis"], pilot.Hypothesis);
            if (pilot.ResultJson is { } json)
                AddReadout(scope, ResultJson.Read<PilotReadout>(json), blocks);
            if (pilot.Conclusion.Length > 0)
                blocks.Add(new NoteBlock(pilot.Conclusion, pilot.IsSignificantImprovement ? ReportTone.Good : ReportTone.Neutral));
        }

        WorksheetSections.AddDecisions(scope, Gate.Pilot, blocks);
        return scope.Section(ProblemStep.Measure, blocks);
    }

    private static void AddReadout(ReportScope scope, PilotReadout readout, List<ReportBlock> blocks)
    {
        var t = scope.T;
        var tone = readout.Verdict.Kind switch
        {
            VerdictKind.Better => ReportTone.Good,
            VerdictKind.BetterButNotWorthIt or VerdictKind.NotShown => ReportTone.Caution,
            VerdictKind.Worse or VerdictKind.BrokenSplit => ReportTone.Bad,
        };
        blocks.Add(new NoteBlock(string.Join(' ', readout.Verdict.Sentences.Select(scope.Say)), tone));
    }
}
