using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Lists;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Measure;

/// <summary>Draws the list of a locked round. The same plan on the same data always gives the same list.</summary>
internal sealed partial class PilotListWork(
    IDbContextFactory<AppDbContext> contexts, DataDirectory data, CustomerRanking ranking, PilotPopulation population, ProjectFeed feed, TimeProvider time, ILogger<PilotListWork> logger) : IWork
{
    private const int MostAttempts = 10;

    public async Task RunAsync(Guid id, CancellationToken cancellationToken)
    {
        Drawing drawing;
        await using (var db = await contexts.CreateDbContextAsync(CancellationToken.None))
        {
            var pilot = await db.Pilots.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, CancellationToken.None);
            if (pilot is not { State: PilotState.Drawing })
                return;
            try
            {
                drawing = await DrawAsync(db, pilot, cancellationToken);
            }
            catch (DomainRuleException rule)
            {
                drawing = Drawing.Failed(rule);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.DrawingFailed(logger, exception, id);
                drawing = Drawing.Failed(new DomainRuleException("work.unexpected"));
            }
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await SettleAsync(id, attempt < MostAttempts ? drawing : Drawing.Failed(new DomainRuleException("pilot.draw-busy")));
                return;
            }
            catch (DbUpdateConcurrencyException) when (attempt <= MostAttempts)
            {
                // a gate was answered or money bound while the list was drawn: look again
            }
        }
    }

    // Drawing takes a while, so the gate and the money are asked again when the list goes out; whoever changes either in between changes the project.
    private async Task SettleAsync(Guid id, Drawing drawing)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        var pilot = await db.Pilots.SingleOrDefaultAsync(p => p.Id == id, CancellationToken.None);
        if (pilot is not { State: PilotState.Drawing })
            return;
        var project = await db.Projects.SingleAsync(p => p.Id == pilot.ProjectId, CancellationToken.None);
        try
        {
            if (drawing.Problem is { } problem)
                throw problem;
            await StepGuard.DemandOpenAsync(db, pilot.ProjectId, ProblemStep.Measure, time, CancellationToken.None);
            (await BudgetGuard.ReadAsync(db, pilot.ProjectId, CancellationToken.None)).DemandDrawn(pilot, drawing.Target);
            pilot.Drawn(drawing.Population, drawing.Target, drawing.Control, drawing.Sha256, drawing.LeftOut);
            project.Version++;
        }
        catch (DomainRuleException rule)
        {
            pilot.DrawingFailed(rule.Code, JsonSerializer.Serialize(rule.Arguments));
        }

        await db.SaveChangesAsync(CancellationToken.None);
        // customers of a round that does not take place are nobody's business
        if (pilot.State == PilotState.Failed)
            LeftBehind.Delete(data.Pilot(id), logger);
        feed.Publish(new ProjectChange(pilot.ProjectId, Actor.System.UserId));
    }

    private async Task<Drawing> DrawAsync(AppDbContext db, Pilot pilot, CancellationToken cancellationToken)
    {
        await StepGuard.DemandOpenAsync(db, pilot.ProjectId, ProblemStep.Measure, time, cancellationToken);
        var all = await RankAsync(db, pilot, cancellationToken);
        // before anybody is chosen or split: both groups come from the same customers
        var earlier = await population.LeftOutAsync(pilot.ReadPlan()?.Earlier, cancellationToken);
        var ranked = all.Where(c => !earlier.Contains(c.Customer)).ToList();
        var selected = PilotSelection.Size(ranked.Count, pilot.SelectedShare);
        var customers = PilotAssignment.Draw(ranked, selected, pilot.Salt, pilot.ControlShare);
        // A split is chance: a plan locked up to the cap draws too many about every other time. A plan of fewer customers than these is another matter, and is refused below.
        if (pilot.PlannedContacts >= selected - PilotSelection.ExpectedControl(selected, pilot.ControlShare) && (await BudgetGuard.ReadAsync(db, pilot.ProjectId, cancellationToken)).MostContacts(pilot) is { } most)
            customers = PilotAssignment.Trim(customers, most, pilot.Salt);
        var control = customers.Count(c => c.Group == PilotGroup.Control);
        var sha256 = control > 0 && control < customers.Count ? await PilotAssignment.WriteAsync(data.Pilot(pilot.Id), customers, cancellationToken) : "";
        return new Drawing(ranked.Count, customers.Count - control, control, sha256, all.Count - ranked.Count);
    }

    private async Task<IReadOnlyList<(string Customer, double? Score)>> RankAsync(AppDbContext db, Pilot pilot, CancellationToken cancellationToken)
    {
        var versionId = pilot.DatasetVersionId ?? throw new DomainRuleException("pilot.plan.no-data");
        var version = await db.DatasetVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId && v.ProjectId == pilot.ProjectId, cancellationToken)
            ?? throw new DomainRuleException("dataset.gone");
        return (await ranking.RankAsync(pilot.ModelRunId, version, pilot.PopulationRuleJson, pilot.Salt, cancellationToken)).Customers;
    }

    private sealed record Drawing(int Population, int Target, int Control, string Sha256, int LeftOut, DomainRuleException? Problem = null)
    {
        public static Drawing Failed(DomainRuleException problem) => new(0, 0, 0, "", 0, problem);
    }

    // The message of an engine can quote a cell, and a cell can be a customer: of a fault the log writes kind and place and no message.
    private static partial class Log
    {
        [LoggerMessage(EventId = 6001, Level = LogLevel.Error, Message = "Drawing the list of pilot {PilotId} failed")]
        public static partial void DrawingFailed(ILogger logger, Exception fault, Guid pilotId);
    }
}
