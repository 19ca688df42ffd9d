using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Reviews;

/// <summary>The approval line of a project: who looks at a question, in which order, and who decides.</summary>
[FeatureService]
public sealed class ApprovalLineService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, ReviewDesk desk, ProjectFeed feed, TimeProvider time)
{
    /// <summary>The line and the reviewers it can be made of.</summary>
    public async Task<ApprovalLineView> GetAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var seats = await (from seat in db.ApprovalSeats
                           join user in db.Users on seat.UserId equals user.Id
                           where seat.ProjectId == projectId
                           orderby seat.Place, user.DisplayName
                           select new SeatView(seat.UserId, user.DisplayName, seat.Kind, seat.Place)).ToListAsync(cancellationToken);
        var reviewers = await (from member in ReviewDesk.Reviewers(db)
                               join user in db.Users on member.UserId equals user.Id
                               where member.ProjectId == projectId
                               orderby user.DisplayName
                               select new KeyValuePair<Guid, string>(user.Id, user.DisplayName)).ToListAsync(cancellationToken);
        var project = await db.Projects.AsNoTracking().SingleAsync(p => p.Id == projectId, cancellationToken);
        var standIns = await desk.StandInsAsync(db, project, [], cancellationToken);
        var able = reviewers.Select(r => r.Key).ToHashSet();
        var stuck = (await db.Reviews.AsNoTracking().Where(r => r.ProjectId == projectId && r.Decision == null && !r.IsWithdrawn).ToListAsync(cancellationToken)).FirstOrDefault(r => r.Open.Any(s => !able.Contains(s.UserId)));
        return new ApprovalLineView([.. seats.Select(s => s with { StandIn = standIns.GetValueOrDefault(s.UserId), IsLost = !able.Contains(s.UserId) })], reviewers, stuck?.Id);
    }

    /// <summary>Replaces the line; questions already put keep theirs.</summary>
    /// <param name="seats">Empty lets any reviewer decide.</param>
    /// <exception cref="DomainRuleException">The line is not one, or somebody on it is no reviewer.</exception>
    public async Task SaveAsync(Actor actor, Guid projectId, IReadOnlyList<LineSeat> seats, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ManageProject, projectId, cancellationToken);
        var line = ApprovalLine.Arrange(seats);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var reviewers = await ReviewDesk.Reviewers(db).Where(m => m.ProjectId == projectId).Select(m => m.UserId).ToListAsync(cancellationToken);
        if (line.FirstOrDefault(s => !reviewers.Contains(s.UserId)) is { } stranger)
            throw new DomainRuleException("line.seat-lost", await db.Users.Where(u => u.Id == stranger.UserId).Select(u => u.DisplayName).SingleOrDefaultAsync(cancellationToken) ?? "");
        var old = await db.ApprovalSeats.Where(s => s.ProjectId == projectId).OrderBy(s => s.Place).ToListAsync(cancellationToken);
        var before = await WordsAsync(db, old.Select(s => new LineSeat(s.UserId, s.Kind, s.Place)), cancellationToken);
        var after = await WordsAsync(db, line, cancellationToken);
        if (before == after)
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            db.ApprovalSeats.RemoveRange(old);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            db.ApprovalSeats.AddRange(line.Select(s => new ApprovalSeat { ProjectId = projectId, UserId = s.UserId, Kind = s.Kind, Place = s.Place }));
            db.Audit.Add(AuditTrail.Row(time, actor, projectId, null, "Line", null, "Seats", before, after));
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsClash())
        {
            throw new DomainRuleException("line.changed");   // somebody else saved a line in the same moment
        }

        await transaction.CommitAsync(cancellationToken);
        feed.Publish(new ProjectChange(projectId, actor.UserId));
    }

    private static async Task<string?> WordsAsync(AppDbContext db, IEnumerable<LineSeat> line, CancellationToken cancellationToken)
    {
        var seats = line.ToList();
        if (seats.Count == 0)
            return null;
        var ids = seats.Select(s => s.UserId).ToList();
        var names = await db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
        return AuditWords.Write("history.line", AuditWords.List(seats.Select(s => new Domain.Analyze.FigureText("history.line." + s.Kind, [s.Place, names.GetValueOrDefault(s.UserId, "")]))));
    }
}

/// <summary>The line of a project with names.</summary>
/// <param name="Reviewers">Who can be put on it.</param>
/// <param name="StuckReviewId">A question that waits for somebody who can no longer answer; its own line has to be changed, for it keeps the one it was put with.</param>
public sealed record ApprovalLineView(IReadOnlyList<SeatView> Seats, IReadOnlyList<KeyValuePair<Guid, string>> Reviewers, Guid? StuckReviewId);

/// <summary>A seat with its holder's name.</summary>
public sealed record SeatView(Guid UserId, string Name, ApprovalKind Kind, int Place)
{
    /// <summary>Name of who answers in their place today; null while they are not away.</summary>
    public string? StandIn { get; init; }

    /// <summary>True when role, membership or account is gone, so that a question would stop here.</summary>
    public bool IsLost { get; init; }
}
