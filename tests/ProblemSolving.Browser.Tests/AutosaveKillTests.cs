using Microsoft.Playwright;
using ProblemSolving.Browser.Tests.Harness;

namespace ProblemSolving.Browser.Tests;

/// <summary>
/// The program is killed at random moments while somebody types: nothing the page called saved is lost. Four moments in
/// every run; <c>PROBLEMSOLVING_KILLS=20</c> for the figure in docs/benchmarks.md.
/// </summary>
public sealed class AutosaveKillTests(Chromium chromium)
{
    private static readonly int s_kills = int.TryParse(Environment.GetEnvironmentVariable("PROBLEMSOLVING_KILLS"), out var kills) ? kills : 4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Typing_KilledAgainAndAgain_KeepsEverythingCalledSaved()
    {
        await using var app = await AppHost.StartWithPeopleAsync(Token);
        await using var visitor = await chromium.VisitAsync(app);
        var page = visitor.Page;
        await People.SignInAsync(page, "kim");
        await People.OpenAsync(page, "/projects/new");
        await page.Locator("#new-name").FillAsync("Killed");
        await page.Locator("form.ps-form button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/define");

        var random = new Random(20261122);
        for (var kill = 1; kill <= s_kills; kill++)
        {
            await People.ReadyAsync(page);
            var box = page.Locator("#f-Define-Overview");
            await box.PressAsync("Control+End");
            await box.PressSequentiallyAsync($"{kill}번째 문장 ", new LocatorPressSequentiallyOptions { Delay = 5 });
            await People.SavedAsync(page);
            var saved = await box.InputValueAsync();
            Assert.True(visitor.Troubles.Count == 0, $"Kill {kill}: {string.Join('\n', visitor.Troubles)}");

            // still typing when the power goes
            var typing = box.PressSequentiallyAsync(string.Concat(Enumerable.Repeat("abcdefghij ", 8)), new LocatorPressSequentiallyOptions { Delay = 20, Timeout = 2_500 });   // the page takes no more keys once it has noticed
            await Task.Delay(random.Next(0, 1500), Token);
            app.KillHard();
            await IgnoreAsync(typing);
            await app.RestartAsync(Token);
            visitor.ForgetTroubles();

            await page.GotoAsync("/projects/PS-1/define");
            await People.ReadyAsync(page);
            var stored = await page.Locator("#f-Define-Overview").InputValueAsync();
            Assert.True(stored.StartsWith(saved, StringComparison.Ordinal), $"Kill {kill}: the page called “{saved}” saved, the database has “{stored}”.");
            visitor.ForgetTroubles();
        }
    }

    private static async Task IgnoreAsync(Task typing)
    {
        try
        {
            await typing;
        }
        catch (Exception gone) when (gone is PlaywrightException or TimeoutException)
        {
            // the page noticed that the program is gone
        }
    }
}
