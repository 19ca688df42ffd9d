using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Data.Analyze;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Audit;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Define;

/// <summary>Pins figures and tables of runs to the phenomenon or the damage of step 1.</summary>
[FeatureService]
public sealed class EvidenceService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, ProjectFeed feed, TimeProvider time)
{
    private const int MostPins = 40;

    /// <summary>The pins of a project with their figures as the runs stored them.</summary>
    public async Task<IReadOnlyList<EvidenceView>> ListAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(db, projectId, cancellationToken);
    }

    /// <summary>Pins a figure or a table of a finished run.</summary>
    /// <param name="figureId">Of a figure, or of a table of <see cref="RunTables"/>.</param>
    /// <exception cref="DomainRuleException">The run, figure or table is not there, it is pinned already, or the project is closed.</exception>
    public async Task<Guid> PinAsync(Actor actor, Guid projectId, Guid runId, string figureId, EvidenceSection section, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var pin = await StageAsync(db, actor, projectId, runId, figureId, section, cancellationToken);
        await SaveAsync(db, actor, projectId, "evidence.already", cancellationToken, transaction);
        return pin.Id;
    }

    /// <summary>
    /// Puts a pin into <paramref name="db"/> without saving, for who makes it together with something else, in a transaction of
    /// theirs. Asks no permission: services that did so call it.
    /// </summary>
    internal async Task<EvidencePin> StageAsync(AppDbContext db, Actor actor, Guid projectId, Guid runId, string figureId, EvidenceSection section, CancellationToken cancellationToken)
    {
        await StepGuard.DemandOpenAsync(db, projectId, ProblemStep.Define, time, cancellationToken);
        await RunHold.TakeAsync(db, runId, cancellationToken);
        var run = await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId && r.ProjectId == projectId && r.State == RunState.Succeeded, cancellationToken) ?? throw new DomainRuleException("evidence.no-run");
        if (!RunFigures.Of(run).Any(f => f.Id == FindingEvidence.FigureOf(figureId)) && !RunTables.Of(run).Any(t => t.Id == figureId) && FindingEvidence.Row(run, figureId) is null)
            throw new DomainRuleException("evidence.no-figure");
        var pins = await db.EvidencePins.Where(p => p.ProjectId == projectId).Select(p => new { p.RunId, p.FigureId, p.Section, p.Position }).ToListAsync(cancellationToken);
        if (pins.Any(p => p.RunId == runId && p.FigureId == figureId && p.Section == section))
            throw new DomainRuleException("evidence.already");
        if (pins.Count >= MostPins)
            throw new DomainRuleException("row.too-many", MostPins);
        var pin = new EvidencePin
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ProjectId = projectId,
            Position = pins.Count == 0 ? 0 : pins.Max(p => p.Position) + 1,
            Section = section,
            RunId = runId,
            FigureId = figureId,
            DatasetVersionId = run.DatasetVersionId,
            DataSha256 = run.DataSha256,
            DataAsOf = RunFigures.LastDay(run),
            PinnedById = actor.UserId,
            PinnedAtUtc = time.GetUtcNow().UtcDateTime,
            ConfirmedSha256 = run.DataSha256,
        };
        db.EvidencePins.Add(pin);
        db.Audit.Add(Trail(actor, pin, "Pinned", Words("history.evidence.pinned", pin)));
        return pin;
    }

    /// <summary>Says that a figure from older data still shows what it is meant to show.</summary>
    /// <exception cref="DomainRuleException">The pin is gone, nothing newer is there, or the project is closed.</exception>
    public async Task ConfirmAsync(Actor actor, Guid projectId, Guid pinId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pin = await PinAsync(db, projectId, pinId, cancellationToken);
        var versions = await db.DatasetVersions.AsNoTracking().Where(v => v.ProjectId == projectId).ToListAsync(cancellationToken);
        var newer = pin.NewerData(versions) ?? throw new DomainRuleException("evidence.not-stale");
        pin.ConfirmedSha256 = newer.ContentSha256;
        pin.ConfirmedById = actor.UserId;
        pin.ConfirmedAtUtc = time.GetUtcNow().UtcDateTime;
        pin.Version++;
        db.Audit.Add(Trail(actor, pin, "Confirmed", AuditWords.Write("history.evidence.confirmed", FindingEvidence.FigureOf(pin.FigureId), newer.FileName, newer.Number)));
        await SaveAsync(db, actor, projectId, "row.gone", cancellationToken);
    }

    /// <summary>Takes a pin off and returns it, so that <see cref="RestoreAsync"/> can bring it back.</summary>
    public async Task<EvidencePin> RemoveAsync(Actor actor, Guid projectId, Guid pinId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pin = await PinAsync(db, projectId, pinId, cancellationToken);
        db.EvidencePins.Remove(pin);
        db.Audit.Add(Trail(actor, pin, "Removed", Words("history.evidence.removed", pin)));
        await SaveAsync(db, actor, projectId, "row.gone", cancellationToken);
        return pin;
    }

    /// <summary>Brings back a pin that was taken off.</summary>
    public async Task RestoreAsync(Actor actor, Guid projectId, EvidencePin pin, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        ArgumentNullException.ThrowIfNull(pin);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await StepGuard.DemandOpenAsync(db, projectId, ProblemStep.Define, time, cancellationToken);
        await RunHold.TakeAsync(db, pin.RunId, cancellationToken);
        if (pin.ProjectId != projectId || !await db.Runs.AnyAsync(r => r.Id == pin.RunId && r.ProjectId == projectId, cancellationToken))
            throw new DomainRuleException("evidence.no-run");
        db.EvidencePins.Add(pin);
        db.Audit.Add(Trail(actor, pin, "Pinned", Words("history.evidence.pinned", pin)));
        await SaveAsync(db, actor, projectId, "evidence.already", cancellationToken, transaction);
    }

    /// <summary>Asks no permission: services that did so call it.</summary>
    internal static async Task<IReadOnlyList<EvidenceView>> ReadAsync(AppDbContext db, Guid projectId, CancellationToken cancellationToken)
    {
        var pins = await db.EvidencePins.AsNoTracking().Where(p => p.ProjectId == projectId).OrderBy(p => p.Position).ThenBy(p => p.Id).ToListAsync(cancellationToken);
        if (pins.Count == 0)
            return [];
        var wanted = pins.Select(p => p.RunId).Distinct().ToList();
        var runs = await db.Runs.AsNoTracking().Where(r => wanted.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancellationToken);
        var figures = runs.ToDictionary(r => r.Key, r => RunFigures.Of(r.Value));
        var tables = runs.ToDictionary(r => r.Key, r => RunTables.Of(r.Value));
        var versions = await db.DatasetVersions.AsNoTracking().Where(v => v.ProjectId == projectId).ToListAsync(cancellationToken);
        var people = pins.Select(p => p.PinnedById).Distinct().ToList();
        var names = await db.Users.Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
        return
        [
            .. pins.Select(p => new EvidenceView(
                p,
                runs.GetValueOrDefault(p.RunId)?.Kind,
                figures.GetValueOrDefault(p.RunId)?.FirstOrDefault(f => f.Id == FindingEvidence.FigureOf(p.FigureId)),
                versions.FirstOrDefault(v => v.Id == p.DatasetVersionId),
                p.NewerData(versions),
                names.GetValueOrDefault(p.PinnedById, ""))
            {
                Table = tables.GetValueOrDefault(p.RunId)?.FirstOrDefault(t => t.Id == p.FigureId) ?? (runs.GetValueOrDefault(p.RunId) is { } run ? FindingEvidence.Row(run, p.FigureId) : null),
            }),
        ];
    }

    private async Task<EvidencePin> PinAsync(AppDbContext db, Guid projectId, Guid pinId, CancellationToken cancellationToken)
    {
        await StepGuard.DemandOpenAsync(db, projectId, ProblemStep.Define, time, cancellationToken);
        return await db.EvidencePins.SingleOrDefaultAsync(p => p.Id == pinId && p.ProjectId == projectId, cancellationToken) ?? throw new DomainRuleException("row.gone");
    }

    private async Task SaveAsync(AppDbContext db, Actor actor, Guid projectId, string clash, CancellationToken cancellationToken, IDbContextTransaction? transaction = null)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            if (transaction is not null)
                await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsClash())
        {
            throw new DomainRuleException(clash);   // somebody else did the same in this moment
        }

        feed.Publish(new ProjectChange(projectId, actor.UserId));
    }

    private static string Words(string key, EvidencePin pin) => AuditWords.Write(key, FindingEvidence.FigureOf(pin.FigureId), new FigureText("choice.EvidenceSection." + pin.Section), pin.DataSha256);

    private AuditEntry Trail(Actor actor, EvidencePin pin, string field, string words) =>
        AuditTrail.Row(time, actor, pin.ProjectId, ProblemStep.Define, "Evidence", pin.Id, field, null, words);
}

/// <summary>A pin as a page shows it.</summary>
/// <param name="Figure">As the run stored it; null for a table, and when the run no longer has it.</param>
/// <param name="Version">The data of the run.</param>
/// <param name="Newer">Newer data of the same dataset that nobody confirmed yet, or null.</param>
public sealed record EvidenceView(EvidencePin Pin, AnalysisKind? Kind, Figure? Figure, DatasetVersion? Version, DatasetVersion? Newer, string PinnedBy)
{
    /// <summary>As the run stored it; null for a figure, and when the run no longer has it.</summary>
    public PinnedTable? Table { get; init; }
}
