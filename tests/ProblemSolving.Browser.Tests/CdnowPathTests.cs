using ProblemSolving.Browser.Tests.Harness;
using ProblemSolving.Testing;

namespace ProblemSolving.Browser.Tests;

/// <summary>
/// The purchase log of CDNOW, columns by blanks and days without a time, uploaded and explored by clicking; what its provenance states
/// stands on the screen. From there to a delivered list it goes in <c>RealDataTests</c>, and Online Retail in the browser.
/// </summary>
public sealed class CdnowPathTests(Chromium chromium, SharedApp shared)
{
    [Fact]
    public async Task Cdnow_FromTheUploadToItsFigures_ShowsItsKnownFacts()
    {
        if (!SharedData.Has("cdnow/CDNOW_master.txt", out var log))
            Assert.Skip(SharedData.Missing);
        var app = await shared.GetAsync();
        await using var analyst = await chromium.VisitAsync(app, new VisitorOptions(Locale: "en-US", Width: 1440));
        var page = analyst.Page;
        await People.SignInAsync(page, "kim");
        var key = await Worked.ProjectAsync(page, "CD buyers do not come back", "USD");
        await DataSteps.UploadAsync(page, key, log);
        await People.LookAsync(analyst, "60-cdnow-preview.en");
        await DataSteps.ImportAsync(page);
        await DataSteps.ExploreAsync(page, key);
        await DataSteps.ExpectTileAsync(page, "23,570 customers");
        await DataSteps.ExpectTileAsync(page, "69,659 rows");
        await DataSteps.ExpectTileAsync(page, "$2,500,315.63");
        await People.LookAsync(analyst, "61-cdnow-explore.en");
    }
}
