using MudBlazor;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Texts;
using ProblemSolving.Web.Components.Shared;
using ProblemSolving.Application.Formatting;

namespace ProblemSolving.Web.Components.Datasets;

/// <summary>Asks before a version is removed, with what goes with it.</summary>
internal static class DatasetRemoval
{
    /// <returns>True when it was removed.</returns>
    public static async Task<bool> RunAsync(Actor actor, DatasetService service, IDialogService dialogs, ITexts texts, DatasetRow row)
    {
        var message = texts.Get("dataset.delete.confirm", row.Version.FileName, row.Version.Number, FileSize.Of(row.Version.UploadBytes, texts.Culture), Format.Count(row.Version.RowCount, texts.Culture));
        if (!await ConfirmDialog.AskAsync(dialogs, texts["dataset.delete.title"], message, texts["common.delete"], danger: true))
            return false;
        await service.DeleteAsync(actor, row.Version.Id, CancellationToken.None);
        return true;
    }
}
