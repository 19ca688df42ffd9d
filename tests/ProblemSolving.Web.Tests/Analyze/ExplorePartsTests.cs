using Bunit;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Define;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Analyze;
using ProblemSolving.Web.Components.Datasets;
using ProblemSolving.Web.Components.Projects;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Analyze;

/// <summary>One exploration, part by part, as the page shows it.</summary>
public sealed class ExplorePartsTests : IAsyncLifetime
{
    private ProjectPartsPage _page = null!;
    private RepurchaseResult _result = null!;
    private AnalysisRun _run = null!;

    public async ValueTask InitializeAsync()
    {
        (_page, var run, _) = await ExploredPage.OpenAsync();
        var view = await _page.App.Get<AnalysisService>().GetAsync(_page.Analyst, run, CancellationToken.None);
        (_result, _run) = (view.Explore!, view.Run);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task EveryPart_ShowsItsFiguresAndNoOther()
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        var shown = new List<string>();
        foreach (var part in Enum.GetValues<ExplorePart>())
        {
            var only = ExploreParts.Only(_result, part);
            var view = _page.Render<ExploreResult>(context, p => p.Add(r => r.Result, only).Add(r => r.RunId, _run.Id).Add(r => r.Part, part));
            Assert.Equal("page", view.Find(".ps-parts a[aria-current]").GetAttribute("aria-current"));
            Assert.DoesNotContain("explore.none", view.Markup, StringComparison.Ordinal);
            Assert.DoesNotContain("does not allow", view.Markup, StringComparison.Ordinal);
            shown.AddRange(only.Figures.Select(f => f.Id));
            // what the circuit holds of a part is a fraction of the result
            Assert.True(ResultJson.Write(only).Length < 200_000, $"{part}");
            Assert.True(view.Markup.Length < 250_000, $"{part}: {view.Markup.Length}");
        }

        Assert.Equal(_result.Figures.Select(f => f.Id).Order(), shown.Order());
    }

    [Fact]
    public async Task Relations_SayWhyAColumnIsLeftOut_AndWhyNoAssociationIsShown()
    {
        var facts = _result.Table! with { Groups = null, NotAssociated = [new ColumnLeftOut("title", new FigureText("left-out.values", 60L, 50))], NotCorrelated = [new ColumnLeftOut("half", new FigureText("left-out.missing", 0.67))] };
        var shown = _page.Render<RelationsView>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(r => r.Table, facts).Add(r => r.Figures, [])).Find("[aria-labelledby=relations-numbers]").ParentElement!.TextContent;
        Assert.Matches(@"half \(67\s?% missing; at most half may be\)", shown);
        Assert.Contains("title (60 different values; at most 50)", shown, StringComparison.Ordinal);
        Assert.Contains("No association is shown", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstPurchase_AValueWithTheSameCustomersAsAnother_IsToldInOneRow()
    {
        var one = _result.Contrasts[0] with { Also = [new SameCustomers("StockCode", "20828")] };
        var view = _page.Render<ContrastTable>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(t => t.Contrasts, [one]).Add(t => t.Adjusted, AdjustedOver.Contrasts(_result)));
        Assert.Contains("also StockCode 20828", Assert.Single(view.FindAll("tbody tr")).TextContent, StringComparison.Ordinal);
        Assert.Contains("told once and counted once", view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timing_ShowsTheCurveAtExactlyTheDaysOfTheRun()
    {
        var view = _page.Render<SurvivalDayTable>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(t => t.Curve, _result.Depth!.Survival));
        var days = view.FindAll("tbody th").Select(c => c.TextContent).ToList();
        Assert.Contains("30 days", days);
        Assert.All(days, d => Assert.Contains(int.Parse(d.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), _result.Parameters.Days));
    }

    [Theory] // the error stands at its own field, and no other is called wrong
    [InlineData("#new-recency", "30, 20, 90, 180")]
    [InlineData("#new-frequency", "1, 2, often, 4")]
    [InlineData("#new-money", "1k, 2k")]
    public async Task Breaks_ThatCannotBeRead_SaySoAtTheirField(string field, string typed)
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        ProblemSolving.Application.Datasets.DatasetRow[] versions = [new(context.Snapshot.DatasetVersions[0], "log", "", "")];
        var view = _page.Render<NewRunPanel>(context, p => p.Add(n => n.Versions, versions));
        view.Find(field).Change(typed);
        await view.Find("form").SubmitAsync();
        var wrong = Assert.Single(view.FindAll("[aria-invalid=true]"));
        Assert.Equal(field[1..], wrong.Id);
        Assert.NotEqual("", view.Find("#" + wrong.GetAttribute("aria-describedby") + " [role=alert]").TextContent.Trim());
        Assert.Single(view.FindAll("[role=alert]"));
    }

    [Fact]
    public void Breaks_OfMoney_AreReadAsAmountsElsewhere() => Assert.Equal([500, 1000, 2500, 30000], DayList.ReadBreaks("500, 1k, 2.5k, 3만", money: true));

    [Fact] // with the mouse alone: the tab, the column, the direction
    public async Task FirstPurchase_FilteredByColumn_NamesWhatLeadsToASecondOne()
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        var view = _page.Render<ExploreResult>(context, p => p.Add(r => r.Result, ExploreParts.Only(_result, ExplorePart.First)).Add(r => r.RunId, _run.Id).Add(r => r.Part, ExplorePart.First));
        var column = _result.Contrasts[0].Column;
        view.Find("#contrast-column").Change(column);
        await view.FindAll("input[name=contrast-direction]")[1].ChangeAsync(true);
        var rows = view.FindAll("table tbody tr");
        var best = _result.Contrasts.Where(c => c.Column == column && c.Difference > 0).MaxBy(c => c.Difference);
        Assert.Contains(best!.Value, rows[0].TextContent, StringComparison.Ordinal);
        Assert.All(rows, r => Assert.Contains(column, r.TextContent, StringComparison.Ordinal));
    }

    [Fact]   // the best products vanished under the column they are known by
    public async Task Contrasts_FilteredByAColumn_HoldWhatIsToldUnderAnothersName()
    {
        var known = _result.Contrasts[0] with { Value = "told elsewhere", Also = [new SameCustomers("StockCode", "20828")] };
        var view = _page.Render<ContrastTable>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(t => t.Contrasts, [known, _result.Contrasts[1]]).Add(t => t.Adjusted, AdjustedOver.Contrasts(_result)).Add(t => t.Days, 90));
        await view.Find("#contrast-column").ChangeAsync("StockCode");
        Assert.Contains("20828", Assert.Single(view.FindAll("tbody tr")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_PinnedFromItsMenu_StandsAtTheDamage()
    {
        var popovers = _page.Render<MudPopoverProvider>(_ => { });
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        var view = _page.Render<ContrastTable>(context, p => p.AddCascadingValue(_run).Add(t => t.Contrasts, _result.Contrasts).Add(t => t.Adjusted, AdjustedOver.Contrasts(_result)).Add(t => t.Days, 90));
        await view.Find(".ps-panel-head .mud-menu button").ClickAsync(new());
        popovers.WaitForAssertion(() => Assert.Equal(2, popovers.FindAll(".mud-menu-item").Count), TimeSpan.FromSeconds(20));   // a table is no finding, so only the two places of step 1
        await popovers.FindAll(".mud-menu-item")[1].ClickAsync(new());
        popovers.WaitForAssertion(() => Assert.NotEmpty(context.Snapshot.EvidencePins), TimeSpan.FromSeconds(20));

        var pin = Assert.Single(context.Snapshot.EvidencePins);
        Assert.Equal((RunTables.Contrasts, EvidenceSection.Damage, _run.Id), (pin.FigureId, pin.Section, pin.RunId));
        var shown = Assert.Single(await _page.App.Get<EvidenceService>().ListAsync(_page.Analyst, _page.Project.Id, CancellationToken.None));
        Assert.NotEmpty(shown.Table!.Rows);
    }

    [Fact]   // a list of the run without the run around it has nothing to pin
    public async Task Table_OutsideOfARun_HasNoMenu() =>
        Assert.Empty(_page.Render<ContrastTable>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(t => t.Contrasts, _result.Contrasts).Add(t => t.Adjusted, AdjustedOver.Contrasts(_result))).FindAll(".mud-menu"));

    [Fact]
    public async Task TableThatIsNoLog_ShowsItsColumnsAndSaysWhyNotMore()
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        var plain = _result with { Headline = new HeadlineFacts(0, 0, 0, null, default, default, 0, false), Waterfall = [], Months = [], Cohorts = new CohortTable(0, []), Rates = [], Trend = [], Contrasts = [], Depth = null };
        Assert.True(plain.ProfileOnly);
        foreach (var part in Enum.GetValues<ExplorePart>())
        {
            var view = _page.Render<ExploreResult>(context, p => p.Add(r => r.Result, ExploreParts.Only(plain, part)).Add(r => r.RunId, _run.Id).Add(r => r.Part, part));
            Assert.Equal(part is not (ExplorePart.Columns or ExplorePart.Relations), view.Markup.Contains("no customers or no times", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task FirstPurchase_SaysOfWhomTheSharesAre_AndWhatWasLookedAtOnce()
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        var result = ExploreParts.Only(_result, ExplorePart.First) with { Doubled = [new DoubledColumn("label", "code")] };
        var view = _page.Render<ExploreResult>(context, p => p.Add(r => r.Result, result).Add(r => r.RunId, _run.Id).Add(r => r.Part, ExplorePart.First));
        var rate = _result.Rates.Single(r => r.Days == _result.Parameters.TrendDays);
        Assert.Contains($"{rate.Eligible:N0} of {_result.Headline.Customers:N0}.", view.Markup, StringComparison.Ordinal);
        Assert.Contains("“label” (like “code”)", view.Markup, StringComparison.Ordinal);
    }

    [Fact] // two families in one run: each table says which is its own
    public async Task EveryTableWithAPValue_SaysOverWhichComparisonsItIsAdjusted()
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        string Shown(ExplorePart part) => _page.Render<ExploreResult>(context, p => p.Add(r => r.Result, ExploreParts.Only(_result, part)).Add(r => r.RunId, _run.Id).Add(r => r.Part, part)).Find(part == ExplorePart.First ? "[aria-labelledby=contrasts-title]" : "[aria-labelledby=survival-by]").TextContent;
        Assert.Contains($"for {_result.ContrastsCompared:N0} comparisons: every value of the first order", Shown(ExplorePart.First), StringComparison.Ordinal);
        Assert.Contains($"for {_result.Depth!.Groups.Count} comparison", Shown(ExplorePart.Timing), StringComparison.Ordinal);
        Assert.Contains("log-rank test of the time to the second order for each column", Shown(ExplorePart.Timing), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_TellsRowsThatStandTwiceAndAmountsThatAreMissing()
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        string Shown(RepurchaseResult result) => _page.Render<ExploreOverview>(context, p => p.AddCascadingValue(_run).Add(o => o.Result, ExploreParts.Only(result, ExplorePart.Overview))).Markup;
        var facts = _result.Table! with { DuplicateRows = 48 };
        var doubtful = _result with { Table = facts, Headline = _result.Headline with { Rows = 500, RowsWithoutAmount = 72 } };
        Assert.Contains("48 rows of the data agree in every column", Shown(doubtful with { Headline = doubtful.Headline with { RowsTwice = null } }), StringComparison.Ordinal);
        Assert.Contains("Without an amount: 72 of the 500 rows that count.", Shown(doubtful), StringComparison.Ordinal);
        var counted = doubtful with { Headline = doubtful.Headline with { RowsTwice = 41 } };
        Assert.Contains("48 rows of the file agree in every column with an earlier row. Of the 500 rows that count after the rules it is 41", Shown(counted), StringComparison.Ordinal);
        Assert.DoesNotContain("agree in every column", Shown(doubtful with { Headline = doubtful.Headline with { RowsTwice = 0 } }), StringComparison.Ordinal);   // the rules took them all
        Assert.DoesNotContain("agree in every column", Shown(doubtful with { Rules = doubtful.Rules with { DropExactDuplicates = true } }), StringComparison.Ordinal);   // the rule took them out
        Assert.DoesNotContain("Without an amount", Shown(_result with { Table = facts }), StringComparison.Ordinal);
        Assert.Contains("because there is none: 72 of ", Shown(_result with { Headline = _result.Headline with { RowsLeftOutWithoutAmount = 72 } }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_TellsGuestsAndHowManyOrderAgain()
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        string Shown(RepurchaseResult result) => _page.Render<ExploreOverview>(context, p => p.AddCascadingValue(_run).Add(o => o.Result, ExploreParts.Only(result, ExplorePart.Overview))).Find("[aria-labelledby=explore-headline]").TextContent;
        Assert.Contains("72 of the 500 rows have no customer. They count in rows and revenue", Shown(_result with { Headline = _result.Headline with { Rows = 500, RowsWithoutCustomer = 72 } }), StringComparison.Ordinal);
        Assert.DoesNotContain("have no customer", Shown(_result), StringComparison.Ordinal);
        var timing = _result.Timing with { Estimate = new NextOrderEstimate(90, 0.158, 0.397, 124) };
        Assert.Matches(@"Order again within 30 days \(Kaplan–Meier\)15\.8\s?%", Shown(_result with { Timing = timing }));
        // a run of before has the median of those who came back so far, and says so
        Assert.Contains("of those who came back so far", Shown(_result with { Timing = timing with { Estimate = null } }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EarlyMonths_AreToldAtTheTrendAndMarkedInTheCohorts(bool early)
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        var result = _result with
        {
            Trend = [.. _result.Trend.Select((t, i) => t with { EarlyLog = early && i < 2 })],
            Cohorts = _result.Cohorts with { Rows = [.. _result.Cohorts.Rows.Select((r, i) => r with { EarlyLog = early && i < 2 })] },
        };
        string Shown(ExplorePart part) => _page.Render<ExploreResult>(context, p => p.Add(r => r.Result, ExploreParts.Only(result, part)).Add(r => r.RunId, _run.Id).Add(r => r.Part, part)).Markup;
        Assert.Equal(early, Shown(ExplorePart.Timing).Contains("The first 2 months of the log are shown in grey and not compared", StringComparison.Ordinal));
        Assert.Equal(early, Shown(ExplorePart.Cohorts).Contains("† first months of the log: customers of old still count as new", StringComparison.Ordinal));
        Assert.Equal(early ? 2 : 0, Shown(ExplorePart.Cohorts).Split(">†<").Length - 1);
        var pinned = RunTables.Of(new AnalysisRun { Kind = AnalysisKind.Explore, ResultJson = ResultJson.Write(result) }).Single(t => t.Id == RunTables.Cohorts);
        Assert.Equal(early ? 2 : 0, pinned.Rows.Count(r => r[0].Words?.Key == "cohorts.early-month"));
        Assert.Equal(early ? "cohorts.note-early" : "cohorts.share.help", pinned.Note!.Key);
    }

    [Fact]
    public async Task FirstPurchase_SaysThatTheLargestOfManyIsOverstated()
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        var clear = _result with { Contrasts = [.. _result.Contrasts.Select(c => c with { AdjustedPValue = 0.001 })] };
        string Shown(RepurchaseResult result) => _page.Render<FirstPurchaseView>(context, p => p.AddCascadingValue(_run).Add(v => v.Result, result)).Find("[aria-labelledby=first-answer]").TextContent;
        Assert.Contains($"the largest of {_result.ContrastsCompared:N0} differences compared", Shown(clear), StringComparison.Ordinal);
        Assert.DoesNotContain("winner", Shown(_result with { Contrasts = [.. _result.Contrasts.Select(c => c with { AdjustedPValue = 1 })] }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstPurchase_WithoutAColumnToCompare_SaysThatAndNotThatCustomersAreFew()
    {
        var version = await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, "customer,date,amount\nc1,2026-01-01,10\nc2,2026-01-02,20\nc1,2026-02-02,20\n");
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        string Shown(AnalysisRun run) => _page.Render<FirstPurchaseView>(context, p => p.AddCascadingValue(run).Add(v => v.Result, _result with { Contrasts = [], ContrastsCompared = 0 })).Markup;
        Assert.Contains("no column that says what the first order held", Shown(new AnalysisRun { Id = _run.Id, DatasetVersionId = version }), StringComparison.Ordinal);
        Assert.Contains("No value of the first order has the 50 customers that a comparison needs", Shown(_run), StringComparison.Ordinal);
    }

    [Fact]   // customers of old counted as new ones in the number everybody quotes
    public async Task Headline_OfALogWithEarlyMonths_LeavesThemOutAndSaysWhatTheyWouldMake()
    {
        var days = _result.Parameters.TrendDays;
        List<MonthRate> months = [Month(1, 100, 60, true), Month(2, 200, 51, false)];
        MonthRate Month(int month, long eligible, long repeaters, bool early) => new(new DateOnly(2025, month, 1), eligible, eligible, repeaters, (double)repeaters / eligible, null, false) { EarlyLog = early };
        var early = _result with { Rates = [new RepurchaseRate(days, 300, 0, 111, 111 / 300.0, null, 2, 0)], Trend = months, Depth = null };
        var shown = _page.Render<Headline>(p => p.Add(h => h.Json, RunHeadline.Of(early))).Find(".ps-headline").TextContent;
        Assert.Matches("25\\.5\\s?%\\s+\\(without the first 1\\smonth; 37(\\.0)?\\s?% with them\\)", shown);
        Assert.DoesNotContain("early", shown, StringComparison.Ordinal);

        var table = _page.Render<RateTable>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(r => r.Result, early).AddCascadingValue(_run));
        Assert.Matches("37(\\.0+)?\\s?%", table.FindAll("tbody td")[1].TextContent);
        Assert.Matches("25\\.5\\s?%", table.FindAll("tbody td")[3].TextContent);
        var none = _page.Render<Headline>(p => p.Add(h => h.Json, RunHeadline.Of(early with { Trend = [.. months.Select(m => m with { EarlyLog = false })] }))).Find(".ps-headline").TextContent;
        Assert.DoesNotContain("without the first", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rates_WithoutACompleteMonth_SayNoneAndNotZero()
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        string Cell(int complete, int incomplete) => _page.Render<RateTable>(context, p => p.Add(r => r.Result, _result with { Rates = [_result.Rates[0] with { CohortMonths = complete, IncompleteMonths = incomplete }] }).AddCascadingValue(_run)).Find("tbody td:last-child").TextContent.Trim();
        Assert.Equal("none complete, 13 incomplete", Cell(0, 13));
        Assert.Matches("^2 months\\s+\\+ 13 incomplete$", Cell(2, 13));
        Assert.Equal("2 months", Cell(2, 0));
    }

    [Fact]
    public async Task OlderResult_SaysSoInsteadOfBreaking()
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        var old = _result with { Version = "repurchase-1", Depth = null, Table = null, Profile = [.. _result.Profile.Select(c => c with { Spread = null, Histogram = null })] };
        foreach (var part in Enum.GetValues<ExplorePart>())
            Assert.NotEmpty(_page.Render<ExploreResult>(context, p => p.Add(r => r.Result, ExploreParts.Only(old, part)).Add(r => r.RunId, _run.Id).Add(r => r.Part, part)).Markup);
        var rfm = _page.Render<ExploreResult>(context, p => p.Add(r => r.Result, ExploreParts.Only(old, ExplorePart.Rfm)).Add(r => r.RunId, _run.Id).Add(r => r.Part, ExplorePart.Rfm));
        Assert.Contains("older version", rfm.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Column_ByItsPlace_ShowsHistogramAndQuantiles()
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        var place = _result.Profile.ToList().FindIndex(c => c.Mean is not null);
        var view = _page.Render<ExploreResult>(context, p => p.Add(r => r.Result, ExploreParts.Only(_result, ExplorePart.Columns)).Add(r => r.RunId, _run.Id).Add(r => r.Part, ExplorePart.Columns).Add(r => r.Column, place));
        Assert.Contains(_result.Profile[place].Name, view.Find("h2").TextContent, StringComparison.Ordinal);
        Assert.Equal(HistogramFigure.Of(_result.Profile[place], place)!.Categories.Count, _result.Profile[place].Histogram!.Count);
        Assert.Contains("99%", view.Markup, StringComparison.Ordinal);
    }

    [Fact] // a list is a finding as good as a chart
    public async Task ListsOfValuesAndOfFeatures_CanBeKeptWithASentenceOfTheirNumbers()
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        var place = _result.Profile.ToList().FindIndex(c => c.Name == "channel");
        var column = _page.Render<ColumnDetail>(context, p => p.AddCascadingValue(_run).Add(c => c.Column, _result.Profile[place]).Add(c => c.Place, place));
        var pin = column.FindComponents<Components.Define.PinMenu>().Single(m => m.Instance.Figure?.Id == TopValuesFigure.Id(place));
        Assert.Contains($"“{_result.Profile[place].TopValues[0].Value}” is the commonest value", Application.Formatting.Wording.Say(_page.Texts, pin.Instance.Figure!.Title), StringComparison.Ordinal);
        Assert.Equal(ExplorePart.Columns, ExploreParts.OfFigure(TopValuesFigure.Id(place)));

        var result = new RepurchaseModelResult("m", new ModelParameters(), Domain.Datasets.PurchaseRules.Usual, [], default, default, 1000, 300, 0, 0, 0.7, 0.6, 0.2, 0.25, [], [new("recency-days", 0.6), new("category:Books", 0.3)], "", []);
        var model = _page.Render<ModelResult>(context, p => p.AddCascadingValue(_run).Add(m => m.Result, result));
        var features = model.FindComponents<Components.Define.PinMenu>().Single(m => m.Instance.Figure?.Id == ModelFeaturesFigure.Id).Instance.Figure!;
        Assert.Equal($"The model looks most at “Days since the last order” ({0.6.ToString("P1", _page.Texts.Culture)} of its gain); the first 2 features hold {0.9.ToString("P1", _page.Texts.Culture)}. It shows use, not cause", Application.Formatting.Wording.Say(_page.Texts, features.Title));
    }

    [Theory]
    [InlineData(ExplorePart.First, "#contrast-column")]
    [InlineData(ExplorePart.Timing, "#survival-column")]
    public async Task FirstAndTiming_SayWhatTheyComparedInWords(ExplorePart part, string choice)
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        var view = _page.Render<ExploreResult>(context, p => p.Add(r => r.Result, ExploreParts.Only(_result, part)).Add(r => r.RunId, _run.Id).Add(r => r.Part, part));
        view.Find(choice);
        Assert.DoesNotContain("[", view.FindAll(".ps-help").Select(h => h.TextContent).Aggregate("", string.Concat), StringComparison.Ordinal);   // no key without its text
        var figure = _result.Figures.First(f => ExploreParts.Of(f) == part);
        Assert.Contains(Application.Formatting.Wording.Say(_page.Texts, figure.Title), view.Markup.Replace("&#x27;", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void ContrastSentence_NamesValueColumnRatesAndDays()
    {
        var contrast = _result.Contrasts[0];
        var sentence = ContrastSentence.Of(_page.Texts, contrast, 90);
        Assert.Contains(contrast.Value, sentence, StringComparison.Ordinal);
        Assert.Contains(contrast.Column, sentence, StringComparison.Ordinal);
        Assert.Contains("90", sentence, StringComparison.Ordinal);
        Assert.Contains(contrast.Rate.ToString("P1", _page.Texts.Culture), sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void OptionName_ReadsLikeAPersonWroteIt()
    {
        foreach (var segment in Enum.GetValues<Domain.Analyze.RfmSegment>())
            Assert.DoesNotContain("finding.", PopulationText.OptionName(_page.Texts, new Domain.Measure.PopulationRule(Segment: segment)), StringComparison.Ordinal);
        Assert.Equal(
            "RFM segment “Slipping away” (cut at 30 · 60 · 120 · 240 days since the last order)",
            PopulationText.Of(_page.Texts, Domain.Measure.PopulationRule.OfSegment(new RfmParameters([30, 60, 120, 240]), RfmSegment.Slipping)));
        Assert.Equal("Address customers who start with “web”", PopulationText.OptionName(_page.Texts, new Domain.Measure.PopulationRule(1, "channel", "web")));
    }

    [Fact]
    public void Segments_AreAllNamedUnderTheirBars_AndMonthsMayBeThinnedOut()
    {
        Assert.True(Components.Shared.FigureSpec.Of(_result.Figures.Single(f => f.Id == "rfm-segments"), _page.Texts, "KRW").NamesGroups);
        Assert.False(Components.Shared.FigureSpec.Of(_result.Figures.Single(f => f.Id == "monthly-customers"), _page.Texts, "KRW").NamesGroups);
    }

    [Theory]   // there is no fifth of a customer
    [InlineData("monthly-customers", true)]
    [InlineData("customer-flow", true)]
    [InlineData("repurchase-rate", false)]
    public void Axis_OfThingsThatAreCounted_HasWholeTicksOnly(string id, bool whole) =>
        Assert.Equal(whole, Components.Shared.FigureSpec.Of(_result.Figures.Single(f => f.Id == id), _page.Texts, "KRW").Y.Whole);

    [Fact] // a picture in somebody's slides still says from which data it is
    public async Task Figure_SaysItsDataVersionAndSoDoesTheNameOfItsFile()
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        var view = _page.Render<ExploreFigure>(context, p => p.AddCascadingValue(_run).Add(f => f.Figures, _result.Figures).Add(f => f.Id, "cohorts"));
        var version = context.Snapshot.DatasetVersions.Single(v => v.Id == _run.DatasetVersionId);
        Assert.Contains(_page.Texts.Get("datasets.version", context.Snapshot.DatasetName(version), 1), view.Find("figcaption p").TextContent, StringComparison.Ordinal);
        var source = view.FindComponent<Components.Shared.FigureView>().Instance.Source!;
        Assert.Equal($"v1-{_result.Headline.LastDay:yyyy-MM-dd}", source.FileMark);
    }

    [Fact] // a renamed column makes purchases of two files look different, so no rule about exact duplicates takes them
    public async Task Overview_OfRowsThatStandTwiceButForARenamedColumn_SaysThatTheFiguresCountThemTwice()
    {
        IRenderedComponent<ExploreOverview> Show(ProjectContext context) => _page.Render<ExploreOverview>(context, p => p.AddCascadingValue(_run).Add(o => o.Result, _result));
        Assert.DoesNotContain("only one side has", Show(await _page.ContextAsync(ProblemStep.Analyze)).Markup, StringComparison.Ordinal);
        await using (var db = await _page.App.Contexts.CreateDbContextAsync())
        {
            var version = await db.DatasetVersions.SingleAsync(v => v.Id == _run.DatasetVersionId);
            var table = ResultJson.Read<ImportedTable>(version.TableJson);
            version.TableJson = ResultJson.Write(table with { Warnings = [.. table.Warnings, new Finding("data.append.alike", "", false, 29_365L, "Desc, Description")] });
            await db.SaveChangesAsync();
        }

        var notice = Show(await _page.ContextAsync(ProblemStep.Analyze)).FindAll(".ps-notice-attention")[^1].TextContent;
        Assert.Contains("29,365 rows of the file", notice, StringComparison.Ordinal);
        Assert.Contains("Desc, Description", notice, StringComparison.Ordinal);
    }

    [Theory] // agreement in the only column that both have says little
    [InlineData(1, "in every column that both have, 1 column in all")]
    [InlineData(7, "in every column that both have, 7 columns in all")]
    public async Task Overview_OfRowsThatStandTwice_SaysOnHowManyColumnsThatRests(int common, string words)
    {
        await NoteAsync(_run.DatasetVersionId, new Finding("data.append.agree", "", false, 29_365L, "Desc, Description", common));
        Assert.Contains(words, Notices(await _page.ContextAsync(ProblemStep.Analyze), _run), StringComparison.Ordinal);
    }

    [Fact] // a version holds what it was put behind as well
    public async Task Overview_OfAVersionPutBehindOneWithRowsThatStandTwice_SaysSoToo()
    {
        var second = await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, "customer,date,amount\nc1,2026-01-01,10\n");
        await NoteAsync(_run.DatasetVersionId, new Finding("data.append.agree", "", false, 29_365L, "Desc, Description", 7));
        var run = new AnalysisRun { DatasetVersionId = second };
        Assert.DoesNotContain("29,365", Notices(await _page.ContextAsync(ProblemStep.Analyze), run), StringComparison.Ordinal);
        await using (var db = await _page.App.Contexts.CreateDbContextAsync())
        {
            var version = await db.DatasetVersions.SingleAsync(v => v.Id == second);
            version.SpecJson = ResultJson.Write(ResultJson.Read<ImportPlan>(version.SpecJson) with { AppendTo = _run.DatasetVersionId });
            await db.SaveChangesAsync();
        }

        Assert.Contains("29,365", Notices(await _page.ContextAsync(ProblemStep.Analyze), run), StringComparison.Ordinal);
    }

    private async Task NoteAsync(Guid versionId, Finding finding)
    {
        await using var db = await _page.App.Contexts.CreateDbContextAsync();
        var version = await db.DatasetVersions.SingleAsync(v => v.Id == versionId);
        var table = ResultJson.Read<ImportedTable>(version.TableJson);
        version.TableJson = ResultJson.Write(table with { Warnings = [.. table.Warnings, finding] });
        await db.SaveChangesAsync();
    }

    private string Notices(ProjectContext context, AnalysisRun run) =>
        string.Concat(_page.Render<ExploreOverview>(context, p => p.AddCascadingValue(run).Add(o => o.Result, _result)).FindAll(".ps-notice-attention").Select(n => n.TextContent));

    [Fact]
    public async Task Profile_WritesTheEndsOfNumbersLikeTheirQuartiles_AndIdsAsTheyStand()
    {
        var number = _result.Profile.First(c => c.Quartiles is not null) with { Type = ColumnType.Decimal, Minimum = "-80995", Maximum = "123456789012345678901" };
        var text = _result.Profile.First(c => c.Quartiles is null) with { Type = ColumnType.Text, Minimum = "10002", Maximum = "m" };
        var cells = _page.Render<ProfileTable>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(t => t.Profile, [number, text]).Add(t => t.Address, i => $"#{i}")).FindAll("tbody td.ps-cut:not(.ps-left)").Select(c => c.TextContent);
        Assert.Equal(["−80,995", "123456789012345678901", "10002", "m"], cells);
    }

    [Fact]
    public async Task Segments_SayTheNumbersOfTheirRuleAndWhatTiesDid()
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        var rfm = _result.Depth!.Rfm with { RecencyBreaks = [10, 20, 30, 40], FrequencyBreaks = [1, 2, 3, 4], FrequencyMoved = 2 };
        IRenderedComponent<RfmView> Show(RfmResult shown) => _page.Render<RfmView>(context, p => p.Add(r => r.Rfm, shown).Add(r => r.Figures, _result.Figures));
        var view = Show(rfm);
        Assert.Contains("last order at most 20 days ago4 orders or more", view.Find("tbody td.ps-left").TextContent, StringComparison.Ordinal);
        Assert.Contains("last order 21 days ago", Show(rfm with { RecencyBreaks = [10, 20, 21, 40] }).Markup, StringComparison.Ordinal);
        Assert.Contains("2 breaks were moved up to the next number of orders", view.Find(".ps-notice").TextContent, StringComparison.Ordinal);
        Assert.Empty(Show(rfm with { FrequencyMoved = 0 }).FindAll(".ps-notice"));
        Assert.Contains("breaks could repeat", Show(rfm with { FrequencyMoved = 0, FrequencyBreaks = [1, 1, 2, 3] }).Find(".ps-notice").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moves_OfSegments_ShowTheirTitleOnce()
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        var view = _page.Render<RfmView>(context, p => p.Add(r => r.Rfm, _result.Depth!.Rfm).Add(r => r.Figures, _result.Figures));
        var panel = view.Find("section[aria-labelledby=rfm-moves]");
        var title = panel.QuerySelector("h2")!.TextContent;
        Assert.Equal(title, Assert.Single(panel.QuerySelectorAll("caption.ps-visually-hidden")).TextContent);
        Assert.Empty(panel.QuerySelectorAll("caption:not(.ps-visually-hidden)"));
    }

    [Fact]
    public async Task Revenue_WithCustomersBelowZero_SaysHowTheyCountInBothPlaces()
    {
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        var some = _result with { Depth = _result.Depth! with { Revenue = _result.Depth!.Revenue! with { Negative = 3 } } };
        foreach (var (part, words) in new[] { (ExplorePart.Loyalty, "3 customers have returned more"), (ExplorePart.Rfm, "3 customers have a sum below 0") })
        {
            string Show(RepurchaseResult result) => _page.Render<ExploreResult>(context, p => p.Add(r => r.Result, ExploreParts.Only(result, part)).Add(r => r.RunId, _run.Id).Add(r => r.Part, part)).Markup;
            Assert.Contains(words, Show(some), StringComparison.Ordinal);
            Assert.DoesNotContain("customers have", Show(_result), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("rfm", ExplorePart.Rfm)]
    [InlineData("First", ExplorePart.First)]
    [InlineData("nonsense", ExplorePart.Overview)]
    [InlineData("99", ExplorePart.Overview)]
    [InlineData(null, ExplorePart.Overview)]
    public void Part_FromTheAddress_IsNeverAnError(string? text, ExplorePart expected) => Assert.Equal(expected, ExploreParts.Of(text));

    [Fact]
    public void Address_OfAPart_NamesIt() =>
        Assert.EndsWith("?part=columns&column=3", DatasetUrls.Run("a", Guid.Empty, ExplorePart.Columns, 3), StringComparison.Ordinal);

    [Theory]
    [InlineData("30, 60; 90 180", new[] { 30d, 60, 90, 180 })]
    [InlineData("1.5 2", new[] { 1.5, 2 })]
    public void Breaks_AsTyped_AreNumbers(string text, double[] expected) => Assert.Equal(expected, DayList.ReadBreaks(text));

    [Fact]
    public void Breaks_Empty_MeanQuintiles() => Assert.Null(DayList.ReadBreaks("  "));
}
