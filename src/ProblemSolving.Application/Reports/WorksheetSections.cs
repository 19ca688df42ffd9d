using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reports;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Application.Reports;

/// <summary>Steps 1 to 4 in the report.</summary>
internal static class WorksheetSections
{
    public static ReportSection Define(ReportScope scope)
    {
        var (sheet, t) = (scope.Snapshot.Define, scope.T);
        var blocks = new List<ReportBlock>();
        ReportScope.AddText(blocks, t["define.section.overview"], sheet.Overview);
        ReportScope.AddText(blocks, t["define.section.phenomenon"], sheet.PhenomenonWhat);
        var facts = new[] { nameof(sheet.PhenomenonSince), nameof(sheet.PhenomenonWhere), nameof(sheet.PhenomenonSize), nameof(sheet.PhenomenonSource) }
            .Select(f => new ReportFact(t["field.Define." + f], WorksheetFields.Get(SheetKind.Define, f).Read(sheet)))
            .Where(f => f.Value.Length > 0)
            .ToList();
        if (facts.Count > 0)
            blocks.Add(new FactsBlock(facts));
        DefineDetails.AddEvidence(scope, EvidenceSection.Phenomenon, blocks);
        ReportScope.AddText(blocks, t["define.section.damage"], sheet.DamageText);
        if (sheet.DamageAmount is not null)
        {
            blocks.Add(new FactsBlock(
            [
                new ReportFact(t["field.Define.DamageAmount"], $"{scope.Money(sheet.DamageAmount)} / {t["choice.Period." + sheet.DamagePeriod]}"),
                new ReportFact(t["field.Define.DamageFormula"], sheet.DamageFormula.Length == 0 ? "–" : sheet.DamageFormula),
            ]));
        }

        DefineDetails.AddDamage(scope, blocks);
        if (sheet.MetricName.Length > 0)
        {
            blocks.Add(new HeadingBlock(t["define.section.metric"]));
            blocks.Add(new FactsBlock(
            [
                new ReportFact(t["field.Define.MetricName"], sheet.MetricName),
                new ReportFact(t["field.Define.MetricAsIs"], scope.Metric(sheet.MetricAsIs, sheet.UnitInForce())),
                new ReportFact(t["field.Define.MetricAsOf"], scope.Day(sheet.MetricAsOf)),
                new ReportFact(t["field.Define.MetricToBe"], scope.Metric(sheet.MetricToBe, sheet.UnitInForce())),
                .. sheet is { MetricAsIs: { } from, MetricToBe: { } to } ? [new ReportFact(t["report.metric.gap"], MetricText.Gap(sheet, from, to, scope.Currency, t))] : Array.Empty<ReportFact>(),
                .. MetricFacts.Of(scope),
            ]));
            if (sheet.MetricDefinition.Length > 0)
                blocks.Add(new ParagraphBlock(sheet.MetricDefinition));
            DefineDetails.AddMetric(scope, blocks);
        }

        DefineDetails.AddCauses(scope, blocks);
        return scope.Section(ProblemStep.Define, blocks);
    }

    public static ReportSection Effects(ReportScope scope)
    {
        var (snapshot, t) = (scope.Snapshot, scope.T);
        var blocks = new List<ReportBlock>();
        if (snapshot.EffectLines.Count > 0)
        {
            var estimate = snapshot.Estimate;
            blocks.Add(EffectTable.Block(scope));
            blocks.Add(new FactsBlock(
            [
                new ReportFact(t["effects.net"], scope.Money(estimate.NetPerYear.Likely)),
                new ReportFact($"{t["effects.low"]} – {t["effects.high"]}", Format.MoneyRange(estimate.NetPerYear.Low, estimate.NetPerYear.High, scope.Currency, t)),
                .. OneOff(scope, estimate),
                new ReportFact(t.Get("effects.npv", estimate.HorizonMonths), scope.Money(estimate.NetPresentValue)),
                .. Chance(scope),
                new ReportFact(t["effects.roi"], scope.Percent((double?)estimate.Roi, 0)),
                new ReportFact(t["effects.payback"], EffectWords.Payback(t, estimate)),
                new ReportFact(t["effects.breakeven"], EffectWords.BreakEven(t, estimate, snapshot.EffectLines, snapshot.Define.ImprovesByFalling())),
                new ReportFact(t["effects.delay"], scope.Money(estimate.CostOfDelay)),
                new ReportFact(t["field.Effects.OneOffCost"], Ranged(scope, snapshot.Effects.OneOffCostLow, snapshot.Effects.OneOffCost, snapshot.Effects.OneOffCostHigh)),
                new ReportFact(t["field.Effects.RunningCostPerYear"], Ranged(scope, snapshot.Effects.RunningCostLow, snapshot.Effects.RunningCostPerYear, snapshot.Effects.RunningCostHigh)),
                new ReportFact(t["field.Effects.DiscountRate"], scope.TypedPercent(snapshot.Effects.DiscountRate)),
            ]));
        }

        blocks.AddRange(EffectWords.Beside(t, snapshot.Estimate, scope.Currency).Select(s => new ParagraphBlock(s)));
        if (snapshot.CausalLinks.Count > 0)
        {
            blocks.Add(new HeadingBlock(t["effects.section.chain"]));
            blocks.Add(new ListBlock([.. snapshot.CausalLinks.Select(l => $"{l.Cause} → {l.Effect}{(l.Strength is { } strength ? $" ({scope.Number(strength)} {l.Unit})" : "")}")], Ordered: true));
        }

        ReportScope.AddText(blocks, t["field.Effects.CausalChain"], snapshot.Effects.CausalChain);
        ReportScope.AddText(blocks, t["effects.section.kill"], snapshot.Effects.KillCriteria);
        if (snapshot.Effects.KillValue is { } limit)
            blocks.Add(new FactsBlock([new ReportFact(t["field.Effects.KillValue"], $"{scope.Metric(limit, snapshot.Define.UnitInForce())} {t["kill.limit." + snapshot.Define.MetricDirection]}{(snapshot.Effects.KillBy is { } by ? " · " + scope.Day(by) : "")}")]));
        ReportScope.AddText(blocks, t["effects.section.next-test"], snapshot.Effects.NextTest);
        List<ReportFact> test = [];
        if (snapshot.Effects.NextTestDays is { } days)
            test.Add(new ReportFact(t["field.Effects.NextTestDays"], t.Get("review.next-test.days", days)));
        if (snapshot.Effects.NextTestCost is { } spent)
            test.Add(new ReportFact(t["field.Effects.NextTestCost"], scope.Money(spent)));
        if (test.Count > 0)
            blocks.Add(new FactsBlock(test));
        AddDecisions(scope, Gate.Effects, blocks);
        return scope.Section(ProblemStep.Effects, blocks);
    }

    public static ReportSection Solutions(ReportScope scope)
    {
        var t = scope.T;
        if (scope.Snapshot.Options.Count == 0)
            return scope.Section(ProblemStep.Solutions, []);
        var blocks = new List<ReportBlock>
        {
            new TableBlock(
                "",
                [
                    new ReportColumn(t["field.Solution.Name"]), new ReportColumn(t["field.Solution.Method"]), new ReportColumn(t["field.Solution.Mechanism"]),
                    new ReportColumn(t["field.Solution.EffortDays"], ColumnKind.Number), new ReportColumn(t["field.Solution.DaysToFirstResult"], ColumnKind.Number),
                    new ReportColumn(t["field.Solution.EffectShare"], ColumnKind.Percent), new ReportColumn(t["field.Solution.Risks"]),
                ],
                [.. scope.Snapshot.Options.Select(o => (IReadOnlyList<ReportCell>)
                [
                    ReportCell.Text(o.Name), ReportCell.Text(t["choice.SolutionMethod." + o.Method]), ReportCell.Text(o.Mechanism),
                    ReportScope.Typed(o.EffortDays), ReportScope.Typed(o.DaysToFirstResult), ReportScope.TypedRate(o.EffectShare), ReportCell.Text(o.Risks),
                ])]),
        };
        if (Stated(scope).Count > 0)
            blocks.Add(Assumptions(scope));
        return scope.Section(ProblemStep.Solutions, blocks);
    }

    public static ReportSection Prioritize(ReportScope scope)
    {
        var t = scope.T;
        if (scope.Snapshot.Ranking.Count == 0)
            return scope.Section(ProblemStep.Prioritize, []);
        var blocks = new List<ReportBlock>
        {
            new TableBlock(
                "",
                [new ReportColumn(t["step.Prioritize"]), new ReportColumn(t["field.Solution.Name"]), new ReportColumn(t["choice.RankingMethod." + scope.Snapshot.Prioritize.RankBy]), new ReportColumn(t["field.Solution.SwitchKind"]), new ReportColumn(t["field.Solution.KeptReady"]), new ReportColumn(t["field.Solution.RankReason"])],
                [.. scope.Snapshot.Ranking.Select(r => (IReadOnlyList<ReportCell>)
                [
                    ReportCell.Text(r.IsPlaced ? t.Get("prioritize.choice", r.Rank) : t["prioritize.unplaced"]), ReportCell.Text(r.Option.Name), ReportCell.Text(scope.Say(r.Score.Why)), ReportCell.Text(SwitchText(scope, r.Option)),
                    ReportCell.Text(r.Option.KeptReady), ReportCell.Text(r.IsOverruled ? r.Option.RankReason : ""),
                ])]),
        };
        if (OptionQuadrants.Of(scope) is { } quadrants)
            blocks.Add(quadrants);
        if (scope.Snapshot.Prioritize.Note.Length > 0)
            blocks.Add(new ParagraphBlock(scope.Snapshot.Prioritize.Note));
        if (scope.Team.Count > 0)
            blocks.Add(TeamPoints(scope));
        return scope.Section(ProblemStep.Prioritize, blocks);
    }

    private static TableBlock Assumptions(ReportScope scope)
    {
        var t = scope.T;
        var names = scope.Snapshot.Options.ToDictionary(o => o.Id, o => o.Name);
        return new TableBlock(
            t["solutions.assumptions"],
            [new ReportColumn(t["field.Solution.Name"]), new ReportColumn(t["field.Assumption.Claim"]), new ReportColumn(t["field.Assumption.Grade"]), new ReportColumn(t["field.Assumption.Owner"]), new ReportColumn(t["field.Assumption.TestBy"]), new ReportColumn(t["field.Assumption.Outcome"])],
            [.. Stated(scope).Select(a => (IReadOnlyList<ReportCell>)
            [
                ReportCell.Text(names.GetValueOrDefault(a.ParentId, "")), ReportCell.Text(a.Claim), ReportCell.Text(t["choice.EvidenceGrade." + a.Grade]), ReportCell.Text(a.Owner),
                ReportCell.Text(scope.Day(a.TestBy)), ReportCell.Text(t["choice.AssumptionOutcome." + a.Outcome]),
            ])]);
    }

    // A row that was added and never written on assumes nothing.
    private static List<SolutionAssumption> Stated(ReportScope scope) => [.. scope.Snapshot.Assumptions.Where(a => !string.IsNullOrWhiteSpace(a.Claim))];

    private static string Ranged(ReportScope scope, decimal? low, decimal? likely, decimal? high) =>
        EffectWords.Ends(scope.T, low is null ? null : scope.Money(low), high is null ? null : scope.Money(high)) is { } ends ? $"{scope.Money(likely)} ({ends})" : scope.Money(likely);

    // The rule, and the words beside it where both were written.
    private static string SwitchText(ReportScope scope, SolutionOption option)
    {
        var rule = SwitchWords.Say(scope.T, SwitchTerms.Of(option), scope.Snapshot.BreakEven, scope.Snapshot.Define.ImprovesByFalling(), scope.Currency);
        return option.SwitchKind == SwitchKind.FreeText || option.SwitchCondition.Length == 0 ? rule : $"{rule}. {option.SwitchCondition}";
    }

    /// <summary>The answers given at a gate, oldest first.</summary>
    public static void AddDecisions(ReportScope scope, Gate gate, List<ReportBlock> blocks)
    {
        foreach (var review in scope.Snapshot.Reviews.Where(r => r.Gate == gate && r.Decision is not null).OrderBy(r => r.Number))
        {
            var facts = new List<ReportFact>();
            if (review.MoneyCap is { } cap)
                facts.Add(new ReportFact(scope.T["review.cap"], scope.Money(cap)));
            if (review.GoUntil is { } until)
                facts.Add(new ReportFact(scope.T["review.until"], scope.Day(until)));
            if (review.RevisitCondition.Length > 0)
                facts.Add(new ReportFact(scope.T["review.revisit"], review.RevisitCondition));
            if (review.Revival is { } revival)
                facts.Add(new ReportFact(scope.T["review.revival"], Revival(scope, review, revival)));
            if (review.Votes.Count > 0)
                facts.Add(new ReportFact(scope.T["review.line"], string.Join(" → ", review.Votes.Select(v => scope.Say(LineWords.Of(review, v, id => scope.Name(id)))))));
            facts.Add(new ReportFact("SHA-256", review.PacketSha256[..16] + "…"));
            var tone = review.Decision!.Value switch
            {
                GateDecision.Go or GateDecision.Operate => ReportTone.Good,
                GateDecision.GoWithConditions or GateDecision.Hold or GateDecision.Revise or GateDecision.Switch => ReportTone.Caution,
                GateDecision.Drop => ReportTone.Bad,
            };
            blocks.Add(new DecisionBlock(scope.T["choice.GateDecision." + review.Decision], tone, DecidedBy(scope, review), scope.Moment(review.DecidedAtUtc!.Value), review.Reason, facts));
            AddRemarks(scope, review, blocks);
        }
    }

    /// <summary>When the project is looked at again, as it was decided on the packet.</summary>
    internal static string Revival(ReportScope scope, GateReview review, RevivalCondition revival) => RevivalWords.Of(scope.T, revival, GatePacket.FromJson(review.PacketJson).Define, scope.Currency);

    // What was to be mended, and what its authors answered.
    private static void AddRemarks(ReportScope scope, GateReview review, List<ReportBlock> blocks)
    {
        var remarks = scope.Remarks.Where(r => r.ReviewId == review.Id).ToList();
        if (remarks.Count == 0)
            return;
        var (t, packet) = (scope.T, GatePacket.FromJson(review.PacketJson));
        blocks.Add(new TableBlock(
            t["review.remarks"],
            [new ReportColumn(t["review.field"]), new ReportColumn(t["report.remark"]), new ReportColumn(t["report.remark.answer"])],
            [.. remarks.Select(r => (IReadOnlyList<ReportCell>)
            [
                ReportCell.Text(PacketWords.Place(t, packet, r.Sheet, r.RowId, r.Field)), ReportCell.Text(r.Text),
                ReportCell.Text(r.IsOpen ? t["report.remark.open"] : r.Answer.Length > 0 ? r.Answer : t["review.remark.no-answer"]),
            ])]));
    }

    // The team's points with their agreement, as they were revealed.
    private static TableBlock TeamPoints(ReportScope scope)
    {
        var t = scope.T;
        var names = scope.Snapshot.Options.ToDictionary(o => o.Id, o => o.Name);
        return new TableBlock(
            t["team.title"],
            [new ReportColumn(t["field.Solution.Name"]), new ReportColumn(t["team.criterion"]), new ReportColumn(t["team.mean"], ColumnKind.Number), new ReportColumn(t["team.spread"]), new ReportColumn(t["team.agreement"]), new ReportColumn(t["team.voices"])],
            [.. scope.Team.Select(r => (IReadOnlyList<ReportCell>)
            [
                ReportCell.Text(names.GetValueOrDefault(r.OptionId, "")), ReportCell.Text(t["choice.ScoreCriterion." + r.Criterion]), ReportCell.Number((decimal)r.Agreement.Mean, 1), ReportCell.Text($"{r.Agreement.Low} – {r.Agreement.High}"),
                ReportCell.Text(r.Agreement is { Level: { } level, Index: { } index } ? t.Get("team.agreement.value", t["choice.AgreementLevel." + level], index) : t["team.agreement.one"]),
                ReportCell.Text(string.Join(", ", r.Voices.Select(v => $"{v.Name} {v.Points}"))),
            ])]);
    }

    private static string DecidedBy(ReportScope scope, GateReview review) => review.DecidedForId is { } holder
        ? scope.T.Get("review.line.by", scope.Name(holder), scope.Name(review.DecidedById))
        : scope.Name(review.DecidedById);

    private static IEnumerable<ReportFact> OneOff(ReportScope scope, EffectEstimate estimate) =>
        estimate.OneOffGain is { } once ? [new ReportFact(scope.T["effects.oneoff"], scope.Money(once.Likely))] : [];

    private static IEnumerable<ReportFact> Chance(ReportScope scope)
    {
        if (scope.Simulation is not { } simulation)
            return [];
        if (!simulation.HasSpread())
            return [new ReportFact(scope.T["effects.chance.loss"], scope.T["review.net.no-range"])];
        var spread = simulation.NetPresentValue;
        return
        [
            new ReportFact(scope.T["effects.chance.p"], EffectWords.Quantiles(scope.T, spread, scope.Currency)),
            new ReportFact(scope.T["effects.chance.loss"], EffectWords.Chance(scope.T, simulation.LossProbability)),
        ];
    }

}
