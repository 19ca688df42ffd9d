using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ProblemSolving.Web.Components.Shared;

/// <summary>
/// The one way a dialog is opened: the second click of a double click, and a press that comes in late, open no second one over the
/// first, for confirming both would do the thing twice.
/// </summary>
internal static class OneDialog
{
    private static readonly ConditionalWeakTable<IDialogService, HashSet<(Type Dialog, string Title)>> s_open = [];

    /// <param name="title">Dialogs of one kind with the same title are the same dialog.</param>
    /// <returns>How it was closed; null when the same dialog was open already.</returns>
    public static async Task<DialogResult?> AskAsync<TDialog>(IDialogService dialogs, string title = "", DialogParameters<TDialog>? parameters = null)
        where TDialog : IComponent
    {
        var open = s_open.GetOrCreateValue(dialogs);
        var asked = (typeof(TDialog), title);
        if (!open.Add(asked))
            return null;
        try
        {
            var dialog = await dialogs.ShowAsync<TDialog>(title, parameters ?? []);
            return await dialog.Result;
        }
        finally
        {
            open.Remove(asked);
        }
    }
}
