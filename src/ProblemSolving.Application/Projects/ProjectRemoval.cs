using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Operate;
using ProblemSolving.Data;

namespace ProblemSolving.Application.Projects;

/// <summary>Takes away a project that could not be made whole, with its files; the trail stays. Asks no permission: only what made the project calls it.</summary>
internal sealed class ProjectRemoval(IDbContextFactory<AppDbContext> contexts, DataDirectory data, ScheduleWaker waker)
{
    public async Task RemoveAsync(Guid projectId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var schedules = await db.Schedules.AsNoTracking().Where(s => s.ProjectId == projectId).ToListAsync(cancellationToken);
        foreach (var schedule in schedules)
        {
            schedule.IsEnabled = false;
            await waker.SetAsync(schedule, cancellationToken);
        }

        List<string> folders =
        [
            .. (await db.DatasetVersions.Where(v => v.ProjectId == projectId).Select(v => v.Id).ToListAsync(cancellationToken)).Select(data.DatasetVersion),
            .. (await db.Runs.Where(r => r.ProjectId == projectId).Select(r => r.Id).ToListAsync(cancellationToken)).Select(data.Run),
            .. (await db.Pilots.Where(p => p.ProjectId == projectId).Select(p => p.Id).ToListAsync(cancellationToken)).Select(data.Pilot),
            .. schedules.Select(s => data.Outbox(s.Id)),
        ];
        await db.Projects.Where(p => p.Id == projectId).ExecuteDeleteAsync(cancellationToken);   // everything else hangs on the project
        foreach (var folder in folders.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
    }
}
