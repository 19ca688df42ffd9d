using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Analyze;

/// <summary>What people say about a run. Two who write at once keep what each wrote; where both wrote the same part, the later one is asked.</summary>
[FeatureService]
public sealed class RunWordsService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, ProjectFeed feed, TimeProvider time)
{
    private const int MostLetters = 4000;
    private const int MostAttempts = 10;

    public async Task<RunWords> ReadAsync(Actor actor, Guid runId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await RunAsync(db, actor, Permission.ViewProject, runId, cancellationToken)).Words;
    }

    /// <summary>Stores what was changed.</summary>
    /// <param name="was">What the writer saw before writing.</param>
    /// <param name="now">What the writer wants; a part as it was is left as it is stored.</param>
    /// <returns>Null when it is stored; else what somebody else wrote meanwhile into the same part, and nothing is stored.</returns>
    /// <exception cref="DomainRuleException">A text is too long, or the run was removed.</exception>
    public async Task<RunWords?> SaveAsync(Actor actor, Guid runId, RunWords was, RunWords now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(was);
        ArgumentNullException.ThrowIfNull(now);
        var longest = Math.Max(now.Note.Length, now.Conclusion.Length);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var (projectId, stored) = await RunAsync(db, actor, Permission.EditProject, runId, cancellationToken);
            if (longest > MostLetters)
                throw new DomainRuleException("field.too-long", MostLetters, longest);
            if (Clashes(stored.Note, was.Note, now.Note) || Clashes(stored.Conclusion, was.Conclusion, now.Conclusion))
                return stored;
            var wanted = new RunWords(now.Note == was.Note ? stored.Note : now.Note, now.Conclusion == was.Conclusion ? stored.Conclusion : now.Conclusion);
            if (wanted == stored)
                return null;
            await using var together = await db.Database.BeginTransactionAsync(cancellationToken);
            var written = await db.Runs.Where(r => r.Id == runId && r.Note == stored.Note && r.Conclusion == stored.Conclusion)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.Note, wanted.Note).SetProperty(r => r.Conclusion, wanted.Conclusion), cancellationToken);
            if (written == 0)
            {
                if (attempt == MostAttempts)
                    throw new DomainRuleException("row.gone");
                continue;   // somebody wrote, or removed the run, in this moment: look again
            }

            AddIfChanged(db, actor, projectId, runId, nameof(RunWords.Note), stored.Note, wanted.Note);
            AddIfChanged(db, actor, projectId, runId, nameof(RunWords.Conclusion), stored.Conclusion, wanted.Conclusion);
            await db.SaveChangesAsync(cancellationToken);
            await together.CommitAsync(cancellationToken);
            feed.Publish(new ProjectChange(projectId, actor.UserId));
            return null;
        }
    }

    private static bool Clashes(string stored, string was, string now) => now != was && stored != was && stored != now;

    private async Task<(Guid ProjectId, RunWords Words)> RunAsync(AppDbContext db, Actor actor, Permission permission, Guid runId, CancellationToken cancellationToken)
    {
        var run = await db.Runs.AsNoTracking().Where(r => r.Id == runId).Select(r => new { r.ProjectId, r.Note, r.Conclusion }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new AccessDeniedException(permission);
        await access.DemandAsync(actor, permission, run.ProjectId, cancellationToken);
        return (run.ProjectId, new RunWords(run.Note, run.Conclusion));
    }

    private void AddIfChanged(AppDbContext db, Actor actor, Guid projectId, Guid runId, string field, string old, string now)
    {
        if (old != now)
            db.Audit.Add(AuditTrail.Row(time, actor, projectId, ProblemStep.Analyze, "Run", runId, field, old, now));
    }
}

/// <summary>A note, and the conclusion that step 5 is done with.</summary>
public sealed record RunWords(string Note, string Conclusion);
