using System.Text.Json;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>Which row of the project a change in the trail is about; a removed row keeps the name it was removed with.</summary>
internal sealed class HistoryNames
{
    private const int Longest = 60;

    private readonly ProjectSnapshot _snapshot;
    private readonly Dictionary<Guid, string> _removed = [];

    public HistoryNames(ProjectSnapshot snapshot, IEnumerable<HistoryRow> rows)
    {
        _snapshot = snapshot;
        foreach (var row in rows.Where(r => r is { Field: "Row", NewValue: null, OldValue: not null, RowId: not null }))
            _removed.TryAdd(row.RowId!.Value, NameIn(row));
    }

    /// <returns>Empty where the change is about a whole sheet, or nobody named the row.</returns>
    public string Of(ITexts texts, HistoryRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.RowId is not { } id)
            return "";
        var name = Now(texts, row.Subject, id) is { Length: > 0 } now ? now : _removed.GetValueOrDefault(id, "");
        if (name == row.NewValue)
            return "";   // the value says it already
        return name.Length > Longest ? name[..Longest].TrimEnd() + "…" : name;
    }

    private string? Now(ITexts texts, string subject, Guid id) => subject switch
    {
        "TeamScore" => RowNames.Of(_snapshot.Find(SheetKind.Solution, id)),
        "Evidence" => RowNames.Of(_snapshot.Find(SheetKind.EvidencePin, id)),
        "Pilot" => _snapshot.Pilots.FirstOrDefault(p => p.Id == id)?.Name,
        "Dataset" => _snapshot.DatasetVersions.FirstOrDefault(v => v.Id == id)?.FileName,
        "Run" => _snapshot.Runs.FirstOrDefault(r => r.Id == id) is { } run ? texts["analysis-kind." + run.Kind] : null,
        "Schedule" => _snapshot.Schedules.FirstOrDefault(s => s.Id == id)?.Name,
        "Finding" => _snapshot.PinnedFindings.FirstOrDefault(f => f.Id == id)?.Sentence,
        "Remark" or OwnValues.Subject => Enum.GetValues<SheetKind>().Where(s => RowNames.FieldOf(s) is not null).Select(s => RowNames.Of(_snapshot.Find(s, id))).FirstOrDefault(n => n.Length > 0),
        _ when Enum.TryParse<SheetKind>(subject, out var sheet) => RowNames.Of(_snapshot.Find(sheet, id)),
        _ => null,
    };

    // A removed row of a worksheet left all its fields behind, any other its name.
    private static string NameIn(HistoryRow row)
    {
        if (!Enum.TryParse<SheetKind>(row.Subject, out var sheet))
            return row.OldValue!;
        try
        {
            return RowNames.FieldOf(sheet) is { } field ? JsonSerializer.Deserialize<Dictionary<string, string>>(row.OldValue!)?.GetValueOrDefault(field) ?? "" : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
