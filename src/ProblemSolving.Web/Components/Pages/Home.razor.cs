using Microsoft.AspNetCore.Components;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Operate;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain;
using ProblemSolving.Web.Components.Shared;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Components.Pages;

/// <summary>What waits, what failed, what runs, and the way into the projects.</summary>
public sealed partial class Home : IDisposable
{
    private const int ProjectsShown = 6;
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _leaving = new();
    private readonly OneMore _readings;
    private bool _sampleAtWork;
    private IDisposable? _gates;
    private HomeModel? _model;
    private Exception? _problem;
    private Actor _actor;

    public Home() => _readings = new OneMore(ShowAsync, Refresh, _leaving.Token);

    [Inject] public required ProjectFeed Feed { get; init; }

    [Inject] public required ScheduleService Schedules { get; init; }

    [Inject] public required InboxService Inbox { get; init; }

    [Inject] public required ProjectService Projects { get; init; }

    [Inject] public required AnalysisService Analyses { get; init; }

    [Inject] public required DatasetService Datasets { get; init; }

    [Inject] public required JobService Jobs { get; init; }

    [Inject] public required AccessGuard Access { get; init; }

    [Inject] public required CurrentActor CurrentActor { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        _gates?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _actor = await CurrentActor.GetAsync();
        await LoadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender || _leaving.IsCancellationRequested)
            return;
        // A question was put or answered somewhere: it may be this person's turn.
        _gates = Feed.SubscribeToGates(change => InvokeAsync(() => _readings.FollowAsync(DispatchExceptionAsync)));
        _ = WatchAsync(_leaving.Token);
    }

    private async Task LoadAsync()
    {
        var token = _leaving.Token;
        _model = new HomeModel(
            await Schedules.FailedAsync(_actor, token),
            await Inbox.WaitingAsync(_actor, token),
            await Inbox.SentBackAsync(_actor, token),
            await Inbox.DecidedAsync(_actor, token),
            await Inbox.KillsAsync(_actor, token),
            await Inbox.RevivalsAsync(_actor, token),
            [.. (await Projects.ListAsync(_actor, null, null, token)).Take(ProjectsShown)],
            await Jobs.RunningAsync(_actor, token),
            await Access.MayAsync(_actor, Permission.CreateProject, null, token));
    }

    private async Task ShowAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    // Only while something runs; the page is quiet otherwise.
    private async Task WatchAsync(CancellationToken token)
    {
        try
        {
            using var timer = new PeriodicTimer(Refresh, Time);
            while (await timer.WaitForNextTickAsync(token))
            {
                if (_model is not { Running.Count: > 0 })
                    continue;
                await InvokeAsync(ShowAsync);
            }
        }
        catch (OperationCanceledException)
        {
            // left the page
        }
        catch (Exception problem)
        {
            await DispatchExceptionAsync(problem);
        }
    }

    private string? StageOf(RunningJob job) => job.StageKey.Length > 0 && T.Has(job.StageKey) ? T[job.StageKey] : null;

    private async Task StopAsync(RunningJob job)
    {
        try
        {
            _problem = null;
            if (job.Kind == WorkKind.Import)
                await Datasets.CancelImportAsync(_actor, job.Id, CancellationToken.None);
            else
                await Analyses.CancelAsync(_actor, job.Id, CancellationToken.None);
            await LoadAsync();
        }
        catch (Exception problem) when (problem is DomainRuleException or AccessDeniedException)
        {
            _problem = problem;
        }
    }
}
