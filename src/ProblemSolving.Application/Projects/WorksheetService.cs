using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Audit;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Projects;

/// <summary>Reads the worksheets of steps 1 to 4 and saves them field by field.</summary>
[FeatureService]
public sealed class WorksheetService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, ProjectFeed feed, TimeProvider time)
{
    private const int MaxRows = 200;

    /// <summary>The project with all its sheets, as they are in the database now.</summary>
    public async Task<ProjectSnapshot> ReadAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ProjectReader.ReadAsync(db, projectId, cancellationToken) ?? throw new AccessDeniedException(Permission.ViewProject);
    }

    /// <summary>
    /// Saves one field. Edits of different fields merge; an edit of a field that somebody else changed since
    /// <see cref="FieldEdit.BaseText"/> was read comes back as a clash with both texts and changes nothing.
    /// </summary>
    /// <exception cref="DomainRuleException">The step is shut, or the text does not fit the field.</exception>
    public async Task<FieldResult> SaveFieldAsync(Actor actor, FieldEdit edit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(edit);
        await access.DemandAsync(actor, Permission.EditProject, edit.ProjectId, cancellationToken);
        var field = WorksheetFields.Get(edit.Sheet, edit.Field);
        var step = WorksheetFields.StepOf(edit.Sheet, edit.Field);

        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await DemandOpenAsync(db, edit.ProjectId, step, cancellationToken);
            var sheet = await FindAsync(db, edit.ProjectId, edit.Sheet, edit.RowId, cancellationToken)
                ?? throw new DomainRuleException("row.gone");
            var old = field.Read(sheet);
            var now = time.GetUtcNow().UtcDateTime;
            if (old == edit.NewText)
                return new FieldResult.Saved(old, sheet.Version, now);
            if (old != edit.BaseText)
                return await ClashAsync(db, edit, old, now, cancellationToken);

            field.Write(sheet, edit.NewText);
            var stored = field.Read(sheet);
            if (stored == old)
                return new FieldResult.Saved(old, sheet.Version, now);   // another way to write the same, such as 3.0 for 3
            sheet.Version++;
            Trail(db, actor, edit.ProjectId, step, edit.Sheet, edit.RowId, edit.Field, old, stored);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < 10)
            {
                continue;   // somebody saved another field of this sheet in between: look again and merge
            }

            feed.Publish(new ProjectChange(edit.ProjectId, actor.UserId, edit.Sheet, edit.RowId, edit.Field, stored));
            return new FieldResult.Saved(stored, sheet.Version, now);
        }
    }

    /// <summary>Says that a value is the team's own although the form has the same as an example, so that it is not told to be one again.</summary>
    /// <param name="value">What the asker looked at, in neutral form.</param>
    /// <exception cref="DomainRuleException">The step is shut, the row is gone, the value is another one by now, or it is a whole sentence of the form.</exception>
    public async Task ConfirmOwnAsync(Actor actor, Guid projectId, SheetKind sheet, Guid? rowId, string field, string value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        var asked = WorksheetFields.Get(sheet, field);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await DemandOpenAsync(db, projectId, WorksheetFields.StepOf(sheet, field), cancellationToken);
        var row = await FindAsync(db, projectId, sheet, rowId, cancellationToken) ?? throw new DomainRuleException("row.gone");
        if (!ExampleCheck.CanBeOwn(asked))
            throw new DomainRuleException("example.sentence");
        if (value.Length == 0 || asked.Read(row) != value)
            throw new DomainRuleException("example.changed");
        var own = new OwnValue(new FieldPlace(sheet, row is IWorksheetRow ? row.Id : null, field), value);
        if ((await OwnValues.ReadAsync(db.Audit.Where(a => a.ProjectId == projectId), cancellationToken))[projectId].Contains(own))
            return;
        db.Audit.Add(OwnValues.Row(time, actor, projectId, own));
        await db.SaveChangesAsync(cancellationToken);
        feed.Publish(new ProjectChange(projectId, actor.UserId));
    }

    /// <summary>Adds an empty row at the end of a list and returns its id.</summary>
    /// <exception cref="DomainRuleException">The step is shut, the list is full, or the sheet has no rows.</exception>
    public Task<Guid> AddRowAsync(Actor actor, Guid projectId, SheetKind sheet, CancellationToken cancellationToken) =>
        AddAsync(actor, projectId, sheet, null, cancellationToken);

    /// <summary>Adds an empty row that belongs to another row.</summary>
    /// <param name="parentId">The option, for an assumption.</param>
    /// <exception cref="DomainRuleException">The step is shut, the list is full, the parent is gone, or rows of this sheet have no parent.</exception>
    public Task<Guid> AddChildRowAsync(Actor actor, Guid projectId, SheetKind sheet, Guid parentId, CancellationToken cancellationToken) =>
        AddAsync(actor, projectId, sheet, parentId, cancellationToken);

    /// <summary>
    /// Puts a new row with its texts into <paramref name="db"/> without saving, for who makes it together with something else.
    /// Asks no permission: services that did so call it.
    /// </summary>
    /// <exception cref="DomainRuleException">The step is shut, the list is full, or a text does not fit its field.</exception>
    internal async Task<Guid> StageRowAsync(AppDbContext db, Actor actor, Guid projectId, SheetKind sheet, IReadOnlyDictionary<string, string> texts, CancellationToken cancellationToken)
    {
        var row = await StageAsync(db, actor, projectId, sheet, null, cancellationToken);
        foreach (var (name, text) in texts.Where(t => t.Value.Length > 0))
        {
            var field = WorksheetFields.Get(sheet, name);
            var old = field.Read(row);
            field.Write(row, text);
            Trail(db, actor, projectId, WorksheetFields.StepOf(sheet, name), sheet, row.Id, name, old, field.Read(row));
        }

        return row.Id;
    }

    private async Task<Guid> AddAsync(Actor actor, Guid projectId, SheetKind sheet, Guid? parentId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await StageAsync(db, actor, projectId, sheet, parentId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        feed.Publish(new ProjectChange(projectId, actor.UserId));
        return row.Id;
    }

    private async Task<IWorksheetRow> StageAsync(AppDbContext db, Actor actor, Guid projectId, SheetKind sheet, Guid? parentId, CancellationToken cancellationToken)
    {
        var step = WorksheetFields.StepOf(sheet, "");
        await DemandOpenAsync(db, projectId, step, cancellationToken);
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var positions = await Rows(db, sheet).Where(r => r.ProjectId == projectId).Select(r => r.Position).ToListAsync(cancellationToken);
        if (positions.Count >= MaxRows)
            throw new DomainRuleException("row.too-many", MaxRows);
        var position = positions.Count == 0 ? 0 : positions.Max() + 1;
        var row = WorksheetRows.Create(sheet, id, projectId, position);
        await PlaceAsync(db, row, sheet, parentId, cancellationToken);
        if (row is CausalLink link)
            link.Cause = await db.CausalLinks.Where(l => l.ProjectId == projectId).OrderByDescending(l => l.Position).Select(l => l.Effect).FirstOrDefaultAsync(cancellationToken) ?? "";   // a chain goes on where it ended
        db.Add((object)row);
        Trail(db, actor, projectId, step, sheet, id, "Row", null, "added");
        return row;
    }

    /// <summary>Removes a row and returns everything that was in it, so that <see cref="RestoreRowAsync"/> can bring it back.</summary>
    /// <exception cref="DomainRuleException">The step is shut or the row is gone.</exception>
    public async Task<DeletedRow> DeleteRowAsync(Actor actor, Guid projectId, SheetKind sheet, Guid rowId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var step = WorksheetFields.StepOf(sheet, "");
        await DemandOpenAsync(db, projectId, step, cancellationToken);
        _ = Rows(db, sheet);
        var row = await FindAsync(db, projectId, sheet, rowId, cancellationToken) as IWorksheetRow ?? throw new DomainRuleException("row.gone");
        var fields = WorksheetFields.Of(sheet).ToDictionary(f => f.Name, f => f.Read(row));
        db.Remove(row);
        Trail(db, actor, projectId, step, sheet, rowId, "Row", System.Text.Json.JsonSerializer.Serialize(fields), null);
        await SaveRowAsync(db, cancellationToken);
        feed.Publish(new ProjectChange(projectId, actor.UserId));
        return new DeletedRow(projectId, sheet, rowId, row.Position, fields, (row as IChildRow)?.ParentId);
    }

    /// <summary>Who removed a row, when, and what was in it; null when it was not removed, or with its parent only.</summary>
    public async Task<RemovedRow?> RemovedAsync(Actor actor, Guid projectId, SheetKind sheet, Guid rowId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var subject = sheet.ToString();
        var last = await (from entry in db.Audit
                          where entry.ProjectId == projectId && entry.Subject == subject && entry.RowId == rowId && entry.Field == "Row" && entry.OldValue != null && entry.NewValue == null
                          join user in db.Users on entry.UserId equals user.Id into users
                          from user in users.DefaultIfEmpty()
                          orderby entry.Id descending
                          select new { entry.UserId, entry.AtUtc, entry.OldValue, Name = user == null ? "" : user.DisplayName }).FirstOrDefaultAsync(cancellationToken);
        return last is null ? null : new RemovedRow(last.UserId, last.Name, last.AtUtc, System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(last.OldValue!)!);
    }

    /// <summary>Brings a removed row back with its texts.</summary>
    public async Task RestoreRowAsync(Actor actor, DeletedRow row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        await access.DemandAsync(actor, Permission.EditProject, row.ProjectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var step = WorksheetFields.StepOf(row.Sheet, "");
        await DemandOpenAsync(db, row.ProjectId, step, cancellationToken);
        var restored = WorksheetRows.Create(row.Sheet, row.RowId, row.ProjectId, row.Position);
        await PlaceAsync(db, restored, row.Sheet, row.ParentId, cancellationToken);
        foreach (var (name, text) in row.Fields)
            WorksheetFields.Get(row.Sheet, name).Write(restored, text);
        db.Add((object)restored);
        Trail(db, actor, row.ProjectId, step, row.Sheet, row.RowId, "Row", null, "restored");
        await SaveRowAsync(db, cancellationToken);
        feed.Publish(new ProjectChange(row.ProjectId, actor.UserId));
    }

    // Who belongs to a row must name one of this project; who belongs to none must not.
    private static async Task PlaceAsync(AppDbContext db, IWorksheetRow row, SheetKind sheet, Guid? parentId, CancellationToken cancellationToken)
    {
        if (row is not IChildRow child)
        {
            if (parentId is not null)
                throw new DomainRuleException("row.no-rows", sheet.ToString());
            return;
        }

        if (parentId is not { } parent || !await db.SolutionOptions.AnyAsync(o => o.Id == parent && o.ProjectId == row.ProjectId, cancellationToken))
            throw new DomainRuleException("row.gone");
        child.ParentId = parent;
    }

    // Somebody saved a field of the row, removed it, or brought it back in the same moment.
    private static async Task SaveRowAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsClash())
        {
            throw new DomainRuleException("row.gone");
        }
    }

    private void Trail(AppDbContext db, Actor actor, Guid projectId, ProblemStep step, SheetKind sheet, Guid? rowId, string field, string? old, string? now) =>
        db.Audit.Add(AuditTrail.Row(time, actor, projectId, step, sheet.ToString(), rowId, field, old, now));

    private async Task DemandOpenAsync(AppDbContext db, Guid projectId, ProblemStep step, CancellationToken cancellationToken) =>
        await StepGuard.DemandOpenAsync(db, projectId, step, time, cancellationToken);

    private static async Task<FieldResult> ClashAsync(AppDbContext db, FieldEdit edit, string theirs, DateTime now, CancellationToken cancellationToken)
    {
        var subject = edit.Sheet.ToString();
        var last = await (from entry in db.Audit
                          where entry.ProjectId == edit.ProjectId && entry.Subject == subject && entry.RowId == edit.RowId && entry.Field == edit.Field
                          join user in db.Users on entry.UserId equals user.Id into users
                          from user in users.DefaultIfEmpty()
                          orderby entry.Id descending
                          select new { entry.AtUtc, Name = user == null ? "" : user.DisplayName }).FirstOrDefaultAsync(cancellationToken);
        return new FieldResult.Clash(edit.NewText, theirs, last?.Name ?? "", last?.AtUtc ?? now);
    }

    private static IQueryable<IWorksheetRow> Rows(AppDbContext db, SheetKind sheet) => sheet switch
    {
        SheetKind.EffectLine => db.EffectLines,
        SheetKind.CausalLink => db.CausalLinks,
        SheetKind.Solution => db.SolutionOptions,
        SheetKind.Assumption => db.Assumptions,
        SheetKind.DamageInput => db.DamageInputs,
        SheetKind.CauseNote => db.CauseNotes,
        SheetKind.EvidencePin or SheetKind.Define or SheetKind.Effects or SheetKind.Prioritize => throw new DomainRuleException("row.no-rows", sheet.ToString()),
    };

    private static async Task<IWorksheet?> FindAsync(AppDbContext db, Guid projectId, SheetKind sheet, Guid? rowId, CancellationToken cancellationToken) => sheet switch
    {
        SheetKind.Define => await db.DefineSheets.SingleOrDefaultAsync(s => s.ProjectId == projectId, cancellationToken),
        SheetKind.Effects => await db.EffectsSheets.SingleOrDefaultAsync(s => s.ProjectId == projectId, cancellationToken),
        SheetKind.Prioritize => await db.PrioritizeSheets.SingleOrDefaultAsync(s => s.ProjectId == projectId, cancellationToken),
        SheetKind.EffectLine => await db.EffectLines.SingleOrDefaultAsync(s => s.ProjectId == projectId && s.Id == rowId, cancellationToken),
        SheetKind.CausalLink => await db.CausalLinks.SingleOrDefaultAsync(s => s.ProjectId == projectId && s.Id == rowId, cancellationToken),
        SheetKind.Assumption => await db.Assumptions.SingleOrDefaultAsync(s => s.ProjectId == projectId && s.Id == rowId, cancellationToken),
        SheetKind.DamageInput => await db.DamageInputs.SingleOrDefaultAsync(s => s.ProjectId == projectId && s.Id == rowId, cancellationToken),
        SheetKind.EvidencePin => await db.EvidencePins.SingleOrDefaultAsync(s => s.ProjectId == projectId && s.Id == rowId, cancellationToken),
        SheetKind.CauseNote => await db.CauseNotes.SingleOrDefaultAsync(s => s.ProjectId == projectId && s.Id == rowId, cancellationToken),
        SheetKind.Solution => await db.SolutionOptions.SingleOrDefaultAsync(s => s.ProjectId == projectId && s.Id == rowId, cancellationToken),
    };
}

/// <summary>Who took a row out, and what was in it.</summary>
/// <param name="Fields">In neutral form.</param>
public sealed record RemovedRow(Guid ById, string ByName, DateTime AtUtc, IReadOnlyDictionary<string, string> Fields);

/// <summary>A row taken out, with its texts in neutral form.</summary>
public sealed record DeletedRow(Guid ProjectId, SheetKind Sheet, Guid RowId, int Position, IReadOnlyDictionary<string, string> Fields, Guid? ParentId = null);
