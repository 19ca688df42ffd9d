namespace ProblemSolving.Web.Components.Shared;

/// <summary>Whether what was typed has reached the database.</summary>
public enum SaveStatus
{
    /// <summary>Nothing was typed yet.</summary>
    Idle,

    /// <summary>Nothing was typed yet on a page that may be written on: all that is seen is in the database.</summary>
    Unchanged,
    Saving,
    Saved,

    /// <summary>Refused; the sentence says why.</summary>
    Failed,
}
