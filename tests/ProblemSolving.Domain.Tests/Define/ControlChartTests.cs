using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Tests.Define;

public sealed class ControlChartTests
{
    private static readonly double[] Calm = [10, 12, 11, 13, 12, 11, 10, 13];

    [Fact]
    // x̄ = (10+12+11+13+12+11+10+13)/8 = 92/8 = 11.5
    // moving ranges 2 1 2 1 1 1 3: mean 11/7 = 1.571429; 2.66 × 1.571429 = 4.18
    public void Of_Individuals_HasLimitsOfTheTextbook()
    {
        var chart = Chart([.. Calm, 11])!;
        Assert.Equal(ControlChartKind.Individuals, chart.Kind);
        Assert.Equal(11.5, chart.Points[0].Centre, 1e-12);
        Assert.Equal(7.32, chart.Points[0].Low, 1e-9);
        Assert.Equal(15.68, chart.Points[0].High, 1e-9);
        Assert.Equal(ControlState.Within, chart.State);
    }

    [Fact]
    // p̄ = 160/800 = 0.2; n = 100: 3 √(0.2 × 0.8 / 100) = 0.12; n = 400: 3 √(0.16 / 400) = 0.06
    public void Of_Proportions_HasLimitsThatFollowTheDenominator()
    {
        decimal[] counts = [20, 22, 18, 21, 19, 20, 20, 20];
        var series = counts.Select((c, i) => MetricPoint.Of(Month(i), c, 100, false)).Append(MetricPoint.Of(Month(8), 108, 400, false)).ToList();
        var chart = ControlChart.Of(series, MetricUnit.Rate, MetricDirection.LowerIsBetter)!;
        Assert.Equal(ControlChartKind.Proportions, chart.Kind);
        Assert.Equal((0.08, 0.32), (Math.Round(chart.Points[0].Low, 12), Math.Round(chart.Points[0].High, 12)));
        Assert.Equal((0.14, 0.26), (Math.Round(chart.Points[8].Low, 12), Math.Round(chart.Points[8].High, 12)));
        Assert.Equal(ControlSignals.Outside, chart.Points[8].Signals);   // 108/400 = 0.27
        Assert.Equal(ControlState.Worse, chart.State);
        Assert.Equal("2025-09", chart.Since);
    }

    [Fact]
    public void Of_FewerThanNineCompletePeriods_IsNoChart()
    {
        Assert.Null(Chart(Calm));
        Assert.NotNull(Chart([.. Calm, 12]));
    }

    [Theory]
    [InlineData(MetricDirection.HigherIsBetter, ControlState.Worse)]
    [InlineData(MetricDirection.LowerIsBetter, ControlState.Better)]
    public void Of_NewestBelowTheLimits_IsWorseOrBetterByDirection(MetricDirection direction, ControlState state)
    {
        var chart = ControlChart.Of(Values([.. Calm, 11, 5]), MetricUnit.Count, direction)!;
        Assert.Equal((state, "2025-10", 1), (chart.State, chart.Since, chart.Flagged));
    }

    [Fact]
    public void Of_SignalThatIsOver_IsBackWithinLimits() => Assert.Equal(ControlState.Back, Chart([.. Calm, 11, 5, 12])!.State);

    [Fact]
    public void Of_EightOnOneSide_IsARunAtTheEighth()
    {
        // baseline of eight, its last value above the centre; then seven more above: the eighth in a row is the seventh after it
        var chart = Chart([10, 12, 11, 13, 12, 11, 10, 13, 12, 12, 12, 12, 12, 12])!;
        Assert.Equal(8, chart.Baseline);
        Assert.All(chart.Points.Take(14), p => Assert.False(p.Signals.HasFlag(ControlSignals.Run)));
        var longer = Chart([10, 12, 11, 13, 12, 11, 10, 13, 12, 12, 12, 12, 12, 12, 12])!;
        Assert.Equal(ControlSignals.Run, longer.NewestSignals);
    }

    [Fact]
    public void Of_SixInOneDirection_IsATrendAtTheSixth()
    {
        var chart = Chart([10, 12, 11, 13, 12, 11, 10, 13, 10.2, 10.6, 11.0, 11.4, 11.8, 12.2])!;   // 10.2 … 12.2: six that rise
        Assert.Equal(ControlSignals.Trend, chart.NewestSignals);
        Assert.Equal(ControlSignals.None, chart.Points[12].Signals);
    }

    [Theory]   // below the centre of 11.5 but rising, above it but falling: a trend says where the metric is going
    [InlineData(8.0, 0.4, ControlState.Better)]
    [InlineData(14.0, -0.4, ControlState.Worse)]
    public void Of_TrendOnTheOtherSideOfTheCentre_IsJudgedByItsDirection(double from, double step, ControlState state)
    {
        var chart = Chart([10, 12, 11, 13, 12, 11, 10, 13, .. Enumerable.Range(0, 6).Select(i => from + (i * step))])!;
        Assert.Equal((ControlSignals.Trend, state), (chart.NewestSignals, chart.State));
    }

    [Fact]
    public void Of_IncompletePeriods_AreShownAndNeverJudged()
    {
        var series = Values([.. Calm, 11, 11]).Append(new MetricPoint("2025-11", 0.1, null, null, true)).ToList();
        var chart = ControlChart.Of(series, MetricUnit.Count, MetricDirection.HigherIsBetter)!;
        Assert.Equal(ControlState.Within, chart.State);
        Assert.Equal((11, 2), (chart.Points.Count, chart.Judged));
        Assert.True(chart.Points[^1].Incomplete);
    }

    [Fact] // the new problem must not widen the limits it is judged by
    public void Of_LimitsRestOnAllButTheLastSix()
    {
        var calm = Enumerable.Range(0, 14).Select(i => 10.0 + (i % 2)).ToList();
        var chart = Chart([.. calm, 30, 31, 32, 30, 31, 30])!;
        Assert.Equal(14, chart.Baseline);
        Assert.Equal(10.5, chart.Points[0].Centre, 1e-12);
        Assert.Equal(6, chart.Flagged);
    }

    [Fact]
    public void Of_TwoYears_ComparesWithTheSameMonthAYearBefore()
    {
        // a season of ±5 and one unit lower in the second year
        var series = Values([.. Enumerable.Range(0, 24).Select(i => 20 + (5 * Math.Sin(i * Math.PI / 6)) - (i >= 12 ? 1 : 0))]);
        var season = ControlChart.Of(series, MetricUnit.Count, MetricDirection.HigherIsBetter)!.Season!;
        Assert.Equal((6, 6), (season.Months, season.Worse));
        Assert.Equal(-1, season.MeanChange, 1e-9);
        Assert.Null(ControlChart.Of([.. series.Skip(7)], MetricUnit.Count, MetricDirection.HigherIsBetter)!.Season);
    }

    [Fact]
    public void Sentence_EveryState_HasWords()
    {
        Assert.Equal("control.verdict.Within", ControlChartFigure.Sentence(Chart([.. Calm, 11])!).Key);
        Assert.Equal("control.verdict.Worse", ControlChartFigure.Sentence(Chart([.. Calm, 11, 5])!).Key);
    }

    [Fact]
    // Laney (2002): z = (p − p̄)/√(p̄(1 − p̄)/n), σz = mean |zᵢ − zᵢ₋₁| / 1.128, limits p̄ ± 3 σz √(p̄(1 − p̄)/n).
    // p̄ = 1960/8600 = 0.2279070; σz and the limits at n = 1000 worked out with Python's floats from the same eight months.
    public void Of_SharesThatScatterMoreThanChance_HasLaneysLimits()
    {
        (decimal Part, decimal Whole)[] months = [(200, 1000), (260, 1200), (190, 900), (310, 1100), (240, 1000), (180, 1000), (330, 1300), (250, 1100), (210, 1000)];
        var series = months.Select((m, i) => MetricPoint.Of(Month(i), m.Part, m.Whole, false)).ToList();
        var chart = ControlChart.Of(series, MetricUnit.Rate, MetricDirection.HigherIsBetter)!;
        Assert.Equal(2.901065063, chart.Dispersion, 1e-6);
        Assert.Equal((0.112457, 0.343357), (Math.Round(chart.Points[0].Low, 6), Math.Round(chart.Points[0].High, 6)));
        Assert.True(chart.IsOverdispersed);
        Assert.Contains(ControlChartFigure.Notes(chart), n => n.Key == "control.dispersion");
        Assert.Equal("control.subtitle.Laney", ControlChartFigure.Of(chart, Definition).Subtitle.Key);
    }

    [Fact] // calm months are no reason to narrow the limits below those of chance
    public void Of_SharesThatScatterLessThanChance_KeepsTheBinomialLimits()
    {
        var series = Enumerable.Range(0, 9).Select(i => MetricPoint.Of(Month(i), 20 + (i % 2), 100, false)).ToList();
        var chart = ControlChart.Of(series, MetricUnit.Rate, MetricDirection.HigherIsBetter)!;
        Assert.Equal(1, chart.Dispersion);
        Assert.Empty(ControlChartFigure.Notes(chart));
    }

    [Fact]
    public void Of_EarlyMonthsOfALog_AreShownButNeitherMakeTheLimitsNorAreJudged()
    {
        var series = Values([40, 35, .. Calm, 11]);
        series = [.. series.Select((p, i) => i < 2 ? p with { EarlyLog = true } : p)];
        var chart = ControlChart.Of(series, MetricUnit.Count, MetricDirection.HigherIsBetter)!;
        Assert.Equal((11, 2, 0), (chart.Points.Count, chart.LeftOut, chart.EarlyKept));
        Assert.Equal(11.5, chart.Points[0].Centre, 1e-12);
        Assert.All(chart.Points.Take(2), p => Assert.Equal((ControlSignals.None, false, true), (p.Signals, p.IsBaseline, p.LeftOut)));
        Assert.Contains(ControlChartFigure.Notes(chart), n => n.Key == "control.early.left-out");

        var all = ControlChart.Of(series, MetricUnit.Count, MetricDirection.HigherIsBetter, keepEarly: true)!;
        Assert.Equal((0, 2), (all.LeftOut, all.EarlyKept));
        Assert.True(all.Points[0].Centre > 13);
        Assert.Contains(ControlChartFigure.Notes(all), n => n.Key == "control.early.kept");
    }

    [Fact] // a chart with doubtful months is better than none, as long as it says so
    public void Of_TooFewMonthsWithoutTheEarlyOnes_KeepsThemAndSaysSo()
    {
        var series = Values([.. Calm, 11]).Select((p, i) => i < 2 ? p with { EarlyLog = true } : p).ToList();
        var chart = ControlChart.Of(series, MetricUnit.Count, MetricDirection.HigherIsBetter)!;
        Assert.Equal((0, 2), (chart.LeftOut, chart.EarlyKept));
    }

    // Fourteen calm months of about 8 %, then ten of about 12.5 %: the problem began with the fifteenth, 2026-03.
    private static double[] Returns => [.. Enumerable.Range(0, 24).Select(i => (i < 14 ? 0.08 : 0.125) + (i % 2 * 0.004))];

    [Fact]
    public void Of_BaselineBeforeTheProblem_HasNoMonthOfItInsideAndNamesItsBeginning()
    {
        var chart = ControlChart.Of(Values(Returns), MetricUnit.Rate, MetricDirection.LowerIsBetter, asked: new ControlBaseline("2026-02", IsChosen: true))!;
        Assert.Equal((14, 10, 10), (chart.Baseline, chart.Judged, chart.Flagged));
        Assert.Equal(0.082, chart.Points[0].Centre, 1e-12);
        Assert.Equal((ControlState.Worse, "2026-03"), (chart.State, chart.Since));
        Assert.All(chart.Points.Take(14), p => Assert.Equal(ControlSignals.None, p.Signals));
        Assert.All(chart.Points.Skip(14), p => Assert.True(p.IsWorse));
        // without the stated beginning four months of it lower the bar and the calm ones stand out
        var blind = ControlChart.Of(Values(Returns), MetricUnit.Rate, MetricDirection.LowerIsBetter)!;
        Assert.NotEqual("2026-03", blind.Since);
    }

    [Fact]   // the eighth month on one side shows the run, the first one began it
    public void Since_OfARun_IsWhereTheRunBegan()
    {
        var chart = ControlChart.Of(Values([.. Calm, 12, 12, 12, 12, 12, 12, 12, 12]), MetricUnit.Count, MetricDirection.LowerIsBetter, asked: new ControlBaseline("2025-08", true))!;
        Assert.Equal((ControlSignals.Run, ControlState.Worse, "2025-09"), (chart.NewestSignals, chart.State, chart.Since));
    }

    [Fact]
    public void Figure_SignalsInBothDirections_AreTwoSeriesOfWhichOnlyTheWorseWarns()
    {
        var chart = ControlChart.Of(Values([.. Calm, 20, 11, 3]), MetricUnit.Count, MetricDirection.LowerIsBetter)!;
        var series = ControlChartFigure.Of(chart, Definition).Series;
        var worse = series.Single(s => s.Name.Key == "control.series.signal");
        var better = series.Single(s => s.Name.Key == "control.series.better");
        Assert.Equal((SeriesRole.Warning, SeriesRole.Control), (worse.Role, better.Role));
        Assert.Equal([20], worse.Values.OfType<double>());
        Assert.Equal([3], better.Values.OfType<double>());
        Assert.True(ControlChartFigure.Of(chart, Definition).FitY);
    }

    [Theory]
    [InlineData("2026-02", "control.baseline.chosen")]                          // fourteen months
    [InlineData("2025-10", "control.baseline.chosen", "control.baseline.few")]  // ten
    [InlineData("2025-05", "control.baseline.too-few")]                         // five
    [InlineData("2026-12", "control.baseline.nothing-after")]
    public void Notes_OnTheBaseline_SayWhatTheLimitsRestOn(string until, params string[] notes) =>
        Assert.Equal(notes, ControlChartFigure.Notes(ControlChart.Of(Values(Returns), MetricUnit.Rate, MetricDirection.LowerIsBetter, asked: new ControlBaseline(until, true))!).Select(n => n.Key));

    [Fact]
    public void Of_TooFewMonthsBeforeTheProblem_TakesTheFewestThatMakeLimits() =>
        Assert.Equal(8, ControlChart.Of(Values(Returns), MetricUnit.Rate, MetricDirection.LowerIsBetter, asked: new ControlBaseline("2025-05", true))!.Baseline);

    [Theory]
    [InlineData("2025년 3월", "2025-02")]
    [InlineData("2025-03-15부터", "2025-02")]
    [InlineData("2025. 1. 이후", "2024-12")]
    [InlineData("Since March 2025, after the launch", "2025-02")]
    [InlineData("2025년 3분기부터", "2025-06")]
    [InlineData("Q3 2025", "2025-06")]
    [InlineData("since 2025 Q2", "2025-03")]
    [InlineData("2025년 10% 감소", null)]
    [InlineData("2025년 3만 명", null)]
    [InlineData("작년 봄", null)]
    [InlineData("2025년", null)]
    public void Baseline_WithoutAChoice_EndsBeforeTheStatedBeginning(string since, string? until) =>
        Assert.Equal(until, ControlBaseline.Of(new DefineSheet { PhenomenonSince = since })?.Until);

    [Fact]   // one better and one worse month are not two worse ones
    public void Verdict_OfBothDirections_CountsOnlyTheOneItTells()
    {
        double[] values = [.. Enumerable.Range(0, 18).Select(i => 0.30 + i % 3 * 0.001), 0.34, 0.301, 0.302, 0.300, 0.301, 0.26];
        var chart = ControlChart.Of(Values(values), MetricUnit.Rate, MetricDirection.HigherIsBetter)!;
        Assert.Equal((ControlState.Worse, 1), (chart.State, chart.Flagged));
        Assert.Equal(2, chart.Points.Skip(18).Count(p => p.Signals != ControlSignals.None));
    }

    [Fact]   // a series written before numbers were per cent keeps its meaning until it is begun anew
    public void Series_BegunAnew_IsReadAsPerCent()
    {
        var sheet = new DefineSheet { MetricKind = MetricKind.ManualSeries, MetricUnit = MetricUnit.Rate, MetricSeries = "2026-01; 0.24" };
        var field = WorksheetFields.Get(SheetKind.Define, nameof(DefineSheet.MetricSeries));
        field.Write(sheet, "2026-01; 0.24\n2026-02; 0.25");
        Assert.Equal(SeriesRates.Shares, sheet.MetricSeriesRates);
        Assert.Contains(MetricDefinition.Of(sheet).Check(), f => f is { Code: "metric.series.shares", Blocks: false });
        field.Write(sheet, "");
        field.Write(sheet, "2026-01; 24");
        Assert.Equal(SeriesRates.PerCent, sheet.MetricSeriesRates);
        Assert.DoesNotContain(MetricDefinition.Of(sheet).Check(), f => f.Code == "metric.series.shares");
    }

    [Fact]
    public void Baseline_Chosen_GoesBeforeTheStatedBeginning()
    {
        Assert.Equal(new ControlBaseline("2024-12", true), ControlBaseline.Of(new DefineSheet { PhenomenonSince = "2025년 3월", MetricBaselineUntil = " 2024년 12월 " }));
        Assert.Contains(DefineRules.Check(new DefineSheet { MetricBaselineUntil = "last year" }), f => f is { Code: "define.baseline.unread", Blocks: false });
    }

    private static MetricDefinition Definition => MetricDefinition.Of(new DefineSheet { MetricName = "90-day rate" });

    private static ControlChart? Chart(double[] values) => ControlChart.Of(Values(values), MetricUnit.Count, MetricDirection.HigherIsBetter);

    // What the page says below the chart (control.false-alarms): limits from few periods and three rules over six periods cry wolf more often
    // than the 0.27 % of a single point of a textbook chart.
    [Theory]
    [InlineData(14)]
    [InlineData(18)]
    [InlineData(24)]
    [InlineData(36)]
    public void Of_SeriesThatNeverChange_SignalAsOftenAsThePageSays(int periods)
    {
        const double Series = 2_000;
        var random = new Random(1924);   // the year of Shewhart's memorandum
        var (shares, values, worse) = (0, 0, 0);
        for (var i = 0; i < Series; i++)
        {
            var normal = Enumerable.Range(0, periods).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())).ToArray();
            // 500 customers a month of whom 30 % respond, and a figure without a denominator
            var share = ControlChart.Of([.. normal.Select((z, at) => MetricPoint.Of(Month(at), Math.Round((decimal)(150 + (z * Math.Sqrt(500 * 0.3 * 0.7)))), 500, false))], MetricUnit.Rate, MetricDirection.HigherIsBetter)!;
            var value = ControlChart.Of(Values(normal), MetricUnit.Count, MetricDirection.HigherIsBetter)!;
            shares += share.State == ControlState.Within ? 0 : 1;
            values += value.State == ControlState.Within ? 0 : 1;
            worse += (share.State == ControlState.Worse ? 1 : 0) + (value.State == ControlState.Worse ? 1 : 0);
        }

        Assert.InRange(shares / Series, 0.03, 0.07);          // about one of twenty
        Assert.InRange(values / Series, 0.06, 0.18);          // about one of ten
        Assert.InRange(worse / (2 * Series), 0.004, 0.025);   // one or two of a hundred
    }

    private static List<MetricPoint> Values(double[] values) => [.. values.Select((v, i) => new MetricPoint(Month(i), v, null, null, false))];

    private static string Month(int i) => new DateOnly(2025, 1, 1).AddMonths(i).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
}
