using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Domain.Accounts;

namespace ProblemSolving.Web.Tests.Accounts;

/// <summary>The first page of a new installation.</summary>
public sealed class SetupTests
{
    [Fact]
    public async Task Setup_OnThisMachine_MakesTheFirstAdministratorAndSignsIn()
    {
        await using var app = new WebApp();
        var browser = app.Browser();
        Assert.EndsWith("/setup", (await browser.GetAsync("/account/sign-in", Cancel)).Headers.Location!.ToString(), StringComparison.Ordinal);
        var answer = await PostAsync(browser);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin/users", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Setup_OnceSomebodyHasAnAccount_LeadsToTheSignIn()
    {
        await using var app = new WebApp();
        var late = app.Browser();
        var page = await late.GetStringAsync("/setup", Cancel);
        await app.AddUserAsync("first", SystemRole.Admin);
        var again = await late.PostAsync("/setup", Form(WebApp.TokenOf(page), ""), Cancel);
        Assert.EndsWith("/account/sign-in", again.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await WebApp.SignInAsync(late, "chief", WebApp.Password)).StatusCode);
    }

    [Theory]
    [InlineData("203.0.113.7", null)]
    [InlineData("127.0.0.1", "X-Forwarded-For")]
    public async Task Setup_FromElsewhere_NeedsTheToken(string from, string? proxyHeader)
    {
        await using var app = new WebApp();
        var browser = app.Browser(from);
        if (proxyHeader is not null)
            browser.DefaultRequestHeaders.Add(proxyHeader, "203.0.113.9");
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(browser)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(browser, "WRONG")).StatusCode);
        Assert.True(await app.Services.GetRequiredService<FirstAdministrator>().IsNeededAsync(Cancel));
        var token = app.Services.GetRequiredService<SetupToken>().Issue();
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(browser, token)).StatusCode);
    }

    [Fact]
    public void Token_AfterItsLifeOrUseOrASuccessor_IsRefused()
    {
        var time = new FakeTimeProvider();
        var token = new SetupToken(time);
        Assert.False(token.Matches(""));
        var first = token.Issue();
        Assert.True(token.Matches(" " + first.ToLowerInvariant()));
        var second = token.Issue();
        Assert.False(token.Matches(first));
        time.Advance(SetupToken.Life);
        Assert.False(token.Matches(second));
        var third = token.Issue();
        token.Spend();
        Assert.False(token.Matches(third));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, string token = "") =>
        WebApp.PostFormAsync(browser, "/setup", "setup", Fields(token));

    private static FormUrlEncodedContent Form(string antiforgery, string token) =>
        new(new Dictionary<string, string>(Fields(token)) { ["_handler"] = "setup", ["__RequestVerificationToken"] = antiforgery });

    private static Dictionary<string, string> Fields(string token) => new()
    {
        ["Posted.UserName"] = "chief",
        ["Posted.Password"] = WebApp.Password,
        ["Posted.Again"] = WebApp.Password,
        ["Posted.Token"] = token,
    };
}
