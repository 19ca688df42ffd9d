using Microsoft.Playwright;
using ProblemSolving.Browser.Tests.Harness;
using ProblemSolving.Domain.Sample;
using ProblemSolving.Testing;

namespace ProblemSolving.Browser.Tests;

/// <summary>Steps 5 to 7 and the report by clicking and typing: an uploaded log becomes figures, a model, a pilot, a delivered list.</summary>
public sealed class DataPathTests(Chromium chromium)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OwnLog_ThroughAnalyzeMeasureOperate_EndsInAListAndAReport()
    {
        using var folder = new TempFolder();
        var log = Path.Combine(folder.Path, "purchases.csv");
        await using (var file = File.Create(log))
            PurchaseLogGenerator.WriteCsv(PurchaseLogPlan.CompanyA, file);

        await using var app = await AppHost.StartWithPeopleAsync(Token);
        await using var analyst = await chromium.VisitAsync(app, new VisitorOptions(Locale: "ko-KR"));
        await using var manager = await chromium.VisitAsync(app, new VisitorOptions(Locale: "en-US"));
        var page = analyst.Page;
        await People.SignInAsync(page, "kim");
        var key = await Worked.ProjectAsync(page, "신규 고객이 다시 구매하지 않음");
        await Worked.DefineAsync(page, key);
        await Worked.EffectsAsync(page, key);
        await Worked.AddReviewerAsync(page, key, "이결재");
        await Worked.SubmitAndGoAsync(page, manager.Page, key);

        await RefuseAPictureAsync(analyst, key, folder.Path);
        await DataSteps.UploadAsync(page, key, log);
        await People.LookAsync(analyst, "21-preview.ko");
        await DataSteps.ImportAsync(page);
        await People.LookAsync(analyst, "22-dataset.ko");
        await DataSteps.ExploreAsync(page, key);
        await People.LookAsync(analyst, "23-explore.ko");
        await FigureFiles.SaveAndReadAsync(page, folder.Path);
        await LeaveBeforeTheScriptsCameAsync(analyst, key);
        await DataSteps.TrainAsync(page, key);
        await People.LookAsync(analyst, "24-model.ko");

        await People.OpenAsync(page, $"/projects/{key}/measure");
        await People.LookAsync(analyst, "25-measure-empty.ko");
        await DataSteps.LockPilotAsync(page, key, "1차 파일럿", "혜택을 받은 고객이 더 많이 구매합니다.", "앱 푸시로 5,000원 혜택을 보냅니다.");
        await People.LookAsync(analyst, "26-pilot-running.ko");
        var target = await DataSteps.CustomersAsync(page, "target", folder.Path);
        var control = await DataSteps.CustomersAsync(page, "control", folder.Path);
        await DataSteps.AnswerAsync(page, target, control, folder.Path);
        await People.LookAsync(analyst, "27-pilot-result.ko");

        await People.OpenAsync(page, $"/projects/{key}/operate");
        await People.LookAsync(analyst, "28-operate-empty.ko");
        await DataSteps.DeliverAsync(page, key, "매주 월요일 타겟 목록");
        await People.LookAsync(analyst, "29-operate.ko");
        Assert.StartsWith(key, Path.GetFileName(await DataSteps.DownloadDeliveryAsync(page, "list.csv", folder.Path)), StringComparison.Ordinal);

        await DataSteps.ReportAsync(page, key, folder.Path);
        await People.LookAsync(analyst, "30-report.ko");
        await People.OpenAsync(page, "/");
        await People.LookAsync(analyst, "40-home-filled.ko");
    }

    /// <summary>Whoever is quicker than a slow line leaves a page before its scripts came; the page they went to stands all the same.</summary>
    private static async Task LeaveBeforeTheScriptsCameAsync(Visitor analyst, string key)
    {
        var page = analyst.Page;
        foreach (var script in (string[])["upload", "figure"])
        {
            await People.OpenAsync(page, "/");   // a page loaded anew knows no script yet
            var asked = new TaskCompletionSource();
            var release = new TaskCompletionSource();
            await page.RouteAsync($"**/js/{script}*.js", async route =>
            {
                asked.TrySetResult();
                await release.Task;
                await route.ContinueAsync();
            });
            await page.Locator($"a[href*='/projects/{key}']").First.ClickAsync();
            await page.Locator("a[href$='/analyze']").First.ClickAsync();
            await page.Locator("a[href*='/runs/']").First.ClickAsync();
            await page.Locator("#explore-headline").WaitForAsync();
            await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
            await page.Locator(".ps-parts a").Nth(1).ClickAsync();
            await page.Locator("#first-answer").WaitForAsync();
            release.SetResult();
            await page.WaitForTimeoutAsync(1500);   // what the scripts say about it must not show, now or later
            await Assertions.Expect(page.Locator("nav.ps-parts")).ToBeVisibleAsync();
            await page.UnrouteAllAsync();
        }

        Assert.Empty(analyst.Troubles);
    }

    /// <summary>Something that is no table: a sentence, and nothing is stored.</summary>
    private static async Task RefuseAPictureAsync(Visitor analyst, string key, string folder)
    {
        var page = analyst.Page;
        await People.OpenAsync(page, $"/projects/{key}/analyze");
        await People.LookAsync(analyst, "20-analyze-empty.ko");
        var picture = Path.Combine(folder, "photo.png");
        await File.WriteAllBytesAsync(picture, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], Token);
        await page.Locator(".ps-drop input[type=file]").SetInputFilesAsync(picture);
        await Assertions.Expect(page.Locator(".ps-drop .ps-problem")).ToContainTextAsync("photo.png");
        analyst.ForgetTroubles();
    }
}
