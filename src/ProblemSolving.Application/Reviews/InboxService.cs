using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Reviews;

/// <summary>What waits for one person at the gates, what they answered, and what is worth another look.</summary>
[FeatureService]
public sealed class InboxService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, ReviewDesk desk, ProjectFeed feed, TimeProvider time)
{
    private const int MostAnswered = 30;
    private const int MostKills = 50;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Questions whose turn it is at this actor's desk, or at the desk of somebody they stand in for; oldest first.</summary>
    public async Task<IReadOnlyList<InboxRow>> WaitingAsync(Actor actor, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var holders = await desk.HoldersAsync(db, actor, null, cancellationToken);
        var projects = holders.Select(h => h.Key).ToList();
        var open = await (from review in db.Reviews.AsNoTracking()
                          where review.Decision == null && !review.IsWithdrawn && projects.Contains(review.ProjectId)
                          join project in db.Projects on review.ProjectId equals project.Id
                          where project.Status != ProjectStatus.Closed
                          orderby review.SubmittedAtUtc
                          select new { Review = review, Project = project }).ToListAsync(cancellationToken);
        var names = await NamesAsync(db, holders.SelectMany(h => h).Where(h => h != actor.UserId), cancellationToken);
        var rows = new List<InboxRow>();
        foreach (var item in open)
        {
            if (ReviewDesk.TurnOf(item.Review, actor, holders[item.Project.Id]) is { } holder)
                rows.Add(InboxRow.Of(item.Review, item.Project, Now) with { Kind = item.Review.KindOf(holder), ForName = names.GetValueOrDefault(holder) });
        }

        return rows;
    }

    /// <summary>Questions this actor answered in projects they may still see, the latest answer first, with who is next.</summary>
    public async Task<IReadOnlyList<AnsweredRow>> AnsweredAsync(Actor actor, CancellationToken cancellationToken)
    {
        var standing = await access.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var seesAll = standing.Is(SystemRole.Admin);
        // The trail knows who answered what; the votes stand in a text of the question.
        var answered = await db.Audit.Where(a => a.UserId == actor.UserId && a.Subject == "Gate" && (a.Field == "Vote" || a.Field == "Decision") && a.RowId != null)
            .GroupBy(a => a.RowId!.Value).Select(g => new { g.Key, At = g.Max(a => a.AtUtc) }).OrderByDescending(g => g.At).Take(MostAnswered).ToListAsync(cancellationToken);
        var ids = answered.Select(a => a.Key).ToList();
        var found = await (from review in db.Reviews.AsNoTracking()
                           where ids.Contains(review.Id)
                           join project in db.Projects on review.ProjectId equals project.Id
                           where seesAll || db.Members.Any(m => m.ProjectId == project.Id && m.UserId == actor.UserId)
                           select new { Review = review, Project = project }).ToDictionaryAsync(r => r.Review.Id, cancellationToken);
        var names = await NamesAsync(db, found.Values.SelectMany(r => ReviewPeople.Of(r.Review)), cancellationToken);
        return
        [
            .. from item in answered
               where found.ContainsKey(item.Key)
               let review = found[item.Key].Review
               let vote = review.Votes.LastOrDefault(v => v.UserId == actor.UserId)
               select new AnsweredRow(
                   review,
                   found[item.Key].Project,
                   item.At,
                   review.DecidedById == actor.UserId && vote?.Answer != VoteAnswer.Return ? null : vote?.Answer,
                   [.. review.Due.Select(s => names.GetValueOrDefault(s.UserId, ""))]),
        ];
    }

    /// <summary>Questions that came back to those who write on the sheets, the oldest first: gone when their remarks are closed, or when it is asked again.</summary>
    public async Task<IReadOnlyList<SentBackRow>> SentBackAsync(Actor actor, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var back = await (from review in db.Reviews.AsNoTracking()
                          where review.Decision == GateDecision.Revise && !review.IsWithdrawn
                              && !db.Reviews.Any(r => r.ProjectId == review.ProjectId && r.Gate == review.Gate && !r.IsWithdrawn && r.Number > review.Number)
                          join project in Written(db, actor) on review.ProjectId equals project.Id
                          where project.Status != ProjectStatus.Closed
                          orderby review.DecidedAtUtc
                          select new { Review = review, Project = project }).ToListAsync(cancellationToken);
        var ids = back.Select(b => b.Review.Id).ToList();
        var remarks = (await db.FieldRemarks.AsNoTracking().Where(r => ids.Contains(r.ReviewId)).OrderBy(r => r.CreatedAtUtc).ThenBy(r => r.Id).ToListAsync(cancellationToken)).ToLookup(r => r.ReviewId);
        var rows = new List<SentBackRow>();
        foreach (var item in back)
        {
            var open = remarks[item.Review.Id].Where(r => r.IsOpen).ToList();
            // One that came back with a reason alone stands until it is asked again, or the next round of the pilot was begun.
            if (open.Count > 0 || (!remarks.Contains(item.Review.Id) && !await HasNextRoundAsync(db, item.Review, cancellationToken)))
                rows.Add(new SentBackRow(item.Review, item.Project, open, GatePacket.FromJson(item.Review.PacketJson)));
        }

        return rows;
    }

    /// <summary>What was decided in the last days on projects this actor writes on, the newest first; what came back to be mended is in <see cref="SentBackAsync"/>.</summary>
    public async Task<IReadOnlyList<DecidedRow>> DecidedAsync(Actor actor, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var since = Now - DecidedRow.Shown;
        var rows = await (from review in db.Reviews.AsNoTracking()
                          where review.Decision != null && review.Decision != GateDecision.Revise && review.DecidedAtUtc >= since
                          join project in Written(db, actor) on review.ProjectId equals project.Id
                          orderby review.DecidedAtUtc descending
                          select new { Review = review, Project = project }).Take(MostAnswered).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new DecidedRow(r.Review, r.Project))];
    }

    /// <summary>Dropped or held projects whose condition for another look is met, for their owners and reviewers, newest first.</summary>
    public async Task<IReadOnlyList<RevivalRow>> RevivalsAsync(Actor actor, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await (from review in db.Reviews.AsNoTracking()
                          where review.RevivalMetAtUtc != null && review.RevivalClosedAtUtc == null
                          join project in db.Projects on review.ProjectId equals project.Id
                          where project.Status != ProjectStatus.Closed
                              && db.Members.Any(m => m.ProjectId == project.Id && m.UserId == actor.UserId && (m.Role == ProjectRole.Owner || m.Role == ProjectRole.Reviewer))
                              && !db.Reviews.Any(r => r.ProjectId == project.Id && r.Gate == review.Gate && !r.IsWithdrawn && r.Number > review.Number)
                          orderby review.RevivalMetAtUtc descending
                          select new { Review = review, Project = project }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new RevivalRow(r.Review, r.Project, GatePacket.FromJson(r.Review.PacketJson).Define))];
    }

    /// <summary>Projects whose kill criteria are looked at within a week or were due, for those who work on them or decide, the oldest day first.</summary>
    public async Task<IReadOnlyList<KillRow>> KillsAsync(Actor actor, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var soon = DateOnly.FromDateTime(Now).AddDays(KillReminder.DaysAhead + 1);   // a day more, since days begin at another hour elsewhere
        var due = await (from effects in db.EffectsSheets.AsNoTracking()
                         where effects.KillBy != null && effects.KillBy <= soon
                         join project in db.Projects on effects.ProjectId equals project.Id
                         where project.Status == ProjectStatus.Active || project.Status == ProjectStatus.OnHold
                         where db.Members.Any(m => m.ProjectId == project.Id && m.UserId == actor.UserId && m.Role != ProjectRole.Viewer)
                         orderby effects.KillBy
                         select new { Effects = effects, Project = project }).Take(MostKills).ToListAsync(cancellationToken);
        var rows = new List<KillRow>();
        foreach (var item in due)
        {
            var id = item.Project.Id;
            var define = await db.DefineSheets.AsNoTracking().SingleOrDefaultAsync(s => s.ProjectId == id, cancellationToken) ?? new DefineSheet { ProjectId = id };
            var reading = await db.MetricReadings.AsNoTracking().Where(r => r.ProjectId == id).OrderByDescending(r => r.AtUtc).ThenByDescending(r => r.Id).FirstOrDefaultAsync(cancellationToken);
            var decided = await db.Reviews.Where(r => r.ProjectId == id).MaxAsync(r => r.DecidedAtUtc, cancellationToken);
            var (today, zone) = (ProjectClock.Today(item.Project.TimeZoneId, time), ProjectClock.Zone(item.Project.TimeZoneId));
            if (KillReminder.Of(item.Project.Status, item.Effects, define, MetricNow.Of(define, reading), decided, today, zone) is { } kill)
                rows.Add(new KillRow(kill, item.Project, define));
        }

        return rows;
    }

    /// <summary>Puts a reminder aside, for everybody.</summary>
    /// <exception cref="DomainRuleException">There is none, or somebody else put it aside.</exception>
    public async Task CloseRevivalAsync(Actor actor, Guid reviewId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var review = await db.Reviews.SingleOrDefaultAsync(r => r.Id == reviewId, cancellationToken);
        var projectId = review?.ProjectId ?? Guid.Empty;
        if (review is null || !await access.MayAsync(actor, Permission.DecideGate, projectId, cancellationToken))
            await access.DemandAsync(actor, Permission.ManageProject, projectId, cancellationToken);
        review!.CloseRevival(Now);
        db.Audit.Add(AuditTrail.Row(time, actor, projectId, ProblemStep.Effects, "Gate", reviewId, "RevivalClosed", null, null));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainRuleException("gate.revival.none");
        }

        feed.Publish(new ProjectChange(projectId, actor.UserId));
    }

    // Projects on whose sheets this actor may write.
    private static IQueryable<Project> Written(AppDbContext db, Actor actor) =>
        db.Projects.AsNoTracking().Where(p => db.Members.Any(m => m.ProjectId == p.Id && m.UserId == actor.UserId && (m.Role == ProjectRole.Editor || m.Role == ProjectRole.Owner)));

    private static Task<bool> HasNextRoundAsync(AppDbContext db, GateReview review, CancellationToken cancellationToken) =>
        db.Pilots.AnyAsync(next => next.ProjectId == review.ProjectId && db.Pilots.Any(asked => asked.Id == review.PilotId && next.Round > asked.Round), cancellationToken);

    private static async Task<Dictionary<Guid, string>> NamesAsync(AppDbContext db, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.Distinct().ToList();
        return await db.Users.Where(u => wanted.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
    }
}

/// <summary>A question in a list, with the numbers a manager looks for first.</summary>
/// <param name="Kind">What this person is asked to do; null in lists that ask nothing.</param>
/// <param name="ForName">Whom they stand in for; null for themself.</param>
public sealed record InboxRow(GateReview Review, Project Project, PacketNet Net, WaitingCost Waiting, ApprovalKind? Kind = null, string? ForName = null)
{
    public static InboxRow Of(GateReview review, Project project, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(review);
        var packet = GatePacket.FromJson(review.PacketJson);
        return new InboxRow(review, project, PacketNet.Of(packet), WaitingCost.Of(review, packet, nowUtc)) { Likely = packet.Estimate.NetPerYear.Likely, Lost = DamageCounter.Of(packet.Define, packet.DamageStatedAtUtc ?? project.CreatedAtUtc, nowUtc) };
    }

    /// <summary>Net effect per year of the packet from the likely values alone, as the list of projects shows it of the sheets.</summary>
    public decimal Likely { get; init; }

    /// <summary>What was lost since the damage was stated; null while no amount is known.</summary>
    public DamageCounter? Lost { get; init; }
}

/// <summary>A question somebody answered.</summary>
/// <param name="Vote">Their answer on the line; null when they decided.</param>
/// <param name="Next">Names of those whose turn it is now.</param>
public sealed record AnsweredRow(GateReview Review, Project Project, DateTime AtUtc, VoteAnswer? Vote, IReadOnlyList<string> Next);

/// <summary>A project that is worth another look.</summary>
/// <param name="Define">Step 1 as it was when it was dropped: name and unit of the metric.</param>
public sealed record RevivalRow(GateReview Review, Project Project, DefineSheet Define);

/// <summary>A project whose kill criteria have to be looked at.</summary>
/// <param name="Define">Name, unit and direction of the metric.</param>
public sealed record KillRow(KillReminder Kill, Project Project, DefineSheet Define);

/// <summary>A question that came back to its authors.</summary>
/// <param name="Remarks">Open ones; empty when it came back with a reason alone.</param>
/// <param name="Packet">As it was sent back: names of rows.</param>
public sealed record SentBackRow(GateReview Review, Project Project, IReadOnlyList<FieldRemark> Remarks, GatePacket Packet);

/// <summary>A decision its authors may not have seen yet.</summary>
public sealed record DecidedRow(GateReview Review, Project Project)
{
    /// <summary>How long a decision is told.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromDays(7);
}
