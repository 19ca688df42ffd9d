using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;

namespace ProblemSolving.Web.Tests.Accounts;

/// <summary>What is typed or linked around an account: where one lands, and names and passwords that are not taken.</summary>
public sealed class AccountTextTests(WebApp app) : IClassFixture<WebApp>
{
    [Theory]
    [InlineData("/projects?x=1", "/projects?x=1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/%2F/evil.example", "/")]
    [InlineData("/%5Cevil.example", "/")]
    [InlineData("\t//evil.example", "/")]
    [InlineData("/a\nb", "/")]
    [InlineData("", "/")]
    public async Task SignIn_ReturnUrl_StaysHere(string returnUrl, string expected)
    {
        var name = "walker-" + Guid.NewGuid().ToString("N")[..8];
        await app.AddUserAsync(name, SystemRole.Analyst);
        var answer = await WebApp.SignInAsync(app.Browser(), name, WebApp.Password, returnUrl);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(new Uri(new Uri("http://localhost"), expected), new Uri(new Uri("http://localhost"), answer.Headers.Location!));
    }

    [Theory]
    [InlineData("a b", "correct horse 42", "account.name.characters")]
    [InlineData("", "correct horse 42", "account.name.length")]
    [InlineData("good", "short", "account.password.short")]
    [InlineData("good", "aaaaaaaaaaaa", "account.password.simple")]
    [InlineData("verylongname", "verylongname1", "account.password.name")]
    public async Task Add_BadNameOrPassword_IsRefusedInWords(string name, string password, string code)
    {
        var chief = "chief-" + Guid.NewGuid().ToString("N")[..8];
        await app.AddUserAsync(chief, SystemRole.Admin);
        var admin = (await app.Services.GetRequiredService<AccountProvisioning>().FindAsync(chief))!.Value;
        var refused = await Assert.ThrowsAsync<DomainRuleException>(
            () => app.Services.GetRequiredService<AccountService>().AddAsync(admin, new NewAccount(name, "", password, [SystemRole.Analyst]), TestContext.Current.CancellationToken));
        Assert.Equal(code, refused.Code);
        Assert.True(TextCatalog.Default.Has("rule." + code));
    }
}
