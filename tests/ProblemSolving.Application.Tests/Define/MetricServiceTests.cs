using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Define;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Define;

/// <summary>The headline metric from an uploaded log to the As-is of the sheet.</summary>
public sealed class MetricServiceTests : IAsyncLifetime
{
    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;
    private Actor _manager;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        await _app.StartJobsAsync();
        (_project, _analyst, _manager) = await _app.AddProjectAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // Ten first-time customers a month from January to April; of them 4, 3, 2 and 1 come back after ten days, and one each after forty.
    // The data end on 31 May, so within 30 days every month but May is complete.
    private static string Log()
    {
        var text = new StringBuilder("customer,order,date,amount\n");
        var order = 0;
        void Buy(string customer, DateOnly day, int amount) => text.Append(CultureInfo.InvariantCulture, $"{customer},o{++order},{day:yyyy-MM-dd},{amount}\n");
        for (var month = 1; month <= 4; month++)
        {
            for (var i = 0; i < 10; i++)
            {
                var first = new DateOnly(2026, month, 1 + i);
                Buy($"c{month}-{i}", first, 10_000);
                if (i < 5 - month)
                    Buy($"c{month}-{i}", first.AddDays(10), 20_000);
                else if (i == 9)
                    Buy($"c{month}-{i}", first.AddDays(40), 30_000);
            }
        }

        Buy("c5-0", new DateOnly(2026, 5, 31), 10_000);
        return text.ToString();
    }

    [Fact]
    public async Task Compute_RepurchaseRate_FillsAsIsFromTheNewestCompleteMonths()
    {
        await _app.ImportTextAsync(_analyst, _project.Id, Log());
        await SetAsync(nameof(DefineSheet.MetricKind), nameof(MetricKind.RepurchaseRate));
        await SetAsync(nameof(DefineSheet.MetricWindowDays), "30");
        await SetAsync(nameof(DefineSheet.MetricAsIsMonths), "2");
        var result = Result(await _app.Get<MetricService>().ComputeAsync(_analyst, _project.Id, null, Token));

        Assert.Equal(new MetricAsIs(0.15m, 3, 20, "2026-03", "2026-04"), result.AsIs);   // (2 + 1) / (10 + 10)
        Assert.Equal([0.4, 0.3, 0.2, 0.1], result.Series.Where(p => !p.Incomplete).Select(p => p.Value));
        Assert.Equal(new DateOnly(2026, 5, 31), result.AsOf);
        var sheet = (await SnapshotAsync()).Define;
        Assert.Equal((0.15m, new DateOnly(2026, 5, 31), MetricUnit.Rate), (sheet.MetricAsIs!.Value, sheet.MetricAsOf!.Value, sheet.MetricUnit));
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        Assert.True(await db.Audit.AnyAsync(a => a.ProjectId == _project.Id && a.Field == nameof(sheet.MetricAsIs) && a.NewValue == "0.15", Token));
        Assert.True(await db.Audit.AnyAsync(a => a.ProjectId == _project.Id && a.Subject == "Metric" && a.Field == "Reading", Token));
    }

    // Gaps between orders are ten of 10 days and four of 40, so nine of ten are over after 40 days: what begins before 10 February
    // may count customers of old as new.
    [Fact]
    public async Task Compute_TheFirstMonthsOfTheLog_AreMarked()
    {
        await _app.ImportTextAsync(_analyst, _project.Id, Log());
        await SetAsync(nameof(DefineSheet.MetricKind), nameof(MetricKind.RepurchaseRate));
        await SetAsync(nameof(DefineSheet.MetricWindowDays), "30");
        var result = Result(await _app.Get<MetricService>().ComputeAsync(_analyst, _project.Id, null, Token));
        Assert.Equal(["2026-01", "2026-02"], result.Series.Where(p => p.EarlyLog).Select(p => p.Period));
    }

    [Fact]
    public async Task Watch_ReadsTheNewestDataAndLeavesTheAsIsAlone()
    {
        await _app.GoAsync(_project, _analyst, _manager);
        await _app.ImportTextAsync(_analyst, _project.Id, Log());
        await SetAsync(nameof(DefineSheet.MetricKind), nameof(MetricKind.RepurchaseRate));
        await SetAsync(nameof(DefineSheet.MetricWindowDays), "30");
        await SetAsync(nameof(DefineSheet.MetricAsIsMonths), "2");
        await SetAsync(nameof(DefineSheet.MetricAsIs), "0.4");
        var reading = await _app.Get<MetricService>().WatchAsync(_analyst, _project.Id, Token);
        var snapshot = await SnapshotAsync();
        Assert.Equal((0.4m, 0.15m, true), (snapshot.Define.MetricAsIs!.Value, snapshot.MetricNow!.Value, reading.IsWatch));
        Assert.Null(snapshot.Reading);   // step 1 shows what set its As-is
        // the same data and definition are not read twice
        Assert.Equal(reading.Id, (await _app.Get<MetricService>().WatchAsync(_analyst, _project.Id, Token)).Id);
        // another definition: the reading is of another number
        await SetAsync(nameof(DefineSheet.MetricWindowDays), "60");
        Assert.Null((await SnapshotAsync()).MetricNow!.Reading);
    }

    [Fact]   // the log of another country is another dataset, not newer data
    public async Task Watch_AfterAFileOfAnotherDataset_ReadsTheMetricsOwn()
    {
        await _app.GoAsync(_project, _analyst, _manager);
        var own = await _app.ImportTextAsync(_analyst, _project.Id, Log());
        await SetAsync(nameof(DefineSheet.MetricKind), nameof(MetricKind.RepurchaseRate));
        await SetAsync(nameof(DefineSheet.MetricWindowDays), "30");
        await _app.Get<MetricService>().ComputeAsync(_analyst, _project.Id, own, Token);
        await _app.ImportTextAsync(_analyst, _project.Id, Log().Replace("c1-", "d1-", StringComparison.Ordinal).Replace("10000", "77000", StringComparison.Ordinal));
        Assert.Equal(own, (await _app.Get<MetricService>().WatchAsync(_analyst, _project.Id, Token)).DatasetVersionId);

        var next = await _app.ImportTextAsync(_analyst, _project.Id, Log() + "late,olate,2026-06-30,1000\n", after: own);
        Assert.Equal(next, (await _app.Get<MetricService>().WatchAsync(_analyst, _project.Id, Token)).DatasetVersionId);
    }

    [Fact]
    public async Task Watch_ATypedMetric_IsRefusedInWords()
    {
        await _app.GoAsync(_project, _analyst, _manager);
        Assert.Equal("metric.watch.typed", (await Assert.ThrowsAsync<DomainRuleException>(() => _app.Get<MetricService>().WatchAsync(_analyst, _project.Id, Token))).Code);
    }

    [Fact]
    public async Task Watch_BeforeGo_IsShutLikeTheStepItBelongsTo() =>
        Assert.Equal("step.shut.not-submitted", (await Assert.ThrowsAsync<DomainRuleException>(() => _app.Get<MetricService>().WatchAsync(_analyst, _project.Id, Token))).Code);

    [Theory]
    [InlineData(MetricKind.RevenuePerCustomer, "30", "14000", 420_000, 30)]     // February to April: 30 × 10,000 and (3 + 2 + 1) × 20,000 within 30 days
    [InlineData(MetricKind.OrdersPerCustomer, "30", "1.2", 36, 30)]
    public async Task Compute_PerCustomerWithAWindow_CountsOnlyInsideIt(MetricKind kind, string window, string value, int numerator, int denominator)
    {
        await _app.ImportTextAsync(_analyst, _project.Id, Log());
        await SetAsync(nameof(DefineSheet.MetricKind), kind.ToString());
        await SetAsync(nameof(DefineSheet.MetricWindowDays), window);
        var asIs = Result(await _app.Get<MetricService>().ComputeAsync(_analyst, _project.Id, null, Token)).AsIs;
        Assert.Equal((numerator, denominator), (asIs.Numerator, asIs.Denominator));
        Assert.Equal(decimal.Parse(value, CultureInfo.InvariantCulture), kind == MetricKind.OrdersPerCustomer ? asIs.Value : Math.Round(asIs.Value));
    }

    [Fact]
    public async Task Compute_ByMonthWithoutAWindow_DividesByBuyersOfTheMonth()
    {
        await _app.ImportTextAsync(_analyst, _project.Id, Log());
        await SetAsync(nameof(DefineSheet.MetricKind), nameof(MetricKind.OrdersPerCustomer));
        await SetAsync(nameof(DefineSheet.MetricAsIsMonths), "1");
        var result = Result(await _app.Get<MetricService>().ComputeAsync(_analyst, _project.Id, null, Token));
        Assert.False(result.Series[^1].Incomplete);   // the data end on the last day of May
        Assert.Equal("2026-05", result.AsIs.To);
        // by hand: ten first orders and four after ten days by ten buyers; in February ten, three and one from January by eleven
        Assert.Equal((14 / 10.0, 14 / 11.0), (result.Series[0].Value, result.Series[1].Value));
        Assert.Equal(("2026-01", "2026-02"), (result.Series[0].Period, result.Series[1].Period));
    }

    [Fact]
    public async Task Compute_ThenNewDefinitionOrData_IsOlderUntilComputedAgain()
    {
        await _app.ImportTextAsync(_analyst, _project.Id, Log());
        await SetAsync(nameof(DefineSheet.MetricKind), nameof(MetricKind.RepurchaseRate));
        await SetAsync(nameof(DefineSheet.MetricWindowDays), "30");
        await _app.Get<MetricService>().ComputeAsync(_analyst, _project.Id, null, Token);
        Assert.Equal(MetricReadingState.Current, await StateAsync());
        await SetAsync(nameof(DefineSheet.MetricAsIs), "0.5");
        Assert.Equal(MetricReadingState.TypedOver, await StateAsync());
        await SetAsync(nameof(DefineSheet.MetricWindowDays), "20");
        Assert.Equal(MetricReadingState.OlderDefinition, await StateAsync());
        await _app.Get<MetricService>().ComputeAsync(_analyst, _project.Id, null, Token);
        Assert.Equal(MetricReadingState.Current, await StateAsync());
    }

    [Fact]
    public async Task Compute_Series_NeedsNoData()
    {
        await SetAsync(nameof(DefineSheet.MetricKind), nameof(MetricKind.ManualSeries));
        await SetAsync(nameof(DefineSheet.MetricSeries), "2026-01; 10; 100\n2026-02; 20; 100\n2026-03; 30; 100\n2026-04; 40; 100");
        var reading = await _app.Get<MetricService>().ComputeAsync(_analyst, _project.Id, null, Token);
        Assert.Equal(0.3m, Result(reading).AsIs.Value);
        Assert.Null(reading.DatasetVersionId);
        Assert.Equal(new DateOnly(2026, 4, 30), (await SnapshotAsync()).Define.MetricAsOf);
        Assert.Equal(4, MetricHistory.Of((await SnapshotAsync()).Metric, reading, new DateOnly(2026, 11, 22)).Count);
    }

    [Theory]
    [InlineData(MetricKind.Typed, "metric.typed")]
    [InlineData(MetricKind.RepurchaseRate, "define.metric.no-window")]
    [InlineData(MetricKind.OrdersPerCustomer, "metric.no-data")]
    [InlineData(MetricKind.ManualSeries, "define.metric.no-series")]
    public async Task Compute_WhatIsMissing_IsSaidAndNothingIsWritten(MetricKind kind, string code)
    {
        await SetAsync(nameof(DefineSheet.MetricKind), kind.ToString());
        Assert.Equal(code, (await Assert.ThrowsAsync<DomainRuleException>(() => _app.Get<MetricService>().ComputeAsync(_analyst, _project.Id, null, Token))).Code);
        Assert.Null((await SnapshotAsync()).Reading);
        Assert.Null((await SnapshotAsync()).Define.MetricAsIs);
    }

    [Fact]
    public async Task Compute_DataOfAnotherProject_IsRefused()
    {
        var (other, otherAnalyst, _) = await _app.AddProjectAsync();
        var version = await _app.ImportTextAsync(otherAnalyst, other.Id, Log());
        await SetAsync(nameof(DefineSheet.MetricKind), nameof(MetricKind.OrdersPerCustomer));
        Assert.Equal("metric.data-not-ready", (await Assert.ThrowsAsync<DomainRuleException>(() => _app.Get<MetricService>().ComputeAsync(_analyst, _project.Id, version, Token))).Code);
    }

    [Fact]
    public async Task Compute_NoResponseColumn_SaysSo()
    {
        await _app.ImportTextAsync(_analyst, _project.Id, Log());
        await SetAsync(nameof(DefineSheet.MetricKind), nameof(MetricKind.ResponseRate));
        Assert.Equal("metric.no-response-role", (await Assert.ThrowsAsync<DomainRuleException>(() => _app.Get<MetricService>().ComputeAsync(_analyst, _project.Id, null, Token))).Code);
    }

    [Fact] // a customer who responds once in a month responded; the last month is not over
    public async Task Compute_ResponseRate_CountsEachCustomerOnceAMonth()
    {
        await _app.ImportTextAsync(_analyst, _project.Id, "customer,date,response\na,2026-01-02,0\na,2026-01-20,1\nb,2026-01-03,0\nc,2026-02-03,1\nd,2026-02-03,0\ne,2026-02-28,0\nf,2026-03-05,1\n");
        await SetAsync(nameof(DefineSheet.MetricKind), nameof(MetricKind.ResponseRate));
        var result = Result(await _app.Get<MetricService>().ComputeAsync(_analyst, _project.Id, null, Token));
        Assert.Equal(new MetricAsIs(0.4m, 2, 5, "2026-01", "2026-02"), result.AsIs);
        Assert.True(result.Series[^1].Incomplete);
    }

    [Theory]   // a large one broke the page
    [InlineData("3000000000")]
    [InlineData("-1")]
    public async Task Compute_AResponseThatIsNeitherYesNorNo_IsRefusedInASentence(string odd)
    {
        await _app.ImportTextAsync(_analyst, _project.Id, $"customer,date,response\na,2026-01-02,0\nb,2026-01-20,1\nc,2026-01-03,{odd}\nd,2026-02-03,1\n");
        await SetAsync(nameof(DefineSheet.MetricKind), nameof(MetricKind.ResponseRate));
        Assert.Equal("metric.response-not-0-1", (await Assert.ThrowsAsync<Domain.DomainRuleException>(() => _app.Get<MetricService>().ComputeAsync(_analyst, _project.Id, null, Token))).Code);
    }

    [Fact]
    public async Task Compute_Cancelled_WritesNothing()
    {
        await _app.ImportTextAsync(_analyst, _project.Id, Log());
        await SetAsync(nameof(DefineSheet.MetricKind), nameof(MetricKind.OrdersPerCustomer));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _app.Get<MetricService>().ComputeAsync(_analyst, _project.Id, null, new CancellationToken(canceled: true)));
        Assert.Null((await SnapshotAsync()).Reading);
    }

    [Fact]
    public async Task Damage_FirstAmount_StartsTheCounterAndLaterOnesDoNot()
    {
        await SetAsync(nameof(DefineSheet.DamageAmount), "1000000");
        var first = (await SnapshotAsync()).DamageStatedAtUtc;
        await SetAsync(nameof(DefineSheet.DamageAmount), "2000000");
        var snapshot = await SnapshotAsync();
        Assert.NotNull(first);
        Assert.Equal(first, snapshot.DamageStatedAtUtc);
        Assert.Equal(2_000_000m * 12 / 365 * 10, snapshot.DamageSince(first.Value.AddDays(10))!.Lost, 6);
    }

    private static MetricResult Result(MetricReading reading) => ResultJson.Read<MetricResult>(reading.ResultJson);

    private Task<ProjectSnapshot> SnapshotAsync() => _app.Get<WorksheetService>().ReadAsync(_analyst, _project.Id, Token);

    private async Task<MetricReadingState> StateAsync()
    {
        var snapshot = await SnapshotAsync();
        return MetricReadings.StateOf(snapshot.Reading!, snapshot.Define, Result(snapshot.Reading!).AsIs.Value, snapshot.DatasetVersions);
    }

    private async Task SetAsync(string field, string text)
    {
        var now = WorksheetFields.Get(SheetKind.Define, field).Read((await SnapshotAsync()).Define);
        Assert.IsType<FieldResult.Saved>(await _app.Get<WorksheetService>().SaveFieldAsync(_analyst, new FieldEdit(_project.Id, SheetKind.Define, null, field, now, text), Token));
    }
}
