using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Analyze;

/// <summary>
/// A figure of a run with the sentence somebody drew from it. It can become evidence in step 1, an option in step 3 and the target rule
/// of a pilot in step 6; what it became is kept here, so that both ends can show the other.
/// </summary>
public sealed class PinnedFinding : IWorksheet
{
    public const int LongestSentence = 1000;

    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public int Version { get; set; }

    public Guid RunId { get; init; }

    /// <summary><see cref="Figure.Id"/> within the run.</summary>
    public string FigureId { get; init; } = "";

    /// <summary>The finding in words, never empty.</summary>
    public string Sentence { get; set; } = "";

    /// <summary>Whom it is about, JSON of a <see cref="PopulationRule"/>; empty when it is about nobody in particular.</summary>
    public string RuleJson { get; set; } = "";

    public Guid DatasetVersionId { get; init; }

    /// <summary>Content hash of the data the run was made from.</summary>
    public string DataSha256 { get; init; } = "";

    /// <summary>The pin of step 1 it became; null while it did not.</summary>
    public Guid? EvidencePinId { get; set; }

    /// <summary>The option of step 3 it became.</summary>
    public Guid? OptionId { get; set; }

    /// <summary>The pilot of step 6 whose target rule it became.</summary>
    public Guid? PilotId { get; set; }

    public Guid PinnedById { get; init; }

    public DateTime PinnedAtUtc { get; init; }
}
