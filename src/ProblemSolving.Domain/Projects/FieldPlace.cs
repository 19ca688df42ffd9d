namespace ProblemSolving.Domain.Projects;

/// <summary>Where one field stands.</summary>
/// <param name="RowId">The row, or null for a sheet of its own.</param>
public sealed record FieldPlace(SheetKind Sheet, Guid? RowId, string Field)
{
    private static readonly SheetKind[] Sheets = [SheetKind.Define, SheetKind.Effects, SheetKind.Prioritize];
    private static readonly SheetKind[] Rows =
        [SheetKind.EffectLine, SheetKind.CausalLink, SheetKind.Solution, SheetKind.Assumption, SheetKind.DamageInput, SheetKind.EvidencePin, SheetKind.CauseNote];

    /// <summary>How a finding names a field of a row.</summary>
    public static string InRow(Guid rowId, string field) => $"{rowId:N}.{field}";

    /// <summary>The field that the place of a finding names: no two sheets have a field of the same name, and an id is that of one row.</summary>
    /// <param name="place">As in <see cref="Finding.Place"/>.</param>
    /// <returns>Null when it names none: a whole sheet, a row that is gone, something that is no worksheet.</returns>
    public static FieldPlace? Of(ProjectSnapshot snapshot, string place)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(place);
        var dot = place.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return Sheets.Where(s => WorksheetFields.Has(s, place)).Select(s => new FieldPlace(s, null, place)).FirstOrDefault();
        var field = place[(dot + 1)..];
        return Guid.TryParseExact(place[..dot], "N", out var row)
            ? Rows.Where(s => WorksheetFields.Has(s, field) && snapshot.Find(s, row) is not null).Select(s => new FieldPlace(s, row, field)).FirstOrDefault()
            : null;
    }
}
