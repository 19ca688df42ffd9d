using System.Globalization;
using System.Net;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reports;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Reports;

/// <summary>A rate alone does not tell a reader outside the product of what it is a share, nor which way is better.</summary>
public sealed class MetricFactsTests : IAsyncLifetime
{
    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        (_project, _analyst, _) = await _app.AddProjectAsync();
        await SetAsync(nameof(DefineSheet.MetricName), "Return rate");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("en", "Better is|lower", "Numerator|returned orders", "Denominator|shipped orders", "As-is|12%", "To-be minus As-is|4 points lower", "How it is measured|typed by hand")]
    [InlineData("ko", "개선 방향|낮을수록 좋음", "분자|returned orders", "분모|shipped orders", "As-is(현재 값)|12%", "To-be − As-is|4%p 하락", "측정 방법|직접 입력")]
    public async Task ATypedRate_IsToldWithItsFractionAndDirection(string language, params string[] facts)
    {
        await SetAsync(nameof(DefineSheet.MetricDirection), nameof(MetricDirection.LowerIsBetter), nameof(MetricDirection.HigherIsBetter));
        await SetAsync(nameof(DefineSheet.MetricNumerator), "returned orders");
        await SetAsync(nameof(DefineSheet.MetricDenominator), "shipped orders");
        await SetAsync(nameof(DefineSheet.MetricAsIs), "0.12");
        await SetAsync(nameof(DefineSheet.MetricToBe), "0.08");
        var html = await HtmlAsync(language);
        Assert.All(facts, f => Assert.Matches($"<dt>{f.Split('|')[0].Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)}</dt>\\s*<dd[^>]*>{f.Split('|')[1]}", html));
        var rows = await RowsAsync(language);
        Assert.All(facts.Where(f => !f.Contains("As-is", StringComparison.Ordinal)), f => Assert.Contains(f, rows));   // those two are numbers there
    }

    [Fact]   // what a dataset's metric counts is fixed: typed fractions of another way of measuring are no part of it
    public async Task AMetricFromData_IsToldWithWhatIsComputed()
    {
        await SetAsync(nameof(DefineSheet.MetricNumerator), "returned orders");
        await SetAsync(nameof(DefineSheet.MetricKind), nameof(MetricKind.RepurchaseRate), nameof(MetricKind.Typed));
        await SetAsync(nameof(DefineSheet.MetricWindowDays), "90");
        await SetAsync(nameof(DefineSheet.MetricAsIsMonths), "1");
        var html = await HtmlAsync("en");
        Assert.Contains("Customers with a second order in the window ÷ all customers of the same first-order month.", html, StringComparison.Ordinal);
        Assert.Matches(@"<dt>Window after the first order</dt>\s*<dd[^>]*>90 days", html);
        Assert.Matches(@"<dd[^>]*>1 month<", html);
        Assert.DoesNotContain("returned orders", html, StringComparison.Ordinal);
        Assert.Contains("Window after the first order|90 days", await RowsAsync("en"));
    }

    private async Task<string> HtmlAsync(string language) =>
        WebUtility.HtmlDecode((await _app.Get<ReportService>().HtmlAsync(_analyst, _project.Id, CultureInfo.GetCultureInfo(language), Token)).Html);

    private async Task<IReadOnlyList<string>> RowsAsync(string language)
    {
        using var file = new MemoryStream();
        await _app.Get<ReportService>().WorkbookAsync(_analyst, _project.Id, CultureInfo.GetCultureInfo(language), file, Token);
        return [.. Workbooks.Rows(file, 1).Where(r => r.Count > 1).Select(r => $"{r[0].Value}|{r[1].Value}")];
    }

    private async Task SetAsync(string field, string value, string before = "") =>
        Assert.IsType<FieldResult.Saved>(await _app.Get<WorksheetService>().SaveFieldAsync(_analyst, new FieldEdit(_project.Id, SheetKind.Define, null, field, before, value), Token));
}
