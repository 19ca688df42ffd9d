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

    /// <summary>Columns by meaning that the data must have: names of <see cref="Datasets.ColumnRole"/>, separated by commas.</summary>
    public string NeedRoles { get; set; } = "";

    /// <summary>Fewest rows, ≥ 0; null needs none in particular.</summary>
    public decimal? NeedRows { get; set; }

    /// <summary>Shortest history in months, ≥ 0; null needs none in particular.</summary>
    public decimal? NeedMonths { get; set; }

    public decimal? EffortLow { get; set; }

    /// <summary>Person-days, the likely value, ≥ 0.</summary>
    public decimal? EffortDays { get; set; }

    public decimal? EffortHigh { get; set; }

    public decimal? DaysLow { get; set; }

    /// <summary>Calendar days until the first result can be read, the likely value, ≥ 0.</summary>
    public decimal? DaysToFirstResult { get; set; }

    public decimal? DaysHigh { get; set; }

    public decimal? ShareLow { get; set; }

    /// <summary>Expected share of the effect of step 2, the likely value, in [0, 1].</summary>
    public decimal? EffectShare { get; set; }

    public decimal? ShareHigh { get; set; }

    public string Risks { get; set; } = "";

    /// <summary>Customers the option would reach in a quarter, ≥ 0; for RICE.</summary>
    public decimal? Reach { get; set; }

    /// <summary>How much it changes for one who is reached, 1 to 5; see the rubric.</summary>
    public decimal? ImpactScore { get; set; }

    /// <summary>How good the evidence is, 1 to 5; see the rubric.</summary>
    public decimal? ConfidenceScore { get; set; }

    /// <summary>How easily it is done, 1 to 5; see the rubric.</summary>
    public decimal? EaseScore { get; set; }

    /// <summary>Place given by hand in step 4, from 1; null follows the computed ranking.</summary>
    public decimal? ManualRank { get; set; }

    /// <summary>Why the computed place was overruled.</summary>
    public string RankReason { get; set; } = "";

    /// <summary>What kind of rule gives this choice up for the next.</summary>
    public SwitchKind SwitchKind { get; set; } = SwitchKind.FreeText;

    /// <summary>Rounds after which <see cref="SwitchKind.NotSignificant"/> speaks, 1 to 20.</summary>
    public decimal? SwitchRounds { get; set; }

    /// <summary>The day on which <see cref="SwitchKind.DateReached"/> speaks.</summary>
    public DateOnly? SwitchDate { get; set; }

    /// <summary>When this choice is given up for the next, in words.</summary>
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

/// <summary>When a choice is given up for the next.</summary>
public enum SwitchKind
{
    /// <summary>A person judges the words.</summary>
    FreeText,

    /// <summary>No significant improvement after a number of rounds.</summary>
    NotSignificant,

    /// <summary>The whole interval of the measured rise is below the one that pays.</summary>
    BelowBreakEven,

    /// <summary>A day has come without a significant improvement.</summary>
    DateReached,
}
