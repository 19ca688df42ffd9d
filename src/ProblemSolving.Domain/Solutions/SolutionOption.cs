using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Solutions;

/// <summary>Step 3: one way to solve the problem; step 4 keeps its place in the order here too.</summary>
public sealed class SolutionOption : IWorksheetRow
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public int Version { get; set; }

    public int Position { get; set; }

    public string Name { get; set; } = "";

    /// <summary>Why it should work.</summary>
    public string Mechanism { get; set; } = "";

    public SolutionMethod Method { get; set; } = SolutionMethod.CrossTable;

    public string DataNeeded { get; set; } = "";

    /// <summary>Person-days, ≥ 0.</summary>
    public decimal? EffortDays { get; set; }

    /// <summary>Calendar days until the first result can be read, ≥ 0.</summary>
    public decimal? DaysToFirstResult { get; set; }

    /// <summary>Expected share of the effect of step 2, in [0, 1].</summary>
    public decimal? EffectShare { get; set; }

    public string Risks { get; set; } = "";

    /// <summary>Place given by hand in step 4, from 1; null follows the computed ranking.</summary>
    public decimal? ManualRank { get; set; }

    /// <summary>Why the computed place was overruled.</summary>
    public string RankReason { get; set; } = "";

    /// <summary>When this choice is given up for the next.</summary>
    public string SwitchCondition { get; set; } = "";

    /// <summary>What is kept ready so that the switch costs no time.</summary>
    public string KeptReady { get; set; } = "";
}

/// <summary>From simple to elaborate; modelling is never required.</summary>
public enum SolutionMethod
{
    Count,
    CrossTable,
    Test,
    Rule,
    Model,
    ProcessChange,
}
