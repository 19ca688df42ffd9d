using Microsoft.Playwright;
using ProblemSolving.Browser.Tests.Harness;

namespace ProblemSolving.Browser.Tests;

/// <summary>
/// The worked scenario of the process in Korean, by clicking and typing: from an empty project over the approval line
/// (검토 by a stand-in, 합의, 결재), a return with a remark and a Go with conditions, to a plan with a fallback.
/// </summary>
public sealed class WorkedScenarioTests(Chromium chromium)
{
    private const string First = "EDA와 일회성 데이터 분석으로 재구매 고객의 특성을 찾아 마케팅 기획";
    private const string Second = "재구매 가능성이 높은 고객을 예측하는 모델로 타겟 마케팅";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task Scenario_EnteredByANewUser_EndsInADecidedGateAndAnOrderedPlanWithFallback()
    {
        await using var app = await AppHost.StartWithPeopleAsync(Token);
        await using var analyst = await chromium.VisitAsync(app, new VisitorOptions(Width: 1440));
        await using var colleague = await chromium.VisitAsync(app, new VisitorOptions(Width: 390, Height: 844));
        await using var manager = await chromium.VisitAsync(app, new VisitorOptions(Width: 390, Height: 844));
        var page = analyst.Page;

        await AwayAsync(app, "park", "최합의");
        await People.SignInAsync(page, "kim");
        var key = await Worked.ProjectAsync(page, "신규 고객이 다시 구매하지 않음");
        await People.OpenAsync(page, $"/projects/{key}/solutions");
        await Assertions.Expect(page.Locator(".ps-notice-shut")).ToBeVisibleAsync();   // shut until somebody decides
        await Worked.DefineAsync(page, key);
        await People.LookAsync(analyst, "10-define.ko");
        await EffectsAsync(page, key);
        await People.LookAsync(analyst, "11-effects.ko");
        foreach (var person in new[] { "이결재", "최합의", "박검토" })
            await Worked.AddReviewerAsync(page, key, person);
        await LineAsync(page);
        await People.LookAsync(analyst, "12-line.ko");

        // first round: the one who decides sends it back with a remark at a field
        await People.OpenAsync(page, $"/projects/{key}/effects");
        await Worked.SubmitAsync(page, "effects-gate");
        await People.SignInAsync(colleague.Page, "choi");
        await People.SignInAsync(manager.Page, "lee");
        await People.OpenAsync(colleague.Page, "/reviews");
        await People.LookAsync(colleague, "13-inbox.ko.phone");
        await VoteForTwoAsync(colleague.Page, "13-stand-in.ko.phone");
        await OpenFirstAsync(manager.Page);
        await People.LookAsync(manager, "14-review.ko.phone");
        await manager.Page.Locator("input[name=decision][value=Revise]").CheckAsync();
        await manager.Page.Locator("#remark-field").SelectOptionAsync("Define||DamageFormula");
        await manager.Page.Locator("#remark-text").FillAsync("월 4천5백만 원의 근거를 적어 주십시오.");
        await Worked.DecideAsync(manager.Page, "Revise", "피해 금액의 근거가 필요합니다.");

        await People.OpenAsync(page, $"/projects/{key}/define");
        var remark = page.Locator(".ps-remark", new PageLocatorOptions { HasText = "월 4천5백만 원의 근거" });
        await remark.WaitForAsync();
        await People.LookAsync(analyst, "15-remark.ko");
        await People.FillAsync(page, "Define-DamageFormula", "월 신규 고객 1,250명 × 12%p 감소 × 30만 원");
        await remark.Locator("input").FillAsync("산식을 적었습니다.");
        await remark.Locator("button").ClickAsync();
        await remark.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });

        // second round: a Go with conditions
        await People.OpenAsync(page, $"/projects/{key}/effects");
        await Worked.SubmitAsync(page, "effects-gate");
        await VoteForTwoAsync(colleague.Page, null);
        await OpenFirstAsync(manager.Page);
        await manager.Page.Locator("input[name=decision][value=GoWithConditions]").CheckAsync();
        await manager.Page.Locator("#review-cap").FillAsync("3천만");
        await manager.Page.Locator("#review-until").FillAsync(Day(Today.AddDays(120)));
        await Worked.DecideAsync(manager.Page, "GoWithConditions", "피해가 비용보다 큽니다. 작게 시작합니다.");
        await People.LookAsync(manager, "16-decided.ko.phone");

        await SolutionsAsync(page, key);
        await People.LookAsync(analyst, "17-solutions.ko");
        await TeamAsync(analyst, colleague, key);
        await OrderAsync(analyst, key);

        // the day of the kill criteria is near: the number stands against it on the home page
        await People.OpenAsync(page, "/");
        await Assertions.Expect(page.Locator("section[aria-labelledby=home-kills]")).ToContainTextAsync("24%");
        await People.LookAsync(analyst, "19-home-kill.ko");
    }

    // Goes away and names who stands in, on a window of its own.
    private async Task AwayAsync(AppHost app, string name, string standIn)
    {
        await using var away = await chromium.VisitAsync(app, new VisitorOptions());
        await People.SignInAsync(away.Page, name);
        await away.Page.GotoAsync("/account");
        await away.Page.Locator("#delegate").SelectOptionAsync(new SelectOptionValue { Label = standIn });
        await away.Page.Locator("#delegate-from").FillAsync(Day(Today));
        await away.Page.Locator("#delegate-until").FillAsync(Day(Today.AddDays(14)));
        await away.Page.Locator("form:has(#delegate) button[type=submit]").ClickAsync();
        await away.Page.Locator("p.done").WaitForAsync();
    }

    private static async Task EffectsAsync(IPage page, string key)
    {
        await Worked.EffectsAsync(page, key);
        await People.FillAsync(page, ("ChangeLow", "1"), ("ChangeHigh", "4"));
        (string Cause, string Effect)[] chain = [("재구매 고객 증가", "충성 고객 증가"), ("충성 고객 증가", "매출 성장"), ("매출 성장", "영업이익 증가")];
        foreach (var ((cause, effect), i) in chain.Select((l, i) => (l, i)))
        {
            await page.Locator("section[aria-labelledby=effects-chain] .ps-panel-head button").ClickAsync();
            var row = page.Locator(".ps-link-row").Nth(i);
            try
            {
                await row.WaitForAsync();
            }
            catch (TimeoutException)
            {
                Assert.Fail($"Link {i + 1} did not come; the page says: {await page.Locator("main").InnerTextAsync()}");
            }

            await Assertions.Expect(row.Locator("[id$='Cause']")).ToBeFocusedAsync();   // who adds a link means to write it
            await page.Keyboard.TypeAsync(cause);   // over the effect of the last link, which stands there already
            await Assertions.Expect(row.Locator("[id$='Cause']")).ToHaveValueAsync(cause);
            await row.Locator("[id$='Effect']").FillAsync(effect);
            await row.Locator("[id$='Effect']").BlurAsync();
            await People.SavedAsync(page);
        }

        await People.FillAsync(page, ("Effects-KillValue", "25"), ("Effects-KillBy", Day(Today.AddDays(5))));
        await Assertions.Expect(page.Locator(".ps-step-flag")).ToBeVisibleAsync();
    }

    // 검토 → 합의 → 결재
    private static async Task LineAsync(IPage page)
    {
        var line = page.Locator("section[aria-labelledby=approval-line]");
        // in the order they sign; the last one decides, so only the one in the middle is told to agree
        foreach (var person in new[] { "박검토", "최합의", "이결재" })
        {
            await line.Locator("#line-person").SelectOptionAsync(new SelectOptionValue { Label = person });
            await line.Locator(".ps-filter button").ClickAsync();
            await line.Locator($"select[aria-label*='{person}']").WaitForAsync();
        }

        await line.Locator("select[aria-label*='최합의']").SelectOptionAsync("Agree");
        await Assertions.Expect(line.Locator("select[aria-label*='이결재']")).ToHaveValueAsync("Decide");
        await Assertions.Expect(line.Locator(".ps-save-saved")).ToBeVisibleAsync();   // each change saves itself
        await Assertions.Expect(line.Locator(".ps-good")).ToBeVisibleAsync();
    }

    private static async Task OpenFirstAsync(IPage page)
    {
        await People.OpenAsync(page, "/reviews");
        await page.Locator(".ps-card").First.ClickAsync();
        await page.Locator("#review-reason").WaitForAsync();
    }

    // Answers for the one who is away, and then from the own seat: the question comes right back.
    private static async Task VoteForTwoAsync(IPage page, string? picture)
    {
        await OpenFirstAsync(page);
        var standIn = page.Locator(".ps-form .ps-notice");
        await Assertions.Expect(standIn).ToContainTextAsync("박검토");
        if (picture is not null)
            await Screens.SaveAsync(page, picture);
        await VoteAsync(page, "검토했습니다.");
        await standIn.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await VoteAsync(page, "동의합니다.");
        await page.Locator("#review-reason").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
    }

    private static async Task VoteAsync(IPage page, string opinion)
    {
        await page.Locator("input[name=decision][value=Approve]").CheckAsync();
        await page.Locator("#review-reason").FillAsync(opinion);
        await page.Locator(".ps-form button.mud-button-filled").ClickAsync();
        await page.Locator(".mud-dialog .mud-button-filled").ClickAsync();
        await page.Locator(".mud-dialog").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
    }

    private static async Task SolutionsAsync(IPage page, string key)
    {
        await People.OpenAsync(page, $"/projects/{key}/solutions");
        (string Name, string Days, string Effort, string Share)[] options = [(First, "10", "5", "30"), (Second, "40", "25", "60")];
        foreach (var (option, i) in options.Select((o, i) => (o, i)))
        {
            await page.Locator(".ps-panel-head button").First.ClickAsync();
            async Task Fill(string field, string text)
            {
                var box = page.Locator($"[id^='f-Solution'][id$='{field}']").Nth(i);
                await box.FillAsync(text);
                await box.BlurAsync();
                await People.SavedAsync(page);
            }

            await Fill("Name", option.Name);
            await Fill("EffortDays", option.Effort);
            await Fill("DaysToFirstResult", option.Days);
            await Fill("EffectShare", option.Share);
        }

        // the button to remove an option fell below its number and took the name's room
        var head = page.Locator(".ps-solution-head").First;
        var (name, remove) = (await head.Locator("input").First.BoundingBoxAsync(), await head.Locator(".mud-icon-button").BoundingBoxAsync());
        Assert.True(name!.Y < remove!.Y + remove.Height && remove.Y < name.Y + name.Height && name.Width > 300, $"{name.Width} wide at {name.Y}, button at {remove.Y}");
    }

    // Points stay hidden until the owner shows them; then the means are taken over.
    private static async Task TeamAsync(Visitor analyst, Visitor colleague, string key)
    {
        foreach (var (visitor, points) in new[] { (analyst, new[] { 3, 4 }), (colleague, [5, 4]) })
        {
            await People.OpenAsync(visitor.Page, $"/projects/{key}/prioritize");
            var team = visitor.Page.Locator("section[aria-labelledby=prioritize-team]");
            for (var option = 0; option < 2; option++)
            {
                var card = team.Locator("details").Nth(option);
                await card.Locator("summary").ClickAsync();
                for (var criterion = 0; criterion < 3; criterion++)
                {
                    await card.Locator("fieldset").Nth(criterion).Locator($"input[value='{points[option]}']").CheckAsync();
                    await Assertions.Expect(card.Locator("summary")).ToContainTextAsync($"3개 중 {criterion + 1}개");
                }
            }

            await Assertions.Expect(team.Locator(".ps-team")).ToHaveCountAsync(0);
        }

        await People.LookAsync(colleague, "18-team-hidden.ko.phone");
        var board = analyst.Page.Locator("section[aria-labelledby=prioritize-team]");
        await board.Locator("> .ps-row button").First.ClickAsync();
        await analyst.Page.Locator(".mud-dialog .mud-button-filled").ClickAsync();   // the manager gave no points
        await board.Locator(".ps-team").WaitForAsync();
        await Assertions.Expect(board.Locator(".ps-team tbody tr").First).ToContainTextAsync("4");   // the mean of 3 and 5
        await board.Locator("> .ps-row button").First.ClickAsync();
    }

    private static async Task OrderAsync(Visitor analyst, string key)
    {
        var page = analyst.Page;
        await People.OpenAsync(page, $"/projects/{key}/prioritize");
        var cards = page.Locator(".ps-ranking > li");
        await Assertions.Expect(cards.First).ToContainTextAsync(First);   // the fastest first result first

        // every method says how firm its order is, also those that read points only
        await RankByAsync("Ice", "10점으로 환산한 평균");
        await Assertions.Expect(page.Locator(".ps-stability")).ToBeVisibleAsync();
        await RankByAsync("FastestFirst", "첫 결과까지의 기간");
        await Assertions.Expect(cards.First).ToContainTextAsync(First);

        await cards.Nth(1).Locator(".ps-grip").DragToAsync(cards.First.Locator("h3"));
        await Assertions.Expect(cards.First).ToContainTextAsync(Second);
        await Fill(cards.First, "RankReason", "마케팅 일정이 이미 잡혀 있습니다.");
        await People.LookAsync(analyst, "18-dragged.ko");
        await cards.Nth(1).Locator(".ps-grip").DragToAsync(cards.First.Locator("h3"));
        await Assertions.Expect(cards.First).ToContainTextAsync(First);

        await cards.First.Locator("[id$='SwitchKind']").SelectOptionAsync("NotSignificant");
        await Fill(cards.First, "SwitchRounds", "2");
        await Fill(cards.First, "KeptReady", "예측 모델에 쓸 구매 기록과 학습 환경");
        await cards.Nth(1).Locator("[id$='SwitchKind']").SelectOptionAsync("BelowBreakEven");
        await People.SavedAsync(page);
        await Assertions.Expect(page.Locator(".ps-steps li").Nth(3)).ToContainTextAsync("완료");
        await People.LookAsync(analyst, "18-prioritize.ko");

        // the order is that of the method once its note is
        async Task RankByAsync(string method, string note)
        {
            await page.Locator("#f-Prioritize-RankBy").SelectOptionAsync(method);
            await Assertions.Expect(page.Locator(".ps-method-note")).ToContainTextAsync(note);
            await People.SavedAsync(page);
        }

        async Task Fill(ILocator card, string field, string text)
        {
            var box = card.Locator($"[id$='{field}']");
            await box.FillAsync(text);
            await box.BlurAsync();
            await People.SavedAsync(page);
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
