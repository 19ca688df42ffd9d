using Microsoft.Playwright;
using ProblemSolving.Browser.Tests.Harness;

namespace ProblemSolving.Browser.Tests;

/// <summary>Names of groups that stand aslant below a figure keep a line of words between each other, however narrow it is.</summary>
public sealed class SlantedNamesTests(Chromium chromium, SharedApp shared)
{
    private const double WordsHeight = 12;

    private static readonly string[] s_names = ["LOVE HOT WATER BOTTLE", "WOOD 2 DRAWER CABINET WHITE FINISH", "PARTY BUNTING", "84997D", "RED RETROSPOT ROUND CAKE TINS", "PAPER CHAIN KIT RETROSPOT", "FAWN BLUE HOT WATER BOTTLE", "RED RETROSPOT CAKE STAND", "SPACEBOY BIRTHDAY CARD", "HAND WARMER UNION JACK", "HEART OF WICKER SMALL", "BAKING SET SPACEBOY DESIGN"];

    [Theory]
    [InlineData(302)]
    [InlineData(1040)]
    public async Task TwelveNames_AtAnyWidth_DoNotLieOverEachOtherNorLeaveThePicture(int width)
    {
        var app = await shared.GetAsync();
        await using var visitor = await chromium.VisitAsync(app);
        await visitor.Page.GotoAsync("/");
        var spec = new
        {
            kind = "Bar",
            language = "en",
            title = "t",
            subtitle = "",
            x = new { title = "Value", unit = "None", sign = "" },
            y = new { title = "Share", unit = "Rate", sign = "" },
            categories = s_names,
            series = new[] { "A", "B" }.Select((name, i) => new { name, role = "Target", values = s_names.Select((_, j) => (i + j) % 7 / 10.0), shown = s_names }),
            incompleteText = "",
            intervalText = "",
            namesGroups = true,
        };
        var drawn = await visitor.Page.EvaluateAsync<Name[]>(
            """
            async ({ width, spec }) => {
              const box = document.createElement("div");
              box.style.cssText = `position:absolute;left:0;top:0;width:${width}px;height:360px;--mud-palette-surface:#ffffff;--mud-palette-text-primary:#14181d;--mud-palette-text-secondary:#555555;--mud-palette-lines-default:#dddddd;--mud-palette-primary:#1f6feb;--mud-palette-text-disabled:#999999`;
              document.body.append(box);
              const figure = await import("/js/figure.js");
              await figure.draw(box, "/lib/echarts-6.1.0/echarts.min.js", spec);
              await new Promise(done => setTimeout(done, 400));
              const whole = box.getBoundingClientRect();
              const names = [...box.querySelectorAll("svg text")].map(text => {
                const [place, turn] = [text.getBoundingClientRect(), text.getCTM()];
                return { sine: Math.abs(turn.b) / Math.hypot(turn.a, turn.b), x: turn.e, left: place.left - whole.left, below: whole.bottom - place.bottom };
              }).filter(name => name.sine > 0.1);
              figure.remove(box);
              box.remove();
              return names;
            }
            """,
            new { width, spec });
        Assert.Equal(s_names.Length, drawn.Length);
        var places = drawn.OrderBy(n => n.X).ToList();
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.True((pair.Second.X - pair.First.X) * pair.First.Sine >= WordsHeight, $"{width}: names stand {(pair.Second.X - pair.First.X) * pair.First.Sine:F1} apart"));
        Assert.All(drawn, n => Assert.True(n is { Left: >= 0, Below: >= 0 }, $"{width}: a name leaves the picture ({n.Left:F0}, {n.Below:F0})"));
    }

    private sealed record Name
    {
        public double Sine { get; init; }

        public double X { get; init; }

        public double Left { get; init; }

        public double Below { get; init; }
    }
}
