using System.Net;

namespace ProblemSolving.Web.Tests.Hosting;

public sealed class HealthTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Live_ForAnybody_Answers() =>
        Assert.Equal("ok", await app.Browser(from: "203.0.113.7").GetStringAsync("/health/live", TestContext.Current.CancellationToken));

    [Fact]
    public async Task Ready_OnThisMachine_AsksTheDatabase() =>
        Assert.Equal("ready", await app.Browser().GetStringAsync("/health/ready", TestContext.Current.CancellationToken));

    [Fact]
    public async Task Ready_ForAStrangerElsewhere_IsRefused() =>
        Assert.Equal(HttpStatusCode.Found, (await app.Browser(from: "203.0.113.7").GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode);

    [Fact]
    public async Task TheKeysOfCookies_AreReadableByTheirOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows keeps access rules instead of file modes.");
            return;
        }

        await app.Browser().GetAsync("/setup", TestContext.Current.CancellationToken);
        var files = Directory.GetFiles(Path.Combine(app.DataFolder, "keys"), "*.xml");
        Assert.NotEmpty(files);
        foreach (var file in files)
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }
}
