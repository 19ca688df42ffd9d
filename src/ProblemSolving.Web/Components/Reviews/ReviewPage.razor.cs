using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Web.Components.Shared;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Components.Reviews;

/// <summary>A question at a gate: what a manager must know first, then the answer, then the packet and what changed.</summary>
public sealed partial class ReviewPage : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700);

    private readonly OneMore _readings;
    private readonly CancellationTokenSource _leaving = new();
    private ReviewView? _view;
    private Actor _actor;
    private bool _denied;
    private Exception? _told;
    private string? _said;
    private bool _toDecision;
    private IDisposable? _subscription;
    private ElementReference _decision;

    public ReviewPage() => _readings = new OneMore(ReadAgainAsync, Pause, _leaving.Token);   // a running job reports several times a second

    [Inject] public required ReviewService Reviews { get; init; }

    [Inject] public required ProjectFeed Feed { get; init; }

    [Inject] public required CurrentActor CurrentActor { get; init; }

    [Parameter] public Guid Id { get; set; }

    private Currency Currency => Currency.Of(_view!.Packet.CurrencyCode);

    private TimeZoneInfo Zone => ProjectClock.Zone(_view!.Project.TimeZoneId);

    private string Waiting => _view!.Review.Due is { Count: > 0 } due
        ? T.Get("review.waiting-for", string.Join(", ", due.Select(s => _view.People[s.UserId])))
        : T["review.not-you"];

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        _subscription?.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _actor = await CurrentActor.GetAsync();
        await LoadAsync();
        if (_leaving.IsCancellationRequested || _view is not { } view)
            return;   // left while it was read: a subscription now would never end
        _subscription?.Dispose();
        // Somebody before answered, took it back, or wrote on the sheets: the page shows it without being asked.
        _subscription = Feed.Subscribe(view.Review.ProjectId, change => InvokeAsync(() => _readings.FollowAsync(DispatchExceptionAsync)));
    }

    private async Task ReadAgainAsync()
    {
        var fresh = await ReadAsync();
        var hadTurn = _view?.Turn is not null;
        // What came by itself may not have been noticed: an answer is still given on what was looked at, and refused where the sheets moved.
        _view = fresh is not null && _view is { SheetsSeen: { } seen } ? fresh with { SheetsSeen = seen } : fresh ?? _view;
        // The form that was open is gone: say that somebody else was quicker.
        if (hadTurn && _view is { Turn: null, Review: { Decision: not null, DecidedById: var by } } && by != _actor.UserId)
            _told = new DomainRuleException("gate.decide.already");
        StateHasChanged();
    }

    private string Answered(ReviewView view) =>
        T.Get("review.answer", T["choice.GateDecision." + view.Review.Decision], view.People[view.Review.DecidedById], Format.DateTime(view.Review.DecidedAtUtc!.Value, Zone, T.Culture))
        + (view.Review.DecidedForId is { } holder ? " · " + T.Get("review.in-place-of", view.People[holder]) : "");

    private async Task LoadAsync() => _view = await ReadAsync() ?? _view;

    private async Task<ReviewView?> ReadAsync()
    {
        try
        {
            return await Reviews.OpenAsync(_actor, Id, CancellationToken.None);
        }
        catch (AccessDeniedException)
        {
            _denied = true;
            return null;
        }
    }

    // Somebody else may have answered, or the sheets may have changed: what stands now is shown beside what was refused.
    private async Task AnsweredAsync(Exception? refused)
    {
        _told = refused;
        await LoadAsync();
        _said = refused is null && _view is { } view ? Said(view.Review) : null;
        _toDecision = refused is null || _view?.Turn is null;   // the form that had the focus is gone
    }

    private string Said(GateReview review) =>
        review.Decision is { } decision ? T.Get("review.decided", T["choice.GateDecision." + decision]) : T["review.voted"];

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_toDecision)
            return;
        _toDecision = false;
        try
        {
            await _decision.FocusAsync();
        }
        catch (Exception gone) when (gone is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // left before the browser had drawn it
        }
    }
}
