using Bunit;
using MudBlazor;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Define;
using ProblemSolving.Web.Components.Projects;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Define;

/// <summary>Parts of step 1 that compute something.</summary>
public sealed class DefinePartsTests : IAsyncLifetime
{
    private ProjectPartsPage _page = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async ValueTask InitializeAsync() => _page = await ProjectPartsPage.OpenAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]   // the button that adds was not there while the formula was full, and is when one is out
    public async Task Remove_OneOfAsManyInputsAsThereMayBe_GivesTheFocusToTheButtonThatIsThereThen()
    {
        for (var i = 0; i < DamageCalculation.MostInputs; i++)
            await _page.App.Get<WorksheetService>().AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.DamageInput, Token);
        var view = _page.Render<DamageFormulaEditor>(await _page.ContextAsync(ProblemStep.Define));
        Assert.DoesNotContain(_page.Texts["define.damage.add"], view.Markup, StringComparison.Ordinal);
        await view.Find($"button[aria-label^='{_page.Texts["sheet.delete-row"]}']").ClickAsync(new());
        Assert.Contains(_page.Texts["define.damage.add"], view.Markup, StringComparison.Ordinal);
        Assert.Equal(1, Focused());
    }

    [Fact]   // the button of a sheet goes with its last line
    public async Task Remove_TheLastLineOfASheetOfCauses_GivesTheFocusToTheTitle()
    {
        await _page.App.Get<Application.Define.CauseService>().AddAsync(_page.Analyst, _page.Project.Id, CauseTool.FiveWhys, [""], Token);
        var view = _page.Render<CauseSheets>(await _page.ContextAsync(ProblemStep.Define));
        await view.Find($"button[aria-label^='{_page.Texts["sheet.delete-row"]}']").ClickAsync(new());
        Assert.Empty(view.FindAll(".ps-cause-row"));
        Assert.Equal(Title(view.Instance), _page.Scripts.VerifyFocusAsyncInvoke().Arguments[0]);

        static object? Title(CauseSheets sheets) => typeof(CauseSheets).GetField("_title", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(sheets);
    }

    [Fact]   // the first bar stayed for good and swallowed the second, whose undo brought the wrong row back
    public async Task Remove_TwoRows_OffersEachBackUnderItsName()
    {
        foreach (var label in new[] { "first", "<b>second</b>" })
        {
            var row = await _page.App.Get<WorksheetService>().AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.DamageInput, Token);
            await SetAsync(SheetKind.DamageInput, row, nameof(DamageInput.Label), label);
        }

        var bars = _page.Render<MudSnackbarProvider>(_ => { });
        var view = _page.Render<DamageFormulaEditor>(await _page.ContextAsync(ProblemStep.Define));
        for (var i = 0; i < 2; i++)
            await view.Find($"button[aria-label^='{_page.Texts["sheet.delete-row"]}']").ClickAsync(new());
        bars.WaitForAssertion(() => Assert.Equal(["Removed: first", "Removed: <b>second</b>"], bars.FindAll(".mud-snackbar-content-message").Select(m => m.TextContent.Trim()).Order(StringComparer.Ordinal).Reverse()), Patience);
        Assert.Empty(bars.FindAll(".mud-snackbar b"));   // what people wrote is text, never markup
        await bars.FindAll(".mud-snackbar").Single(b => b.TextContent.Contains("first", StringComparison.Ordinal)).QuerySelector("button")!.ClickAsync(new());
        await TestApp.UntilAsync(async () => (await _page.App.Get<WorksheetService>().ReadAsync(_page.Analyst, _page.Project.Id, Token)).DamageInputs is [{ Label: "first" }]);
    }

    private int Focused() => _page.Scripts.Invocations.Count(i => i.Identifier.EndsWith("focus", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public async Task Formula_TakenOver_BecomesTheDamageAmountWithItsCounter()
    {
        foreach (var (value, unit) in new[] { ("1250", "customers"), ("12", "%"), ("300000", "won") })
        {
            var row = await _page.App.Get<WorksheetService>().AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.DamageInput, Token);
            await SetAsync(SheetKind.DamageInput, row, nameof(DamageInput.Value), value);
            await SetAsync(SheetKind.DamageInput, row, nameof(DamageInput.Unit), unit);
        }

        var context = await _page.ContextAsync(ProblemStep.Define);
        var panel = _page.Render<DamagePanel>(context);
        Assert.Contains("A × B × C = ", panel.Find(".ps-taken").TextContent, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll(".ps-lost"));
        await panel.ClickAsync(".ps-taken button");
        panel.WaitForAssertion(() => Assert.Contains("Is the damage amount above", panel.Find(".ps-taken").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Equal(45_000_000m, context.Snapshot.Define.DamageAmount);
        var counter = panel.Find(".ps-lost").TextContent;   // on its first day: the rate, and no sum of nothing
        Assert.Contains($"Counted from today on: {Application.Formatting.Format.Money(45_000_000m * 12 / 365, context.Currency, _page.Texts)} a day", counter, StringComparison.Ordinal);
        Assert.DoesNotContain("days ×", counter, StringComparison.Ordinal);
        panel.WaitForAssertion(() => Assert.Equal("45,000,000", panel.Find("[id='f-Define-DamageAmount']").GetAttribute("value")));
    }

    [Fact]
    public async Task Formula_TakenOverADraftThatCannotBeRead_PutsTheAmountIntoItsBoxAndForgetsTheFailure()
    {
        var row = await _page.App.Get<WorksheetService>().AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.DamageInput, Token);
        await SetAsync(SheetKind.DamageInput, row, nameof(DamageInput.Value), "60000");
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.DamageAmount), "5000");
        var context = await _page.ContextAsync(ProblemStep.Define);
        var panel = _page.Render<DamagePanel>(context);
        Assert.NotEmpty(panel.FindAll(".ps-computed"));
        Assert.NotEmpty(panel.FindAll(".ps-lost"));
        await panel.InputAsync("[id='f-Define-DamageAmount']", "3억2천쯤");
        panel.WaitForAssertion(() => Assert.Single(context.Saves.Unsaved), TimeSpan.FromSeconds(10));
        Assert.Empty(panel.FindAll(".ps-computed"));   // the year of the stored amount is not one of the draft
        Assert.Empty(panel.FindAll(".ps-lost"));

        await panel.ClickAsync(".ps-taken button");
        panel.WaitForAssertion(() => Assert.Equal("60,000", panel.Find("[id='f-Define-DamageAmount']").GetAttribute("value")), TimeSpan.FromSeconds(10));
        Assert.Null(panel.Find("[id='f-Define-DamageAmount']").GetAttribute("aria-invalid"));
        Assert.Empty(context.Saves.Unsaved);
        Assert.NotEmpty(panel.FindAll(".ps-computed"));
    }

    [Fact]
    public async Task Formula_ARowAdded_MovesTheTimeOfSavingAndTakesARate()
    {
        var context = await _page.ContextAsync(ProblemStep.Define);
        var (editor, head) = (_page.Render<DamageFormulaEditor>(context), _page.Render<SaveIndicator>(context));
        Assert.Contains("Everything is saved", head.Markup, StringComparison.Ordinal);
        await editor.ClickAsync("button");
        head.WaitForAssertion(() => Assert.Contains("Saved ", head.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        var row = context.Snapshot.DamageInputs.Single();
        await editor.InputAsync($"#f-DamageInput-{row.Id:N}Value", "7%");
        editor.WaitForAssertion(() => Assert.Equal(0.07m, context.Snapshot.DamageInputs.Single().Amount), TimeSpan.FromSeconds(10));
    }

    [Fact]   // 1.3% became 0.013, and 0.013 % with the unit that was written beside it
    public async Task Formula_APerCentTyped_IsDividedOnceWhateverTheUnitIsCalled()
    {
        var sheets = _page.App.Get<WorksheetService>();
        var row = await sheets.AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.DamageInput, Token);
        var context = await _page.ContextAsync(ProblemStep.Define);
        var editor = _page.Render<DamageFormulaEditor>(context);
        await editor.InputAsync($"#f-DamageInput-{row:N}Value", "1.3%");
        await editor.BlurAsync($"#f-DamageInput-{row:N}Value");
        async Task<DamageInput> StoredAsync() => (await sheets.ReadAsync(_page.Analyst, _page.Project.Id, Token)).DamageInputs.Single();
        await TestApp.UntilAsync(async () => await StoredAsync() is { Value: 1.3m, Unit: "%", Amount: 0.013m }, 20);
        editor.WaitForAssertion(() => Assert.Equal("1.3", editor.Find($"#f-DamageInput-{row:N}Value").GetAttribute("value")), TimeSpan.FromSeconds(10));

        await editor.InputAsync($"#f-DamageInput-{row:N}Unit", "%p");
        await editor.BlurAsync($"#f-DamageInput-{row:N}Unit");
        await TestApp.UntilAsync(async () => (await StoredAsync()).Unit == "%p", 20);
        await editor.InputAsync($"#f-DamageInput-{row:N}Value", "2.5%");
        await editor.BlurAsync($"#f-DamageInput-{row:N}Value");
        await TestApp.UntilAsync(async () => await StoredAsync() is { Value: 2.5m, Amount: 0.025m }, 20);
    }

    [Theory]   // 792 won a minute after typing would look like a slip
    [InlineData(10, null)]
    [InlineData(1439, null)]
    [InlineData(1441, "₩")]
    public async Task Counter_BeforeTheFirstWholeDay_ShowsTheRateAndNoSum(int minutes, string? sum)
    {
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.DamageAmount), "45000000");
        var context = await _page.ContextAsync(ProblemStep.Define);
        context.Replace(context.View with { Snapshot = context.Snapshot with { DamageStatedAtUtc = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-minutes) } });
        var lost = _page.Render<DamageCounterView>(context).Find(".ps-lost");
        Assert.Equal(sum is null, lost.QuerySelector("strong") is null);
        Assert.Contains("a day", lost.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Formula_WithAFault_SaysWhereInsteadOfANumber()
    {
        var row = await _page.App.Get<WorksheetService>().AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.DamageInput, Token);
        await SetAsync(SheetKind.DamageInput, row, nameof(DamageInput.Value), "5");
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.DamageExpression), "A × Q");
        var editor = _page.Render<DamageFormulaEditor>(await _page.ContextAsync(ProblemStep.Define));
        Assert.Equal("There is no input Q (place 5).", editor.Find(".ps-error").TextContent);
        Assert.Empty(editor.FindAll(".ps-taken"));
    }

    [Fact]   // a row that was added this moment is no fault
    public async Task Formula_WithAValueStillToCome_SaysItWithoutAlarm()
    {
        await _page.App.Get<WorksheetService>().AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.DamageInput, Token);
        var editor = _page.Render<DamageFormulaEditor>(await _page.ContextAsync(ProblemStep.Define));
        Assert.Empty(editor.FindAll("[role=alert], .ps-error"));
        Assert.Equal("Input A has no value yet.", editor.Find("p[role=status]").TextContent);
    }

    [Fact]   // a double click wrote two rows into the history
    public async Task Builder_ComputedWithADoubleClick_ComputesOnce()
    {
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricKind), nameof(MetricKind.ManualSeries));
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricUnit), nameof(MetricUnit.Count));
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricSeries), string.Join('\n', Enumerable.Range(1, 12).Select(i => $"2025-{i:00}; {10 + i}")));
        var builder = _page.Render<MetricCompute>(await _page.ContextAsync(ProblemStep.Define));
        async Task<int> RowsAsync() => (await _page.App.Get<HistoryService>().ListAsync(_page.Analyst, _page.Project.Id, null, 200, Token)).Rows.Count;
        var before = await RowsAsync();
        await builder.ClickAsync("button", new() { Detail = 1 });
        var once = await RowsAsync();
        await builder.ClickAsync("button", new() { Detail = 2 });
        Assert.True(once > before);
        Assert.Equal(once, await RowsAsync());
    }

    [Fact]
    public async Task Builder_SeriesOutsideItsLimits_SaysSinceWhen()
    {
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricKind), nameof(MetricKind.ManualSeries));
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricUnit), nameof(MetricUnit.Count));
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricSeries), string.Join('\n', new[] { 10, 12, 11, 13, 12, 11, 10, 13, 11, 5 }.Select((v, i) => $"2025-{i + 1:00}; {v}")));
        var builder = _page.Render<MetricBuilder>(await _page.ContextAsync(ProblemStep.Define));
        Assert.Contains("Worse than normal variation since 2025-10", builder.Find("figcaption h3").TextContent, StringComparison.Ordinal);
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricSeries), "2025-01; ten");
        var faulty = _page.Render<MetricBuilder>(await _page.ContextAsync(ProblemStep.Define));
        Assert.Equal("true", faulty.Find("#f-Define-MetricSeries").GetAttribute("aria-invalid"));
        Assert.Contains("Line 1: “ten” is not a number.", faulty.Find("#f-Define-MetricSeries-below .ps-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]   // 24 is 24 % in every box of a rate, so in the lines of a new project too
    public async Task Builder_SeriesOfPlainPerCents_IsReadLikeEveryOtherRateAndRestsOnTheMonthsBeforeTheProblem()
    {
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricKind), nameof(MetricKind.ManualSeries));
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricDirection), nameof(MetricDirection.LowerIsBetter));
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.PhenomenonSince), "2026년 3월");
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricSeries), string.Join('\n', Enumerable.Range(0, 21).Select(i => FormattableString.Invariant($"{new DateOnly(2025, 1, 1).AddMonths(i):yyyy-MM}; {(i < 14 ? 8 : 12.5) + (i % 2 * 0.4)}"))));
        var builder = _page.Render<MetricBuilder>(await _page.ContextAsync(ProblemStep.Define));
        Assert.Null(builder.Find("#f-Define-MetricSeries").GetAttribute("aria-invalid"));
        Assert.Contains("Worse than normal variation since 2026-03", builder.Find("figcaption h3").TextContent, StringComparison.Ordinal);
        Assert.Contains("the limits rest on the 14 periods up to 2026-02", builder.Markup, StringComparison.Ordinal);
        await builder.InputAsync("#f-Define-MetricBaselineUntil", "2025-09");
        builder.WaitForAssertion(() => Assert.Contains("Normal is what lies up to 2025-09", builder.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Builder_RateFromDataWithoutData_ShowsTheWayToThem()
    {
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricKind), nameof(MetricKind.RepurchaseRate));
        var builder = _page.Render<MetricBuilder>(await _page.ContextAsync(ProblemStep.Define));
        Assert.Equal($"/projects/{_page.Project.Key}/analyze", builder.Find(".ps-compute a").GetAttribute("href"));
        Assert.Empty(builder.FindAll("[id$='MetricUnit']"));   // a rate is a rate
    }

    private async Task SetAsync(SheetKind sheet, Guid? row, string field, string text)
    {
        var now = WorksheetFields.Get(sheet, field).Read((await _page.App.Get<WorksheetService>().ReadAsync(_page.Analyst, _page.Project.Id, Token)).Find(sheet, row)!);
        Assert.IsType<FieldResult.Saved>(await _page.App.Get<WorksheetService>().SaveFieldAsync(_page.Analyst, new FieldEdit(_page.Project.Id, sheet, row, field, now, text), Token));
    }
}
