using ProblemSolving.Application.Access;
using ProblemSolving.Domain;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>A change of rows: done, shown, or told why not.</summary>
internal static class RowEdit
{
    /// <returns>What went wrong in words the page can show, or null.</returns>
    public static async Task<Exception?> TryAsync(ProjectContext context, Func<Task> work)
    {
        try
        {
            await work();
            await context.ReloadAsync();
            if (context.Snapshot.LastChanges.TryGetValue(context.Step, out var atUtc))
                context.Saves.Kept(atUtc);
            return null;
        }
        catch (Exception problem) when (problem is DomainRuleException or AccessDeniedException)
        {
            return problem;
        }
    }
}
