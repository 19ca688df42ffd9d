using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Define;
using ProblemSolving.Application.Effects;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Audit;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Reviews;

/// <summary>The gates: submit, withdraw, answer on the line, decide, and look at a question.</summary>
[FeatureService]
public sealed class ReviewService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, ReviewDesk desk, ProjectFeed feed, EffectSimulator simulator, TimeProvider time)
{
    /// <summary>Code of the finding that no reviewer could decide.</summary>
    public const string NoReviewer = "gate.submit.no-reviewer";

    private const int MostAttempts = 5;

    /// <summary>Freezes the project into a packet and puts it before the reviewers; values that are still examples of the form are refused.</summary>
    /// <param name="pilotId">The pilot, for <see cref="Gate.Pilot"/>; otherwise null.</param>
    /// <exception cref="DomainRuleException">Something blocking is missing, examples stand there, no reviewer could decide, a question is already open, or these very sheets have their Go.</exception>
    public Task<Guid> SubmitAsync(Actor actor, Guid projectId, Gate gate, Guid? pilotId, CancellationToken cancellationToken) =>
        SubmitAsync(actor, projectId, gate, pilotId, examplesMeant: false, cancellationToken);

    /// <inheritdoc cref="SubmitAsync(Actor, Guid, Gate, Guid?, CancellationToken)"/>
    /// <param name="examplesMeant">True when the author was told which values are examples and submits them all the same.</param>
    public async Task<Guid> SubmitAsync(Actor actor, Guid projectId, Gate gate, Guid? pilotId, bool examplesMeant, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TrySubmitAsync(actor, projectId, gate, pilotId, examplesMeant, cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                // Something of the project changed in between, perhaps by a question at the other gate: look again.
            }
        }
    }

    private async Task<Guid> TrySubmitAsync(Actor actor, Guid projectId, Gate gate, Guid? pilotId, bool examplesMeant, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (project, snapshot, authors, line, exhibits) = await ReadAsync(db, projectId, gate, cancellationToken);
        if (snapshot.Project.Status == ProjectStatus.Closed)
            throw new DomainRuleException("step.shut.closed");
        if (snapshot.Reviews.Any(r => r.IsPending))
            throw new DomainRuleException("gate.submit.pending");

        PacketPilot? packetPilot = null;
        if (gate == Gate.Effects)
        {
            if (snapshot.GateFindings.FirstOrDefault(f => f.Blocks) is { } finding)
                throw new DomainRuleException(finding.Code, finding.Arguments);
            if (GatePacket.IsSettled(snapshot))
                throw new DomainRuleException("gate.submit.settled");
            if (!examplesMeant && !snapshot.Project.IsSample && ExampleCheck.Of(GatePacket.Of(snapshot)) is { Count: > 0 } examples)
                throw new DomainRuleException("gate.submit.examples", examples.Count);
        }
        else
        {
            StepAccess.DemandOpen(ProblemStep.Measure, snapshot.Project.Status, snapshot.EffectsGate, ProjectClock.Today(snapshot.Project.TimeZoneId, time));
            var pilot = snapshot.Pilots.SingleOrDefault(p => p.Id == pilotId && p.State == PilotState.Evaluated) ?? throw new DomainRuleException("gate.submit.no-result");
            packetPilot = new PacketPilot(pilot.Id, pilot.Round, pilot.Name, pilot.PlanSha256, pilot.ResponseSha256, pilot.ResultJson, PacketOutlook.Of(snapshot, pilot, ProjectClock.Today(snapshot.Project.TimeZoneId, time)), new PacketPilotWords(pilot.Hypothesis, pilot.Treatment, pilot.Conclusion));
        }

        var step = StepOf(gate);
        if (await CheckLineAsync(db, projectId, line, [.. authors, actor.UserId], cancellationToken) is [var missing, ..])
            throw new DomainRuleException(missing.Code, missing.Arguments);

        var simulation = await simulator.RunAsync(snapshot.Effects, snapshot.EffectLines, cancellationToken);
        var packet = (GatePacket.Of(snapshot, packetPilot, simulation) with { EvidenceTables = exhibits.Count == 0 ? null : exhibits }).ToJson();
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
            Line = line,
        };
        db.Reviews.Add(review);
        project.Version++;
        await CloseRemarksAsync(db, projectId, gate, actor, cancellationToken);
        Trail(db, actor, projectId, review.Id, step, "Submitted", null, $"{gate} {review.Number} {review.PacketSha256}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception is not DbUpdateConcurrencyException && exception.IsClash())
        {
            throw new DomainRuleException("gate.submit.pending");   // two people submitted at the same moment; the number is unique
        }

        feed.Publish(new ProjectChange(projectId, actor.UserId) { IsGate = true });
        return review.Id;
    }

    // Sheets, figures, authors and line of one moment: a packet that never was as a whole cannot be decided on.
    private static async Task<(Project Project, ProjectSnapshot Snapshot, IReadOnlyList<Guid> Authors, IReadOnlyList<LineSeat> Line, IReadOnlyList<PacketTable> Exhibits)> ReadAsync(
        AppDbContext db, Guid projectId, Gate gate, CancellationToken cancellationToken)
    {
        await using var moment = await OneMoment.BeginAsync(db, cancellationToken);
        // Changed with the new question: of two that are put in the same moment only one is saved.
        var project = await db.Projects.SingleOrDefaultAsync(p => p.Id == projectId, cancellationToken) ?? throw new AccessDeniedException(Permission.EditProject);
        var snapshot = await ProjectReader.ReadAsync(db, projectId, cancellationToken) ?? throw new AccessDeniedException(Permission.EditProject);
        var exhibits = (await EvidenceService.ReadAsync(db, projectId, cancellationToken))
            .Select(e => (e.Pin.Id, Table: e.Table ?? (e.Figure is { } figure ? FigureNumbers.Of(figure) : null)))
            .Where(e => e.Table is not null)
            .Select(e => new PacketTable(e.Id, e.Table!))
            .ToList();
        return (project, snapshot, await AuthorsAsync(db, projectId, gate, cancellationToken), await LineAsync(db, projectId, cancellationToken), exhibits);
    }

    /// <summary>What stands in the way of a question besides the sheets: that nobody, or somebody on the approval line, could not answer it if this actor asked.</summary>
    public async Task<IReadOnlyList<Finding>> MissingAsync(Actor actor, Guid projectId, Gate gate, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var authors = await AuthorsAsync(db, projectId, gate, cancellationToken);
        return await CheckLineAsync(db, projectId, await LineAsync(db, projectId, cancellationToken), [.. authors, actor.UserId], cancellationToken);
    }

    /// <summary>Whose turn an open question is, with who stands in for them; empty once it is answered.</summary>
    public async Task<IReadOnlyList<TurnView>> TurnsAsync(Actor actor, Guid reviewId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var review = await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.Id == reviewId, cancellationToken);
        var projectId = review?.ProjectId ?? Guid.Empty;
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        var project = await db.Projects.AsNoTracking().SingleAsync(p => p.Id == projectId, cancellationToken);
        return await desk.TurnsAsync(db, review!, project, cancellationToken);
    }

    /// <summary>How the sheets of today differ from what was asked; empty while they are the same.</summary>
    public async Task<PacketDrift> DriftAsync(Actor actor, Guid reviewId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var review = await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.Id == reviewId, cancellationToken);
        var projectId = review?.ProjectId ?? Guid.Empty;
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        return await DriftAsync(GatePacket.FromJson(review!.PacketJson), (await ProjectReader.ReadAsync(db, projectId, cancellationToken))!, cancellationToken);
    }

    // A figure that was drawn is compared with one that is drawn.
    private async Task<PacketDrift> DriftAsync(GatePacket packet, ProjectSnapshot snapshot, CancellationToken cancellationToken) =>
        PacketDrift.Of(packet, GatePacket.Of(snapshot, simulation: packet.Simulation is null ? null : await simulator.RunAsync(snapshot.Effects, snapshot.EffectLines, cancellationToken)));

    /// <summary>Takes an unanswered question back.</summary>
    /// <exception cref="DomainRuleException">It is already answered.</exception>
    public async Task WithdrawAsync(Actor actor, Guid reviewId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var review = await db.Reviews.SingleOrDefaultAsync(r => r.Id == reviewId, cancellationToken);
        await access.DemandAsync(actor, Permission.EditProject, review?.ProjectId ?? Guid.Empty, cancellationToken);
        review!.Withdraw();
        Trail(db, actor, review.ProjectId, review.Id, StepOf(review.Gate), "Withdrawn", null, review.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainRuleException("gate.decide.already");   // somebody else answered between reading and saving
        }

        feed.Publish(new ProjectChange(review.ProjectId, actor.UserId) { IsGate = true });
    }

    /// <summary>Answers at a place of the approval line before the last.</summary>
    /// <exception cref="DomainRuleException">Not this actor's turn, an author answers, no reason, or the sheets changed since they were looked at.</exception>
    public Task VoteAsync(Actor actor, Guid reviewId, VoteInput vote, CancellationToken cancellationToken) =>
        AnswerAsync(actor, reviewId, (review, holder, now, _) =>
        {
            review.Vote(vote.Answer, vote.Reason, actor.UserId, holder, now);
            return new Given("Vote", LineWords.Answer(review, review.Votes[^1]), vote.Reason, vote.Remarks, vote.SeenSheets);
        }, cancellationToken);

    /// <summary>Decides. The project's status follows a Drop or a Hold.</summary>
    /// <exception cref="DomainRuleException">Already decided, not this actor's turn, decided by an author, no reason, an answer that does not belong here, or the sheets changed since they were looked at.</exception>
    public Task DecideAsync(Actor actor, Guid reviewId, GateAnswer answer, CancellationToken cancellationToken) =>
        AnswerAsync(actor, reviewId, (review, holder, now, today) =>
        {
            review.Decide(answer, actor.UserId, now, holder, today);
            return new Given("Decision", new FigureText("choice.GateDecision." + answer.Decision), answer.Reason, answer.Remarks, answer.SeenSheets);
        }, cancellationToken);

    /// <summary>All questions of the projects the actor sees, newest first, for looking back.</summary>
    public async Task<IReadOnlyList<InboxRow>> HistoryAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var project = await db.Projects.AsNoTracking().SingleAsync(p => p.Id == projectId, cancellationToken);
        var reviews = await db.Reviews.AsNoTracking().Where(r => r.ProjectId == projectId).OrderByDescending(r => r.SubmittedAtUtc).ToListAsync(cancellationToken);
        return [.. reviews.Select(r => InboxRow.Of(r, project, time.GetUtcNow().UtcDateTime))];
    }

    /// <summary>A question with its packet, what changed since, and what this actor may answer. One who stands in for a reviewer sees it too.</summary>
    public async Task<ReviewView> OpenAsync(Actor actor, Guid reviewId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var review = await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.Id == reviewId, cancellationToken);
        var projectId = review?.ProjectId ?? Guid.Empty;
        var holders = (await desk.HoldersAsync(db, actor, projectId, cancellationToken))[projectId].ToList();
        var mayOpenProject = await access.MayAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        if (review is null || (!mayOpenProject && holders.Count == 0))
            throw new AccessDeniedException(Permission.ViewProject);
        var snapshot = (await ProjectReader.ReadAsync(db, projectId, cancellationToken))!;
        var packet = GatePacket.FromJson(review.PacketJson);
        var drift = await DriftAsync(packet, snapshot, cancellationToken);
        var wanted = ReviewPeople.Of(review).Append(actor.UserId).ToList();
        var people = new ReviewPeople(await db.Users.Where(u => wanted.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken));
        var turn = ReviewDesk.TurnOf(review, actor, holders) is { } holder
            ? new ReviewTurn(review.KindOf(holder), holder, holder == actor.UserId ? null : await db.Users.Where(u => u.Id == holder).Select(u => u.DisplayName).SingleAsync(cancellationToken))
            : null;
        var previous = snapshot.Reviews.Where(r => r.Gate == review.Gate && r.Number < review.Number && !r.IsWithdrawn).MaxBy(r => r.Number);
        var earlier = previous?.Id;
        return new ReviewView(
            review,
            snapshot.Project,
            packet,
            drift,
            GatePacket.Hash(review.PacketJson) == review.PacketSha256,
            people,
            turn,
            Fingerprint(drift.Fields),
            previous is null ? null : PacketComparison.Of(previous.Number, GatePacket.FromJson(previous.PacketJson), packet),
            await db.FieldRemarks.AsNoTracking().Where(r => r.ReviewId == reviewId).OrderBy(r => r.CreatedAtUtc).ThenBy(r => r.Id).ToListAsync(cancellationToken),
            WaitingCost.Of(review, packet, time.GetUtcNow().UtcDateTime),
            mayOpenProject)
        {
            EarlierRemarks = await db.FieldRemarks.AsNoTracking().Where(r => r.ReviewId == earlier && r.ClosedAtUtc != null).OrderBy(r => r.CreatedAtUtc).ThenBy(r => r.Id).ToListAsync(cancellationToken),
            StandIns = review.IsPending ? await desk.StandInsAsync(db, snapshot.Project, [.. review.AuthorIds, review.SubmittedById], cancellationToken) : new Dictionary<Guid, string>(),
            Later = snapshot.Reviews.Where(r => r.Gate == review.Gate && r.PilotId == review.PilotId && r.Number > review.Number && !r.IsWithdrawn).MaxBy(r => r.Number),
            Kill = snapshot.Kill(ProjectClock.Today(snapshot.Project.TimeZoneId, time), ProjectClock.Zone(snapshot.Project.TimeZoneId)),
        };
    }

    internal static ProblemStep StepOf(Gate gate) => gate switch
    {
        Gate.Effects => ProblemStep.Effects,
        Gate.Pilot => ProblemStep.Measure,
    };

    private static string Fingerprint(IReadOnlyList<PacketDifference> differences) => GatePacket.Hash(ResultJson.Write(differences));

    private async Task AnswerAsync(Actor actor, Guid reviewId, Func<GateReview, Guid?, DateTime, DateOnly, Given> give, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var review = await db.Reviews.SingleOrDefaultAsync(r => r.Id == reviewId, cancellationToken);
            var seen = review?.Version;
            var given = await AnswerAsync(db, actor, review, give, cancellationToken);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                feed.Publish(new ProjectChange(review!.ProjectId, actor.UserId) { IsGate = true });
                return;
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody else answered between reading and saving, or only the project changed: its name, or money spent.
                if (await db.Reviews.Where(r => r.Id == reviewId).Select(r => (int?)r.Version).SingleOrDefaultAsync(cancellationToken) != seen)
                    throw new DomainRuleException(given.Field == "Vote" ? "gate.vote.meanwhile" : "gate.decide.already");
                if (attempt == MostAttempts)
                    throw new DomainRuleException("project.changed");
            }
        }
    }

    // What votes and decisions have in common: whose turn it is, on which packet, and what is left behind.
    private async Task<Given> AnswerAsync(AppDbContext db, Actor actor, GateReview? review, Func<GateReview, Guid?, DateTime, DateOnly, Given> give, CancellationToken cancellationToken)
    {
        var projectId = review?.ProjectId ?? Guid.Empty;
        var holders = (await desk.HoldersAsync(db, actor, projectId, cancellationToken))[projectId].ToList();
        if (review is null || holders.Count == 0)
            throw new AccessDeniedException(Permission.DecideGate);
        var snapshot = (await ProjectReader.ReadAsync(db, projectId, cancellationToken))!;
        if (snapshot.Project.Status == ProjectStatus.Closed)
            throw new DomainRuleException("step.shut.closed");
        if (GatePacket.Hash(review.PacketJson) != review.PacketSha256)
            throw new DomainRuleException("gate.decide.broken");
        var holder = ReviewDesk.TurnOf(review, actor, holders) ?? holders[0];
        // Whoever wrote after the submission is an author too.
        var authors = await AuthorsAsync(db, projectId, review.Gate, cancellationToken);
        if (review.IsPending && (authors.Contains(actor.UserId) || authors.Contains(holder)))
            throw new DomainRuleException("gate.decide.author");

        var now = time.GetUtcNow().UtcDateTime;
        var today = ProjectClock.Today(snapshot.Project.TimeZoneId, time);
        var given = give(review, holder == actor.UserId ? null : holder, now, today);
        var packet = GatePacket.FromJson(review.PacketJson);
        if (given.SeenSheets is { } seen && seen != Fingerprint(packet.DifferencesTo(GatePacket.Of(snapshot))))
            throw new DomainRuleException("gate.decide.sheets-moved");
        review.Revival?.Check(today, snapshot.MetricNow?.Value, snapshot.Define.UnitInForce());
        Leave(db, actor, review, packet, given.Remarks ?? [], now);
        Trail(db, actor, projectId, review.Id, StepOf(review.Gate), given.Field, null, await WordsAsync(db, given, actor, holder, cancellationToken));
        if (review.Decision is { } decision)
            await FollowAsync(db, projectId, decision, now, cancellationToken);
        return given;
    }

    private static async Task FollowAsync(AppDbContext db, Guid projectId, GateDecision decision, DateTime now, CancellationToken cancellationToken)
    {
        var project = await db.Projects.SingleAsync(p => p.Id == projectId, cancellationToken);
        project.Status = decision switch
        {
            GateDecision.Drop => ProjectStatus.Dropped,
            GateDecision.Hold => ProjectStatus.OnHold,
            GateDecision.Go or GateDecision.GoWithConditions or GateDecision.Revise or GateDecision.Switch or GateDecision.Operate => ProjectStatus.Active,
        };
        project.ChangedAtUtc = now;
        project.Version++;
    }

    private void Leave(AppDbContext db, Actor actor, GateReview review, GatePacket packet, IReadOnlyList<RemarkInput> remarks, DateTime now)
    {
        if (remarks.Count == 0)
            return;
        if (review.Decision != GateDecision.Revise)
            throw new DomainRuleException("remark.only-revise");
        if (remarks.Count > RemarkInput.MostRemarks)
            throw new DomainRuleException("remark.too-many", RemarkInput.MostRemarks);
        foreach (var (place, remark) in remarks.Index())
        {
            remark.Check();
            if (!packet.Has(remark.Sheet, remark.RowId))
                throw new DomainRuleException("remark.not-in-packet");
            db.FieldRemarks.Add(new FieldRemark
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                ProjectId = review.ProjectId,
                ReviewId = review.Id,
                Sheet = remark.Sheet,
                RowId = remark.RowId,
                Field = remark.Field,
                Text = remark.Text.Trim(),
                AuthorId = actor.UserId,
                // the smallest step both databases keep: remarks of one answer stay in the order they were written in
                CreatedAtUtc = now.AddMicroseconds(place),
            });
            Trail(db, actor, review.ProjectId, remark.RowId ?? review.Id, StepOf(review.Gate), "Remark", null, remark.Text.Trim());
        }
    }

    // A new packet answers what was asked of the last one, with the answers written so far; what is still missing is said again.
    private async Task CloseRemarksAsync(AppDbContext db, Guid projectId, Gate gate, Actor actor, CancellationToken cancellationToken)
    {
        var open = await (from remark in db.FieldRemarks
                          where remark.ProjectId == projectId && remark.ClosedAtUtc == null && db.Reviews.Any(r => r.Id == remark.ReviewId && r.Gate == gate)
                          select remark).ToListAsync(cancellationToken);
        foreach (var remark in open)
        {
            remark.Close(remark.Answer, actor.UserId, time.GetUtcNow().UtcDateTime);
            db.Audit.Add(AuditTrail.Row(time, actor, projectId, WorksheetFields.StepOf(remark.Sheet, remark.Field), "Remark", remark.RowId, "Resubmitted", remark.Text, remark.Answer));
        }
    }

    private static async Task<IReadOnlyList<LineSeat>> LineAsync(AppDbContext db, Guid projectId, CancellationToken cancellationToken) =>
        await db.ApprovalSeats.Where(s => s.ProjectId == projectId).OrderBy(s => s.Place).ThenBy(s => s.UserId).Select(s => new LineSeat(s.UserId, s.Kind, s.Place)).ToListAsync(cancellationToken);

    // Without a line somebody must be able to decide; with a line everybody on it must be able to answer.
    private static async Task<IReadOnlyList<Finding>> CheckLineAsync(AppDbContext db, Guid projectId, IReadOnlyList<LineSeat> line, IReadOnlyList<Guid> authors, CancellationToken cancellationToken)
    {
        var reviewers = await ReviewDesk.Reviewers(db).Where(m => m.ProjectId == projectId).Select(m => m.UserId).ToListAsync(cancellationToken);
        if (line.Count == 0)
            return reviewers.Except(authors).Any() ? [] : [new Finding(NoReviewer, nameof(GateReview), Blocks: true)];
        var seats = line.Select(s => s.UserId).ToList();
        var names = await db.Users.Where(u => seats.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
        return
        [
            .. seats.Where(s => !reviewers.Contains(s)).Select(s => new Finding("line.seat-lost", nameof(GateReview), Blocks: true, names.GetValueOrDefault(s, ""))),
            .. seats.Where(s => reviewers.Contains(s) && authors.Contains(s)).Select(s => new Finding("line.seat-author", nameof(GateReview), Blocks: true, names.GetValueOrDefault(s, ""))),
        ];
    }

    /// <summary>Everybody who wrote on the sheets up to the gate. Who only took a list away wrote nothing.</summary>
    internal static Task<List<Guid>> AuthorsAsync(AppDbContext db, Guid projectId, Gate gate, CancellationToken cancellationToken)
    {
        var step = StepOf(gate);
        return db.Audit.Where(a => a.ProjectId == projectId && a.Step != null && a.Step <= step && a.Subject != "Gate" && a.Subject != "TeamScore" && !a.Field.EndsWith("Downloaded")).Select(a => a.UserId).Distinct().ToListAsync(cancellationToken);
    }

    private void Trail(AppDbContext db, Actor actor, Guid projectId, Guid reviewId, ProblemStep step, string field, string? old, string? now) =>
        db.Audit.Add(AuditTrail.Row(time, actor, projectId, step, "Gate", reviewId, field, old, now));

    // One who stood in is named with the seat they answered from, never as if the seat were theirs.
    private static async Task<string> WordsAsync(AppDbContext db, Given given, Actor actor, Guid holder, CancellationToken cancellationToken)
    {
        var said = given.Answer;
        if (holder != actor.UserId)
        {
            var names = await db.Users.Where(u => u.Id == holder || u.Id == actor.UserId).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
            said = LineWords.Seat(said, names[holder], names[actor.UserId]);
        }

        return given.Reason.Trim() is { Length: > 0 } reason ? AuditWords.Write("history.gate.decision", said, reason) : AuditWords.Write(said.Key, said.Arguments);
    }

    // What an answer leaves in the trail and at the fields.
    private sealed record Given(string Field, FigureText Answer, string Reason, IReadOnlyList<RemarkInput>? Remarks, string? SeenSheets);
}

/// <summary>An answer on the way to the decision.</summary>
/// <param name="Remarks">Only with a return: what is to be mended, at which fields.</param>
/// <param name="SeenSheets">What <see cref="ReviewView.SheetsSeen"/> said; null does not look.</param>
public sealed record VoteInput(VoteAnswer Answer, string Reason, IReadOnlyList<RemarkInput>? Remarks = null, string? SeenSheets = null);
