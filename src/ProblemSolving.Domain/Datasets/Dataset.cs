namespace ProblemSolving.Domain.Datasets;

/// <summary>A named source of data of a project; the data itself are its versions.</summary>
public sealed class Dataset
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public required string Name { get; set; }

    public Guid CreatedById { get; init; }

    public DateTime CreatedAtUtc { get; init; }
}

/// <summary>One uploaded file of a dataset: the original kept, the typed table beside it. Never changed once ready.</summary>
public sealed class DatasetVersion
{
    public Guid Id { get; init; }

    public Guid DatasetId { get; init; }

    public Guid ProjectId { get; init; }

    /// <summary>From 1 within its dataset.</summary>
    public int Number { get; init; }

    /// <summary>The name the user's file had; shown, never used as a path.</summary>
    public required string FileName { get; init; }

    public long UploadBytes { get; init; }

    /// <summary>SHA-256 of the uploaded bytes, lower-case hex.</summary>
    public string UploadSha256 { get; init; } = "";

    public DatasetState State { get; set; }

    /// <summary>Accepted format, columns and roles, JSON; empty until the preview was accepted.</summary>
    public string SpecJson { get; set; } = "";

    /// <summary>Purchase rules, JSON.</summary>
    public string RulesJson { get; set; } = "";

    /// <summary>What was chosen in the preview and not imported yet, a <see cref="PreviewDraft"/> as JSON; empty when nothing was.</summary>
    public string DraftJson { get; set; } = "";

    /// <summary>Counts the changes of the draft: whoever saw an older one is refused.</summary>
    public int DraftNumber { get; set; }

    /// <summary>Who changed the draft last.</summary>
    public Guid? DraftById { get; set; }

    /// <summary>SHA-256 of the typed content, lower-case hex; empty until ready.</summary>
    public string ContentSha256 { get; set; } = "";

    public long RowCount { get; set; }

    /// <summary>Rows that did not fit.</summary>
    public long FaultCount { get; set; }

    /// <summary>The first of them, JSON.</summary>
    public string FaultsJson { get; set; } = "[]";

    /// <summary>What the import made: columns, hashes, counts, warnings; JSON, empty until ready.</summary>
    public string TableJson { get; set; } = "";

    /// <summary>Rows removed by each purchase rule, JSON.</summary>
    public string WaterfallJson { get; set; } = "[]";

    /// <summary>Text key of the stage of the import, empty otherwise.</summary>
    public string StageKey { get; set; } = "";

    public double Progress { get; set; }

    public bool CancelRequested { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorArgumentsJson { get; set; }

    public Guid CreatedById { get; init; }

    public DateTime CreatedAtUtc { get; init; }

    public DateTime? ReadyAtUtc { get; set; }
}

/// <summary>Where an upload stands.</summary>
public enum DatasetState
{
    /// <summary>The file is here, the user looks at the preview.</summary>
    Uploaded,

    /// <summary>Being turned into a typed table.</summary>
    Importing,

    Ready,

    Failed,
}
