using Microsoft.Playwright;
using ProblemSolving.Browser.Tests.Harness;

namespace ProblemSolving.Browser.Tests;

/// <summary>Step 1 as an analyst without data fills it in: a pasted series, its control chart, and the damage from its parts.</summary>
public sealed class DefineDepthTests(Chromium chromium, SharedApp shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Define_SeriesAndFormula_ComputeAsIsAndDamage()
    {
        var app = await shared.GetAsync();
        await using var visitor = await chromium.VisitAsync(app, new VisitorOptions(Locale: "ko-KR"));
        var page = visitor.Page;
        await People.SignInAsync(page, "kim");
        await Worked.ProjectAsync(page, "재구매율 점검");

        await page.Locator("#f-Define-MetricKind").SelectOptionAsync("ManualSeries");
        await page.Locator("#f-Define-MetricSeries").WaitForAsync();
        await People.FillAsync(page, "Define-MetricSeries", string.Join('\n', new[] { 24, 25, 23, 24, 26, 25, 24, 25, 24, 25, 17, 16 }.Select((v, i) => $"2025-{i + 1:00}; {v}; 100")));
        await page.Locator(".ps-compute button.mud-button-filled").ClickAsync();
        await Assertions.Expect(page.Locator("#f-Define-MetricAsIs")).ToHaveValueAsync("19.33");   // (25 + 17 + 16) / 300
        await page.Locator("[aria-labelledby=define-metric] .ps-figure-chart svg").WaitForAsync();

        foreach (var (value, unit) in new[] { ("1250", "명"), ("12", "%"), ("300000", "원") })
        {
            var rows = await page.Locator(".ps-input-row").CountAsync();
            await page.Locator("[aria-labelledby=damage-inputs] .ps-panel-head button").ClickAsync();
            var row = page.Locator(".ps-input-row").Nth(rows);
            await row.Locator("[id$='Value']").FillAsync(value);
            await row.Locator("[id$='Unit']").FillAsync(unit);
        }

        await page.Locator(".ps-taken button").ClickAsync();
        await Assertions.Expect(page.Locator("#f-Define-DamageAmount")).ToHaveValueAsync("45,000,000");
        await page.Locator(".ps-lost").WaitForAsync();
        await Screens.SaveAsync(page, "72-define-depth.ko");
        Assert.Empty(await Axe.SeriousAsync(page));
        Assert.Empty(visitor.Troubles);
    }

    [Fact]
    public async Task Finding_ItsLink_LeadsToTheFieldEvenInAClosedPart()
    {
        var app = await shared.GetAsync();
        await using var visitor = await chromium.VisitAsync(app, new VisitorOptions(Locale: "ko-KR"));
        var page = visitor.Page;
        await People.SignInAsync(page, "kim");
        var key = await Worked.ProjectAsync(page, "링크 점검");

        await People.FillAsync(page, "Define-MetricAsIs", "130");
        await page.Locator(".ps-findings a[href$='#f-Define-MetricAsIs']").ClickAsync();   // on the page that is open
        await Assertions.Expect(page.Locator("#f-Define-MetricAsIs")).ToBeFocusedAsync();
        await Screens.SaveAsync(page, "73-finding-at-field.ko");
        Assert.Empty(await Axe.SeriousAsync(page));

        await People.OpenAsync(page, $"/projects/{key}/effects");
        await page.Locator("[aria-labelledby=effects-lines] .ps-panel-head button").ClickAsync();
        var months = await page.Locator("[id$='RampUpMonths']").GetAttributeAsync("id");
        await page.Locator(".ps-findings a[href$='/define#f-Define-MetricAsIs']").ClickAsync();   // on another page
        await page.WaitForURLAsync("**/define#f-Define-MetricAsIs");
        await Assertions.Expect(page.Locator("#f-Define-MetricAsIs")).ToBeFocusedAsync();

        await People.OpenAsync(page, $"/projects/{key}/effects#{months}");
        await Assertions.Expect(page.Locator($"#{months}")).ToBeFocusedAsync();
        Assert.Empty(visitor.Troubles);
    }
}
