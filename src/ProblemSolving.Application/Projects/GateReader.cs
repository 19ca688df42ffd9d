using Microsoft.EntityFrameworkCore;
using ProblemSolving.Data;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Projects;

/// <summary>Reads the answer of the effects gate that counts. Asks no permission: services that did so call it.</summary>
internal static class GateReader
{
    // A project has at most one open question, so the newest and the one before it are enough.
    private const int Needed = 2;

    public static async Task<GateReview?> InForceAsync(AppDbContext db, Guid projectId, CancellationToken cancellationToken) =>
        Gates.InForce(await db.Reviews.AsNoTracking()
            .Where(r => r.ProjectId == projectId && r.Gate == Gate.Effects && !r.IsWithdrawn)
            .OrderByDescending(r => r.Number)
            .Take(Needed)
            .ToListAsync(cancellationToken));
}
