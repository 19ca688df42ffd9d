using Microsoft.EntityFrameworkCore;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Lists;
using ProblemSolving.Application.Texts;
using ProblemSolving.Data;
using ProblemSolving.Documents.Lists;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Application.Datasets;

/// <summary>The rows and cells of a version that did not fit, as a list to take to whoever made the file.</summary>
[FeatureService]
public sealed class FaultListService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, DataDirectory data, TimeProvider time)
{
    /// <summary>A list of all kept places in the language of the reader; null when the version has none. Who took it leaves a row in the trail.</summary>
    public async Task<OutgoingList?> OpenAsync(Actor actor, Guid versionId, ITexts texts, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await db.DatasetVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId, cancellationToken);
        await access.DemandAsync(actor, Permission.ViewProject, version?.ProjectId ?? Guid.Empty, cancellationToken);
        var path = Path.Combine(data.DatasetVersion(versionId), DatasetFiles.Faults);
        if (version is null || version.FaultCount == 0 || !File.Exists(path))
            return null;
        db.Audit.Add(AuditTrail.Row(time, actor, version.ProjectId, ProblemStep.Analyze, "Dataset", versionId, "FaultsDownloaded", null, version.FileName));
        await db.SaveChangesAsync(cancellationToken);
        return new OutgoingList(texts.Get("faults.file", Path.GetFileNameWithoutExtension(version.FileName)) + ".csv", (target, token) => WriteAsync(path, target, texts, token));
    }

    private static async Task WriteAsync(string path, Stream target, ITexts texts, CancellationToken cancellationToken)
    {
        await using var csv = await CsvWriter.StartAsync(target, [texts["quality.fault.row"], texts["quality.fault.column"], texts["quality.fault.text"], texts["quality.fault.reason"]], cancellationToken);
        foreach (var fault in FaultLog.Read(path))
            await csv.WriteAsync([new NumberCell(fault.Row), new TextCell(fault.Column), new TextCell(fault.Text), new TextCell(texts["rule." + fault.Code])], cancellationToken);
    }
}
