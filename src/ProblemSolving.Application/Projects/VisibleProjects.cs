using ProblemSolving.Application.Access;
using ProblemSolving.Data;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Projects;

/// <summary>The projects somebody may know of: an administrator all, everybody else those they are a member of.</summary>
internal static class VisibleProjects
{
    public static IQueryable<Project> To(this IQueryable<Project> projects, Standing standing, AppDbContext db) =>
        standing.Is(SystemRole.Admin) ? projects : projects.Where(p => db.Members.Any(m => m.ProjectId == p.Id && m.UserId == standing.UserId));
}
