using System.Data.Common;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Shared;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>The project a page shows: read when it is opened, read again when somebody changes it, silent once the page is left.</summary>
/// <param name="onPage">Runs work where the page may be drawn.</param>
/// <param name="draw">Draws the page when it may no longer be seen.</param>
public sealed class OpenProject(ProjectService projects, ProjectFeed feed, TimeProvider time, Func<Func<Task>, Task> onPage, Action draw) : IDisposable
{
    private static readonly TimeSpan ReloadPause = TimeSpan.FromMilliseconds(700);

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _subscription;
    private OneMore? _reloads;   // a running job reports several times a second; one reading after the other is enough, and the last one sees it all

    /// <summary>Null until it is read.</summary>
    public ProjectContext? Context { get; private set; }

    /// <summary>True when this person may not see it, or it does not exist.</summary>
    public bool IsDenied { get; private set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        _subscription?.Dispose();
    }

    public async Task OpenAsync(Actor actor, string key, ProblemStep step)
    {
        try
        {
            var view = await projects.OpenAsync(actor, key, _leaving.Token);
            if (_leaving.IsCancellationRequested)
                return;   // left while it was read: a subscription now would never end
            IsDenied = false;
            _subscription?.Dispose();
            _reloads ??= new OneMore(ReloadAsync, ReloadPause, _leaving.Token);
            Context = new ProjectContext(actor, view, step, () => ProjectClock.Today(view.Snapshot.Project.TimeZoneId, time), ReloadAsync);
            _subscription = feed.Subscribe(view.Snapshot.Project.Id, OnChange);
        }
        catch (AccessDeniedException)
        {
            IsDenied = true;
        }
    }

    private void OnChange(ProjectChange change)
    {
        if (Context is not { } context)
            return;
        // What this page saved itself it already shows.
        if (change is { Sheet: { } sheet, Field: { } field } && context.Find(sheet, change.RowId) is { } mine && WorksheetFields.Get(sheet, field).Read(mine) == change.Text)
            return;
        _ = onPage(ReloadSoonAsync);
    }

    private async Task ReloadSoonAsync()
    {
        while (!_leaving.IsCancellationRequested)
        {
            try
            {
                await _reloads!.RunAsync();
                return;
            }
            catch (OperationCanceledException)
            {
                return;   // left the page in between
            }
            catch (Exception problem) when (problem is DbException || problem.InnerException is DbException)
            {
                await WaitAsync();   // busy or away, which the database's own log tells: what is shown stays until it answers
            }
        }
    }

    private async Task WaitAsync()
    {
        try
        {
            await Task.Delay(RetryPause, time, _leaving.Token);
        }
        catch (OperationCanceledException)
        {
            // left the page in between
        }
    }

    private async Task ReloadAsync()
    {
        if (Context is not { } context || _leaving.IsCancellationRequested)
            return;
        try
        {
            await context.ReplaceAsync(() => projects.OpenAsync(context.Actor, context.Project.Key, _leaving.Token));
        }
        catch (AccessDeniedException)
        {
            IsDenied = true;
            draw();
        }
        catch (OperationCanceledException)
        {
            // left the page while it was being read again
        }
    }
}
