using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ProblemSolving.Browser.Tests.Harness;

namespace ProblemSolving.Browser.Tests;

/// <summary>Keys that come faster than the server answers: nothing typed is lost, neither on the page nor in the database.</summary>
public sealed class FastTypingTests(Chromium chromium, SharedApp shared)
{
    private const string Sentence = "신규 고객 유입 후 재구매로 이어지는 고객이 35%에서 26%로 감소했습니다. ";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Typing_WithoutAPause_KeepsEveryCharacter()
    {
        var app = await shared.GetAsync();
        await using var visitor = await chromium.VisitAsync(app, new VisitorOptions(Locale: "ko-KR"));
        var page = visitor.Page;
        await People.SignInAsync(page, "kim");
        var key = await Worked.ProjectAsync(page, "빠른 입력");
        await People.OpenAsync(page, $"/projects/{key}/define");
        var text = string.Concat(Enumerable.Repeat(Sentence, 4)).Trim();
        await page.Locator("#f-Define-Overview").PressSequentiallyAsync(text, new LocatorPressSequentiallyOptions { Delay = 0 });
        await page.Locator("#f-Define-DamageAmount").PressSequentiallyAsync("1억 2천3백만", new LocatorPressSequentiallyOptions { Delay = 0 });
        await page.Locator("#f-Define-PhenomenonWhat").FocusAsync();
        await People.SavedAsync(page);
        await page.ReloadAsync();
        await People.ReadyAsync(page);
        await Assertions.Expect(page.Locator("#f-Define-Overview")).ToHaveValueAsync(text);
        await Assertions.Expect(page.Locator("#f-Define-DamageAmount")).ToHaveValueAsync("123,000,000");
    }

    [Fact]   // the page called it saved, and never sent it again
    public async Task Keys_TheServerDidNotHear_AreNotCalledSavedAndSentAgain()
    {
        await using var app = await AppHost.StartWithPeopleAsync(Token);
        await using var visitor = await chromium.VisitAsync(app, new VisitorOptions());
        var page = visitor.Page;
        IWebSocketRoute? line = null;
        await page.RouteWebSocketAsync(new Regex("/_blazor"), socket =>
        {
            line = socket;
            socket.ConnectToServer();
        });
        await People.SignInAsync(page, "kim");
        var key = await Worked.ProjectAsync(page, "Lost line");
        await People.OpenAsync(page, $"/projects/{key}/define");
        var box = page.Locator("#f-Define-Overview");
        await box.PressSequentiallyAsync("heard, ");
        await People.SavedAsync(page);

        line!.OnMessage(_ => { });   // nothing more arrives, and nobody says so
        await box.PressSequentiallyAsync("unheard");
        Assert.Contains("저장 중", await SaidAsync(), StringComparison.Ordinal);   // at once, long before it is known to be lost
        await page.Locator("body.ps-unheard").WaitForAsync();
        Assert.Contains("저장되지 않음", await SaidAsync(), StringComparison.Ordinal);
        await line.CloseAsync();
        await page.Locator("body:not(.ps-unheard)").WaitForAsync();
        await People.SavedAsync(page);
        Assert.Equal("heard, unheard", await StoredAsync());

        // the program was started anew: the page has to be loaded again
        line.OnMessage(_ => { });
        await box.PressSequentiallyAsync(" and kept");
        await page.Locator("body.ps-unheard").WaitForAsync();
        await app.RestartAsync(Token);
        await page.ReloadAsync();
        await Assertions.Expect(box).ToHaveValueAsync("heard, unheard and kept");
        await Assertions.Expect(page.Locator(".ps-save-saved")).ToBeVisibleAsync();
        Assert.Equal("heard, unheard and kept", await StoredAsync());
        visitor.ForgetTroubles();

        Task<string> SaidAsync() => page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.ps-save'), '::after').content");

        async Task<string> StoredAsync()
        {
            await using var other = await chromium.VisitAsync(app, new VisitorOptions());
            await People.SignInAsync(other.Page, "kim");
            await People.OpenAsync(other.Page, $"/projects/{key}/define");
            return await other.Page.Locator("#f-Define-Overview").InputValueAsync();
        }
    }

    [Fact]   // a busy server had forgotten the handler they were sent to; the page called what was there before saved
    public async Task Keys_TheServerRefused_AreNotCalledSavedAndSentAgain()
    {
        var app = await shared.GetAsync();
        await using var visitor = await chromium.VisitAsync(app, new VisitorOptions());
        var page = visitor.Page;
        var refuses = false;
        await page.RouteWebSocketAsync(new Regex("/_blazor"), socket =>
        {
            var server = socket.ConnectToServer();
            socket.OnMessage(frame =>
            {
                if (frame.Binary is not { } sent)
                    server.Send(frame.Text!);
                else
                    server.Send(refuses ? ToNoHandler(sent) : sent);
            });
        });
        await People.SignInAsync(page, "kim");
        var key = await Worked.ProjectAsync(page, "Refused keys");
        await People.OpenAsync(page, $"/projects/{key}/define");
        var box = page.Locator("#f-Define-Overview");
        await box.PressSequentiallyAsync("heard, ");
        await People.SavedAsync(page);

        refuses = true;
        await box.PressSequentiallyAsync("refused");
        for (var i = 0; i < 200 && visitor.Troubles.Count == 0; i++)
            await Task.Delay(100, Token);
        Assert.NotEmpty(visitor.Troubles);   // the server did refuse
        await page.WaitForTimeoutAsync(1_500);   // what was heard is long saved
        Assert.Equal(0, await page.Locator("body:not(.ps-typing, .ps-unheard) .ps-save-saved").CountAsync());
        refuses = false;
        await People.SavedAsync(page);
        await page.ReloadAsync();
        await People.ReadyAsync(page);
        await Assertions.Expect(box).ToHaveValueAsync("heard, refused");
    }

    // No handler has a number below 1. The length stays, for the frame names it.
    private static byte[] ToNoHandler(byte[] frame)
    {
        var text = Encoding.Latin1.GetString(frame);
        return Encoding.Latin1.GetBytes(Regex.Replace(text, "(?<=\"eventHandlerId\":)[0-9]+", id => id.Length == 1 ? "0" : $"-{new string('9', id.Length - 1)}"));
    }

    [Fact]   // an answer that was on its way while more keys came holds what the box held then
    public async Task Answer_ThatComesLate_TakesNoKeysAway()
    {
        var app = await shared.GetAsync();
        await using var visitor = await chromium.VisitAsync(app, new VisitorOptions());
        var page = visitor.Page;
        await People.SignInAsync(page, "kim");
        var key = await Worked.ProjectAsync(page, "Late answers");
        await People.OpenAsync(page, $"/projects/{key}/define");
        var box = page.Locator("#f-Define-Overview");
        await box.PressSequentiallyAsync("abcd");
        await box.EvaluateAsync("b => b.value = 'ab'");
        await Assertions.Expect(box).ToHaveValueAsync("abcd");
        await box.EvaluateAsync("b => b.value = 'from somebody else'");
        await Assertions.Expect(box).ToHaveValueAsync("from somebody else");
        await box.BlurAsync();
        await box.EvaluateAsync("b => b.value = 'ab'");   // nobody writes there
        await Assertions.Expect(box).ToHaveValueAsync("ab");
    }
}
