namespace ProblemSolving.Application.Access;

/// <summary>What a service method needs. A method that demands nothing does not exist: the inventory test walks them all.</summary>
public enum Permission
{
    /// <summary>Any signed-in, enabled account.</summary>
    SignedIn,

    /// <summary>System role Analyst or Admin.</summary>
    CreateProject,

    /// <summary>System role Admin.</summary>
    Administer,

    /// <summary>Member of the project, or Admin.</summary>
    ViewProject,

    /// <summary>Member of the project of any role.</summary>
    Comment,

    /// <summary>Editor or Owner of the project.</summary>
    EditProject,

    /// <summary>Owner of the project, or Admin.</summary>
    ManageProject,

    /// <summary>Reviewer of the project with the system role Manager.</summary>
    DecideGate,
}
