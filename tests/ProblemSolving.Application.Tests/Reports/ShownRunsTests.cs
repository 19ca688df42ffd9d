using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reports;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Reports;

/// <summary>Which data the project works with, and which runs its report shows, while a stray file lies beside them.</summary>
public sealed class ShownRunsTests : IAsyncLifetime
{
    private readonly Guid _shop = Guid.NewGuid();
    private readonly Guid _stray = Guid.NewGuid();
    private TestApp _app = null!;
    private ProjectSnapshot _empty = null!;
    private int _minute;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        var (project, analyst, _) = await _app.AddProjectAsync();
        _empty = await _app.Get<WorksheetService>().ReadAsync(analyst, project.Id, Token);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public void Of_SomethingRestsOnARun_ShowsThatAndNotTheNewest()
    {
        var (shop, stray) = (Version(_shop, 1), Version(_stray, 1));
        var (older, newer, other) = (Run(shop, 4000), Run(shop, 4000), Run(stray, 9));
        var snapshot = With([shop, stray], [other, newer, older]);
        Assert.Equal([newer.Id], ShownRuns.Of(snapshot).Select(r => r.Id));   // nothing rests on any: the data with most customers
        Assert.Equal([older.Id], ShownRuns.Of(snapshot with { PinnedFindings = [new PinnedFinding { RunId = older.Id }] }).Select(r => r.Id));
        Assert.Equal([newer.Id, older.Id], ShownRuns.Of(snapshot with { EvidencePins = [new EvidencePin { RunId = older.Id }, new EvidencePin { RunId = newer.Id }] }).Select(r => r.Id));
        Assert.Equal([other.Id], ShownRuns.Of(snapshot with { NewestReading = new MetricReading { DatasetVersionId = stray.Id } }).Select(r => r.Id));
    }

    [Fact]
    public void UsualData_NewDataset_DoesNotTakeThePlaceOfTheOneWorkedWith()
    {
        var (one, two, stray) = (Version(_shop, 1), Version(_shop, 2), Version(_stray, 1));
        Assert.Equal(stray, With([one, two, stray], []).UsualData);   // nothing was asked yet
        Assert.Equal(two, With([one, two, stray], [Run(one, 10)]).UsualData);   // a new version of the same is meant
        var read = With([one, two, stray], [Run(stray, 9)]) with { NewestReading = new MetricReading { DatasetVersionId = one.Id, AtUtc = DateTime.UnixEpoch.AddDays(1) } };
        Assert.Equal((two, two), (read.UsualData, read.MetricData));
    }

    private ProjectSnapshot With(IReadOnlyList<DatasetVersion> versions, IReadOnlyList<AnalysisRun> runs) => _empty with { DatasetVersions = versions, Runs = runs };

    private DatasetVersion Version(Guid dataset, int number) => new()
    {
        Id = Guid.NewGuid(), DatasetId = dataset, Number = number, FileName = "log.csv", State = DatasetState.Ready, ReadyAtUtc = DateTime.UnixEpoch.AddMinutes(++_minute),
    };

    private AnalysisRun Run(DatasetVersion version, int customers) => new()
    {
        Id = Guid.NewGuid(), DatasetVersionId = version.Id, Kind = AnalysisKind.Explore, State = RunState.Succeeded, QueuedAtUtc = DateTime.UnixEpoch.AddMinutes(++_minute), HeadlineJson = $"{{\"{RunHeadline.Customers}\":{customers}}}",
    };
}
