using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Define;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Data.Analyze;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Audit;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Application.Analyze;

/// <summary>The findings list of a project, and what its findings become in the other steps.</summary>
[FeatureService]
public sealed class FindingService(
    IDbContextFactory<AppDbContext> contexts, AccessGuard access, EvidenceService evidence, WorksheetService worksheets, PilotService pilots, ProjectFeed feed, TimeProvider time)
{
    private const int MostFindings = 100;
    private const int LongestName = 80;
    private const int LongestCaption = 300;
    private const int MaxAttempts = 5;

    /// <summary>Pins a figure of a finished run with a sentence.</summary>
    /// <param name="rule">Whom the finding is about, or null.</param>
    /// <exception cref="DomainRuleException">The run or figure is not there, the sentence is empty or too long, or the project is closed.</exception>
    public async Task<Guid> PinAsync(Actor actor, Guid projectId, Guid runId, string figureId, string sentence, PopulationRule? rule, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await StepGuard.DemandOpenAsync(db, projectId, ProblemStep.Define, time, cancellationToken);
        var words = Sentence(sentence);
        rule?.Check();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await RunHold.TakeAsync(db, runId, cancellationToken);
        var run = await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId && r.ProjectId == projectId && r.State == RunState.Succeeded, cancellationToken)
            ?? throw new DomainRuleException("evidence.no-run");
        if (!RunFigures.Of(run).Any(f => f.Id == figureId))
            throw new DomainRuleException("evidence.no-figure");
        if (await db.PinnedFindings.CountAsync(f => f.ProjectId == projectId, cancellationToken) >= MostFindings)
            throw new DomainRuleException("row.too-many", MostFindings);
        var finding = new PinnedFinding
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ProjectId = projectId,
            RunId = runId,
            FigureId = figureId,
            Sentence = words,
            RuleJson = PopulationRule.Write(rule),
            DatasetVersionId = run.DatasetVersionId,
            DataSha256 = run.DataSha256,
            PinnedById = actor.UserId,
            PinnedAtUtc = time.GetUtcNow().UtcDateTime,
        };
        db.PinnedFindings.Add(finding);
        db.Audit.Add(Trail(actor, finding, "Pinned", null, words));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(new ProjectChange(projectId, actor.UserId));
        return finding.Id;
    }

    /// <summary>Changes the sentence.</summary>
    /// <exception cref="DomainRuleException">The finding is gone, or the sentence is empty or too long.</exception>
    public Task WriteAsync(Actor actor, Guid projectId, Guid findingId, string sentence, CancellationToken cancellationToken) =>
        ChangeAsync(actor, projectId, findingId, finding =>
        {
            var old = finding.Sentence;
            finding.Sentence = Sentence(sentence);
            return Trail(actor, finding, "Sentence", old, finding.Sentence);
        }, cancellationToken);

    /// <summary>Takes a finding off the list; what it became stays.</summary>
    /// <exception cref="DomainRuleException">The finding is gone.</exception>
    public async Task RemoveAsync(Actor actor, Guid projectId, Guid findingId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var finding = await FindAsync(db, projectId, findingId, cancellationToken);
        db.PinnedFindings.Remove(finding);
        db.Audit.Add(Trail(actor, finding, "Removed", finding.Sentence, null));
        await SaveAsync(db, actor, projectId, cancellationToken);
    }

    /// <summary>Makes the finding evidence of the phenomenon or the damage, with its sentence as the caption; a second time is the same pin.</summary>
    /// <exception cref="DomainRuleException">The finding is gone, its very row is pinned there already, or step 1 is shut.</exception>
    public Task<Guid> ToEvidenceAsync(Actor actor, Guid projectId, Guid findingId, EvidenceSection section, CancellationToken cancellationToken) =>
        BecomeAsync(actor, projectId, findingId, "Evidence",
            (db, finding) => db.EvidencePins.Where(p => p.Id == finding.EvidencePinId && p.ProjectId == projectId && p.Section == section).Select(p => p.Id),
            async (db, finding) =>
            {
                var run = await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == finding.RunId && r.ProjectId == projectId, cancellationToken) ?? throw new DomainRuleException("evidence.no-run");
                var shown = FindingEvidence.IdOf(run, finding);
                // a figure can say more than one thing: each finding drawn from it is evidence of its own
                if (shown == finding.FigureId && await db.EvidencePins.AnyAsync(p => p.RunId == finding.RunId && p.FigureId == shown && p.Section == section, cancellationToken))
                    shown = FindingEvidence.OnceMore(finding);
                var pin = await evidence.StageAsync(db, actor, projectId, finding.RunId, shown, section, cancellationToken);
                pin.Caption = Cut(finding.Sentence, LongestCaption);
                finding.EvidencePinId = pin.Id;
                return pin.Id;
            },
            cancellationToken);

    /// <summary>Makes the finding an option of step 3: its sentence is why it should work, its data are the data needed. A second time is the same option.</summary>
    /// <exception cref="DomainRuleException">The finding is gone or step 3 is shut.</exception>
    public Task<Guid> ToOptionAsync(Actor actor, Guid projectId, Guid findingId, string name, CancellationToken cancellationToken) =>
        BecomeAsync(actor, projectId, findingId, "Option",
            (db, finding) => db.SolutionOptions.Where(o => o.Id == finding.OptionId && o.ProjectId == projectId).Select(o => o.Id),
            async (db, finding) =>
            {
                var file = await db.DatasetVersions.Where(v => v.Id == finding.DatasetVersionId).Select(v => v.FileName).SingleOrDefaultAsync(cancellationToken) ?? "";
                var option = await worksheets.StageRowAsync(db, actor, projectId, SheetKind.Solution, new Dictionary<string, string>
                {
                    [nameof(SolutionOption.Name)] = Cut(name, LongestName),
                    [nameof(SolutionOption.Mechanism)] = finding.Sentence,
                    [nameof(SolutionOption.DataNeeded)] = file,
                }, cancellationToken);
                finding.OptionId = option;
                return option;
            },
            cancellationToken);

    /// <summary>Makes whom the finding is about the target rule of a new round in step 6, which tries out the option made from the finding; a second time is the same round.</summary>
    /// <exception cref="DomainRuleException">The finding is gone or about nobody in particular, or step 6 is shut.</exception>
    public Task<Guid> ToPilotAsync(Actor actor, Guid projectId, Guid findingId, CancellationToken cancellationToken) =>
        BecomeAsync(actor, projectId, findingId, "Pilot",
            (db, finding) => db.Pilots.Where(p => p.Id == finding.PilotId && p.ProjectId == projectId).Select(p => p.Id),
            async (db, finding) =>
            {
                if (finding.RuleJson.Length == 0)
                    throw new DomainRuleException("finding.no-rule");
                var run = await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == finding.RunId && r.ProjectId == projectId, cancellationToken);
                var group = run is null ? null : FindingGroup.Of(run, finding);
                var pilot = await pilots.StageAsync(db, actor, projectId, finding.DatasetVersionId, finding.RuleJson, finding.OptionId, group?.Rate, cancellationToken);
                finding.PilotId = pilot.Id;
                return pilot.Id;
            },
            cancellationToken);

    /// <summary>
    /// What a finding becomes is stored together with its link, all or nothing. Of two clicks at once one finds the finding changed,
    /// looks again and gets what the other made.
    /// </summary>
    private async Task<Guid> BecomeAsync(
        Actor actor,
        Guid projectId,
        Guid findingId,
        string field,
        Func<AppDbContext, PinnedFinding, IQueryable<Guid>> made,
        Func<AppDbContext, PinnedFinding, Task<Guid>> make,
        CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var finding = await FindAsync(db, projectId, findingId, cancellationToken);
            if (await made(db, finding).Cast<Guid?>().SingleOrDefaultAsync(cancellationToken) is { } already)
                return already;
            Guid id;
            try
            {
                id = await make(db, finding);
            }
            catch (DomainRuleException) when (attempt < MaxAttempts)
            {
                // what stands in the way may be what the other click made a moment ago
                if (await db.PinnedFindings.AsNoTracking().AnyAsync(f => f.Id == findingId && f.Version == finding.Version, cancellationToken))
                    throw;
                continue;
            }

            db.Audit.Add(Trail(actor, finding, field, null, finding.Sentence));
            finding.Version++;
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
            catch (DbUpdateException exception) when (attempt < MaxAttempts && exception.IsClash())
            {
                continue;
            }
            catch (DbUpdateException exception) when (exception.IsClash())
            {
                throw new DomainRuleException("finding.busy");
            }

            feed.Publish(new ProjectChange(projectId, actor.UserId));
            return id;
        }
    }

    private async Task ChangeAsync(Actor actor, Guid projectId, Guid findingId, Func<PinnedFinding, AuditEntry> change, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var finding = await FindAsync(db, projectId, findingId, cancellationToken);
        db.Audit.Add(change(finding));
        finding.Version++;
        await SaveAsync(db, actor, projectId, cancellationToken);
    }

    private async Task<PinnedFinding> FindAsync(AppDbContext db, Guid projectId, Guid findingId, CancellationToken cancellationToken)
    {
        await StepGuard.DemandOpenAsync(db, projectId, ProblemStep.Define, time, cancellationToken);
        return await db.PinnedFindings.SingleOrDefaultAsync(f => f.Id == findingId && f.ProjectId == projectId, cancellationToken) ?? throw new DomainRuleException("row.gone");
    }

    private async Task SaveAsync(AppDbContext db, Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainRuleException("row.gone");   // somebody else changed or removed it in this moment
        }

        feed.Publish(new ProjectChange(projectId, actor.UserId));
    }

    private static string Sentence(string sentence)
    {
        var words = (sentence ?? "").Trim();
        if (words.Length == 0)
            throw new DomainRuleException("finding.no-sentence");
        return words.Length <= PinnedFinding.LongestSentence ? words : throw new DomainRuleException("field.too-long", PinnedFinding.LongestSentence, words.Length);
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private AuditEntry Trail(Actor actor, PinnedFinding finding, string field, string? old, string? now) =>
        AuditTrail.Row(time, actor, finding.ProjectId, ProblemStep.Analyze, "Finding", finding.Id, field, old, now);
}
