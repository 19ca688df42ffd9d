using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Operate;
using ProblemSolving.Data;
using ProblemSolving.Data.Sqlite;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Operate;

/// <summary>A slot is not lost with its alarm.</summary>
public sealed class SlotBellTests : IAsyncLifetime
{
    private readonly DateTime _now = TimeProvider.System.GetUtcNow().UtcDateTime;
    private TestApp _app = null!;
    private Guid _project;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ScheduleWaker Waker => _app.Get<ScheduleWaker>();

    private SlotBell Bell => _app.Get<SlotBell>();

    private Contexts Flaky => (Contexts)_app.Contexts;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync(more: services => services.AddSingleton<IDbContextFactory<AppDbContext>, Contexts>());
        _project = (await _app.AddProjectAsync()).Project.Id;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Alarm_DatabaseAwayAtThatMoment_RingsAgainForTheSameSlot(bool whileWriting)
    {
        await _app.StartJobsAsync();
        var schedule = await AddAsync(_now.AddDays(-3));
        var due = ScheduleSlots.NewestDue(schedule, ScheduleSlots.Next(schedule, _now.AddDays(-3), TimeZoneInfo.Utc), _now, TimeZoneInfo.Utc);
        Waker.AgainAfter = TimeSpan.FromSeconds(1);
        await Waker.RingAgainAsync(schedule.Id, due, Token);
        (Flaky.FailsToOpen, Flaky.FailsToWrite) = (!whileWriting, whileWriting);
        await TestApp.UntilAsync(() => Task.FromResult(Flaky.Failures > 0));
        (Flaky.FailsToOpen, Flaky.FailsToWrite) = (false, false);

        await TestApp.UntilAsync(async () => (await RunsAsync(schedule.Id)).Count > 0);
        Assert.Equal(due, Assert.Single(await RunsAsync(schedule.Id)).SlotUtc);
        await TestApp.UntilAsync(async () => await Waker.SlotAsync(schedule.Id, Token) == ScheduleSlots.Next(schedule, _now, TimeZoneInfo.Utc));
    }

    [Fact]
    public async Task RingOwed_AlarmSetBehindTheSlot_RunsTheNewestOwedOnce()
    {
        var schedule = await AddAsync(_now.AddDays(-3));
        await Waker.SetAsync(schedule, Token);   // for the next slot: the last ones were passed over

        Assert.Equal(1, await Bell.RingOwedAsync(Token));
        var run = Assert.Single(await RunsAsync(schedule.Id));
        Assert.InRange(_now - run.SlotUtc, TimeSpan.Zero, TimeSpan.FromDays(1));
        Assert.Equal(ScheduleSlots.Next(schedule, _now, TimeZoneInfo.Utc), await Waker.SlotAsync(schedule.Id, Token));
        Assert.True(await _app.Get<Application.Jobs.WorkQueue>().KnowsAsync(Application.Jobs.WorkKind.OperateRun, run.Id, Token));

        Assert.Equal(0, await Bell.RingOwedAsync(Token));
        Assert.Single(await RunsAsync(schedule.Id));
    }

    [Fact]
    public async Task RingOwed_RunEnteredButNotQueued_IsQueued()
    {
        var schedule = await AddAsync(_now.AddDays(-2));
        await Bell.RingOwedAsync(Token);
        var run = Assert.Single(await RunsAsync(schedule.Id));
        var scheduler = await _app.Get<Quartz.ISchedulerFactory>().GetScheduler(Token);
        await scheduler.DeleteJob(new Quartz.JobKey(run.Id.ToString("N"), nameof(Application.Jobs.WorkKind.OperateRun)), Token);

        await Bell.RingOwedAsync(Token);
        Assert.True(await _app.Get<Application.Jobs.WorkQueue>().KnowsAsync(Application.Jobs.WorkKind.OperateRun, run.Id, Token));
    }

    [Fact]
    public async Task RingOwed_NewResumedPausedAndOlderRows_OweNothingFromBefore()
    {
        var fresh = await AddAsync(_now);
        var older = await AddAsync(null);
        var paused = await AddAsync(_now.AddDays(-3), enabled: false);

        Assert.Equal(0, await Bell.RingOwedAsync(Token));
        foreach (var schedule in new[] { fresh, older, paused })
            Assert.Empty(await RunsAsync(schedule.Id));
        Assert.NotNull(await Waker.SlotAsync(fresh.Id, Token));
        Assert.Null(await Waker.SlotAsync(paused.Id, Token));
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        Assert.InRange((await db.Schedules.SingleAsync(s => s.Id == older.Id, Token)).OwedFromUtc!.Value, _now, _now.AddMinutes(5));
    }

    private async Task<OperateSchedule> AddAsync(DateTime? owedFrom, bool enabled = true)
    {
        // half a day from the present moment, so that no slot comes by during the test
        var schedule = new OperateSchedule { Id = Guid.CreateVersion7(), ProjectId = _project, Name = "daily", Frequency = ScheduleFrequency.Daily, TimeOfDay = TimeOnly.FromDateTime(_now.AddHours(12)), CreatedAtUtc = _now.AddDays(-9), OwedFromUtc = owedFrom, IsEnabled = enabled };
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        db.Schedules.Add(schedule);
        await db.Projects.Where(p => p.Id == _project).ExecuteUpdateAsync(s => s.SetProperty(p => p.TimeZoneId, "UTC"), Token);
        await db.SaveChangesAsync(Token);
        return schedule;
    }

    private async Task<List<OperateRun>> RunsAsync(Guid schedule)
    {
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        return await db.OperateRuns.Where(r => r.ScheduleId == schedule).ToListAsync(Token);
    }

    /// <summary>A database that goes away when it is told to.</summary>
    private sealed class Contexts(IDbContextFactory<SqliteAppDbContext> inner) : IDbContextFactory<AppDbContext>
    {
        private int _failures;

        public bool FailsToOpen { get; set; }

        public bool FailsToWrite { get; set; }

        public int Failures => _failures;

        public AppDbContext CreateDbContext()
        {
            if (FailsToOpen)
                throw Fail();
            var context = inner.CreateDbContext();
            context.SavingChanges += (_, _) =>
            {
                if (FailsToWrite)
                    throw Fail();
            };
            return context;
        }

        private InvalidOperationException Fail()
        {
            Interlocked.Increment(ref _failures);
            return new InvalidOperationException("The database is away.");
        }
    }
}
