using System.Buffers.Binary;
using System.Xml.Linq;
using Microsoft.Playwright;

namespace ProblemSolving.Browser.Tests.Harness;

/// <summary>What the first figure of a page saves: a picture, a drawing and its numbers, by its menu.</summary>
public static class FigureFiles
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Saves all three and looks whether each is what its ending says, with the words and numbers of the page.</summary>
    public static async Task SaveAndReadAsync(IPage page, string folder)
    {
        var figure = page.Locator("figure.ps-figure").First;
        await figure.Locator(".ps-figure-chart svg").WaitForAsync();
        var title = await figure.Locator("h3").InnerTextAsync();

        var png = await File.ReadAllBytesAsync(await SaveAsync(page, figure, 0, ".png", folder), Token);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        Assert.Equal((2400, 1200), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        Assert.True(png.Length > 20_000, $"{png.Length} bytes are an empty picture");

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        var svg = XDocument.Parse(await File.ReadAllTextAsync(await SaveAsync(page, figure, 1, ".svg", folder), Token)).Root!;
        Assert.Contains("#ffffff", svg.ToString(), StringComparison.OrdinalIgnoreCase);   // white paper, however dark the screen is
        Assert.Contains("#1c2127", svg.ToString(), StringComparison.OrdinalIgnoreCase);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        Assert.Equal("{http://www.w3.org/2000/svg}svg", svg.Name.ToString());
        Assert.Contains(Bare(title), Bare(string.Concat(svg.Descendants(svg.Name.Namespace + "text").Select(t => t.Value))), StringComparison.Ordinal);

        var csv = await File.ReadAllLinesAsync(await SaveAsync(page, figure, 2, ".csv", folder), Token);
        await figure.Locator("button[aria-pressed]").ClickAsync();
        await figure.Locator("tbody tr").First.WaitForAsync();
        var header = await figure.Locator("thead th").AllInnerTextsAsync();
        Assert.Equal(header.Count, csv[0].Split(',').Length);
        Assert.All(csv[0].Split(',')[1..], name => Assert.EndsWith(")", name, StringComparison.Ordinal));   // the unit
        Assert.Equal(await figure.Locator("tbody tr").CountAsync(), csv.Length - 1);
        Assert.Equal(await figure.Locator("tbody th").AllInnerTextsAsync(), csv.Skip(1).Select(l => l.Split(',')[0]));
        await figure.Locator("button[aria-pressed]").ClickAsync();
    }

    // a title is broken into lines where it is long
    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static async Task<string> SaveAsync(IPage page, ILocator figure, int place, string ending, string folder)
    {
        await figure.Locator(".ps-figure-tools .mud-menu button").First.ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".mud-popover-open .mud-menu-item").Nth(place).ClickAsync());
        Assert.EndsWith(ending, download.SuggestedFilename, StringComparison.Ordinal);
        var path = Path.Combine(folder, download.SuggestedFilename);
        await download.SaveAsAsync(path);
        return path;
    }
}
