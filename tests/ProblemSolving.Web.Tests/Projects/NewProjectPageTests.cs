using Bunit;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Projects;

namespace ProblemSolving.Web.Tests.Projects;

/// <summary>What stands in the form of a new project before anybody chooses.</summary>
public sealed class NewProjectPageTests : IAsyncLifetime
{
    private ProjectPartsPage _page = null!;

    public async ValueTask InitializeAsync() => _page = await ProjectPartsPage.OpenAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Theory]
    [InlineData("en-GB", "Europe/London", "GBP")]
    [InlineData("en-US", "America/New_York", "USD")]
    [InlineData("en", "No/Where", "KRW")]
    public async Task CurrencyAndTimeZone_AreProposedFromTheBrowser(string language, string zone, string currency)
    {
        _page.Scripts.SetupModule("/js/clock.js").Setup<BrowserPlace?>("place").SetResult(new BrowserPlace(language, zone));
        _page.SignIn(_page.Analyst);
        var page = _page.Render<NewProjectPage>(await _page.ContextAsync(ProblemStep.Define));
        page.WaitForAssertion(() => Assert.Equal(currency, page.Find("#new-currency").GetAttribute("value")));
        Assert.Equal(zone == "No/Where" ? "Asia/Seoul" : zone, page.Find("#new-zone").GetAttribute("value"));
    }
}
