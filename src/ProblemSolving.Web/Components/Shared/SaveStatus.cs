namespace ProblemSolving.Web.Components.Shared;

/// <summary>Whether what was typed has reached the database.</summary>
public enum SaveStatus
{
    /// <summary>Nothing was typed yet.</summary>
    Idle,
    Saving,
    Saved,

    /// <summary>Refused; the sentence says why.</summary>
    Failed,

    /// <summary>The database could not be reached; it is tried again.</summary>
    Retrying,
}
