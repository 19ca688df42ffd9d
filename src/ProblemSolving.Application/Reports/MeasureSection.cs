using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Measure;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Prioritize;
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
                new ReportFact($"{define.MetricName} · {t["field.Define.MetricAsIs"]}", scope.Metric(define.MetricAsIs, define.UnitInForce())),
                new ReportFact(t["field.Define.MetricToBe"], scope.Metric(define.MetricToBe, define.UnitInForce())),
            ]));
        }

        foreach (var pilot in scope.Snapshot.Pilots)
        {
            blocks.Add(new HeadingBlock(t.Get("report.pilot", pilot.Round, pilot.Name)));
            ReportScope.AddText(blocks, t["report.hypothesis"], pilot.Hypothesis);
            ReportScope.AddText(blocks, t["field.Pilot.Treatment"], pilot.Treatment);
            ReportScope.AddText(blocks, t["field.Pilot.Population"], PopulationText.Of(t, PopulationRule.Read(pilot.PopulationRuleJson)));
            if (pilot.IsLocked && EarlierRounds.Of(pilot, scope.Snapshot.Pilots) is { } earlier)
                AddEarlier(scope, pilot, earlier, blocks);
            if (pilot.ReadPlan() is { Metric: { } metric } plan)
                blocks.Add(Yardstick(scope, metric, plan, pilot.ResultJson is { } result ? ResultJson.Read<PilotResult>(result).Readout.Falls : plan.Falls));
            if (pilot.ResultJson is { } json)
                AddReadout(scope, ResultJson.Read<PilotResult>(json), blocks);
            if (pilot.Conclusion.Length > 0)
                blocks.Add(new NoteBlock(pilot.Conclusion, pilot.IsSignificantImprovement ? ReportTone.Good : ReportTone.Neutral));
        }

        WorksheetSections.AddDecisions(scope, Gate.Pilot, blocks);
        return scope.Section(ProblemStep.Measure, blocks);
    }

    /// <summary>What became of customers of earlier rounds.</summary>
    public static string Earlier(ReportScope scope, Pilot pilot, EarlierRounds earlier) =>
        EarlierOutcome.Of(pilot, scope.Snapshot.Pilots) is { } outcome ? EarlierWords.Outcome(scope.T, outcome) : EarlierWords.Plan(scope.T, earlier);

    private static void AddEarlier(ReportScope scope, Pilot pilot, EarlierRounds earlier, List<ReportBlock> blocks)
    {
        ReportScope.AddText(blocks, scope.T["field.Pilot.EarlierCustomers"], Earlier(scope, pilot, earlier));
        if (EarlierWords.Warning(scope.T, earlier) is { } warning)
            blocks.Add(new NoteBlock(warning, ReportTone.Caution));
    }

    // What the round is judged by, as it was locked.
    private static FactsBlock Yardstick(ReportScope scope, MetricDefinition metric, PilotPlan plan, bool falls)
    {
        var t = scope.T;
        List<ReportFact> facts = [new ReportFact(t["yardstick.metric"], $"{metric.Name} · {t.Get("yardstick.hash", plan.MetricSha256[..12])}")];
        if (metric.DifferencesTo(scope.Snapshot.Metric) is { Count: > 0 } fields)
            facts.Add(new ReportFact("", t.Get("yardstick.metric.changed", string.Join(", ", fields.Select(f => t["field.Define." + f])))));
        if (plan.Switch is { } terms)
            facts.Add(new ReportFact(t["yardstick.switch"], SwitchWords.Say(t, terms, plan.BreakEven, falls, scope.Currency)));
        if (plan.BreakEven is { } even)
            facts.Add(new ReportFact(t["measure.break-even"], even.Rise is { } limit ? SwitchWords.BreakEven(t, limit, falls) : scope.Say(even.Basis)));
        return new FactsBlock(facts);
    }

    private static void AddReadout(ReportScope scope, PilotResult result, List<ReportBlock> blocks)
    {
        var (t, readout) = (scope.T, result.Readout);
        var tone = readout.Verdict.Kind switch
        {
            VerdictKind.Better => ReportTone.Good,
            VerdictKind.BetterButNotWorthIt or VerdictKind.NotShown => ReportTone.Caution,
            VerdictKind.Worse or VerdictKind.BrokenSplit => ReportTone.Bad,
        };
        blocks.Add(new NoteBlock(string.Join(' ', readout.Verdict.Sentences.Select(s => scope.Say(s))), tone));

        IReadOnlyList<ReportCell> Row(string group, GroupResponses r) =>
        [
            ReportCell.Text(group), ReportCell.Number(r.Assigned), ReportCell.Number(r.Responders), ReportCell.Percent(r.Assigned > 0 ? (double)r.Responders / r.Assigned : null),
            result.HasAmount ? ReportCell.Money(r.Amount, scope.CurrencyCode) : ReportCell.Empty,
        ];
        blocks.Add(new TableBlock(
            t["report.pilot.groups"],
            [
                new ReportColumn(t["report.pilot.group"]), new ReportColumn(t["report.customers"], ColumnKind.Number), new ReportColumn(t["report.pilot.responders"], ColumnKind.Number),
                new ReportColumn(t["report.pilot.rate"], ColumnKind.Percent), new ReportColumn(t["report.amount"], ColumnKind.Money),
            ],
            [Row(t["report.pilot.target"], result.Target), Row(t["report.pilot.control"], result.Control)]));
        var response = readout.Response;
        blocks.Add(new FactsBlock(
        [
            new ReportFact(t.Get("report.pilot.difference", 100 * response.Newcombe.Level), $"{Points(scope, response.Difference)} ({Points(scope, response.Newcombe.Low)} – {Points(scope, response.Newcombe.High)})"),
            new ReportFact(t["report.pilot.z-test"], PValue(scope, response.PValueTwoSided)),
            new ReportFact(t["report.pilot.t-test"], readout.ResponseTTest is { } test ? PValue(scope, test.PValueTwoSided) : "–"),
            new ReportFact(t["report.pilot.value"], scope.Money(result.Value?.MoneyPerYear.Likely)),
        ]));
    }

    private static string Points(ReportScope scope, double difference) =>
        (difference > 0 ? "+" : "") + (100 * difference).ToString("0.0", scope.T.Culture) + (scope.T.IsKorean ? "" : " ") + scope.T["sheet.points"];

    private static string PValue(ReportScope scope, double p) => p < 0.0001 ? "p < 0.0001" : "p = " + p.ToString("0.0000", scope.T.Culture);
}
