using Bunit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Effects;
using ProblemSolving.Web.Components.Projects;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Effects;

public sealed class EffectsViewTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private ProjectPartsPage _page = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _page = await ProjectPartsPage.OpenAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]   // a virtuous circle is written, not drawn
    public async Task Chain_ThatLeadsBack_SaysWhereACircleIsDescribed()
    {
        var sheets = _page.App.Get<WorksheetService>();
        foreach (var (cause, effect) in new[] { ("sales", "budget"), ("budget", "sales") })
        {
            var link = await sheets.AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.CausalLink, Token);
            await sheets.SaveFieldAsync(_page.Analyst, new FieldEdit(_page.Project.Id, SheetKind.CausalLink, link, nameof(CausalLink.Cause), "", cause), Token);
            await sheets.SaveFieldAsync(_page.Analyst, new FieldEdit(_page.Project.Id, SheetKind.CausalLink, link, nameof(CausalLink.Effect), "", effect), Token);
        }

        var said = _page.Render<CausalChainEditor>(await _page.ContextAsync(ProblemStep.Effects)).Find(".ps-error").TextContent;
        Assert.Contains("virtuous circle", said, StringComparison.Ordinal);
        Assert.Contains($"“{_page.Texts["field.Effects.CausalChain"]}”", said, StringComparison.Ordinal);   // the box as it is called on the page
    }

    [Fact]   // the row goes with the button that was pressed, and the keyboard stood at the top of the page
    public async Task Remove_ALine_GivesTheFocusToTheButtonThatAdds()
    {
        await LineAsync();
        var view = await RenderAsync();
        var before = Focused();
        await view.Find($".ps-rowcard button[aria-label^='{_page.Texts["sheet.delete-row"]}']").ClickAsync(new());
        Assert.Equal(before + 1, Focused());

        int Focused() => _page.Scripts.Invocations.Count(i => i.Identifier.EndsWith("focus", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Typing_ACost_MovesTheSpreadBeforeAnythingIsSaved()
    {
        await LineAsync();
        var view = await RenderAsync();
        view.WaitForAssertion(() => Assert.Contains("0.0%", Chances(view), StringComparison.Ordinal), Patience);
        _page.Database.IsAway = true;

        view.Find("#f-Effects-OneOffCost").Input("1000만");

        view.WaitForAssertion(() => Assert.Contains("100.0%", Chances(view), StringComparison.Ordinal), Patience);
        Assert.Contains("Every draw ends in a loss.", Chances(view), StringComparison.Ordinal);
        _page.Database.IsAway = false;
    }

    [Fact]   // else what stands below moves under a pointer when the draws end
    public async Task Typing_TheFirstRange_MakesRoomForTheSpreadBeforeItIsDrawn()
    {
        await LineAsync();
        var context = await _page.ContextAsync(ProblemStep.Effects);
        var line = context.Snapshot.EffectLines.Single();
        (line.ChangeLow, line.ChangeHigh) = (null, null);
        var view = _page.Render<EffectChances>(context);
        view.WaitForAssertion(() => Assert.Contains("No input has a range", view.Markup, StringComparison.Ordinal), Patience);
        Assert.Empty(view.FindAll(".ps-waiting, .ps-tornado"));

        var shape = ("", 0, 0);
        await view.InvokeAsync(() =>   // nothing drawn can come in between
        {
            (line.ChangeLow, line.ChangeHigh) = (0.01m, 0.05m);
            context.NotifyChanged();
            Assert.NotEmpty(view.FindAll(".ps-waiting[aria-hidden=true]"));
            shape = Shape(view);
        });

        view.WaitForAssertion(() => Assert.Empty(view.FindAll(".ps-waiting")), Patience);
        Assert.Equal(shape, Shape(view));
        Assert.NotEmpty(view.FindAll("svg[role=img] rect"));
    }

    [Fact]
    public async Task Typing_LowAboveLikely_SaysItAtTheLineAndCountsNothing()
    {
        var line = await LineAsync();
        var view = await RenderAsync();

        view.Find($"#f-EffectLine-{line:N}ValueLow").Input("2000");

        view.WaitForAssertion(() => Assert.Contains("worth per unit, low must not be above likely", view.Find(".ps-rowcard .ps-error").TextContent, StringComparison.Ordinal), Patience);
        Assert.Empty(view.FindAll(".ps-rowcard .ps-computed strong"));
    }

    [Fact]   // the total without it, and advice on that total, would mislead
    public async Task Typing_LowAboveLikely_SaysInTheResultThatTheLineIsLeftOutAndHoldsAdviceBack()
    {
        await LineAsync();
        var second = await LineAsync();
        var view = await RenderAsync();
        view.Find("#f-Effects-OneOffCost").Input("40만");   // two lines pay it back within a year, one does not
        view.WaitForAssertion(() => Assert.Contains("months", Payback(view), StringComparison.Ordinal), Patience);
        Assert.Empty(view.FindAll(".ps-result .ps-findings"));

        view.Find("#f-Effects-HorizonMonths").Input("12");
        view.Find($"#f-EffectLine-{second:N}ValueLow").Input("2000");

        view.WaitForAssertion(() => Assert.Contains("1 effect is not counted", view.Find(".ps-result .ps-findings").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("Won back", view.Find(".ps-result .ps-findings").TextContent, StringComparison.Ordinal);
        Assert.EndsWith($"#f-EffectLine-{second:N}ValueLow", view.Find(".ps-result .ps-findings a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("–", Payback(view));
        Assert.DoesNotContain("the costs are not covered", view.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Every draw ends in a loss.", view.Markup, StringComparison.Ordinal);
    }

    [Fact]   // returns are to fall from 12.5 % to 8 %
    public async Task Typing_TheChangeOfARateThatShouldFall_AsksHowFarItFallsAndTellsAMinusAtTheField()
    {
        var line = await LineAsync();
        foreach (var (field, text) in new[]
        {
            (nameof(DefineSheet.MetricName), "Returns"), (nameof(DefineSheet.MetricDirection), nameof(MetricDirection.LowerIsBetter)),
            (nameof(DefineSheet.MetricAsIs), "0.125"), (nameof(DefineSheet.MetricToBe), "0.08"),
        })
            await SaveAsync(SheetKind.Define, null, field, text);
        await SaveAsync(SheetKind.EffectLine, line, nameof(EffectLine.ChangeLow), "");
        await SaveAsync(SheetKind.EffectLine, line, nameof(EffectLine.ChangeHigh), "");
        var view = await RenderAsync();
        Assert.Contains("As-is 12.5% → To-be 8% · 4.5 points lower", view.Markup, StringComparison.Ordinal);
        var box = $"f-EffectLine-{line:N}ChangeLikely";
        Assert.Equal("Improvement, likely", view.Find($"label[for={box}]").TextContent);

        view.Find("#" + box).Input("-4.5");
        view.WaitForAssertion(() => Assert.Contains("type 4.5", view.Find($"#{box}-below").TextContent, StringComparison.Ordinal), Patience);
        Assert.DoesNotContain("Even the best case ends in a loss", view.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Every draw ends in a loss.", view.Markup, StringComparison.Ordinal);

        view.Find("#" + box).Input("4.5");
        view.WaitForAssertion(() => Assert.DoesNotContain("type 4.5", view.Markup, StringComparison.Ordinal), Patience);
        Assert.Contains("₩540,000", view.Find(".ps-rowcard .ps-computed strong").GetAttribute("title"), StringComparison.Ordinal);   // 1,000 × 4.5 points × 1,000 in each of 12 months
    }

    [Fact]
    public async Task Spread_TheChanceOfALoss_IsRoundedTheSameTwiceAndTheEndBarsSayWhatTheyHold()
    {
        await LineAsync();
        await SaveAsync(SheetKind.Effects, null, nameof(EffectsSheet.OneOffCost), "130000");
        var view = await RenderAsync();
        view.WaitForAssertion(() => Assert.NotEmpty(view.FindAll(".ps-spread figcaption")), Patience);
        view.WaitForAssertion(() => Assert.Empty(view.FindAll(".ps-waiting")), Patience);
        var chance = view.FindAll("section[aria-labelledby=effects-chance] dt").Single(d => d.TextContent == "Chance of a loss").NextElementSibling!.TextContent;
        Assert.Contains(": " + chance + " of them", view.Find(".ps-spread figcaption").TextContent, StringComparison.Ordinal);
        Assert.Contains("the most extreme 1%", view.Find(".ps-spread").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_ThatLeadBack_AreNamedAsALoop()
    {
        foreach (var (cause, effect) in new[] { ("Sales", "Budget"), ("Budget", "Sales") })
        {
            var row = await Worksheets.AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.CausalLink, Token);
            await SaveAsync(SheetKind.CausalLink, row, nameof(CausalLink.Cause), cause);
            await SaveAsync(SheetKind.CausalLink, row, nameof(CausalLink.Effect), effect);
        }

        var view = await RenderAsync();
        Assert.Contains("Sales → Budget → Sales", view.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]   // nobody has said yet what it brings, and nothing is no answer
    public async Task Result_BeforeAnEffectIsComplete_ShowsNoAmount()
    {
        await Worksheets.AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.EffectLine, Token);
        await SaveAsync(SheetKind.Effects, null, nameof(EffectsSheet.RunningCostPerYear), "60000000");
        var view = await RenderAsync();
        Assert.All(view.FindAll(".ps-result dd"), d => Assert.Equal("–", d.TextContent.Trim()));
    }

    [Fact]
    public async Task Payback_WithinDays_IsNotCalledZeroMonths()
    {
        await LineAsync();
        await SaveAsync(SheetKind.Effects, null, nameof(EffectsSheet.OneOffCost), "1");
        Assert.Equal("under 0.1 months", Payback(await RenderAsync()));
    }

    [Fact]
    public async Task AddRow_OfALink_GoesOnWhereTheChainEnded()
    {
        var row = await Worksheets.AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.CausalLink, Token);
        await SaveAsync(SheetKind.CausalLink, row, nameof(CausalLink.Effect), "Loyal customers");
        await Worksheets.AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.CausalLink, Token);
        var links = (await _page.ContextAsync(ProblemStep.Effects)).Snapshot.CausalLinks;
        Assert.Equal("Loyal customers", links[1].Cause);
    }

    // What the height of the part is made of.
    private static (string Facts, int Figures, int Rows) Shape(IRenderedComponent<EffectChances> view) =>
        (string.Join('|', view.FindAll(".ps-facts dt").Select(d => d.TextContent)), view.FindAll(".ps-spread svg").Count + view.FindAll(".ps-spread figcaption").Count, view.FindAll(".ps-tornado tbody tr").Count + view.FindAll("p").Count);

    private WorksheetService Worksheets => _page.App.Get<WorksheetService>();

    private static string Payback(IRenderedComponent<EffectsView> view) => view.FindAll(".ps-result dt").Single(d => d.TextContent == "Payback").NextElementSibling!.TextContent;

    private static string Chances(IRenderedComponent<EffectsView> view) => view.Find("section[aria-labelledby=effects-chance]").TextContent;

    private async Task<IRenderedComponent<EffectsView>> RenderAsync() => _page.Render<EffectsView>(await _page.ContextAsync(ProblemStep.Effects));

    private async Task<Guid> LineAsync()
    {
        var row = await Worksheets.AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.EffectLine, Token);
        foreach (var (field, text) in new[]
        {
            (nameof(EffectLine.Name), "Won back"), (nameof(EffectLine.Population), "1000"), (nameof(EffectLine.ChangeLow), "0.01"),
            (nameof(EffectLine.ChangeLikely), "0.02"), (nameof(EffectLine.ChangeHigh), "0.05"), (nameof(EffectLine.ValuePerUnit), "1000"),
        })
            await SaveAsync(SheetKind.EffectLine, row, field, text);
        return row;
    }

    private async Task SaveAsync(SheetKind sheet, Guid? row, string field, string text)
    {
        var stored = (await _page.App.Get<ProjectService>().OpenAsync(_page.Analyst, _page.Project.Key, Token)).Snapshot.Find(sheet, row)!;
        await Worksheets.SaveFieldAsync(_page.Analyst, new FieldEdit(_page.Project.Id, sheet, row, field, WorksheetFields.Get(sheet, field).Read(stored), text), Token);
    }
}
