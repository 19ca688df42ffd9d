using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Define;
using ProblemSolving.Web.Components.Effects;
using ProblemSolving.Web.Components.Prioritize;
using ProblemSolving.Web.Components.Projects;
using ProblemSolving.Web.Components.Solutions;

namespace ProblemSolving.Web.Tests.Projects;

/// <summary>What is wrong or doubtful is said under its field while it is typed, and the list at the end links to the field.</summary>
public sealed class FieldFindingsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private ProjectPartsPage _page = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _page = await ProjectPartsPage.OpenAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Theory]
    [InlineData(nameof(DefineSheet.DamageAmount), "-5000000", true)]
    [InlineData(nameof(DefineSheet.MetricAsIs), "130", true)]
    [InlineData(nameof(DefineSheet.MetricAsIs), "0.24", false)]
    [InlineData(nameof(DefineSheet.PhenomenonWhat), "고객 관리 시스템이 없습니다.", false)]
    public async Task Typing_InStepOne_SaysAtOnceUnderTheFieldWhatIsWrong(string field, string typed, bool blocks)
    {
        _page.Database.IsAway = true;   // nothing of it waits for a save
        Check(await DefineAsync(), "Define", field, typed, blocks);
        _page.Database.IsAway = false;
    }

    [Theory]
    [InlineData(nameof(EffectsSheet.DiscountRate), "0.08", false)]
    [InlineData(nameof(EffectsSheet.KillValue), "0.12", false)]
    [InlineData(nameof(EffectsSheet.KillValue), "130", true)]
    [InlineData(nameof(EffectsSheet.KillCriteria), "if it does not work", false)]
    public async Task Typing_InStepTwo_SaysAtOnceUnderTheFieldWhatIsWrong(string field, string typed, bool blocks)
    {
        _page.Database.IsAway = true;
        Check(await EffectsAsync(), "Effects", field, typed, blocks);
        _page.Database.IsAway = false;
    }

    [Theory]   // what the field itself refuses is told by the field, not twice
    [InlineData(nameof(EffectsSheet.OneOffCost), "-5")]
    [InlineData(nameof(EffectsSheet.HorizonMonths), "200")]
    public async Task Typing_WhatTheFieldRefuses_IsSaidOnce(string field, string typed)
    {
        var view = await EffectsAsync();
        view.Find("#f-Effects-" + field).Input(typed);
        view.WaitForAssertion(() => Assert.Single(Below(view, "f-Effects-" + field).QuerySelectorAll(".ps-error")), Patience);
        Assert.Empty(Below(view, "f-Effects-" + field).QuerySelectorAll(".ps-noted"));
        Assert.Equal("true", view.Find("#f-Effects-" + field).GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Typing_ACostLowAboveItsLikely_MarksTheLowOne()
    {
        var view = await EffectsAsync();
        await view.Find("#f-Effects-OneOffCost").InputAsync("100만");
        Assert.Empty(Noted(view, "f-Effects-OneOffCost"));
        Check(view, "Effects", nameof(EffectsSheet.OneOffCostLow), "300만", true);
        Assert.Empty(Noted(view, "f-Effects-OneOffCost"));
    }

    [Fact]   // the sentence at To-be depends on As-is
    public async Task Typing_ANeighbour_ChangesWhatIsSaidUnderAFieldThatWasNotTouched()
    {
        var view = await DefineAsync();
        view.Find("#f-Define-MetricAsIs").Input("24");
        view.Find("#f-Define-MetricToBe").Input("27");
        view.WaitForAssertion(() => Assert.Empty(Noted(view, "f-Define-MetricToBe")), Patience);

        view.Find("#f-Define-MetricAsIs").Input("30");

        view.WaitForAssertion(() => Assert.NotEmpty(Noted(view, "f-Define-MetricToBe")), Patience);
        Assert.Equal("true", view.Find("#f-Define-MetricToBe").GetAttribute("aria-invalid"));
        Assert.Null(view.Find("#f-Define-MetricAsIs").GetAttribute("aria-invalid"));
    }

    [Fact]   // also a field that stands alone, without a page around it that draws again
    public async Task Notified_AFieldByItself_DrawsWhatIsNoticedNow()
    {
        var context = await _page.ContextAsync(ProblemStep.Define);
        (context.Snapshot.Define.MetricAsIs, context.Snapshot.Define.MetricToBe) = (0.24m, 0.27m);
        var field = _page.Render<SheetField>(context, p => p.Add(f => f.Sheet, SheetKind.Define).Add(f => f.Field, nameof(DefineSheet.MetricToBe)).Add(f => f.As, FieldFormat.Percent));
        Assert.Empty(field.FindAll(".ps-noted"));
        context.Snapshot.Define.MetricAsIs = 0.3m;
        await field.InvokeAsync(context.NotifyChanged);
        field.WaitForAssertion(() => Assert.Single(field.FindAll(".ps-noted")), Patience);
    }

    [Fact]
    public async Task Empty_Fields_SayNothingAndWaitInTheListWithALink()
    {
        var view = await DefineAsync();
        Assert.Empty(view.FindAll(".ps-noted"));
        var links = view.FindAll(".ps-findings-blocking a");
        Assert.Contains($"/projects/{_page.Project.Key}/define#f-Define-MetricAsIs", links.Select(a => a.GetAttribute("href")));
        Assert.All(links, a => Assert.NotNull(view.Find("#" + a.GetAttribute("href")!.Split('#')[1])));
        Assert.All(links, a => Assert.Equal(view.Find($"label[for='{a.GetAttribute("href")!.Split('#')[1]}']").TextContent, a.TextContent));
    }

    [Fact]
    public async Task Line_HalfFilledIn_PointsAtTheFirstMissingNumberAndMarksNoFilledOne()
    {
        var line = await RowAsync(SheetKind.EffectLine, (nameof(EffectLine.Name), "Won back"), (nameof(EffectLine.ChangeLikely), "0.02"));
        var view = await EffectsAsync();
        Assert.Empty(view.FindAll(".ps-noted"));
        var item = view.FindAll(".ps-findings-blocking li").Single(l => l.TextContent.Contains("not a number yet", StringComparison.Ordinal));
        Assert.EndsWith($"/effects#f-EffectLine-{line:N}Population", item.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(SolutionOption.EffectShare), "0.3", false)]
    [InlineData(nameof(SolutionOption.EffortLow), "9", true)]
    public async Task Typing_InAnOption_SaysAtOnceUnderTheFieldWhatIsWrong(string field, string typed, bool blocks)
    {
        await _page.App.GoAsync(_page.Project, _page.Analyst, _page.Manager);
        var option = await RowAsync(SheetKind.Solution, (nameof(SolutionOption.Name), "Letter"), (nameof(SolutionOption.EffortDays), "5"));
        var view = _page.Render<SolutionsView>(await _page.ContextAsync(ProblemStep.Solutions));
        Check(view, "Solution", $"{option:N}{field}", typed, blocks);
        Assert.Single(view.FindAll(".ps-rowcard .ps-noted"));   // once, not at the card too
    }

    [Fact]   // points are given on a scale, which has no box to go to
    public async Task List_OfStepFour_LinksToTheStepThatHasTheField()
    {
        await _page.App.GoAsync(_page.Project, _page.Analyst, _page.Manager);
        await RowAsync(SheetKind.Solution, (nameof(SolutionOption.Name), "Letter"), (nameof(SolutionOption.DaysToFirstResult), "5"), (nameof(SolutionOption.KeptReady), "Purchase log with roles mapped; control group definition"));
        await RowAsync(SheetKind.Solution, (nameof(SolutionOption.Name), "Call"));
        var view = _page.Render<PrioritizeView>(await _page.ContextAsync(ProblemStep.Prioritize));
        var links = view.FindAll(".ps-findings a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Contains(links, l => l.Contains("/prioritize#f-Solution-", StringComparison.Ordinal) && l.EndsWith(nameof(SolutionOption.KeptReady), StringComparison.Ordinal));
        Assert.Contains(links, l => l.Contains("/solutions#f-Solution-", StringComparison.Ordinal) && l.EndsWith(nameof(SolutionOption.DaysToFirstResult), StringComparison.Ordinal));
        var before = _page.Render<SolutionsView>(await _page.ContextAsync(ProblemStep.Solutions));
        Assert.All(links, l =>
        {
            var id = "#" + l.Split('#')[1];
            Assert.NotNull(l.Contains("/solutions#", StringComparison.Ordinal) ? before.Find(id) : view.Find(id));
        });
    }

    [Fact]   // a column of a file may be called like a field
    public async Task List_OfSomethingElse_LinksNowhere()
    {
        var list = _page.Render<FindingList>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(l => l.Title, "x").Add(l => l.Findings, [new Finding("data.column-name-twice", nameof(DefineSheet.MetricName), true, "x")]));
        Assert.Empty(list.FindAll("a"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    public async Task Example_InsertedInAText_IsMarkedCountedAndCanBeCleared(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var view = await DefineAsync();
        var mark = _page.Texts["rule.example.kept"];
        Field(view, "f-Define-Overview").QuerySelector("button")!.Click();

        view.WaitForAssertion(() => Assert.Contains(mark, Below(view, "f-Define-Overview").TextContent, StringComparison.Ordinal), Patience);
        var item = view.FindAll(".ps-findings li").Single(l => l.TextContent.Contains(mark, StringComparison.Ordinal));
        Assert.EndsWith("#f-Define-Overview", item.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);

        Field(view, "f-Define-Overview").QuerySelector("button")!.Click();

        view.WaitForAssertion(() => Assert.DoesNotContain(mark, view.Markup, StringComparison.Ordinal), Patience);
        await TestApp.UntilAsync(() => Task.FromResult(!view.Instance.Context.Saves.IsSaving));
        Assert.Equal("", (await StoredAsync()).Define.Overview);
    }

    [Fact]   // a number that alone would not count as an example, marked since it was put in here
    public async Task Example_InsertedInANumber_IsMarkedUntilItIsChanged()
    {
        var view = await DefineAsync();
        var mark = _page.Texts["rule.example.kept"];
        Field(view, "f-Define-DamageAmount").QuerySelector("button")!.Click();
        view.WaitForAssertion(() => Assert.Contains(mark, Below(view, "f-Define-DamageAmount").TextContent, StringComparison.Ordinal), Patience);
        Assert.DoesNotContain(view.FindAll(".ps-findings li"), l => l.TextContent.Contains(mark, StringComparison.Ordinal));
        view.Find("#f-Define-DamageAmount").Input("4000만");
        view.WaitForAssertion(() => Assert.DoesNotContain(mark, view.Markup, StringComparison.Ordinal), Patience);
    }

    [Theory]
    [InlineData("en", "These are our figures")]
    [InlineData("ko", "우리 수치입니다")]
    public async Task Example_ANumberThatIsOurs_IsConfirmedAtItsFieldAndToldInTheHistory(string language, string button)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.PhenomenonSince), "2025년 초부터 매 분기 조금씩");
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.DamageAmount), "45000000");
        var view = await DefineAsync();
        var mark = _page.Texts["rule.example.kept"];
        Assert.Contains(mark, Below(view, "f-Define-DamageAmount").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Field(view, "f-Define-PhenomenonSince").QuerySelectorAll("button"), b => b.TextContent == button);   // a sentence is nobody's own

        Field(view, "f-Define-DamageAmount").QuerySelectorAll("button").Single(b => b.TextContent == button).Click();

        await TestApp.UntilAsync(async () => (await StoredAsync()).OwnValues.Count == 1);
        var again = await DefineAsync();
        Assert.DoesNotContain(mark, Below(again, "f-Define-DamageAmount").TextContent, StringComparison.Ordinal);
        Assert.Contains(mark, Below(again, "f-Define-PhenomenonSince").TextContent, StringComparison.Ordinal);
        var row = (await _page.App.Get<Application.Audit.HistoryService>().ListAsync(_page.Analyst, _page.Project.Id, ProblemStep.Define, 50, Xunit.TestContext.Current.CancellationToken)).Rows.Single(r => r.Subject == OwnValues.Subject);
        Assert.Equal(_page.Texts.Get("history.example.own", _page.Texts["field.Define.DamageAmount"]), HistoryText.Field(_page.Texts, row, again.Instance.Context.Snapshot));
        Assert.Contains(language == "ko" ? "4,500만" : "₩45", HistoryText.New(_page.Texts, row, again.Instance.Context.Snapshot), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Examples_InSeveralFields_AreOneLineOfTheListWithALinkToEach()
    {
        var context = await _page.ContextAsync(ProblemStep.Effects);
        (context.Snapshot.Define.PhenomenonSince, context.Snapshot.Effects.KillCriteria) = ("2025년 초부터 매 분기 조금씩", _page.Texts["field.Effects.KillCriteria.example"]);
        var view = _page.Render<EffectsView>(context);
        var item = view.FindAll(".ps-findings li").Single(l => l.TextContent.Contains(_page.Texts["rule.example.kept"], StringComparison.Ordinal));
        Assert.Equal([$"/projects/{_page.Project.Key}/define#f-Define-PhenomenonSince", $"/projects/{_page.Project.Key}/effects#f-Effects-KillCriteria"], item.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
    }

    [Theory]   // the gate on the page of step 2 is about step 1 too
    [InlineData("en", "Step 1: ", "Step 2: ")]
    [InlineData("ko", "1단계: ", "2단계: ")]
    public async Task Findings_NameTheStepOnlyWhereTheyPointToAnother(string language, string first, string second)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var here = (await DefineAsync()).FindAll(".ps-findings li").Select(l => l.TextContent.Trim()).ToList();
        Assert.Contains(here, l => l.StartsWith(_page.Texts["rule.define.phenomenon.missing"], StringComparison.Ordinal));
        Assert.DoesNotContain(here, l => l.StartsWith(first, StringComparison.Ordinal));

        var there = (await EffectsAsync()).FindAll(".ps-findings li").Select(l => l.TextContent.Trim()).ToList();
        Assert.Contains(there, l => l.StartsWith(first + _page.Texts["rule.define.phenomenon.missing"], StringComparison.Ordinal));
        Assert.Contains(there, l => l.StartsWith(_page.Texts["rule.effects.no-line"], StringComparison.Ordinal));
        Assert.DoesNotContain(there, l => l.StartsWith(second, StringComparison.Ordinal));
    }

    [Fact]   // all that is needed is there, but none of it is theirs
    public async Task Examples_InASheetThatLacksNothing_AreSaidInsteadOfDone()
    {
        await _page.App.GoAsync(_page.Project, _page.Analyst, _page.Manager);
        var view = await DefineAsync();
        Assert.Contains(_page.Texts["sheet.done"], view.Find(".ps-step-foot .ps-good").TextContent, StringComparison.Ordinal);
        view.Find("#f-Define-PhenomenonSince").Input("2025년 초부터 매 분기 조금씩");
        view.WaitForAssertion(() => Assert.Contains("1 value is still the example", view.Find(".ps-step-foot .ps-examples-left").TextContent, StringComparison.Ordinal), Patience);
        Assert.Empty(view.FindAll(".ps-step-foot .ps-good"));

        await view.Instance.Context.Saves.DemandSavedAsync();
        await SetAsync(SheetKind.Effects, null, nameof(EffectsSheet.OneOffCost), "7000000");   // so that there is something to decide
        var gate = await EffectsAsync();
        gate.WaitForAssertion(() => Assert.NotEmpty(gate.FindAll(".ps-gate .ps-examples-left")), Patience);
        Assert.False(gate.FindAll(".ps-gate button")[^1].HasAttribute("disabled"));
    }

    [Theory]
    [InlineData(GainKind.Margin, "기간당 대상 수 예상", "변화량 예상", "%p", "단위당 금액 예상", false)]
    [InlineData(GainKind.SavedCost, "줄일 대상 수(기간당) 예상", "줄어드는 비율 예상", "%", "건당 비용 예상", true)]
    [InlineData(GainKind.AvoidedLoss, "위험에 놓인 수(기간당) 예상", "피하는 비율 예상", "%", "건당 손실 예상", true)]
    public async Task Line_ItsKind_StandsInTheHeadAndNamesItsNumbers(GainKind kind, string population, string change, string unit, string value, bool hint)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ko");
        var line = await RowAsync(SheetKind.EffectLine);
        var view = await EffectsAsync();
        Assert.NotNull(view.Find($".ps-rowcard-head #f-EffectLine-{line:N}Kind"));

        view.Find($"#f-EffectLine-{line:N}Kind").Change(kind.ToString());

        view.WaitForAssertion(() => Assert.Equal((population, change, value), (Label(view, line, nameof(EffectLine.Population)), Label(view, line, nameof(EffectLine.ChangeLikely)), Label(view, line, nameof(EffectLine.ValuePerUnit)))), Patience);
        Assert.Equal(unit, view.Find($"#f-EffectLine-{line:N}ChangeLikely").ParentElement!.QuerySelector(".ps-unit")!.TextContent);
        Assert.Equal(hint, view.Find(".ps-rowcard").TextContent.Contains("이미 알고 있다면", StringComparison.Ordinal));
    }

    [Fact]   // the way the hint tells: one, all of it, the amount
    public async Task Line_AnAmountSavedThatIsKnown_CountsInFullAndAsksNothingOdd()
    {
        var line = await RowAsync(SheetKind.EffectLine, (nameof(EffectLine.Kind), nameof(GainKind.SavedCost)), (nameof(EffectLine.Name), "Printing"));
        var view = await EffectsAsync();
        foreach (var (field, text) in new[] { (nameof(EffectLine.PopulationUnit), "contract"), (nameof(EffectLine.Population), "1"), (nameof(EffectLine.ChangeLikely), "100"), (nameof(EffectLine.ValuePerUnit), "500만") })
            view.Find($"#f-EffectLine-{line:N}{field}").Input(text);
        view.WaitForAssertion(() => Assert.Contains("₩60,000,000", view.Find(".ps-rowcard .ps-computed strong").GetAttribute("title"), StringComparison.Ordinal), Patience);
        Assert.Empty(view.FindAll(".ps-rowcard .ps-noted"));
    }

    [Fact]
    public async Task Tornado_OfWhatIsSaved_SpeaksOfAShare()
    {
        await RowAsync(SheetKind.EffectLine, (nameof(EffectLine.Kind), nameof(GainKind.SavedCost)), (nameof(EffectLine.Name), "Returns"), (nameof(EffectLine.Population), "800"), (nameof(EffectLine.PopulationUnit), "returns"),
            (nameof(EffectLine.ChangeLow), "0.1"), (nameof(EffectLine.ChangeLikely), "0.2"), (nameof(EffectLine.ChangeHigh), "0.3"), (nameof(EffectLine.ValuePerUnit), "6000"));
        await SetAsync(SheetKind.Effects, null, nameof(EffectsSheet.OneOffCost), "1000000");
        var view = await EffectsAsync();
        view.WaitForAssertion(() => Assert.Contains("Returns: share that goes away", view.Find(".ps-tornado").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("10% – 30%", view.Find(".ps-tornado").TextContent, StringComparison.Ordinal);
        Assert.Contains("“Returns”: 1.74% (planned 20%)", view.Find(".ps-result").TextContent, StringComparison.Ordinal);   // a million of 800 × 20% × 6,000 × 12
    }

    private static void Check(IRenderedComponent<IComponent> view, string sheet, string field, string typed, bool blocks)
    {
        var id = $"f-{sheet}-{field}";
        view.Find("#" + id).Input(typed);
        view.WaitForAssertion(() => Assert.NotEmpty(Noted(view, id)), Patience);
        var box = view.Find("#" + id);
        Assert.Contains(Noted(view, id), n => n.ClassList.Contains(blocks ? "ps-error" : "ps-advice"));
        Assert.Equal(blocks ? "true" : null, box.GetAttribute("aria-invalid"));
        Assert.Equal(Below(view, id).Id, box.GetAttribute("aria-describedby"));
        Assert.Contains(view.FindAll(".ps-findings a"), a => a.GetAttribute("href")!.EndsWith("#" + id, StringComparison.Ordinal));
    }

    private static IElement Below(IRenderedComponent<IComponent> view, string id) => view.Find($"#{id}-below");

    private static IElement Field(IRenderedComponent<IComponent> view, string id) => view.Find("#" + id).Closest(".ps-field")!;

    private static IHtmlCollection<IElement> Noted(IRenderedComponent<IComponent> view, string id) => Below(view, id).QuerySelectorAll(".ps-noted");

    private static string Label(IRenderedComponent<IComponent> view, Guid line, string field) => view.Find($"label[for='f-EffectLine-{line:N}{field}']").TextContent;

    private async Task<IRenderedComponent<DefineView>> DefineAsync() => _page.Render<DefineView>(await _page.ContextAsync(ProblemStep.Define));

    private async Task<IRenderedComponent<EffectsView>> EffectsAsync() => _page.Render<EffectsView>(await _page.ContextAsync(ProblemStep.Effects));

    private async Task<ProjectSnapshot> StoredAsync() => await _page.App.Get<WorksheetService>().ReadAsync(_page.Analyst, _page.Project.Id, Token);

    private async Task<Guid> RowAsync(SheetKind sheet, params (string Field, string Text)[] texts)
    {
        var row = await _page.App.Get<WorksheetService>().AddRowAsync(_page.Analyst, _page.Project.Id, sheet, Token);
        foreach (var (field, text) in texts)
            await SetAsync(sheet, row, field, text);
        return row;
    }

    private async Task SetAsync(SheetKind sheet, Guid? row, string field, string text)
    {
        var now = WorksheetFields.Get(sheet, field).Read((await StoredAsync()).Find(sheet, row)!);
        Assert.IsType<FieldResult.Saved>(await _page.App.Get<WorksheetService>().SaveFieldAsync(_page.Analyst, new FieldEdit(_page.Project.Id, sheet, row, field, now, text), Token));
    }
}
