using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Projects;

/// <summary>Every field that can be saved from a page. What is not listed here cannot be written through the autosave.</summary>
public static class WorksheetFields
{
    private const int Line = 200;
    private const int Paragraph = 4000;

    // Wide enough for any company, narrow enough that population × value × twelve months × two hundred lines stays a number.
    private const decimal MostPeople = 10_000_000_000m;
    private const decimal MostMoney = 1_000_000_000_000m;
    private const decimal MostCost = 1_000_000_000_000_000m;

    private static readonly Dictionary<SheetKind, IReadOnlyDictionary<string, WorksheetField>> All = new()
    {
        [SheetKind.Define] = Index(
            WorksheetField.Of<DefineSheet>(s => s.Overview, Paragraph),
            WorksheetField.Of<DefineSheet>(s => s.PhenomenonWhat, Paragraph),
            WorksheetField.Of<DefineSheet>(s => s.PhenomenonSince, Line),
            WorksheetField.Of<DefineSheet>(s => s.PhenomenonWhere, Line),
            WorksheetField.Of<DefineSheet>(s => s.PhenomenonSize, Line),
            WorksheetField.Of<DefineSheet>(s => s.PhenomenonSource, Line),
            WorksheetField.Of<DefineSheet>(s => s.DamageText, Paragraph),
            WorksheetField.Of<DefineSheet>(s => s.DamageFormula, Line * 5),
            WorksheetField.Of<DefineSheet>(s => s.DamageExpression, Line),
            WorksheetField.Of<DefineSheet>(s => s.DamageAmount, max: MostCost),
            WorksheetField.Of<DefineSheet>(s => s.DamagePeriod),
            WorksheetField.Of<DefineSheet>(s => s.MetricName, Line),
            WorksheetField.Of<DefineSheet>(s => s.MetricDefinition, Paragraph),
            WorksheetField.Of<DefineSheet>(s => s.MetricKind),
            WorksheetField.Of<DefineSheet>(s => s.MetricNumerator, Line * 2),
            WorksheetField.Of<DefineSheet>(s => s.MetricDenominator, Line * 2),
            WorksheetField.Of<DefineSheet>(s => s.MetricWindowDays, min: 1, max: 1095),
            WorksheetField.Of<DefineSheet>(s => s.MetricExclusions, Line * 5),
            WorksheetField.Of<DefineSheet>(s => s.MetricAsIsMonths, min: 1, max: 60),
            WorksheetField.Of<DefineSheet>(s => s.MetricSeries, Paragraph * 3),
            WorksheetField.Of<DefineSheet>(s => s.MetricBaselineUntil, Line),
            WorksheetField.Of<DefineSheet>(s => s.MetricUnit),
            WorksheetField.Of<DefineSheet>(s => s.MetricDirection),
            WorksheetField.Of<DefineSheet>(s => s.MetricAsIs),
            WorksheetField.Of<DefineSheet>(s => s.MetricAsOf),
            WorksheetField.Of<DefineSheet>(s => s.MetricToBe)),
        [SheetKind.Effects] = Index(
            WorksheetField.Of<EffectsSheet>(s => s.CausalChain, Paragraph),
            WorksheetField.Of<EffectsSheet>(s => s.HorizonMonths, min: 1, max: 120),
            WorksheetField.Of<EffectsSheet>(s => s.DiscountRate, min: 0, max: 1),
            WorksheetField.Of<EffectsSheet>(s => s.OneOffCost, min: 0, max: MostCost),
            WorksheetField.Of<EffectsSheet>(s => s.OneOffCostLow, min: 0, max: MostCost),
            WorksheetField.Of<EffectsSheet>(s => s.OneOffCostHigh, min: 0, max: MostCost),
            WorksheetField.Of<EffectsSheet>(s => s.RunningCostPerYear, min: 0, max: MostCost),
            WorksheetField.Of<EffectsSheet>(s => s.RunningCostLow, min: 0, max: MostCost),
            WorksheetField.Of<EffectsSheet>(s => s.RunningCostHigh, min: 0, max: MostCost),
            WorksheetField.Of<EffectsSheet>(s => s.CostText, Paragraph),
            WorksheetField.Of<EffectsSheet>(s => s.KillCriteria, Paragraph),
            WorksheetField.Of<EffectsSheet>(s => s.KillValue),
            WorksheetField.Of<EffectsSheet>(s => s.KillBy),
            WorksheetField.Of<EffectsSheet>(s => s.NextTest, Paragraph),
            WorksheetField.Of<EffectsSheet>(s => s.NextTestDays, min: 0, max: 1000),
            WorksheetField.Of<EffectsSheet>(s => s.NextTestCost, min: 0, max: MostCost)),
        [SheetKind.EffectLine] = Index(
            WorksheetField.Of<EffectLine>(s => s.Name, Line),
            WorksheetField.Of<EffectLine>(s => s.Kind),
            WorksheetField.Of<EffectLine>(s => s.Hardness),
            WorksheetField.Of<EffectLine>(s => s.Recurrence),
            WorksheetField.Of<EffectLine>(s => s.Shape),
            WorksheetField.Of<EffectLine>(s => s.Population, min: 0, max: MostPeople),
            WorksheetField.Of<EffectLine>(s => s.PopulationLow, min: 0, max: MostPeople),
            WorksheetField.Of<EffectLine>(s => s.PopulationHigh, min: 0, max: MostPeople),
            WorksheetField.Of<EffectLine>(s => s.PopulationUnit, Line),
            WorksheetField.Of<EffectLine>(s => s.ChangeLow, min: -1, max: 1),
            WorksheetField.Of<EffectLine>(s => s.ChangeLikely, min: -1, max: 1),
            WorksheetField.Of<EffectLine>(s => s.ChangeHigh, min: -1, max: 1),
            WorksheetField.Of<EffectLine>(s => s.ValuePerUnit, min: -MostMoney, max: MostMoney),
            WorksheetField.Of<EffectLine>(s => s.ValueLow, min: -MostMoney, max: MostMoney),
            WorksheetField.Of<EffectLine>(s => s.ValueHigh, min: -MostMoney, max: MostMoney),
            WorksheetField.Of<EffectLine>(s => s.RampUpMonths, min: 0, max: 60),
            WorksheetField.Of<EffectLine>(s => s.Period),
            WorksheetField.Of<EffectLine>(s => s.CostPerYear, min: 0, max: MostCost)),
        [SheetKind.CausalLink] = Index(
            WorksheetField.Of<CausalLink>(s => s.Cause, Line),
            WorksheetField.Of<CausalLink>(s => s.Effect, Line),
            WorksheetField.Of<CausalLink>(s => s.Strength, min: -MostMoney, max: MostMoney),
            WorksheetField.Of<CausalLink>(s => s.Unit, Line)),
        [SheetKind.Solution] = Index(
            WorksheetField.Of<SolutionOption>(s => s.Name, Line),
            WorksheetField.Of<SolutionOption>(s => s.Mechanism, Paragraph),
            WorksheetField.Of<SolutionOption>(s => s.Method),
            WorksheetField.Of<SolutionOption>(s => s.DataNeeded, Paragraph),
            WorksheetField.Of<SolutionOption>(s => s.NeedRoles, Line),
            WorksheetField.Of<SolutionOption>(s => s.NeedRows, min: 0, max: MostPeople),
            WorksheetField.Of<SolutionOption>(s => s.NeedMonths, min: 0, max: 240),
            WorksheetField.Of<SolutionOption>(s => s.EffortLow, min: 0, max: 10_000),
            WorksheetField.Of<SolutionOption>(s => s.EffortDays, min: 0, max: 10_000),
            WorksheetField.Of<SolutionOption>(s => s.EffortHigh, min: 0, max: 10_000),
            WorksheetField.Of<SolutionOption>(s => s.DaysLow, min: 0, max: 10_000),
            WorksheetField.Of<SolutionOption>(s => s.DaysToFirstResult, min: 0, max: 10_000),
            WorksheetField.Of<SolutionOption>(s => s.DaysHigh, min: 0, max: 10_000),
            WorksheetField.Of<SolutionOption>(s => s.ShareLow, min: 0, max: 1),
            WorksheetField.Of<SolutionOption>(s => s.EffectShare, min: 0, max: 1),
            WorksheetField.Of<SolutionOption>(s => s.ShareHigh, min: 0, max: 1),
            WorksheetField.Of<SolutionOption>(s => s.Risks, Paragraph),
            WorksheetField.Of<SolutionOption>(s => s.Reach, min: 0, max: MostPeople),
            WorksheetField.Of<SolutionOption>(s => s.ImpactScore, min: 1, max: 5),
            WorksheetField.Of<SolutionOption>(s => s.ConfidenceScore, min: 1, max: 5),
            WorksheetField.Of<SolutionOption>(s => s.EaseScore, min: 1, max: 5),
            WorksheetField.Of<SolutionOption>(s => s.ManualRank, min: 1, max: 1000),
            WorksheetField.Of<SolutionOption>(s => s.RankReason, Paragraph),
            WorksheetField.Of<SolutionOption>(s => s.SwitchKind),
            WorksheetField.Of<SolutionOption>(s => s.SwitchRounds, min: 1, max: 20),
            WorksheetField.Of<SolutionOption>(s => s.SwitchDate),
            WorksheetField.Of<SolutionOption>(s => s.SwitchCondition, Paragraph),
            WorksheetField.Of<SolutionOption>(s => s.KeptReady, Paragraph)),
        [SheetKind.Assumption] = Index(
            WorksheetField.Of<SolutionAssumption>(s => s.Claim, Paragraph),
            WorksheetField.Of<SolutionAssumption>(s => s.Grade),
            WorksheetField.Of<SolutionAssumption>(s => s.Owner, Line),
            WorksheetField.Of<SolutionAssumption>(s => s.TestBy),
            WorksheetField.Of<SolutionAssumption>(s => s.Outcome)),
        [SheetKind.DamageInput] = Index(
            WorksheetField.Of<DamageInput>(s => s.Label, Line),
            WorksheetField.Of<DamageInput>(s => s.Value, min: -MostMoney, max: MostMoney),
            WorksheetField.Of<DamageInput>(s => s.Unit, Line),
            WorksheetField.Of<DamageInput>(s => s.Source, Line)),
        [SheetKind.EvidencePin] = Index(
            WorksheetField.Of<EvidencePin>(s => s.Caption, Line * 2),
            WorksheetField.Of<EvidencePin>(s => s.Section)),
        [SheetKind.CauseNote] = Index(
            WorksheetField.Of<CauseNote>(s => s.Tool),
            WorksheetField.Of<CauseNote>(s => s.Group, Line),
            WorksheetField.Of<CauseNote>(s => s.Text, Line * 5),
            WorksheetField.Of<CauseNote>(s => s.CounterText, Line * 5)),
        [SheetKind.Prioritize] = Index(
            WorksheetField.Of<PrioritizeSheet>(s => s.RankBy),
            WorksheetField.Of<PrioritizeSheet>(s => s.WeightSpeed, min: 0, max: 100),
            WorksheetField.Of<PrioritizeSheet>(s => s.WeightImpact, min: 0, max: 100),
            WorksheetField.Of<PrioritizeSheet>(s => s.WeightConfidence, min: 0, max: 100),
            WorksheetField.Of<PrioritizeSheet>(s => s.WeightEase, min: 0, max: 100),
            WorksheetField.Of<PrioritizeSheet>(s => s.Note, Paragraph)),
    };

    private static readonly HashSet<string> PrioritizeFields =
    [
        nameof(SolutionOption.Reach), nameof(SolutionOption.ImpactScore), nameof(SolutionOption.ConfidenceScore), nameof(SolutionOption.EaseScore),
        nameof(SolutionOption.ManualRank), nameof(SolutionOption.RankReason),
        nameof(SolutionOption.SwitchKind), nameof(SolutionOption.SwitchRounds), nameof(SolutionOption.SwitchDate), nameof(SolutionOption.SwitchCondition), nameof(SolutionOption.KeptReady),
    ];

    /// <exception cref="DomainRuleException">There is no such field.</exception>
    public static WorksheetField Get(SheetKind sheet, string field) =>
        All[sheet].TryGetValue(field, out var found) ? found : throw new DomainRuleException("field.unknown", field);

    /// <summary>True where the sheet has a field of this name that can be edited.</summary>
    public static bool Has(SheetKind sheet, string field) => All[sheet].ContainsKey(field);

    /// <summary>All fields of a sheet that can be edited.</summary>
    public static IEnumerable<WorksheetField> Of(SheetKind sheet) => All[sheet].Values;

    /// <summary>The step whose gate guards a field.</summary>
    public static ProblemStep StepOf(SheetKind sheet, string field) => sheet switch
    {
        SheetKind.Define or SheetKind.DamageInput or SheetKind.EvidencePin or SheetKind.CauseNote => ProblemStep.Define,
        SheetKind.Effects or SheetKind.EffectLine or SheetKind.CausalLink => ProblemStep.Effects,
        SheetKind.Solution => PrioritizeFields.Contains(field) ? ProblemStep.Prioritize : ProblemStep.Solutions,
        SheetKind.Assumption => ProblemStep.Solutions,
        SheetKind.Prioritize => ProblemStep.Prioritize,
    };

    private static Dictionary<string, WorksheetField> Index(params WorksheetField[] fields) =>
        fields.ToDictionary(f => f.Name, StringComparer.Ordinal);
}
