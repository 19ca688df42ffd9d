namespace ProblemSolving.Domain.Projects;

/// <summary>A member's place in one project, from least to most.</summary>
public enum ProjectRole
{
    /// <summary>Reads and comments.</summary>
    Viewer = 0,

    /// <summary>Reads, comments and decides the gates (with the system role Manager).</summary>
    Reviewer = 1,

    /// <summary>Fills in worksheets, runs analyses, submits.</summary>
    Editor = 2,

    /// <summary>An editor who also manages members and the project itself.</summary>
    Owner = 3,
}
