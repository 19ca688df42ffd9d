using MudBlazor;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>Takes a row out at once and offers to bring it back.</summary>
internal static class RowRemoval
{
    /// <param name="next">Takes the focus from the row that goes.</param>
    public static async Task RunAsync(ProjectContext context, WorksheetService worksheets, ISnackbar snackbar, ITexts texts, SheetKind sheet, Guid rowId, AddRowButton? next)
    {
        var row = await worksheets.DeleteRowAsync(context.Actor, context.Project.Id, sheet, rowId, CancellationToken.None);
        if (next is not null)
            await next.FocusAsync();
        snackbar.Add(texts["sheet.row-removed"], Severity.Normal, options =>
        {
            options.VisibleStateDuration = 8000;   // long enough to change one's mind
            options.Action = texts["sheet.undo"];
            options.OnClick = async _ =>
            {
                await worksheets.RestoreRowAsync(context.Actor, row, CancellationToken.None);
                await context.ReloadAsync();
            };
        });
    }
}
