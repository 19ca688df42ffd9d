using Microsoft.EntityFrameworkCore;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Sample;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Operate;

/// <summary>New data and an old model: the schedule trains anew, once.</summary>
public sealed class ModelRefreshTests(TrainedProject scene) : IClassFixture<TrainedProject>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ModelIsOldAndDataAreNew_TrainsOnceAndKeepsTheChoiceInTheSchedule()
    {
        var newer = await scene.App.ImportLogAsync(scene.Analyst, scene.Project.Id, Scenarios.SmallLog with { Seed = 8 });
        await using (var db = await scene.App.Contexts.CreateDbContextAsync(Token))
        {
            await db.Runs.Where(r => r.Id == scene.ModelId).ExecuteUpdateAsync(s => s.SetProperty(r => r.FinishedAtUtc, new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc)), Token);
            var dataset = await db.DatasetVersions.Where(v => v.Id == newer).Select(v => v.DatasetId).SingleAsync(Token);
            var id = await scene.AddAsync(scene.Input with { DatasetId = dataset, RefreshEveryDays = 30 });

            var first = await scene.RunNowAsync(id);
            Assert.Equal(RunState.Succeeded, first.State);
            Assert.Contains(first.NoteKey, new[] { "operate.note.refreshed", "operate.note.refresh-worse" });
            Assert.Equal(first.ModelRunId, (await scene.ViewAsync(id)).Schedule.ModelRunId);
            Assert.Equal(2, await db.Runs.CountAsync(r => r.Kind == AnalysisKind.RepurchaseModel, Token));

            await Task.Delay(TimeSpan.FromSeconds(1.1), Token);   // a manual run has the second as its slot
            await scene.RunNowAsync(id);
            Assert.Equal(2, await db.Runs.CountAsync(r => r.Kind == AnalysisKind.RepurchaseModel, Token));
        }
    }
}
