using System.Globalization;
using Bunit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Numerics;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Reviews;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Reviews;

/// <summary>What a manager reads: the frozen packet, without a look at the sheets of today.</summary>
public sealed class PacketViewTests : IAsyncLifetime
{
    private static readonly Currency Won = Currency.Of("KRW");

    private ProjectPartsPage _page = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _page = await ProjectPartsPage.OpenAsync();
        await _page.App.GoAsync(_page.Project, _page.Analyst, _page.Manager);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task Summary_OfAPilot_LeadsWithVerdictDifferenceRuleAndNextChoice()
    {
        var outlook = new PacketOutlook(new SwitchTerms(SwitchKind.NotSignificant, "", 2, null), new SwitchCheck(SwitchState.Met, new FigureText("switch.why.not-significant", 2, 2)), new PacketChoice(2, "coupon", "printed coupons"));
        var shown = await SummaryAsync(Pilot(outlook));

        var first = shown.Find("dl");
        Assert.Contains("ps-pilot-summary", first.ClassName, StringComparison.Ordinal);
        Assert.Equal(["Verdict", "Difference of the rates", "Switch condition", "Next choice"], first.QuerySelectorAll("dt").Select(d => d.TextContent));
        var text = first.TextContent;
        Assert.Contains("No difference shown", text, StringComparison.Ordinal);
        Assert.Contains("+0.40 points", text, StringComparison.Ordinal);
        Assert.Contains("-1.60", text.Replace('−', '-'), StringComparison.Ordinal);   // the interval's lower end
        Assert.Contains("met: switch", text, StringComparison.Ordinal);
        Assert.Contains("Choice 2: “coupon”", text, StringComparison.Ordinal);
        Assert.Contains("printed coupons", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_OfAnAsIsFromDataBesideExclusions_SaysThatTheyAreANote()
    {
        await _page.App.ComputedAsIsAsync(_page.Project, _page.Analyst, 0.24m, "returns");
        var packet = GatePacket.Of((await _page.ContextAsync(ProblemStep.Define)).Snapshot);
        var shown = _page.Render<Components.Define.PacketEvidence>(p => p.Add(v => v.Packet, packet).Add(v => v.Currency, Won));
        Assert.Contains("“returns” is a note: the computed As-is", shown.Find(".ps-notice").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Summary_OfAPilotAskedAboutBeforeThisWasFrozen_ShowsWhatItHas() =>
        Assert.Equal(["Verdict", "Difference of the rates"], (await SummaryAsync(Pilot(null))).Find("dl").QuerySelectorAll("dt").Select(d => d.TextContent));

    [Fact]
    public async Task Summary_OfTheEffectsGate_BeginsWithTheDamage() =>
        Assert.Equal("Damage", (await SummaryAsync(null)).Find("dt").TextContent);

    [Theory]
    [InlineData(1, "“line 1”: ")]
    [InlineData(2, "the same factor for all 2 effects at once")]
    public async Task Summary_BreakEven_SaysWhenSeveralLinesAreScaledAlike(int lines, string expected)
    {
        var packet = await PacketAsync(null);
        var rows = Enumerable.Range(1, lines).Select(i => new EffectLine { Id = Guid.NewGuid(), Position = i, Name = $"line {i}", Population = 1000, PopulationUnit = "customers", ChangeLikely = 0.02m, ValuePerUnit = 1000 }).ToList();
        packet = packet with { EffectLines = rows, Estimate = EffectEstimate.From(packet.Effects, rows) };
        Assert.Contains(expected, Summary(packet).Find(".ps-five").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "90 days", "3 months", "24 months", "20 working days", "8%")]
    [InlineData("ko", "90일", "3개월", "24개월", "20영업일", "8%")]
    public async Task Packet_EveryNumber_HasTheUnitOfItsBox(string language, string window, string months, string horizon, string test, string discount)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var packet = await PacketAsync(null);
        packet.Define.MetricKind = MetricKind.RepurchaseRate;   // asks for both
        (packet.Define.MetricWindowDays, packet.Define.MetricAsIsMonths) = (90, 3);
        (packet.Effects.HorizonMonths, packet.Effects.NextTestDays, packet.Effects.DiscountRate) = (24, 20, 0.08m);
        var values = Packet(packet).FindAll("dl.ps-lines > dd").Select(d => d.TextContent).ToList();
        foreach (var expected in new[] { window, months, horizon, discount })
            Assert.Contains(expected, values);
        packet.Effects.NextTest = "send it";   // the test stands in the summary
        Assert.Contains(test, Summary(packet).Find(".ps-five").TextContent, StringComparison.Ordinal);
    }

    [Fact]   // what was decided on must be readable later: nothing of the sheets is left out
    public async Task Packet_EveryFieldThatWasFilledIn_IsShown()
    {
        var packet = await PacketAsync(null);
        Fill(SheetKind.Define, packet.Define);
        Fill(SheetKind.Effects, packet.Effects);
        var page = Summary(packet).Find("dl").TextContent + Packet(packet).Markup;
        foreach (var (kind, sheet) in new (SheetKind, IWorksheet)[] { (SheetKind.Define, packet.Define), (SheetKind.Effects, packet.Effects) })
        {
            foreach (var field in WorksheetFields.Of(kind).Where(f => f.Kind == FieldKind.Text && MetricFields.IsAsked(packet.Define, f.Name)))
                Assert.Contains(field.Read(sheet), page, StringComparison.Ordinal);
        }

        Assert.Contains(Application.Formatting.Format.Date(new DateOnly(2026, 11, 1), CultureInfo.GetCultureInfo("en")), page, StringComparison.Ordinal);   // the day of the kill criteria
    }

    [Fact]
    public async Task Page_BreakEvenKindsAndKillCriteria_StandOnce()
    {
        var packet = await PacketAsync(null);
        (packet.Effects.KillCriteria, packet.Effects.KillValue) = ("give up below nine", 0.09m);
        var rows = new[] { GainKind.Margin, GainKind.SavedCost }.Select(k => new EffectLine { Id = Guid.NewGuid(), Kind = k, Name = k.ToString(), Population = 1000, PopulationUnit = "customers", ChangeLikely = 0.02m, ValuePerUnit = 1000 }).ToList();
        packet = packet with { EffectLines = rows, Estimate = EffectEstimate.From(packet.Effects, rows) };
        var page = Summary(packet).Markup + Packet(packet).Markup;
        foreach (var once in new[] { "Break-even", "give up below nine", "must be", "Different kinds" })
            Assert.True(page.Split(once).Length == 2, $"“{once}” stands {page.Split(once).Length - 1} times.");
    }

    [Fact]   // "→ –" read as a row that is there and holds nothing
    public async Task Differences_ARowThatIsGone_IsCalledRemoved()
    {
        var gone = new PacketDifference(SheetKind.EffectLine, Guid.NewGuid(), "returns", "Row", "returns", "");
        var packet = await PacketAsync(null);
        Assert.Equal("removed", _page.Render<DifferenceTable>(p => p.Add(t => t.Packet, packet).Add(t => t.Rows, [gone])).Find("td.ps-later").TextContent);
        Assert.Equal("returns", _page.Render<DifferenceTable>(p => p.Add(t => t.Packet, packet).Add(t => t.Rows, [gone with { Then = "", Now = "returns" }])).Find("td.ps-later").TextContent);
    }

    [Fact]
    public async Task Page_WhatTheSummarySays_IsNotSaidAgainBelow()
    {
        var packet = await PacketAsync(null);
        (packet.Define.DamageText, packet.Define.DamageAmount) = ("customers stay away", 45_000_000m);
        (packet.Effects.NextTest, packet.Effects.NextTestCost, packet.Effects.OneOffCost) = ("send it to five hundred", 1_700_000m, 9_000_000m);
        (packet.Effects.RunningCostPerYear, packet.Effects.RunningCostHigh) = (22_000_000m, 28_000_000m);
        var below = Packet(packet).FindAll("dl.ps-lines > dd").Select(d => d.TextContent).ToList();
        foreach (var said in new[] { "customers stay away", "₩45M", "send it to five hundred", "₩1.7M", "₩9M" })
            Assert.DoesNotContain(said, below);
        Assert.Contains("₩22M", below);   // with the range it belongs to
        var page = Summary(packet).Markup;
        Assert.Contains("customers stay away", page, StringComparison.Ordinal);
        Assert.Contains("send it to five hundred", page, StringComparison.Ordinal);
    }

    [Fact]   // so that nothing is cut off on a phone
    public void Tornado_NamesTheColumnAtEachValue()
    {
        var swing = new EffectSwing(new EffectInput(null, "", nameof(EffectsSheet.OneOffCost), InputRange.Of(1, 2, 3, RangeShape.Pert)), 10, -10);
        var table = _page.Render<Components.Effects.TornadoView>(p => p.Add(v => v.Swings, [swing]).Add(v => v.Likely, 0).Add(v => v.Currency, Won)).Find("table.ps-stacked");
        Assert.Equal(table.QuerySelectorAll("thead th").Skip(1).Select(h => h.TextContent), table.QuerySelectorAll("tbody td[data-label]").Select(d => d.GetAttribute("data-label")));
    }

    [Theory]   // 1,000 × 2 % × 1,000 × 12 is not what stands as the gain, so what else went into it stands beside it
    [InlineData("en", "Cost of this line per year: ₩40,000", "Ramp-up: 3 months", "Shape of the ranges: triangular")]
    [InlineData("ko", "이 항목의 연간 비용: 40,000원", "도달 기간: 3개월", "범위의 분포: 삼각 분포")]
    public async Task Packet_WhatALineCostsAndWhenItIsReached_StandsAtItsGainAndInTheCost(string language, string cost, string ramp, string shape)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var packet = await PacketAsync(null);
        var line = new EffectLine { Id = Guid.NewGuid(), Name = "second orders", Population = 1_000, PopulationUnit = "customers", ChangeLow = 0.01m, ChangeLikely = 0.02m, ValuePerUnit = 1_000, CostPerYear = 40_000, RampUpMonths = 3, Shape = RangeShape.Triangular };
        (packet.Effects.OneOffCost, packet.Effects.RunningCostPerYear) = (50_000, 10_000);
        packet = packet with { EffectLines = [line, new EffectLine { Id = Guid.NewGuid(), CostPerYear = 7_000 }], Estimate = EffectEstimate.From(packet.Effects, [line]) };
        var gain = Packet(packet).FindAll("table.ps-stacked tbody tr:first-child td")[^1].TextContent;
        foreach (var said in new[] { cost, ramp, shape })
            Assert.Contains(said, gain, StringComparison.Ordinal);
        var summary = Summary(packet);
        var spent = summary.FindAll("dt").Single(d => d.TextContent == _page.Texts["review.cost"]).NextElementSibling!.TextContent;
        Assert.Contains(language == "ko" ? "연 50,000원" : "₩50,000 a year", spent, StringComparison.Ordinal);
        Assert.Contains(language == "ko" ? "40,000원" : "₩40,000", spent, StringComparison.Ordinal);   // how much of it the effects cost themselves
    }

    [Fact]   // on a phone the values stand below each other, so each names its column
    public async Task Packet_EffectTable_NamesTheColumnAtEachValue()
    {
        var table = Packet(await PacketAsync(null)).Find("table.ps-stacked");
        var heads = table.QuerySelectorAll("thead th").Skip(1).Select(h => h.TextContent);
        Assert.Equal(heads, table.QuerySelectorAll("tbody tr:first-child td").Select(d => d.GetAttribute("data-label")));
    }

    [Fact]
    public async Task Summary_WithoutAnyRange_DoesNotCallALossImpossible()
    {
        var line = new EffectLine { Population = 1_000, ChangeLikely = 0.03m, ValuePerUnit = 30_000 };
        var packet = await PacketAsync(null) with { Simulation = EffectSimulation.Run(new EffectModel(new EffectsSheet(), [line]), 1_000) };

        var summary = Summary(packet).Markup;

        Assert.Contains(_page.Texts["review.net.no-range"], summary, StringComparison.Ordinal);
        Assert.DoesNotContain(_page.Texts["effects.chance.loss"], summary, StringComparison.Ordinal);
        Assert.DoesNotContain("P50", summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Summary_WithARange_SaysTheChanceOfALoss()
    {
        var line = new EffectLine { Population = 1_000, ChangeLow = -0.01m, ChangeLikely = 0.03m, ValuePerUnit = 30_000 };
        var packet = await PacketAsync(null) with { Simulation = EffectSimulation.Run(new EffectModel(new EffectsSheet(), [line]), 1_000) };

        var summary = Summary(packet).Markup;

        Assert.Contains(_page.Texts["effects.chance.loss"], summary, StringComparison.Ordinal);
        Assert.Contains("P10", summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packet_OfWhatIsSaved_NamesTheNumbersAfterItsKind()
    {
        var packet = await PacketAsync(null);
        var line = new EffectLine { Id = Guid.NewGuid(), Kind = GainKind.SavedCost, Name = "returns", Population = 800, PopulationUnit = "returns", ChangeLow = 0.1m, ChangeLikely = 0.2m, ChangeHigh = 0.3m, ValuePerUnit = 6000 };
        packet.Effects.OneOffCost = 1_000_000;
        packet = packet with { EffectLines = [line], Estimate = EffectEstimate.From(packet.Effects, [line]), Tornado = EffectSensitivity.Tornado(new EffectModel(packet.Effects, [line])) };

        var cells = Packet(packet).FindAll("table.ps-stacked tbody tr:first-child td");
        Assert.Equal(["Reducible per period, likely", "Share that goes away, likely", "Cost of each, likely"], cells.Skip(1).Take(3).Select(c => c.GetAttribute("data-label")));
        Assert.Equal("20%10% – 30%", cells[2].TextContent.Trim());
        var five = Summary(packet).Find(".ps-five").TextContent;
        Assert.Contains("returns: share that goes away", five, StringComparison.Ordinal);
        Assert.Contains("“returns”: 1.74% (planned 20%)", five, StringComparison.Ordinal);
        var changed = _page.Render<DifferenceTable>(p => p.Add(t => t.Packet, packet).Add(t => t.Rows, [new PacketDifference(SheetKind.EffectLine, line.Id, "returns", nameof(line.ChangeLow), "0.1", "0.15")])).Find("tbody tr");
        Assert.Equal(["returns · Share that goes away, low", "10%", "15%"], changed.Children.Select(c => c.TextContent));
    }

    [Theory]   // what another way of measuring left behind is no part of what is decided on
    [InlineData(MetricKind.Typed, false, true)]
    [InlineData(MetricKind.ManualSeries, true, false)]
    public async Task Packet_OfAWayOfMeasuring_ShowsAndComparesOnlyWhatItAsksFor(MetricKind kind, bool series, bool window)
    {
        var packet = await PacketAsync(null);
        (packet.Define.MetricKind, packet.Define.MetricUnit, packet.Define.MetricSeries) = (kind, MetricUnit.Rate, "2026-01\t24.1%\n2026-02\t25%");
        var later = GatePacket.FromJson(packet.ToJson());
        (later.Define.MetricWindowDays, later.Define.MetricSeries) = (77, "2026-01\t24.1%\n2026-02\t26%");
        Assert.Equal(window ? [nameof(DefineSheet.MetricWindowDays)] : [nameof(DefineSheet.MetricSeries)], packet.DifferencesTo(later).Select(d => d.Field));

        var shown = Packet(later);
        Assert.Equal(window, shown.FindAll("dl.ps-lines > dd").Any(d => d.TextContent == "77 days"));
        Assert.Equal(series ? ["24.1%", "26%"] : [], shown.FindAll("details.ps-packet-series:not([open]) tbody td").Select(d => d.TextContent));
        Assert.DoesNotContain("2026-02\t26%", shown.Markup, StringComparison.Ordinal);
        if (!series)
            return;
        var row = _page.Render<DifferenceTable>(p => p.Add(t => t.Packet, later).Add(t => t.Rows, packet.DifferencesTo(later))).Find("tbody tr");
        Assert.Equal(["2026-02 25%", "2026-02 26%"], row.QuerySelectorAll("td").Select(d => d.TextContent));
    }

    [Fact]
    public async Task Packet_OfALongSeries_DrawsItsFinding()
    {
        var packet = await PacketAsync(null);
        (packet.Define.MetricKind, packet.Define.MetricUnit) = (MetricKind.ManualSeries, MetricUnit.Rate);
        packet.Define.MetricSeries = string.Join('\n', Enumerable.Range(0, 24).Select(i => $"{2024 + i / 12}-{i % 12 + 1:00}\t{(i < 18 ? 30 + i % 3 : 20).ToString(CultureInfo.InvariantCulture)}%"));
        packet.Define.PhenomenonSince = "2025년 3월";   // the manager judges by the same months as step 1
        var metric = MetricDefinition.Of(packet.Define);
        var chart = ControlChart.Of(MetricHistory.Of(metric, null, new DateOnly(2026, 11, 22)), metric.Unit, metric.Direction, asked: ControlBaseline.Of(packet.Define))!;
        var shown = Packet(packet);
        var figure = shown.Find("figure.ps-figure");
        Assert.Equal(14, chart.Baseline);
        Assert.Equal(ProblemSolving.Application.Formatting.Wording.Say(_page.Texts, ControlChartFigure.Sentence(chart)), figure.QuerySelector("h3")!.TextContent);
        Assert.Contains("2025-", figure.QuerySelector("h3")!.TextContent, StringComparison.Ordinal);   // since when it is outside
        Assert.Equal(24, shown.FindAll("details.ps-packet-series tbody tr").Count);
    }

    [Fact]
    public async Task Packet_CausesAsked_StandAsAList()
    {
        var packet = await PacketAsync(null) with { CauseNotes = [new CauseNote { Id = Guid.NewGuid(), Tool = CauseTool.FiveWhys, Position = 1, Text = "nobody writes to them", CounterText = "mail log" }] };
        Assert.Contains("nobody writes to them", Packet(packet).Find("ol.ps-packet-causes li").TextContent, StringComparison.Ordinal);
    }

    [Fact]   // a packet edited under review differs in its causes too
    public async Task Difference_InTheCauses_IsToldByItsRow()
    {
        var note = new CauseNote { Id = Guid.NewGuid(), Tool = CauseTool.FiveWhys, Position = 1, Text = "nobody writes to them" };
        var packet = await PacketAsync(null) with { CauseNotes = [] };
        var added = Assert.Single(packet.DifferencesTo(packet with { CauseNotes = [note] }));
        Assert.Equal((SheetKind.CauseNote, "Row", "nobody writes to them"), (added.Sheet, added.Field, added.Now));
        Assert.Empty((packet with { CauseNotes = null }).DifferencesTo(packet with { CauseNotes = [note] }));   // from before causes were frozen
    }

    [Theory]
    [InlineData("en", "2년 전 대비 −12%p, 월 약 150건의 두 번째 주문 감소", false, true)]   // typed in the other language
    [InlineData("ko", "2년 전 대비 −12%p, 월 약 150건의 두 번째 주문 감소", false, true)]
    [InlineData("ko", "2년 전 대비 −12%p, 월 약 150건의 두 번째 주문 감소", true, false)]    // the worked example is made of them
    [InlineData("ko", "24% (2024년 대비 -7%p)", false, false)]
    public async Task Packet_AnExampleOfTheForm_SaysSoWhereItStands(string language, string size, bool sample, bool marked)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var packet = await PacketAsync(null);
        packet.Define.PhenomenonSize = size;
        var shown = _page.Render<PacketView>(p => p.Add(v => v.Packet, packet).Add(v => v.Currency, Won).Add(v => v.IsSample, sample));
        Assert.Equal(marked, shown.FindAll("dl.ps-lines > dd").Single(d => d.TextContent.Contains(size, StringComparison.Ordinal)).QuerySelector(".ps-example-mark") is not null);
    }

    private static void Fill(SheetKind kind, IWorksheet sheet)
    {
        foreach (var field in WorksheetFields.Of(kind))
        {
            if (field.Kind == FieldKind.Text)
                field.Write(sheet, "said in " + field.Name);
            else if (field.Kind == FieldKind.Date)
                field.Write(sheet, "2026-11-01");
        }
    }

    private IRenderedComponent<PacketView> Packet(GatePacket packet) => _page.Render<PacketView>(p => p.Add(v => v.Packet, packet).Add(v => v.Currency, Won));

    private static PacketPilot Pilot(PacketOutlook? outlook) => new(Guid.NewGuid(), 2, "letter", "plan", "responses", PilotResults.Json(VerdictKind.NotShown, 0.004), outlook);

    // As it comes back from the database.
    private async Task<GatePacket> PacketAsync(PacketPilot? pilot)
    {
        var snapshot = await _page.App.Get<WorksheetService>().ReadAsync(_page.Analyst, _page.Project.Id, Token);
        return GatePacket.FromJson(GatePacket.Of(snapshot, pilot).ToJson());
    }

    private async Task<IRenderedComponent<ReviewSummary>> SummaryAsync(PacketPilot? pilot) => Summary(await PacketAsync(pilot));

    private IRenderedComponent<ReviewSummary> Summary(GatePacket packet) =>
        _page.Render<ReviewSummary>(p => p.Add(v => v.Packet, packet).Add(v => v.Waiting, new WaitingCost(0, null, null)).Add(v => v.Currency, Won));
}
