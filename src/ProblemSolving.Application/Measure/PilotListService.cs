using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Lists;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Application.Measure;

/// <summary>Hands out the lists of a round. They name customers, so only those who may edit get them, and each time is noted.</summary>
[FeatureService]
public sealed class PilotListService(IDbContextFactory<AppDbContext> contexts, PilotAccess pilots, DataDirectory data, ListFiles files)
{
    /// <summary>Opens one list; the caller disposes the stream.</summary>
    /// <exception cref="DomainRuleException">There is no list yet, or it is too long for a workbook.</exception>
    public async Task<PilotList> OpenAsync(Actor actor, Guid pilotId, PilotGroup group, ListFormat format, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pilot = await pilots.FindAsync(db, actor, Permission.EditProject, pilotId, cancellationToken);
        pilot.DemandAnswerable();
        var path = Path.Combine(data.Pilot(pilotId), PilotFiles.List(group));
        if (!File.Exists(path))
            throw new DomainRuleException("pilot.list-gone", pilot.Round);
        var key = await db.Projects.Where(p => p.Id == pilot.ProjectId).Select(p => p.Key).SingleAsync(cancellationToken);
        var rows = group == PilotGroup.Target ? pilot.TargetCount : pilot.ControlCount;
        var content = await files.OpenAsync(path, rows, format, cancellationToken);
        try
        {
            db.Audit.Add(pilots.Trail(actor, pilot, "Downloaded", null, AuditWords.Write(format == ListFormat.Xlsx ? "history.pilot.list.xlsx" : "history.pilot.list", new FigureText("choice.PilotGroup." + group), rows)));
            await db.SaveChangesAsync(cancellationToken);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }

        return new PilotList(content, ListFiles.NameIn(format, FileName(key, pilot.Round, group)), rows);
    }

    private static string FileName(string projectKey, int round, PilotGroup group)
    {
        var safe = new string([.. projectKey.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]);
        return string.Create(CultureInfo.InvariantCulture, $"{safe}-pilot-{round}-{PilotFiles.List(group)}");
    }
}

/// <summary>A list on its way out.</summary>
/// <param name="FileName">ASCII letters, digits and hyphens.</param>
public sealed record PilotList(Stream Content, string FileName, int Rows);
