using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Data;
using ProblemSolving.Domain.Audit;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Projects;

/// <summary>Who said that a value is the team's own stands in the trail, and is read from there: it needs no other memory.</summary>
public static class OwnValues
{
    /// <summary>Subject of the rows in the trail; their field is the sheet and the field with a dot between.</summary>
    public const string Subject = "Example";

    /// <summary>The field that a row of the trail speaks of, or null.</summary>
    public static FieldPlace? PlaceOf(string subject, Guid? rowId, string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return subject == Subject && field.Split('.') is [var name, var of] && Enum.TryParse<SheetKind>(name, out var sheet) && WorksheetFields.Has(sheet, of)
            ? new FieldPlace(sheet, rowId, of)
            : null;
    }

    internal static AuditEntry Row(TimeProvider time, Actor actor, Guid projectId, OwnValue own) =>
        AuditTrail.Row(time, actor, projectId, WorksheetFields.StepOf(own.Place.Sheet, own.Place.Field), Subject, own.Place.RowId, $"{own.Place.Sheet}.{own.Place.Field}", null, own.Value);

    /// <summary>By project, oldest first.</summary>
    /// <param name="trail">Rows of the projects asked about.</param>
    internal static async Task<ILookup<Guid, OwnValue>> ReadAsync(IQueryable<AuditEntry> trail, CancellationToken cancellationToken)
    {
        var rows = await trail.Where(a => a.ProjectId != null && a.Subject == Subject).OrderBy(a => a.Id)
            .Select(a => new { Project = a.ProjectId!.Value, a.RowId, a.Field, a.NewValue }).ToListAsync(cancellationToken);
        return rows.Select(r => (r.Project, Own: PlaceOf(Subject, r.RowId, r.Field) is { } place ? new OwnValue(place, r.NewValue ?? "") : null))
            .Where(r => r.Own is not null).Distinct().ToLookup(r => r.Project, r => r.Own!);
    }
}
