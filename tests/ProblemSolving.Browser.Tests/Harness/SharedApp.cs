[assembly: AssemblyFixture(typeof(ProblemSolving.Browser.Tests.Harness.SharedApp))]

namespace ProblemSolving.Browser.Tests.Harness;

/// <summary>
/// One running program, with the accounts of <see cref="People.All"/>, for the tests that neither stop it nor look at what others
/// leave behind. A program of its own costs a test some ten seconds of work, most of it the first drawing of every page.
/// </summary>
public sealed class SharedApp : IAsyncDisposable
{
    private readonly Lazy<Task<AppHost>> _app = new(() => AppHost.StartWithPeopleAsync(CancellationToken.None));

    public Task<AppHost> GetAsync() => _app.Value;

    public async ValueTask DisposeAsync()
    {
        if (_app.IsValueCreated)
            await (await _app.Value).DisposeAsync();
    }
}
