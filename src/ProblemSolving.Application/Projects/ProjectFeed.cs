using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Projects;

/// <summary>Something in a project changed; open pages look again.</summary>
/// <param name="Sheet">The sheet of a changed field, or null for anything else (a gate, a run, members …).</param>
public sealed record ProjectChange(Guid ProjectId, Guid UserId, SheetKind? Sheet = null, Guid? RowId = null, string? Field = null, string? Text = null);

/// <summary>Tells the open pages of this machine what was saved. A page that misses it is only stale, never wrong.</summary>
public sealed class ProjectFeed
{
    private event Action<ProjectChange>? Changed;

    public void Publish(ProjectChange change)
    {
        foreach (var page in Changed?.GetInvocationList() ?? [])
        {
            try
            {
                ((Action<ProjectChange>)page)(change);
            }
            catch (ObjectDisposedException)
            {
                // a page that is just going away keeps the news from no other, and does not undo what was saved
            }
        }
    }

    /// <summary>
    /// Calls <paramref name="onChange"/> for each change of the project until the result is disposed. The call runs in the
    /// subscriber's own context, so that a page keeps its reader's language when somebody else's page or a job publishes.
    /// </summary>
    public IDisposable Subscribe(Guid projectId, Action<ProjectChange> onChange)
    {
        var own = ExecutionContext.Capture();
        void Handler(ProjectChange change)
        {
            if (change.ProjectId != projectId)
                return;
            if (own is null)
                onChange(change);
            else
                ExecutionContext.Run(own, _ => onChange(change), null);
        }

        Changed += Handler;
        return new Subscription(() => Changed -= Handler);
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
