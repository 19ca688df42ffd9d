using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ProblemSolving.Web.Tests.Hosting;

/// <summary>A log says what failed and where, and holds nothing of what people stored.</summary>
public sealed class LogContentTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task AnError_ThatQuotesACell_IsLoggedWithoutIt()
    {
        await app.Browser().GetAsync("/health/live", TestContext.Current.CancellationToken);
        var cell = "cell-" + Guid.NewGuid().ToString("N");
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("test");
        try
        {
            throw new InvalidOperationException("outer " + cell, new FormatException("could not convert '" + cell + "'"));
        }
        catch (InvalidOperationException problem)
        {
#pragma warning disable CA1848, CA2254 // one line of a test
            logger.LogError(problem, "Something failed");
            logger.LogError(new IOException("No space left on device"), "The disk failed");
#pragma warning restore CA1848, CA2254
        }

        var written = "";
        for (var i = 0; i < 100 && !written.Contains("The disk failed", StringComparison.Ordinal); i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            written = string.Concat(Directory.GetFiles(Path.Combine(app.DataFolder, "logs")).Select(Read));
        }

        Assert.DoesNotContain(cell, written, StringComparison.Ordinal);
        Assert.Contains("caused by System.FormatException", written, StringComparison.Ordinal);
        Assert.Contains(nameof(AnError_ThatQuotesACell_IsLoggedWithoutIt), written, StringComparison.Ordinal);   // where
        Assert.Contains("No space left on device", written, StringComparison.Ordinal);
    }

    private static string Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
