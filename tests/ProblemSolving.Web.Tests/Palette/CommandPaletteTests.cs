using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Layout;
using ProblemSolving.Web.Components.Palette;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Palette;

/// <summary>What the palette offers to whom, and how its keys behave.</summary>
public sealed class CommandPaletteTests : IAsyncLifetime
{
    private ProjectPartsPage _page = null!;
    private ThemeChoice? _theme;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var app = await TestApp.StartAsync();
        var (project, analyst, manager) = await app.AddReadyProjectAsync();
        _page = ProjectPartsPage.On(app, project, analyst, manager);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task OpenOnAProject_ListsItsStepsAndPagesAndTheOtherProjects()
    {
        var other = await _page.App.Get<ProjectService>().CreateAsync(_page.Analyst, new NewProject("Second thing", "", "KRW", "Asia/Seoul"), Token);
        _page.Go($"/projects/{_page.Project.Key}/members?from=effects");
        var palette = await OpenAsync(_page.Analyst);
        var shown = Shown(palette);
        Assert.Equal(["Define", "Effects", "Solutions", "Prioritize", "Analyze", "Measure", "Operate", "Members", "Report"], shown.Take(9));
        Assert.Equal($"{_page.Project.Key} · {_page.Project.Name}", palette.Find(".ps-palette-group").TextContent);
        Assert.Contains(other.Name, shown);
        Assert.Contains("Home", shown);
        Assert.DoesNotContain("Accounts", shown);
        Assert.Single(shown, _page.Texts["palette.theme.dark"]);
    }

    [Fact]
    public async Task OpenByAStranger_NamesNoProjectEvenOnItsAddress()
    {
        var stranger = await _page.App.AddUserAsync("stranger", SystemRole.Manager);
        _page.Go($"/projects/{_page.Project.Key}/define");
        var palette = await OpenAsync(stranger);
        Assert.DoesNotContain(_page.Project.Name, palette.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain($"/projects/{_page.Project.Key}", palette.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Define", Shown(palette));
        Assert.DoesNotContain(_page.Texts["home.projects.new"], Shown(palette));
    }

    [Fact]   // a manager who reads a packet goes on to the sheets behind it
    public async Task OpenOnAPacket_ListsTheStepsOfItsProject_ToThoseWhoSeeIt()
    {
        var review = await _page.App.Get<ReviewService>().SubmitAsync(_page.Analyst, _page.Project.Id, Gate.Effects, null, Token);
        _page.Go($"/reviews/{review}#review-decision");
        var palette = await OpenAsync(_page.Manager);
        Assert.Equal("Define", Shown(palette)[0]);
        Assert.Equal($"{_page.Project.Key} · {_page.Project.Name}", palette.Find(".ps-palette-group").TextContent);

        var stranger = await _page.App.AddUserAsync("stranger", SystemRole.Manager);
        Assert.DoesNotContain(_page.Project.Name, (await OpenAsync(stranger)).Markup, StringComparison.Ordinal);
        _page.Go($"/reviews/{Guid.NewGuid()}");
        Assert.DoesNotContain("Define", Shown(await OpenAsync(_page.Manager)));
    }

    [Theory]   // it stood in UTC, nine hours before what the page of the run said
    [InlineData("Asia/Seoul", "2026-11-28 04:35")]
    [InlineData("UTC", "2026-11-27 19:35")]
    public void Of_ARun_IsToldInTheZoneOfItsProject(string zone, string told)
    {
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("ko");
        var open = new OpenPlace(new ProjectPlace(Guid.NewGuid(), "PS-1", "Repurchase"), zone, [], [new RunPlace(Guid.NewGuid(), AnalysisKind.Explore, new DateTime(2026, 11, 27, 19, 35, 0, DateTimeKind.Utc), "orders", 1)]);
        var commands = PaletteCommands.Of(new Places([], open, [], false, false, false), _page.Texts);
        Assert.EndsWith(told, Assert.Single(commands, c => c.Group == PaletteGroup.Data).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenByAnAccountThatWasShut_OffersNothing()
    {
        var palette = await OpenAsync(new Actor(Guid.NewGuid()));
        Assert.Empty(Shown(palette));
        Assert.Contains(_page.Texts["palette.none"], palette.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenByAnAdministrator_HasTheAccounts() =>
        Assert.Contains("Accounts", Shown(await OpenAsync(await _page.App.AddUserAsync("admin", SystemRole.Admin))));

    [Fact]
    public async Task OpenByAManagerInTurn_HasTheQuestionThatWaits()
    {
        var review = await _page.App.Get<ReviewService>().SubmitAsync(_page.Analyst, _page.Project.Id, Gate.Effects, null, Token);
        var palette = await OpenAsync(_page.Manager);
        await Input(palette).InputAsync(_page.Texts["choice.Gate.Effects"]);
        await Input(palette).KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        Assert.EndsWith($"/reviews/{review}", _page.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ArrowsAndEnter_GoToTheChosenLine_AndAroundBothEnds()
    {
        _page.Go($"/projects/{_page.Project.Key}/define");
        var palette = await OpenAsync(_page.Analyst);
        Assert.Equal("Define", Active(palette));
        await PressAsync(palette, "ArrowUp");
        Assert.Equal(Shown(palette)[^1], Active(palette));
        await PressAsync(palette, "ArrowDown");
        await PressAsync(palette, "ArrowDown");
        Assert.Equal("Effects", Active(palette));
        Assert.Single(palette.FindAll("[role=option][aria-selected=true]"));
        await PressAsync(palette, "Enter");
        Assert.EndsWith($"/projects/{_page.Project.Key}/effects", _page.Address, StringComparison.Ordinal);
    }

    [Fact]   // 홈: the Enter that ends the syllable chose a line
    public async Task Enter_WhileASyllableIsPutTogether_ChoosesNothing()
    {
        var palette = await OpenAsync(_page.Analyst);
        _page.Go("/operations");
        await Input(palette).InputAsync("홈");
        Assert.Equal("Home", Active(palette));
        await Input(palette).KeyDownAsync(new KeyboardEventArgs { Key = "Enter", IsComposing = true });
        await Input(palette).KeyDownAsync(new KeyboardEventArgs { Key = "ArrowDown", IsComposing = true });
        Assert.EndsWith("/operations", _page.Address, StringComparison.Ordinal);
        await PressAsync(palette, "Enter");
        Assert.EndsWith("localhost/", _page.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThemeAndHelp_AreDoneInPlace()
    {
        var palette = await OpenAsync(_page.Analyst);
        await Input(palette).InputAsync("theme dark");
        await PressAsync(palette, "Enter");
        Assert.Equal(ThemeChoice.Dark, _theme);
        await Input(palette).InputAsync("도움말");
        await PressAsync(palette, "Enter");
        Assert.Contains("Esc", palette.Find(".ps-palette-help").TextContent, StringComparison.Ordinal);
        await Input(palette).InputAsync("home");
        Assert.Empty(palette.FindAll(".ps-palette-help"));
    }

    private async Task<IRenderedComponent<CommandPalette>> OpenAsync(Actor actor)
    {
        _page.SignIn(actor);
        var palette = _page.Render<CommandPalette>(p => p.Add(c => c.ThemeChosen, EventCallback.Factory.Create<ThemeChoice>(this, t => _theme = t)));
        await palette.Find(".ps-palette-button").ClickAsync(new());
        return palette;
    }

    private static IElement Input(IRenderedComponent<CommandPalette> palette) => palette.Find("input[role=combobox]");

    private static Task PressAsync(IRenderedComponent<CommandPalette> palette, string key) => Input(palette).KeyDownAsync(new KeyboardEventArgs { Key = key });

    private static List<string> Shown(IRenderedComponent<CommandPalette> palette) => [.. palette.FindAll(".ps-palette-text").Select(e => e.TextContent)];

    private static string Active(IRenderedComponent<CommandPalette> palette) =>
        palette.Find("#" + Input(palette).GetAttribute("aria-activedescendant") + " .ps-palette-text").TextContent;
}
