using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Projects;

/// <summary>One field as its writer left it.</summary>
/// <param name="RowId">The row, or null for a sheet that exists once per project.</param>
/// <param name="BaseText">The neutral text the writer started from.</param>
/// <param name="NewText">The neutral text the writer wants.</param>
public sealed record FieldEdit(Guid ProjectId, SheetKind Sheet, Guid? RowId, string Field, string BaseText, string NewText);

/// <summary>What became of an edit.</summary>
public abstract record FieldResult
{
    private FieldResult()
    {
    }

    /// <summary>It is in the database.</summary>
    /// <param name="Text">What is stored now, in neutral form.</param>
    public sealed record Saved(string Text, int Version, DateTime AtUtc) : FieldResult;

    /// <summary>Somebody else changed the same field since; nothing was written.</summary>
    public sealed record Clash(string Mine, string Theirs, string TheirName, DateTime AtUtc) : FieldResult;
}
