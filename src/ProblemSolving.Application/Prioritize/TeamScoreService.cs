using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Application.Prioritize;

/// <summary>Scoring as a team: everybody on their own, shown together, so that nobody follows the loudest.</summary>
[FeatureService]
public sealed class TeamScoreService(IDbContextFactory<AppDbContext> contexts, AccessGuard access, ProjectFeed feed, TimeProvider time)
{
    private const string Subject = "TeamScore";

    private const int MostAttempts = 10;

    /// <summary>The asker's own points, and everybody's once they are revealed.</summary>
    public async Task<TeamScoreBoard> ReadAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        var standing = await access.DemandAsync(actor, Permission.ViewProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var revealed = await RevealedAsync(db, projectId, cancellationToken);
        var mine = await db.TeamScores.AsNoTracking().Where(s => s.ProjectId == projectId && s.UserId == actor.UserId).ToDictionaryAsync(s => (s.OptionId, s.Criterion), s => s.Points, cancellationToken);
        var (scorers, missing) = await VotersAsync(db, projectId, cancellationToken);
        var mayReveal = standing.ProjectRole == ProjectRole.Owner || standing.Is(SystemRole.Admin);
        return new TeamScoreBoard(revealed, mayReveal, scorers, missing, mine, revealed is null ? [] : await ResultsAsync(db, projectId, cancellationToken));
    }

    /// <summary>Gives or takes back the asker's own points.</summary>
    /// <param name="points">From 1 to 5; null takes them back.</param>
    /// <exception cref="DomainRuleException">The step is shut, the scores are already revealed, the option is gone, or the points are out of range.</exception>
    public async Task ScoreAsync(Actor actor, Guid projectId, Guid optionId, ScoreCriterion criterion, int? points, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.Comment, projectId, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryScoreAsync(actor, projectId, optionId, criterion, points, cancellationToken);
                break;
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                // Somebody else scored, or the points were revealed: look again.
            }
            catch (DbUpdateException exception) when (exception.IsClash())
            {
                throw new DomainRuleException("score.changed");   // the same person in two windows
            }
        }

        feed.Publish(new ProjectChange(projectId, actor.UserId));
    }

    private async Task TryScoreAsync(Actor actor, Guid projectId, Guid optionId, ScoreCriterion criterion, int? points, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await StepGuard.DemandOpenAsync(db, projectId, ProblemStep.Prioritize, time, cancellationToken);
        var sheet = await SheetAsync(db, projectId, cancellationToken);
        if (sheet.ScoresRevealedAtUtc is not null)
            throw new DomainRuleException("score.revealed");
        if (!Enum.IsDefined(criterion) || !await db.SolutionOptions.AnyAsync(o => o.Id == optionId && o.ProjectId == projectId, cancellationToken))
            throw new DomainRuleException("row.gone");
        var now = time.GetUtcNow();
        var score = await db.TeamScores.SingleOrDefaultAsync(s => s.ProjectId == projectId && s.OptionId == optionId && s.UserId == actor.UserId && s.Criterion == criterion, cancellationToken);
        if (points is not { } given)
        {
            if (score is null)
                return;
            db.TeamScores.Remove(score);
        }
        else
        {
            if (score is null)
                db.TeamScores.Add(score = new TeamScore { Id = Guid.CreateVersion7(now), ProjectId = projectId, OptionId = optionId, UserId = actor.UserId, Criterion = criterion });
            score.Give(given, now.UtcDateTime);
        }

        sheet.Version++;   // the sheet keeps the moment of the reveal: points given in that moment are not saved after it
        Trail(db, actor, projectId, optionId, "Scored", AuditWords.Write(points is null ? "history.score.taken-back" : "history.score.given"));   // never the points: everybody reads the history
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Shows everybody's points to everybody; from here on nobody changes them.</summary>
    /// <exception cref="DomainRuleException">The step is shut, too few gave points, or they are revealed already.</exception>
    public async Task RevealAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await using var db = await ManageAsync(actor, projectId, cancellationToken);
        var sheet = await SheetAsync(db, projectId, cancellationToken);
        if (sheet.ScoresRevealedAtUtc is not null)
            throw new DomainRuleException("score.revealed");
        var (scorers, missing) = await VotersAsync(db, projectId, cancellationToken);
        if (TeamReveal.ReasonToWait(scorers, scorers + missing.Count) is { } reason)
            throw new DomainRuleException(reason);
        sheet.ScoresRevealedAtUtc = time.GetUtcNow().UtcDateTime;
        sheet.Version++;
        Trail(db, actor, projectId, null, "Revealed", AuditWords.Write("history.score.revealed"));
        await SaveAsync(db, cancellationToken);
        feed.Publish(new ProjectChange(projectId, actor.UserId));
    }

    /// <summary>Clears all points for a new round; the trail keeps who had given what.</summary>
    /// <exception cref="DomainRuleException">The step is shut, or the points are still hidden.</exception>
    public async Task RestartAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await using var db = await ManageAsync(actor, projectId, cancellationToken);
        var sheet = await SheetAsync(db, projectId, cancellationToken);
        if (sheet.ScoresRevealedAtUtc is null)
            throw new DomainRuleException("score.hidden");
        foreach (var option in (await ResultsAsync(db, projectId, cancellationToken)).GroupBy(r => r.OptionId))
            db.Audit.Add(AuditTrail.Row(time, actor, projectId, ProblemStep.Prioritize, Subject, option.Key, "Cleared", AuditWords.Write("history.score.cleared", AuditWords.List(option.Select(Points))), null));
        db.TeamScores.RemoveRange(await db.TeamScores.Where(s => s.ProjectId == projectId).ToListAsync(cancellationToken));
        sheet.ScoresRevealedAtUtc = null;
        sheet.Version++;
        Trail(db, actor, projectId, null, "Revealed", AuditWords.Write("history.score.restarted"));
        await SaveAsync(db, cancellationToken);
        feed.Publish(new ProjectChange(projectId, actor.UserId));
    }

    /// <summary>Writes the team's means, to one decimal, into the options.</summary>
    /// <exception cref="DomainRuleException">The step is shut, or the points are still hidden.</exception>
    public async Task TakeAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.EditProject, projectId, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await StepGuard.DemandOpenAsync(db, projectId, ProblemStep.Prioritize, time, cancellationToken);
        if (await RevealedAsync(db, projectId, cancellationToken) is null)
            throw new DomainRuleException("score.hidden");
        var options = await db.SolutionOptions.Where(o => o.ProjectId == projectId).ToDictionaryAsync(o => o.Id, cancellationToken);
        foreach (var result in await ResultsAsync(db, projectId, cancellationToken))
        {
            var option = options[result.OptionId];
            var field = WorksheetFields.Get(SheetKind.Solution, FieldOf(result.Criterion));
            var old = field.Read(option);
            field.Write(option, WorksheetField.Neutral(Math.Round((decimal)result.Agreement.Mean, 1, MidpointRounding.AwayFromZero)));
            if (field.Read(option) == old)
                continue;
            option.Version++;
            db.Audit.Add(AuditTrail.Row(time, actor, projectId, ProblemStep.Prioritize, nameof(SheetKind.Solution), option.Id, field.Name, old, field.Read(option)));
        }

        await SaveAsync(db, cancellationToken);
        feed.Publish(new ProjectChange(projectId, actor.UserId));
    }

    /// <summary>The field of an option that a criterion fills.</summary>
    public static string FieldOf(ScoreCriterion criterion) => criterion switch
    {
        ScoreCriterion.Impact => nameof(SolutionOption.ImpactScore),
        ScoreCriterion.Confidence => nameof(SolutionOption.ConfidenceScore),
        ScoreCriterion.Ease => nameof(SolutionOption.EaseScore),
    };

    private async Task<AppDbContext> ManageAsync(Actor actor, Guid projectId, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.ManageProject, projectId, cancellationToken);
        var db = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            await StepGuard.DemandOpenAsync(db, projectId, ProblemStep.Prioritize, time, cancellationToken);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    private static async Task<DateTime?> RevealedAsync(AppDbContext db, Guid projectId, CancellationToken cancellationToken) =>
        await db.PrioritizeSheets.Where(s => s.ProjectId == projectId).Select(s => s.ScoresRevealedAtUtc).SingleOrDefaultAsync(cancellationToken);

    private static async Task<PrioritizeSheet> SheetAsync(AppDbContext db, Guid projectId, CancellationToken cancellationToken) =>
        await db.PrioritizeSheets.SingleOrDefaultAsync(s => s.ProjectId == projectId, cancellationToken) ?? throw new DomainRuleException("row.gone");

    // Points for options that were removed since show nothing and count for nobody; who left the project keeps the points given before.
    private static async Task<(int Scorers, IReadOnlyList<string> Missing)> VotersAsync(AppDbContext db, Guid projectId, CancellationToken cancellationToken)
    {
        var scorers = await (from score in db.TeamScores
                             where score.ProjectId == projectId
                             join option in db.SolutionOptions on score.OptionId equals option.Id
                             select score.UserId).Distinct().ToListAsync(cancellationToken);
        var missing = await (from member in db.Members
                             where member.ProjectId == projectId && !scorers.Contains(member.UserId)
                             join user in db.Users on member.UserId equals user.Id
                             where !user.IsDisabled
                             select user.DisplayName).ToListAsync(cancellationToken);
        return (scorers.Count, [.. missing.Order(StringComparer.CurrentCulture)]);
    }

    /// <summary>The team's points once everybody may see them; empty before. Asks no permission: services that did so call it.</summary>
    internal static async Task<IReadOnlyList<TeamResult>> RevealedResultsAsync(AppDbContext db, Guid projectId, CancellationToken cancellationToken) =>
        await RevealedAsync(db, projectId, cancellationToken) is null ? [] : await ResultsAsync(db, projectId, cancellationToken);

    // Points for options that were removed since are left out.
    private static async Task<IReadOnlyList<TeamResult>> ResultsAsync(AppDbContext db, Guid projectId, CancellationToken cancellationToken)
    {
        var rows = await (from score in db.TeamScores.AsNoTracking()
                          where score.ProjectId == projectId
                          join option in db.SolutionOptions on score.OptionId equals option.Id
                          join user in db.Users on score.UserId equals user.Id
                          select new { score.OptionId, option.Position, score.Criterion, score.Points, user.DisplayName }).ToListAsync(cancellationToken);
        return [.. rows.GroupBy(r => (r.Position, r.OptionId, r.Criterion))
            .OrderBy(g => g.Key.Position).ThenBy(g => g.Key.OptionId).ThenBy(g => g.Key.Criterion)
            .Select(g =>
            {
                var voices = g.OrderBy(r => r.DisplayName, StringComparer.CurrentCulture).Select(r => new TeamVoice(r.DisplayName, r.Points)).ToList();
                return new TeamResult(g.Key.OptionId, g.Key.Criterion, ScoreAgreement.Of([.. voices.Select(v => v.Points)]), voices);
            })];
    }

    private static object Points(TeamResult result) =>
        new FigureText("history.score.points", new FigureText("choice.ScoreCriterion." + result.Criterion), string.Join(", ", result.Voices.Select(v => $"{v.Name} {v.Points}")));

    private void Trail(AppDbContext db, Actor actor, Guid projectId, Guid? optionId, string field, string words) =>
        db.Audit.Add(AuditTrail.Row(time, actor, projectId, ProblemStep.Prioritize, Subject, optionId, field, null, words));

    private static async Task SaveAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsClash())
        {
            throw new DomainRuleException("score.changed");   // the same person in two windows, or the sheet was saved in between
        }
    }
}
