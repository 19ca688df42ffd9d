using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Jobs;

/// <summary>The row is saved first and the queue may fail to take it: nobody waits for the next start.</summary>
public sealed class LostWorkTests : JobTests
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    protected override Task<TestApp> StartAsync() => TestApp.StartAsync(_time);

    [Fact]
    public async Task Import_ThatTheQueueNeverGot_IsTakenUpWithoutAnotherStart()
    {
        var hosted = new ServiceCollection().AddJobRunner()
            .Where(d => d.ServiceType == typeof(IHostedService) && d.ImplementationType?.Assembly == typeof(WorkQueue).Assembly)
            .Select(d => (IHostedService)ActivatorUtilities.CreateInstance(App.Services, d.ImplementationType!))
            .ToList();
        foreach (var service in hosted)
            await service.StartAsync(Token);
        await hosted.OfType<StartSweep>().Single().ExecuteTask!;   // the start is over

        var (analyst, version) = await LoseAsync();
        await App.StartJobsAsync();
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
        var lost = App.Get<LostWork>();
        var (_, version) = await LoseAsync();
        Assert.Equal(0, await lost.QueueLastingAsync(Token));
        await App.Get<WorkQueue>().EnqueueAsync(WorkKind.Import, version, Token);
        Assert.Equal(0, await lost.QueueLastingAsync(Token));

        await ForgetAsync(version);
        Assert.Equal(0, await lost.QueueLastingAsync(Token));
        Assert.Equal(1, await lost.QueueLastingAsync(Token));
        Assert.True(await App.Get<WorkQueue>().KnowsAsync(WorkKind.Import, version, Token));
        Assert.Equal(0, await lost.QueueLastingAsync(Token));
    }

    private async Task<(Actor Analyst, Guid Version)> LoseAsync()
    {
        var (analyst, version, import) = await UploadAsync();
        await import();
        await ForgetAsync(version);
        return (analyst, version);
    }

    private async Task ForgetAsync(Guid version)
    {
        var scheduler = await App.Get<Quartz.ISchedulerFactory>().GetScheduler(Token);
        Assert.True(await scheduler.DeleteJob(new Quartz.JobKey(version.ToString("N"), nameof(WorkKind.Import)), Token));
    }
}
