using ProblemSolving.Application.Formatting;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Application.Reports;

/// <summary>Step 7 in the report: the schedules, what to do when one fails, and what was delivered.</summary>
internal static class OperateSection
{
    public static ReportSection Of(ReportScope scope)
    {
        var t = scope.T;
        var blocks = new List<ReportBlock>();
        foreach (var schedule in scope.Snapshot.Schedules)
        {
            blocks.Add(new HeadingBlock(schedule.Name));
            blocks.Add(new FactsBlock(
            [
                new ReportFact(t["report.frequency"], ScheduleText.When(t, schedule)),
                new ReportFact(t["operate.field.population"], PopulationText.Of(t, PopulationRule.Read(schedule.PopulationRuleJson))),
                .. schedule.ModelRunId is null ? [new ReportFact(t["operate.field.model"], t["operate.field.model.none"])] : Array.Empty<ReportFact>(),
                new ReportFact(t["report.target-share"], scope.Percent(schedule.TargetShare)),
                new ReportFact(t["report.holdout-share"], scope.Percent(schedule.HoldoutShare)),
            ]));
            ReportScope.AddText(blocks, t["report.error-procedure"], schedule.ErrorProcedure);
        }

        if (scope.Snapshot.OperateRuns.Count > 0)
        {
            blocks.Add(new TableBlock(
                t["report.deliveries"],
                [new ReportColumn(t["report.when"]), new ReportColumn(t["report.state"]), new ReportColumn(t["report.target-count"], ColumnKind.Number), new ReportColumn(t["report.holdout-count"], ColumnKind.Number), new ReportColumn(t["report.file"])],
                [.. scope.Snapshot.OperateRuns.Take(20).Select(r => (IReadOnlyList<ReportCell>)
                [
                    ReportCell.Text(scope.Moment(r.SlotUtc)), ReportCell.Text(t["choice.RunState." + r.State]), ReportCell.Number(r.TargetCount), ReportCell.Number(r.HoldoutCount), ReportCell.Text(r.FileName),
                ])]));
        }

        return scope.Section(ProblemStep.Operate, blocks);
    }
}
