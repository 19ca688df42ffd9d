using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Lists;
using ProblemSolving.Application.Texts;
using ProblemSolving.Data;
using ProblemSolving.Documents.Lists;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Application.Analyze;

/// <summary>The kept answer of a query as a list.</summary>
[FeatureService]
public sealed class AnswerListService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, TimeProvider time)
{
    /// <summary>The answer as it is kept; null when the run is no query or has no answer. Who took it leaves a row in the trail, since customers can stand in it.</summary>
    public async Task<OutgoingList?> OpenAsync(Actor actor, Guid runId, ITexts texts, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var run = await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId, cancellationToken);
        await access.DemandAsync(actor, Permission.ViewProject, run?.ProjectId ?? Guid.Empty, cancellationToken);
        if (run is not { Kind: AnalysisKind.Query, ResultJson: { } json } || ResultJson.Read<QueryResult>(json) is not { Columns.Count: > 0 } answer)
            return null;
        var file = await db.DatasetVersions.Where(v => v.Id == run.DatasetVersionId).Select(v => v.FileName).SingleOrDefaultAsync(cancellationToken) ?? "";
        db.Audit.Add(AuditTrail.Row(time, actor, run.ProjectId, ProblemStep.Analyze, "Run", runId, "AnswerDownloaded", null, file));
        await db.SaveChangesAsync(cancellationToken);
        return new OutgoingList(NameOf(answer, file, texts) + ".csv", (target, token) => WriteAsync(answer, target, token));
    }

    // The file is read without the page around it: that rows are missing stands in its name, since a line below the rows would be read as one.
    private static string NameOf(QueryResult answer, string file, ITexts texts) =>
        texts.Get(answer.IsCut ? "query.file.cut" : "query.file", Path.GetFileNameWithoutExtension(file), Format.Count(answer.Rows.Count, texts.Culture));

    private static async Task WriteAsync(QueryResult answer, Stream target, CancellationToken cancellationToken)
    {
        await using var csv = await CsvWriter.StartAsync(target, [.. answer.Columns.Select(c => c.Name)], cancellationToken);
        foreach (var row in answer.Rows)
            await csv.WriteAsync([.. row.Select((cell, i) => Cell(cell, answer.Columns[i].IsNumber))], cancellationToken);
    }

    private static ReportCell Cell(string? cell, bool isNumber) =>
        isNumber && cell is not null && !cell.Contains('e', StringComparison.OrdinalIgnoreCase) && decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new NumberCell(number) : new TextCell(cell ?? "");
}
