namespace ProblemSolving.Domain.Analyze;

/// <summary>One run of an analysis, kept until somebody removes it: what went in, what came out, who, when, how long.</summary>
public sealed class AnalysisRun
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public Guid DatasetVersionId { get; init; }

    public AnalysisKind Kind { get; init; }

    /// <summary>The parameters as given, JSON.</summary>
    public string ParametersJson { get; init; } = "{}";

    /// <summary>Content hash of the data it ran on.</summary>
    public string DataSha256 { get; init; } = "";

    /// <summary>Version of the program that ran it.</summary>
    public string ProgramVersion { get; init; } = "";

    public RunState State { get; set; } = RunState.Queued;

    /// <summary>Text key of the stage it is in, empty before it starts.</summary>
    public string StageKey { get; set; } = "";

    /// <summary>In [0, 1].</summary>
    public double Progress { get; set; }

    public bool CancelRequested { get; set; }

    public Guid AuthorId { get; init; }

    public DateTime QueuedAtUtc { get; init; }

    public DateTime? StartedAtUtc { get; set; }

    public DateTime? FinishedAtUtc { get; set; }

    /// <summary>The result with its figures, JSON; null until it succeeded.</summary>
    public string? ResultJson { get; set; }

    /// <summary>SHA-256 of <see cref="ResultJson"/>: the same data, parameters and version give the same hash.</summary>
    public string? ResultSha256 { get; set; }

    /// <summary>One line of key figures for lists, JSON of name → value.</summary>
    public string HeadlineJson { get; set; } = "{}";

    /// <summary>Comparisons with a p-value in it. A project counts the different ones over all runs (<see cref="ComparedSet"/>): who looks often enough finds something.</summary>
    public int Looks { get; set; }

    /// <summary>Why it failed: rule code, with arguments as a JSON array.</summary>
    public string? ErrorCode { get; set; }

    public string? ErrorArgumentsJson { get; set; }

    public string Note { get; set; } = "";

    public string Conclusion { get; set; } = "";
}

/// <summary>What kind of analysis a run is.</summary>
public enum AnalysisKind
{
    /// <summary>Profile and repurchase figures.</summary>
    Explore,

    /// <summary>A model that predicts who buys again.</summary>
    RepurchaseModel,

    /// <summary>Two groups of customers side by side.</summary>
    Compare,

    /// <summary>“Who did X buys again more”, from a landmark on.</summary>
    Landmark,

    /// <summary>A query of one's own.</summary>
    Query,
}

/// <summary>Where a piece of background work stands.</summary>
public enum RunState
{
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}
