using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Web.Components.Shared;
using ProblemSolving.Web.Components.Analyze;
using ProblemSolving.Web.Components.Datasets;
using ProblemSolving.Web.Components.Define;

namespace ProblemSolving.Web.Tests.Analyze;

public sealed class AnalyzeComponentTests : IAsyncLifetime
{
    private readonly BunitContext _page = new();

    public ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        _page.Services.AddMudServices();
        _page.Services.AddSingleton(TextCatalog.Default);
        _page.Services.AddScoped<ITexts, CurrentTexts>();
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.ComponentFactories.AddStub<PinMenu>();   // it needs a project and a run; the browser tests press it
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public void PurchaseRules_WithoutAnOrderColumn_OfferNoCancellationRule()
    {
        var panel = Rules([ColumnRole.Customer, ColumnRole.Time]);
        Assert.DoesNotContain("id starts with", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("Leave out rows without a customer", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PurchaseRules_PrefixTurnedOn_RaisesTheRulesWithIt()
    {
        PurchaseRules? said = null;
        var panel = Rules([ColumnRole.Order], r => said = r);
        await panel.FindAll("input[type=checkbox]")[1].ChangeAsync(true);
        Assert.Equal("C", said!.CancellationPrefix);
    }

    [Fact]
    public async Task Cohorts_WithoutAny_ShowAnEmptyTable()
    {
        var view = _page.Render<CohortView>(p => p.Add(c => c.Cohorts, new CohortTable(0, [])).Add(c => c.Returned, []));
        Assert.Empty(view.FindAll("tbody tr"));
        await view.FindAll("input[type=radio]")[2].ChangeAsync(true);
        Assert.Empty(view.FindAll("tbody tr"));
    }

    [Fact]
    public async Task Cohorts_Switched_ShowCountsInsteadOfShares()
    {
        var table = new CohortTable(2, [new CohortRow(new DateOnly(2026, 1, 1), 40, [40, 10], [1, 0.25], [false, true])]);
        var view = _page.Render<CohortView>(p => p.Add(c => c.Cohorts, table));
        Assert.Contains("25.0%", view.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.Contains("*", view.Find("tbody").TextContent, StringComparison.Ordinal);
        await view.FindAll("input[type=radio]")[1].ChangeAsync(true);
        Assert.DoesNotContain("%", view.Find("tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact] // "again in that month" and "again until then" are different numbers
    public void Cohorts_EachChoice_SaysWhatItCounts()
    {
        var table = new CohortTable(2, [new CohortRow(new DateOnly(2026, 1, 1), 40, [40, 10], [1, 0.25], [false, true])]);
        var view = _page.Render<CohortView>(p => p.Add(c => c.Cohorts, table).Add(c => c.Returned, [new CohortReturns(new DateOnly(2026, 1, 1), [4, 12], [0.1, 0.3])]));
        var said = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            view.FindAll("input[type=radio]")[i].Change(true);
            said.Add(view.Find(".ps-help").TextContent);
        }

        Assert.Contains("Share of the customers of a first-order month who ordered in the k-th month", said[0], StringComparison.Ordinal);
        Assert.Contains("Customers of a first-order month who ordered in the k-th month", said[1], StringComparison.Ordinal);
        Assert.Contains("who had a second order by the end of the k-th month", said[2], StringComparison.Ordinal);
        Assert.DoesNotContain("who ordered in", said[2], StringComparison.Ordinal);
    }

    [Fact] // an answer that was cut is told from a whole one in words, and by what it was cut
    public void Answer_ThatWasCut_SaysAtWhichLimit()
    {
        var whole = new QueryResult("query-3", "SELECT 1", [new QueryColumn("x", "INTEGER", true)], [["1"]], false) { Cuts = [] };
        string Said(QueryResult result) => _page.Render<QueryTable>(p => p.Add(t => t.Result, result)).Find("[role=status]").TextContent;
        Assert.StartsWith("1 row", Said(whole), StringComparison.Ordinal);
        var cut = whole with { IsCut = true, Cuts = [QueryCut.Rows, QueryCut.Cells] };
        Assert.Equal("Cut at the limit of 1,000 rows: the answer has more, and only the first 1 are kept. Narrow the query or let it add up to see the rest. Cells with more than 500 characters are cut and end with “…”.", Said(cut));
        Assert.Contains("there is more than the 1,000", Said(cut with { Cuts = null }), StringComparison.Ordinal);   // kept before it was known by what
    }

    [Fact]
    public void Contrasts_AreSortedBySizeOfTheDifferenceAndSayHowManyWereCompared()
    {
        var view = _page.Render<ContrastTable>(p => p
            .Add(c => c.Contrasts, [Contrast("small", 0.02, 0.4), Contrast("large", -0.1, 0.001)])
            .Add(c => c.Compared, 1234).Add(c => c.Adjusted, new FigureText("adjusted.contrasts", 1234, 50, 90)).Add(c => c.Days, 90));
        Assert.Contains("for 1,234 comparisons: every value of the first order that at least 50 customers have", view.Markup, StringComparison.Ordinal);
        var rows = view.FindAll("tbody tr");
        Assert.Contains("large", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("−10.0 pp", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("differs", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("no clear difference", rows[1].TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30, 60 90", new[] { 30, 60, 90 })]
    [InlineData("90;30;30", new[] { 30, 90 })]
    [InlineData("", new int[0])]
    public void DayList_AsTyped_IsRisingAndUnique(string text, int[] expected) => Assert.Equal(expected, DayList.Read(text));

    [Fact]
    public void DayList_AWord_IsNamed() => Assert.Equal(["soon"], Assert.Throws<DomainRuleException>(() => DayList.Read("30, soon")).Arguments);

    [Fact]
    public void StoredProblem_KeepsWholeNumbersWhole() =>
        Assert.Contains("1,234", StoredProblem.Of(_page.Services.GetRequiredService<ITexts>(), "analysis.no-purchases-left", "[1234]"), StringComparison.Ordinal);

    private static Contrast Contrast(string value, double difference, double p) =>
        new(ColumnRole.Product, "product", value, 100, 40, 0.4, new Interval(0.3, 0.5, 0.95), 0.4 - difference, difference, new Interval(difference - 0.05, difference + 0.05, 0.95), p, p);

    private IRenderedComponent<PurchaseRulesPanel> Rules(IReadOnlyList<ColumnRole> roles, Action<PurchaseRules>? said = null) =>
        _page.Render<PurchaseRulesPanel>(p => p
            .Add(r => r.Rules, PurchaseRules.KeepAll).Add(r => r.Roles, roles).Add(r => r.Currency, "KRW")
            .Add(r => r.RulesChanged, rules => said?.Invoke(rules)));
}
