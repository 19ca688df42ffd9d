using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Operate;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Operate;

/// <summary>One project with a Go, imported data and a trained model, shared by the tests of a class; each makes schedules of its own.</summary>
public sealed class TrainedProject : IAsyncLifetime
{
    public RefusingDatabase Database { get; } = new();

    public TestApp App { get; private set; } = null!;

    public Project Project { get; private set; } = null!;

    public Actor Analyst { get; private set; }

    public Actor Manager { get; private set; }

    public Guid VersionId { get; private set; }

    public Guid DatasetId { get; private set; }

    public Guid ModelId { get; private set; }

    public ScheduleService Schedules => App.Get<ScheduleService>();

    public ScheduleInput Input => new("Weekly list", ScheduleFrequency.Daily, DayOfWeek.Monday, 1, new TimeOnly(6, 0), DatasetId, ModelId, 0.2, 0.25, null, "Call the analyst.", "Analyst");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        App = await TestApp.StartAsync(more: Database.Join);
        await App.StartJobsAsync();
        (Project, Analyst, Manager) = await App.AddGoProjectAsync();
        VersionId = await App.ImportLogAsync(Analyst, Project.Id, Scenarios.SmallLog);
        DatasetId = (await App.Get<DatasetService>().GetAsync(Analyst, VersionId, CancellationToken.None)).Version.DatasetId;
        ModelId = await App.TrainAsync(Analyst, VersionId);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    public Task<Guid> AddAsync(ScheduleInput? input = null) => Schedules.SaveAsync(Analyst, Project.Id, null, input ?? Input, Token);

    public async Task<ScheduleView> ViewAsync(Guid schedule) => (await Schedules.ListAsync(Analyst, Project.Id, Token)).Single(s => s.Schedule.Id == schedule);

    public async Task<OperateRun> RunNowAsync(Guid schedule)
    {
        var run = await Schedules.RunNowAsync(Analyst, schedule, Token);
        return await EndAsync(schedule, run);
    }

    /// <summary>Waits until a run has ended.</summary>
    public async Task<OperateRun> EndAsync(Guid schedule, Guid run)
    {
        OperateRun? found = null;
        await TestApp.UntilAsync(async () => (found = (await ViewAsync(schedule)).Runs.SingleOrDefault(r => r.Id == run)) is { State: not (RunState.Queued or RunState.Running) });
        return found!;
    }

    public string Outbox(Guid schedule) => App.Get<DataDirectory>().Outbox(schedule);
}
