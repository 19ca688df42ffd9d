using System.IO.Compression;
using Microsoft.Playwright;
using ProblemSolving.Browser.Tests.Harness;
using ProblemSolving.Testing;

namespace ProblemSolving.Browser.Tests;

/// <summary>The purchase log of Online Retail carried through by clicking and typing; what its provenance states stands on the screen.</summary>
public sealed class OnlineRetailPathTests(Chromium chromium)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OnlineRetail_FromAnEmptyProjectToADeliveredList_ShowsItsKnownFacts()
    {
        if (!SharedData.Has("online_retail/online_retail.csv.gz", out var packed))
            Assert.Skip(SharedData.Missing);
        using var folder = new TempFolder();
        var log = await UnpackAsync(packed, Path.Combine(folder.Path, "online_retail.csv"));
        await using var app = await AppHost.StartWithPeopleAsync(Token);
        await using var analyst = await chromium.VisitAsync(app, new VisitorOptions(Locale: "ko-KR", Width: 1440));
        await using var manager = await chromium.VisitAsync(app, new VisitorOptions(Locale: "en-US", Width: 1440));
        var page = analyst.Page;
        await People.SignInAsync(page, "kim");

        var key = await Worked.ProjectAsync(page, "온라인 소매 고객이 다시 구매하지 않음", "GBP");
        await Worked.DefineAsync(page, key);
        await Worked.EffectsAsync(page, key);
        await Worked.AddReviewerAsync(page, key, "이결재");
        await Worked.SubmitAndGoAsync(page, manager.Page, key);
        await Worked.SolutionsAsync(page, key);
        await People.OpenAsync(page, $"/projects/{key}/prioritize");
        await People.FillAsync(page, "SwitchCondition", "파일럿 2회 후에도 유의하지 않을 때");

        await DataSteps.UploadAsync(page, key, log);
        await People.LookAsync(analyst, "50-retail-preview.ko");
        await DataSteps.ImportAsync(page);
        await DataSteps.ExploreAsync(page, key);
        await DataSteps.ExpectTileAsync(page, "4,338명");
        await DataSteps.ExpectTileAsync(page, "397,884행");
        await DataSteps.ExpectTileAsync(page, "8,911,407.90 파운드");
        await Assertions.Expect(page.GetByTitle("8,911,407.904", new PageGetByTitleOptions { Exact = true })).ToBeVisibleAsync();
        await DataSteps.ExpectTileAsync(page, "2,845명");
        await People.LookAsync(analyst, "51-retail-explore.ko");
        await DataSteps.LookAtPartsAsync(analyst, "51-retail-explore.ko");
        await DataSteps.KeepFirstPurchaseAsync(page, key);
        await People.LookAsync(analyst, "51-retail-findings.ko");
        await DataSteps.TrainAsync(page, key, horizon: 60);
        await People.LookAsync(analyst, "52-retail-model.ko");

        await DataSteps.LockPilotAsync(page, key, "1차 파일럿", "혜택을 받은 고객이 더 많이 구매합니다.", "£5 할인권을 보냅니다.", selectedPercent: 80);
        await People.LookAsync(analyst, "53-retail-lists.ko");
        var target = await DataSteps.CustomersAsync(page, "target", folder.Path);
        var control = await DataSteps.CustomersAsync(page, "control", folder.Path);
        Assert.Equal(target, await DataSteps.SheetAsync(await DataSteps.DownloadListAsync(page, "target", "xlsx", folder.Path), "customer_id"));
        Assert.Equal(control, await DataSteps.SheetAsync(await DataSteps.DownloadListAsync(page, "control", "xlsx", folder.Path), "customer_id"));
        Assert.Empty(target.Intersect(control));
        await DataSteps.AnswerAsync(page, target, control, folder.Path);
        await Assertions.Expect(page.Locator(".ps-verdict")).ToBeVisibleAsync();
        await People.LookAsync(analyst, "54-retail-verdict.ko");
        await Worked.SubmitAsync(page, "measure-gate");
        await Worked.AnswerFirstAsync(manager.Page, "Operate", "The rise is larger than the break-even.");
        await People.LookAsync(manager, "55-retail-pilot-gate.en");

        await DataSteps.DeliverAsync(page, key, "매주 월요일 타겟 목록");
        await People.LookAsync(analyst, "56-retail-operate.ko");
        var delivered = await File.ReadAllLinesAsync(await DataSteps.DownloadDeliveryAsync(page, "list.csv", folder.Path), Token);
        Assert.Equal(delivered.Skip(1).Select(l => l.Split(',')[0]), await DataSteps.SheetAsync(await DataSteps.DownloadDeliveryAsync(page, "list.xlsx", folder.Path), "customer_id"));

        var (html, xlsx) = await DataSteps.ReportAsync(page, key, folder.Path);
        await People.LookAsync(analyst, "57-retail-report.ko");
        var report = await File.ReadAllTextAsync(html, Token);
        Assert.Contains("4,338", report, StringComparison.Ordinal);
        Assert.Contains("1차 파일럿", report, StringComparison.Ordinal);
        await using var workbook = File.OpenRead(xlsx);
        Assert.Contains("신규 고객의 두 번째 구매 회복", Workbooks.Rows(workbook, sheet: 2)[1].Select(c => c.Value));   // the first sheet is step 1
    }

    private static async Task<string> UnpackAsync(string packed, string path)
    {
        await using var source = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress);
        await using var target = File.Create(path);
        await source.CopyToAsync(target, Token);
        return path;
    }
}
