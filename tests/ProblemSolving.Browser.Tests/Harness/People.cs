using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ProblemSolving.Browser.Tests.Harness;

/// <summary>What people do on every page: sign in, fill a field, press a button, wait for the save.</summary>
public static partial class People
{
    public const string Password = "a long enough password 1";

    /// <summary>An analyst, and managers named by what they do in the approval line.</summary>
    public static readonly IReadOnlyList<Person> All =
    [
        new("kim", "Analyst", "김분석"),
        new("park", "Manager", "박검토"),
        new("choi", "Manager", "최합의"),
        new("lee", "Manager", "이결재"),
    ];

    /// <summary>Makes an account from the command line, as somebody who provisions without a browser would.</summary>
    public static async Task AddAsync(AppHost app, Person person, CancellationToken cancellationToken)
    {
        var result = await app.RunAsync(["user", "add", "--name", person.Name, "--role", person.Role, "--display", person.Display, "--password-stdin"], Password + "\n", cancellationToken);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }

    public static async Task SignInAsync(IPage page, string name)
    {
        await page.GotoAsync("/");
        await page.Locator("input[name$='UserName']").FillAsync(name);
        await page.Locator("input[type=password]").FillAsync(Password);
        await page.Locator("main button[type=submit]").ClickAsync();
        await ReadyAsync(page);
    }

    /// <summary>Goes to an address and waits until the page listens.</summary>
    public static async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await ReadyAsync(page);
    }

    /// <summary>The page is drawn and its circuit is up: a click will be heard.</summary>
    public static async Task ReadyAsync(IPage page)
    {
        await page.Locator(".ps-shell[data-listening=true]").WaitForAsync();
        await page.Locator("h1").First.WaitForAsync();
    }

    /// <summary>Types into a worksheet field and waits until the page calls it saved.</summary>
    public static Task FillAsync(IPage page, string field, string text) => FillAsync(page, (field, text));

    /// <summary>Types into one field after the other without waiting between them, and waits until the page calls all of it saved.</summary>
    public static async Task FillAsync(IPage page, params (string Field, string Text)[] fields)
    {
        foreach (var (field, text) in fields)
        {
            var box = page.Locator($"[id^='f-'][id$='{field}']").First;
            await box.FillAsync(text);
            await box.BlurAsync();
        }

        await SavedAsync(page);
    }

    public static Task SavedAsync(IPage page) => page.Locator("body:not(.ps-typing, .ps-unheard) .ps-save-saved").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });   // a process that has just started is slow on a busy machine

    public static async Task PressAsync(IPage page, Regex name) => await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = name }).First.ClickAsync();

    /// <summary>A picture and no serious accessibility fault, in one go.</summary>
    public static async Task LookAsync(Visitor visitor, string picture)
    {
        await Screens.SaveAsync(visitor.Page, picture);
        var faults = await Axe.SeriousAsync(visitor.Page);
        Assert.True(faults.Count == 0, $"{picture}: {string.Join('\n', faults)}");
        Assert.True(visitor.Troubles.Count == 0, $"{picture}: {string.Join('\n', visitor.Troubles)}");
    }
}

/// <param name="Display">How the pages name them.</param>
public sealed record Person(string Name, string Role, string Display);
