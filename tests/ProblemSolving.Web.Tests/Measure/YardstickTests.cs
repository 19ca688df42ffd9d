using Bunit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Effects;
using ProblemSolving.Web.Components.Measure;
using ProblemSolving.Web.Components.Operate;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Measure;

/// <summary>One definition of the metric from step 1 to step 7, and what is said when it moves.</summary>
public sealed class YardstickTests : IAsyncLifetime
{
    private ProjectPartsPage _page = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _page = await ProjectPartsPage.OpenAsync();
        await SetAsync(SheetKind.Define, nameof(DefineSheet.MetricName), "90-day repurchase");
        await SetAsync(SheetKind.Define, nameof(DefineSheet.MetricWindowDays), "90");
        await SetAsync(SheetKind.Define, nameof(DefineSheet.MetricAsIs), "0.24");
        await SetAsync(SheetKind.Define, nameof(DefineSheet.MetricToBe), "0.27");
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task LockedRound_ShowsItsMetric_AndSaysWhatStepOneChangedSince()
    {
        var pilot = await LockedAsync();
        var shown = _page.Render<PilotYardstickView>(await _page.ContextAsync(ProblemStep.Measure), p => p.Add(v => v.Pilot, pilot));
        Assert.Contains("90-day repurchase", shown.Markup, StringComparison.Ordinal);
        Assert.Contains(pilot.ReadPlan()!.MetricSha256, shown.Markup, StringComparison.Ordinal);
        Assert.Empty(shown.FindAll(".ps-notice"));

        await SetAsync(SheetKind.Define, nameof(DefineSheet.MetricWindowDays), "60", "90");
        shown = _page.Render<PilotYardstickView>(await _page.ContextAsync(ProblemStep.Measure), p => p.Add(v => v.Pilot, pilot));
        Assert.Contains("Window after the first order", shown.Find(".ps-notice").TextContent, StringComparison.Ordinal);
        Assert.Contains("90 days", shown.Find("dd .ps-text").TextContent, StringComparison.Ordinal);   // the round keeps its own
    }

    [Fact]
    public async Task StepSeven_ShowsTheSameDefinitionAndTheNewestReadingBesideAsIsAndToBe()
    {
        var context = await _page.ContextAsync(ProblemStep.Operate);
        var definition = context.Snapshot.Metric;
        await using (var db = await _page.App.Contexts.CreateDbContextAsync(Token))
        {
            db.MetricReadings.Add(new MetricReading
            {
                Id = Guid.NewGuid(), ProjectId = _page.Project.Id, DefinitionSha256 = definition.Sha256, DataSha256 = "d", IsWatch = true, AtUtc = DateTime.UnixEpoch, AuthorId = _page.Analyst.UserId,
                ResultJson = ResultJson.Write(new MetricResult("metric-2", new MetricAsIs(0.255m, 51, 200, "2026-08", "2026-10"), new DateOnly(2026, 10, 31), [], [])),
            });
            await db.SaveChangesAsync(Token);
        }

        var shown = _page.Render<MetricWatch>(await _page.ContextAsync(ProblemStep.Operate));
        Assert.Equal(["24%", "25.5%", "27%"], shown.FindAll(".ps-board-value").Select(v => v.TextContent.Trim()));
        Assert.Contains("90-day repurchase", shown.Markup, StringComparison.Ordinal);
        Assert.Contains("+1.5", shown.Markup, StringComparison.Ordinal);
    }

    [Theory]   // what is left to go is not said with the other sign, or as a rise that is worse
    [InlineData(MetricDirection.HigherIsBetter, "0.27", "0.25", "target reached")]
    [InlineData(MetricDirection.LowerIsBetter, "0.24", "0.25", "target reached")]
    [InlineData(MetricDirection.LowerIsBetter, "0.27", "0.25", "to go: 2 points lower")]
    [InlineData(MetricDirection.HigherIsBetter, "0.24", "0.25", "to go: +1 point")]
    public async Task StepSeven_SaysWhatIsLeftToTheTarget(MetricDirection direction, string now, string target, string said)
    {
        if (direction != MetricDirection.HigherIsBetter)
            await SetAsync(SheetKind.Define, nameof(DefineSheet.MetricDirection), direction.ToString(), nameof(MetricDirection.HigherIsBetter));
        await SetAsync(SheetKind.Define, nameof(DefineSheet.MetricAsIs), now, "0.24");
        await SetAsync(SheetKind.Define, nameof(DefineSheet.MetricToBe), target, "0.27");
        var shown = _page.Render<MetricWatch>(await _page.ContextAsync(ProblemStep.Operate));
        Assert.Equal(said, shown.FindAll(".ps-board-cell")[^1].QuerySelector(".ps-help")!.TextContent);
    }

    [Fact]
    public async Task Gate_WhenTheKillDayIsNear_ShowsTheNumberAgainstTheCriterion()
    {
        await SetAsync(SheetKind.Effects, nameof(EffectsSheet.KillBy), "2026-11-25");   // the page lives on 2026-11-22
        await SetAsync(SheetKind.Effects, nameof(EffectsSheet.KillValue), "0.26");
        var gate = _page.Render<EffectsGate>(await _page.ContextAsync(ProblemStep.Effects));
        var notice = gate.Find(".ps-kill-notice").TextContent;
        Assert.Contains("in 3 days", notice, StringComparison.Ordinal);
        Assert.Contains("24% now", notice, StringComparison.Ordinal);
        Assert.Contains("at least 26%", notice, StringComparison.Ordinal);
        Assert.Contains("this means Drop", notice, StringComparison.Ordinal);
    }

    private async Task<Pilot> LockedAsync()
    {
        var snapshot = await _page.App.Get<WorksheetService>().ReadAsync(_page.Analyst, _page.Project.Id, Token);
        var pilot = new Pilot { Id = Guid.NewGuid(), ProjectId = _page.Project.Id, Round = 1, Name = "Coupon", Hypothesis = "more", Treatment = "coupon", DatasetVersionId = Guid.NewGuid(), Salt = "s" };
        pilot.Lock("data", "", DateTime.UnixEpoch, 100, snapshot.Yardstick(null));
        return pilot;
    }

    private async Task SetAsync(SheetKind sheet, string field, string text, string old = "") =>
        await _page.App.Get<WorksheetService>().SaveFieldAsync(_page.Analyst, new FieldEdit(_page.Project.Id, sheet, null, field, old, text), Token);
}
