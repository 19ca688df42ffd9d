using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Define;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Analyze;

/// <summary>Whatever reads data while somebody waits takes its turn at the same places as looks do, and ends when nobody waits any more.</summary>
public sealed class HeavyPlacesTests : IAsyncLifetime
{
    private const string Log = "customer,order,date,amount\na,1,2026-01-01,10\na,2,2026-01-20,10\nb,3,2026-01-02,10\nc,4,2026-05-31,10\n";

    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        await _app.StartJobsAsync();
        (_project, _analyst, _) = await _app.AddProjectAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Preview_WaitsForAPlaceAndCanBeGivenUp()
    {
        await using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Log));
        var version = await _app.Get<DatasetService>().UploadAsync(_analyst, _project.Id, null, "log.csv", content, Token);
        await WaitsAsync(token => _app.Get<DatasetService>().PreviewAsync(_analyst, version, FileFormatChoice.Detect, [], token));
    }

    [Fact]
    public async Task Metric_WaitsForAPlaceAndCanBeGivenUp()
    {
        await _app.ImportTextAsync(_analyst, _project.Id, Log);
        foreach (var (field, text) in new[] { (nameof(DefineSheet.MetricKind), nameof(MetricKind.RepurchaseRate)), (nameof(DefineSheet.MetricWindowDays), "30") })
        {
            var sheet = (await _app.Get<WorksheetService>().ReadAsync(_analyst, _project.Id, Token)).Define;
            await _app.Get<WorksheetService>().SaveFieldAsync(_analyst, new FieldEdit(_project.Id, SheetKind.Define, null, field, WorksheetFields.Get(SheetKind.Define, field).Read(sheet), text), Token);
        }

        await WaitsAsync(token => _app.Get<MetricService>().ComputeAsync(_analyst, _project.Id, null, token));
    }

    [Fact]
    public async Task Repeats_WaitForAPlaceAndCanBeGivenUp()
    {
        await _app.ImportTextAsync(_analyst, _project.Id, Log);
        var datasets = _app.Get<DatasetService>();
        var dataset = (await datasets.ListAsync(_analyst, _project.Id, Token))[0].Version.DatasetId;
        await using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Log + "d,5,2026-06-01,10\n"));
        var next = await datasets.UploadAsync(_analyst, _project.Id, dataset, "next.csv", content, Token);
        var plan = (await datasets.PreviewAsync(_analyst, next, FileFormatChoice.Detect, [], Token)).ToPlan();
        await WaitsAsync(token => datasets.CountRepeatsAsync(_analyst, next, plan, token));
    }

    [Fact]
    public async Task Upload_WaitsForAPlaceBeforeItsFileIsLookedAt()
    {
        var datasets = _app.Get<DatasetService>();
        await WaitsAsync(async token =>
        {
            await using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Log));
            await datasets.UploadAsync(_analyst, _project.Id, null, "log.csv", content, token);
        });
        Assert.Single(await datasets.ListAsync(_analyst, _project.Id, Token));   // given up, it left nothing
    }

    [Fact]
    public async Task UploadInPieces_WaitsForAPlaceAndCanBeFinishedLater()
    {
        var uploads = _app.Get<UploadService>();
        var bytes = System.Text.Encoding.UTF8.GetBytes(Log);
        var place = await uploads.OpenAsync(_analyst, _project.Id, null, "log.csv", bytes.Length, "1", Token);
        await uploads.AppendAsync(_analyst, place.Id, 0, new MemoryStream(bytes), null, Token);
        await WaitsAsync(token => uploads.FinishAsync(_analyst, place.Id, token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ForecastAndLock_WaitForAPlaceToCountTheCustomers(bool locks)
    {
        var (project, analyst, _) = await _app.AddGoProjectAsync();
        _analyst = analyst;
        await _app.ImportTextAsync(analyst, project.Id, "customer,date,amount\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"c{i},2026-01-{1 + i % 28:00},10\n")));
        var pilots = _app.Get<PilotService>();
        var id = await pilots.CreateAsync(analyst, project.Id, Token);
        foreach (var (field, before, text) in new[] { (PilotField.Name, "", "Coupon"), (PilotField.Hypothesis, "", "The coupon raises the response rate within 30 days"), (PilotField.Treatment, "", "A coupon"), (PilotField.SelectedShare, "0.2", "1") })
            await pilots.SaveAsync(analyst, id, field, before, text, Token);
        await WaitsAsync(token => locks ? pilots.LockAsync(analyst, id, token) : pilots.ForecastAsync(analyst, id, token));
    }

    // With both places taken it has not begun, given up it leaves at once, and it goes on when a place is free.
    private async Task WaitsAsync(Func<CancellationToken, Task> heavy)
    {
        var places = _app.Get<LookPlaces>();
        var taken = Enumerable.Range(0, LookPlaces.Most).Select(_ => places.Take(Guid.NewGuid())).ToList();
        using var left = new CancellationTokenSource();
        var first = heavy(left.Token);
        await TestApp.UntilAsync(() => Task.FromResult(first.IsCompleted || places.Ahead(_analyst.UserId) is not null));
        Assert.False(first.IsCompleted);
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = heavy(Token);
        await TestApp.UntilAsync(() => Task.FromResult(second.IsCompleted || places.Ahead(_analyst.UserId) is not null));
        Assert.False(second.IsCompleted);
        taken[0].Dispose();
        await second;
        Assert.Equal("look.own-running", Assert.Throws<DomainRuleException>(() => TakeTwice(places)).Code);   // its place is free again
    }

    private void TakeTwice(LookPlaces places)
    {
        using var place = places.Take(_analyst.UserId);
        places.Take(_analyst.UserId);
    }
}
