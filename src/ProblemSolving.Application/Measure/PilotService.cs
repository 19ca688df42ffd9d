using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Data.Analyze;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Application.Measure;

/// <summary>Rounds of a pilot: plan, lock, draw, conclude, do again.</summary>
[FeatureService]
public sealed class PilotService(
    IDbContextFactory<AppDbContext> contexts, PilotAccess pilots, PilotPopulation population, WorkQueue queue, LookPlaces places, DataDirectory data, ProjectFeed feed, TimeProvider time, ILogger<PilotService> logger)
{
    private const int SaltBytes = 16;
    private const int MaxAttempts = 10;
    private const int BaseRateDecimals = 4;

    /// <summary>Adds a round as a draft, filled in from the earlier steps: the first choice, the data worked with last and the newest model.</summary>
    /// <exception cref="DomainRuleException">The step is shut.</exception>
    public async Task<Guid> CreateAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await pilots.DemandToAddAsync(db, actor, projectId, cancellationToken);
        return await AddAsync(db, actor, await DraftAsync(db, actor, projectId, null, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Puts a new draft for certain customers into <paramref name="db"/> without saving, for who makes it together with something
    /// else, in a transaction of theirs.
    /// </summary>
    /// <param name="populationJson">Whom the round is for.</param>
    /// <param name="optionId">What it tries out; null, or one that is gone, is the first choice of step 4.</param>
    /// <param name="baseRate">Rate of these customers as a finding counted it; null leaves it to step 1.</param>
    /// <exception cref="DomainRuleException">The step is shut, or data and rule do not fit.</exception>
    internal async Task<Pilot> StageAsync(AppDbContext db, Actor actor, Guid projectId, Guid datasetVersionId, string populationJson, Guid? optionId, double? baseRate, CancellationToken cancellationToken)
    {
        await pilots.DemandToAddAsync(db, actor, projectId, cancellationToken);
        var pilot = await DraftAsync(db, actor, projectId, optionId, cancellationToken);
        await HoldModelAsync(db, pilot, cancellationToken);
        db.Pilots.Add(pilot);
        db.Audit.Add(pilots.Trail(actor, pilot, "Row", null, "added"));
        foreach (var (field, text) in new[] { (PilotField.DatasetVersionId, datasetVersionId.ToString("D")), (PilotField.Population, populationJson) })
        {
            var old = PilotFields.Read(pilot, field);
            PilotFields.Write(pilot, field, text);
            await DemandOwnAsync(db, pilot, field, cancellationToken);
            if (PilotFields.Read(pilot, field) is var stored && stored != old)
                db.Audit.Add(pilots.Trail(actor, pilot, field.ToString(), old, stored));
        }

        if (baseRate is > 0 and < 1)
        {
            // what all customers do says little about these
            pilot.BaseRate = Math.Round(baseRate.Value, BaseRateDecimals);
            db.Audit.Add(pilots.Trail(actor, pilot, nameof(PilotField.BaseRate), "", PilotFields.Read(pilot, PilotField.BaseRate)));
        }

        return pilot;
    }

    private async Task<Pilot> DraftAsync(AppDbContext db, Actor actor, Guid projectId, Guid? optionId, CancellationToken cancellationToken)
    {
        var snapshot = await ProjectReader.ReadAsync(db, projectId, cancellationToken) ?? throw new AccessDeniedException(Permission.EditProject);
        var chosen = snapshot.Options.FirstOrDefault(o => o.Id == optionId) ?? Ranking.First(snapshot.Ranking);
        return new Pilot
        {
            Id = NewId(),
            ProjectId = projectId,
            Round = NextRound(snapshot.Pilots),
            Name = chosen?.Name ?? "",
            Treatment = TreatmentOf(snapshot, chosen),
            OptionId = chosen?.Id,
            DatasetVersionId = snapshot.UsualData?.Id,
            ModelRunId = snapshot.Runs.FirstOrDefault(IsModel)?.Id,
            Salt = NewSalt(),
            CreatedById = actor.UserId,
            CreatedAtUtc = pilots.Now,
        };
    }

    // an option made from a finding says why it should work in the finding's words, not what anybody gets
    private static string TreatmentOf(ProjectSnapshot snapshot, SolutionOption? option) =>
        option is null || snapshot.PinnedFindings.Any(f => f.OptionId == option.Id && f.Sentence == option.Mechanism) ? "" : option.Mechanism;

    /// <summary>Adds the next round with the plan of an earlier one and a fresh split.</summary>
    /// <exception cref="DomainRuleException">The step is shut, or the earlier round is not evaluated.</exception>
    public async Task<Guid> ReviseAsync(Actor actor, Guid pilotId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pilot = await pilots.FindToChangeAsync(db, actor, pilotId, cancellationToken);
        if (pilot.State != PilotState.Evaluated)
            throw new DomainRuleException("pilot.not-evaluated", pilot.Round);
        var rounds = await db.Pilots.AsNoTracking().Where(p => p.ProjectId == pilot.ProjectId).ToListAsync(cancellationToken);
        return await AddAsync(db, actor, pilot.Next(NewId(), NextRound(rounds), NewSalt(), actor.UserId, pilots.Now), cancellationToken);
    }

    /// <summary>
    /// Adds a round for the next choice when the rule of the present one, or the manager, asks for it. Data, metric, shares and
    /// error limit are taken over, so that both choices are measured alike.
    /// </summary>
    /// <exception cref="DomainRuleException">The step is shut, nothing asks for a change, or no choice is left.</exception>
    public async Task<Guid> SwitchAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await pilots.DemandToAddAsync(db, actor, projectId, cancellationToken);
        var snapshot = await ProjectReader.ReadAsync(db, projectId, cancellationToken) ?? throw new AccessDeniedException(Permission.EditProject);
        var proposal = snapshot.SwitchProposal(ProjectClock.Today(snapshot.Project.TimeZoneId, time)) ?? throw new DomainRuleException("pilot.switch.not-met");
        if (proposal.To is not { Option: var option })
            throw new DomainRuleException("pilot.switch.none-left");
        var next = proposal.LastRound.Next(NewId(), NextRound(snapshot.Pilots), NewSalt(), actor.UserId, pilots.Now);
        (next.OptionId, next.Name, next.Treatment) = (option.Id, option.Name, TreatmentOf(snapshot, option));
        if (option.Method == SolutionMethod.Model)
            next.ModelRunId ??= snapshot.Runs.FirstOrDefault(IsModel)?.Id;
        return await AddAsync(db, actor, next, cancellationToken);
    }

    /// <summary>Saves one field as neutral text. Edits of different fields merge; nothing is overwritten unseen.</summary>
    /// <param name="baseText">What the page thought was stored.</param>
    /// <returns>The text as stored.</returns>
    /// <exception cref="DomainRuleException">The plan is locked, the step shut, the text does not fit, or somebody else changed this field.</exception>
    public async Task<string> SaveAsync(Actor actor, Guid pilotId, PilotField field, string baseText, string newText, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = field == PilotField.ModelRunId ? await db.Database.BeginTransactionAsync(cancellationToken) : null;   // the run is held
            var pilot = await pilots.FindToChangeAsync(db, actor, pilotId, cancellationToken);
            var old = PilotFields.Read(pilot, field);
            if (old == newText)
                return old;
            if (old != baseText)
                throw new DomainRuleException("pilot.field.changed", old);
            PilotFields.Write(pilot, field, newText);
            await DemandOwnAsync(db, pilot, field, cancellationToken);
            pilot.Version++;
            var stored = PilotFields.Read(pilot, field);
            db.Audit.Add(pilots.Trail(actor, pilot, field.ToString(), old, stored));
            if (field == PilotField.Hypothesis)
                await FillBaseRateAsync(db, actor, pilot, cancellationToken);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                if (transaction is not null)
                    await transaction.CommitAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < MaxAttempts)
            {
                continue;   // another field of this round was saved in between: look again and merge
            }

            feed.Publish(new ProjectChange(pilot.ProjectId, actor.UserId));
            return stored;
        }
    }

    /// <summary>How large the groups will be, and the smallest change they can find.</summary>
    /// <returns>Null while no imported data are chosen.</returns>
    public async Task<PilotForecast?> ForecastAsync(Actor actor, Guid pilotId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pilot = await pilots.FindAsync(db, actor, Permission.ViewProject, pilotId, cancellationToken);
        var version = await db.DatasetVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == pilot.DatasetVersionId && v.State == DatasetState.Ready, cancellationToken);
        if (version is null)
            return null;
        var earlier = EarlierRounds.Of(pilot, await RoundsAsync(db, pilot, cancellationToken));
        var size = await SizeAsync(actor, pilot, version, earlier, cancellationToken);
        var falls = await db.DefineSheets.AsNoTracking().SingleOrDefaultAsync(s => s.ProjectId == pilot.ProjectId, cancellationToken) is { } define && define.ImprovesByFalling();
        double? change = pilot.BaseRate is { } rate && size.Control > 0 && size.Target > 0
            ? TwoProportionPower.Detectable(rate, size.Control, size.Target, pilot.Alpha, falls)
            : null;
        return new PilotForecast(size.Pool.All, size.Target + size.Control, size.Target, size.Control, change, pilot.CostOf(size.Target))
        {
            Falls = falls,
            Earlier = earlier,
            LeftOut = size.Pool.LeftOut,
            FindsNothing = change is null && pilot.BaseRate is not null,
            Group = await GroupAsync(db, pilot, cancellationToken),
        };
    }

    // whom the finding was about that the round was made from, as long as the round is for them
    private static async Task<FindingGroup?> GroupAsync(AppDbContext db, Pilot pilot, CancellationToken cancellationToken)
    {
        var finding = await db.PinnedFindings.AsNoTracking().FirstOrDefaultAsync(f => f.PilotId == pilot.Id && f.ProjectId == pilot.ProjectId && f.RuleJson == pilot.PopulationRuleJson && f.DatasetVersionId == pilot.DatasetVersionId, cancellationToken);
        var run = finding is null ? null : await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == finding.RunId, cancellationToken);
        return run is null ? null : FindingGroup.Of(run, finding!);
    }

    /// <summary>Freezes the plan and queues the drawing of the list.</summary>
    /// <exception cref="DomainRuleException">The plan is incomplete or already locked, or the step is shut.</exception>
    public async Task LockAsync(Actor actor, Guid pilotId, CancellationToken cancellationToken)
    {
        int? seen = null;
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var pilot = await pilots.FindAsync(db, actor, Permission.EditProject, pilotId, cancellationToken);
            pilot.DemandDraft();
            if ((seen ??= pilot.Version) != pilot.Version)
                throw new DomainRuleException("pilot.changed-meanwhile", pilot.Round);   // nobody locks a plan they did not look at
            await LockAsync(db, actor, pilot, cancellationToken);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < MaxAttempts)
            {
                continue;   // money was bound, a gate was answered or this plan was edited in between: look again
            }
            catch (DbUpdateConcurrencyException)
            {
                throw new DomainRuleException("pilot.changed-meanwhile", pilot.Round);
            }

            await queue.EnqueueAsync(WorkKind.PilotList, pilotId, CancellationToken.None);   // it is locked, whoever leaves now
            feed.Publish(new ProjectChange(pilot.ProjectId, actor.UserId));
            return;
        }
    }

    // The project is read before the gate and the money, and changed with the plan: an answer or another lock saved in between is noticed.
    private async Task LockAsync(AppDbContext db, Actor actor, Pilot pilot, CancellationToken cancellationToken)
    {
        var project = await db.Projects.SingleAsync(p => p.Id == pilot.ProjectId, cancellationToken);
        await pilots.DemandOpenAsync(db, pilot, cancellationToken);
        var version = await db.DatasetVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == pilot.DatasetVersionId && v.ProjectId == pilot.ProjectId, cancellationToken);
        if (version is { State: not DatasetState.Ready })
            throw new DomainRuleException("dataset.not-ready", version.FileName);
        var model = await db.Runs.AsNoTracking().Where(r => r.Id == pilot.ModelRunId).Select(r => r.ResultSha256).SingleOrDefaultAsync(cancellationToken);
        var rounds = await RoundsAsync(db, pilot, cancellationToken);
        var earlier = EarlierRounds.Of(pilot, rounds);
        var contacts = version is null ? (int?)null : await ContactsAsync(actor, pilot, version, earlier, cancellationToken);
        await DemandMoneyAsync(db, pilot, contacts ?? 0, cancellationToken);
        EarlierRounds.DemandDrawn(pilot, rounds);
        var snapshot = await ProjectReader.ReadAsync(db, pilot.ProjectId, cancellationToken) ?? throw new AccessDeniedException(Permission.EditProject);
        pilot.Lock(version?.ContentSha256 ?? "", model ?? "", pilots.Now, contacts, snapshot.Yardstick(pilot.OptionId), earlier);
        project.Version++;
        db.Audit.Add(pilots.Trail(actor, pilot, "Locked", null, pilot.PlanSha256));
    }

    /// <summary>Opens the plan of a round whose list could not be drawn.</summary>
    /// <exception cref="DomainRuleException">A list exists, or the step is shut.</exception>
    public async Task ReopenAsync(Actor actor, Guid pilotId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pilot = await pilots.FindToChangeAsync(db, actor, pilotId, cancellationToken);
        var plan = pilot.PlanSha256;
        pilot.Reopen();
        db.Audit.Add(pilots.Trail(actor, pilot, "Reopened", plan, null));
        await SaveAsync(db, pilot, cancellationToken);
        feed.Publish(new ProjectChange(pilot.ProjectId, actor.UserId));
    }

    /// <summary>Removes a round that never went beyond its draft.</summary>
    /// <exception cref="DomainRuleException">The plan is locked, or the step is shut.</exception>
    public async Task DiscardAsync(Actor actor, Guid pilotId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pilot = await pilots.FindToChangeAsync(db, actor, pilotId, cancellationToken);
        pilot.DemandDraft();
        db.Pilots.Remove(pilot);
        db.Audit.Add(pilots.Trail(actor, pilot, "Row", pilot.Name, null));
        await SaveAsync(db, pilot, cancellationToken);
        LeftBehind.Delete(data.Pilot(pilotId), logger);
        feed.Publish(new ProjectChange(pilot.ProjectId, actor.UserId));
    }

    private static Task<List<Pilot>> RoundsAsync(AppDbContext db, Pilot pilot, CancellationToken cancellationToken) =>
        db.Pilots.AsNoTracking().Where(p => p.ProjectId == pilot.ProjectId).ToListAsync(cancellationToken);

    private async Task<int> ContactsAsync(Actor actor, Pilot pilot, DatasetVersion version, EarlierRounds? earlier, CancellationToken cancellationToken)
    {
        var (pool, target, control) = await SizeAsync(actor, pilot, version, earlier, cancellationToken);
        EarlierRounds.DemandEnough(pilot.EarlierCustomers, pool.LeftOut, pool.Left, target, control);
        return target;
    }

    private async Task<(PilotPool Pool, int Target, int Control)> SizeAsync(Actor actor, Pilot pilot, DatasetVersion version, EarlierRounds? earlier, CancellationToken cancellationToken)
    {
        var pool = population.Known(version, pilot.PopulationRuleJson, earlier) ?? await CountAsync();
        var selected = PilotSelection.Size(pool.Left, pilot.SelectedShare);
        var control = PilotSelection.ExpectedControl(selected, pilot.ControlShare);
        return (pool, selected - control, control);

        // the first count reads all data
        async Task<PilotPool> CountAsync()
        {
            using var place = await places.WaitAsync(actor.UserId, cancellationToken);
            return await population.CountAsync(version, pilot.PopulationRuleJson, earlier, cancellationToken);
        }
    }

    // Under a money cap a round says what it costs and fits into what is left.
    private static async Task DemandMoneyAsync(AppDbContext db, Pilot pilot, int contacts, CancellationToken cancellationToken)
    {
        var budget = await BudgetGuard.ReadAsync(db, pilot.ProjectId, cancellationToken);
        if (budget.Cap is not null)
            budget.Demand(pilot.CostOf(contacts) ?? throw new DomainRuleException("budget.no-cost"));
    }

    private static bool IsModel(AnalysisRun run) => run is { Kind: AnalysisKind.RepurchaseModel, State: RunState.Succeeded };

    private static int NextRound(IEnumerable<Pilot> pilots) => pilots.Select(p => p.Round).DefaultIfEmpty().Max() + 1;

    private static string NewSalt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltBytes));

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());

    // The As-is rate says what to expect without the treatment only when it looks as many days ahead as the hypothesis does.
    private async Task FillBaseRateAsync(AppDbContext db, Actor actor, Pilot pilot, CancellationToken cancellationToken)
    {
        if (pilot.BaseRate is not null)
            return;
        var define = await db.DefineSheets.AsNoTracking().SingleOrDefaultAsync(s => s.ProjectId == pilot.ProjectId, cancellationToken);
        if (define is not { MetricAsIs: > 0 and < 1 and { } asIs } || define.UnitInForce() != MetricUnit.Rate || !MeasureWindow.Agree(MeasureWindow.Of(define), MeasureWindow.Of(pilot)))
            return;
        pilot.BaseRate = (double)asIs;
        db.Audit.Add(pilots.Trail(actor, pilot, nameof(PilotField.BaseRate), "", PilotFields.Read(pilot, PilotField.BaseRate)));
    }

    /// <summary>What a plan points to must be of its own project.</summary>
    private static async Task DemandOwnAsync(AppDbContext db, Pilot pilot, PilotField field, CancellationToken cancellationToken)
    {
        if (field == PilotField.OptionId && pilot.OptionId is { } option
            && !await db.SolutionOptions.AnyAsync(o => o.Id == option && o.ProjectId == pilot.ProjectId, cancellationToken))
            throw new DomainRuleException("row.gone");
        if (field == PilotField.DatasetVersionId && pilot.DatasetVersionId is { } version
            && !await db.DatasetVersions.AnyAsync(v => v.Id == version && v.ProjectId == pilot.ProjectId, cancellationToken))
            throw new DomainRuleException("dataset.gone");
        if (field != PilotField.ModelRunId || pilot.ModelRunId is not { } run)
            return;
        await RunHold.TakeAsync(db, run, cancellationToken);
        if (!await db.Runs.AnyAsync(r => r.Id == run && r.ProjectId == pilot.ProjectId && r.Kind == AnalysisKind.RepurchaseModel && r.State == RunState.Succeeded, cancellationToken))
            throw new DomainRuleException("model.not-trained");
    }

    // A model that was removed in this moment is not chosen for anybody; the plan says that none is.
    private static async Task HoldModelAsync(AppDbContext db, Pilot pilot, CancellationToken cancellationToken)
    {
        if (pilot.ModelRunId is { } run && !await RunHold.TakeAsync(db, run, cancellationToken))
            pilot.ModelRunId = null;
    }

    private async Task<Guid> AddAsync(AppDbContext db, Actor actor, Pilot pilot, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await HoldModelAsync(db, pilot, cancellationToken);
        db.Pilots.Add(pilot);
        db.Audit.Add(pilots.Trail(actor, pilot, "Row", null, "added"));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception is not DbUpdateConcurrencyException && exception.IsClash())
        {
            throw new DomainRuleException("pilot.round.taken", pilot.Round);   // two people added a round at the same moment; its number is unique
        }

        feed.Publish(new ProjectChange(pilot.ProjectId, actor.UserId));
        return pilot.Id;
    }

    private static async Task SaveAsync(AppDbContext db, Pilot pilot, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainRuleException("pilot.changed-meanwhile", pilot.Round);
        }
    }
}

/// <summary>What to expect of a plan.</summary>
/// <param name="Population">Customers in the data whom the rule fits.</param>
/// <param name="Selected">Customers taken into the pilot.</param>
/// <param name="Target">Expected size; the random split may differ a little.</param>
/// <param name="Control">Expected size.</param>
/// <param name="DetectableChange">Smallest change of the response rate the wanted way found with 80 % chance, in (0, 1); null when there is none or no base rate.</param>
/// <param name="Cost">Planned cost in the project's currency; null while none is given.</param>
public sealed record PilotForecast(int Population, int Selected, int Target, int Control, double? DetectableChange, decimal? Cost = null)
{
    /// <summary>Campaigns seldom move a rate by more: a plan that can find nothing smaller will most likely find nothing.</summary>
    public const double LargestUsualChange = 0.15;

    /// <summary>Only a change beyond what campaigns bring would be noticed.</summary>
    public bool IsTooSmall => DetectableChange > LargestUsualChange;

    /// <summary>Not even the largest possible change could be told from chance.</summary>
    public bool FindsNothing { get; init; }

    /// <summary>True when the rate should fall.</summary>
    public bool Falls { get; init; }

    /// <summary>The rounds before it; null when there was none.</summary>
    public EarlierRounds? Earlier { get; init; }

    /// <summary>Customers of those rounds who are left out.</summary>
    public int LeftOut { get; init; }

    /// <summary>Customers the round is cut from.</summary>
    public int Left => Population - LeftOut;

    /// <summary>Customers of earlier rounds should be left out and not one is among these: perhaps their ids are written differently.</summary>
    public bool LeavesOutNobody => LeftOut == 0 && Earlier is { Choice: not EarlierCustomers.Keep };

    /// <summary>Leaving out is why the groups are as small as they are.</summary>
    public bool IsSmallByLeavingOut => LeftOut > 0 && (Target == 0 || Control == 0 || IsTooSmall || FindsNothing);

    /// <summary>Whom the finding was about that the round was made from; null without one, or where it says no rate.</summary>
    public FindingGroup? Group { get; init; }
}
