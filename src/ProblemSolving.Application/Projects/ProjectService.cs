using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Audit;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Projects;

/// <summary>Projects and who belongs to them.</summary>
[FeatureService]
public sealed class ProjectService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, ProjectFeed feed, TimeProvider time)
{
    private const int MostCards = 200;
    private const int MostAttempts = 10;
    private const int MostNameLetters = 200;
    private const int MostSummaryLetters = 4000;

    /// <summary>The projects the actor may see, newest change first.</summary>
    /// <param name="search">Part of name, key or summary; null or blank for all.</param>
    public async Task<IReadOnlyList<ProjectCard>> ListAsync(Actor actor, string? search, ProjectStatus? status, CancellationToken cancellationToken)
    {
        var standing = await access.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var projects = db.Projects.AsNoTracking().To(standing, db);
        if (status is { } only)
            projects = projects.Where(p => p.Status == only);
        var found = await projects.ToListAsync(cancellationToken);
        if (!string.IsNullOrWhiteSpace(search))
        {
            // In memory: SQLite's LIKE folds only ASCII, and Hangul must match however it was typed.
            var wanted = search.Trim().Normalize();
            found = [.. found.Where(p => Contains(p.Name, wanted) || Contains(p.Key, wanted) || Contains(p.Summary, wanted))];
        }

        // Every change of a sheet, run or gate leaves a trail row: the newest one says when the project was last worked on.
        var ids = found.Select(p => p.Id).ToList();
        var trail = await db.Audit.Where(a => a.ProjectId != null && ids.Contains(a.ProjectId.Value)).GroupBy(a => a.ProjectId!.Value).Select(g => new { g.Key, At = g.Max(a => a.AtUtc) }).ToDictionaryAsync(g => g.Key, g => g.At, cancellationToken);
        DateTime Changed(Project project) => trail.TryGetValue(project.Id, out var at) && at > project.ChangedAtUtc ? at : project.ChangedAtUtc;
        var shown = found.OrderByDescending(Changed).ThenBy(p => p.Key, StringComparer.Ordinal).Take(MostCards).ToList();
        return [.. (await CardReader.ReadAsync(db, shown, cancellationToken)).Select(s => Card(s, Changed(s.Project)))];
    }

    private ProjectCard Card(ProjectSnapshot snapshot, DateTime changedAtUtc)
    {
        var project = snapshot.Project;
        var counts = project.Status is ProjectStatus.Active or ProjectStatus.OnHold;
        return new ProjectCard(
            project,
            StepStates.Of(snapshot, ProjectClock.Today(project.TimeZoneId, time)),
            snapshot.Estimate.NetPerYear.Likely,
            snapshot.Define.DamageAmount * snapshot.Define.DamagePeriod.PerYear(),
            changedAtUtc)
        {
            Asked = AskedNet.Of(snapshot),
            Lost = counts && snapshot.DamageSince(time.GetUtcNow().UtcDateTime) is { Days: >= 1 } lost ? lost : null,
        };
    }

    /// <summary>The project behind a key in an address.</summary>
    /// <exception cref="AccessDeniedException">No such project, or not for this actor.</exception>
    public async Task<ProjectView> OpenAsync(Actor actor, string key, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var id = await db.Projects.Where(p => p.Key == key).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancellationToken);
        var standing = await access.DemandAsync(actor, Permission.ViewProject, id ?? Guid.Empty, cancellationToken);
        if (id is null)
            throw new AccessDeniedException(Permission.ViewProject);
        var snapshot = await ProjectReader.ReadAsync(db, id.Value, cancellationToken) ?? throw new AccessDeniedException(Permission.ViewProject);
        return new ProjectView(
            snapshot,
            StepStates.Of(snapshot, ProjectClock.Today(snapshot.Project.TimeZoneId, time)),
            standing.ProjectRole,
            CanEdit: standing.ProjectRole is ProjectRole.Editor or ProjectRole.Owner,
            CanManage: standing.ProjectRole is ProjectRole.Owner || standing.Is(SystemRole.Admin),
            CanComment: standing.ProjectRole is not null);
    }

    /// <summary>Makes an empty project; its creator owns it. The same form sent twice makes one project: the second call gets it as it stands.</summary>
    /// <exception cref="DomainRuleException">No name, an unknown currency or an unknown time zone.</exception>
    public async Task<Project> CreateAsync(Actor actor, NewProject input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        await access.DemandAsync(actor, Permission.CreateProject, null, cancellationToken);
        DemandTexts(input.Name, input.Summary);
        _ = Currency.Of(input.CurrencyCode);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(input.TimeZoneId, out _))
            throw new DomainRuleException("project.time-zone", input.TimeZoneId);

        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            if (input.Id is { } sent && await db.Projects.AsNoTracking().SingleOrDefaultAsync(p => p.Id == sent && p.CreatedById == actor.UserId, cancellationToken) is { } made)
                return made;
            var now = time.GetUtcNow();
            var keys = await db.Projects.Select(p => p.Key).ToListAsync(cancellationToken);
            var next = keys.Select(k => int.TryParse(k.AsSpan(3), out var n) ? n : 0).DefaultIfEmpty().Max() + 1;
            var project = new Project
            {
                Id = input.Id ?? Guid.CreateVersion7(now),
                Key = $"PS-{next}",
                Name = input.Name.Trim(),
                Summary = input.Summary.Trim(),
                CurrencyCode = input.CurrencyCode,
                TimeZoneId = input.TimeZoneId,
                IsSample = input.IsSample,
                CreatedById = actor.UserId,
                CreatedAtUtc = now.UtcDateTime,
                ChangedAtUtc = now.UtcDateTime,
            };
            db.Projects.Add(project);
            db.Members.Add(new ProjectMember { ProjectId = project.Id, UserId = actor.UserId, Role = ProjectRole.Owner, AddedAtUtc = now.UtcDateTime });
            db.DefineSheets.Add(new DefineSheet { Id = Guid.CreateVersion7(now), ProjectId = project.Id, MetricSeriesRates = SeriesRates.PerCent });
            db.EffectsSheets.Add(new EffectsSheet { Id = Guid.CreateVersion7(now), ProjectId = project.Id });
            db.PrioritizeSheets.Add(new PrioritizeSheet { Id = Guid.CreateVersion7(now), ProjectId = project.Id });
            db.Audit.Add(Trail(actor, project.Id, "Project", null, "Created", null, project.Name));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return project;
            }
            catch (DbUpdateException exception) when (attempt < 5 && exception.IsClash())
            {
                // two projects made at the same moment wanted the same key, or one form was sent twice: look again
            }
        }
    }

    /// <summary>Changes name, summary and status.</summary>
    /// <param name="baseVersion">The version the writer looked at.</param>
    /// <exception cref="DomainRuleException">No name, a text too long, Dropped chosen here (only the gate drops a project), closed while a question is open, or somebody else changed the project meanwhile.</exception>
    public async Task UpdateAsync(Actor actor, Guid projectId, int baseVersion, string name, string summary, ProjectStatus status, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ManageProject, projectId, cancellationToken);
        DemandTexts(name, summary);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var project = await db.Projects.SingleAsync(p => p.Id == projectId, cancellationToken);
        if (project.Version != baseVersion)
            throw new DomainRuleException("project.changed");
        if (status == ProjectStatus.Dropped && project.Status != ProjectStatus.Dropped)
            throw new DomainRuleException("project.drop-by-gate");
        if (project.Status == ProjectStatus.Dropped && status != ProjectStatus.Dropped)
            throw new DomainRuleException("project.revive-by-gate");
        if (status == ProjectStatus.Closed && project.Status != ProjectStatus.Closed
            && await db.Reviews.AnyAsync(r => r.ProjectId == projectId && r.Decision == null && !r.IsWithdrawn, cancellationToken))
            throw new DomainRuleException("project.close-pending");
        AddIfChanged(db, actor, projectId, nameof(project.Name), project.Name, name.Trim());
        AddIfChanged(db, actor, projectId, nameof(project.Summary), project.Summary, summary.Trim());
        AddIfChanged(db, actor, projectId, nameof(project.Status), project.Status.ToString(), status.ToString());
        project.Name = name.Trim();
        project.Summary = summary.Trim();
        project.Status = status;
        project.ChangedAtUtc = time.GetUtcNow().UtcDateTime;
        project.Version++;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainRuleException("project.changed");   // somebody saved between reading and writing
        }

        feed.Publish(new ProjectChange(projectId, actor.UserId));
    }

    public async Task<IReadOnlyList<MemberView>> MembersAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await (from member in db.Members
                      join user in db.Users on member.UserId equals user.Id
                      where member.ProjectId == projectId
                      orderby user.DisplayName, user.UserName
                      select new MemberView(user.Id, user.DisplayName, user.UserName!, member.Role, user.IsDisabled)).ToListAsync(cancellationToken);
    }

    /// <summary>Accounts that could still be added, by part of their name.</summary>
    public async Task<IReadOnlyList<PersonView>> CandidatesAsync(Actor actor, Guid projectId, string search, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ManageProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var people = await db.Users.AsNoTracking()
            .Where(u => !u.IsDisabled && u.PasswordHash != null && !db.Members.Any(m => m.ProjectId == projectId && m.UserId == u.Id))
            .OrderBy(u => u.DisplayName)
            .Select(u => new PersonView(u.Id, u.DisplayName, u.UserName!, (from link in db.UserRoles join role in db.Roles on link.RoleId equals role.Id where link.UserId == u.Id && role.Name == nameof(SystemRole.Manager) select link).Any()))
            .Take(1000)
            .ToListAsync(cancellationToken);
        return [.. people.Where(p => Contains(p.DisplayName, search ?? "") || Contains(p.UserName, search ?? "")).Take(20)];
    }

    /// <summary>Adds a member or changes their place.</summary>
    /// <exception cref="DomainRuleException">Unknown person, a reviewer without the role Manager, or the last owner would be lost.</exception>
    public async Task SetMemberAsync(Actor actor, Guid projectId, Guid userId, ProjectRole role, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ManageProject, projectId, cancellationToken);
        await ChangeMembersAsync(
            async db =>
            {
                var name = await db.Users.Where(u => u.Id == userId && !u.IsDisabled).Select(u => u.DisplayName).SingleOrDefaultAsync(cancellationToken)
                    ?? throw new DomainRuleException("member.unknown");
                if (role == ProjectRole.Reviewer && !await IsManagerAsync(db, userId, cancellationToken))
                    throw new DomainRuleException("member.reviewer-not-manager", name);
                var member = await db.Members.SingleOrDefaultAsync(m => m.ProjectId == projectId && m.UserId == userId, cancellationToken);
                if (member is { Role: ProjectRole.Owner } && role != ProjectRole.Owner)
                    await LoseOwnerAsync(db, projectId, userId, cancellationToken);
                db.Audit.Add(Trail(actor, projectId, "Member", userId, "Role", member?.Role.ToString(), role.ToString()));
                if (member is null)
                    db.Members.Add(new ProjectMember { ProjectId = projectId, UserId = userId, Role = role, AddedAtUtc = time.GetUtcNow().UtcDateTime });
                else
                    member.Role = role;
            },
            cancellationToken);
        feed.Publish(new ProjectChange(projectId, actor.UserId));
    }

    /// <exception cref="DomainRuleException">The last owner cannot leave.</exception>
    public async Task RemoveMemberAsync(Actor actor, Guid projectId, Guid userId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ManageProject, projectId, cancellationToken);
        await ChangeMembersAsync(
            async db =>
            {
                var member = await db.Members.SingleOrDefaultAsync(m => m.ProjectId == projectId && m.UserId == userId, cancellationToken);
                if (member is null)
                    return;
                if (member.Role == ProjectRole.Owner)
                    await LoseOwnerAsync(db, projectId, userId, cancellationToken);
                db.Members.Remove(member);
                db.Audit.Add(Trail(actor, projectId, "Member", userId, "Role", member.Role.ToString(), null));
            },
            cancellationToken);
        feed.Publish(new ProjectChange(projectId, actor.UserId));
    }

    private async Task ChangeMembersAsync(Func<AppDbContext, Task> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await change(db);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateException exception) when (attempt < MostAttempts && exception.IsClash())
            {
                // the same person was set twice, or another owner went at the same moment: look again
            }
        }
    }

    // Of two owners who go at the same moment each sees the other: the version of the project lets only one of them through, and the other looks again.
    private static async Task LoseOwnerAsync(AppDbContext db, Guid projectId, Guid userId, CancellationToken cancellationToken)
    {
        var project = await db.Projects.SingleAsync(p => p.Id == projectId, cancellationToken);
        if (!await db.Members.AnyAsync(m => m.ProjectId == projectId && m.UserId != userId && m.Role == ProjectRole.Owner, cancellationToken))
            throw new DomainRuleException("member.last-owner");
        project.Version++;
    }

    private static Task<bool> IsManagerAsync(AppDbContext db, Guid userId, CancellationToken cancellationToken) =>
        (from link in db.UserRoles join role in db.Roles on link.RoleId equals role.Id where link.UserId == userId && role.Name == nameof(SystemRole.Manager) select link)
        .AnyAsync(cancellationToken);

    private static void DemandTexts(string name, string summary)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new DomainRuleException("project.no-name");
        if (name.Trim().Length > MostNameLetters)
            throw new DomainRuleException("field.too-long", MostNameLetters, name.Trim().Length);
        if (summary.Trim().Length > MostSummaryLetters)
            throw new DomainRuleException("field.too-long", MostSummaryLetters, summary.Trim().Length);
    }

    private static bool Contains(string text, string part) => text.Normalize().Contains(part, StringComparison.OrdinalIgnoreCase);

    private void AddIfChanged(AppDbContext db, Actor actor, Guid projectId, string field, string old, string now)
    {
        if (old != now)
            db.Audit.Add(Trail(actor, projectId, "Project", null, field, old, now));
    }

    private AuditEntry Trail(Actor actor, Guid projectId, string subject, Guid? rowId, string field, string? old, string? now) =>
        AuditTrail.Row(time, actor, projectId, null, subject, rowId, field, old, now);
}

/// <summary>What is needed to make a project.</summary>
public sealed record NewProject(string Name, string Summary, string CurrencyCode, string TimeZoneId, bool IsSample = false)
{
    /// <summary>Given by the form, so that sending it again makes no second project; null takes a new one.</summary>
    public Guid? Id { get; init; }
}

/// <summary>A project in a list.</summary>
/// <param name="NetPerYear">Likely net effect per year in the project's currency.</param>
/// <param name="DamagePerYear">Damage per year, or null while not stated.</param>
public sealed record ProjectCard(Project Project, IReadOnlyList<StepStatus> Steps, decimal NetPerYear, decimal? DamagePerYear, DateTime ChangedAtUtc)
{
    /// <summary>What the managers were asked about, where it is another figure than that of the sheets; null while both are the same or nothing was asked.</summary>
    public AskedNet? Asked { get; init; }

    /// <summary>What was lost since the damage was stated; null while there is none or the project has ended.</summary>
    public DamageCounter? Lost { get; init; }
}

/// <summary>A project as one actor sees it.</summary>
public sealed record ProjectView(ProjectSnapshot Snapshot, IReadOnlyList<StepStatus> Steps, ProjectRole? Role, bool CanEdit, bool CanManage, bool CanComment);

/// <summary>A member in a list.</summary>
public sealed record MemberView(Guid UserId, string DisplayName, string UserName, ProjectRole Role, bool IsDisabled);

/// <summary>A person to choose.</summary>
/// <param name="IsManager">Has the role Manager, and so can be a reviewer.</param>
public sealed record PersonView(Guid UserId, string DisplayName, string UserName, bool IsManager)
{
    /// <summary>The place most likely meant: managers decide, everybody else fills in.</summary>
    public ProjectRole UsualRole => IsManager ? ProjectRole.Reviewer : ProjectRole.Editor;
}
