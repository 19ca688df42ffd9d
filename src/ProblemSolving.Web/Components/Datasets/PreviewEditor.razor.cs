using System.Globalization;
using Microsoft.AspNetCore.Components;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Web.Components.Shared;

namespace ProblemSolving.Web.Components.Datasets;

/// <summary>What was detected in a file, to be corrected until it is right; every correction reads the file again.</summary>
public sealed partial class PreviewEditor
{
    private readonly Dictionary<int, ColumnChoice> _columns = [];
    private FileFormatChoice _format = FileFormatChoice.Detect;
    private FilePreview? _preview;
    private PurchaseRules _rules = PurchaseRules.KeepAll;
    private bool _rulesChosen;
    private readonly HashSet<int> _personal = [];
    private HashSet<string> _personalBefore = [];
    private TableKind _kind;
    private DatasetRow? _earlier;
    private IReadOnlyList<DatasetRow> _attributeTables = [];
    private IReadOnlyList<DatasetRow> _beside = [];
    // read once: whole descriptions of tables, asked for with every keystroke
    private Dictionary<Guid, ImportedTable> _tables = [];
    private bool _hasPurchases;
    private bool _kindChosen;
    // what becomes of the earlier rows; null until a person has said it
    private bool? _keeps;
    private PurchaseRules? _rulesBefore;
    private string _attributes = "";
    private bool _goesOn;
    private IReadOnlyList<RuleEffect> _effects = [];
    private bool _busy;
    private CancellationTokenSource? _looking;
    private CancellationTokenSource? _repeating;
    private Exception? _problem;
    private RepeatCount? _repeats;
    private string _repeatsOf = "";
    // number of the draft that is shown
    private int _draft;
    private bool _started;
    private string? _news;
    private SaveStatus _status = SaveStatus.Idle;
    private DateTime _savedAtUtc;
    private Exception? _notKept;
    private Task _keeping = Task.CompletedTask;

    [Inject] public required DatasetService Service { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Parameter, EditorRequired] public DatasetRow Row { get; set; } = default!;

    /// <summary>The import was queued.</summary>
    [Parameter] public EventCallback Imported { get; set; }

    private bool CanEdit => Context.View.CanEdit;

    private FileFormat Shown => _preview?.Format ?? new FileFormat(
        _format.Encoding ?? default, false, _format.Delimiter ?? default, _format.Quote ?? QuoteMark.Double, _format.HasHeader ?? true, _format.DecimalMark ?? default);

    private ImportPlan Bare => _preview!.ToPlan();

    private ImportPlan Plan => Bare with
    {
        Columns = [.. Bare.Columns.Select(c => c with { Pseudonymised = _personal.Contains(c.Index) })],
        PurchaseLog = _kind == TableKind.PurchaseLog,
        CustomerAttributes = _kind == TableKind.CustomerAttributes,
        AppendTo = _keeps == true && MustChoose ? _earlier!.Version.Id : null,
        ReplacesEarlier = _keeps == false,
        AttributesOf = _kind == TableKind.PurchaseLog && _attributes.Length > 0 ? Guid.Parse(_attributes) : null,
        SkipRaggedRows = _goesOn,
        MaximumFaultShare = _goesOn ? 1 : 0,
    };

    private IReadOnlyList<FileQuestion> Questions => _preview?.Questions ?? [];

    private IReadOnlyList<Finding> Findings => [.. Questions.Select(q => q.Finding), .. _preview!.CheckCurrency(Context.Project.CurrencyCode, _rules), .. Plan.Check(), .. Plan.CheckBeside(TableOf(Plan.AppendTo), TableOf(Plan.AttributesOf)), .. Unchosen, .. MovedRoles];

    private IReadOnlyList<Finding> MovedRoles => TableOf(Plan.AppendTo) is { } before ? NextVersion.MovedRoles(before, Plan) : [];

    // asked before it is said what becomes of the earlier rows: a role that is given meanwhile would have to be taken back
    private IReadOnlyList<LostColumn> Lost => MustChoose && _keeps != false ? [.. NextVersion.Lost(_tables[_earlier!.Version.Id], Plan).Where(l => l.Candidates.Count > 0)] : [];

    private IReadOnlyList<Finding> Unchosen => MustChoose && _keeps is null ? [new Finding("data.append.choose", "", true, _earlier!.Version.Number, _earlier.Version.RowCount)] : [];

    // a table of another kind, or of other columns, can only be replaced
    private bool MustChoose => _earlier is { } earlier && NextVersion.CanFollow(_tables[earlier.Version.Id], Bare with { CustomerAttributes = _kind == TableKind.CustomerAttributes });

    private IReadOnlyList<Finding> Differences => _kind == TableKind.PurchaseLog && _rulesBefore is { } before
        ? NextVersion.Differences(_earlier!.Version.Number, before, _rules, [.. _tables[_earlier.Version.Id].Columns.Select(c => c.Role), .. Bare.Columns.Select(c => c.Role)])
        : [];

    private IReadOnlyList<Finding> RuleAdvice => _kind == TableKind.PurchaseLog && _rulesBefore is not null ? NextVersion.Advice(_rules, _preview!) : [];

    private IReadOnlyList<Finding> OneSided => _keeps == true && MustChoose ? NextVersion.ColumnsOfOneSide(_tables[_earlier!.Version.Id], Plan) : [];

    // what the earlier rows had is taken over again: named, and an answer to what is chosen now
    private DatasetRow? AttributesBefore => _kind == TableKind.PurchaseLog && _earlier is { } earlier && DatasetVersions.AttributesOf([.. _beside.Select(r => r.Version)], earlier.Version) is { } id ? _attributeTables.FirstOrDefault(r => r.Version.Id == id) : null;

    // the same rows once more, behind the earlier ones or as data of their own: allowed, since it may be meant, but not without a word
    private IReadOnlyList<Finding> Doubts => _keeps == true && _earlier is { } earlier && DatasetVersions.WithFile([.. _beside.Select(r => r.Version)], earlier.Version, Row.Version.UploadSha256) is { } same
        ? [new Finding("data.append.same-file", "", false, same.FileName, same.Number)]
        : _beside.FirstOrDefault(r => r.Version.UploadSha256 == Row.Version.UploadSha256) is { } twin
            ? [new Finding("data.same-content", "", false, twin.DatasetName, twin.Version.Number)]
            : [];

    // told while nothing is chosen yet too: it says which choice is meant
    private IReadOnlyList<Finding> Repeats => _repeats is { } count && MustChoose && _keeps != false && (count.LooksDoubled || _kind != TableKind.PurchaseLog || !_rules.DropExactDuplicates) ? count.Findings(_earlier!.Version.Number) : [];

    private bool SuggestsAttributes => _preview is { LooksLikeAttributes: true } && _earlier is null && !_kindChosen;

    // before there are purchases a day beside the customer may be the day of one
    private bool MayBePurchases => _preview is { } preview && (preview.MayBePurchases || (!_hasPurchases && preview.Columns.Any(c => c.Role == ColumnRole.Time)));

    private ImportedTable? TableOf(Guid? version) => version is { } id ? _tables.GetValueOrDefault(id) : null;

    private bool IsText => Shown.Kind is FileKind.Text or FileKind.GZip;

    protected override async Task OnInitializedAsync()
    {
        var rows = _beside = await Service.ReadyBesideAsync(Context.Actor, Row.Version.Id, CancellationToken.None);
        _tables = rows.ToDictionary(r => r.Version.Id, r => ResultJson.Read<ImportedTable>(r.Version.TableJson));
        _hasPurchases = rows.Any(r => r.Version.SpecJson.Length > 0 && ResultJson.Read<ImportPlan>(r.Version.SpecJson).PurchaseLog);
        _earlier = rows.Where(r => r.Version.DatasetId == Row.Version.DatasetId && r.Version.Number < Row.Version.Number).MaxBy(r => r.Version.Number);
        _personalBefore = rows.Where(r => r.Version.DatasetId == Row.Version.DatasetId)
            .SelectMany(r => _tables[r.Version.Id].Columns).Where(c => c.Pseudonymised).Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _attributeTables = [.. rows.Where(r => _tables[r.Version.Id].CustomerAttributes)];
        Restore(Row.Version);
        await InspectAsync();
        (_started, _status) = (true, CanEdit ? SaveStatus.Unchanged : SaveStatus.Idle);
    }

    // The version is read again whenever the project changes: what somebody else chose in its preview shows here too.
    // A save of this page that is under way is no news; it looks itself when it has ended.
    protected override Task OnParametersSetAsync() => _keeping.IsCompleted ? CatchUpAsync() : Task.CompletedTask;

    private async Task CatchUpAsync()
    {
        if (!_started || Row.Version.DraftNumber <= _draft)
            return;
        Restore(Row.Version);
        _news = T["preview.draft.other"];
        await InspectAsync();
    }

    /// <summary>What stands on the server: the choices of a draft, the plan of an import that failed or was stopped, or what the version before suggests.</summary>
    private void Restore(DatasetVersion version)
    {
        Forget();
        _draft = version.DraftNumber;
        if (version.DraftJson.Length > 0)
            TakeUp(ResultJson.Read<PreviewDraft>(version.DraftJson));
        else if (version.SpecJson.Length > 0)
            TakeUp(ResultJson.Read<ImportPlan>(version.SpecJson), ResultJson.Read<PurchaseRules>(version.RulesJson));
    }

    private void Forget()
    {
        (_format, _rules, _rulesChosen, _kindChosen, _kind, _goesOn, _keeps) = (FileFormatChoice.Detect, PurchaseRules.KeepAll, false, false, TableKind.PurchaseLog, false, null);
        _attributes = "";
        _personal.Clear();
        _columns.Clear();
        if (_earlier is { } earlier && earlier.Version.SpecJson.Length > 0)
            LikeBefore(earlier.Version);
    }

    // The next file of a dataset is of the kind that the last one was, its rows count by the same rules and have the same attributes.
    private void LikeBefore(DatasetVersion before)
    {
        _kind = KindOf(DatasetVersions.PlanOf(before)!);
        _rulesBefore = _kind == TableKind.PurchaseLog ? ResultJson.Read<PurchaseRules>(before.RulesJson) : null;
        _attributes = AttributesBefore?.Version.Id.ToString() ?? "";
    }

    private static TableKind KindOf(ImportPlan plan) => plan.CustomerAttributes ? TableKind.CustomerAttributes : plan.PurchaseLog ? TableKind.PurchaseLog : TableKind.Other;

    // An import that failed or was stopped begins again where its author left the preview.
    private void TakeUp(ImportPlan plan, PurchaseRules rules)
    {
        _format = FileFormatChoice.Of(plan.Format);
        foreach (var column in plan.Columns)
            _columns[column.Index] = new ColumnChoice(column.Index, column.Name, column.Type, column.DateFormat, column.Role);
        _personal.UnionWith(plan.Columns.Where(c => c.Pseudonymised).Select(c => c.Index));
        (_kind, _keeps, _attributes) = (KindOf(plan), plan.AppendTo is not null ? true : plan.ReplacesEarlier ? false : null, plan.AttributesOf?.ToString() ?? "");
        (_goesOn, _rules, _rulesChosen, _kindChosen) = (plan.SkipRaggedRows, rules, true, true);
    }

    private void TakeUp(PreviewDraft draft)
    {
        _format = draft.Format;
        foreach (var column in draft.Columns)
            _columns[column.Index] = column;
        _personal.UnionWith(draft.Personal);
        if (draft.Kind is { } kind)
            (_kind, _kindChosen) = (kind, true);
        if (draft.Rules is { } rules)
            (_rules, _rulesChosen) = (rules, true);
        // attributes that were removed since are chosen no more
        _attributes = draft.AttributesOf is { } id && _attributeTables.Any(r => r.Version.Id == id) ? id.ToString() : "";
        (_keeps, _goesOn) = (draft.Keeps, draft.GoesOn);
    }

    private PreviewDraft Draft => new(
        _format, [.. _columns.Values.OrderBy(c => c.Index)], [.. _personal.Order()], _kindChosen ? _kind : null, _keeps,
        _attributes.Length > 0 ? Guid.Parse(_attributes) : null, _rulesChosen ? _rules : null, _goesOn);

    private Task FormatAsync(FileFormatChoice format)
    {
        // Another delimiter or header makes other columns; what was said about the old ones no longer fits.
        if (format with { Encoding = _format.Encoding, DecimalMark = _format.DecimalMark } != _format)
        {
            _columns.Clear();
            _personal.Clear();
        }

        _format = format;
        return LookAndKeepAsync();
    }

    private Task SkipAsync(string? lines) =>
        int.TryParse(lines, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 1000 ? FormatAsync(_format with { SkippedLines = count }) : Task.CompletedTask;

    private bool Asks(string question) => Questions.Any(q => q.Key == question);

    private Task DetectAsync()
    {
        Forget();
        return LookAndKeepAsync();
    }

    private Task ColumnAsync(int index, Func<ColumnChoice, ColumnChoice> change)
    {
        _columns[index] = change(_columns.GetValueOrDefault(index) ?? new ColumnChoice(index));
        return LookAndKeepAsync();
    }

    // A name stays text and an amount a number: the type follows the role unless it was chosen to fit already.
    // Who says "this is the time" of a column read as text means dates; then the cells that are none can be counted and named.
    private Task RoleAsync(PreviewColumn column, ColumnRole role) =>
        ColumnAsync(column.Index, c => c with { Role = role, Type = role.Accepts(c.Type ?? column.Type) ? c.Type : role.Natural() });

    // "This is the old column": it gets that name and role, and a type that can hold both.
    private Task IsOldAsync(LostColumn lost, string? index) =>
        int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && lost.Candidates.FirstOrDefault(c => c.Index == at) is { } column
            ? ColumnAsync(at, c => c with { Name = lost.Old.Name, Role = lost.Old.Role, Type = lost.Old.Role.IsName() ? ColumnType.Text : c.Type ?? column.Type })
            : Task.CompletedTask;

    private Task KindAsync(TableKind kind)
    {
        (_kind, _kindChosen) = (kind, true);
        LookForRepeats();
        return KeepAsync();
    }

    private Task RulesAsync(PurchaseRules rules)
    {
        (_rules, _rulesChosen) = (rules, true);
        Count();
        return KeepAsync();
    }

    private Task PersonalAsync(int column, bool isPersonal)
    {
        if (isPersonal)
            _personal.Add(column);
        else
            _personal.Remove(column);
        LookForRepeats();
        return KeepAsync();
    }

    private Task EarlierAsync(bool? keeps)
    {
        _keeps = keeps;
        return KeepAsync();
    }

    private Task AttributesAsync(string? version)
    {
        _attributes = version ?? "";
        LookForRepeats();
        return KeepAsync();
    }

    private Task FaultsAsync(bool goesOn)
    {
        _goesOn = goesOn;
        return KeepAsync();
    }

    // twenty thousand rows: counted when rules or file change, not with every drawing
    private void Count() => _effects = _preview is { } preview ? RuleCells.Effects(preview.RuleCells, _rules) : [];

    // in the background: the preview is there at once, and a file that takes long is told of later or not at all
    private void LookForRepeats()
    {
        if (!MustChoose || Plan is not { } plan || plan.Check().Count > 0)
        {
            (_repeats, _repeatsOf) = (null, "");
            return;
        }

        var what = ResultJson.Write((plan.Format, plan.Columns, plan.AttributesOf is not null).ToTuple());
        if (what == _repeatsOf)
            return;
        (_repeats, _repeatsOf) = (null, what);
        _repeating?.Cancel();
        var repeating = _repeating = new CancellationTokenSource();
        Follow(async () =>
        {
            try
            {
                var found = await Service.CountRepeatsAsync(Context.Actor, Row.Version.Id, plan, repeating.Token);
                if (what != _repeatsOf)
                    return;
                _repeats = found;
                StateHasChanged();
            }
            catch (OperationCanceledException) when (repeating.IsCancellationRequested)
            {
                // another choice was made, or the page was left
            }
        });
    }

    /// <summary>What reads the file for a page that nobody looks at any more ends.</summary>
    protected override void OnLeaving()
    {
        _looking?.Cancel();
        _repeating?.Cancel();
    }

    private string Named(string key, PreviewColumn column) => $"{T[key]}: {column.Name}";

    // kept first: whoever leaves while a large file is read has lost nothing
    private async Task LookAndKeepAsync()
    {
        await KeepAsync();
        await InspectAsync();
    }

    /// <summary>Every choice goes to the server as it is made. One after the other: two quick ones must not take each other for a stranger's.</summary>
    private Task KeepAsync() => _keeping = KeepAfterAsync(_keeping);

    private async Task KeepAfterAsync(Task before)
    {
        (_status, _notKept, _news) = (SaveStatus.Saving, null, null);
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            // "as detected" over a plan that was accepted before is a choice of its own
            _draft = await Service.SaveDraftAsync(Context.Actor, Row.Version.Id, IsUntouched && Row.Version.SpecJson.Length == 0 ? null : Draft, _draft, CancellationToken.None);
            (_status, _savedAtUtc) = (SaveStatus.Saved, Time.GetUtcNow().UtcDateTime);
        }
        catch (DomainRuleException changed) when (changed.Code == "data.draft.changed")
        {
            await TakeOverAsync();
        }
        catch (Exception problem) when (problem is DomainRuleException or AccessDeniedException)
        {
            (_status, _notKept) = (SaveStatus.Failed, problem);
        }

        await CatchUpAsync();
    }

    // Two people on one preview: the later one sees what the first one chose and says his own once more.
    private async Task TakeOverAsync()
    {
        Restore((await Service.GetAsync(Context.Actor, Row.Version.Id, CancellationToken.None)).Version);
        (_status, _news) = (SaveStatus.Unchanged, T["preview.draft.clash"]);
        await InspectAsync();
    }

    private bool IsUntouched => _format == FileFormatChoice.Detect && _columns.Count == 0 && _personal.Count == 0 && !_kindChosen && !_rulesChosen && _keeps is null && !_goesOn && _attributes == (AttributesBefore?.Version.Id.ToString() ?? "");

    private async Task InspectAsync()
    {
        _busy = true;
        _looking?.Cancel();   // a choice made since asks for another preview
        using var looking = new CancellationTokenSource();
        _looking = looking;
        try
        {
            _preview = await Service.PreviewAsync(Context.Actor, Row.Version.Id, _format, [.. _columns.Values], looking.Token);
            // what was personal in an earlier file of the dataset stays so, whatever its type is now
            _personal.UnionWith(_preview.Columns.Where(c => _personalBefore.Contains(c.Name)).Select(c => c.Index));
            _problem = null;
            if (!_kindChosen && _earlier is null)
                _kind = SuggestsAttributes && !MayBePurchases ? TableKind.CustomerAttributes : TableKind.PurchaseLog;
            if (!_rulesChosen)
                _rules = NextVersion.StartRules(_rulesBefore, _earlier is { } e && _tables[e.Version.Id].Columns.Any(c => c.Role == ColumnRole.Currency), _preview, Context.Project.CurrencyCode);
            Count();
            LookForRepeats();
        }
        catch (OperationCanceledException) when (looking.IsCancellationRequested)
        {
            // the one that took its place goes on
        }
        catch (Exception problem) when (problem is DomainRuleException or AccessDeniedException)
        {
            (_problem, _preview) = (problem, null);
        }
        finally
        {
            if (_looking == looking)
                (_busy, _looking) = (false, null);
        }
    }

    private async Task ImportAsync()
    {
        _busy = true;
        try
        {
            await Service.ImportAsync(Context.Actor, Row.Version.Id, Plan, _rules, CancellationToken.None);
            await Imported.InvokeAsync();
        }
        catch (Exception problem) when (problem is DomainRuleException or AccessDeniedException)
        {
            _problem = problem;
        }
        finally
        {
            _busy = false;
        }
    }
}
