using Microsoft.Playwright;

namespace ProblemSolving.Browser.Tests.Harness;

/// <summary>The worked scenario as an analyst and a manager enter it.</summary>
public static class Worked
{
    /// <param name="currency">Code such as <c>GBP</c>; null for what the form offers.</param>
    /// <returns>The key of the new project.</returns>
    public static async Task<string> ProjectAsync(IPage page, string name, string? currency = null)
    {
        await People.OpenAsync(page, "/projects/new");
        await page.Locator("#new-name").FillAsync(name);
        if (currency is not null)
            await page.Locator("#new-currency").SelectOptionAsync(currency);
        await page.Locator("form.ps-form button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/define");
        await People.ReadyAsync(page);
        return new Uri(page.Url).Segments[2].TrimEnd('/');
    }

    public static async Task DefineAsync(IPage page, string key)
    {
        await People.OpenAsync(page, $"/projects/{key}/define");
        await People.FillAsync(
            page,
            ("Define-PhenomenonWhat", "첫 구매 후 90일 안에 다시 구매한 고객의 비율이 36%에서 24%로 낮아졌습니다."),
            ("Define-DamageText", "재구매 고객이 충성 고객으로 이어지지 않아 매출 성장이 정체됩니다."),
            ("Define-DamageAmount", "4천5백만"),
            ("Define-MetricName", "90일 재구매율"),
            ("Define-MetricAsIs", "24"),
            ("Define-MetricToBe", "27"));
        await Assertions.Expect(page.Locator("#f-Define-DamageAmount")).ToHaveValueAsync("45,000,000");
    }

    public static async Task EffectsAsync(IPage page, string key)
    {
        await People.OpenAsync(page, $"/projects/{key}/effects");
        await page.Locator(".ps-panel-head button").First.ClickAsync();
        await page.Locator("[id$='Name'][id^='f-EffectLine']").WaitForAsync();
        await People.FillAsync(
            page,
            ("Name", "신규 고객의 두 번째 구매 회복"),
            ("Population", "1250"),
            ("PopulationUnit", "명"),
            ("ValuePerUnit", "30만"),
            ("ChangeLikely", "3"),
            ("Effects-OneOffCost", "2천만"),
            ("Effects-RunningCostPerYear", "6천만"),
            ("Effects-KillCriteria", "파일럿 2회 안에 2%p 이상 높지 않으면 Drop합니다."));
    }

    public static async Task AddReviewerAsync(IPage page, string key, string person)
    {
        await People.OpenAsync(page, $"/projects/{key}/members");
        await page.Locator($"button[aria-label*='{person}']").ClickAsync();
        await page.Locator($"table select[aria-label*='{person}']").WaitForAsync();
    }

    public static async Task DecideAsync(IPage page, string decision, string reason)
    {
        await page.Locator($"input[name=decision][value={decision}]").CheckAsync();
        await page.Locator("#review-reason").FillAsync(reason);
        await page.Locator(".ps-form button.mud-button-filled").ClickAsync();
        await page.Locator(".mud-dialog .mud-button-filled").ClickAsync();
        await page.Locator("#review-reason").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
    }

    public static async Task SolutionsAsync(IPage page, string key)
    {
        await People.OpenAsync(page, $"/projects/{key}/solutions");
        await page.Locator(".ps-panel-head button").First.ClickAsync();
        await page.Locator("[id$='Name'][id^='f-Solution']").WaitForAsync();
        await People.FillAsync(
            page,
            ("Name", "재구매 고객의 특성을 분석해 마케팅 기획"),
            ("EffortDays", "5"),
            ("DaysToFirstResult", "10"),
            ("EffectShare", "30"));
    }

    /// <summary>The analyst submits the effects, the manager finds them in the inbox and says Go.</summary>
    public static async Task SubmitAndGoAsync(IPage analyst, IPage manager, string key)
    {
        await People.OpenAsync(analyst, $"/projects/{key}/effects");
        await SubmitAsync(analyst, "effects-gate");
        await People.SignInAsync(manager, "lee");
        await AnswerFirstAsync(manager, "Go", "The damage is larger than the cost.");
    }

    /// <summary>Puts a gate before the manager and waits until the page says so.</summary>
    /// <param name="gate">Id of the gate's heading on the open page.</param>
    public static async Task SubmitAsync(IPage analyst, string gate)
    {
        var section = analyst.Locator($"section[aria-labelledby={gate}]");
        var submit = section.Locator("button.mud-button-filled:not([disabled])");
        await submit.ClickAsync();
        // the words of the scenario are the examples of the form, and those have to be confirmed
        var confirm = analyst.Locator(".mud-dialog .mud-button-filled");
        for (var i = 0; i < 300 && await submit.CountAsync() > 0; i++)
        {
            if (await confirm.IsVisibleAsync())
            {
                await confirm.ClickAsync();
                break;
            }

            await Task.Delay(50);
        }

        await submit.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await section.Locator("a[href^='/reviews/']").First.WaitForAsync();
    }

    /// <summary>The manager answers the oldest question of the inbox.</summary>
    public static async Task AnswerFirstAsync(IPage manager, string decision, string reason)
    {
        await People.OpenAsync(manager, "/reviews");
        await manager.Locator(".ps-card").First.ClickAsync();
        await manager.Locator("#review-reason").WaitForAsync();
        await DecideAsync(manager, decision, reason);
    }
}
