using Microsoft.Playwright;
using ProblemSolving.Testing;

namespace ProblemSolving.Browser.Tests.Harness;

/// <summary>Pictures of pages for people to look at, under <c>artifacts/screens/</c>.</summary>
public static class Screens
{
    /// <param name="name">Plain name such as <c>define.ko</c>; an older picture of that name is replaced.</param>
    public static async Task<string> SaveAsync(IPage page, string name, bool wholePage = true)
    {
        var path = Path.Combine(Artifacts.Folder("screens"), name + ".png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = wholePage, Animations = ScreenshotAnimations.Disabled });
        return path;
    }
}
