using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Effects;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Audit;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Reviews;

/// <summary>The gates: submit, withdraw, decide, and the manager's inbox.</summary>
[FeatureService]
public sealed class ReviewService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, ProjectFeed feed, EffectSimulator simulator, TimeProvider time)
{
    /// <summary>Freezes the project into a packet and puts it before the reviewers.</summary>
    /// <param name="pilotId">The pilot, for <see cref="Gate.Pilot"/>; otherwise null.</param>
    /// <exception cref="DomainRuleException">Something blocking is missing, no reviewer could decide, or a question is already open.</exception>
    public async Task<Guid> SubmitAsync(Actor actor, Guid projectId, Gate gate, Guid? pilotId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var snapshot = await ProjectReader.ReadAsync(db, projectId, cancellationToken) ?? throw new AccessDeniedException(Permission.EditProject);
        if (snapshot.Project.Status == ProjectStatus.Closed)
            throw new DomainRuleException("step.shut.closed");
        if (snapshot.Reviews.Any(r => r.IsPending))
            throw new DomainRuleException("gate.submit.pending");

        PacketPilot? packetPilot = null;
        if (gate == Gate.Effects)
        {
            if (snapshot.GateFindings.FirstOrDefault(f => f.Blocks) is { } finding)
                throw new DomainRuleException(finding.Code, finding.Arguments);
        }
        else
        {
            StepAccess.DemandOpen(ProblemStep.Measure, snapshot.Project.Status, snapshot.EffectsGate, ProjectClock.Today(snapshot.Project.TimeZoneId, time));
            var pilot = snapshot.Pilots.SingleOrDefault(p => p.Id == pilotId && p.State == PilotState.Evaluated) ?? throw new DomainRuleException("gate.submit.no-result");
            packetPilot = new PacketPilot(pilot.Id, pilot.Round, pilot.Name, pilot.PlanSha256, pilot.ResponseSha256, pilot.ResultJson);
        }

        var step = StepOf(gate);
        var authors = await db.Audit.Where(a => a.ProjectId == projectId && a.Step != null && a.Step <= step && a.Subject != "Gate").Select(a => a.UserId).Distinct().ToListAsync(cancellationToken);
        if (!await HasReviewerAsync(db, projectId, [.. authors, actor.UserId], cancellationToken))
            throw new DomainRuleException("gate.submit.no-reviewer");

        var simulation = await simulator.RunAsync(snapshot.Effects, snapshot.EffectLines, cancellationToken);
        var packet = GatePacket.Of(snapshot, packetPilot, simulation).ToJson();
        var review = new GateReview
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ProjectId = projectId,
            Gate = gate,
            PilotId = packetPilot?.Id,
            Number = snapshot.Reviews.Where(r => r.Gate == gate).Select(r => r.Number).DefaultIfEmpty().Max() + 1,
            PacketJson = packet,
            PacketSha256 = GatePacket.Hash(packet),
            AuthorIds = [.. authors.Append(actor.UserId).Distinct()],
            SubmittedById = actor.UserId,
            SubmittedAtUtc = time.GetUtcNow().UtcDateTime,
        };
        db.Reviews.Add(review);
        Trail(db, actor, projectId, review.Id, step, "Submitted", null, $"{gate} {review.Number} {review.PacketSha256}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception is not DbUpdateConcurrencyException)
        {
            throw new DomainRuleException("gate.submit.pending");   // two people submitted at the same moment; the number is unique
        }

        feed.Publish(new ProjectChange(projectId, actor.UserId));
        return review.Id;
    }

    /// <summary>Takes an unanswered question back.</summary>
    /// <exception cref="DomainRuleException">It is already answered.</exception>
    public async Task WithdrawAsync(Actor actor, Guid reviewId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var review = await db.Reviews.SingleOrDefaultAsync(r => r.Id == reviewId, cancellationToken);
        await access.DemandAsync(actor, Permission.EditProject, review?.ProjectId ?? Guid.Empty, cancellationToken);
        review!.Withdraw();
        Trail(db, actor, review.ProjectId, review.Id, StepOf(review.Gate), "Withdrawn", null, review.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await SaveDecisionAsync(db, cancellationToken);
        feed.Publish(new ProjectChange(review.ProjectId, actor.UserId));
    }

    /// <summary>Answers the question. The project's status follows a Drop or a Hold.</summary>
    /// <exception cref="DomainRuleException">Already decided, decided by an author, no reason, or an answer that does not belong here.</exception>
    public async Task DecideAsync(Actor actor, Guid reviewId, GateAnswer answer, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var review = await db.Reviews.SingleOrDefaultAsync(r => r.Id == reviewId, cancellationToken);
        await access.DemandAsync(actor, Permission.DecideGate, review?.ProjectId ?? Guid.Empty, cancellationToken);
        var project = await db.Projects.SingleAsync(p => p.Id == review!.ProjectId, cancellationToken);
        if (project.Status == ProjectStatus.Closed)
            throw new DomainRuleException("step.shut.closed");
        if (GatePacket.Hash(review!.PacketJson) != review.PacketSha256)
            throw new DomainRuleException("gate.decide.broken");
        review.Decide(answer, actor.UserId, time.GetUtcNow().UtcDateTime);
        project.Status = answer.Decision switch
        {
            GateDecision.Drop => ProjectStatus.Dropped,
            GateDecision.Hold => ProjectStatus.OnHold,
            GateDecision.Go or GateDecision.GoWithConditions or GateDecision.Revise or GateDecision.Switch or GateDecision.Operate => ProjectStatus.Active,
        };
        project.ChangedAtUtc = time.GetUtcNow().UtcDateTime;
        project.Version++;
        Trail(db, actor, project.Id, review.Id, StepOf(review.Gate), "Decision", null, $"{answer.Decision}: {answer.Reason.Trim()}");
        await SaveDecisionAsync(db, cancellationToken);
        feed.Publish(new ProjectChange(project.Id, actor.UserId));
    }

    /// <summary>Questions the actor can answer, oldest first.</summary>
    public async Task<IReadOnlyList<InboxRow>> InboxAsync(Actor actor, CancellationToken cancellationToken)
    {
        var standing = await access.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        if (!standing.Is(SystemRole.Manager))
            return [];
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await (from review in db.Reviews.AsNoTracking()
                          where review.Decision == null && !review.IsWithdrawn
                          join member in db.Members on review.ProjectId equals member.ProjectId
                          where member.UserId == actor.UserId && member.Role == ProjectRole.Reviewer
                          join project in db.Projects on review.ProjectId equals project.Id
                          orderby review.SubmittedAtUtc
                          select new { Review = review, Project = project }).ToListAsync(cancellationToken);
        return [.. rows.Where(r => !r.Review.AuthorIds.Contains(actor.UserId)).Select(r => Row(r.Review, r.Project))];
    }

    /// <summary>All questions of the projects the actor sees, newest first, for looking back.</summary>
    public async Task<IReadOnlyList<InboxRow>> HistoryAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var project = await db.Projects.AsNoTracking().SingleAsync(p => p.Id == projectId, cancellationToken);
        var reviews = await db.Reviews.AsNoTracking().Where(r => r.ProjectId == projectId).OrderByDescending(r => r.SubmittedAtUtc).ToListAsync(cancellationToken);
        return [.. reviews.Select(r => Row(r, project))];
    }

    /// <summary>A question with its packet, what changed since, and whether this actor may answer it.</summary>
    public async Task<ReviewView> OpenAsync(Actor actor, Guid reviewId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var review = await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.Id == reviewId, cancellationToken);
        var projectId = review?.ProjectId ?? Guid.Empty;
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        var snapshot = await ProjectReader.ReadAsync(db, projectId, cancellationToken);
        var packet = GatePacket.FromJson(review!.PacketJson);
        var names = await db.Users.Where(u => u.Id == review.SubmittedById || u.Id == review.DecidedById).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
        var may = review.IsPending && !review.AuthorIds.Contains(actor.UserId)
            && await access.MayAsync(actor, Permission.DecideGate, projectId, cancellationToken);
        return new ReviewView(
            review,
            snapshot!.Project,
            packet,
            packet.DifferencesTo(GatePacket.Of(snapshot)),
            GatePacket.Hash(review.PacketJson) == review.PacketSha256,
            names.GetValueOrDefault(review.SubmittedById, ""),
            review.DecidedById is { } decider ? names.GetValueOrDefault(decider, "") : "",
            may);
    }

    private static ProblemStep StepOf(Gate gate) => gate switch
    {
        Gate.Effects => ProblemStep.Effects,
        Gate.Pilot => ProblemStep.Measure,
    };

    private static InboxRow Row(GateReview review, Project project)
    {
        var packet = GatePacket.FromJson(review.PacketJson);
        return new InboxRow(review, project, packet.Estimate.NetPerYear.Likely, packet.Define.DamageAmount, packet.Define.DamagePeriod);
    }

    private static Task<bool> HasReviewerAsync(AppDbContext db, Guid projectId, IReadOnlyList<Guid> authors, CancellationToken cancellationToken) =>
        (from member in db.Members
         join user in db.Users on member.UserId equals user.Id
         join link in db.UserRoles on user.Id equals link.UserId
         join role in db.Roles on link.RoleId equals role.Id
         where member.ProjectId == projectId && member.Role == ProjectRole.Reviewer && !user.IsDisabled && role.Name == nameof(SystemRole.Manager) && !authors.Contains(user.Id)
         select member).AnyAsync(cancellationToken);

    private static async Task SaveDecisionAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainRuleException("gate.decide.already");   // somebody else answered between reading and saving
        }
    }

    private void Trail(AppDbContext db, Actor actor, Guid projectId, Guid reviewId, ProblemStep step, string field, string? old, string? now) =>
        db.Audit.Add(new AuditEntry
        {
            ProjectId = projectId,
            Step = step,
            Subject = "Gate",
            RowId = reviewId,
            Field = field,
            OldValue = old,
            NewValue = now,
            UserId = actor.UserId,
            AtUtc = time.GetUtcNow().UtcDateTime,
        });
}

/// <summary>A question in a list, with the two numbers a manager looks for first.</summary>
public sealed record InboxRow(GateReview Review, Project Project, decimal NetPerYear, decimal? Damage, Domain.Define.Period DamagePeriod);

/// <summary>A question as one actor sees it.</summary>
/// <param name="Differences">What changed on the sheets since the packet was frozen.</param>
/// <param name="IsIntact">True when the stored packet still has its hash.</param>
public sealed record ReviewView(GateReview Review, Project Project, GatePacket Packet, IReadOnlyList<PacketDifference> Differences, bool IsIntact, string SubmittedBy, string DecidedBy, bool MayDecide);
