using Microsoft.Playwright;
using ProblemSolving.Browser.Tests.Harness;

namespace ProblemSolving.Browser.Tests;

/// <summary>What stands below a heat map (names of columns, name of the axis, scale of colours) stands apart and inside the picture, whatever its language and width.</summary>
public sealed class HeatMapTests(Chromium chromium, SharedApp shared)
{
    private const double Apart = 3;

    private static readonly string[] s_korean = ["최우수 고객", "단골 고객", "성장 고객", "새 고객", "관심 필요 고객", "놓치면 안 될 고객", "이탈 위험 고객", "휴면 고객"];
    private static readonly string[] s_english = ["Champions", "Regulars", "Growing", "Newcomers", "Cooling", "Once among the best", "Slipping away", "Sleeping"];
    private static readonly string[] s_months = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WordsBelow_InBothLanguagesWideAndNarrow_TouchNeitherEachOtherNorTheEdge()
    {
        var app = await shared.GetAsync();
        await using var visitor = await chromium.VisitAsync(app);
        await visitor.Page.GotoAsync("/");
        foreach (var width in (int[])[1040, 640, 302])
        {
            await ExpectApartAsync(visitor.Page, width, "이전(행) → 현재(열)", "이전 세그먼트 대비 비율 (%)", s_korean, names: true);
            await ExpectApartAsync(visitor.Page, width, "From (row) to (column)", "Share of the earlier segment (%)", s_english, names: true);
            await ExpectApartAsync(visitor.Page, width, "첫 주문 후 개월", "코호트 대비 비율 (%)", s_months, names: false);
        }
    }

    private static async Task ExpectApartAsync(IPage page, int width, string axis, string scale, string[] columns, bool names)
    {
        var spec = new
        {
            kind = "HeatMap",
            language = "en",
            title = "t",
            subtitle = "",
            x = new { title = axis, unit = "None", sign = "" },
            y = new { title = scale, unit = "Rate", sign = "" },
            categories = columns,
            series = columns.Select((name, i) => new { name = $"{name} ({100 * i})", role = "None", values = columns.Select((_, j) => (i + j) % 7 / 10.0), shown = columns }),
            scale = new { low = 0.0, high = 0.6, capped = false },
            incompleteText = "",
            intervalText = "",
            namesGroups = names,
        };
        var words = await page.EvaluateAsync<Words[]>(
            """
            async ({ width, spec }) => {
              const box = document.createElement("div");
              box.style.cssText = `position:absolute;left:0;top:0;width:${width}px;height:${120 + 24 * spec.series.length}px;--mud-palette-surface:#ffffff;--mud-palette-text-primary:#14181d;--mud-palette-text-secondary:#555555;--mud-palette-lines-default:#dddddd;--mud-palette-primary:#1f6feb;--mud-palette-text-disabled:#999999`;
              document.body.append(box);
              const figure = await import("/js/figure.js");
              await figure.draw(box, "/lib/echarts-6.1.0/echarts.min.js", spec);
              await new Promise(done => setTimeout(done, 400));
              const whole = box.getBoundingClientRect();
              const words = [...box.querySelectorAll("svg text")].map(text => {
                const place = text.getBoundingClientRect();
                return { text: text.textContent, left: place.left - whole.left, right: whole.right - place.right, top: place.top - whole.top, bottom: place.bottom - whole.top };
              });
              figure.remove(box);
              box.remove();
              return words;
            }
            """,
            new { width, spec });
        var name = Assert.Single(words, w => w.Text == axis);
        var below = words.Where(w => w.Top > name.Top + 1).ToList();
        Assert.NotEmpty(below);
        var above = words.Where(w => w.Top < name.Top && w.Bottom > name.Top - 60).ToList();
        Assert.All(below, w => Assert.True(w.Top >= name.Bottom + Apart, $"{width}: “{w.Text}” at {w.Top:F0} touches the name of the axis, which ends at {name.Bottom:F0}"));
        Assert.All(above, w => Assert.True(w.Bottom <= name.Top - Apart, $"{width}: “{w.Text}” ends at {w.Bottom:F0} and touches the name of the axis at {name.Top:F0}"));
        Assert.All(words, w => Assert.True(w is { Left: >= 0, Right: >= 0 }, $"{width}: “{w.Text}” is cut off ({w.Left:F0}, {w.Right:F0})"));
        Assert.All(below, w => Assert.True(w.Bottom <= 120 + 24 * columns.Length, $"{width}: “{w.Text}” lies below the picture"));
    }

    private sealed record Words
    {
        public string Text { get; init; } = "";

        public double Left { get; init; }

        public double Right { get; init; }

        public double Top { get; init; }

        public double Bottom { get; init; }
    }
}
