using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Define;

/// <summary>One line of an optional sheet on causes.</summary>
public sealed class CauseNote : IWorksheetRow
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public int Version { get; set; }

    public int Position { get; set; }

    public CauseTool Tool { get; set; }

    /// <summary>The bone of a fishbone or the question of is / is-not; empty for 5 whys.</summary>
    public string Group { get; set; } = "";

    /// <summary>The answer to a why, the cause on a bone, or what is.</summary>
    public string Text { get; set; } = "";

    /// <summary>What shows it (5 whys, fishbone), or what is not.</summary>
    public string CounterText { get; set; } = "";
}

/// <summary>The optional sheets on causes.</summary>
public enum CauseTool
{
    FiveWhys,
    Fishbone,
    IsIsNot,
}
