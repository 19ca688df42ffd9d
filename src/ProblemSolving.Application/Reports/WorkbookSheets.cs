using ProblemSolving.Documents.Workbooks;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reports;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Reports;

/// <summary>All seven steps as sheets, in their order; a step without anything yet has one that says so.</summary>
internal static class WorkbookSheets
{
    public static IReadOnlyList<Sheet> Of(ReportScope scope)
    {
        List<Sheet> sheets = [DefineSheetOfWorkbook.Of(scope), .. EffectSheets.Of(scope), .. Tables(scope, ProblemStep.Effects, [DecisionTable.Of(scope, Gate.Effects)])];
        foreach (var (step, section, more) in new (ProblemStep, ReportSection, IReadOnlyList<TableBlock?>)[]
        {
            (ProblemStep.Solutions, WorksheetSections.Solutions(scope), []),
            (ProblemStep.Prioritize, WorksheetSections.Prioritize(scope), [SwitchTable.Of(scope)]),
            (ProblemStep.Analyze, AnalyzeSection.Of(scope), []),
            (ProblemStep.Measure, MeasureSection.Of(scope), [RoundTable.Of(scope), DecisionTable.Of(scope, Gate.Pilot)]),
            (ProblemStep.Operate, OperateSection.Of(scope), []),
        })
        {
            var tables = Tables(scope, step, [.. section.Blocks.OfType<TableBlock>(), .. more]).ToList();
            sheets.AddRange(tables.Count > 0 ? tables : [new Sheet(WorkbookNames.Of(scope.T, step), [new ReportColumn(section.State, Width: 40)], [[ReportCell.Text(scope.T["report.empty"])]])]);
        }

        return sheets;
    }

    private static IEnumerable<Sheet> Tables(ReportScope scope, ProblemStep step, IEnumerable<TableBlock?> tables) =>
        tables.OfType<TableBlock>().Select(t => new Sheet(WorkbookNames.Of(scope.T, step, t.Caption.Length > 0 ? t.Caption : null), t.Columns, t.Rows));
}
