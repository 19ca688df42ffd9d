using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Lists;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Reports;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Measure;

/// <summary>A round after another: who was treated before carries that treatment along, into either group.</summary>
public sealed class EarlierCustomersTests : IAsyncLifetime
{
    private const int Customers = 400;

    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;

    private PilotService Pilots => _app.Get<PilotService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (_app, (_project, _analyst)) = await TestApp.StartPreparedAsync("project with 400 customers", async app =>
        {
            var (project, analyst, _) = await app.AddGoProjectAsync();
            await app.ImportTextAsync(analyst, project.Id, Log(1, Customers));
            return (project, analyst);
        });
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Draw_ASecondRound_HasNobodyWhoWasTreatedInTheFirst()
    {
        var (treated, _) = await DrawAsync(await PlanAsync("0.5"));
        var (target, control) = await DrawAsync(await PlanAsync("1"));
        Assert.Empty(treated.Intersect(target));
        Assert.Empty(treated.Intersect(control));
    }

    [Theory]
    [InlineData(EarlierCustomers.LeaveOutTreated)]
    [InlineData(EarlierCustomers.LeaveOutAll)]
    [InlineData(EarlierCustomers.Keep)]
    public async Task Draw_EveryChoice_TakesBothGroupsFromWhoIsLeft(EarlierCustomers choice)
    {
        var (treated, untreated) = await DrawAsync(await PlanAsync("0.5"));
        var id = await PlanAsync("1");
        await SetAsync(id, PilotField.EarlierCustomers, choice.ToString());
        var forecast = (await Pilots.ForecastAsync(_analyst, id, Token))!;
        var (target, control) = await DrawAsync(id);

        List<string> gone = choice switch
        {
            EarlierCustomers.LeaveOutTreated => treated,
            EarlierCustomers.LeaveOutAll => [.. treated, .. untreated],
            EarlierCustomers.Keep => [],
        };
        // the share is 100 %: whoever may be drawn is in one of the groups
        Assert.Equal(Everybody.Except(gone).Order(), target.Concat(control).Order());
        Assert.NotEmpty(target);
        Assert.NotEmpty(control);
        if (choice == EarlierCustomers.LeaveOutTreated)
        {
            Assert.NotEmpty(untreated.Intersect(target));   // who was only compared with before is split like anybody else
            Assert.NotEmpty(untreated.Intersect(control));
        }

        var drawn = await GetAsync(id);
        Assert.Equal((gone.Count, Customers - gone.Count), (drawn.LeftOutCount, drawn.PopulationCount));
        Assert.Equal((Customers, gone.Count, drawn.PopulationCount, drawn.PopulationCount), (forecast.Population, forecast.LeftOut, forecast.Left, forecast.Selected));
        Assert.Equal((choice, 1), (drawn.ReadPlan()!.Earlier!.Choice, Assert.Single(drawn.ReadPlan()!.Earlier!.Rounds).Round));
    }

    [Fact]
    public async Task Draw_AThirdRoundOnAModel_LeavesOutTheTreatedOfBoth()
    {
        var version = await _app.ImportLogAsync(_analyst, _project.Id, Scenarios.SmallLog);
        await _app.TrainAsync(_analyst, version);
        var (first, _) = await DrawAsync(await PlanAsync("0.1"));
        var (second, _) = await DrawAsync(await PlanAsync("0.1"));
        var id = await PlanAsync("0.9");
        var (third, control) = await DrawAsync(id);
        Assert.NotNull((await GetAsync(id)).ModelRunId);
        Assert.Empty(first.Intersect(second));
        Assert.Empty(first.Concat(second).Intersect(third.Concat(control)));
        Assert.Equal(first.Count + second.Count, (await GetAsync(id)).LeftOutCount);
    }

    [Theory]
    [InlineData(EarlierCustomers.LeaveOutAll, "pilot.earlier.too-few-all")]
    [InlineData(EarlierCustomers.LeaveOutTreated, "pilot.earlier.too-few")]
    public async Task Lock_TooFewLeft_IsRefusedWithWhatToDo_AndNewCustomersHelp(EarlierCustomers choice, string code)
    {
        var first = await PlanAsync("1");
        await SetAsync(first, PilotField.ControlShare, "0.1");
        await DrawAsync(first);
        var id = await PlanAsync("0.01");
        await SetAsync(id, PilotField.EarlierCustomers, choice.ToString());
        Assert.True((await Pilots.ForecastAsync(_analyst, id, Token))!.IsSmallByLeavingOut);
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Pilots.LockAsync(_analyst, id, Token));
        Assert.Equal(code, rule.Code);
        Assert.Equal(Customers, (int)rule.Arguments[0] + (int)rule.Arguments[1]);
        Assert.Equal(PilotState.Draft, (await GetAsync(id)).State);

        var more = await _app.ImportTextAsync(_analyst, _project.Id, Log(1, 2 * Customers));
        await SetAsync(id, PilotField.DatasetVersionId, more.ToString("D"));
        await SetAsync(id, PilotField.SelectedShare, "1");
        var (target, control) = await DrawAsync(id);
        Assert.InRange(target.Count + control.Count, Customers, Customers + 80);
    }

    [Fact]   // another file with ids of its own
    public async Task Forecast_NobodyToLeaveOutAmongThem_IsTold()
    {
        await DrawAsync(await PlanAsync("0.5"));
        var id = await PlanAsync("1");
        Assert.False((await Pilots.ForecastAsync(_analyst, id, Token))!.LeavesOutNobody);
        var others = await _app.ImportTextAsync(_analyst, _project.Id, Log(5001, 5100));
        await SetAsync(id, PilotField.DatasetVersionId, others.ToString("D"));
        var forecast = (await Pilots.ForecastAsync(_analyst, id, Token))!;
        Assert.Equal((true, 100), (forecast.LeavesOutNobody, forecast.Left));
        await SetAsync(id, PilotField.EarlierCustomers, nameof(EarlierCustomers.Keep));
        Assert.False((await Pilots.ForecastAsync(_analyst, id, Token))!.LeavesOutNobody);
    }

    [Fact]
    public async Task Lock_WhileTheListOfAnotherRoundIsNotThere_IsRefused()
    {
        var first = await PlanAsync("0.5");
        await DrawAsync(first);
        var second = await PlanAsync("1");
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
            await db.Pilots.Where(p => p.Id == first).ExecuteUpdateAsync(s => s.SetProperty(p => p.State, PilotState.Drawing), Token);
        Assert.Equal("pilot.earlier.drawing", (await Assert.ThrowsAsync<DomainRuleException>(() => Pilots.LockAsync(_analyst, second, Token))).Code);

        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
            await db.Pilots.Where(p => p.Id == first).ExecuteUpdateAsync(s => s.SetProperty(p => p.State, PilotState.Running), Token);
        Directory.Delete(_app.Get<DataDirectory>().Pilot(first), recursive: true);
        Assert.Equal("pilot.earlier.list-gone", (await Assert.ThrowsAsync<DomainRuleException>(() => Pilots.LockAsync(_analyst, second, Token))).Code);
        await SetAsync(second, PilotField.EarlierCustomers, nameof(EarlierCustomers.Keep));
        await DrawAsync(second);
    }

    [Theory]   // the plan names the list by its fingerprint: half a file would leave out half of them
    [InlineData("")]
    [InlineData("half a line")]
    public async Task Lock_WithAListThatIsNotTheOneThatWasDrawn_IsRefused(string end)
    {
        var first = await PlanAsync("0.5");
        await DrawAsync(first);
        var second = await PlanAsync("1");
        var path = Path.Combine(_app.Get<DataDirectory>().Pilot(first), PilotFiles.Assignment);
        var lines = await File.ReadAllLinesAsync(path, Token);
        await File.WriteAllTextAsync(path, string.Join('\n', lines.Take(lines.Length / 2)) + "\n" + end, Token);
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Pilots.LockAsync(_analyst, second, Token));
        Assert.Equal(("pilot.earlier.list-changed", 1), (rule.Code, rule.Arguments[0]));
        Assert.Equal("pilot.earlier.list-changed", (await Assert.ThrowsAsync<DomainRuleException>(() => Pilots.ForecastAsync(_analyst, second, Token))).Code);
    }

    [Theory]
    [InlineData(EarlierCustomers.LeaveOutTreated, "ko", "조치를 받은 고객 제외(1회차): 이전 회차 고객 {0}명을 제외하고 {1}명이 남았습니다.")]
    [InlineData(EarlierCustomers.Keep, "en", "Keep them all (round 1): nobody left out of 400 customers.")]
    public async Task Result_PacketAndReport_SayWhatBecameOfThem(EarlierCustomers choice, string language, string said)
    {
        await DrawAsync(await PlanAsync("0.5"));
        var id = await PlanAsync("1");
        await SetAsync(id, PilotField.EarlierCustomers, choice.ToString());
        var (target, control) = await DrawAsync(id);
        var answers = "customer_id,responded\n" + string.Concat(target.Concat(control).Select((c, i) => $"{c},{i % 3 / 2}\n"));
        await _app.Get<PilotResponseService>().EvaluateAsync(_analyst, id, "responses.csv", new MemoryStream(Encoding.UTF8.GetBytes(answers)), new ResponseReading(), Token);

        var drawn = await GetAsync(id);
        var review = await _app.Get<ReviewService>().SubmitAsync(_analyst, _project.Id, Gate.Pilot, id, Token);
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        var packet = GatePacket.FromJson((await db.Reviews.SingleAsync(r => r.Id == review, Token)).PacketJson);
        var outcome = ResultJson.Read<PilotResult>(packet.Pilot!.ResultJson!).Earlier!;
        Assert.Equal((choice, drawn.LeftOutCount, drawn.PopulationCount), (outcome.Plan.Choice, outcome.LeftOut, outcome.Left));

        var html = System.Net.WebUtility.HtmlDecode((await _app.Get<ReportService>().HtmlAsync(_analyst, _project.Id, CultureInfo.GetCultureInfo(language), Token)).Html);
        Assert.Contains(string.Format(CultureInfo.InvariantCulture, said, drawn.LeftOutCount, drawn.PopulationCount), html, StringComparison.Ordinal);
        Assert.Equal(choice == EarlierCustomers.Keep, html.Contains("repeated treatment", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Everybody => Enumerable.Range(1, Customers).Select(i => $"c{i}");

    private static string Log(int first, int last) =>
        "customer_id,ordered_at,amount\n" + string.Concat(Enumerable.Range(first, last - first + 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i},2026-01-{1 + i % 28:00},{i * 10}\n")));

    private async Task<Guid> PlanAsync(string selectedShare)
    {
        var id = await Pilots.CreateAsync(_analyst, _project.Id, Token);
        foreach (var (field, text) in new[] { (PilotField.Name, "Coupon"), (PilotField.Hypothesis, "More orders within 30 days"), (PilotField.Treatment, "A coupon"), (PilotField.SelectedShare, selectedShare) })
            await SetAsync(id, field, text);
        return id;
    }

    private async Task SetAsync(Guid id, PilotField field, string text) =>
        await Pilots.SaveAsync(_analyst, id, field, PilotFields.Read(await GetAsync(id), field), text, Token);

    private async Task<(List<string> Target, List<string> Control)> DrawAsync(Guid id)
    {
        await Pilots.LockAsync(_analyst, id, Token);
        await TestApp.UntilAsync(async () => (await GetAsync(id)).State != PilotState.Drawing);
        var pilot = await GetAsync(id);
        Assert.True(pilot.State == PilotState.Running, $"{pilot.State}: {pilot.ErrorCode} {pilot.ErrorArgumentsJson}");
        return (await ListAsync(id, PilotGroup.Target), await ListAsync(id, PilotGroup.Control));
    }

    private async Task<List<string>> ListAsync(Guid id, PilotGroup group)
    {
        var list = await _app.Get<PilotListService>().OpenAsync(_analyst, id, group, ListFormat.Csv, Token);
        using var reader = new StreamReader(list.Content, Encoding.UTF8);
        return [.. (await reader.ReadToEndAsync(Token)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')[group == PilotGroup.Target ? 1 : 0])];
    }

    private async Task<Pilot> GetAsync(Guid id)
    {
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        return await db.Pilots.AsNoTracking().SingleAsync(p => p.Id == id, Token);
    }
}
