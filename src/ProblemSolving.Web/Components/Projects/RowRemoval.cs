using Microsoft.JSInterop;
using MudBlazor;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>Takes a row out at once and offers to bring it back.</summary>
internal static class RowRemoval
{
    /// <param name="focus">Asked when the row is gone from the page: gives the focus to something that is still there.</param>
    /// <returns>What went wrong in words the page can show, or null.</returns>
    public static async Task<Exception?> TryAsync(ProjectContext context, WorksheetService worksheets, ISnackbar snackbar, ITexts texts, SheetKind sheet, Guid rowId, Func<Task?> focus)
    {
        var name = RowNames.Of(context.Snapshot.Find(sheet, rowId));
        DeletedRow? row = null;
        if (await RowEdit.TryAsync(context, async () => row = await worksheets.DeleteRowAsync(context.Actor, context.Project.Id, sheet, rowId, CancellationToken.None)) is { } problem)
            return problem;
        await MoveAsync(focus);
        UndoBar.Show(snackbar, texts, name.Length == 0 ? texts["sheet.row-removed"] : texts.Get("sheet.row-removed.named", name), async () =>
        {
            await worksheets.RestoreRowAsync(context.Actor, row!, CancellationToken.None);
            await context.ReloadAsync();
        });
        return null;
    }

    private static async Task MoveAsync(Func<Task?> focus)
    {
        try
        {
            await Task.Yield();   // what a press changes is drawn when its handler gives way
            await (focus() ?? Task.CompletedTask);
        }
        catch (Exception gone) when (gone is JSException or JSDisconnectedException or OperationCanceledException or InvalidOperationException)
        {
            // left before the browser had drawn it
        }
    }
}
