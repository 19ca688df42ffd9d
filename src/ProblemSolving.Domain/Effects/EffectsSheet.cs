using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Numerics;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Effects;

/// <summary>Step 2 beside its lines: the horizon, the costs and what would end the project.</summary>
public sealed class EffectsSheet : IWorksheet
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public int Version { get; set; }

    /// <summary>Why one thing leads to the next, in words; the links themselves are <see cref="CausalLink"/> rows.</summary>
    public string CausalChain { get; set; } = "";

    /// <summary>Months over which gains and costs are added up, 1 to 120.</summary>
    public decimal? HorizonMonths { get; set; } = DefaultHorizonMonths;

    /// <summary>Interest a year that later money is discounted with, in [0, 1]; null counts later money in full.</summary>
    public decimal? DiscountRate { get; set; }

    /// <summary>Spent once at the start, in the project's currency, ≥ 0.</summary>
    public decimal? OneOffCost { get; set; }

    public decimal? OneOffCostLow { get; set; }

    public decimal? OneOffCostHigh { get; set; }

    /// <summary>Spent each year, in the project's currency, ≥ 0.</summary>
    public decimal? RunningCostPerYear { get; set; }

    public decimal? RunningCostLow { get; set; }

    public decimal? RunningCostHigh { get; set; }

    public string CostText { get; set; } = "";

    /// <summary>Which number, by when, means Drop.</summary>
    public string KillCriteria { get; set; } = "";

    /// <summary>What the headline metric must have reached by <see cref="KillBy"/>, in its unit; null when the criteria are in words only.</summary>
    public decimal? KillValue { get; set; }

    /// <summary>The day on which the kill criteria are looked at.</summary>
    public DateOnly? KillBy { get; set; }

    /// <summary>The cheapest test that would tell whether the biggest assumption holds.</summary>
    public string NextTest { get; set; } = "";

    /// <summary>Working days until its result, ≥ 0.</summary>
    public decimal? NextTestDays { get; set; }

    /// <summary>What it costs, in the project's currency, ≥ 0.</summary>
    public decimal? NextTestCost { get; set; }

    /// <summary>The horizon of a new sheet: one year.</summary>
    public const int DefaultHorizonMonths = 12;
}

/// <summary>One expected gain: population × change × value − cost.</summary>
public sealed class EffectLine : IWorksheetRow
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public int Version { get; set; }

    public int Position { get; set; }

    public string Name { get; set; } = "";

    public GainKind Kind { get; set; } = GainKind.Margin;

    public GainHardness Hardness { get; set; } = GainHardness.Hard;

    public GainRecurrence Recurrence { get; set; } = GainRecurrence.Recurring;

    /// <summary>How the ranges of this line are read.</summary>
    public RangeShape Shape { get; set; } = RangeShape.Pert;

    /// <summary>How many are concerned per period, ≥ 0.</summary>
    public decimal? Population { get; set; }

    public decimal? PopulationLow { get; set; }

    public decimal? PopulationHigh { get; set; }

    /// <summary>What is counted, for example customers.</summary>
    public string PopulationUnit { get; set; } = "";

    /// <summary>Change of the rate as a difference in [−1, 1]: 0.03 is three percentage points.</summary>
    public decimal? ChangeLow { get; set; }

    public decimal? ChangeLikely { get; set; }

    public decimal? ChangeHigh { get; set; }

    /// <summary>Money per unit that changes.</summary>
    public decimal? ValuePerUnit { get; set; }

    public decimal? ValueLow { get; set; }

    public decimal? ValueHigh { get; set; }

    /// <summary>Months until the change is reached in full, rising evenly, 0 to 60; null is at once.</summary>
    public decimal? RampUpMonths { get; set; }

    public Period Period { get; set; } = Period.Month;

    /// <summary>Cost tied to this line, per year, ≥ 0.</summary>
    public decimal? CostPerYear { get; set; }
}

/// <summary>What kind of money a line is; kinds are not added up without saying so.</summary>
public enum GainKind
{
    Revenue,
    Margin,
    SavedCost,
    AvoidedLoss,
}

/// <summary>Whether finance would find the money again.</summary>
public enum GainHardness
{
    /// <summary>Shows up in the accounts.</summary>
    Hard,

    /// <summary>Believed, but no account will show it, for example saved working time.</summary>
    Soft,
}

/// <summary>How often a gain comes.</summary>
public enum GainRecurrence
{
    /// <summary>In every period of the horizon.</summary>
    Recurring,

    /// <summary>Once, when the change is reached.</summary>
    OneOff,
}
