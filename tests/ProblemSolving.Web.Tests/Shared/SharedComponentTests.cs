using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Money;
using ProblemSolving.Web.Components.Layout;
using ProblemSolving.Web.Components.Shared;

namespace ProblemSolving.Web.Tests.Shared;

public sealed class SharedComponentTests : IAsyncLifetime
{
    private readonly BunitContext _page = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));

    public ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ko");
        _page.Services.AddMudServices();
        _page.Services.AddSingleton(TextCatalog.Default);
        _page.Services.AddScoped<ITexts, CurrentTexts>();
        _page.Services.AddSingleton<TimeProvider>(_time);
        _page.Services.AddScoped<ThemeState>();
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.SetRendererInfo(new Microsoft.AspNetCore.Components.RendererInfo("Server", true));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]   // the needed columns of step 3 took the class, and the roles of an account lost their box and ran into each other
    public void RoleChoice_ItsStyle_IsWrittenInOneStylesheet()
    {
        var styles = SourceFiles.Under("src/ProblemSolving.Web/wwwroot", ".css").Where(f => File.ReadAllText(f).Contains(".ps-roles ", StringComparison.Ordinal));
        Assert.Equal(["app.css"], styles.Select(Path.GetFileName));
    }

    [Fact]
    public void SaveState_Saved_ShowsTheTimeOfTheZone()
    {
        var seoul = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");
        var shown = _page.Render<SaveState>(p => p
            .Add(s => s.Status, SaveStatus.Saved).Add(s => s.SavedAtUtc, new DateTime(2026, 11, 22, 1, 42, 7, DateTimeKind.Utc)).AddCascadingValue(seoul));
        Assert.Contains("10:42:07 저장됨", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]   // after a reload nothing was saved just now, and nothing is missing
    public void SaveState_Unchanged_SaysThatEverythingIsSaved() =>
        Assert.Contains("모두 저장되어 있습니다", _page.Render<SaveState>(p => p.Add(s => s.Status, SaveStatus.Unchanged)).Markup, StringComparison.Ordinal);

    [Fact]   // an account made at 08:48 in Seoul was made on that day, not on the one before in London
    public void BrowserZone_WithWhatTheBrowserSays_GivesTheDayOfTheReader()
    {
        _page.JSInterop.SetupModule("/js/clock.js").Setup<string>("zone").SetResult("Asia/Seoul");
        var shown = _page.Render<BrowserZone>(p => p.Add<TimeZoneInfo>(z => z.ChildContent, zone => $"<p>{Application.Formatting.Format.Date(new DateTime(2026, 11, 26, 23, 48, 17, DateTimeKind.Utc), zone, CultureInfo.GetCultureInfo("ko"))}</p>"));
        shown.WaitForAssertion(() => Assert.Equal("2026-11-27", shown.Find("p").TextContent));
    }

    [Fact]
    public void SaveState_Failed_SaysWhy() =>
        Assert.Contains("저장되지 않음: 너무 깁니다", _page.Render<SaveState>(p => p.Add(s => s.Status, SaveStatus.Failed).Add(s => s.Problem, "너무 깁니다")).Markup, StringComparison.Ordinal);

    [Fact]
    public void ErrorText_OfARule_IsItsSentenceWithItsValues() =>
        Assert.Contains("비밀번호는 10자 이상이어야 합니다.", _page.Render<ErrorText>(p => p.Add(e => e.Problem, new DomainRuleException("account.password.short", 10))).Markup, StringComparison.Ordinal);

    [Fact]
    public void ErrorText_OfAFault_ShowsNothingOfItsInside() =>
        Assert.DoesNotContain("secret", _page.Render<ErrorText>(p => p.Add(e => e.Problem, new InvalidOperationException("secret path"))).Markup, StringComparison.Ordinal);

    [Fact]
    public void ErrorText_OfNothing_IsNothing() => Assert.Equal("", _page.Render<ErrorText>().Markup.Trim());

    [Fact]
    public void StatusChip_HasAWordAndASign()
    {
        var chip = _page.Render<StatusChip>(p => p.Add(c => c.Text, "완료").Add(c => c.Tone, ChipTone.Good));
        Assert.Contains("완료", chip.Find("span span").TextContent, StringComparison.Ordinal);
        Assert.NotNull(chip.Find("svg"));
    }

    [Fact]
    public void Money_KoreanWon_IsShortAndExactOnHover()
    {
        var money = _page.Render<Components.Shared.Money>(p => p.Add(m => m.Amount, 320_000_000m).Add(m => m.Currency, Currency.Of("KRW")));
        Assert.Equal("3.2억 원", money.Find("span").TextContent);
        Assert.Equal("320,000,000원", money.Find("span").GetAttribute("title"));
    }

    [Fact]
    public async Task JobCard_Running_CountsTheSecondsAndCancelsOnce()
    {
        var cancelled = 0;
        var card = _page.Render<JobCard>(p => p
            .Add(j => j.Title, "분석").Add(j => j.State, JobState.Running).Add(j => j.Progress, 0.4)
            .Add(j => j.StartedAtUtc, _time.GetUtcNow().UtcDateTime).Add(j => j.OnCancel, () => cancelled++));
        _time.Advance(TimeSpan.FromSeconds(75));
        card.WaitForAssertion(() => Assert.Contains("1분 15초", card.Markup, StringComparison.Ordinal));
        Assert.Contains("40%", card.Markup, StringComparison.Ordinal);
        await card.Find("button").ClickAsync();
        Assert.True(card.Find("button").HasAttribute("disabled"));
        Assert.Equal(1, cancelled);
    }

    [Fact]
    public void PageErrorBoundary_WhenAPageFails_ShowsASentenceAndANumber()
    {
        var boundary = _page.Render<PageErrorBoundary>(p => p.AddChildContent<Failing>());
        Assert.Contains("문의 번호", boundary.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("inside", boundary.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void PageErrorBoundary_WhenAccessIsDenied_SaysSo()
    {
        var boundary = _page.Render<PageErrorBoundary>(p => p.AddChildContent<Denied>());
        Assert.Contains("접근할 수 없습니다", boundary.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FigureView_AsTable_HasTheNumbersAndMarksWhatIsNotOver()
    {
        var view = _page.Render<FigureView>(p => p.Add(f => f.Figure, Sample));
        await view.Find("button[aria-pressed]").ClickAsync();
        Assert.Equal(["2026-01", "2026-02 (일부 기간)"], view.FindAll("tbody th").Select(c => c.TextContent));
        Assert.Equal(["61.0%", "50.0%", "70.0%", "–", "–", "–"], view.FindAll("tbody td").Select(c => c.TextContent));
    }

    [Fact]
    public void FigureTable_AsCsv_DefusesNamesAndKeepsNumbers()
    {
        var figure = Sample with { Categories = ["=HYPERLINK(1)", "a,\"b\""] };
        var csv = FigureTable.Of(figure, _page.Services.GetRequiredService<ITexts>(), "KRW").ToCsv().Split("\r\n");
        Assert.Equal("\uFEFFMonth,30 (%),30 하한 (%),30 상한 (%)", csv[0]);
        Assert.Equal("'=HYPERLINK(1),61,50,70", csv[1]);
        Assert.StartsWith("\"a,\"\"b\"\"", csv[2], StringComparison.Ordinal);
    }

    [Fact]   // people read a minus sign, programs the hyphen
    public void FigureTable_OfRangesBelowZero_HasTheMinusOnThePageAndTheHyphenInTheFile()
    {
        var column = new ColumnProfile("net", Domain.Datasets.ColumnType.Decimal, Domain.Datasets.ColumnRole.None, 3, 0, 3, "-10", "5", -1, 2, [-7.5, -2, 3], [], Histogram: [new HistogramBin("-10", "-5", 2), new HistogramBin("-5", "0", 1)]);
        var figure = HistogramFigure.Of(column, 0)!;
        var table = FigureTable.Of(figure, _page.Services.GetRequiredService<ITexts>(), "KRW");
        Assert.Equal(["−10 – −5", "−5 – 0"], table.Rows.Select(r => r.Name));
        Assert.Equal("−7.5", figure.Title.Arguments[1]);
        Assert.Contains("'-10 – -5,2", table.ToCsv(), StringComparison.Ordinal);
    }

    [Theory]   // a value of the data may be made for a spreadsheet
    [InlineData(" =1+1", "' =1+1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("-5", "-5")]
    [InlineData("−5", "-5")]
    public void FigureTable_AsCsv_DefusesNamesAsListsDo(string name, string cell) =>
        Assert.EndsWith($"\r\n{cell}\r\n", new FigureTable(["name"], [new FigureTableRow(name, [])]).ToCsv(), StringComparison.Ordinal);

    [Fact]
    public void FigureTable_AsCsv_SaysTheUnit()
    {
        var texts = _page.Services.GetRequiredService<ITexts>();
        string Header(Figure figure) => FigureTable.Of(figure, texts, "KRW").ToCsv().Split("\r\n")[0];
        var one = Sample with { Series = [new FigureSeries(new FigureText("Buyers"), SeriesRole.Target, [0.57, null])] };
        Assert.Equal("\uFEFFMonth,Buyers (명)", Header(one with { Y = one.Y with { Unit = FigureUnit.Customers } }));
        Assert.Equal("\uFEFFMonth,Buyers (원)", Header(one with { Y = one.Y with { Unit = FigureUnit.Money } }));
        Assert.Equal("\uFEFFMonth,Buyers", Header(one with { Y = one.Y with { Unit = FigureUnit.None } }));
        Assert.Equal("\uFEFFMonth · Rate (%),2026-01,2026-02", Header(one with { Kind = FigureKind.HeatMap }));
        Assert.Contains("2026-01,57\r\n", FigureTable.Of(one, texts, "KRW").ToCsv(), StringComparison.Ordinal);
    }

    [Fact]
    public void HeatMapOfCoefficients_HasAFixedScaleAndTwoDecimals()
    {
        var heat = Sample with
        {
            Kind = FigureKind.HeatMap,
            Y = Sample.Y with { Unit = FigureUnit.Correlation },
            Series = [new FigureSeries(new FigureText("a"), SeriesRole.Other, [1, 0.999]), new FigureSeries(new FigureText("b"), SeriesRole.Other, [-0.001, 0.5])],
        };
        var spec = FigureSpec.Of(heat, _page.Services.GetRequiredService<ITexts>(), "KRW");
        Assert.Equal(new ColourScale(-1, 1, false), spec.Scale);
        Assert.Equal(["1.00", "1.00", "0.00", "0.50"], spec.Series.SelectMany(s => s.Shown));
        Assert.Null(FigureSpec.Of(Sample, _page.Services.GetRequiredService<ITexts>(), "KRW").Scale);
    }

    [Fact]
    public async Task FigureTable_OfAHeatMap_MarksEachCellOfAPeriodThatIsNotOver()
    {
        var heat = Sample with
        {
            Kind = FigureKind.HeatMap,
            Series =
            [
                new FigureSeries(new FigureText("2026-01"), SeriesRole.Other, [0.5, 0.25], Incomplete: [false, true]),
                new FigureSeries(new FigureText("2026-02"), SeriesRole.Other, [0.75, null], Incomplete: [false, true]),
            ],
        };
        var view = _page.Render<FigureView>(p => p.Add(f => f.Figure, heat));
        await view.Find("button[aria-pressed]").ClickAsync();
        Assert.Equal(["50.0%", "25.0% (일부 기간)", "75.0%", "–"], view.FindAll("tbody td").Select(c => c.TextContent));
        var texts = _page.Services.GetRequiredService<ITexts>();
        Assert.Equal(
            ["\uFEFFMonth · Rate (%),2026-01,2026-02,일부 기간", "2026-01,50,25,2026-02", "2026-02,75,,", ""],
            FigureTable.Of(heat, texts, "KRW").ToCsv().Split("\r\n"));
        var whole = heat with { Series = [heat.Series[0] with { Incomplete = [false, false] }] };
        Assert.Equal(["\uFEFFMonth · Rate (%),2026-01,2026-02", "2026-01,50,25", ""], FigureTable.Of(whole, texts, "KRW").ToCsv().Split("\r\n"));
    }

    private static Figure Sample => new(
        "repurchase", FigureKind.Line, new FigureText("Title"), new FigureText("Subtitle"),
        new FigureAxis(new FigureText("Month"), FigureUnit.None), new FigureAxis(new FigureText("Rate"), FigureUnit.Rate),
        ["2026-01", "2026-02"],
        [new FigureSeries(new FigureText("30"), SeriesRole.Target, [0.61, null], [0.5, null], [0.7, null], [false, true])]);

    private sealed class Failing : Microsoft.AspNetCore.Components.ComponentBase
    {
        protected override void OnInitialized() => throw new InvalidOperationException("inside");
    }

    private sealed class Denied : Microsoft.AspNetCore.Components.ComponentBase
    {
        protected override void OnInitialized() => throw new AccessDeniedException(Permission.ViewProject);
    }
}
