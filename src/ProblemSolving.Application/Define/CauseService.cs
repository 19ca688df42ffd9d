using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Define;

/// <summary>Adds lines to the optional sheets on causes; their texts save themselves like every other row.</summary>
[FeatureService]
public sealed class CauseService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, ProjectFeed feed, TimeProvider time)
{
    private const int MostNotes = 100;

    /// <summary>Adds one line for each group, in this order.</summary>
    /// <param name="groups">Bones, questions, or empty texts for the whys.</param>
    /// <exception cref="DomainRuleException">The project is closed or the sheet is full.</exception>
    public async Task AddAsync(Actor actor, Guid projectId, CauseTool tool, IReadOnlyList<string> groups, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        ArgumentNullException.ThrowIfNull(groups);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await StepGuard.DemandOpenAsync(db, projectId, ProblemStep.Define, time, cancellationToken);
        var positions = await db.CauseNotes.Where(n => n.ProjectId == projectId).Select(n => n.Position).ToListAsync(cancellationToken);
        if (positions.Count + groups.Count > MostNotes)
            throw new DomainRuleException("row.too-many", MostNotes);
        var next = positions.Count == 0 ? 0 : positions.Max() + 1;
        foreach (var group in groups)
        {
            var note = new CauseNote { Id = Guid.CreateVersion7(time.GetUtcNow()), ProjectId = projectId, Position = next++, Tool = tool };
            WorksheetFields.Get(SheetKind.CauseNote, nameof(note.Group)).Write(note, group);
            db.CauseNotes.Add(note);
            db.Audit.Add(AuditTrail.Row(time, actor, projectId, ProblemStep.Define, nameof(SheetKind.CauseNote), note.Id, "Row", null, "added"));
        }

        await db.SaveChangesAsync(cancellationToken);
        feed.Publish(new ProjectChange(projectId, actor.UserId));
    }
}
