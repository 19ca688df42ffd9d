using System.Net;
using Microsoft.AspNetCore.Http;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Tests.Security;

/// <summary>Requests that a foreign page could make with the reader's cookie.</summary>
public sealed class RequestGuardTests(WebApp app) : IClassFixture<WebApp>
{
    [Theory]
    [InlineData("/account/sign-in", "sign-in")]
    [InlineData("/setup", "setup")]
    [InlineData("/language", "")]
    public async Task APostWithoutAToken_IsRefused(string path, string form)
    {
        var answer = await app.Browser().PostAsync(path, new FormUrlEncodedContent([new("_handler", form), new("language", "ko")]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/account/sign-out")]
    [InlineData("/account")]
    public async Task APostWithoutATokenBySomebodySignedIn_IsRefused(string path)
    {
        var name = "poster" + Guid.NewGuid().ToString("N")[..6];
        await app.AddUserAsync(name, SystemRole.Analyst);
        var browser = await app.SignedInAsync(name);
        var answer = await browser.PostAsync(path, new FormUrlEncodedContent([new("_handler", "profile"), new("returnUrl", "/")]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:81", HttpStatusCode.Forbidden)]
    [InlineData("https://localhost", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost", HttpStatusCode.OK)]
    public async Task ALiveConnection_FromAForeignOrigin_IsRefused(string origin, HttpStatusCode expected)
    {
        var name = "live" + Guid.NewGuid().ToString("N")[..6];
        await app.AddUserAsync(name, SystemRole.Analyst);
        var browser = await app.SignedInAsync(name);
        browser.DefaultRequestHeaders.Add("Origin", origin);
        var answer = await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", new StringContent(""), TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task AWebSocket_FromAForeignOrigin_IsRefused()
    {
        var client = app.Server.CreateWebSocketClient();
        client.ConfigureRequest = request => request.Headers.Origin = "http://evil.example";
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => client.ConnectAsync(new Uri("ws://localhost/_blazor"), TestContext.Current.CancellationToken));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost:5080", true)]
    [InlineData("::1", "[::1]:5080", true)]
    [InlineData("127.0.0.1", "evil.example", false)]
    [InlineData("10.0.0.5", "localhost", false)]
    public void TheCallersPlace_IsJudgedByAddressAndHost(string address, string host, bool expected)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        context.Request.Host = new HostString(host);
        Assert.Equal(expected, CallerPlace.IsThisMachine(context));
    }

    [Fact]
    public async Task TheLanguageSwitch_IsRememberedAndGoesBack()
    {
        var browser = app.Browser(language: "en");
        await app.AddUserAsync("switcher", SystemRole.Analyst);
        var page = await browser.GetStringAsync("/account/sign-in", TestContext.Current.CancellationToken);
        var answer = await browser.PostAsync(
            "/language",
            new FormUrlEncodedContent([new("__RequestVerificationToken", WebApp.TokenOf(page)), new("language", "ko"), new("returnUrl", "/account/sign-in")]),
            TestContext.Current.CancellationToken);
        Assert.Equal("/account/sign-in", answer.Headers.Location!.ToString());
        var again = await browser.GetAsync("/account/sign-in", TestContext.Current.CancellationToken);
        Assert.Contains("lang=\"ko\"", await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
