using System.Net;
using ProblemSolving.Domain.Accounts;

namespace ProblemSolving.Web.Tests.Accounts;

/// <summary>The menu of one's own account.</summary>
public sealed class AccountMenuTests : IAsyncDisposable
{
    private readonly WebApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]   // who decides found the absence only at the end of a page called settings
    [InlineData(SystemRole.Manager, true)]
    [InlineData(SystemRole.Analyst, false)]
    public async Task Absence_IsInTheMenuOfThoseWhoDecide(SystemRole role, bool has)
    {
        await _app.AddUserAsync("boss", role);
        var browser = await _app.SignedInAsync("boss");
        var home = WebUtility.HtmlDecode(await browser.GetStringAsync("/", TestContext.Current.CancellationToken));
        Assert.Equal(has, home.Contains("href=\"/account#absence\"", StringComparison.Ordinal));
        var profile = await browser.GetStringAsync("/account", TestContext.Current.CancellationToken);
        Assert.Equal(has, profile.Contains("id=\"absence\"", StringComparison.Ordinal));
    }
}
