using System.Net;
using ProblemSolving.Domain.Accounts;

namespace ProblemSolving.Web.Tests.Hosting;

/// <summary>What every answer says about its use, page by page.</summary>
public sealed class HeaderTests(WebApp app) : IClassFixture<WebApp>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/account/sign-in")]
    [InlineData("/account")]
    [InlineData("/admin/users")]
    [InlineData("/no/such/page")]
    [InlineData("/health/live")]
    [InlineData("/favicon.svg")]
    [InlineData("/css/app.css")]
    public async Task EveryAnswer_CarriesTheSecurityHeaders(string path)
    {
        try
        {
            await app.AddUserAsync("admin", SystemRole.Admin);
        }
        catch (ProblemSolving.Domain.DomainRuleException)
        {
            // another case of this theory added it
        }

        var browser = await app.SignedInAsync("admin");
        var answer = await browser.GetAsync(path, TestContext.Current.CancellationToken);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self' 'nonce-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.NotEmpty(answer.Headers.GetValues("Permissions-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    [Fact]
    public async Task AFontFile_IsKeptForAYear()
    {
        var answer = await app.Browser().GetAsync("/fonts/pretendard-1.3.9/PretendardVariable.subset.91.woff2", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingPage_IsAnsweredInTheReadersLanguageWithANumber()
    {
        await app.AddUserAsync("reader", SystemRole.Analyst);
        var browser = await app.SignedInAsync("reader");
        browser.DefaultRequestHeaders.Remove("Accept-Language");
        browser.DefaultRequestHeaders.Add("Accept-Language", "ko");
        var answer = await browser.GetAsync("/no/such/page", TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("lang=\"ko\"", text, StringComparison.Ordinal);
        Assert.Contains("페이지를 찾을 수 없습니다", text, StringComparison.Ordinal);
        Assert.Matches("문의 번호: [0-9A-Za-z:]+", text);
    }
}
