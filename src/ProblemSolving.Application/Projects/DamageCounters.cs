using Microsoft.EntityFrameworkCore;
using ProblemSolving.Data;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Projects;

/// <summary>The trail remembers when the damage of a project got its first amount.</summary>
internal static class DamageCounters
{
    /// <summary>By project; without those that never had an amount.</summary>
    public static Task<Dictionary<Guid, DateTime>> StatedAsync(AppDbContext db, IReadOnlyCollection<Guid> projects, CancellationToken cancellationToken) =>
        db.Audit.Where(a => a.ProjectId != null && projects.Contains(a.ProjectId.Value) && a.Subject == nameof(SheetKind.Define) && a.Field == nameof(DefineSheet.DamageAmount) && a.NewValue != null && a.NewValue != "")
            .GroupBy(a => a.ProjectId!.Value)
            .Select(g => new { g.Key, At = g.Min(a => a.AtUtc) })
            .ToDictionaryAsync(g => g.Key, g => g.At, cancellationToken);
}
