using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Audit;
using ProblemSolving.Data;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Analyze;

/// <summary>
/// A removed run leaves what it compared in the row of the trail that tells of its removal: a look is not undone, and asking the same
/// again afterwards is no new one.
/// </summary>
internal static class RemovedComparisons
{
    private const string Subject = "Run";
    private const string Field = "Removed";

    /// <summary>The sentence says kind and file; what was compared stands behind them and is not shown.</summary>
    public static string Words(AnalysisRun run, string file)
    {
        var kind = new FigureText("analysis-kind." + run.Kind);
        return ComparedSet.Of(run) switch
        {
            { TablesKey: { } tables } shared => AuditWords.Write("history.run.started", kind, file, shared.Key, shared.Comparisons, tables, shared.Tables),
            { } compared => AuditWords.Write("history.run.started", kind, file, compared.Key, compared.Comparisons),
            null => AuditWords.Write("history.run.started", kind, file),
        };
    }

    /// <summary>Of all runs removed from a project; those removed before the trail kept it are in <see cref="Project.RemovedLooks"/>.</summary>
    public static async Task<IReadOnlyList<ComparedSet>> ReadAsync(AppDbContext db, Guid projectId, CancellationToken cancellationToken)
    {
        var rows = await db.Audit.Where(a => a.ProjectId == projectId && a.Step == ProblemStep.Analyze && a.Subject == Subject && a.Field == Field && a.OldValue != null)
            .Select(a => a.OldValue!).ToListAsync(cancellationToken);
        return [.. rows.Select(value => AuditWords.Read(Subject, Field, value)?.Arguments).Select(Read).OfType<ComparedSet>()];
    }

    private static ComparedSet? Read(object[]? arguments) => arguments switch
    {
        [_, _, string key, long comparisons, string tablesKey, long tables] => new ComparedSet(key, (int)comparisons) { TablesKey = tablesKey, Tables = (int)tables },
        [_, _, string key, long comparisons] => new ComparedSet(key, (int)comparisons),
        _ => null,
    };
}
