using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Jobs;

/// <summary>The row is saved first and the queue may fail to take it: nobody waits for the next start.</summary>
public sealed class LostWorkTests : IAsyncLifetime
{
    private const string Log = "customer,date,amount\nc1,2026-01-01,10\nc2,2026-01-02,20\n";

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private TestApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DatasetService Datasets => _app.Get<DatasetService>();

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(_time);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Import_ThatTheQueueNeverGot_IsTakenUpWithoutAnotherStart()
    {
        var hosted = new ServiceCollection().AddJobRunner()
            .Where(d => d.ServiceType == typeof(IHostedService) && d.ImplementationType?.Assembly == typeof(WorkQueue).Assembly)
            .Select(d => (IHostedService)ActivatorUtilities.CreateInstance(_app.Services, d.ImplementationType!))
            .ToList();
        foreach (var service in hosted)
            await service.StartAsync(Token);
        await hosted.OfType<StartSweep>().Single().ExecuteTask!;   // the start is over

        var (analyst, version) = await LoseAsync();
        await _app.StartJobsAsync();
        await TestApp.UntilAsync(
            async () =>
            {
                _time.Advance(TimeSpan.FromMinutes(1));
                return (await Datasets.GetAsync(analyst, version, Token)).Version.State == DatasetState.Ready;
            },
            20);
        foreach (var service in hosted)
            await service.StopAsync(Token);
    }

    [Fact]   // between the row and its place in the queue lies a moment
    public async Task Look_AtWorkThatIsMissingForTheFirstTime_LeavesItToWhoeverIsQueueingIt()
    {
        var lost = _app.Get<LostWork>();
        var (_, version) = await LoseAsync();
        Assert.Equal(0, await lost.QueueLastingAsync(Token));
        await _app.Get<WorkQueue>().EnqueueAsync(WorkKind.Import, version, Token);
        Assert.Equal(0, await lost.QueueLastingAsync(Token));

        await ForgetAsync(version);
        Assert.Equal(0, await lost.QueueLastingAsync(Token));
        Assert.Equal(1, await lost.QueueLastingAsync(Token));
        Assert.True(await _app.Get<WorkQueue>().KnowsAsync(WorkKind.Import, version, Token));
        Assert.Equal(0, await lost.QueueLastingAsync(Token));
    }

    private async Task<(Actor Analyst, Guid Version)> LoseAsync()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var version = await Datasets.UploadAsync(analyst, project.Id, null, "log.csv", new MemoryStream(Encoding.UTF8.GetBytes(Log)), Token);
        var plan = (await Datasets.PreviewAsync(analyst, version, FileFormatChoice.Detect, [], Token)).ToPlan();
        await Datasets.ImportAsync(analyst, version, plan, PurchaseRules.Usual, Token);
        await ForgetAsync(version);
        return (analyst, version);
    }

    private async Task ForgetAsync(Guid version)
    {
        var scheduler = await _app.Get<Quartz.ISchedulerFactory>().GetScheduler(Token);
        Assert.True(await scheduler.DeleteJob(new Quartz.JobKey(version.ToString("N"), nameof(WorkKind.Import)), Token));
    }
}
