using ProblemSolving.Browser.Tests.Harness;

namespace ProblemSolving.Browser.Tests;

public sealed class SmokeTests(Chromium chromium, SharedApp shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Live_RunningProgram_AnswersInTheBrowser()
    {
        var app = await shared.GetAsync();
        await using var visitor = await chromium.VisitAsync(app);
        var answer = await visitor.Page.GotoAsync("/health/live");
        Assert.Equal(200, answer!.Status);
    }

    [Fact]
    public async Task Live_AfterKillAndRestart_AnswersOnTheSamePort()
    {
        await using var app = await AppHost.StartAsync(Token);
        using var client = new HttpClient { BaseAddress = app.Address };
        app.KillHard();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("/health/live", UriKind.Relative), Token));

        await app.RestartAsync(Token);
        using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative), Token);
        Assert.True(answer.IsSuccessStatusCode);
    }

    [Fact]   // a command that was asked for help said that it did not know the word
    public async Task Command_AskedForHelp_GivesIt()
    {
        var app = await shared.GetAsync();
        var answer = await app.RunAsync(["sample", "load", "--help"], "", Token);
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("sample load [--owner NAME]", answer.Output, StringComparison.Ordinal);
    }

    [Fact] // a check that never finds anything would prove nothing
    public async Task Axe_PageWithFaults_ReportsThem()
    {
        var app = await shared.GetAsync();
        await using var visitor = await chromium.VisitAsync(app);
        await visitor.Page.SetContentAsync("<html lang=ko><title>t</title><main><img src='data:,'><p style='color:#ccc;background:#fff'>연한 글자</p></main></html>");
        var found = (await Axe.SeriousAsync(visitor.Page)).Select(v => v.Id).ToList();
        Assert.Contains("image-alt", found);
        Assert.Contains("color-contrast", found);
    }
}
