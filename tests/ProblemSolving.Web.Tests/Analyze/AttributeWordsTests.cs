using System.Globalization;
using Bunit;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Analyze;
using ProblemSolving.Web.Components.Datasets;
using ProblemSolving.Web.Components.Measure;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Analyze;

/// <summary>Words that depend on where a column comes from and on whom a round is for.</summary>
public sealed class AttributeWordsTests : IAsyncLifetime
{
    private ProjectPartsPage _page = null!;
    private DatasetRow _row = null!;

    public async ValueTask InitializeAsync()
    {
        _page = await ProjectPartsPage.OpenAsync();
        await _page.App.StartJobsAsync();
        var rows = Enumerable.Range(0, 30).Select(i => $"c{i},2026-01-01,10,{(i < 10 ? "web" : "shop")},{(i % 2 == 0 ? "gold" : "plain")}\n");
        var id = await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, "customer,date,amount,channel,grade\n" + string.Concat(rows));
        // as if the grade had been joined by customer
        await using (var db = await _page.App.Contexts.CreateDbContextAsync())
        {
            var version = await db.DatasetVersions.SingleAsync(v => v.Id == id);
            var table = ResultJson.Read<ImportedTable>(version.TableJson);
            var json = ResultJson.Write(table with { Columns = [.. table.Columns.Select(c => c.Name == "grade" ? c with { FromAttributes = true } : c)] });
            await db.DatasetVersions.Where(v => v.Id == id).ExecuteUpdateAsync(s => s.SetProperty(v => v.TableJson, json));
        }

        _row = await _page.App.Get<DatasetService>().GetAsync(_page.Analyst, id, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    private string Index(string name) => DataColumns.Comparable(_row.Version).Single(c => c.Name == name).Index.ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task Compare_ByAnAttribute_SaysSo()
    {
        var view = _page.Render<CompareForm>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(f => f.Version, _row.Version));
        await view.FindAll("input[name=compare-kind]")[(int)CompareKind.Value].ChangeAsync("on");
        await view.Find("#compare-column").ChangeAsync(Index("channel"));
        view.WaitForAssertion(() => Assert.Equal("Group A: first order held", view.Find("label[for=compare-value]").TextContent), TimeSpan.FromSeconds(10));
        await view.Find("#compare-column").ChangeAsync(Index("grade"));
        view.WaitForAssertion(() => Assert.Equal("Group A: customer attribute", view.Find("label[for=compare-value]").TextContent), TimeSpan.FromSeconds(10));
        Assert.Equal("All other values", view.Find("#compare-other").GetAttribute("placeholder"));
    }

    [Fact]
    public async Task DataAndQuestions_SayWhereAttributesCanBeUsed()
    {
        const string Said = "Customer attributes can be used in “Compare two groups” and in “Query (SQL)”";
        var context = await _page.ContextAsync(ProblemStep.Analyze);
        Assert.Contains(Said, _page.Render<QualityCard>(context, p => p.Add(q => q.Row, _row)).Markup, StringComparison.Ordinal);
        var panel = _page.Render<QuestionPanel>(context, p => p.Add(q => q.Versions, [_row]));
        panel.WaitForAssertion(() => Assert.Contains(Said, panel.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(true, "Customers the target rule fits", "10")]
    [InlineData(false, "Customers in the data", "30")]
    public async Task Forecast_CountsWhomTheRoundIsFor(bool hasRule, string label, string count)
    {
        var column = DataColumns.Comparable(_row.Version).Single(c => c.Name == "channel");
        var pilot = new Pilot
        {
            Id = Guid.NewGuid(), ProjectId = _page.Project.Id, Round = 1, Name = "Coupon", Salt = "s", DatasetVersionId = _row.Version.Id, CreatedById = _page.Analyst.UserId,
            PopulationRuleJson = PopulationRule.Write(hasRule ? new PopulationRule(column.Index, "channel", "web") : null),
        };
        await using (var db = await _page.App.Contexts.CreateDbContextAsync())
        {
            db.Pilots.Add(pilot);
            await db.SaveChangesAsync();
        }

        var view = _page.Render<PilotForecastView>(await _page.ContextAsync(ProblemStep.Measure), p => p.Add(f => f.Pilot, pilot));
        view.WaitForAssertion(() => Assert.Equal(label, view.Find("dt").TextContent), TimeSpan.FromSeconds(10));
        Assert.Contains(count, view.Find("dd").TextContent, StringComparison.Ordinal);
    }
}
