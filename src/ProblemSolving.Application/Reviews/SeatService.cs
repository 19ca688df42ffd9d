using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Reviews;

/// <summary>
/// Seats of a frozen approval line whose holders can no longer answer. An administrator or an author of what was asked may hand such a seat
/// on or leave it out, with a reason. Seats whose holders can answer stay as they are: nobody is passed over.
/// </summary>
[FeatureService]
public sealed class SeatService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, ProjectFeed feed, TimeProvider time)
{
    /// <summary>Seats of an open question that block it, with the people they could be handed to.</summary>
    /// <returns>Empty for one who may not change them.</returns>
    public async Task<IReadOnlyList<LostSeat>> LostAsync(Actor actor, Guid reviewId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var review = await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.Id == reviewId, cancellationToken)
            ?? throw new AccessDeniedException(Permission.ViewProject);
        var standing = await access.DemandAsync(actor, Permission.ViewProject, review.ProjectId, cancellationToken);
        if (!review.IsPending || !await MayAsync(actor, standing, review, cancellationToken))
            return [];
        var reviewers = await ReviewersAsync(db, review.ProjectId, cancellationToken);
        var names = await NamesAsync(db, review.Line.Select(s => s.UserId).Concat(reviewers), cancellationToken);
        var free = reviewers.Where(r => !review.IsAuthor(r) && review.Line.All(s => s.UserId != r)).Select(r => KeyValuePair.Create(r, names.GetValueOrDefault(r, ""))).OrderBy(r => r.Value, StringComparer.CurrentCulture).ToList();
        return [.. review.Open.Where(s => !reviewers.Contains(s.UserId)).Select(s => new LostSeat(s, names.GetValueOrDefault(s.UserId, ""), free))];
    }

    /// <summary>Hands a lost seat on, or leaves it out.</summary>
    /// <param name="toId">Another reviewer of the project; null leaves the seat out.</param>
    /// <exception cref="DomainRuleException">The holder can answer, the new one cannot, no reason, or a rule of the line.</exception>
    public async Task ChangeAsync(Actor actor, Guid reviewId, Guid fromId, Guid? toId, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reason);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var standing = await access.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        var review = await db.Reviews.SingleOrDefaultAsync(r => r.Id == reviewId, cancellationToken);
        if (review is null || !await MayAsync(actor, standing, review, cancellationToken))
            throw new AccessDeniedException(Permission.EditProject);
        var reviewers = await ReviewersAsync(db, review.ProjectId, cancellationToken);
        var names = await NamesAsync(db, new[] { fromId, toId ?? Guid.Empty }, cancellationToken);
        if (reviewers.Contains(fromId))
            throw new DomainRuleException("line.seat.can-answer", names.GetValueOrDefault(fromId, ""));
        if (toId is { } next && !reviewers.Contains(next))
            throw new DomainRuleException("line.seat-lost", names.GetValueOrDefault(next, ""));
        // Whoever wrote after the submission is an author too.
        var step = ReviewService.StepOf(review.Gate);
        if (toId is { } holder && (await ReviewService.AuthorsAsync(db, review.ProjectId, review.Gate, cancellationToken)).Contains(holder))
            throw new DomainRuleException("line.seat.author");
        review.ChangeSeat(fromId, toId, reason, actor.UserId, time.GetUtcNow().UtcDateTime);
        var words = AuditWords.Write(toId is null ? "history.gate.seat.left-out" : "history.gate.seat.handed-on", names.GetValueOrDefault(fromId, ""), toId is { } to ? names.GetValueOrDefault(to, "") : new FigureText("history.gate.seat.nobody"), reason.Trim());
        db.Audit.Add(AuditTrail.Row(time, actor, review.ProjectId, step, "Gate", review.Id, "Seat", null, words));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainRuleException("gate.vote.meanwhile");   // somebody answered in the same moment
        }

        feed.Publish(new ProjectChange(review.ProjectId, actor.UserId) { IsGate = true });
    }

    // Whoever asked or wrote what is asked about, as long as they may write on the project, and administrators.
    private async Task<bool> MayAsync(Actor actor, Standing standing, GateReview review, CancellationToken cancellationToken) =>
        standing.Is(SystemRole.Admin)
        || ((actor.UserId == review.SubmittedById || review.AuthorIds.Contains(actor.UserId)) && await access.MayAsync(actor, Permission.EditProject, review.ProjectId, cancellationToken));

    private static Task<List<Guid>> ReviewersAsync(AppDbContext db, Guid projectId, CancellationToken cancellationToken) =>
        ReviewDesk.Reviewers(db).Where(m => m.ProjectId == projectId).Select(m => m.UserId).ToListAsync(cancellationToken);

    private static async Task<Dictionary<Guid, string>> NamesAsync(AppDbContext db, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.Distinct().ToList();
        return await db.Users.Where(u => wanted.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
    }
}

/// <summary>A seat whose holder can no longer answer.</summary>
/// <param name="Free">Reviewers of the project it could be handed to, with their names.</param>
public sealed record LostSeat(LineSeat Seat, string Name, IReadOnlyList<KeyValuePair<Guid, string>> Free);
