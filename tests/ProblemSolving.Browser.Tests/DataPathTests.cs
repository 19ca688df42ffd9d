using Microsoft.Playwright;
using ProblemSolving.Browser.Tests.Harness;
using ProblemSolving.Domain.Sample;
using ProblemSolving.Testing;

namespace ProblemSolving.Browser.Tests;

/// <summary>Steps 5 to 7 and the report by clicking and typing: an uploaded log becomes figures, a model, a pilot, a delivered list.</summary>
public sealed class DataPathTests(Chromium chromium)
{
    private const int LongWork = 120_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OwnLog_ThroughAnalyzeMeasureOperate_EndsInAListAndAReport()
    {
        using var folder = new TempFolder();
        var log = Path.Combine(folder.Path, "purchases.csv");
        await using (var file = File.Create(log))
            PurchaseLogGenerator.WriteCsv(PurchaseLogPlan.CompanyA, file);

        await using var app = await AppHost.StartAsync(Token);
        await People.AddAsync(app, "kim", "Analyst", "김분석", Token);
        await People.AddAsync(app, "lee", "Manager", "이관리", Token);
        await using var analyst = await chromium.VisitAsync(app, new VisitorOptions(Locale: "ko-KR"));
        await using var manager = await chromium.VisitAsync(app, new VisitorOptions(Locale: "en-US"));
        var page = analyst.Page;
        await People.SignInAsync(page, "kim");
        var key = await Worked.ProjectAsync(page, "신규 고객이 다시 구매하지 않음");
        await Worked.DefineAsync(page, key);
        await Worked.EffectsAsync(page, key);
        await Worked.AddReviewerAsync(page, key, "이관리");
        await Worked.SubmitAndGoAsync(page, manager.Page, key);

        await UploadAsync(analyst, key, log);
        await ExploreAsync(analyst, key);
        await TrainAsync(analyst, key);
        await PilotAsync(analyst, key, folder.Path);
        await OperateAsync(analyst, key);
        await ReportAsync(analyst, key);

        await People.OpenAsync(page, "/");
        await People.LookAsync(analyst, "40-home-filled.ko");
    }

    private static async Task UploadAsync(Visitor analyst, string key, string log)
    {
        var page = analyst.Page;
        await People.OpenAsync(page, $"/projects/{key}/analyze");
        await People.LookAsync(analyst, "20-analyze-empty.ko");

        // something that is no table first: a sentence, and nothing is stored
        var picture = Path.Combine(Path.GetDirectoryName(log)!, "photo.png");
        await File.WriteAllBytesAsync(picture, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], Token);
        await page.Locator(".ps-drop input[type=file]").SetInputFilesAsync(picture);
        await Assertions.Expect(page.Locator(".ps-drop .ps-problem")).ToContainTextAsync("photo.png");
        analyst.ForgetTroubles();

        await page.Locator(".ps-drop input[type=file]").SetInputFilesAsync(log);
        await page.WaitForURLAsync("**/datasets/*");
        await page.Locator("#preview-columns").WaitForAsync();
        await People.LookAsync(analyst, "21-preview.ko");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "가져오기", Exact = true }).ClickAsync();
        await page.Locator("#quality-columns").WaitForAsync(new LocatorWaitForOptions { Timeout = LongWork });
        await People.LookAsync(analyst, "22-dataset.ko");
    }

    private static async Task ExploreAsync(Visitor analyst, string key)
    {
        var page = analyst.Page;
        await People.OpenAsync(page, $"/projects/{key}/analyze");
        await page.Locator("form:has(#new-days) button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/runs/*");
        await page.Locator("#cohorts-title").WaitForAsync(new LocatorWaitForOptions { Timeout = LongWork });
        await page.Locator(".ps-figure-chart svg, .ps-figure-chart canvas").First.WaitForAsync();
        await People.LookAsync(analyst, "23-explore.ko");
    }

    private static async Task TrainAsync(Visitor analyst, string key)
    {
        var page = analyst.Page;
        await People.OpenAsync(page, $"/projects/{key}/analyze");
        await page.Locator("form:has(#new-horizon) button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/runs/*");
        await page.Locator("#model-deciles").WaitForAsync(new LocatorWaitForOptions { Timeout = LongWork });
        await People.LookAsync(analyst, "24-model.ko");
    }

    private static async Task PilotAsync(Visitor analyst, string key, string folder)
    {
        var page = analyst.Page;
        await People.OpenAsync(page, $"/projects/{key}/measure");
        await People.LookAsync(analyst, "25-measure-empty.ko");
        await page.Locator(".ps-empty button").ClickAsync();
        await page.Locator("#measure-plan").WaitForAsync();
        await page.Locator("[id$=Name]").First.FillAsync("1차 파일럿");
        await page.Locator("[id$=Hypothesis]").First.FillAsync("혜택을 받은 고객이 더 많이 구매합니다.");
        await page.Locator("[id$=Treatment]").First.FillAsync("앱 푸시로 5,000원 혜택을 보냅니다.");
        await page.Locator("[id$=Treatment]").First.BlurAsync();
        await page.Locator(".ps-gate button.mud-button-filled:not([disabled])").ClickAsync();
        await page.Locator(".mud-dialog button.mud-button-filled").ClickAsync();
        await page.Locator("#measure-lists").WaitForAsync(new LocatorWaitForOptions { Timeout = LongWork });
        await People.LookAsync(analyst, "26-pilot-running.ko");

        var target = await DownloadAsync(page, 0, Path.Combine(folder, "target.csv"));
        var control = await DownloadAsync(page, 1, Path.Combine(folder, "control.csv"));
        var members = target.Select(id => new PilotMember(id, true)).Concat(control.Select(id => new PilotMember(id, false)));
        var answers = Path.Combine(folder, "responses.csv");
        await File.WriteAllLinesAsync(
            answers,
            PilotResponseGenerator.Generate(members, 20_261_102, new DateOnly(2026, 11, 1), 14).Select(r => $"{r.CustomerId},{(r.Responded ? 1 : 0)},{r.AmountWon}").Prepend("customer_id,responded,amount"),
            Token);
        await page.Locator("section[aria-labelledby=measure-upload] input[type=file]").SetInputFilesAsync(answers);
        await page.Locator("section[aria-labelledby=measure-upload] button.mud-button-filled:not([disabled])").ClickAsync();
        await page.Locator("#measure-result").WaitForAsync(new LocatorWaitForOptions { Timeout = LongWork });
        await People.LookAsync(analyst, "27-pilot-result.ko");
    }

    private static async Task<IReadOnlyList<string>> DownloadAsync(IPage page, int button, string path)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("section[aria-labelledby=measure-lists] .ps-downloads a").Nth(button).ClickAsync());
        await download.SaveAsAsync(path);
        var lines = (await File.ReadAllLinesAsync(path, Token)).Select(l => l.Split(',')).ToList();
        var column = Array.FindIndex(lines[0], name => name.Contains("customer", StringComparison.OrdinalIgnoreCase));
        return [.. lines.Skip(1).Select(l => l[column])];
    }

    private static async Task OperateAsync(Visitor analyst, string key)
    {
        var page = analyst.Page;
        await People.OpenAsync(page, $"/projects/{key}/operate");
        await People.LookAsync(analyst, "28-operate-empty.ko");
        await page.Locator(".ps-page-actions button").ClickAsync();
        await page.Locator("#schedule-target").WaitForAsync();
        await page.Locator("#schedule-name").FillAsync("매주 월요일 타겟 목록");
        await page.Locator("form button[type=submit]:has-text('저장')").ClickAsync();
        await page.GetByText("지금 실행").First.ClickAsync();
        await page.Locator(".mud-dialog button.mud-button-filled").ClickAsync();
        await page.Locator(".ps-deliveries a[download]").First.WaitForAsync(new LocatorWaitForOptions { Timeout = LongWork });
        await People.LookAsync(analyst, "29-operate.ko");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".ps-deliveries a[download]").First.ClickAsync());
        Assert.StartsWith(key, download.SuggestedFilename, StringComparison.Ordinal);
    }

    private static async Task ReportAsync(Visitor analyst, string key)
    {
        var page = analyst.Page;
        await People.OpenAsync(page, $"/projects/{key}/report");
        var frame = page.FrameLocator("iframe.ps-report");
        await Assertions.Expect(frame.Locator("section")).ToHaveCountAsync(7);
        await People.LookAsync(analyst, "30-report.ko");
        var html = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[download$='.html']").ClickAsync());
        Assert.Equal(key + ".html", html.SuggestedFilename);
        var xlsx = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[download$='.xlsx']").ClickAsync());
        Assert.Equal(key + ".xlsx", xlsx.SuggestedFilename);
    }
}
