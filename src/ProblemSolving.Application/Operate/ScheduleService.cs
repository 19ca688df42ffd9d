using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Lists;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Data.Analyze;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Audit;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Operate;

/// <summary>Schedules of target lists, their runs and their failures.</summary>
[FeatureService]
public sealed class ScheduleService(
    IDbContextFactory<AppDbContext> contexts, AccessGuard access, DataDirectory data, ScheduleWaker waker, WorkQueue queue, ListFiles files, ProjectFeed feed, TimeProvider time)
{
    private const int SlotsShown = 5;

    /// <summary>The schedules of a project with what is coming and what was.</summary>
    public async Task<IReadOnlyList<ScheduleView>> ListAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var project = await db.Projects.AsNoTracking().SingleAsync(p => p.Id == projectId, cancellationToken);
        var zone = ProjectClock.Zone(project.TimeZoneId);
        var schedules = await db.Schedules.AsNoTracking().Where(s => s.ProjectId == projectId).OrderBy(s => s.CreatedAtUtc).ToListAsync(cancellationToken);
        var runs = await db.OperateRuns.AsNoTracking().Where(r => r.ProjectId == projectId).OrderByDescending(r => r.SlotUtc).Take(500).ToListAsync(cancellationToken);
        return
        [
            .. schedules.Select(s => new ScheduleView(
                s,
                s.IsEnabled ? ScheduleSlots.Coming(s, Now, zone, SlotsShown) : [],
                [.. runs.Where(r => r.ScheduleId == s.Id).Take(50)],
                data.Outbox(s.Id))),
        ];
    }

    /// <summary>What a schedule can be made of: datasets with an imported version, and trained models.</summary>
    public async Task<ScheduleChoices> ChoicesAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var datasets = await db.Datasets.AsNoTracking()
            .Where(d => d.ProjectId == projectId && db.DatasetVersions.Any(v => v.DatasetId == d.Id && v.State == DatasetState.Ready))
            .OrderBy(d => d.Name)
            .Select(d => new Choice(d.Id, d.Name))
            .ToListAsync(cancellationToken);
        var models = await ProjectReader.RunsWithoutResults(db.Runs.Where(r => r.ProjectId == projectId && r.Kind == AnalysisKind.RepurchaseModel && r.State == RunState.Succeeded)).ToListAsync(cancellationToken);
        return new ScheduleChoices(datasets, models);
    }

    /// <summary>Makes a schedule, or changes the one with this id.</summary>
    /// <exception cref="DomainRuleException">The step is shut, a value is out of range, or the data or the model do not belong to the project.</exception>
    public async Task<Guid> SaveAsync(Actor actor, Guid projectId, Guid? scheduleId, ScheduleInput input, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        ArgumentNullException.ThrowIfNull(input);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await StepGuard.DemandOpenAsync(db, projectId, ProblemStep.Operate, time, cancellationToken);
        (await BudgetGuard.ReadAsync(db, projectId, cancellationToken)).DemandSchedule(input.CostPerContact);
        if (!await db.DatasetVersions.AnyAsync(v => v.DatasetId == input.DatasetId && v.ProjectId == projectId && v.State == DatasetState.Ready, cancellationToken))
            throw new DomainRuleException("schedule.no-data");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (input.ModelRunId is { } model)
            await RunHold.TakeAsync(db, model, cancellationToken);
        if (input.ModelRunId is not null && !await db.Runs.AnyAsync(r => r.Id == input.ModelRunId && r.ProjectId == projectId && r.Kind == AnalysisKind.RepurchaseModel && r.State == RunState.Succeeded, cancellationToken))
            throw new DomainRuleException("model.not-trained");

        var schedule = scheduleId is { } id
            ? await db.Schedules.SingleOrDefaultAsync(s => s.Id == id && s.ProjectId == projectId, cancellationToken) ?? throw new DomainRuleException("row.gone")
            : db.Schedules.Add(new OperateSchedule
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                ProjectId = projectId,
                Name = "",
                Salt = input.Salt ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
                CreatedById = actor.UserId,
                CreatedAtUtc = Now,
            }).Entity;
        if (scheduleId is not null && input.Version is { } seen && seen != schedule.Version)
            throw new DomainRuleException("schedule.changed");
        var old = scheduleId is null ? null : Describe(schedule);
        var asked = (input.Frequency, input.DayOfWeek, input.DayOfMonth, input.TimeOfDay);
        if (scheduleId is null || asked != (schedule.Frequency, schedule.DayOfWeek, schedule.DayOfMonth, schedule.TimeOfDay))
            schedule.OwedFromUtc = Now;
        (schedule.Name, schedule.Frequency, schedule.DayOfWeek, schedule.DayOfMonth, schedule.TimeOfDay) = (input.Name.Trim(), input.Frequency, input.DayOfWeek, input.DayOfMonth, input.TimeOfDay);
        (schedule.DatasetId, schedule.ModelRunId, schedule.TargetShare, schedule.HoldoutShare) = (input.DatasetId, input.ModelRunId, input.TargetShare, input.HoldoutShare);
        (schedule.RefreshEveryDays, schedule.ErrorProcedure, schedule.ErrorContact) = (input.RefreshEveryDays, input.ErrorProcedure.Trim(), input.ErrorContact.Trim());
        (schedule.CostPerContact, schedule.PopulationRuleJson) = (input.CostPerContact, PopulationRule.Write(PopulationRule.Read(input.PopulationRuleJson)));
        schedule.Check();
        schedule.Version++;
        db.Audit.Add(Trail(actor, projectId, schedule.Id, "Schedule", old, Describe(schedule)));
        await SaveChangedAsync(db, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await waker.SetAsync(schedule, cancellationToken);
        feed.Publish(new ProjectChange(projectId, actor.UserId));
        return schedule.Id;
    }

    /// <summary>Pauses or resumes a schedule.</summary>
    public async Task SetEnabledAsync(Actor actor, Guid scheduleId, bool enabled, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var schedule = await ScheduleAsync(db, actor, Permission.EditProject, scheduleId, cancellationToken);
        if (enabled)
            await DemandMayRunAsync(db, schedule, cancellationToken);
        db.Audit.Add(Trail(actor, schedule.ProjectId, scheduleId, "Enabled", Active(schedule.IsEnabled), Active(enabled)));
        if (enabled && !schedule.IsEnabled)
            schedule.OwedFromUtc = Now;   // what fell into the pause is not made up for
        schedule.IsEnabled = enabled;
        schedule.Version++;
        await SaveChangedAsync(db, cancellationToken);
        await waker.SetAsync(schedule, cancellationToken);
        feed.Publish(new ProjectChange(schedule.ProjectId, actor.UserId));
    }

    private async Task DemandMayRunAsync(AppDbContext db, OperateSchedule schedule, CancellationToken cancellationToken)
    {
        await StepGuard.DemandOpenAsync(db, schedule.ProjectId, ProblemStep.Operate, time, cancellationToken);
        (await BudgetGuard.ReadAsync(db, schedule.ProjectId, cancellationToken)).DemandSchedule(schedule.CostPerContact);
    }

    /// <summary>Starts a run outside the plan, now.</summary>
    /// <exception cref="DomainRuleException">The step is shut, or a run of this schedule is under way.</exception>
    public async Task<Guid> RunNowAsync(Actor actor, Guid scheduleId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var schedule = await ScheduleAsync(db, actor, Permission.EditProject, scheduleId, cancellationToken);
        await DemandMayRunAsync(db, schedule, cancellationToken);
        if (await db.OperateRuns.AnyAsync(r => r.ScheduleId == scheduleId && (r.State == RunState.Queued || r.State == RunState.Running), cancellationToken))
            throw new DomainRuleException("schedule.running");
        // A run that began and ended in this second has taken its slot; two who press at once still want the same one.
        var slot = WholeSecond(Now);
        while (await db.OperateRuns.AnyAsync(r => r.ScheduleId == scheduleId && r.SlotUtc == slot, cancellationToken))
            slot = slot.AddSeconds(1);
        var run = new OperateRun { Id = Guid.CreateVersion7(time.GetUtcNow()), ProjectId = schedule.ProjectId, ScheduleId = scheduleId, SlotUtc = slot, IsManual = true };
        db.OperateRuns.Add(run);
        db.Audit.Add(Trail(actor, schedule.ProjectId, run.Id, "Started", null, schedule.Name));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsClash())
        {
            throw new DomainRuleException("schedule.running");   // two people pressed in the same second; the slot is unique
        }

        await queue.EnqueueAsync(WorkKind.OperateRun, run.Id, cancellationToken);
        feed.Publish(new ProjectChange(schedule.ProjectId, actor.UserId));
        return run.Id;
    }

    /// <summary>Runs that failed and that nobody has taken note of, in the projects the actor sees; newest first.</summary>
    public async Task<IReadOnlyList<FailedRun>> FailedAsync(Actor actor, CancellationToken cancellationToken)
    {
        var standing = await access.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var runs = db.OperateRuns.AsNoTracking().Where(r => r.State == RunState.Failed && !r.IsAcknowledged);
        if (!standing.Is(SystemRole.Admin))
            runs = runs.Where(r => db.Members.Any(m => m.ProjectId == r.ProjectId && m.UserId == actor.UserId));
        return await (from run in runs
                      join schedule in db.Schedules on run.ScheduleId equals schedule.Id
                      join project in db.Projects on run.ProjectId equals project.Id
                      orderby run.SlotUtc descending
                      select new FailedRun(
                          run, schedule, project,
                          db.Members.Any(m => m.ProjectId == run.ProjectId && m.UserId == actor.UserId && (m.Role == ProjectRole.Editor || m.Role == ProjectRole.Owner)))).Take(50).ToListAsync(cancellationToken);
    }

    /// <summary>All schedules in the projects the actor sees, with their newest run.</summary>
    public async Task<IReadOnlyList<OperationRow>> OverviewAsync(Actor actor, CancellationToken cancellationToken)
    {
        var standing = await access.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var schedules = db.Schedules.AsNoTracking();
        if (!standing.Is(SystemRole.Admin))
            schedules = schedules.Where(s => db.Members.Any(m => m.ProjectId == s.ProjectId && m.UserId == actor.UserId));
        var rows = await (from schedule in schedules
                          join project in db.Projects on schedule.ProjectId equals project.Id
                          orderby project.Key, schedule.Name
                          select new { schedule, project }).Take(500).ToListAsync(cancellationToken);
        var result = new List<OperationRow>();
        foreach (var row in rows)
        {
            var last = await db.OperateRuns.AsNoTracking().Where(r => r.ScheduleId == row.schedule.Id).OrderByDescending(r => r.SlotUtc).FirstOrDefaultAsync(cancellationToken);
            result.Add(new OperationRow(row.schedule, row.project, last, row.schedule.IsEnabled ? ScheduleSlots.Next(row.schedule, Now, ProjectClock.Zone(row.project.TimeZoneId)) : null));
        }

        return result;
    }

    /// <summary>Takes a failed run off the home page.</summary>
    public async Task AcknowledgeAsync(Actor actor, Guid runId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var run = await db.OperateRuns.SingleOrDefaultAsync(r => r.Id == runId, cancellationToken);
        await access.DemandAsync(actor, Permission.EditProject, run?.ProjectId ?? Guid.Empty, cancellationToken);
        run!.IsAcknowledged = true;
        db.Audit.Add(Trail(actor, run.ProjectId, runId, "Acknowledged", null, run.ErrorCode is { } code ? AuditWords.Write("rule." + code, AuditWords.Values(run.ErrorArgumentsJson)) : null));
        await db.SaveChangesAsync(cancellationToken);
        feed.Publish(new ProjectChange(run.ProjectId, actor.UserId));
    }

    /// <summary>A delivered file of a run; the download is audited.</summary>
    /// <param name="format">Of a list; the manifest has only one.</param>
    /// <exception cref="DomainRuleException">Nothing was delivered, the file was taken from the outbox, or the list is too long for a workbook.</exception>
    public async Task<DeliveredFile> OpenFileAsync(Actor actor, Guid runId, DeliveredPart part, ListFormat format, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var run = await db.OperateRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId, cancellationToken);
        await access.DemandAsync(actor, Permission.EditProject, run?.ProjectId ?? Guid.Empty, cancellationToken);
        if (run!.FileName.Length == 0 || (part == DeliveredPart.Holdout && run.HoldoutCount == 0))
            throw new DomainRuleException("schedule.no-file");
        var name = OutboxFiles.NameOf(run, part);
        var path = Path.Combine(data.Outbox(run.ScheduleId), name);
        if (!File.Exists(path))
            throw new DomainRuleException("schedule.no-file");
        if (part == DeliveredPart.Manifest)
            format = ListFormat.Csv;
        else
            name = ListFiles.NameIn(format, name);
        var content = await files.OpenAsync(path, part == DeliveredPart.Holdout ? run.HoldoutCount : run.TargetCount, format, cancellationToken);
        try
        {
            db.Audit.Add(Trail(actor, run.ProjectId, runId, "Downloaded", null, name));
            await db.SaveChangesAsync(cancellationToken);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }

        return new DeliveredFile(name, content);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    internal static DateTime WholeSecond(DateTime utc) => new(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);

    private static string Describe(OperateSchedule s)
    {
        List<object> facts =
        [
            s.Name,
            new FigureText("choice.ScheduleFrequency." + s.Frequency),
            s.TimeOfDay.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            s.TargetShare,
            s.HoldoutShare,
            s.ModelRunId is null ? new FigureText("history.schedule.no-model") : s.RefreshEveryDays is { } days ? new FigureText("history.schedule.refresh", days) : new FigureText("history.schedule.no-refresh"),
        ];
        if (s.CostPerContact is { } cost)
            facts.Add(cost);
        var said = new FigureText(s.CostPerContact is null ? "history.schedule" : "history.schedule.cost", [.. facts]);
        return ResultJson.Write(s.PopulationRuleJson.Length == 0 ? said : new FigureText("history.list", said, PopulationText.Said(PopulationRule.Read(s.PopulationRuleJson))));
    }

    private static string Active(bool enabled) => AuditWords.Write(enabled ? "history.schedule.active" : "history.schedule.paused");

    private static async Task SaveChangedAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainRuleException("schedule.changed");   // somebody saved between reading and writing
        }
    }

    private async Task<OperateSchedule> ScheduleAsync(AppDbContext db, Actor actor, Permission permission, Guid scheduleId, CancellationToken cancellationToken)
    {
        var schedule = await db.Schedules.SingleOrDefaultAsync(s => s.Id == scheduleId, cancellationToken);
        await access.DemandAsync(actor, permission, schedule?.ProjectId ?? Guid.Empty, cancellationToken);
        return schedule!;
    }

    private AuditEntry Trail(Actor actor, Guid projectId, Guid rowId, string field, string? old, string? now) =>
        AuditTrail.Row(time, actor, projectId, ProblemStep.Operate, "Schedule", rowId, field, old, now);
}

/// <summary>What a person says about a schedule; units as in <see cref="OperateSchedule"/>.</summary>
/// <param name="Salt">Only for the sample, whose split must be the same everywhere; otherwise null.</param>
/// <param name="Version">The version a person looked at while changing it; an older one than stored is refused. Null does not ask.</param>
public sealed record ScheduleInput(
    string Name,
    ScheduleFrequency Frequency,
    DayOfWeek DayOfWeek,
    int DayOfMonth,
    TimeOnly TimeOfDay,
    Guid DatasetId,
    Guid? ModelRunId,
    double TargetShare,
    double HoldoutShare,
    int? RefreshEveryDays,
    string ErrorProcedure,
    string ErrorContact,
    string? Salt = null,
    int? Version = null,
    decimal? CostPerContact = null,
    string PopulationRuleJson = "");

/// <summary>A schedule with its next slots (UTC) and its newest runs.</summary>
/// <param name="OutboxFolder">Where the marketing system finds the lists.</param>
public sealed record ScheduleView(OperateSchedule Schedule, IReadOnlyList<DateTime> Coming, IReadOnlyList<OperateRun> Runs, string OutboxFolder);

/// <summary>What a schedule can be made of.</summary>
public sealed record ScheduleChoices(IReadOnlyList<Choice> Datasets, IReadOnlyList<AnalysisRun> Models);

/// <summary>Something to choose by name.</summary>
public sealed record Choice(Guid Id, string Name);

/// <summary>A failed run with what it belongs to.</summary>
/// <param name="MayAcknowledge">True when this actor may take note of it for the project.</param>
public sealed record FailedRun(OperateRun Run, OperateSchedule Schedule, Project Project, bool MayAcknowledge);

/// <summary>A schedule in a list over projects.</summary>
public sealed record OperationRow(OperateSchedule Schedule, Project Project, OperateRun? Last, DateTime? NextUtc);

/// <summary>The files of a delivery.</summary>
public enum DeliveredPart
{
    /// <summary>The customers to contact.</summary>
    Target,

    /// <summary>The customers kept out as control group.</summary>
    Holdout,

    /// <summary>Rows, checksum and origin of the target list.</summary>
    Manifest,
}

/// <summary>An open file with its name; the reader closes it.</summary>
public sealed record DeliveredFile(string FileName, Stream Content);
