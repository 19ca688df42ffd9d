using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Effects;

/// <summary>Step 2 beside its lines: the chain of causes, the costs and what would end the project.</summary>
public sealed class EffectsSheet : IWorksheet
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public int Version { get; set; }

    /// <summary>One link per line, for example repurchase ↑ → loyal customers ↑.</summary>
    public string CausalChain { get; set; } = "";

    /// <summary>Spent once, in the project's currency, ≥ 0.</summary>
    public decimal? OneOffCost { get; set; }

    /// <summary>Spent each year, in the project's currency, ≥ 0.</summary>
    public decimal? RunningCostPerYear { get; set; }

    public string CostText { get; set; } = "";

    /// <summary>Which number, by when, means Drop.</summary>
    public string KillCriteria { get; set; } = "";
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

    /// <summary>How many are concerned per period, ≥ 0.</summary>
    public decimal? Population { get; set; }

    /// <summary>What is counted, for example customers.</summary>
    public string PopulationUnit { get; set; } = "";

    /// <summary>Change of the rate as a difference in [−1, 1]: 0.03 is three percentage points.</summary>
    public decimal? ChangeLow { get; set; }

    public decimal? ChangeLikely { get; set; }

    public decimal? ChangeHigh { get; set; }

    /// <summary>Money per unit that changes.</summary>
    public decimal? ValuePerUnit { get; set; }

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
