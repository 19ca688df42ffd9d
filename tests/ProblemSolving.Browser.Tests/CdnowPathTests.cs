using ProblemSolving.Browser.Tests.Harness;
using ProblemSolving.Testing;

namespace ProblemSolving.Browser.Tests;

/// <summary>The purchase log of CDNOW carried through by clicking and typing; what its provenance states stands on the screen.</summary>
public sealed class CdnowPathTests(Chromium chromium)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cdnow_FromTheUploadToADeliveredList_ShowsItsKnownFacts()
    {
        if (!SharedData.Has("cdnow/CDNOW_master.txt", out var log))
            Assert.Skip(SharedData.Missing);
        using var folder = new TempFolder();
        await using var app = await AppHost.StartWithPeopleAsync(Token);
        await using var analyst = await chromium.VisitAsync(app, new VisitorOptions(Locale: "en-US", Width: 1440));
        await using var manager = await chromium.VisitAsync(app, new VisitorOptions(Locale: "en-US"));
        var page = analyst.Page;
        await People.SignInAsync(page, "kim");
        var key = await Worked.ProjectAsync(page, "CD buyers do not come back", "USD");
        await Worked.DefineAsync(page, key);
        await Worked.EffectsAsync(page, key);
        await Worked.AddReviewerAsync(page, key, "이결재");
        await Worked.SubmitAndGoAsync(page, manager.Page, key);

        await DataSteps.UploadAsync(page, key, log);
        await People.LookAsync(analyst, "60-cdnow-preview.en");
        await DataSteps.ImportAsync(page);
        await DataSteps.ExploreAsync(page, key);
        await DataSteps.ExpectTileAsync(page, "23,570 customers");
        await DataSteps.ExpectTileAsync(page, "69,659 rows");
        await DataSteps.ExpectTileAsync(page, "$2,500,315.63");
        await People.LookAsync(analyst, "61-cdnow-explore.en");
        await DataSteps.TrainAsync(page, key, horizon: 60);
        await People.LookAsync(analyst, "62-cdnow-model.en");
        await DataSteps.LockPilotAsync(page, key, "Round one", "An offer raises purchases.", "A message with an offer.");
        await People.LookAsync(analyst, "63-cdnow-lists.en");
        var target = await DataSteps.CustomersAsync(page, "target", folder.Path);
        Assert.All(target, id => Assert.Matches("^[0-9]{5}$", id));   // the zeros in front are part of the id
        Assert.Equal(target, await DataSteps.SheetAsync(await DataSteps.DownloadListAsync(page, "target", "xlsx", folder.Path), "customer_id"));
        await DataSteps.DeliverAsync(page, key, "Weekly list");
        await People.LookAsync(analyst, "64-cdnow-operate.en");
        Assert.StartsWith(key, Path.GetFileName(await DataSteps.DownloadDeliveryAsync(page, "holdout.xlsx", folder.Path)), StringComparison.Ordinal);
    }
}
