using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Projects;

/// <summary>Something in a project changed; open pages look again.</summary>
/// <param name="Sheet">The sheet of a changed field, or null for anything else (a gate, a run, members …).</param>
public sealed record ProjectChange(Guid ProjectId, Guid UserId, SheetKind? Sheet = null, Guid? RowId = null, string? Field = null, string? Text = null)
{
    /// <summary>True when a question was put, answered, withdrawn or handed on: whose turn it is may be another.</summary>
    public bool IsGate { get; init; }
}

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
    public IDisposable Subscribe(Guid projectId, Action<ProjectChange> onChange) => Subscribe(change => change.ProjectId == projectId, onChange);

    /// <summary>Calls <paramref name="onChange"/> when whose turn it is may have changed, in any project; the subscriber asks what it may see.</summary>
    public IDisposable SubscribeToGates(Action<ProjectChange> onChange) => Subscribe(change => change.IsGate, onChange);

    private Subscription Subscribe(Func<ProjectChange, bool> concerns, Action<ProjectChange> onChange)
    {
        var own = ExecutionContext.Capture();
        void Handler(ProjectChange change)
        {
            if (!concerns(change))
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
