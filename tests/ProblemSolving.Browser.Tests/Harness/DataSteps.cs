using Microsoft.Playwright;
using ProblemSolving.Domain.Sample;
using ProblemSolving.Testing;

namespace ProblemSolving.Browser.Tests.Harness;

/// <summary>Steps 5 to 7 and the report as an analyst clicks through them, in either language.</summary>
public static class DataSteps
{
    private const int LongWork = 120_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Chooses a file and waits for its preview.</summary>
    public static async Task UploadAsync(IPage page, string key, string log)
    {
        await People.OpenAsync(page, $"/projects/{key}/analyze");
        await page.Locator(".ps-drop input[type=file]").SetInputFilesAsync(log);
        await page.WaitForURLAsync("**/datasets/*", new PageWaitForURLOptions { Timeout = LongWork });
        await page.Locator("#preview-columns").WaitForAsync(new LocatorWaitForOptions { Timeout = LongWork });
    }

    public static async Task ImportAsync(IPage page)
    {
        await page.Locator("section[aria-labelledby=preview-import] button.mud-button-filled:not([disabled])").ClickAsync();
        await page.Locator("#quality-columns").WaitForAsync(new LocatorWaitForOptions { Timeout = LongWork });
    }

    public static async Task ExploreAsync(IPage page, string key)
    {
        await People.OpenAsync(page, $"/projects/{key}/analyze");
        await page.Locator("form:has(#new-days) button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/runs/*");
        try
        {
            await page.Locator("#explore-headline").WaitForAsync(new LocatorWaitForOptions { Timeout = LongWork });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The exploration did not show; the page says: {await page.Locator("main").InnerTextAsync()}");
        }

        await page.Locator(".ps-figure-chart svg, .ps-figure-chart canvas").First.WaitForAsync();
    }

    /// <summary>Goes through every part of the exploration on the page and looks at it.</summary>
    /// <param name="picture">Name of the pictures, followed by the place of the part.</param>
    public static async Task LookAtPartsAsync(Visitor visitor, string picture)
    {
        var page = visitor.Page;
        var count = await page.Locator(".ps-parts a").CountAsync();
        for (var i = 1; i < count; i++)
        {
            await page.Locator(".ps-parts a").Nth(i).ClickAsync();
            await page.Locator($".ps-parts a:nth-child({i + 1})[aria-current=page]").WaitForAsync();
            await page.Locator(".ps-figure-chart svg, .ps-table").First.WaitForAsync();
            await People.LookAsync(visitor, $"{picture}-{i}");
        }
    }

    /// <summary>Keeps the first row of the first purchases as a finding and makes an option of it, with the mouse alone.</summary>
    public static async Task KeepFirstPurchaseAsync(IPage page, string key)
    {
        await page.Locator(".ps-parts a").Nth(1).ClickAsync();
        await page.Locator("#first-answer").WaitForAsync();
        await page.Locator("input[name=contrast-direction]").Nth(1).CheckAsync();
        await page.Locator("section[aria-labelledby=contrasts-title] tbody tr").First.Locator("button").ClickAsync();
        await page.Locator("#finding-sentence").WaitForAsync();
        await page.Locator(".mud-dialog-actions button.mud-button-filled").ClickAsync();
        await page.Locator("#finding-sentence").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await People.OpenAsync(page, $"/projects/{key}/analyze");
        await page.Locator("#findings li .ps-row > button.mud-button-outlined").First.ClickAsync();
        await page.Locator("#findings a[href$='/solutions']").WaitForAsync();
    }

    /// <summary>A fact stands among the headline figures of the shown run.</summary>
    public static Task ExpectTileAsync(IPage page, string text) =>
        Assertions.Expect(page.Locator("section[aria-labelledby=explore-headline] dd", new PageLocatorOptions { HasText = text }).First).ToBeVisibleAsync();

    /// <param name="horizon">Days the model looks ahead; null for what the form offers.</param>
    public static async Task TrainAsync(IPage page, string key, int? horizon = null)
    {
        await People.OpenAsync(page, $"/projects/{key}/analyze");
        if (horizon is { } days)
            await page.Locator("#new-horizon").FillAsync($"{days}");
        await page.Locator("form:has(#new-horizon) button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/runs/*");
        await page.Locator("#model-deciles").WaitForAsync(new LocatorWaitForOptions { Timeout = LongWork });
    }

    /// <summary>Plans a round, locks it and waits for its lists.</summary>
    public static async Task LockPilotAsync(IPage page, string key, string name, string hypothesis, string treatment, int? selectedPercent = null)
    {
        await People.OpenAsync(page, $"/projects/{key}/measure");
        await page.Locator(".ps-empty button").ClickAsync();
        await page.Locator("#measure-plan").WaitForAsync();
        foreach (var (field, text) in new[] { ("Name", name), ("Hypothesis", hypothesis), ("Treatment", treatment), ("SelectedShare", selectedPercent is { } share ? $"{share}" : "") })
        {
            if (text.Length == 0)
                continue;
            var box = page.Locator($"section[aria-labelledby=measure-plan] [id$={field}]").First;
            await box.FillAsync(text);
            await box.BlurAsync();
        }

        await page.Locator(".ps-gate button.mud-button-filled:not([disabled])").ClickAsync();
        await page.Locator(".mud-dialog button.mud-button-filled").ClickAsync();
        await page.Locator("#measure-lists").WaitForAsync(new LocatorWaitForOptions { Timeout = LongWork });
    }

    /// <summary>The customers of a list, as its CSV has them.</summary>
    public static async Task<IReadOnlyList<string>> CustomersAsync(IPage page, string group, string folder)
    {
        var path = await DownloadListAsync(page, group, "csv", folder);
        var lines = (await File.ReadAllLinesAsync(path, Token)).Select(l => l.Split(',')).ToList();
        var column = Array.FindIndex(lines[0], name => name.Contains("customer", StringComparison.OrdinalIgnoreCase));
        return [.. lines.Skip(1).Select(l => l[column])];
    }

    /// <param name="group"><c>target</c> or <c>control</c>.</param>
    /// <param name="ending"><c>csv</c> or <c>xlsx</c>.</param>
    public static async Task<string> DownloadListAsync(IPage page, string group, string ending, string folder)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator($"section[aria-labelledby=measure-lists] a[href$='/{group}.{ending}']").ClickAsync());
        Assert.EndsWith($"-{group}.{ending}", download.SuggestedFilename, StringComparison.Ordinal);
        var path = Path.Combine(folder, $"{group}.{ending}");
        await download.SaveAsAsync(path);
        return path;
    }

    /// <summary>Makes the answers of the two groups from a seed, as marketing would send them back, and uploads them.</summary>
    public static async Task AnswerAsync(IPage page, IEnumerable<string> target, IEnumerable<string> control, string folder)
    {
        var members = target.Select(id => new PilotMember(id, true)).Concat(control.Select(id => new PilotMember(id, false)));
        var answers = Path.Combine(folder, "responses.csv");
        await File.WriteAllLinesAsync(
            answers,
            PilotResponseGenerator.Generate(members, 20_261_102, new DateOnly(2026, 11, 1), 14).Select(r => $"{r.CustomerId},{(r.Responded ? 1 : 0)},{r.AmountWon}").Prepend("customer_id,responded,amount"),
            Token);
        await page.Locator("section[aria-labelledby=measure-upload] input[type=file]").SetInputFilesAsync(answers);
        await page.Locator("section[aria-labelledby=measure-upload] button.mud-button-filled:not([disabled])").ClickAsync();
        await page.Locator("#measure-result").WaitForAsync(new LocatorWaitForOptions { Timeout = LongWork });
    }

    /// <summary>Makes a schedule and runs it at once; the delivered list stands in the table.</summary>
    public static async Task DeliverAsync(IPage page, string key, string name)
    {
        await People.OpenAsync(page, $"/projects/{key}/operate");
        await page.Locator(".ps-page-actions button").ClickAsync();
        await page.Locator("#schedule-target").WaitForAsync();
        await page.Locator("#schedule-name").FillAsync(name);
        await page.Locator("form[aria-labelledby=schedule-form] button[type=submit]").ClickAsync();
        await page.Locator(".ps-schedule .ps-row button.mud-button-outlined-primary").First.ClickAsync();
        await page.Locator(".mud-dialog button.mud-button-filled").ClickAsync();
        await page.Locator(".ps-deliveries a[download]").First.WaitForAsync(new LocatorWaitForOptions { Timeout = LongWork });
    }

    /// <param name="file">The last part of the link: <c>list.csv</c>, <c>list.xlsx</c>, <c>holdout.csv</c>, <c>manifest</c>.</param>
    public static async Task<string> DownloadDeliveryAsync(IPage page, string file, string folder)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator($".ps-deliveries a[href$='/{file}']").First.ClickAsync());
        var path = Path.Combine(folder, download.SuggestedFilename);
        await download.SaveAsAsync(path);
        return path;
    }

    /// <summary>Opens the report and downloads it in both forms.</summary>
    public static async Task<(string Html, string Xlsx)> ReportAsync(IPage page, string key, string folder)
    {
        await People.OpenAsync(page, $"/projects/{key}/report");
        await Assertions.Expect(page.FrameLocator("iframe.ps-report").Locator("section")).ToHaveCountAsync(7);
        return (await SaveAsync("/report?download=true", "html"), await SaveAsync("/workbook", "xlsx"));

        async Task<string> SaveAsync(string address, string ending)
        {
            var download = await page.RunAndWaitForDownloadAsync(() => page.Locator($"main a[download][href$='{address}']").ClickAsync());
            Assert.Matches($"^{key} .+ \\d{{4}}-\\d\\d-\\d\\d\\.{ending}$", download.SuggestedFilename);
            var path = Path.Combine(folder, download.SuggestedFilename);
            await download.SaveAsAsync(path);
            return path;
        }
    }

    /// <summary>One column of a downloaded workbook; its cells are texts.</summary>
    public static async Task<IReadOnlyList<string>> SheetAsync(string path, string column)
    {
        await using var file = File.OpenRead(path);
        var rows = Workbooks.Rows(file);
        var at = rows[0].Select((c, i) => (c.Value, i)).Single(c => c.Value == column).i;
        Assert.All(rows.Skip(1), r => Assert.True(r[at].IsText));
        return [.. rows.Skip(1).Select(r => r[at].Value)];
    }
}
