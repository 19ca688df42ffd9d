using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Define;

/// <summary>A figure of a finished run that shows the phenomenon or the damage. The figure itself stays with its run.</summary>
public sealed class EvidencePin : IWorksheetRow
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public int Version { get; set; }

    public int Position { get; set; }

    public EvidenceSection Section { get; set; }

    public Guid RunId { get; init; }

    /// <summary><see cref="Figure.Id"/> within the run.</summary>
    public string FigureId { get; init; } = "";

    /// <summary>What the figure shows, in words.</summary>
    public string Caption { get; set; } = "";

    public Guid DatasetVersionId { get; init; }

    /// <summary>Content hash of the data the run was made from.</summary>
    public string DataSha256 { get; init; } = "";

    /// <summary>Last day of that data.</summary>
    public DateOnly? DataAsOf { get; init; }

    public Guid PinnedById { get; init; }

    public DateTime PinnedAtUtc { get; init; }

    /// <summary>Content hash of the newest data that somebody looked at and found the figure still right; its own at first.</summary>
    public string ConfirmedSha256 { get; set; } = "";

    public Guid? ConfirmedById { get; set; }

    public DateTime? ConfirmedAtUtc { get; set; }

    /// <summary>The newest version of its dataset, when that is not the one confirmed; otherwise null.</summary>
    /// <param name="versions">Of the whole project.</param>
    public DatasetVersion? NewerData(IReadOnlyList<DatasetVersion> versions) =>
        DatasetVersions.NewestOfSame(versions, DatasetVersionId) is { } newest && newest.ContentSha256 != ConfirmedSha256 ? newest : null;
}

/// <summary>What a piece of evidence is for.</summary>
public enum EvidenceSection
{
    Phenomenon,
    Damage,
}
