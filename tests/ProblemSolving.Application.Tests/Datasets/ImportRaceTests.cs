using System.Text;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Datasets;

/// <summary>Two people on one upload.</summary>
public sealed class ImportRaceTests
{
    private const string Log = "customer,date,amount\nc1,2026-01-01,10\nc2,2026-01-02,20\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_StartedManyTimesAtOnce_IsWonByOneAndTheOthersAreTold()
    {
        await using var app = await TestApp.StartAsync();
        var (project, analyst, _) = await app.AddProjectAsync();
        var datasets = app.Get<DatasetService>();
        for (var round = 0; round < 5; round++)
        {
            var version = await datasets.UploadAsync(analyst, project.Id, null, "log.csv", new MemoryStream(Encoding.UTF8.GetBytes(Log)), Token);
            var plan = (await datasets.PreviewAsync(analyst, version, FileFormatChoice.Detect, [], Token)).ToPlan();
            var tries = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
            {
                try
                {
                    await datasets.ImportAsync(analyst, version, plan, PurchaseRules.Usual, Token);
                    return "won";
                }
                catch (DomainRuleException rule)
                {
                    return rule.Code;
                }
            })));

            Assert.Single(tries, "won");
            Assert.All(tries.Where(t => t != "won"), t => Assert.Contains(t, new[] { "dataset.taken", "dataset.not-waiting" }));
            await using var db = await app.Contexts.CreateDbContextAsync(Token);
            Assert.Equal(1, await db.Audit.CountAsync(a => a.RowId == version && a.Field == "Import", Token));
        }
    }

    [Fact]
    public async Task State_LeftBySomebodyElse_RefusesTheSecondWriter()
    {
        await using var app = await TestApp.StartAsync();
        var (project, analyst, _) = await app.AddProjectAsync();
        var id = await app.Get<DatasetService>().UploadAsync(analyst, project.Id, null, "log.csv", new MemoryStream(Encoding.UTF8.GetBytes(Log)), Token);
        await using var first = await app.Contexts.CreateDbContextAsync(Token);
        await using var second = await app.Contexts.CreateDbContextAsync(Token);
        var (mine, theirs) = (await first.DatasetVersions.SingleAsync(v => v.Id == id, Token), await second.DatasetVersions.SingleAsync(v => v.Id == id, Token));
        (mine.State, theirs.State) = (DatasetState.Importing, DatasetState.Importing);
        await first.SaveChangesAsync(Token);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync(Token));
    }
}
