using Bunit;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Analyze;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Analyze;

/// <summary>A value is chosen by typing: a column has thousands, and a list shows only the commonest.</summary>
public sealed class ColumnValueChoiceTests
{
    [Fact]
    public async Task ALongColumn_SaysThatItsListIsCut_AndFindsWhatIsTyped()
    {
        await using var page = await ProjectPartsPage.OpenAsync();
        await page.App.StartJobsAsync();
        var rows = Enumerable.Range(0, 250).Select(i => $"c{i},2026-01-01,10,Thing {i:000}\n");
        var id = await page.App.ImportTextAsync(page.Analyst, page.Project.Id, "customer,date,amount,thing\n" + string.Concat(rows));
        var version = (await page.App.Get<DatasetService>().GetAsync(page.Analyst, id, CancellationToken.None)).Version;
        var column = DataColumns.Comparable(version).Single(c => c.Name == "thing").Index;
        string? said = null;
        var view = page.Render<ColumnValueChoice>(await page.ContextAsync(ProblemStep.Analyze), p => p
            .Add(c => c.Id, "x").Add(c => c.Version, version).Add(c => c.ValueLabel, "Value").Add(c => c.Column, column).Add(c => c.ValueChanged, v => said = v));
        await view.Find("#x-column").ChangeAsync(column.ToString(System.Globalization.CultureInfo.InvariantCulture));
        view.WaitForAssertion(() => Assert.Equal("The 200 commonest of 250 values; type to find others", view.Find("#x-value-cut").TextContent), TimeSpan.FromSeconds(10));
        Assert.Equal("x-value-list", view.Find("#x-value").GetAttribute("list"));
        Assert.Equal(200, view.FindAll("#x-value-list option").Count);

        await view.Find("#x-value").InputAsync("tHING 24");
        view.WaitForAssertion(() => Assert.Equal(10, view.FindAll("#x-value-list option").Count), TimeSpan.FromSeconds(10));
        Assert.Contains(view.FindAll("#x-value-list option"), o => o.GetAttribute("value") == "Thing 249");
        Assert.Equal("", view.Find("#x-value-cut").TextContent);
        Assert.Equal("tHING 24", said);

        await view.Find("#x-value").InputAsync("nothing");
        view.WaitForAssertion(() => Assert.Equal("No value contains “nothing”", view.Find("#x-value-cut").TextContent), TimeSpan.FromSeconds(10));
    }
}
