using System.Text;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Jobs;

/// <summary>A program of its own for each test, and a small file to import in it.</summary>
public abstract class JobTests : IAsyncLifetime
{
    private const string Log = "customer,date,amount\nc1,2026-01-01,10\nc2,2026-01-02,20\n";

    private TestApp? _app;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected TestApp App => _app ?? throw new InvalidOperationException("The program has not started.");

    protected DatasetService Datasets => App.Get<DatasetService>();

    public virtual async ValueTask InitializeAsync() => _app = await StartAsync();

    public virtual async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<TestApp> StartAsync();

    /// <summary>A file that only has to be imported.</summary>
    protected async Task<(Actor Analyst, Guid Version, Func<Task> Import)> UploadAsync()
    {
        var (project, analyst, _) = await App.AddProjectAsync();
        var version = await Datasets.UploadAsync(analyst, project.Id, null, "log.csv", new MemoryStream(Encoding.UTF8.GetBytes(Log)), Token);
        var plan = (await Datasets.PreviewAsync(analyst, version, FileFormatChoice.Detect, [], Token)).ToPlan();
        return (analyst, version, () => Datasets.ImportAsync(analyst, version, plan, PurchaseRules.Usual, Token));
    }
}
