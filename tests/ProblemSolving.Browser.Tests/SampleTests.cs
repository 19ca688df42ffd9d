using Microsoft.Playwright;
using ProblemSolving.Browser.Tests.Harness;

namespace ProblemSolving.Browser.Tests;

/// <summary>The sample project, loaded by a press of its button, on every page and on a phone: nothing wider than the screen, no accessibility fault.</summary>
public sealed class SampleTests(Chromium chromium)
{
    private static readonly string[] s_steps = ["define", "effects", "solutions", "prioritize", "analyze", "measure", "operate"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sample_EveryPage_IsReadableWideInEnglishAndOnAPhoneInKorean()
    {
        await using var app = await AppHost.StartWithPeopleAsync(Token);
        await using var wide = await chromium.VisitAsync(app, new VisitorOptions(Locale: "en-US", Width: 1440));
        await using var phone = await chromium.VisitAsync(app, new VisitorOptions(Locale: "ko-KR", Width: 390, Height: 844));
        await People.SignInAsync(wide.Page, "kim");
        await wide.Page.Locator(".ps-sample button").ClickAsync();
        await wide.Page.WaitForURLAsync("**/projects/*/*", new PageWaitForURLOptions { Timeout = 120_000 });
        await People.ReadyAsync(wide.Page);
        var key = new Uri(wide.Page.Url).Segments[2].TrimEnd('/');

        var pages = await PagesAsync(wide.Page, key);
        var review = pages.Single(p => p.Name == "effects-review").Path;
        await People.SignInAsync(phone.Page, "kim");
        (string, string)[] onThePhone = [.. s_steps.Select(s => (s, $"/projects/{key}/{s}")), ("home", "/"), ("report", $"/projects/{key}/report"), ("operations", "/operations"), ("review", review)];
        var faults = await Task.WhenAll(
            TourAsync(wide, pages, name => $"70-sample-{name}.en"),
            TourAsync(phone, onThePhone, name => $"71-sample-{name}.ko.phone"));
        Assert.Empty(faults.SelectMany(f => f));
    }

    private static async Task<List<string>> TourAsync(Visitor visitor, IReadOnlyList<(string Name, string Path)> pages, Func<string, string> picture)
    {
        var faults = new List<string>();
        foreach (var (name, path) in pages)
            faults.AddRange(await LookAsync(visitor, picture(name), path));
        return faults;
    }

    // The packet is read on a phone more than anywhere.
    private static async Task<string> ReviewAsync(IPage page, string key)
    {
        await People.OpenAsync(page, $"/projects/{key}/effects");
        return await FirstLinkAsync(page, "/reviews/");
    }

    /// <summary>Every step, and the pages the steps link to.</summary>
    private static async Task<IReadOnlyList<(string Name, string Path)>> PagesAsync(IPage page, string key)
    {
        List<(string, string)> pages = [("home", "/"), ("projects", "/projects"), ("reviews", "/reviews"), ("datasets", "/datasets"), ("operations", "/operations")];
        pages.AddRange(s_steps.Select(s => (s, $"/projects/{key}/{s}")));
        pages.AddRange([("report", $"/projects/{key}/report"), ("members", $"/projects/{key}/members")]);
        await People.OpenAsync(page, $"/projects/{key}/analyze");
        pages.Add(("dataset", await FirstLinkAsync(page, "/datasets/")));
        var runs = await LinksAsync(page, "/runs/", withQuery: false);
        Assert.Equal(2, runs.Length);
        pages.AddRange(runs.Select((run, i) => ($"run{i + 1}", run)));
        foreach (var run in runs)
        {
            await People.OpenAsync(page, run);
            pages.AddRange((await LinksAsync(page, "part=", withQuery: true)).Select(part => ("explore-" + part[(part.LastIndexOf('=') + 1)..], part)));
        }

        pages.Add(("effects-review", await ReviewAsync(page, key)));
        await People.OpenAsync(page, $"/projects/{key}/measure");
        pages.Add(("pilot-review", await FirstLinkAsync(page, "/reviews/")));
        return pages;
    }

    private static async Task<string[]> LinksAsync(IPage page, string part, bool withQuery) =>
        [.. (await page.Locator($"main a[href*='{part}']").EvaluateAllAsync<string[]>("links => links.map(l => l.getAttribute('href'))")).Select(l => withQuery ? l : l.Split('?')[0]).Distinct()];

    private static async Task<string> FirstLinkAsync(IPage page, string part) =>
        (await page.Locator($"main a[href*='{part}']").First.GetAttributeAsync("href"))!;

    private static async Task<IReadOnlyList<string>> LookAsync(Visitor visitor, string picture, string path)
    {
        var page = visitor.Page;
        await People.OpenAsync(page, path);
        if (await page.Locator(".ps-figure-chart").CountAsync() > 0)
            await page.Locator(".ps-figure-chart svg").First.WaitForAsync();
        if (path.EndsWith("/report", StringComparison.Ordinal))
            await page.FrameLocator("iframe.ps-report").Locator("section").First.WaitForAsync();
        await Screens.SaveAsync(page, picture);
        var wider = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        List<string> faults = [.. (await Axe.SeriousAsync(page)).Select(v => $"{picture}: {v}"), .. visitor.Troubles.Select(t => $"{picture}: {t}")];
        if (wider > 0)
            faults.Add($"{picture}: {wider} px wider than the screen");
        visitor.ForgetTroubles();
        return faults;
    }
}
