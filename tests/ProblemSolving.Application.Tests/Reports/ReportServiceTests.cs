using System.Globalization;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reports;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Reports;

public sealed class ReportServiceTests : IAsyncLifetime
{
    private TestApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("en", "every Wednesday at 07:30")]
    [InlineData("ko", "매주 수요일 07:30")]
    public async Task Html_AWeeklySchedule_NamesItsDay(string language, string said)
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
        {
            db.Schedules.Add(new OperateSchedule { Id = Guid.NewGuid(), ProjectId = project.Id, Name = "weekly", Frequency = ScheduleFrequency.Weekly, DayOfWeek = DayOfWeek.Wednesday, TimeOfDay = new TimeOnly(7, 30), CreatedAtUtc = DateTime.UnixEpoch });
            await db.SaveChangesAsync(Token);
        }

        Assert.Contains(said, (await _app.Get<ReportService>().HtmlAsync(analyst, project.Id, CultureInfo.GetCultureInfo(language), Token)).Html, StringComparison.Ordinal);
    }

    [Fact]   // a manager who prints it has not prepared it
    public async Task Html_WhoeverLooks_NamesTheOwner()
    {
        var (project, analyst, manager) = await _app.AddProjectAsync();
        var reports = _app.Get<ReportService>();
        var own = (await reports.HtmlAsync(analyst, project.Id, CultureInfo.GetCultureInfo("en"), Token)).Html;
        var others = (await reports.HtmlAsync(manager, project.Id, CultureInfo.GetCultureInfo("en"), Token)).Html;
        Assert.Equal(Byline(own), Byline(others));
        Assert.Contains("analyst", Byline(own), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("50000", ">50,000<")]
    [InlineData("0.5", ">0.5<")]
    [InlineData("12.3456", ">12.3456<")]
    public async Task Html_NumbersOfTheDamage_StandAsTheyWereTyped(string typed, string shown)
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var sheets = _app.Get<WorksheetService>();
        var row = await sheets.AddRowAsync(analyst, project.Id, SheetKind.DamageInput, Token);
        await sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.DamageInput, row, nameof(DamageInput.Value), "", typed), Token);
        Assert.Contains(shown, (await _app.Get<ReportService>().HtmlAsync(analyst, project.Id, CultureInfo.GetCultureInfo("en"), Token)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_AChangeOfARate_IsInPoints()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var sheets = _app.Get<WorksheetService>();
        var row = await sheets.AddRowAsync(analyst, project.Id, SheetKind.EffectLine, Token);
        await sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.EffectLine, row, nameof(EffectLine.ChangeLikely), "", "0.04"), Token);
        Assert.Contains(">+4%p<", (await _app.Get<ReportService>().HtmlAsync(analyst, project.Id, CultureInfo.GetCultureInfo("ko"), Token)).Html, StringComparison.Ordinal);
    }

    [Fact]   // returns should fall: the report says that they do, not that something rises
    public async Task Html_AChangeOfARateThatShouldFall_IsAnImprovement()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var sheets = _app.Get<WorksheetService>();
        await sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.Define, null, nameof(DefineSheet.MetricDirection), nameof(MetricDirection.HigherIsBetter), nameof(MetricDirection.LowerIsBetter)), Token);
        var row = await sheets.AddRowAsync(analyst, project.Id, SheetKind.EffectLine, Token);
        await sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.EffectLine, row, nameof(EffectLine.ChangeLikely), "", "0.045"), Token);
        var html = (await _app.Get<ReportService>().HtmlAsync(analyst, project.Id, CultureInfo.GetCultureInfo("ko"), Token)).Html;
        Assert.Contains(">4.5%p 하락<", html, StringComparison.Ordinal);
        Assert.Contains("개선 폭 예상", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "“returns” is a note: the computed As-is")]
    [InlineData("ko", "기록일 뿐입니다. 계산된 현재 값은")]
    public async Task Html_AnAsIsFromDataBesideExclusions_SaysThatTheyAreANote(string language, string said)
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        await _app.ComputedAsIsAsync(project, analyst, 0.24m, "returns");
        var html = System.Net.WebUtility.HtmlDecode((await _app.Get<ReportService>().HtmlAsync(analyst, project.Id, CultureInfo.GetCultureInfo(language), Token)).Html);
        Assert.Contains(said, html, StringComparison.Ordinal);
    }

    [Fact]   // the chart of the report is the one of the page
    public async Task Html_TheControlChart_RestsOnTheMonthsBeforeTheProblem()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var sheets = _app.Get<WorksheetService>();
        foreach (var (field, before, text) in new[]
        {
            (nameof(DefineSheet.MetricKind), nameof(MetricKind.Typed), nameof(MetricKind.ManualSeries)),
            (nameof(DefineSheet.MetricDirection), nameof(MetricDirection.HigherIsBetter), nameof(MetricDirection.LowerIsBetter)),
            (nameof(DefineSheet.MetricName), "", "반품률"), (nameof(DefineSheet.PhenomenonSince), "", "2025년 3월"),
            (nameof(DefineSheet.MetricSeries), "", string.Join('\n', Enumerable.Range(0, 24).Select(i => FormattableString.Invariant($"{new DateOnly(2024, 1, 1).AddMonths(i):yyyy-MM}; {(i < 14 ? 8 : 12.5) + (i % 2 * 0.4)}")))),
        })
            Assert.IsType<FieldResult.Saved>(await sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.Define, null, field, before, text), Token));
        var html = (await _app.Get<ReportService>().HtmlAsync(analyst, project.Id, CultureInfo.GetCultureInfo("ko"), Token)).Html;
        Assert.Contains("2025-03부터 평소 변동을 벗어나 나빠졌습니다", html, StringComparison.Ordinal);
        Assert.Contains("2025-02까지의 14개 기간으로 관리한계를 정합니다", html, StringComparison.Ordinal);
    }

    private static string Byline(string html)
    {
        var from = html.IndexOf("class=\"byline\"", StringComparison.Ordinal);
        var text = html[from..html.IndexOf("</dl>", from, StringComparison.Ordinal)];
        return text[text.LastIndexOf("<dt>", StringComparison.Ordinal)..];
    }
}
