using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Web.Components.Shared;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>One field of a worksheet. It saves itself half a second after the last keystroke, on leaving it, and when the page goes away.</summary>
public sealed partial class SheetField : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(3);

    // Two rounds of the rules make two findings that say the same.
    private static readonly IEqualityComparer<Finding> s_same = EqualityComparer<Finding>.Create(
        (left, right) => left!.Code == right!.Code && left.Arguments.SequenceEqual(right.Arguments), finding => finding.Code.GetHashCode(StringComparison.Ordinal));

    private readonly SemaphoreSlim _oneSave = new(1, 1);
    private CancellationTokenSource? _waiting;
    private WorksheetField _field = null!;
    private string _id = "";
    private string _describedBy = "";
    private string _base = "";       // the neutral text in the database as this page knows it
    private string _typed = "";      // what stands in the box
    private bool _dirty;
    private string? _error;
    private string? _units;          // what could stand behind the number when it was read last
    private FieldResult.Clash? _clash;
    private bool _unread;            // the box holds what cannot be read, so that the sheet still has an older value
    private string? _inserted;       // the example this page put in, as neutral text
    private (string NameKey, bool CanEdit) _drawn;
    private ElementReference _box;      // a choice or a date
    private TypedBox? _typedBox;        // everything else
    private IReadOnlyList<Finding> _found = [];
    private IReadOnlyList<Finding> _shown = [];

    [Inject] public required WorksheetService Worksheets { get; init; }

    [Inject] public required ILogger<SheetField> Logger { get; init; }

    [CascadingParameter] public required ProjectContext Context { get; set; }

    [CascadingParameter] public TimeZoneInfo? Zone { get; set; }

    [Parameter, EditorRequired] public SheetKind Sheet { get; set; }

    [Parameter, EditorRequired] public string Field { get; set; } = "";

    [Parameter] public Guid? RowId { get; set; }

    /// <summary>Rows of a text area; 1 is a single line.</summary>
    [Parameter] public int Lines { get; set; } = 1;

    [Parameter] public FieldFormat As { get; set; }

    /// <summary>Shown inside the field behind the value; money and per cent bring their own.</summary>
    [Parameter] public string? Unit { get; set; }

    /// <summary>A unit that is shown elsewhere and understood behind a typed number all the same.</summary>
    [Parameter] public string? AlsoUnit { get; set; }

    /// <summary>Asked when a number was typed with a per cent sign while no unit stands beside it; gives the unit that stands there now.</summary>
    [Parameter] public Func<Task<string?>>? OnBarePercent { get; set; }

    [Parameter] public string? Label { get; set; }

    [Parameter] public string? Class { get; set; }

    // Keys typed before the page listens would be lost without a word, so the box opens only then.
    private bool CanEdit => Context.CanEdit && RendererInfo.IsInteractive;

    private string? IsInvalid => _error is not null || _shown.Any(f => f.Blocks) ? "true" : null;

    private IWorksheet? Row => Context.Find(Sheet, RowId);

    private string NameKey => FieldWords.Key(T, Sheet, Row, Field, falls: Falls);

    private string Name => Label ?? T[NameKey];

    private bool Falls => Context.Snapshot.Define.ImprovesByFalling();

    private string? Help => FieldWords.Key(T, Sheet, Row, Field, ".help", Falls) is var key && T.Has(key) ? T[key] : null;

    private MetricUnit Metric => Context.Snapshot.Define.UnitInForce();

    private string? Example => FieldExamples.Of(T, Sheet, Row, Field, Metric, Context.Currency);

    // A number that this page put in is marked at once, even where it would not count as an example by itself.
    private bool IsExample => _typed.Length > 0 && _error is null && !_unread
        && (_found.Any(f => f.Code == ExampleCheck.Code) || (_inserted is { } inserted && Row is { } row && _field.Read(row) == inserted));

    private string? UnitText => Unit ?? As switch
    {
        FieldFormat.Money => T.IsKorean ? Context.Currency.KoreanName : Context.Currency.Code,
        FieldFormat.Percent => "%",
        FieldFormat.Plain or FieldFormat.Factor => null,
    };

    // 300000000 is hard to read: say it again in words while it stands in the box.
    private string? Reading
    {
        get
        {
            if (As != FieldFormat.Money || !MoneyText.TryParse(_typed, out var amount) || Math.Abs(amount) < 100_000)
                return null;
            return Format.Money(amount, Context.Currency, T);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Context.Changed -= OnProjectChanged;
        Context.DraftDropped -= OnDraftDropped;
        _waiting?.Cancel();
        if (_dirty && RowId is { } gone && Row is null)
            Context.Lose(new LostText(Sheet, gone, Field, Name, _typed));   // somebody removed the row: nothing can be saved there
        else if (_dirty && _clash is null)
            await SaveAsync(byDispose: true);
        Context.Saves.Forget(_id);
        _waiting?.Dispose();
        await _oneSave.WaitAsync();   // one that runs is let finish
        _oneSave.Dispose();
    }

    protected override void OnInitialized()
    {
        Context.Changed += OnProjectChanged;
        Context.DraftDropped += OnDraftDropped;
    }

    // The value that a button put here is read with the project; until then the box shows what was stored before.
    private void OnDraftDropped(string fieldId)
    {
        if (fieldId != _id)
            return;
        _waiting?.Cancel();
        (_dirty, _error, _clash) = (false, null, null);
        Context.Saves.Forget(_id);
        _ = InvokeAsync(() =>
        {
            OnParametersSet();
            StateHasChanged();
        });
    }

    // A value that came from elsewhere (a computation, another person) shows in the box, unless somebody is writing in it. What is
    // noticed here and what the field is called can change with a field beside it, which the page alone would not draw again.
    private void OnProjectChanged()
    {
        if (Row is not { } sheet || ((_dirty || _field.Read(sheet) == _base) && _drawn == (NameKey, CanEdit) && Found().SequenceEqual(_found, s_same)))
            return;
        _ = InvokeAsync(() =>
        {
            OnParametersSet();
            StateHasChanged();
        });
    }

    protected override void OnParametersSet()
    {
        _field = WorksheetFields.Get(Sheet, Field);
        _id = ProjectUrls.FieldId(Sheet, RowId, Field);
        _describedBy = _id + "-below";
        _drawn = (NameKey, CanEdit);
        var units = $"{UnitText}|{AlsoUnit}";
        if (_error is not null && units != _units)
            _ = InvokeAsync(ReadAgainAsync);   // 9% typed before the unit beside it was
        _units = units;
        if (!_dirty && Row is { } sheet)
        {
            _base = _field.Read(sheet);
            _typed = Show(_base);
            _unread = false;
            Context.Saves.Refuse(_id, false);
        }

        Notice();
    }

    private IEnumerable<Finding> Found() => Context.Findings.At(Sheet, RowId, Field);

    // What is merely missing waits in the list of the step; an example has words and a button of its own.
    private void Notice()
    {
        _found = [.. Found()];
        _shown = _typed.Length == 0 || _error is not null || _unread ? [] : [.. _found.Where(f => f.Code != ExampleCheck.Code)];
    }

    private string Show(string neutral) => FieldText.Show(neutral, _field.Kind, As);

    private void Type(string typed)
    {
        if (typed == _typed && (_dirty || typed == Show(_base)))
            return;   // sent again after the connection was lost, and heard before
        _typed = typed;
        _dirty = true;
        if (_clash is { } open)
        {
            // still nothing is saved until one of the two texts is chosen
            _clash = _field.Kind == FieldKind.Text ? open with { Mine = _typed } : open;
            return;
        }

        _error = null;
        Context.Saves.Started(_id);
        ShowAtOnce();
        _waiting?.Cancel();
        _waiting?.Dispose();
        _waiting = new CancellationTokenSource();
        _ = SaveAfterPauseAsync(Pause, _waiting.Token);
    }

    private async Task ChooseAsync(ChangeEventArgs input)
    {
        _typed = input.Value?.ToString() ?? "";
        _dirty = true;
        Context.Saves.Started(_id);
        ShowAtOnce();
        await SaveAsync();
    }

    private async Task LeaveAsync()
    {
        _waiting?.Cancel();
        if (_dirty)
            await SaveAsync();
        if (!_dirty)
            _typed = Show(_base);
    }

    private async Task InsertExampleAsync()
    {
        if (Example is not { } example)
            return;
        _inserted = example;
        await PutAsync(Show(example));
    }

    private Task ClearExampleAsync()
    {
        _inserted = null;
        return PutAsync("");
    }

    // What was typed last has to be in the database before somebody stands by it.
    private async Task ConfirmOwnAsync()
    {
        await LeaveAsync();
        if (_dirty)
            return;
        try
        {
            await Worksheets.ConfirmOwnAsync(Context.Actor, Context.Project.Id, Sheet, RowId, Field, _base, CancellationToken.None);
            _inserted = null;
        }
        catch (DomainRuleException rule)
        {
            _error = T.Get("rule." + rule.Code, [.. rule.Arguments]);
        }
        catch (AccessDeniedException)
        {
            _error = T["rule.denied"];
        }

        await Context.ReloadAsync();
        await FocusBoxAsync();
    }

    // The button that had the focus is gone.
    private async Task FocusBoxAsync()
    {
        try
        {
            await (_typedBox?.FocusAsync() ?? _box.FocusAsync());
        }
        catch (Exception gone) when (gone is JSException or JSDisconnectedException or OperationCanceledException or InvalidOperationException)
        {
            // left before the browser had drawn it
        }
    }

    private async Task PutAsync(string typed)
    {
        _typed = typed;
        _dirty = true;
        _error = null;
        Context.Saves.Started(_id);
        ShowAtOnce();
        await SaveAsync();
    }

    private async Task ReadAgainAsync()
    {
        _error = null;
        ShowAtOnce();
        await SaveAsync();
        StateHasChanged();
    }

    private async Task SaveAfterPauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(pause, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return;   // another key came, or the field was left and saved at once
        }

        await InvokeAsync(async () =>
        {
            await SaveAsync();
            StateHasChanged();
        });
    }

    // Computed numbers follow the keys, not the database; a text that does not fit waits for its error at saving.
    private void ShowAtOnce()
    {
        if (Row is not { } sheet)
            return;
        try
        {
            _field.Write(sheet, FieldText.Read(_typed, _field.Kind, As, Context.Currency, UnitText, AlsoUnit));
        }
        catch (DomainRuleException)
        {
            _unread = true;
            Context.Saves.Refuse(_id, true);
            ShowStored();
            return;
        }

        _unread = false;
        Context.Saves.Refuse(_id, false);
        Context.NotifyChanged();
        Notice();
    }

    // What cannot be saved counts nowhere: the numbers of the page are those of the value that is stored, not of a half-typed one.
    private void ShowStored()
    {
        if (Row is { } sheet)
        {
            _field.Write(sheet, _base);
            Context.NotifyChanged();
        }

        Notice();
    }

    private async Task SaveAsync(bool byDispose = false)
    {
        await _oneSave.WaitAsync();
        try
        {
            if (!_dirty || _clash is not null)
                return;
            var typed = _typed;
            var unit = !byDispose && OnBarePercent is { } ask && UnitText is null && typed.TrimEnd().EndsWith('%') ? await ask() : UnitText;
            var wanted = FieldText.Read(typed, _field.Kind, As, Context.Currency, unit, AlsoUnit);
            var result = await Worksheets.SaveFieldAsync(Context.Actor, new FieldEdit(Context.Project.Id, Sheet, RowId, Field, _base, wanted), CancellationToken.None);
            switch (result)
            {
                case FieldResult.Saved saved:
                    _base = saved.Text;
                    _error = null;
                    _dirty = _typed != typed;   // keys pressed while saving wait for the next save
                    Context.Saves.Stored++;
                    if (_dirty)
                        break;
                    // the project may have been read again while the save was under way
                    if (Context.Find(Sheet, RowId) is { } sheet)
                    {
                        _field.Write(sheet, saved.Text);
                        sheet.Version = Math.Max(sheet.Version, saved.Version);   // a sheet of version 0 counts as not started
                    }

                    Context.Saves.Saved(_id, saved.AtUtc);
                    Context.Touched(WorksheetFields.StepOf(Sheet, Field), saved.AtUtc);
                    break;
                case FieldResult.Clash clash:
                    _clash = clash;
                    ShowStored();
                    NotSaved(T.Get("sheet.clash", clash.TheirName.Length == 0 ? T["sheet.someone"] : clash.TheirName, Format.Clock(clash.AtUtc, Zone)));
                    break;
            }
        }
        catch (DomainRuleException rule) when (!byDispose)
        {
            Fail(T.Get("rule." + rule.Code, [.. rule.Arguments.Select(a => rule.Code is "field.below" or "field.above" && a is decimal limit ? AsTyped(limit) : a)]));
        }
        catch (AccessDeniedException) when (!byDispose)
        {
            Fail(T["rule.denied"]);
        }
        catch (Exception exception) when (byDispose)
        {
            // The page is gone; what could not be saved was never called saved.
            Log.NotSaved(Logger, exception.GetType().Name);
            ShowStored();
        }
        catch (Exception exception)
        {
            // The database is busy or away: say so and go on trying, the text stays in the box.
            Log.NotSaved(Logger, exception.GetType().Name);
            NotSaved(T["sheet.retrying"]);
            _waiting?.Dispose();
            _waiting = new CancellationTokenSource();
            _ = SaveAfterPauseAsync(RetryPause, _waiting.Token);
        }
        finally
        {
            _oneSave.Release();
        }
    }

    // A limit is told as it would be typed into this box: 100%, not 1.
    private string AsTyped(decimal limit) => Show(WorksheetField.Neutral(limit)) + (As == FieldFormat.Percent ? "%" : "");

    private void Fail(string sentence)
    {
        _error = sentence;
        Context.Saves.Refuse(_id, true);
        ShowStored();
        NotSaved(sentence);
    }

    private void NotSaved(string sentence) => Context.Saves.Failed(_id, FieldNames.Of(T, Context.Snapshot, new FieldPlace(Sheet, RowId, Field)), sentence);

    // Either button, pressed twice, has nothing left to choose.
    private async Task TakeTheirsAsync()
    {
        if (_clash is not { } clash)
            return;
        _base = clash.Theirs;
        _typed = Show(_base);
        _clash = null;
        _dirty = false;
        Context.Saves.Forget(_id);
        await Context.ReloadAsync();
        await FocusBoxAsync();
    }

    private async Task KeepMineAsync()
    {
        if (_clash is not { } clash)
            return;
        _base = clash.Theirs;
        _clash = null;
        Context.Saves.Started(_id);
        await SaveAsync();
        await FocusBoxAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1002, Level = LogLevel.Warning, Message = "A field could not be saved: {Kind}")]
        public static partial void NotSaved(ILogger logger, string kind);
    }
}
