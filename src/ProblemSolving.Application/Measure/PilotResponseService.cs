using Microsoft.EntityFrameworkCore;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Measure;

/// <summary>Takes what customers answered and tests it. A file that does not fit is refused and changes nothing.</summary>
[FeatureService]
public sealed class PilotResponseService(IDbContextFactory<AppDbContext> contexts, PilotAccess pilots, DataDirectory data, PilotLimits limits, ProjectFeed feed)
{
    private const int MegaByte = 1 << 20;

    /// <summary>Stores, reads and evaluates a response file. A corrected file may replace it until the result is before the manager.</summary>
    /// <param name="fileName">As the user's machine calls it; shown, never used as a path.</param>
    /// <param name="reading">What the user chose to pass over.</param>
    /// <exception cref="DomainRuleException">The round has no list yet, its result was submitted or its step was shut (also while the file was being read), or the file does not fit; the sentence names file, row and column.</exception>
    public async Task EvaluateAsync(Actor actor, Guid pilotId, string fileName, Stream content, ResponseReading reading, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pilot = await pilots.FindToChangeAsync(db, actor, pilotId, cancellationToken);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(reading);
        pilot.DemandAnswerable();
        await DemandNotSubmittedAsync(db, pilot, cancellationToken);

        var name = CleanName(fileName);
        var folder = data.Pilot(pilotId);
        Directory.CreateDirectory(folder);
        var upload = Path.Combine(folder, PilotFiles.Upload(Guid.NewGuid()));
        try
        {
            await StoreAsync(content, upload, name, cancellationToken);
            var assignment = await PilotAssignment.ReadAsync(folder, cancellationToken);
            var responses = await Task.Run(() => ResponseFileReader.Read(upload, name, assignment, FileFormatChoice.Detect, [], reading, cancellationToken), cancellationToken);
            var snapshot = await ProjectReader.ReadAsync(db, pilot.ProjectId, cancellationToken) ?? throw new AccessDeniedException(Permission.EditProject);
            var result = Evaluate(responses, pilot, snapshot);

            // Reading took a while: whoever was shut out, or a result that was submitted, in the meantime counts. The version of
            // the row catches a second upload.
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await pilots.FindToChangeAsync(db, actor, pilotId, cancellationToken);
            await DemandNotSubmittedAsync(db, pilot, cancellationToken);

            var before = pilot.ResponseSha256.Length == 0 ? null : $"{pilot.ResponseFileName} {pilot.ResponseSha256}";
            pilot.Evaluate(name, responses.FileSha256, ResultJson.Write(result), result.Readout.Verdict, pilots.Now);
            db.Audit.Add(pilots.Trail(actor, pilot, "Responses", before, AuditWords.Write("history.pilot.responses", name, responses.FileSha256, new FigureText("verdict.kind." + result.Readout.Verdict.Kind))));
            await db.SaveChangesAsync(cancellationToken);
            File.Move(upload, Path.Combine(folder, PilotFiles.StoredResponses(responses.FileSha256)), overwrite: true);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainRuleException("pilot.changed-meanwhile", pilot.Round);
        }
        finally
        {
            File.Delete(upload);
        }

        feed.Publish(new ProjectChange(pilot.ProjectId, actor.UserId));
    }

    private static PilotResult Evaluate(PilotResponses responses, Pilot pilot, ProjectSnapshot snapshot)
    {
        // The rise that pays was fixed when the plan was locked; step 2 may say something else by now.
        var plan = pilot.ReadPlan();
        var breakEven = plan?.BreakEven ?? snapshot.BreakEven;
        var readout = PilotAnalysis.Read(responses, pilot.ControlShare, pilot.Alpha, breakEven.Rise, plan?.Falls ?? false);
        return new PilotResult(
            readout,
            responses.Control,
            responses.Target,
            responses.HasAmount,
            responses.IgnoredRows,
            [.. responses.Warnings.Select(w => new FigureText("rule." + w.Code, w.Arguments))],
            breakEven,
            PilotValue.From(readout.Gain, snapshot.Estimate, snapshot.EffectLines),
            EarlierOutcome.Of(pilot, snapshot.Pilots));
    }

    private static async Task DemandNotSubmittedAsync(AppDbContext db, Pilot pilot, CancellationToken cancellationToken)
    {
        if (await db.Reviews.AnyAsync(r => r.Gate == Gate.Pilot && r.PilotId == pilot.Id && !r.IsWithdrawn, cancellationToken))
            throw new DomainRuleException("pilot.responses.submitted", pilot.Round);
    }

    private static string CleanName(string fileName)
    {
        var name = new string([.. Path.GetFileName((fileName ?? "").Replace('\\', '/')).Where(c => !char.IsControl(c))]).Trim();
        return name.Length == 0 ? "responses.csv" : name.Length > 200 ? name[^200..] : name;
    }

    private async Task StoreAsync(Stream content, string path, string name, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        var buffer = new byte[1 << 16];
        long total = 0;
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            total += read;
            if (total > limits.ResponseBytes)
                throw new DomainRuleException("pilot.responses.too-large", name, limits.ResponseBytes / MegaByte);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        await file.FlushAsync(cancellationToken);
        file.Flush(flushToDisk: true);
    }
}
