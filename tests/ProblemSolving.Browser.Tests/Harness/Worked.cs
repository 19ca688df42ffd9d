using Microsoft.Playwright;

namespace ProblemSolving.Browser.Tests.Harness;

/// <summary>The worked scenario as an analyst and a manager enter it.</summary>
public static class Worked
{
    /// <returns>The key of the new project.</returns>
    public static async Task<string> ProjectAsync(IPage page, string name)
    {
        await People.OpenAsync(page, "/projects/new");
        await page.Locator("#new-name").FillAsync(name);
        await page.Locator("form.ps-form button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/define");
        await People.ReadyAsync(page);
        return new Uri(page.Url).Segments[2].TrimEnd('/');
    }

    public static async Task DefineAsync(IPage page, string key)
    {
        await People.OpenAsync(page, $"/projects/{key}/define");
        await People.FillAsync(page, "Define-PhenomenonWhat", "첫 구매 후 90일 안에 다시 구매한 고객의 비율이 36%에서 24%로 낮아졌습니다.");
        await People.FillAsync(page, "Define-DamageText", "재구매 고객이 충성 고객으로 이어지지 않아 매출 성장이 정체됩니다.");
        await People.FillAsync(page, "Define-DamageAmount", "4천5백만");
        await People.FillAsync(page, "Define-MetricName", "90일 재구매율");
        await People.FillAsync(page, "Define-MetricAsIs", "24");
        await People.FillAsync(page, "Define-MetricToBe", "27");
        await Assertions.Expect(page.Locator("#f-Define-DamageAmount")).ToHaveValueAsync("45,000,000");
    }

    public static async Task EffectsAsync(IPage page, string key)
    {
        await People.OpenAsync(page, $"/projects/{key}/effects");
        await page.Locator(".ps-panel-head button").First.ClickAsync();
        await page.Locator("[id$='Name'][id^='f-EffectLine']").WaitForAsync();
        await People.FillAsync(page, "Name", "신규 고객의 두 번째 구매 회복");
        await People.FillAsync(page, "Population", "1250");
        await People.FillAsync(page, "PopulationUnit", "명");
        await People.FillAsync(page, "ValuePerUnit", "30만");
        await People.FillAsync(page, "ChangeLikely", "3");
        await People.FillAsync(page, "Effects-OneOffCost", "2천만");
        await People.FillAsync(page, "Effects-RunningCostPerYear", "6천만");
        await People.FillAsync(page, "Effects-KillCriteria", "파일럿 2회 안에 2%p 이상 높지 않으면 Drop합니다.");
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
        await People.FillAsync(page, "Name", "재구매 고객의 특성을 분석해 마케팅 기획");
        await People.FillAsync(page, "EffortDays", "5");
        await People.FillAsync(page, "DaysToFirstResult", "10");
        await People.FillAsync(page, "EffectShare", "30");
    }

    /// <summary>The analyst submits in Korean, the manager says Go in English.</summary>
    public static async Task SubmitAndGoAsync(IPage analyst, IPage manager, string key)
    {
        await People.OpenAsync(analyst, $"/projects/{key}/effects");
        await analyst.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "결정 상신", Exact = true }).ClickAsync();
        await analyst.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "회수", Exact = true }).WaitForAsync();
        await People.SignInAsync(manager, "lee");
        await People.OpenAsync(manager, "/reviews");
        await manager.Locator(".ps-card").ClickAsync();
        await manager.Locator("#review-reason").WaitForAsync();
        await DecideAsync(manager, "Go", "The damage is larger than the cost.");
    }
}
