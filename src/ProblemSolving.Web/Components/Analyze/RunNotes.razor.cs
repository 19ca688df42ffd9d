using Microsoft.AspNetCore.Components;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Web.Components.Shared;

namespace ProblemSolving.Web.Components.Analyze;

/// <summary>What people say about a run, saved as it is written and shown as others write it.</summary>
public sealed partial class RunNotes
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(3);

    private RunWords _stored = new("", "");
    private RunWords _mine = new("", "");
    private RunWords? _theirs;   // somebody else wrote into the same part; nothing is saved until one is chosen
    private SaveStatus _status = SaveStatus.Unchanged;
    private DateTime _savedAtUtc;
    private Exception? _problem;
    private CancellationTokenSource? _waiting;
    private OneMore? _saves;
    private bool _isAway;

    [Inject] public required RunWordsService Words { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Inject] public required ILogger<RunNotes> Logger { get; init; }

    [Parameter, EditorRequired] public AnalysisRun Run { get; set; } = default!;

    private string? Sentence => _problem is { } problem ? Sentences.Of(T, problem) : _theirs is not null ? T["run.clash"] : _isAway ? T["sheet.retrying"] : null;

    protected override Task OnInitializedAsync()
    {
        _stored = _mine = new RunWords(Run.Note, Run.Conclusion);
        return base.OnInitializedAsync();
    }

    protected override void OnLeaving()
    {
        base.OnLeaving();
        _waiting?.Cancel();
        _waiting?.Dispose();
        _ = SaveLastAsync();
    }

    protected override async Task ReadAsync()
    {
        var words = await Words.ReadAsync(Context.Actor, Run.Id, CancellationToken.None);
        if (_theirs is null)
            (_mine, _stored) = (Follow(_mine, _mine, _stored, words), Follow(_stored, _mine, _stored, words));
    }

    private void Type(RunWords words)
    {
        _mine = words;
        if (_theirs is not null)
            return;
        _status = SaveStatus.Saving;
        SaveAfter(Pause);
    }

    private void SaveAfter(TimeSpan pause)
    {
        _waiting?.Cancel();
        _waiting?.Dispose();
        _waiting = new CancellationTokenSource();
        _ = SaveAfterPauseAsync(pause, _waiting.Token);
    }

    private async Task SaveAfterPauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(pause, Time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return;   // another key came, or the box was left
        }

        Follow(SaveAsync);
    }

    // One save after the other; keys that came meanwhile go with the next.
    private Task SaveAsync() => (_saves ??= new OneMore(SaveOnceAsync)).RunAsync();

    private async Task SaveOnceAsync()
    {
        if (_theirs is not null)
            return;
        if (_mine == _stored)
        {
            // written and taken back: there is nothing to save
            (_problem, _isAway, _status) = (null, false, _savedAtUtc == default ? SaveStatus.Unchanged : SaveStatus.Saved);
            StateHasChanged();
            return;
        }

        var (was, now) = (_stored, _mine);
        try
        {
            (_problem, _isAway, _status) = (null, false, SaveStatus.Saving);
            if (await Words.SaveAsync(Context.Actor, Run.Id, was, now, CancellationToken.None) is { } theirs)
            {
                (_theirs, _status) = (theirs, SaveStatus.Failed);
            }
            else
            {
                var stored = await Words.ReadAsync(Context.Actor, Run.Id, CancellationToken.None);
                (_mine, _stored) = (Follow(_mine, _mine, now, stored), stored);
                (_status, _savedAtUtc) = (_mine == _stored ? SaveStatus.Saved : SaveStatus.Saving, Time.GetUtcNow().UtcDateTime);
            }
        }
        catch (Exception problem) when (problem is DomainRuleException or AccessDeniedException)
        {
            (_problem, _status) = (problem, SaveStatus.Failed);
        }
        catch (Exception problem)
        {
            // The database is busy or away: say so and go on trying, the text stays in the box.
            Log.NotSaved(Logger, problem.GetType().Name);
            (_isAway, _status) = (true, SaveStatus.Failed);
            SaveAfter(RetryPause);
        }

        StateHasChanged();
    }

    // The page is gone: what is refused now was never called saved.
    private async Task SaveLastAsync()
    {
        if (_mine == _stored || _theirs is not null)
            return;
        try
        {
            await Words.SaveAsync(Context.Actor, Run.Id, _stored, _mine, CancellationToken.None);
        }
        catch (Exception problem)
        {
            Log.NotSaved(Logger, problem.GetType().Name);   // nobody is there to be told
        }
    }

    private void TakeTheirs()
    {
        if (_theirs is not { } theirs)
            return;
        (_mine, _stored, _theirs, _status) = (theirs, theirs, null, SaveStatus.Unchanged);
    }

    private async Task KeepMineAsync()
    {
        if (_theirs is not { } theirs)
            return;
        (_stored, _theirs) = (theirs, null);
        await SaveAsync();
    }

    // A part in which nobody writes here follows what is stored; of one in which somebody does, both what is written and what it will be compared with stay.
    private static RunWords Follow(RunWords words, RunWords mine, RunWords seen, RunWords stored) =>
        new(mine.Note == seen.Note ? stored.Note : words.Note, mine.Conclusion == seen.Conclusion ? stored.Conclusion : words.Conclusion);

    private static string Both(RunWords words) => words.Note.Length == 0 ? words.Conclusion : $"{words.Conclusion} · {words.Note}";

    private static partial class Log
    {
        [LoggerMessage(EventId = 1003, Level = LogLevel.Warning, Message = "Words below a run could not be saved: {Kind}")]
        public static partial void NotSaved(ILogger logger, string kind);
    }
}
