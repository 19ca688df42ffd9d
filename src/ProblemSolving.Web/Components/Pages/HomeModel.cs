using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Operate;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;

namespace ProblemSolving.Web.Components.Pages;

/// <summary>What one person finds on the home page.</summary>
/// <param name="Inbox">Questions this person can answer, oldest first.</param>
/// <param name="SentBack">Questions that came back to be mended.</param>
/// <param name="Decided">Decisions of the last days on projects this person writes on.</param>
/// <param name="Kills">Projects whose kill criteria are due.</param>
/// <param name="Revivals">Dropped projects that are worth another look.</param>
/// <param name="Projects">The first few.</param>
public sealed record HomeModel(
    IReadOnlyList<FailedRun> Failed,
    IReadOnlyList<InboxRow> Inbox,
    IReadOnlyList<SentBackRow> SentBack,
    IReadOnlyList<DecidedRow> Decided,
    IReadOnlyList<KillRow> Kills,
    IReadOnlyList<RevivalRow> Revivals,
    IReadOnlyList<ProjectCard> Projects,
    IReadOnlyList<RunningJob> Running,
    bool MayCreate);
