using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Define;
using ProblemSolving.Application.Effects;
using ProblemSolving.Application.Prioritize;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Application.Texts;
using ProblemSolving.Data;
using ProblemSolving.Documents.Reports;
using ProblemSolving.Documents.Workbooks;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Application.Reports;

/// <summary>The whole project on one page, as a web page of its own, and its tables as a workbook.</summary>
[FeatureService]
public sealed class ReportService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, TextCatalog catalog, EffectSimulator simulator, TimeProvider time)
{
    /// <summary>A self-contained HTML page with all seven steps in the language of <paramref name="culture"/>.</summary>
    public async Task<ReportHtml> HtmlAsync(Actor actor, Guid projectId, CultureInfo culture, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        var scope = await ScopeAsync(projectId, culture, cancellationToken);
        return new ReportHtml(WorkbookNames.File(scope.Snapshot.Project.Key, scope.Snapshot.Project.Name, scope.Today, ".html"), HtmlReport.Render(Document(scope, await AuthorsAsync(projectId, cancellationToken))));
    }

    /// <summary>All seven steps as sheets, with formulas where the product computes from what was typed; written to <paramref name="target"/>.</summary>
    /// <returns>The name the file should have.</returns>
    public async Task<string> WorkbookAsync(Actor actor, Guid projectId, CultureInfo culture, Stream target, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        var scope = await ScopeAsync(projectId, culture, cancellationToken);
        XlsxWriter.Write(target, WorkbookSheets.Of(scope));
        return WorkbookNames.File(scope.Snapshot.Project.Key, scope.Snapshot.Project.Name, scope.Today);
    }

    private static ReportDocument Document(ReportScope scope, string author)
    {
        var t = scope.T;
        return new ReportDocument(
            scope.Snapshot.Project.Name,
            scope.Snapshot.Project.Summary,
            t.Culture.TwoLetterISOLanguageName,
            scope.Moment(scope.Now),
            author,
            new ReportLabels(t["report.asOf"], t["report.author"], t["report.contents"], t["report.figureData"], t["report.incomplete"], t["report.empty"]),
            [
                WorksheetSections.Define(scope), WorksheetSections.Effects(scope), WorksheetSections.Solutions(scope), WorksheetSections.Prioritize(scope),
                AnalyzeSection.Of(scope), MeasureSection.Of(scope), OperateSection.Of(scope),
            ]);
    }

    private async Task<ReportScope> ScopeAsync(Guid projectId, CultureInfo culture, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var snapshot = await ProjectReader.ReadAsync(db, projectId, cancellationToken) ?? throw new AccessDeniedException(Permission.ViewProject);
        // Only the runs that are shown with figures are read whole.
        var shown = ShownRuns.Of(snapshot).Select(r => r.Id).ToList();
        var runs = await db.Runs.AsNoTracking().Where(r => shown.Contains(r.Id)).ToListAsync(cancellationToken);
        // Whoever answered at a gate is named, also one who stood in and is no member.
        var people = snapshot.Reviews.SelectMany(ReviewPeople.Of).Distinct().ToList();
        var names = await db.Users.Where(u => people.Contains(u.Id) || db.Members.Any(m => m.ProjectId == projectId && m.UserId == u.Id) || db.Runs.Any(r => r.ProjectId == projectId && r.AuthorId == u.Id))
            .ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
        return new ReportScope(
            snapshot,
            [.. runs.OrderBy(r => shown.IndexOf(r.Id)).Select(r => RunView.Of(r, names.GetValueOrDefault(r.AuthorId, ""), null, snapshot.Project))],
            names,
            new FixedTexts(catalog, culture),
            ProjectClock.Today(snapshot.Project.TimeZoneId, time),
            time.GetUtcNow().UtcDateTime)
        {
            Remarks = await db.FieldRemarks.AsNoTracking().Where(r => r.ProjectId == projectId).OrderBy(r => r.CreatedAtUtc).ThenBy(r => r.Id).ToListAsync(cancellationToken),
            Team = await TeamScoreService.RevealedResultsAsync(db, projectId, cancellationToken),
            Evidence = await EvidenceService.ReadAsync(db, projectId, cancellationToken),
            Simulation = await simulator.RunAsync(snapshot.Effects, snapshot.EffectLines, cancellationToken),
        };
    }

    // Whose project it is, not who happens to look.
    private async Task<string> AuthorsAsync(Guid projectId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var owners = from member in db.Members
                     where member.ProjectId == projectId && member.Role == ProjectRole.Owner
                     join user in db.Users on member.UserId equals user.Id
                     orderby member.AddedAtUtc, user.DisplayName
                     select user.DisplayName;
        return string.Join(", ", await owners.ToListAsync(cancellationToken));
    }
}

/// <summary>A report with the name its file should have.</summary>
public sealed record ReportHtml(string FileName, string Html);
