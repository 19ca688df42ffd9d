using Bunit;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Projects;

namespace ProblemSolving.Web.Tests.Projects;

/// <summary>Buttons that make something and go there: two quick clicks make one.</summary>
public sealed class SentOnceTests : IAsyncLifetime
{
    private ProjectPartsPage _page = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _page = await ProjectPartsPage.OpenAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task NewProject_FormSentTwice_MakesOneProject()
    {
        _page.SignIn(_page.Analyst);
        var page = _page.Render<NewProjectPage>(await _page.ContextAsync(ProblemStep.Define));
        await page.Find("#new-name").InputAsync("Typed once");
        var form = page.Find("form");
        await Task.WhenAll(form.SubmitAsync(), form.SubmitAsync());
        page.WaitForAssertion(() => Assert.True(page.Find("button[type=submit]").HasAttribute("disabled")), TimeSpan.FromSeconds(10));
        await page.Find("form").SubmitAsync();   // a third one, while the page is left
        await using var db = await _page.App.Contexts.CreateDbContextAsync(Token);
        Assert.Equal(1, await db.Projects.CountAsync(p => p.Name == "Typed once", Token));
    }
}
