using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Sample;

/// <summary>Writes the worked example in the language of the texts it is given.</summary>
/// <param name="text">The sentence of a key with its slots filled.</param>
/// <param name="plan">The plan of the purchase log.</param>
/// <param name="facts">Measured on that log.</param>
public sealed class SampleScenarioBuilder(Func<string, object[], string> text, PurchaseLogPlan plan, SampleFacts facts)
{
    /// <summary>Contribution margin of sales, after goods, delivery and payment fees.</summary>
    private const decimal Margin = 0.30m;

    private const decimal LikelyChange = 0.02m;

    private const decimal MoneyCap = 5_000_000m;

    private const int PilotCustomers = 4_000;

    private const decimal PilotControl = 0.5m;

    private const decimal PilotFixedCost = 600_000m;

    /// <summary>Won that the offer is worth.</summary>
    private const decimal Offer = 5_000m;

    /// <summary>About a tenth of those who get the offer are expected to use it.</summary>
    private const decimal CostPerContact = Offer * 0.11m;

    private decimal RateNow => Math.Round((decimal)facts.RateNow, 3);

    private decimal RateBefore => Math.Round((decimal)facts.RateBefore, 3);

    private decimal NewPerMonth => RoundTo(facts.NewCustomersPerMonth, 10);

    private decimal ExtraSales => RoundTo(facts.ExtraSalesFirstYear, 1_000);

    public SampleScenario Build() => new(
        new SampleProject(T("project.name"), T("project.summary"), "KRW", "Asia/Seoul", T("project.dataset"), "company-a-orders.csv"),
        Define(),
        Effects(),
        T("gate.reason", LikelyChange * 100, MoneyCap),
        MoneyCap,
        Solutions(),
        T("prioritize.note"),
        Analyze(),
        Pilot(),
        T("pilotGate.reason"),
        Schedule(),
        Comments());

    private SampleDefine Define() => new(
        T("define.overview"),
        T("define.what"),
        T("define.since", plan.FirstMonth.ToDateTime(TimeOnly.MinValue)),
        T("define.where"),
        T("define.size", RateBefore, RateNow, (RateBefore - RateNow) * 100),
        T("define.source", facts.Customers),
        T("define.damage", facts.LoyalShareOfCustomers, facts.LoyalShareOfSales),
        T("define.damageFormula", NewPerMonth, RateBefore, RateNow, ExtraSales),
        [
            new(T("define.input.customers"), NewPerMonth, T("effects.unit"), T("define.input.log")),
            new(T("define.input.before"), RateBefore * 100, "%", T("define.input.log")),
            new(T("define.input.now"), RateNow * 100, "%", T("define.input.log")),
            new(T("define.input.sales"), ExtraSales, T("define.input.won"), T("define.input.log")),
        ],
        "A × (B − C) × D",
        NewPerMonth * (RateBefore - RateNow) * ExtraSales,
        T("define.metric"),
        T("define.metricDefinition"),
        MetricKind.RepurchaseRate,
        90,
        T("define.exclusions"),
        3,
        RateNow,
        plan.End.AddDays(-1),
        RateNow + LikelyChange,
        T("define.evidence", RateBefore, RateNow),
        [
            new(T("define.isnot.channel"), T("define.isnot.channelIs", facts.RateOtherChannels), T("define.isnot.channelIsNot", facts.RateApp)),
            new(T("define.isnot.category"), T("define.isnot.categoryIs", facts.RateOtherCategories), T("define.isnot.categoryIsNot", facts.RateDailyGoods)),
            new(T("define.isnot.coupon"), T("define.isnot.couponIs", facts.RateCoupon), T("define.isnot.couponIsNot", facts.RateNoCoupon)),
        ]);

    private SampleEffects Effects()
    {
        var population = RoundTo(facts.NewCustomersLastYear, 100);
        var loyal = (decimal)facts.LoyalShareOfReturning;
        var unit = T("effects.unit");
        return new SampleEffects(
            [
                Line("returning", savesCost: false, population, unit, (0.01m, LikelyChange, 0.03m), RoundTo(facts.ExtraSalesFirstYear * Margin, 1_000)),
                Line("loyal", savesCost: false, population, unit, (Math.Round(0.01m * loyal, 3), Math.Round(LikelyChange * loyal, 3), Math.Round(0.03m * loyal, 3)), RoundTo(facts.LoyalSalesSecondYear * Margin, 1_000)),
                Line("coupons", savesCost: true, population, unit, (0.05m, 0.10m, 0.20m), RoundTo(facts.CouponValue, 100)),
            ],
            [
                new(T("link.repurchase"), T("link.loyal"), Math.Round(loyal * 100, 1), T("link.loyalUnit")),
                new(T("link.loyal"), T("link.sales"), RoundTo(facts.LoyalSalesSecondYear, 1_000), T("link.salesUnit")),
                new(T("link.sales"), T("link.profit"), Margin * 100, T("link.profitUnit")),
            ],
            HorizonMonths: 24,
            DiscountRate: 0.08m,
            T("effects.chain"),
            9_000_000m,
            OneOffCostHigh: 13_000_000m,
            22_000_000m,
            RunningCostHigh: 28_000_000m,
            T("effects.cost"),
            T("effects.kill"),
            plan.End.AddMonths(5).AddDays(-1),
            T("effects.nextTest", PilotCustomers, Offer),
            20,
            (PilotCustomers * (1 - PilotControl) * CostPerContact) + PilotFixedCost);
    }

    // The number of new customers and the worth of one are known to about a tenth and a fifth.
    private SampleEffectLine Line(string name, bool savesCost, decimal population, string unit, (decimal Low, decimal Likely, decimal High) change, decimal value) => new(
        T("effects." + name),
        savesCost,
        RoundTo(population * 0.9m, 100), population, RoundTo(population * 1.1m, 100), unit,
        change.Low, change.Likely, change.High,
        RoundTo(value * 0.8m, 100), value, RoundTo(value * 1.2m, 100),
        RampUpMonths: 3);

    private SampleSolution[] Solutions() =>
    [
        Solution("explore", SampleMethod.CrossTable, effort: (4, 6, 10), days: (7, 10, 20), share: (0.3m, 0.5m, 0.6m)) with
        {
            NeedRoles = DataNeeds.WriteRoles([ColumnRole.Customer, ColumnRole.Time, ColumnRole.Category, ColumnRole.Channel]),
            NeedMonths = 12,
            SwitchKind = SwitchKind.BelowBreakEven,
            Assumptions =
            [
                Assumption("explore.differs", EvidenceGrade.B, plan.End.AddDays(10), AssumptionOutcome.Holds, facts.RateApp, facts.RateOtherChannels),
                Assumption("explore.moves", EvidenceGrade.A, plan.End.AddDays(30), AssumptionOutcome.Holds),
            ],
            Scores = new(new(3, 3, 4), new(3, 4, 4)),
        },
        Solution("model", SampleMethod.Model, effort: (15, 20, 35), days: (28, 35, 60), share: (0.5m, 0.8m, 0.95m)) with
        {
            NeedRoles = DataNeeds.WriteRoles([ColumnRole.Customer, ColumnRole.Time, ColumnRole.Amount, ColumnRole.Category, ColumnRole.Channel]),
            NeedMonths = 18,
            SwitchKind = SwitchKind.NotSignificant,
            SwitchRounds = 2,
            Assumptions = [Assumption("model.persuadable", EvidenceGrade.D, plan.End.AddMonths(3), AssumptionOutcome.Open)],
            Scores = new(new(4, 3, 2), new(4, 1, 2)),
        },
        Solution("rule", SampleMethod.Rule, effort: (1, 2, 4), days: (30, 45, 75), share: (0.1m, 0.2m, 0.3m)) with
        {
            NeedRoles = DataNeeds.WriteRoles([ColumnRole.Customer, ColumnRole.Time]),
            NeedMonths = 6,
            SwitchKind = SwitchKind.DateReached,
            SwitchDate = plan.End.AddMonths(4),
            Assumptions = [Assumption("rule.release", EvidenceGrade.C, plan.End.AddMonths(2), AssumptionOutcome.Open)],
            Scores = new(new(2, 3, 2), new(2, 2, 3)),
        },
    ];

    private SampleSolution Solution(string name, SampleMethod method, (decimal Low, decimal Likely, decimal High) effort, (decimal Low, decimal Likely, decimal High) days, (decimal Low, decimal Likely, decimal High) share) => new(
        T($"solution.{name}.name"),
        method,
        T($"solution.{name}.mechanism"),
        T($"solution.{name}.data"),
        NeedRoles: "",
        NeedRows: 10_000,
        NeedMonths: 0,
        effort.Low, effort.Likely, effort.High,
        days.Low, days.Likely, days.High,
        share.Low, share.Likely, share.High,
        T($"solution.{name}.risks"),
        NewPerMonth * 3,
        SwitchKind.FreeText,
        SwitchRounds: null,
        SwitchDate: null,
        T($"solution.{name}.switch"),
        T($"solution.{name}.ready"),
        Assumptions: [],
        new SampleScores(new(1, 1, 1), new(1, 1, 1)));

    private SampleAssumption Assumption(string name, EvidenceGrade grade, DateOnly testBy, AssumptionOutcome outcome, params object[] arguments) =>
        new(T($"assumption.{name}", arguments), grade, T($"assumption.{name}.owner"), testBy, outcome);

    private SampleAnalyze Analyze() => new(
        T("analyze.exploreNote"),
        T("analyze.exploreConclusion", facts.RateApp, facts.RateOtherChannels, facts.RateDailyGoods, facts.RateOtherCategories, facts.RateCoupon, facts.RateNoCoupon, facts.ShareWithin30Days),
        T("analyze.modelNote"),
        T("analyze.modelConclusion"));

    private SamplePilot Pilot() => new(
        T("pilot.name"),
        T("pilot.hypothesis"),
        T("pilot.treatment"),
        PilotCustomers,
        ControlShare: (double)PilotControl,
        Alpha: 0.05,
        "company-a-round-1",
        20_261_102,
        plan.End.AddDays(1),
        14,
        T("pilot.conclusion"),
        CostPerContact,
        PilotFixedCost,
        T("pilot.spending"));

    private SampleSchedule Schedule() => new(
        T("schedule.name"),
        new TimeOnly(7, 0),
        TargetShare: 0.10,
        HoldoutShare: 0.05,
        "company-a-weekly",
        30,
        T("schedule.errors"),
        T("schedule.contact"),
        CostPerContact);

    private SampleComment[] Comments() =>
    [
        new(ProblemStep.Define, ByManager: true, T("comment.define")),
        new(ProblemStep.Define, ByManager: false, T("comment.defineReply")),
        new(ProblemStep.Effects, ByManager: true, T("comment.effects")),
        new(ProblemStep.Effects, ByManager: false, T("comment.effectsReply")),
        new(ProblemStep.Prioritize, ByManager: false, T("comment.prioritize")),
        new(ProblemStep.Analyze, ByManager: false, T("comment.analyze", facts.OneOrderCustomers)),
        new(ProblemStep.Measure, ByManager: true, T("comment.measure")),
        new(ProblemStep.Operate, ByManager: false, T("comment.operate")),
    ];

    private string T(string key, params object[] arguments) => text("sample." + key, arguments);

    private static decimal RoundTo(decimal value, decimal unit) => Math.Round(value / unit, MidpointRounding.AwayFromZero) * unit;
}
