using Microsoft.EntityFrameworkCore;
using ProblemSolving.Domain.Audit;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Projects;

/// <summary>The trail remembers when the damage of a project got its first amount.</summary>
internal static class DamageCounters
{
    /// <summary>By project; without those that never had an amount.</summary>
    /// <param name="trail">Rows of the projects asked about.</param>
    public static Task<Dictionary<Guid, DateTime>> StatedAsync(IQueryable<AuditEntry> trail, CancellationToken cancellationToken) =>
        trail.Where(a => a.ProjectId != null && a.Subject == nameof(SheetKind.Define) && a.Field == nameof(DefineSheet.DamageAmount) && a.NewValue != null && a.NewValue != "")
            .GroupBy(a => a.ProjectId!.Value)
            .Select(g => new { g.Key, At = g.Min(a => a.AtUtc) })
            .ToDictionaryAsync(g => g.Key, g => g.At, cancellationToken);
}
