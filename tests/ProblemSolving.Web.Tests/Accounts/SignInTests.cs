using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;

namespace ProblemSolving.Web.Tests.Accounts;

public sealed class SignInTests : IAsyncDisposable
{
    private readonly WebApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task SignIn_WrongPasswordAndUnknownName_ReadTheSame()
    {
        await _app.AddUserAsync("known", SystemRole.Analyst);
        var wrong = await TextAsync(await WebApp.SignInAsync(_app.Browser(), "known", "wrong password"));
        var unknown = await TextAsync(await WebApp.SignInAsync(_app.Browser(), "unknown", "wrong password"));
        Assert.Contains("User name or password is wrong", wrong, StringComparison.Ordinal);
        Assert.Equal(Comparable(wrong, "known"), Comparable(unknown, "unknown"));
    }

    [Fact]
    public async Task SignIn_ManyTriesForOneName_AreThrottledAlsoForTheRightPassword()
    {
        await _app.AddUserAsync("target", SystemRole.Analyst);
        var browser = _app.Browser();
        for (var i = 0; i < SignInThrottle.TriesPerNameAndAddress; i++)
            Assert.Equal(HttpStatusCode.OK, (await WebApp.SignInAsync(browser, "target", "guess number " + i)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await WebApp.SignInAsync(browser, "TARGET ", WebApp.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await WebApp.SignInAsync(browser, "target", WebApp.Password)).StatusCode);
    }

    [Fact]
    public void Throttle_RightTriesDoNotCountAndTheWindowEnds()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var throttle = new SignInThrottle(time);
        for (var i = 0; i < 100; i++)
        {
            Assert.True(throttle.TryEnter("203.0.113.7", "kim"));
            throttle.GiveBack("203.0.113.7", "kim");
        }

        for (var i = 0; i < SignInThrottle.TriesPerAddress; i++)
            Assert.True(throttle.TryEnter("203.0.113.7", "name" + i));
        Assert.False(throttle.TryEnter("203.0.113.7", "another"));
        Assert.True(throttle.TryEnter("203.0.113.8", "another"));
        time.Advance(SignInThrottle.Window);
        Assert.True(throttle.TryEnter("203.0.113.7", "another"));
    }

    [Fact]
    public async Task SignIn_AfterManyWrongPasswords_IsLockedForOtherAddressesToo()
    {
        await _app.AddUserAsync("locked", SystemRole.Analyst);
        for (var i = 0; i < 6; i++)
            await WebApp.SignInAsync(_app.Browser(from: "203.0.113." + i), "locked", "wrong password");
        Assert.Equal(HttpStatusCode.OK, (await WebApp.SignInAsync(_app.Browser(from: "203.0.113.99"), "locked", WebApp.Password)).StatusCode);
    }

    [Fact]
    public async Task TheSessionCookie_IsStrict()
    {
        await _app.AddUserAsync("cookie", SystemRole.Analyst);
        var answer = await WebApp.SignInAsync(_app.Browser(), "cookie", WebApp.Password);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("ps-session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SignOut_EndsCopiesOfTheCookieToo()
    {
        await _app.AddUserAsync("leaver", SystemRole.Analyst);
        var browser = await _app.SignedInAsync("leaver");
        var elsewhere = await _app.SignedInAsync("leaver");
        var page = await browser.GetStringAsync("/account", Cancel);
        await browser.PostAsync("/account/sign-out", new FormUrlEncodedContent([new("__RequestVerificationToken", WebApp.TokenOf(page))]), Cancel);
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/account", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await elsewhere.GetAsync("/account", Cancel)).StatusCode);
    }

    [Fact]
    public async Task DisablingOrDemoting_EndsOpenSessionsAtOnce()
    {
        var (admin, person) = await TwoAsync();
        var accounts = _app.Services.GetRequiredService<AccountService>();
        var browser = await _app.SignedInAsync("person");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/", Cancel)).StatusCode);
        await accounts.SetRolesAsync(admin, person.UserId, [SystemRole.Manager], Cancel);
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/", Cancel)).StatusCode);
        browser = await _app.SignedInAsync("person");
        await accounts.SetDisabledAsync(admin, person.UserId, true, Cancel);
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await WebApp.SignInAsync(_app.Browser(), "person", WebApp.Password)).StatusCode);
    }

    [Fact]
    public async Task TheLastAdministrator_CanNeitherBeDemotedNorDisabled()
    {
        var (admin, _) = await TwoAsync();
        var accounts = _app.Services.GetRequiredService<AccountService>();
        Assert.Equal("account.last-admin", (await Assert.ThrowsAsync<DomainRuleException>(() => accounts.SetDisabledAsync(admin, admin.UserId, true, Cancel))).Code);
        Assert.Equal("account.last-admin", (await Assert.ThrowsAsync<DomainRuleException>(() => accounts.SetRolesAsync(admin, admin.UserId, [SystemRole.Analyst], Cancel))).Code);
    }

    [Fact]
    public async Task ResetPassword_TheOldOneStopsWorking()
    {
        var (admin, person) = await TwoAsync();
        var accounts = _app.Services.GetRequiredService<AccountService>();
        Assert.Equal("account.password.short", (await Assert.ThrowsAsync<DomainRuleException>(() => accounts.ResetPasswordAsync(admin, person.UserId, "short", Cancel))).Code);
        await accounts.ResetPasswordAsync(admin, person.UserId, "another staple 7", Cancel);
        Assert.Equal(HttpStatusCode.OK, (await WebApp.SignInAsync(_app.Browser(), "person", WebApp.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await WebApp.SignInAsync(_app.Browser(), "person", "another staple 7")).StatusCode);
    }

    [Fact]
    public async Task Profile_NameLanguageAndPassword_AreChangedByTheirOwner()
    {
        await _app.AddUserAsync("owner", SystemRole.Analyst);
        var browser = await _app.SignedInAsync("owner");
        var saved = await WebApp.PostFormAsync(browser, "/account", "profile", new() { ["PostedProfile.DisplayName"] = "김하나", ["PostedProfile.Language"] = "ko" });
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        var page = await browser.GetStringAsync("/account?done=profile", Cancel);
        Assert.Contains("김하나", page, StringComparison.Ordinal);
        Assert.Contains("계정 설정을 저장했습니다", page, StringComparison.Ordinal);
        var changed = await WebApp.PostFormAsync(browser, "/account", "password", new()
        {
            ["PostedPassword.Current"] = WebApp.Password, ["PostedPassword.Next"] = "another staple 7", ["PostedPassword.Again"] = "another staple 7",
        });
        Assert.Equal(HttpStatusCode.Found, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await WebApp.SignInAsync(_app.Browser(), "owner", "another staple 7")).StatusCode);
    }

    [Fact]
    public async Task SignInPage_AfterARoleWasChanged_SaysWhyOneIsThere()
    {
        var (admin, person) = await TwoAsync();
        var browser = await _app.SignedInAsync("person");
        await _app.Services.GetRequiredService<AccountService>().SetRolesAsync(admin, person.UserId, [SystemRole.Analyst, SystemRole.Manager], Cancel);
        var ended = await TextAsync(await browser.GetAsync("/account/sign-in?returnUrl=%2F", Cancel));
        Assert.Contains("your role or password was changed", ended, StringComparison.Ordinal);
        var stranger = await TextAsync(await _app.Browser().GetAsync("/account/sign-in?returnUrl=%2F", Cancel));
        Assert.DoesNotContain("You were signed out", stranger, StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Cancel);

    private static string Comparable(string page, string name) =>
        System.Text.RegularExpressions.Regex.Replace(page, "(?s)value=\"[^\"]{60,}\"|<!--.*?-->", "").Replace($"value=\"{name}\"", "", StringComparison.Ordinal);

    private async Task<(Actor Admin, Actor Person)> TwoAsync()
    {
        await _app.AddUserAsync("admin", SystemRole.Admin);
        await _app.AddUserAsync("person", SystemRole.Analyst);
        var find = _app.Services.GetRequiredService<AccountProvisioning>();
        return ((await find.FindAsync("admin"))!.Value, (await find.FindAsync("person"))!.Value);
    }
}
