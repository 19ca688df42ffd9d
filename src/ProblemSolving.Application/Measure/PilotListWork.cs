using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Application.Measure;

/// <summary>Draws the list of a locked round. The same plan on the same data always gives the same list.</summary>
internal sealed partial class PilotListWork(
    IDbContextFactory<AppDbContext> contexts, DataDirectory data, ModelScorer scorer, PilotPopulation population, ProjectFeed feed, ILogger<PilotListWork> logger) : IWork
{
    public async Task RunAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        var pilot = await db.Pilots.SingleOrDefaultAsync(p => p.Id == id, CancellationToken.None);
        if (pilot is not { State: PilotState.Drawing })
            return;
        try
        {
            await DrawAsync(db, pilot, cancellationToken);
        }
        catch (DomainRuleException rule)
        {
            pilot.DrawingFailed(rule.Code, JsonSerializer.Serialize(rule.Arguments));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.DrawingFailed(logger, id, exception.GetType().Name, exception.StackTrace ?? "");
            pilot.DrawingFailed("work.unexpected", "[]");
        }

        await db.SaveChangesAsync(CancellationToken.None);
        feed.Publish(new ProjectChange(pilot.ProjectId, Actor.System.UserId));
    }

    private async Task DrawAsync(AppDbContext db, Pilot pilot, CancellationToken cancellationToken)
    {
        var ranked = await RankAsync(db, pilot, cancellationToken);
        var customers = PilotAssignment.Draw(ranked, PilotSelection.Size(ranked.Count, pilot.SelectedShare), pilot.Salt, pilot.ControlShare);
        var control = customers.Count(c => c.Group == PilotGroup.Control);
        var sha256 = control > 0 && control < customers.Count ? await PilotAssignment.WriteAsync(data.Pilot(pilot.Id), customers, cancellationToken) : "";
        pilot.Drawn(ranked.Count, customers.Count - control, control, sha256);
    }

    private async Task<IReadOnlyList<(string Customer, double? Score)>> RankAsync(AppDbContext db, Pilot pilot, CancellationToken cancellationToken)
    {
        var versionId = pilot.DatasetVersionId ?? throw new DomainRuleException("pilot.plan.no-data");
        var version = await db.DatasetVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId && v.ProjectId == pilot.ProjectId, cancellationToken)
            ?? throw new DomainRuleException("dataset.gone");
        if (pilot.ModelRunId is { } run)
        {
            var scored = (await scorer.ScoreAsync(run, versionId, cancellationToken)).Customers;
            var meant = pilot.PopulationRuleJson.Length == 0 ? null : (await population.AllAsync(version, pilot.PopulationRuleJson, cancellationToken)).ToHashSet(StringComparer.Ordinal);
            return [.. scored.Where(c => meant is null || meant.Contains(c.Customer)).Select(c => (c.Customer, (double?)c.Score))];
        }

        return [.. PilotSelection.Shuffle(await population.AllAsync(version, pilot.PopulationRuleJson, cancellationToken), pilot.Salt).Select(c => (c, (double?)null))];
    }

    // Kind and place only: the message of an engine can quote a cell, and a cell can be a customer.
    private static partial class Log
    {
        [LoggerMessage(EventId = 6001, Level = LogLevel.Error, Message = "Drawing the list of pilot {PilotId} failed: {Kind} {Trace}")]
        public static partial void DrawingFailed(ILogger logger, Guid pilotId, string kind, string trace);
    }
}
