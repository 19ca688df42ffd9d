using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Sample;

/// <summary>
/// The worked example of the process text, company A, filled in for all seven steps in one language. The names of the
/// properties are those of the worksheets they fill.
/// </summary>
/// <param name="GateReason">Why the manager says Go after step 2.</param>
/// <param name="GateMoneyCap">Won that may be spent under the conditional Go.</param>
/// <param name="PilotGateReason">Why the manager lets the pilot become regular marketing.</param>
/// <param name="Comments">Remarks beside the steps, oldest first.</param>
public sealed record SampleScenario(
    SampleProject Project,
    SampleDefine Define,
    SampleEffects Effects,
    string GateReason,
    decimal GateMoneyCap,
    IReadOnlyList<SampleSolution> Solutions,
    string PrioritizeNote,
    SampleAnalyze Analyze,
    SamplePilot Pilot,
    string PilotGateReason,
    SampleSchedule Schedule,
    IReadOnlyList<SampleComment> Comments);

/// <param name="CurrencyCode">ISO 4217.</param>
/// <param name="TimeZoneId">IANA name.</param>
/// <param name="DatasetName">Name of the purchase log in the list of data.</param>
/// <param name="DatasetFileName">Plain file name of the purchase log.</param>
public sealed record SampleProject(string Name, string Summary, string CurrencyCode, string TimeZoneId, string DatasetName, string DatasetFileName);

/// <summary>Step 1.</summary>
/// <param name="DamageAmount">Won a month, computed from the parts that <paramref name="DamageFormula"/> names.</param>
/// <param name="DamageExpression">Over the letters of <paramref name="Inputs"/>; gives <paramref name="DamageAmount"/>.</param>
/// <param name="MetricAsIs">A rate in [0, 1].</param>
/// <param name="MetricToBe">A rate in [0, 1].</param>
/// <param name="EvidenceCaption">Of the pinned trend of the repurchase rate.</param>
/// <param name="IsIsNot">Where the problem is and where it is not, from the log.</param>
public sealed record SampleDefine(
    string Overview,
    string PhenomenonWhat,
    string PhenomenonSince,
    string PhenomenonWhere,
    string PhenomenonSize,
    string PhenomenonSource,
    string DamageText,
    string DamageFormula,
    IReadOnlyList<SampleInput> Inputs,
    string DamageExpression,
    decimal DamageAmount,
    string MetricName,
    string MetricDefinition,
    MetricKind MetricKind,
    decimal MetricWindowDays,
    string MetricExclusions,
    decimal MetricAsIsMonths,
    decimal MetricAsIs,
    DateOnly MetricAsOf,
    decimal MetricToBe,
    string EvidenceCaption,
    IReadOnlyList<SampleContrast> IsIsNot);

/// <summary>One number the damage is worked out from.</summary>
public sealed record SampleInput(string Label, decimal Value, string Unit, string Source);

/// <summary>One line of the is / is-not sheet.</summary>
public sealed record SampleContrast(string Group, string Text, string CounterText);

/// <summary>Step 2.</summary>
/// <param name="HorizonMonths">What gains and costs are added up over.</param>
/// <param name="DiscountRate">A year, in [0, 1].</param>
/// <param name="CausalChain">Why the links hold.</param>
/// <param name="OneOffCost">Won.</param>
/// <param name="RunningCostPerYear">Won a year.</param>
public sealed record SampleEffects(
    IReadOnlyList<SampleEffectLine> Lines,
    IReadOnlyList<SampleLink> Links,
    decimal HorizonMonths,
    decimal DiscountRate,
    string CausalChain,
    decimal OneOffCost,
    decimal OneOffCostHigh,
    decimal RunningCostPerYear,
    decimal RunningCostHigh,
    string CostText,
    string KillCriteria,
    DateOnly KillBy,
    string NextTest,
    decimal NextTestDays,
    decimal NextTestCost);

/// <summary>One link of the causal chain.</summary>
/// <param name="Strength">How much of the effect comes from one unit of the cause; null where the log does not say.</param>
public sealed record SampleLink(string Cause, string Effect, decimal? Strength, string Unit);

/// <summary>One expected gain a year: population × change × value.</summary>
/// <param name="SavesCost">True for saved cost, false for margin.</param>
/// <param name="ChangeLow">Difference of a rate; 0.01 is one percentage point.</param>
/// <param name="ValuePerUnit">Won per unit that changes.</param>
/// <param name="RampUpMonths">Until the change is reached.</param>
public sealed record SampleEffectLine(
    string Name,
    bool SavesCost,
    decimal PopulationLow,
    decimal Population,
    decimal PopulationHigh,
    string PopulationUnit,
    decimal ChangeLow,
    decimal ChangeLikely,
    decimal ChangeHigh,
    decimal ValueLow,
    decimal ValuePerUnit,
    decimal ValueHigh,
    decimal RampUpMonths);

/// <summary>Steps 3 and 4 of one option, in the order of the plan.</summary>
/// <param name="NeedRoles">As <see cref="DataNeeds.WriteRoles"/> writes them.</param>
/// <param name="EffectShare">Expected share of the effect of step 2, in [0, 1].</param>
/// <param name="Reach">Customers in a quarter.</param>
/// <param name="Scores">The points given as a team.</param>
public sealed record SampleSolution(
    string Name,
    SampleMethod Method,
    string Mechanism,
    string DataNeeded,
    string NeedRoles,
    decimal NeedRows,
    decimal NeedMonths,
    decimal EffortLow,
    decimal EffortDays,
    decimal EffortHigh,
    decimal DaysLow,
    decimal DaysToFirstResult,
    decimal DaysHigh,
    decimal ShareLow,
    decimal EffectShare,
    decimal ShareHigh,
    string Risks,
    decimal Reach,
    SwitchKind SwitchKind,
    decimal? SwitchRounds,
    DateOnly? SwitchDate,
    string SwitchCondition,
    string KeptReady,
    IReadOnlyList<SampleAssumption> Assumptions,
    SampleScores Scores);

/// <summary>What an option rests on.</summary>
public sealed record SampleAssumption(string Claim, EvidenceGrade Grade, string Owner, DateOnly TestBy, AssumptionOutcome Outcome);

/// <summary>What the two gave.</summary>
public sealed record SampleScores(SamplePoints ByAnalyst, SamplePoints ByManager);

/// <summary>From 1 to 5 each.</summary>
public sealed record SamplePoints(int Impact, int Confidence, int Ease);

/// <summary>How an option works; names as in step 3.</summary>
public enum SampleMethod
{
    CrossTable,
    Rule,
    Model,
}

/// <summary>Step 5: what the analyst wrote to the two runs.</summary>
public sealed record SampleAnalyze(string ExploreNote, string ExploreConclusion, string ModelNote, string ModelConclusion);

/// <summary>Step 6.</summary>
/// <param name="Customers">How many of the ranked customers take part, best first: enough to see 8 % against 11 % with a power of about 0.9.</param>
/// <param name="ControlShare">Share of them in the control group, in (0, 1).</param>
/// <param name="Salt">Fixed here, so that everybody's example shows the same result.</param>
/// <param name="ResponseSeed">For <see cref="PilotResponseGenerator"/>.</param>
/// <param name="FirstDay">First day of the response window.</param>
/// <param name="Days">Its length.</param>
/// <param name="CostPerContact">Won per customer of the target group: what the offer costs times the share expected to use it.</param>
/// <param name="FixedCost">Won, whatever the number.</param>
/// <param name="SpendingText">What the fixed cost was spent on.</param>
public sealed record SamplePilot(
    string Name,
    string Hypothesis,
    string Treatment,
    int Customers,
    double ControlShare,
    double Alpha,
    string Salt,
    ulong ResponseSeed,
    DateOnly FirstDay,
    int Days,
    string Conclusion,
    decimal CostPerContact,
    decimal FixedCost,
    string SpendingText);

/// <summary>Step 7: every Monday.</summary>
/// <param name="TargetShare">Share of the scored customers on the list, in (0, 1].</param>
/// <param name="HoldoutShare">Share of the list kept out for good, in [0, 1).</param>
/// <param name="ErrorProcedure">Symptom, check, action, owner and deadline, one line each.</param>
public sealed record SampleSchedule(
    string Name,
    TimeOnly TimeOfDay,
    double TargetShare,
    double HoldoutShare,
    string Salt,
    int RefreshEveryDays,
    string ErrorProcedure,
    string ErrorContact,
    decimal CostPerContact);

/// <param name="ByManager">True when the manager wrote it, false for the analyst.</param>
public sealed record SampleComment(ProblemStep Step, bool ByManager, string Text);
