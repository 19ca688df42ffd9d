using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Define;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Reviews;

/// <summary>Looks whether the conditions for another look at dropped projects hold by now. Started by its alarm; asks no permission.</summary>
public sealed partial class RevivalCheck(IDbContextFactory<AppDbContext> contexts, MetricService metrics, ProjectFeed feed, ILogger<RevivalCheck> logger, TimeProvider time)
{
    /// <returns>How many conditions were found to be met.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        List<Guid> waiting;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            waiting = await db.Reviews.Where(r => r.RevivalKind != null && r.RevivalMetAtUtc == null).Select(r => r.Id).ToListAsync(cancellationToken);
        var met = 0;
        foreach (var id in waiting)
        {
            try
            {
                met += await LookAsync(id, cancellationToken) ? 1 : 0;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.Skipped(logger, id, exception.GetType().Name);   // one that cannot be read keeps nobody else waiting
            }
        }

        return met;
    }

    private async Task<bool> LookAsync(Guid reviewId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var review = await db.Reviews.SingleAsync(r => r.Id == reviewId, cancellationToken);
        var project = await db.Projects.AsNoTracking().SingleAsync(p => p.Id == review.ProjectId, cancellationToken);
        // A project that goes on, or was asked about again, needs no reminder.
        if (project.Status is not (ProjectStatus.Dropped or ProjectStatus.OnHold)
            || await db.Reviews.AnyAsync(r => r.ProjectId == project.Id && r.Gate == review.Gate && !r.IsWithdrawn && r.Number > review.Number, cancellationToken))
            return false;
        var define = await db.DefineSheets.AsNoTracking().SingleOrDefaultAsync(s => s.ProjectId == project.Id, cancellationToken);
        // 12 per cent and 12 orders are not compared: the metric must still be counted the way it was.
        var watches = review.RevivalKind is RevivalKind.MetricAtLeast or RevivalKind.MetricAtMost;
        var metric = watches && define?.UnitInForce() == GatePacket.FromJson(review.PacketJson).Define.UnitInForce() ? await metrics.OnNewestDataAsync(define, cancellationToken) : null;
        if (!review.Revive(ProjectClock.Today(project.TimeZoneId, time), metric, time.GetUtcNow().UtcDateTime))
            return false;
        db.Audit.Add(AuditTrail.Row(time, Actor.System, project.Id, ProblemStep.Effects, "Gate", review.Id, "Revival", null, review.RevivalOn is { } day ? day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : WorksheetField.Neutral(metric!.Value)));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;   // another machine noted it in the same moment
        }

        feed.Publish(new ProjectChange(project.Id, Actor.System.UserId));
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3301, Level = LogLevel.Warning, Message = "The condition for another look of review {ReviewId} could not be checked: {Kind}")]
        public static partial void Skipped(ILogger logger, Guid reviewId, string kind);
    }
}
