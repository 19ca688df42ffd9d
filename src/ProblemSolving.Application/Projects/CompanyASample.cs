using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Operate;
using ProblemSolving.Application.Prioritize;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Application.Texts;
using ProblemSolving.Data;
using ProblemSolving.Data.Accounts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Domain.Sample;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Application.Projects;

/// <summary>
/// Loads company A, the worked example: every step goes through the same services a person uses, so every number on its
/// screens is computed. The manager's answers come from an account that nobody can sign in to.
/// </summary>
internal sealed class CompanyASample(
    IDbContextFactory<AppDbContext> contexts,
    AccessGuard access,
    TextCatalog catalog,
    ProjectService projects,
    WorksheetService worksheets,
    TeamScoreService scores,
    CommentService comments,
    ReviewService reviews,
    DatasetService datasets,
    AnalysisService analyses,
    RunWordsService words,
    FindingService findings,
    SampleEvidence define,
    SamplePilotRound pilots,
    ScheduleService schedules,
    InlineWork inline,
    ProjectRemoval removal,
    AccountTrail trail,
    TimeProvider time) : ISampleProject
{
    private const string ManagerName = "sample-manager";
    private const string NormalizedManagerName = "SAMPLE-MANAGER";

    public async Task<string> LoadAsync(Actor actor, CancellationToken cancellationToken)
    {
        await access.DemandAsync(actor, Permission.CreateProject, null, cancellationToken);
        var culture = CultureInfo.CurrentUICulture;
        var plan = PurchaseLogPlan.CompanyA;
        var facts = await Task.Run(() => SampleFacts.Measure(plan, PurchaseLogGenerator.Generate(plan)), cancellationToken);
        SampleScenario Tell(SampleFacts with) => new SampleScenarioBuilder((key, arguments) => catalog.Get(key, culture, arguments), plan, with).Build();
        var scenario = Tell(facts);

        var manager = await ManagerAsync(actor, catalog.Get("projects.sample.manager", culture), cancellationToken);
        var project = await projects.CreateAsync(actor, new NewProject(scenario.Project.Name, scenario.Project.Summary, scenario.Project.CurrencyCode, scenario.Project.TimeZoneId, IsSample: true), cancellationToken);
        try
        {
            await WalkAsync(actor, manager, project.Id, plan, facts, Tell, cancellationToken);
        }
        catch
        {
            await removal.RemoveAsync(project.Id, CancellationToken.None);   // half an example teaches nothing and cannot be finished by hand
            throw;
        }

        return project.Key;
    }

    // The seven steps, one after the other.
    private async Task WalkAsync(Actor actor, Actor manager, Guid projectId, PurchaseLogPlan plan, SampleFacts facts, Func<SampleFacts, SampleScenario> tell, CancellationToken cancellationToken)
    {
        var scenario = tell(facts);
        await projects.SetMemberAsync(actor, projectId, manager.UserId, ProjectRole.Reviewer, cancellationToken);

        await FillAsync(actor, projectId, SheetKind.Define, null, scenario.Define, cancellationToken);
        var version = await ImportAsync(actor, projectId, plan, scenario.Project, cancellationToken);
        var explored = await ExploreAsync(actor, version, cancellationToken);
        await define.FillAsync(actor, projectId, explored.Run.Id, scenario.Define, cancellationToken);
        await FillEffectsAsync(actor, projectId, scenario.Effects, cancellationToken);
        await AskAsync(actor, manager, projectId, Gate.Effects, null, new GateAnswer(GateDecision.GoWithConditions, scenario.GateReason, scenario.GateMoneyCap), cancellationToken);
        await FillSolutionsAsync(actor, manager, projectId, scenario, cancellationToken);

        // What the conclusion says is what the run shows, not what the generator knows.
        scenario = tell(facts with { ShareWithin30Days = explored.Explore!.Timing.Estimate is { Within30Days: { } month, WithinDays: > 0 and var later } ? month / later : 0 });
        await words.SaveAsync(actor, explored.Run.Id, new RunWords("", ""), new RunWords(scenario.Analyze.ExploreNote, scenario.Analyze.ExploreConclusion), cancellationToken);
        await KeepFindingAsync(actor, projectId, explored, cancellationToken);
        var model = await TrainAsync(actor, version, scenario.Analyze, cancellationToken);
        var pilot = await pilots.RunAsync(actor, projectId, version, model, scenario.Pilot, cancellationToken);
        await AskAsync(actor, manager, projectId, Gate.Pilot, pilot, new GateAnswer(GateDecision.Operate, scenario.PilotGateReason), cancellationToken);
        await OperateAsync(actor, projectId, version, model, scenario.Schedule, cancellationToken);
        foreach (var comment in scenario.Comments)
            await comments.AddAsync(comment.ByManager ? manager : actor, projectId, comment.Step, comment.Text, cancellationToken);
    }

    // The first purchase that goes with a second one most often, in the words the page would offer.
    private async Task KeepFindingAsync(Actor actor, Guid projectId, RunView explored, CancellationToken cancellationToken)
    {
        var result = explored.Explore!;
        if (result.Contrasts.MaxBy(c => c.Difference) is not { } best)
            return;
        var sentence = catalog.Get("contrasts.sentence", CultureInfo.CurrentUICulture, best.Value, best.Column, best.Rate, result.Parameters.TrendDays, best.RestRate);
        var column = DataColumns.Find([explored.Version!], explored.Run.DatasetVersionId, best.Column);
        var rule = column is null ? null : new PopulationRule(column.Index, column.Name, best.Value);
        await findings.PinAsync(actor, projectId, explored.Run.Id, "first-order-contrasts", sentence, rule, cancellationToken);
    }

    // Property names of the scenario are those of the worksheet, so filling in is a walk over the fields.
    private async Task FillAsync(Actor actor, Guid projectId, SheetKind sheet, Guid? rowId, object source, CancellationToken cancellationToken, params (string Field, string Text)[] more)
    {
        var snapshot = await worksheets.ReadAsync(actor, projectId, cancellationToken);
        var target = snapshot.Find(sheet, rowId) ?? throw new InvalidOperationException($"The sample has no {sheet}.");
        var texts = WorksheetFields.Of(sheet)
            .Select(f => (f.Name, Value: source.GetType().GetProperty(f.Name)?.GetValue(source)))
            .Where(f => f.Value is not null)
            .Select(f => (Field: f.Name, Text: Neutral(f.Value!)))
            .Concat(more);
        foreach (var (field, text) in texts)
        {
            var current = WorksheetFields.Get(sheet, field).Read(target);
            if (current != text && await worksheets.SaveFieldAsync(actor, new FieldEdit(projectId, sheet, rowId, field, current, text), cancellationToken) is not FieldResult.Saved)
                throw new InvalidOperationException($"The sample could not write {sheet}.{field}.");
        }
    }

    private static string Neutral(object value) => value switch
    {
        decimal number => WorksheetField.Neutral(number),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private async Task FillEffectsAsync(Actor actor, Guid projectId, SampleEffects effects, CancellationToken cancellationToken)
    {
        await FillAsync(actor, projectId, SheetKind.Effects, null, effects, cancellationToken);
        foreach (var line in effects.Lines)
        {
            var row = await worksheets.AddRowAsync(actor, projectId, SheetKind.EffectLine, cancellationToken);
            await FillAsync(actor, projectId, SheetKind.EffectLine, row, line, cancellationToken,
                (nameof(EffectLine.Kind), (line.SavesCost ? GainKind.SavedCost : GainKind.Margin).ToString()),
                (nameof(EffectLine.Period), nameof(Period.Year)));
        }

        foreach (var link in effects.Links)
        {
            var row = await worksheets.AddRowAsync(actor, projectId, SheetKind.CausalLink, cancellationToken);
            await FillAsync(actor, projectId, SheetKind.CausalLink, row, link, cancellationToken);
        }
    }

    private async Task FillSolutionsAsync(Actor actor, Actor manager, Guid projectId, SampleScenario scenario, CancellationToken cancellationToken)
    {
        foreach (var solution in scenario.Solutions)
        {
            var row = await worksheets.AddRowAsync(actor, projectId, SheetKind.Solution, cancellationToken);
            await FillAsync(actor, projectId, SheetKind.Solution, row, solution, cancellationToken);
            foreach (var assumption in solution.Assumptions)
            {
                var child = await worksheets.AddChildRowAsync(actor, projectId, SheetKind.Assumption, row, cancellationToken);
                await FillAsync(actor, projectId, SheetKind.Assumption, child, assumption, cancellationToken);
            }

            foreach (var (who, points) in new[] { (actor, solution.Scores.ByAnalyst), (manager, solution.Scores.ByManager) })
            {
                await scores.ScoreAsync(who, projectId, row, ScoreCriterion.Impact, points.Impact, cancellationToken);
                await scores.ScoreAsync(who, projectId, row, ScoreCriterion.Confidence, points.Confidence, cancellationToken);
                await scores.ScoreAsync(who, projectId, row, ScoreCriterion.Ease, points.Ease, cancellationToken);
            }
        }

        await scores.RevealAsync(actor, projectId, cancellationToken);
        await scores.TakeAsync(actor, projectId, cancellationToken);
        await FillAsync(actor, projectId, SheetKind.Prioritize, null, new { Note = scenario.PrioritizeNote }, cancellationToken);
    }

    private async Task AskAsync(Actor analyst, Actor manager, Guid projectId, Gate gate, Guid? pilotId, GateAnswer answer, CancellationToken cancellationToken)
    {
        var review = await reviews.SubmitAsync(analyst, projectId, gate, pilotId, cancellationToken);
        await reviews.DecideAsync(manager, review, answer, cancellationToken);
    }

    private async Task<Guid> ImportAsync(Actor actor, Guid projectId, PurchaseLogPlan plan, Domain.Sample.SampleProject project, CancellationToken cancellationToken)
    {
        using var log = new MemoryStream();
        PurchaseLogGenerator.WriteCsv(plan, log);
        log.Position = 0;
        var version = await datasets.UploadAsync(actor, projectId, null, project.DatasetFileName, log, cancellationToken);
        var preview = await datasets.PreviewAsync(actor, version, FileFormatChoice.Detect, [], cancellationToken);
        await datasets.ImportAsync(actor, version, preview.ToPlan(), PurchaseRules.Usual, cancellationToken);
        await inline.FinishAsync(WorkKind.Import, version, async () => (await datasets.GetAsync(actor, version, cancellationToken)).Version.State != DatasetState.Importing, cancellationToken);
        return version;
    }

    private async Task<RunView> ExploreAsync(Actor actor, Guid version, CancellationToken cancellationToken)
    {
        var run = await analyses.ExploreAsync(actor, version, RepurchaseParameters.Default, cancellationToken);
        await FinishRunAsync(actor, run, cancellationToken);
        return await analyses.GetAsync(actor, run, cancellationToken);
    }

    private async Task<Guid> TrainAsync(Actor actor, Guid version, SampleAnalyze texts, CancellationToken cancellationToken)
    {
        var run = await analyses.TrainAsync(actor, version, new ModelParameters(), cancellationToken);
        await FinishRunAsync(actor, run, cancellationToken);
        await words.SaveAsync(actor, run, new RunWords("", ""), new RunWords(texts.ModelNote, texts.ModelConclusion), cancellationToken);
        return run;
    }

    private Task FinishRunAsync(Actor actor, Guid run, CancellationToken cancellationToken) =>
        inline.FinishAsync(WorkKind.Analysis, run, async () => (await analyses.GetAsync(actor, run, cancellationToken)).Run.State is not (RunState.Queued or RunState.Running), cancellationToken);

    private async Task OperateAsync(Actor actor, Guid projectId, Guid version, Guid model, SampleSchedule texts, CancellationToken cancellationToken)
    {
        var dataset = (await datasets.GetAsync(actor, version, cancellationToken)).Version.DatasetId;
        var schedule = await schedules.SaveAsync(
            actor,
            projectId,
            null,
            new ScheduleInput(texts.Name, ScheduleFrequency.Weekly, DayOfWeek.Monday, 1, texts.TimeOfDay, dataset, model, texts.TargetShare, texts.HoldoutShare, texts.RefreshEveryDays, texts.ErrorProcedure, texts.ErrorContact, texts.Salt, CostPerContact: texts.CostPerContact),
            cancellationToken);
        var run = await schedules.RunNowAsync(actor, schedule, cancellationToken);
        await inline.FinishAsync(
            WorkKind.OperateRun,
            run,
            async () => (await schedules.ListAsync(actor, projectId, cancellationToken)).SelectMany(s => s.Runs).Single(r => r.Id == run).State is not (RunState.Queued or RunState.Running),
            cancellationToken);
    }

    // Ours is the one that nobody can sign in to; a person may well have an account of that name.
    private async Task<Actor> ManagerAsync(Actor by, string displayName, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var role = await db.Roles.SingleAsync(r => r.Name == nameof(SystemRole.Manager), cancellationToken);
        var alike = await db.Users.Where(u => u.NormalizedUserName!.StartsWith(NormalizedManagerName))
            .Select(u => new { u.Id, u.NormalizedUserName, IsOurs = u.PasswordHash == null && !u.IsDisabled && db.UserRoles.Any(l => l.UserId == u.Id && l.RoleId == role.Id) })
            .ToListAsync(cancellationToken);
        if (alike.FirstOrDefault(u => u.IsOurs) is { } ours)
            return new Actor(ours.Id);
        var taken = alike.Select(u => u.NormalizedUserName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var name = Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? ManagerName : $"{ManagerName}-{n}").First(n => !taken.Contains(n));
        // No password: the account answers gates of the sample and opens no door.
        var user = new AppUser
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            DisplayName = displayName,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            LockoutEnabled = true,
            CreatedAtUtc = time.GetUtcNow().UtcDateTime,
        };
        db.Users.Add(user);
        db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = user.Id, RoleId = role.Id });
        trail.Add(db, by.UserId, user.Id, AccountChange.Created, null, nameof(SystemRole.Manager));
        await db.SaveChangesAsync(cancellationToken);
        trail.Tell(by.UserId, user.Id, AccountChange.Created);
        return new Actor(user.Id);
    }
}
