using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using System.Net;

namespace ProblemSolving.Web.Tests.Hosting;

/// <summary>Walks every address of the program: what is not on the list of open ones is shut to strangers.</summary>
public sealed partial class EndpointInventoryTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly string[] Open = ["/account/sign-in", "/setup", "/health/live", "/language"];

    [Fact]
    public void AnonymousEndpoints_AreOnTheListAndNothingElseIs()
    {
        var open = Endpoints()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null && e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Distinct().Order().ToArray();
        Assert.Equal(Open.Order(), open);
    }

    [Fact]
    public void TheFallbackPolicy_RefusesStrangers()
    {
        var options = app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<AuthorizationOptions>>().Value;
        Assert.NotNull(options.FallbackPolicy);
        Assert.Contains(options.FallbackPolicy.Requirements, r => r is Microsoft.AspNetCore.Authorization.Infrastructure.DenyAnonymousAuthorizationRequirement);
    }

    [Fact]
    public async Task EveryOtherAddress_ForAStranger_LeadsToTheSignInOrIsRefused()
    {
        await app.AddUserAsync("somebody", ProblemSolving.Domain.Accounts.SystemRole.Admin);
        var paths = Endpoints()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !Open.Contains("/" + e.RoutePattern.RawText!.TrimStart('/')))
            .Select(e => (Path: Filled(e), Verb: e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [var verb, ..] ? verb : "GET"))
            .Append((Path: "/no/such/address", Verb: "GET"))
            .Distinct().ToList();
        Assert.True(paths.Count > 5);
        foreach (var (path, verb) in paths)
        {
            using var request = new HttpRequestMessage(new HttpMethod(verb), path);
            var answer = await app.Browser(from: "203.0.113.7").SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(
                answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                || (answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location!.ToString().Contains("/account/sign-in", StringComparison.Ordinal)),
                $"{verb} {path} answered {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task TheAdministrationPage_ForAnAnalyst_IsRefusedWithAPage()
    {
        await app.AddUserAsync("plain-analyst", ProblemSolving.Domain.Accounts.SystemRole.Analyst);
        var browser = await app.SignedInAsync("plain-analyst");
        var answer = await browser.GetAsync("/admin/users", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    // A path that reaches its route: a place for an id gets an id, or the address would be none.
    private static string Filled(RouteEndpoint endpoint) =>
        "/" + OtherPlace().Replace(PlaceOfId().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), Guid.Empty.ToString()), "1");

    [System.Text.RegularExpressions.GeneratedRegex(@"\{[^}]*:guid\}")]
    private static partial System.Text.RegularExpressions.Regex PlaceOfId();

    [System.Text.RegularExpressions.GeneratedRegex(@"\{[^}]*\}")]
    private static partial System.Text.RegularExpressions.Regex OtherPlace();

    private IEnumerable<RouteEndpoint> Endpoints() => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
}
