using MudBlazor;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Web.Components.Shared;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>Says what was taken away and offers to bring it back for a while: long enough to change one's mind, and never for good, for it lies over the page.</summary>
internal static class UndoBar
{
    private const int ShownForMs = 20_000;

    /// <param name="undo">Run at most once, when somebody presses it.</param>
    public static void Show(ISnackbar snackbar, ITexts texts, string text, Func<Task> undo) =>
        snackbar.Add(text, Severity.Normal, options =>
        {
            options.VisibleStateDuration = ShownForMs;
            options.RequireInteraction = false;
            options.DuplicatesBehavior = SnackbarDuplicatesBehavior.Allow;   // two rows taken out behind each other read alike, and each can come back
            options.Action = texts["sheet.undo"];
            options.OnClick = async _ =>
            {
                try
                {
                    await undo();
                }
                catch (Exception problem) when (problem is DomainRuleException or AccessDeniedException)
                {
                    snackbar.Add(Sentences.Of(texts, problem), Severity.Warning);   // closed or taken away meanwhile
                }
            };
        });
}
