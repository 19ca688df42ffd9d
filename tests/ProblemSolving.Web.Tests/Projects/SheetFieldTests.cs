using Bunit;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Projects;

namespace ProblemSolving.Web.Tests.Projects;

public sealed class SheetFieldTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private ProjectPartsPage _page = null!;
    private ProjectContext _context = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _page = await ProjectPartsPage.OpenAsync();
        _context = await _page.ContextAsync(ProblemStep.Define);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task Typing_WhileTheDatabaseIsAway_SaysSoAndSavesWhenItIsBack()
    {
        var field = Overview();
        _page.Database.IsAway = true;
        field.Find("textarea").Input("Customers do not come back");

        field.WaitForAssertion(() => Assert.NotNull(_context.Saves.Failure), Patience);
        Assert.Null(_context.Saves.SavedAtUtc);
        Assert.Equal("Customers do not come back", field.Find("textarea").GetAttribute("value"));

        _page.Database.IsAway = false;
        field.WaitForAssertion(() => Assert.NotNull(_context.Saves.SavedAtUtc), Patience);
        Assert.Null(_context.Saves.Failure);
        Assert.Equal("Customers do not come back", await StoredAsync());
        Assert.True(_page.Database.Refused > 0);
    }

    [Fact]   // a browser that is some keys ahead sends them to the handler it knows
    public async Task Typing_KeyAfterKey_IsHeardByTheSameHandler()
    {
        var field = Overview();
        var first = field.Find("textarea").GetAttribute("blazor:oninput");
        var leaving = field.Find("textarea").GetAttribute("blazor:onblur");
        await field.Find("textarea").InputAsync("C");
        await field.Find("textarea").InputAsync("Cu");
        Assert.NotNull(first);
        Assert.Equal(first, field.Find("textarea").GetAttribute("blazor:oninput"));
        Assert.Equal(leaving, field.Find("textarea").GetAttribute("blazor:onblur"));
    }

    [Fact]
    public async Task Typing_WhileSomebodyElseSavedTheField_ShowsBothTextsAndOverwritesNothing()
    {
        var lee = await _page.App.AddUserAsync("lee", SystemRole.Analyst);
        await _page.App.Get<ProjectService>().SetMemberAsync(_page.Analyst, _page.Project.Id, lee.UserId, ProjectRole.Editor, Token);
        var field = Overview();
        await SaveAsync(lee, "", "theirs");

        field.Find("textarea").Input("mine");
        field.WaitForElement(".ps-clash", Patience);
        await field.Find("textarea").InputAsync("mine, and more");

        var clash = field.Find(".ps-clash").TextContent;
        Assert.Contains("theirs", clash, StringComparison.Ordinal);
        Assert.Contains("mine, and more", clash, StringComparison.Ordinal);
        Assert.Contains("lee", clash, StringComparison.Ordinal);
        Assert.NotNull(_context.Saves.Failure);
        Assert.Equal("theirs", await StoredAsync());

        await field.FindAll(".ps-clash button")[1].ClickAsync(new());
        Assert.Equal("mine, and more", await StoredAsync());
        Assert.Empty(field.FindAll(".ps-clash"));
        Assert.Null(_context.Saves.Failure);
    }

    [Theory]   // the button that was pressed goes, and the keyboard stood at the top of the page
    [InlineData(0)]
    [InlineData(1)]
    public async Task Clash_Settled_GivesTheFocusToTheField(int button)
    {
        var field = Overview();
        await SaveAsync(_page.Analyst, "", "from another window");
        field.Find("textarea").Input("mine");
        field.WaitForElement(".ps-clash", Patience);
        var before = Focused();
        await field.FindAll(".ps-clash button")[button].ClickAsync(new());
        Assert.Equal(before + 1, Focused());

        int Focused() => _page.Scripts.Invocations.Count(i => i.Identifier.EndsWith("focus", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Clash_TakingTheirs_ShowsTheirText()
    {
        var field = Overview();
        await SaveAsync(_page.Analyst, "", "from another window");
        field.Find("textarea").Input("mine");
        field.WaitForElement(".ps-clash", Patience);
        await field.FindAll(".ps-clash button")[0].ClickAsync(new());
        Assert.Equal("from another window", field.Find("textarea").GetAttribute("value"));
        Assert.Equal("from another window", await StoredAsync());
    }

    [Fact]   // a slow machine ends a save while the project is being read again
    public async Task Typing_ASaveEndsWhileTheProjectIsRead_PushesNothingOut()
    {
        var field = Overview();
        await TypeAsync(field, "one");
        var readings = 0;
        await _context.ReplaceAsync(async () =>
        {
            var view = await OpenAsync();
            if (++readings == 1)
                await TypeAsync(field, "one two");
            return view;
        });
        Assert.Equal((2, "one two", "one two"), (readings, field.Find("textarea").GetAttribute("value"), await StoredAsync()));
    }

    [Fact]   // a row that was just added would be gone from the page again
    public async Task Reading_ThatBeganEarlierAndEndsLater_DoesNotShowWhatWas()
    {
        var slow = new TaskCompletionSource();
        var earlier = _context.ReplaceAsync(async () =>
        {
            var view = await OpenAsync();
            await slow.Task;
            return view;
        });
        await _page.App.Get<WorksheetService>().AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.CausalLink, Token);
        await _context.ReplaceAsync(OpenAsync);
        slow.SetResult();
        await earlier;
        Assert.Single(_context.Snapshot.CausalLinks);
    }

    [Fact]
    public async Task Typing_AnEarlierReadingIsShownWhileItIsSaved_PushesNothingOut()
    {
        var field = Overview();
        await TypeAsync(field, "one");
        var earlier = await OpenAsync();
        field.Find("textarea").Input("one two");
        _context.Replace(earlier);
        field.WaitForAssertion(() => Assert.False(_context.Saves.IsSaving), Patience);
        Assert.Equal(("one two", "one two"), (field.Find("textarea").GetAttribute("value"), await StoredAsync()));
    }

    [Fact]   // also when it is what stood there before
    public async Task Text_ThatSomebodyElsePutBack_IsShown()
    {
        var field = Overview();
        await TypeAsync(field, "mine");
        await SaveAsync(_page.Analyst, "mine", "");   // from another window
        await _context.ReplaceAsync(OpenAsync);
        field.WaitForAssertion(() => Assert.Equal("", field.Find("textarea").GetAttribute("value") ?? ""), Patience);
    }

    [Theory]   // a limit is told as it would be typed
    [InlineData("120", "100%")]
    [InlineData("-5", "0%")]
    public async Task Typing_ARateBeyondItsLimits_TellsTheLimitInPerCentAndSavesNothing(string typed, string limit)
    {
        var field = _page.Render<SheetField>(_context, p => p.Add(f => f.Sheet, SheetKind.Effects).Add(f => f.Field, nameof(EffectsSheet.DiscountRate)).Add(f => f.As, FieldFormat.Percent));
        field.Find("input").Input(typed);
        field.WaitForAssertion(() => Assert.Contains(limit, field.Find(".ps-error").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal("true", field.Find("input").GetAttribute("aria-invalid"));
        Assert.Null((await _page.App.Get<WorksheetService>().ReadAsync(_page.Analyst, _page.Project.Id, Token)).Effects.DiscountRate);
    }

    [Fact]   // 48000 of “48000 people or so” counts nowhere
    public async Task Typing_WhatCannotBeRead_PutsTheStoredValueBackIntoTheNumbersOfThePage()
    {
        _context.Snapshot.Effects.OneOffCost = 50_000;
        var field = Cost();
        await field.Find("input").InputAsync("48000");
        Assert.Equal(48_000, _context.Snapshot.Effects.OneOffCost);
        await field.Find("input").InputAsync("48000 or so");
        Assert.Equal(50_000, _context.Snapshot.Effects.OneOffCost);
        field.WaitForAssertion(() => Assert.Equal("f-Effects-OneOffCost", Assert.Single(_context.Saves.Unsaved).FieldId), Patience);
        Assert.Equal("48000 or so", field.Find("input").GetAttribute("value"));
        await Assert.ThrowsAsync<DomainRuleException>(_context.Saves.DemandSavedAsync);
    }

    [Fact]
    public async Task Typing_WhatIsRefused_PutsTheStoredValueBackIntoTheNumbersOfThePage()
    {
        var field = Cost();
        field.Find("input").Input("-5");
        field.WaitForAssertion(() => Assert.Single(_context.Saves.Unsaved), Patience);
        Assert.Null(_context.Snapshot.Effects.OneOffCost);

        field.Find("input").Input("5");
        field.WaitForAssertion(() => Assert.Empty(_context.Saves.Unsaved), Patience);
        Assert.Equal(5, _context.Snapshot.Effects.OneOffCost);
        await _context.Saves.DemandSavedAsync();
    }

    [Fact]
    public async Task Clash_UntilItIsSettled_CountsWhatIsStored()
    {
        var field = Overview();
        await SaveAsync(_page.Analyst, "", "theirs");
        field.Find("textarea").Input("mine");
        field.WaitForElement(".ps-clash", Patience);
        Assert.NotEqual("mine", _context.Snapshot.Define.Overview);
        await Assert.ThrowsAsync<DomainRuleException>(_context.Saves.DemandSavedAsync);
        await field.FindAll(".ps-clash button")[1].ClickAsync(new());
        Assert.Equal("mine", _context.Snapshot.Define.Overview);
        await _context.Saves.DemandSavedAsync();
    }

    [Fact]
    public async Task Indicator_WhileSomethingIsNotSaved_KeepsTheBrowserFromGoing()
    {
        var indicator = _page.Render<SaveIndicator>(_context);
        bool Keeps() => indicator.FindComponent<Microsoft.AspNetCore.Components.Routing.NavigationLock>().Instance.ConfirmExternalNavigation;
        Assert.False(Keeps());
        await indicator.InvokeAsync(() => _context.Saves.Started("a"));
        indicator.WaitForAssertion(() => Assert.True(Keeps()), Patience);
        await indicator.InvokeAsync(() => _context.Saves.Failed("a", "A", "cannot be read"));
        indicator.WaitForAssertion(() => Assert.True(Keeps()), Patience);
        await indicator.InvokeAsync(() => _context.Saves.Forget("a"));
        indicator.WaitForAssertion(() => Assert.False(Keeps()), Patience);
    }

    [Fact]
    public async Task Foot_WhileSomethingIsNotSaved_ListsItWithALinkAndIsNotDone()
    {
        var foot = _page.Render<StepFoot>(_context, p => p.Add(f => f.Findings, []));
        Assert.NotEmpty(foot.FindAll(".ps-good"));
        await foot.InvokeAsync(() => _context.Saves.Failed("f-Define-DamageAmount", "Damage", "cannot be read"));
        foot.WaitForAssertion(() => Assert.Equal($"/projects/{_page.Project.Key}/define#f-Define-DamageAmount", foot.Find(".ps-unsaved a").GetAttribute("href")), Patience);
        Assert.Empty(foot.FindAll(".ps-good"));
    }

    private IRenderedComponent<SheetField> Cost() =>
        _page.Render<SheetField>(_context, p => p.Add(f => f.Sheet, SheetKind.Effects).Add(f => f.Field, nameof(EffectsSheet.OneOffCost)).Add(f => f.As, FieldFormat.Money));

    private IRenderedComponent<SheetField> Overview() =>
        _page.Render<SheetField>(_context, p => p.Add(f => f.Sheet, SheetKind.Define).Add(f => f.Field, nameof(DefineSheet.Overview)).Add(f => f.Lines, 3));

    private Task<ProjectView> OpenAsync() => _page.App.Get<ProjectService>().OpenAsync(_page.Analyst, _page.Project.Key, Token);

    private async Task TypeAsync(IRenderedComponent<SheetField> field, string text)
    {
        field.Find("textarea").Input(text);
        await TestApp.UntilAsync(() => Task.FromResult(!_context.Saves.IsSaving));
        field.WaitForAssertion(() => Assert.Equal(text, field.Find("textarea").GetAttribute("value")), Patience);
    }

    private async Task SaveAsync(Actor actor, string from, string to) =>
        Assert.IsType<FieldResult.Saved>(await _page.App.Get<WorksheetService>().SaveFieldAsync(actor, new FieldEdit(_page.Project.Id, SheetKind.Define, null, nameof(DefineSheet.Overview), from, to), Token));

    private async Task<string> StoredAsync() => (await _page.App.Get<WorksheetService>().ReadAsync(_page.Analyst, _page.Project.Id, Token)).Define.Overview;
}
