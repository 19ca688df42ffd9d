using Microsoft.AspNetCore.Components;
using MudBlazor;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Web.Components.Shared;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>Comments on a step and the trail of its changes.</summary>
public sealed partial class StepSide
{
    // Few enough that the panel stays short on a phone.
    private const int Page = 20;

    private readonly CancellationTokenSource _leaving = new();
    private readonly OneMore _readings;
    private IReadOnlyList<CommentView> _comments = [];
    private HistoryPage _history = new([], HasMore: false);
    private int _asked = Page;
    private ProjectContext? _listening;
    private string _text = "";
    private int _shownRevision;
    private Exception? _problem;

    public StepSide() => _readings = new OneMore(LoadAsync, leaving: _leaving.Token);

    [Inject] public required CommentService Comments { get; init; }

    [Inject] public required HistoryService History { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Parameter, EditorRequired] public ProjectContext Context { get; set; } = default!;

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        if (_listening is not null)
            _listening.Changed -= OnChanged;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_listening, Context))
            return;
        if (_listening is not null)
            _listening.Changed -= OnChanged;
        _listening = Context;
        Context.Changed += OnChanged;
        await LoadAsync();
    }

    // Keys change numbers many times a second; comments and trail only when something was saved.
    private void OnChanged()
    {
        if (Context.Revision == _shownRevision)
            return;
        _shownRevision = Context.Revision;
        _ = InvokeAsync(() => _readings.FollowAsync(DispatchExceptionAsync));
    }

    private async Task LoadAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        try
        {
            _comments = await Comments.ListAsync(Context.Actor, Context.Project.Id, Context.Step, _leaving.Token);
            _history = await History.ListAsync(Context.Actor, Context.Project.Id, Context.Step, _asked, _leaving.Token);
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // left while loading
        }
    }

    private async Task ShowMoreAsync()
    {
        _asked = Math.Min(_asked + (2 * Page), HistoryService.Most);
        await LoadAsync();
    }

    private async Task SendAsync()
    {
        try
        {
            _problem = null;
            await Comments.AddAsync(Context.Actor, Context.Project.Id, Context.Step, _text, CancellationToken.None);   // sent is sent, though one clicks away
            _text = "";
            await LoadAsync();
        }
        catch (Exception problem) when (problem is Domain.DomainRuleException or Application.Access.AccessDeniedException)
        {
            _problem = problem;
        }
    }

    private async Task DeleteAsync(CommentView comment)
    {
        if (!await ConfirmDialog.AskAsync(Dialogs, T["project.comments.remove"], comment.Text, T["common.delete"], danger: true))
            return;
        try
        {
            _problem = null;
            await Comments.DeleteAsync(Context.Actor, Context.Project.Id, comment.Id, CancellationToken.None);
            await LoadAsync();
        }
        catch (Exception problem) when (problem is Domain.DomainRuleException or Application.Access.AccessDeniedException)
        {
            _problem = problem;
        }
    }
}
