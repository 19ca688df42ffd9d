using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Define;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Application.Tests.Operate;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Analyze;

/// <summary>A run goes with its files unless something rests on it; a cancel never overwrites an end.</summary>
public sealed class RunRemovalTests(TrainedProject scene) : IClassFixture<TrainedProject>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RunRemovalService Removal => scene.App.Get<RunRemovalService>();

    private AnalysisService Analyses => scene.App.Get<AnalysisService>();

    [Fact]
    public async Task Run_NobodyUses_GoesWithItsFilesAndLeavesARow()
    {
        var run = await scene.App.TrainAsync(scene.Analyst, scene.VersionId);
        var folder = scene.App.Get<DataDirectory>().Run(run);
        Assert.True(File.Exists(Path.Combine(folder, "model.zip")));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Removal.RemoveAsync(scene.Manager, run, Token));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Removal.DemandRemovableAsync(scene.Manager, run, Token));
        await Removal.DemandRemovableAsync(scene.Analyst, run, Token);
        Assert.True(File.Exists(Path.Combine(folder, "model.zip")));   // only asked

        await Removal.RemoveAsync(scene.Analyst, run, Token);
        Assert.False(Directory.Exists(folder));
        await using var db = await scene.App.Contexts.CreateDbContextAsync(Token);
        Assert.False(await db.Runs.AnyAsync(r => r.Id == run, Token));
        var row = await db.Audit.SingleAsync(a => a.RowId == run && a.Field == "Removed", Token);
        Assert.Equal((scene.Analyst.UserId, scene.Project.Id), (row.UserId, row.ProjectId));
        Assert.True(TextCatalog.Default.Has("field.Run.Removed"));
    }

    [Fact] // somebody looked, and a look is not undone
    public async Task Looks_OfARemovedRun_CountOn()
    {
        var explore = await ExploreAsync();
        var sheets = scene.App.Get<Application.Projects.WorksheetService>();
        var before = (await sheets.ReadAsync(scene.Analyst, scene.Project.Id, Token)).Looks;
        Assert.InRange((await Analyses.GetAsync(scene.Analyst, explore, Token)).Run.Looks, 1, before);
        await Removal.RemoveAsync(scene.Analyst, explore, Token);
        Assert.Equal(before, (await sheets.ReadAsync(scene.Analyst, scene.Project.Id, Token)).Looks);

        // the same question again is the same look, although nothing of the first run is left
        var again = await ExploreAsync();
        Assert.Equal(before, (await sheets.ReadAsync(scene.Analyst, scene.Project.Id, Token)).Looks);
        await Removal.RemoveAsync(scene.Analyst, again, Token);
        Assert.Equal(before, (await sheets.ReadAsync(scene.Analyst, scene.Project.Id, Token)).Looks);
    }

    [Fact] // what is left of a removed run is read by people: the sentence says no more than before
    public async Task Removed_InTheTrail_SaysKindAndFileOnly()
    {
        var explore = await ExploreAsync();
        await Removal.RemoveAsync(scene.Analyst, explore, Token);
        var page = await scene.App.Get<Application.Audit.HistoryService>().ListAsync(scene.Analyst, scene.Project.Id, ProblemStep.Analyze, 50, Token);
        var row = page.Rows.Single(r => r.RowId == explore && r.Field == "Removed");
        var words = Application.Audit.AuditWords.Read(row.Subject, row.Field, row.OldValue!)!;
        var key = Assert.IsType<string>(words.Arguments[2]);
        foreach (var culture in (string[])["en", "ko"])
            Assert.DoesNotContain(key, TextCatalog.Default.Get(words.Key, System.Globalization.CultureInfo.GetCultureInfo(culture), words.Arguments), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithEvidenceFindingPilotOrSchedule_StaysAndSaysWhere()
    {
        var explore = await ExploreAsync();
        var pin = await scene.App.Get<EvidenceService>().PinAsync(scene.Analyst, scene.Project.Id, explore, "survival", EvidenceSection.Phenomenon, Token);
        Assert.Equal("run.remove.evidence", await RefusedAsync(explore));
        await scene.App.Get<EvidenceService>().RemoveAsync(scene.Analyst, scene.Project.Id, pin, Token);
        var finding = await scene.App.Get<FindingService>().PinAsync(scene.Analyst, scene.Project.Id, explore, "survival", "They come back late.", null, Token);
        Assert.Equal("run.remove.finding", await RefusedAsync(explore));
        await scene.App.Get<FindingService>().RemoveAsync(scene.Analyst, scene.Project.Id, finding, Token);
        await Removal.RemoveAsync(scene.Analyst, explore, Token);

        var model = await scene.App.TrainAsync(scene.Analyst, scene.VersionId);
        var pilot = await scene.App.Get<PilotService>().CreateAsync(scene.Analyst, scene.Project.Id, Token);
        Assert.Equal("run.remove.pilot", await RefusedAsync(model));
        await scene.App.Get<PilotService>().SaveAsync(scene.Analyst, pilot, PilotField.ModelRunId, model.ToString("D"), "", Token);
        await scene.AddAsync(scene.Input with { ModelRunId = model });
        Assert.Equal("run.remove.schedule", await RefusedAsync(model));
    }

    [Fact]
    public async Task Run_FrozenInAPacket_Stays()
    {
        var run = await ExploreAsync();
        await using (var db = await scene.App.Contexts.CreateDbContextAsync(Token))
        {
            var review = await db.Reviews.AsNoTracking().FirstAsync(r => r.ProjectId == scene.Project.Id, Token);
            await db.Reviews.Where(r => r.Id == review.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.PacketJson, (GatePacket.FromJson(review.PacketJson) with { Runs = [new PacketRun(run, AnalysisKind.Explore, "", "", "{}")] }).ToJson()), Token);
        }

        Assert.Equal("run.remove.packet", await RefusedAsync(run));
    }

    [Fact]
    public async Task Version_WithRuns_IsKept_AndGoesOnceTheyAreRemoved()
    {
        var version = await scene.App.ImportTextAsync(scene.Analyst, scene.Project.Id, "customer,date,amount\nc1,2026-01-01,10\nc2,2026-01-02,20\nc1,2026-02-02,20\n");
        var run = await ExploreAsync(version);
        var datasets = scene.App.Get<DatasetService>();
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => datasets.DeleteAsync(scene.Analyst, version, Token));
        Assert.Equal(("dataset.in-use", 1), (rule.Code, rule.Arguments[1]));
        await Removal.RemoveAsync(scene.Analyst, run, Token);
        await datasets.DeleteAsync(scene.Analyst, version, Token);
        Assert.False(Directory.Exists(scene.App.Get<DataDirectory>().Run(run)) || Directory.Exists(scene.App.Get<DataDirectory>().DatasetVersion(version)));
    }

    [Fact]
    public async Task Cancel_OfAFinishedRun_ChangesNothing()
    {
        var run = await ExploreAsync();
        await Analyses.CancelAsync(scene.Analyst, run, Token);
        var stored = (await Analyses.GetAsync(scene.Analyst, run, Token)).Run;
        Assert.Equal((RunState.Succeeded, false), (stored.State, stored.CancelRequested));
    }

    [Fact]
    public async Task Cancel_WhileTheRunEnds_NeverOverwritesItsEnd()
    {
        var run = await ExploreAsync();
        for (var round = 0; round < 25; round++)
        {
            await SetAsync(run, RunState.Queued);
            var ends = Task.Run(async () =>
            {
                await using var db = await scene.App.Contexts.CreateDbContextAsync(Token);
                return await db.Runs.Where(r => r.Id == run && (r.State == RunState.Queued || r.State == RunState.Running)).ExecuteUpdateAsync(s => s.SetProperty(r => r.State, RunState.Succeeded), Token) == 1;
            }, Token);
            var cancels = Task.Run(() => Analyses.CancelAsync(scene.Analyst, run, Token), Token);
            await Task.WhenAll(ends, cancels);
            Assert.Equal(await ends ? RunState.Succeeded : RunState.Cancelled, (await Analyses.GetAsync(scene.Analyst, run, Token)).Run.State);
        }

        await SetAsync(run, RunState.Succeeded);
    }

    private async Task SetAsync(Guid run, RunState state)
    {
        await using var db = await scene.App.Contexts.CreateDbContextAsync(Token);
        await db.Runs.Where(r => r.Id == run).ExecuteUpdateAsync(s => s.SetProperty(r => r.State, state).SetProperty(r => r.CancelRequested, false), Token);
    }

    private async Task<string> RefusedAsync(Guid run)
    {
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Removal.RemoveAsync(scene.Analyst, run, Token));
        Assert.True(TextCatalog.Default.Has("rule." + rule.Code), rule.Code);
        // who is asked first hears the same before the question
        Assert.Equal(rule.Code, (await Assert.ThrowsAsync<DomainRuleException>(() => Removal.DemandRemovableAsync(scene.Analyst, run, Token))).Code);
        return rule.Code;
    }

    private async Task<Guid> ExploreAsync(Guid? version = null)
    {
        var run = await Analyses.ExploreAsync(scene.Analyst, version ?? scene.VersionId, RepurchaseParameters.Default, Token);
        await TestApp.UntilAsync(async () => (await Analyses.GetAsync(scene.Analyst, run, Token)).Run.State is not (RunState.Queued or RunState.Running));
        return run;
    }
}
