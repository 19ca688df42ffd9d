using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Application.Prioritize;

/// <summary>Puts options into an order by hand, and back into the computed one; each is saved whole or not at all.</summary>
[FeatureService]
public sealed class RankOrderService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, ProjectFeed feed, TimeProvider time)
{
    private const int MostAttempts = 5;

    /// <summary>Puts one option where it is wanted in the order as it stands now: of two moves in the same moment the later one is made in the order the earlier one left.</summary>
    /// <param name="to">From 1; beyond the last place is the last place.</param>
    /// <exception cref="DomainRuleException">The step is shut, the option is gone, or others kept changing the order.</exception>
    public Task MoveAsync(Actor actor, Guid projectId, Guid optionId, int to, CancellationToken cancellationToken) =>
        PlaceAsync(actor, projectId, ranking => ranking.Any(r => r.Option.Id == optionId) ? Ranking.Move(ranking, optionId, Math.Clamp(to, 1, ranking.Count)) : throw new DomainRuleException("row.gone"), cancellationToken);

    /// <summary>Takes back every place given by hand.</summary>
    /// <exception cref="DomainRuleException">The step is shut, or others kept changing the order.</exception>
    public Task ResetAsync(Actor actor, Guid projectId, CancellationToken cancellationToken) =>
        PlaceAsync(actor, projectId, Ranking.Reset, cancellationToken);

    private async Task PlaceAsync(Actor actor, Guid projectId, Func<IReadOnlyList<RankedOption>, IReadOnlyList<RankPlace>> order, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryPlaceAsync(actor, projectId, order, cancellationToken);
                return;
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                // Somebody moved an option or saved a field of one in between: look again.
            }
            catch (DbUpdateConcurrencyException)
            {
                throw new DomainRuleException("prioritize.order-changed");
            }
        }
    }

    private async Task TryPlaceAsync(Actor actor, Guid projectId, Func<IReadOnlyList<RankedOption>, IReadOnlyList<RankPlace>> order, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await StepGuard.DemandOpenAsync(db, projectId, ProblemStep.Prioritize, time, cancellationToken);
        // Read before the order and changed with it: a move that came in between makes the saving fail.
        var sheet = await db.PrioritizeSheets.SingleOrDefaultAsync(s => s.ProjectId == projectId, cancellationToken) ?? throw new DomainRuleException("row.gone");
        var options = await db.SolutionOptions.Where(o => o.ProjectId == projectId).ToDictionaryAsync(o => o.Id, cancellationToken);
        var snapshot = await ProjectReader.ReadAsync(db, projectId, cancellationToken) ?? throw new AccessDeniedException(Permission.EditProject);
        var places = order(snapshot.Ranking);
        if (places.Count == 0)
            return;
        foreach (var place in places)
            Write(db, actor, options.GetValueOrDefault(place.Option.Id) ?? throw new DomainRuleException("row.gone"), place);
        sheet.Version++;
        await db.SaveChangesAsync(cancellationToken);
        feed.Publish(new ProjectChange(projectId, actor.UserId));
    }

    private void Write(AppDbContext db, Actor actor, SolutionOption option, RankPlace place)
    {
        var fields = new[] { nameof(option.ManualRank), nameof(option.RankReason) }.Select(name => WorksheetFields.Get(SheetKind.Solution, name)).ToList();
        var before = fields.ConvertAll(f => f.Read(option));
        place.GiveTo(option);
        option.Version++;
        foreach (var (field, old) in fields.Zip(before).Where(f => f.First.Read(option) != f.Second))
            db.Audit.Add(AuditTrail.Row(time, actor, option.ProjectId, ProblemStep.Prioritize, nameof(SheetKind.Solution), option.Id, field.Name, old, field.Read(option)));
    }
}
