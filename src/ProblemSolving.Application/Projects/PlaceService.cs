using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Data;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Projects;

/// <summary>Where one person may go from the palette: names and ids alone, nothing of what stands there.</summary>
[FeatureService]
public sealed class PlaceService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, InboxService inbox)
{
    private const int MostProjects = 500;
    private const int MostVersions = 100;
    private const int MostRuns = 50;

    /// <param name="open">What is open: the pages of its project are listed too. A project the actor may not see is as one that is not there.</param>
    public async Task<Places> ListAsync(Actor actor, OpenPage open, CancellationToken cancellationToken)
    {
        var standing = await access.DemandAsync(actor, Permission.SignedIn, null, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var seen = db.Projects.AsNoTracking().To(standing, db);
        var projects = await seen.OrderByDescending(p => p.ChangedAtUtc).ThenBy(p => p.Key).Take(MostProjects).Select(p => new ProjectPlace(p.Id, p.Key, p.Name)).ToListAsync(cancellationToken);
        var here = await HereAsync(db, seen, open, cancellationToken);
        return new Places(
            projects,
            here is null ? null : new OpenPlace(new ProjectPlace(here.Id, here.Key, here.Name), here.TimeZoneId, await VersionsAsync(db, here.Id, cancellationToken), await RunsAsync(db, here.Id, cancellationToken)),
            [.. (await inbox.WaitingAsync(actor, cancellationToken)).Select(r => new ReviewPlace(r.Review.Id, r.Review.Gate, r.Project.Key, r.Project.Name))],
            Decides: standing.Is(SystemRole.Manager),
            CreatesProjects: standing.Is(SystemRole.Analyst) || standing.Is(SystemRole.Admin),
            Administers: standing.Is(SystemRole.Admin));
    }

    private static Task<Project?> HereAsync(AppDbContext db, IQueryable<Project> seen, OpenPage open, CancellationToken cancellationToken) => open switch
    {
        { ProjectKey: { } key } => seen.SingleOrDefaultAsync(p => p.Key == key, cancellationToken),
        { ReviewId: { } review } => seen.SingleOrDefaultAsync(p => db.Reviews.Any(r => r.Id == review && r.ProjectId == p.Id), cancellationToken),
        _ => Task.FromResult<Project?>(null),
    };

    private static Task<List<VersionPlace>> VersionsAsync(AppDbContext db, Guid projectId, CancellationToken cancellationToken) =>
        (from version in db.DatasetVersions.AsNoTracking()
         where version.ProjectId == projectId
         join dataset in db.Datasets on version.DatasetId equals dataset.Id
         orderby version.CreatedAtUtc descending
         select new VersionPlace(version.Id, dataset.Name, version.Number)).Take(MostVersions).ToListAsync(cancellationToken);

    private static Task<List<RunPlace>> RunsAsync(AppDbContext db, Guid projectId, CancellationToken cancellationToken) =>
        (from run in db.Runs.AsNoTracking()
         where run.ProjectId == projectId
         join version in db.DatasetVersions on run.DatasetVersionId equals version.Id
         join dataset in db.Datasets on version.DatasetId equals dataset.Id
         orderby run.QueuedAtUtc descending
         select new RunPlace(run.Id, run.Kind, run.QueuedAtUtc, dataset.Name, version.Number)).Take(MostRuns).ToListAsync(cancellationToken);
}

/// <summary>The page somebody stands on.</summary>
/// <param name="ProjectKey">Of the project whose page it is; null on others.</param>
/// <param name="ReviewId">Of the question whose packet it is; null on others.</param>
public sealed record OpenPage(string? ProjectKey = null, Guid? ReviewId = null);

/// <summary>The places one person may go to.</summary>
/// <param name="Projects">Newest change first.</param>
/// <param name="Open">The project that is open; null for none, and for one they may not see.</param>
/// <param name="Waiting">Questions whose turn it is at their desk.</param>
/// <param name="Decides">May sit at the gates, and so can name somebody for an absence.</param>
public sealed record Places(IReadOnlyList<ProjectPlace> Projects, OpenPlace? Open, IReadOnlyList<ReviewPlace> Waiting, bool Decides, bool CreatesProjects, bool Administers)
{
    /// <summary>What somebody is told who may go nowhere.</summary>
    public static Places None { get; } = new([], null, [], false, false, false);
}

/// <summary>A project by its name.</summary>
public sealed record ProjectPlace(Guid Id, string Key, string Name);

/// <summary>The open project with what has a page of its own in it, newest first.</summary>
public sealed record OpenPlace(ProjectPlace Project, string TimeZoneId, IReadOnlyList<VersionPlace> Versions, IReadOnlyList<RunPlace> Runs);

/// <summary>A version of a dataset.</summary>
public sealed record VersionPlace(Guid Id, string Dataset, int Number);

/// <summary>A run over a version of a dataset.</summary>
public sealed record RunPlace(Guid Id, AnalysisKind Kind, DateTime QueuedAtUtc, string Dataset, int Number);

/// <summary>A question that waits.</summary>
public sealed record ReviewPlace(Guid Id, Gate Gate, string ProjectKey, string ProjectName);
