using Microsoft.Playwright;
using ProblemSolving.Browser.Tests.Harness;

namespace ProblemSolving.Browser.Tests;

/// <summary>The first screens of an empty program, and two people in one field.</summary>
public sealed class MainPathTests(Chromium chromium, SharedApp shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ko-KR", "신규 고객이 다시 구매하지 않음")]
    [InlineData("en-US", "New customers do not come back")]
    public async Task FirstScreens_InEachLanguage_LeadToAnEmptyProject(string locale, string name)
    {
        var language = locale[..2];
        await using var app = await AppHost.StartAsync(Token);
        await using var admin = await chromium.VisitAsync(app, new VisitorOptions(Locale: locale));
        var page = admin.Page;

        await page.GotoAsync("/");
        await page.WaitForURLAsync("**/setup");
        await People.LookAsync(admin, $"01-setup.{language}");
        await page.Locator("#name").FillAsync("admin");
        await page.Locator("#display").FillAsync("Admin");
        await page.Locator("#password").FillAsync(People.Password);
        await page.Locator("#again").FillAsync(People.Password);
        await page.Locator("main button[type=submit]").ClickAsync();
        await People.ReadyAsync(page);
        await People.LookAsync(admin, $"02-home.{language}");

        await People.OpenAsync(page, "/admin/users");
        await People.LookAsync(admin, $"03-users.{language}");
        await People.OpenAsync(page, "/projects");
        await People.LookAsync(admin, $"04-projects.{language}");
        await People.OpenAsync(page, "/projects/new");
        await page.Locator("#new-name").FillAsync(name);
        await People.LookAsync(admin, $"05-new-project.{language}");
        await page.Locator("form.ps-form button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/define");
        await People.ReadyAsync(page);
        await People.LookAsync(admin, $"06-define-empty.{language}");
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        await People.OpenAsync(page, "/projects/new");
        await Assertions.Expect(page.Locator(".ps-sample button")).ToBeVisibleAsync();   // also for who has a project already
        await PaletteAsync(admin, language);
    }

    // Ctrl+K in a field, a word in the other language, Enter; Esc gives the focus back to the field.
    private static async Task PaletteAsync(Visitor visitor, string language)
    {
        var (page, palette) = (visitor.Page, visitor.Page.Locator("dialog.ps-palette"));
        await page.Locator(".ps-palette-button[data-listening=true]").WaitForAsync();
        await page.Locator("#new-name").FocusAsync();
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(palette.Locator("input")).ToBeFocusedAsync();
        await Assertions.Expect(palette.Locator("[role=option]").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await palette.EvaluateAsync<bool>("d => document.activeElement === document.body || d.contains(document.activeElement)"));
        await People.LookAsync(visitor, $"07-palette.{language}");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(palette).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#new-name")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync(language == "ko" ? "operations" : "운영");
        await Assertions.Expect(palette.Locator("[role=option]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/operations");
        await Assertions.Expect(palette).ToBeHiddenAsync();
    }

    [Fact]
    public async Task TwoEditors_OfOneField_SeeBothTexts()
    {
        var app = await shared.GetAsync();
        await using var first = await chromium.VisitAsync(app, new VisitorOptions(Locale: "ko-KR"));
        await using var second = await chromium.VisitAsync(app, new VisitorOptions(Locale: "ko-KR"));
        await People.SignInAsync(first.Page, "kim");
        await People.SignInAsync(second.Page, "kim");
        var key = await Worked.ProjectAsync(first.Page, "Two editors");
        await People.OpenAsync(second.Page, $"/projects/{key}/define");
        var (one, two) = (first.Page.Locator("#f-Define-Overview"), second.Page.Locator("#f-Define-Overview"));

        // the second person is writing when the first one saves the same field
        await two.PressSequentiallyAsync("나중 사람");
        await one.FillAsync("첫 번째 사람");
        await one.BlurAsync();
        await Assertions.Expect(second.Page.Locator(".ps-clash")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 10_000 });
        await Screens.SaveAsync(second.Page, "18-clash.ko");
    }
}
