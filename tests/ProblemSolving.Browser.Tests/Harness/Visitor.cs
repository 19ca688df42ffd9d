using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace ProblemSolving.Browser.Tests.Harness;

/// <summary>One person's browser window; keeps what went wrong in it.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _troubles = new();

    internal Visitor(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _troubles.Enqueue($"console: {message.Text}");
        };
        page.PageError += (_, error) => _troubles.Enqueue($"script: {error}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 500)
                _troubles.Enqueue($"{response.Status}: {response.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Console errors (refusals of the content policy among them), script errors and answers of 500 and above.</summary>
    public IReadOnlyList<string> Troubles => [.. _troubles];

    /// <summary>Forgets the troubles so far, for example after the server was killed on purpose.</summary>
    public void ForgetTroubles() => _troubles.Clear();

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
