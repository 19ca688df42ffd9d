using ProblemSolving.Application.Projects;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>Saves a field that is chosen by a button, a box or by dragging instead of typed.</summary>
internal static class FieldSave
{
    /// <param name="neutral">The new value as neutral text.</param>
    /// <exception cref="DomainRuleException">The row is gone, somebody else changed the field, or the text does not fit.</exception>
    public static async Task RunAsync(ProjectContext context, WorksheetService worksheets, SheetKind sheet, Guid? rowId, string field, string neutral)
    {
        var row = context.Find(sheet, rowId) ?? throw new DomainRuleException("row.gone");
        var edit = new FieldEdit(context.Project.Id, sheet, rowId, field, WorksheetFields.Get(sheet, field).Read(row), neutral);
        if (await worksheets.SaveFieldAsync(context.Actor, edit, CancellationToken.None) is FieldResult.Clash)
            throw new DomainRuleException("field.changed-meanwhile");
    }
}
