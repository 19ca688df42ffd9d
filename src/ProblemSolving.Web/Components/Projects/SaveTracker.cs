using ProblemSolving.Domain;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>Knows for a page what is being saved, what was, and what could not be; the indicator says only what is true.</summary>
public sealed class SaveTracker
{
    private readonly HashSet<string> _saving = [];
    private readonly Dictionary<string, UnsavedValue> _failed = [];
    private readonly HashSet<string> _refused = [];

    public event Action? Changed;

    /// <summary>Raised when <see cref="Unsaved"/> is another list than before, which lists and buttons of the page wait for.</summary>
    public event Action? UnsavedChanged;

    public bool IsSaving => _saving.Count > 0;

    public DateTime? SavedAtUtc { get; private set; }

    /// <summary>Texts of this page that are in the database by now; grows with every save.</summary>
    public int Stored { get; set; }

    /// <summary>The sentence of the first field that is not saved, or null.</summary>
    public string? Failure => Unsaved.FirstOrDefault()?.Sentence;

    /// <summary>What stands in a box of this page but could not be saved.</summary>
    public IReadOnlyCollection<UnsavedValue> Unsaved => _failed.Values;

    /// <summary>Typed, but not in the database yet.</summary>
    public void Started(string fieldId)
    {
        _saving.Add(fieldId);
        Changed?.Invoke();
    }

    public void Saved(string fieldId, DateTime atUtc)
    {
        _saving.Remove(fieldId);
        SavedAtUtc = atUtc;
        var mended = _failed.Remove(fieldId);
        Changed?.Invoke();
        if (mended)
            UnsavedChanged?.Invoke();
    }

    /// <summary>Something that is no field was stored: a row, a computed value. The time only goes forward.</summary>
    public void Kept(DateTime atUtc)
    {
        if (SavedAtUtc >= atUtc)
            return;
        SavedAtUtc = atUtc;
        Changed?.Invoke();
    }

    /// <param name="name">What a link to the field says.</param>
    public void Failed(string fieldId, string name, string sentence)
    {
        _saving.Remove(fieldId);
        var unsaved = new UnsavedValue(fieldId, name, sentence);
        var isNew = _failed.GetValueOrDefault(fieldId) != unsaved;
        _failed[fieldId] = unsaved;
        Changed?.Invoke();
        if (isNew)
            UnsavedChanged?.Invoke();
    }

    /// <summary>True while the box of a field holds what cannot be read or was refused: a number worked out from the value in the database is not one of what stands in the box.</summary>
    public bool IsRefused(string fieldId) => _refused.Contains(fieldId);

    /// <summary>The box of a field holds what counts nowhere, or no longer does.</summary>
    public void Refuse(string fieldId, bool refused)
    {
        if (refused)
            _refused.Add(fieldId);
        else
            _refused.Remove(fieldId);
    }

    /// <summary>Waits until what was typed is in the database or could not be saved; for buttons that reckon with it. Gives up after five seconds.</summary>
    public async Task SettleAsync()
    {
        for (var i = 0; IsSaving && i < 100; i++)
            await Task.Delay(50);
    }

    /// <summary>For what must not go ahead with less than is seen on the page, such as putting it to a manager.</summary>
    /// <exception cref="DomainRuleException">Something typed on this page is not in the database.</exception>
    public async Task DemandSavedAsync()
    {
        await SettleAsync();
        if (Unsaved.FirstOrDefault() is { } unsaved)
            throw new DomainRuleException("sheet.unsaved", unsaved.Name);
        if (IsSaving)
            throw new DomainRuleException("sheet.still-saving");
    }

    /// <summary>The field is gone from the page, or back to what is stored.</summary>
    public void Forget(string fieldId)
    {
        _refused.Remove(fieldId);
        var mended = _failed.Remove(fieldId);
        if (_saving.Remove(fieldId) | mended)
            Changed?.Invoke();
        if (mended)
            UnsavedChanged?.Invoke();
    }
}

/// <summary>A value that stands in a box but not in the database.</summary>
/// <param name="Sentence">Why.</param>
public sealed record UnsavedValue(string FieldId, string Name, string Sentence);
