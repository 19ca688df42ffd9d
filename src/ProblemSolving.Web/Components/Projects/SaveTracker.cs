namespace ProblemSolving.Web.Components.Projects;

/// <summary>Knows for a page what is being saved, what was, and what could not be; the indicator says only what is true.</summary>
public sealed class SaveTracker
{
    private readonly HashSet<string> _saving = [];
    private readonly Dictionary<string, string> _failed = [];

    public event Action? Changed;

    public bool IsSaving => _saving.Count > 0;

    public DateTime? SavedAtUtc { get; private set; }

    /// <summary>Texts of this page that are in the database by now; grows with every save.</summary>
    public int Stored { get; set; }

    /// <summary>The sentence of the first field that is not saved, or null.</summary>
    public string? Failure => _failed.Values.FirstOrDefault();

    /// <summary>Typed, but not in the database yet.</summary>
    public void Started(string fieldId)
    {
        _saving.Add(fieldId);
        Changed?.Invoke();
    }

    public void Saved(string fieldId, DateTime atUtc)
    {
        _saving.Remove(fieldId);
        _failed.Remove(fieldId);
        SavedAtUtc = atUtc;
        Changed?.Invoke();
    }

    public void Failed(string fieldId, string sentence)
    {
        _saving.Remove(fieldId);
        _failed[fieldId] = sentence;
        Changed?.Invoke();
    }

    /// <summary>Waits until what was typed is in the database or could not be saved; for buttons that reckon with it. Gives up after five seconds.</summary>
    public async Task SettleAsync()
    {
        for (var i = 0; IsSaving && i < 100; i++)
            await Task.Delay(50);
    }

    /// <summary>The field is gone from the page, or back to what is stored.</summary>
    public void Forget(string fieldId)
    {
        if (_saving.Remove(fieldId) | _failed.Remove(fieldId))
            Changed?.Invoke();
    }
}
