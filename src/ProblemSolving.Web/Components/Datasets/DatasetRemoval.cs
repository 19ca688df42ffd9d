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
    /// <exception cref="ProblemSolving.Domain.DomainRuleException">Something rests on it; the sentence counts what.</exception>
    public static async Task<bool> RunAsync(Actor actor, DatasetService service, DatasetUsageService usages, IDialogService dialogs, ITexts texts, DatasetRow row)
    {
        var usage = await usages.GetAsync(actor, row.Version.Id, CancellationToken.None);
        if (!usage.KeepsIt && !await ConfirmDialog.AskAsync(dialogs, texts["dataset.delete.title"], Consequences(texts, row, usage), texts["common.delete"], danger: true))
            return false;
        await service.DeleteAsync(actor, row.Version.Id, CancellationToken.None);
        return true;
    }

    private static string Consequences(ITexts texts, DatasetRow row, DatasetUsage usage)
    {
        var lines = new List<string> { texts.Get("dataset.delete.confirm", row.Version.FileName, row.Version.Number, FileSize.Of(row.Version.UploadBytes, texts.Culture), Format.Count(row.Version.RowCount, texts.Culture)) };
        if (usage.Versions.Count == 1)
            lines.Add(texts["dataset.delete.last"]);
        if (usage.Readings.Count > 0)
            lines.Add(texts.Get("dataset.delete.readings", usage.Readings.Count));
        if (usage.BuiltOn.Count > 0)
            lines.Add(texts.Get("dataset.delete.built-on", usage.BuiltOn.Count));
        return string.Join(' ', lines);
    }
}
