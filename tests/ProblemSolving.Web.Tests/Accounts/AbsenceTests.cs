using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Data;
using ProblemSolving.Domain.Accounts;

namespace ProblemSolving.Web.Tests.Accounts;

/// <summary>Absence on the page of one's own account.</summary>
public sealed class AbsenceTests : IAsyncDisposable
{
    private readonly WebApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]   // person and days were emptied, and the sentence stood at the top of the page
    public async Task Absence_EndBeforeTheStart_KeepsWhatWasEnteredAndSaysSoAtTheBox()
    {
        await _app.AddUserAsync("boss", SystemRole.Manager);
        await _app.AddUserAsync("deputy", SystemRole.Manager);
        var browser = await _app.SignedInAsync("boss");
        await using var db = await _app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var deputy = await db.Users.Where(u => u.UserName == "deputy").Select(u => u.Id).SingleAsync(TestContext.Current.CancellationToken);
        var answer = await WebApp.PostFormAsync(browser, "/account", "delegate", new()
        {
            ["PostedDelegate.DelegateId"] = deputy.ToString(), ["PostedDelegate.FromDay"] = "2031-03-10", ["PostedDelegate.UntilDay"] = "2031-03-05",
        });
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Matches($"value=\"{deputy}\"[^>]*selected", page);
        Assert.Contains("value=\"2031-03-10\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"2031-03-05\"", page, StringComparison.Ordinal);
        Assert.Matches("id=\"delegate-until\"[^>]*aria-invalid=\"true\"", page);
        Assert.Matches("id=\"delegate-until-problem\"[^>]*>The last day lies before the first", page);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page, "The last day lies before the first"));
    }

    [Fact]   // named first, gone later: nobody said that the questions wait
    public async Task Absence_OfTheOneWhoStandsIn_IsToldToBoth()
    {
        foreach (var name in new[] { "boss", "deputy", "third" })
            await _app.AddUserAsync(name, SystemRole.Manager);
        var (boss, deputy) = (await _app.SignedInAsync("boss"), await _app.SignedInAsync("deputy"));
        await AwayAsync(boss, "deputy", "2031-03-01", "2031-03-05");
        Assert.Contains("You stand in for boss from 1 Mar 2031 to 5 Mar 2031.", await PageAsync(deputy), StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"alert\"", await PageAsync(deputy), StringComparison.Ordinal);
        await AwayAsync(deputy, "third", "2031-03-06", "2031-03-09");
        Assert.DoesNotContain("role=\"alert\"", await PageAsync(boss) + await PageAsync(deputy), StringComparison.Ordinal);
        await AwayAsync(deputy, "third", "2031-03-05", "2031-03-09");
        Assert.Contains("deputy is away too, from 5 Mar 2031 to 9 Mar 2031", await PageAsync(boss), StringComparison.Ordinal);
        Assert.Contains("Tell boss, who must name somebody else", await PageAsync(deputy), StringComparison.Ordinal);
    }

    private async Task AwayAsync(HttpClient browser, string standIn, string from, string until)
    {
        await using var db = await _app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var id = await db.Users.Where(u => u.UserName == standIn).Select(u => u.Id).SingleAsync(TestContext.Current.CancellationToken);
        await WebApp.PostFormAsync(browser, "/account", "delegate", new() { ["PostedDelegate.DelegateId"] = id.ToString(), ["PostedDelegate.FromDay"] = from, ["PostedDelegate.UntilDay"] = until });
    }

    private static async Task<string> PageAsync(HttpClient browser) =>
        WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri("/account", UriKind.Relative), TestContext.Current.CancellationToken));
}
