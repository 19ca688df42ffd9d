using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ProblemSolving.Browser.Tests.Harness.Chromium))]

namespace ProblemSolving.Browser.Tests.Harness;

/// <summary>One browser for all tests: the system's Chromium, or the one named by the variable <c>CHROMIUM</c>. Nothing is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] s_flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--force-color-profile=srgb",
    ];

    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser's program, or null when none was found.</summary>
    public static string? ProgramPath { get; } = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : s_places.FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (ProgramPath is null)
            return;
        // a machine with other work may need longer than the usual five seconds
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = ProgramPath, Headless = true, Args = s_flags });
    }

    /// <summary>A page of a person of its own: no cookies shared, errors collected. Skips the test when there is no browser.</summary>
    /// <param name="app">Relative addresses start here.</param>
    public async Task<Visitor> VisitAsync(AppHost app, VisitorOptions? options = null)
    {
        Assert.SkipWhen(_browser is null, "Skipped: no Chromium found; install it or name it in the variable CHROMIUM.");
        options ??= new VisitorOptions();
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = app.Address.ToString(),
            Locale = options.Locale,
            ViewportSize = new ViewportSize { Width = options.Width, Height = options.Height },
            ColorScheme = options.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "Asia/Seoul",
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(30_000);
        return new Visitor(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
    }
}

/// <summary>How a visitor looks at the program.</summary>
/// <param name="Locale">The browser's language, <c>ko-KR</c> or <c>en-US</c>.</param>
public sealed record VisitorOptions(string Locale = "ko-KR", int Width = 1280, int Height = 900, bool Dark = false);
