using System.Data.Common;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Data;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Projects;

namespace ProblemSolving.Web.Tests.Projects;

/// <summary>An open page and a database that is away for a while.</summary>
public sealed class OpenProjectTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private ProjectPartsPage _page = null!;
    private Away _database = null!;
    private OpenProject _open = null!;
    private bool _isLeft;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _page = await ProjectPartsPage.OpenAsync();
        _database = new Away(_page.App.Contexts);
        var projects = new ProjectService(_database, _page.App.Get<AccessGuard>(), _page.App.Get<ProjectFeed>(), TimeProvider.System);
        _open = new OpenProject(projects, _page.App.Get<ProjectFeed>(), _time, work => work(), () => { });
        await _open.OpenAsync(_page.Analyst, _page.Project.Key, ProblemStep.Define);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isLeft)
            _open.Dispose();
        await _page.DisposeAsync();
    }

    [Fact]
    public async Task Change_WhileTheDatabaseIsAway_IsShownOnceItAnswers()
    {
        _database.IsAway = true;
        await WriteAsync("written meanwhile");
        await TestApp.UntilAsync(() => Task.FromResult(_database.Refused == 1), 20);
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal((1, ""), (_database.Refused, _open.Context!.Snapshot.Define.Overview));   // what is shown stays, and nobody hammers
        await AdvanceUntilAsync(() => _database.Refused >= 2);

        _database.IsAway = false;
        await AdvanceUntilAsync(() => _open.Context!.Snapshot.Define.Overview == "written meanwhile");
        Assert.False(_open.IsDenied);
    }

    [Fact]
    public async Task Change_OnAPageThatIsLeftMeanwhile_IsAskedForNoMore()
    {
        _database.IsAway = true;
        await WriteAsync("written meanwhile");
        await TestApp.UntilAsync(() => Task.FromResult(_database.Refused == 1), 20);
        _isLeft = true;
        _open.Dispose();
        _time.Advance(TimeSpan.FromMinutes(1));
        await Task.Delay(200, Token);
        Assert.Equal(1, _database.Refused);
    }

    // The pause begins when the refusal was heard, which may be after the clock was moved.
    private Task AdvanceUntilAsync(Func<bool> done) => TestApp.UntilAsync(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(done());
        },
        20);

    private async Task WriteAsync(string text) =>
        Assert.IsType<FieldResult.Saved>(await _page.App.Get<WorksheetService>().SaveFieldAsync(_page.Analyst, new FieldEdit(_page.Project.Id, SheetKind.Define, null, nameof(DefineSheet.Overview), "", text), Token));

    private sealed class Away(IDbContextFactory<AppDbContext> inner) : IDbContextFactory<AppDbContext>
    {
        private int _refused;

        public bool IsAway { get; set; }

        public int Refused => _refused;

        public AppDbContext CreateDbContext()
        {
            if (!IsAway)
                return inner.CreateDbContext();
            Interlocked.Increment(ref _refused);
            throw new Refusal();
        }
    }

    private sealed class Refusal() : DbException("The database is away.");
}
