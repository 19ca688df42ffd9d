using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>What every part of a project page shares: the project, who looks at it, and the state of saving.</summary>
public sealed class ProjectContext
{
    private const int MostReadings = 10;

    private readonly Func<DateOnly> _today;   // a page left open over night is on the next day
    private readonly Func<Task> _reload;
    private SheetFindings? _findings;
    private IReadOnlyList<StepStatus>? _steps;
    private int _readings;
    private int _shownReading;
    private readonly List<GoneRow> _gone = [];
    private readonly List<LostText> _lost = [];

    public ProjectContext(Actor actor, ProjectView view, ProblemStep step, Func<DateOnly> today, Func<Task> reload)
    {
        (Actor, View, Step, _today, _reload) = (actor, view, step, today, reload);
        // What is not saved stands in the lists of the page and stops its gate.
        Saves.UnsavedChanged += () => Changed?.Invoke();
    }

    public event Action? Changed;

    /// <summary>A field got its value from elsewhere on the page; what stood in its box is given up. Says which, by the id of the field.</summary>
    public event Action<string>? DraftDropped;

    public Actor Actor { get; }

    public ProjectView View { get; private set; }

    public ProjectSnapshot Snapshot => View.Snapshot;

    public Project Project => Snapshot.Project;

    public ProblemStep Step { get; }

    public DateOnly Today => _today();

    public Currency Currency => Currency.Of(Project.CurrencyCode);

    /// <summary>Grows whenever something was saved, here or elsewhere.</summary>
    public int Revision { get; private set; }

    public SaveTracker Saves { get; } = new();

    /// <summary>What is noticed on this page; found once for each change, however many fields ask.</summary>
    public SheetFindings Findings => _findings ??= SheetFindings.Of(Snapshot, Step, Today);

    /// <summary>How far the steps are, with what was typed just now.</summary>
    public IReadOnlyList<StepStatus> Steps => _steps ??= StepStates.Of(Snapshot, Today);

    /// <summary>Text code of why this page's step cannot be written on, or null.</summary>
    public string? ShutReason => StepAccess.ReasonShut(Step, Project.Status, Snapshot.GateInForce, Today);

    /// <summary>True when this person may write on this step now; the services check again.</summary>
    public bool CanEdit => View.CanEdit && ShutReason is null;

    /// <summary>Reads everything again and shows it.</summary>
    public Task ReloadAsync() => _reload();

    /// <summary>
    /// Reads the project and shows it. What was read before a save of this page ended is read again: it would push what was
    /// typed last out of its box. Of two readings at once the one that began later is shown, whichever ends first.
    /// </summary>
    public async Task ReplaceAsync(Func<Task<ProjectView>> read)
    {
        for (var attempt = 1; ; attempt++)
        {
            var stored = Saves.Stored;
            var reading = ++_readings;
            var view = await read();
            if (reading < _shownReading)
                return;
            if (stored != Saves.Stored && attempt < MostReadings)
                continue;
            _shownReading = reading;
            Replace(view);
            return;
        }
    }

    public void Replace(ProjectView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _gone.RemoveAll(g => view.Snapshot.Find(g.Sheet, g.Row.Id) is not null && _lost.All(l => l.RowId != g.Row.Id));
        _gone.AddRange(Rows(Snapshot).Where(r => view.Snapshot.Find(r.Sheet, r.Row.Id) is null && _gone.All(g => g.Row.Id != r.Row.Id)));
        View = view;
        Revision++;
        NotifyChanged();
    }

    /// <summary>A field on this page changed: computed numbers beside it change too.</summary>
    public void NotifyChanged()
    {
        _findings = null;
        _steps = null;
        Changed?.Invoke();
    }

    /// <summary>Rows that were on this page and are no longer in the project, with what stood in them here.</summary>
    public IReadOnlyList<GoneRow> Gone => _gone;

    /// <summary>What was being written in a row that is gone, and is stored nowhere.</summary>
    public IReadOnlyList<LostText> Lost => _lost;

    /// <summary>A box was taken away with its row while it held what was not saved.</summary>
    public void Lose(LostText text)
    {
        _lost.Add(text);
        Changed?.Invoke();
    }

    /// <summary>The person has seen that a row is gone, and what was lost with it.</summary>
    public void Dismiss(Guid rowId)
    {
        _gone.RemoveAll(g => g.Row.Id == rowId);
        _lost.RemoveAll(l => l.RowId == rowId);
        Changed?.Invoke();
    }

    /// <summary>Gives up what stands in the box of a field, saved or not, because a button has just put a value there.</summary>
    public void DropDraft(string fieldId) => DraftDropped?.Invoke(fieldId);

    /// <summary>A field of a step was saved just now.</summary>
    public void Touched(ProblemStep step, DateTime atUtc)
    {
        View = View with { Snapshot = Snapshot with { LastChanges = new Dictionary<ProblemStep, DateTime>(Snapshot.LastChanges) { [step] = atUtc } } };
        Revision++;
        NotifyChanged();
    }

    /// <summary>The sheet or row a field lives on, or null when the row is gone.</summary>
    public IWorksheet? Find(SheetKind sheet, Guid? rowId) => Snapshot.Find(sheet, rowId);

    private static IEnumerable<GoneRow> Rows(ProjectSnapshot snapshot)
    {
        IEnumerable<(SheetKind Sheet, IWorksheetRow Row)> rows =
        [
            .. snapshot.EffectLines.Select(r => (SheetKind.EffectLine, (IWorksheetRow)r)), .. snapshot.CausalLinks.Select(r => (SheetKind.CausalLink, (IWorksheetRow)r)),
            .. snapshot.Options.Select(r => (SheetKind.Solution, (IWorksheetRow)r)), .. snapshot.Assumptions.Select(r => (SheetKind.Assumption, (IWorksheetRow)r)),
            .. snapshot.DamageInputs.Select(r => (SheetKind.DamageInput, (IWorksheetRow)r)), .. snapshot.CauseNotes.Select(r => (SheetKind.CauseNote, (IWorksheetRow)r)),
        ];
        return rows.Select(r => new GoneRow(r.Sheet, r.Row));
    }
}

/// <summary>A row that somebody removed.</summary>
public sealed record GoneRow(SheetKind Sheet, IWorksheetRow Row);

/// <summary>What stood in a box when its row was removed.</summary>
/// <param name="Name">What the box is called.</param>
/// <param name="Text">As it was typed.</param>
public sealed record LostText(SheetKind Sheet, Guid RowId, string Field, string Name, string Text);
