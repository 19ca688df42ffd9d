using System.Globalization;
using System.Text;
using ProblemSolving.Analysis.Analyze;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Analysis.Define;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;

namespace ProblemSolving.Analysis.Tests.Analyze;

/// <summary>Explorations of logs whose truth is known, since they are made here, and what the same figures say of real ones.</summary>
public sealed class SimulatedLogTests(PurchaseLogs logs) : IClassFixture<PurchaseLogs>
{
    private static readonly DateOnly FirstDay = new(2025, 1, 1);

    private RepurchaseResult Explore(TableSource source, PurchaseRules rules) =>
        RepurchaseAnalysis.Run(source, rules, RepurchaseParameters.Default, logs.Folder.Settings, null, TestContext.Current.CancellationToken);

    /// <summary>Orders of customers who come at an even rate and behave alike forever, cut out of the middle of time.</summary>
    /// <param name="from">Day on which the first customers of all come; the log begins on day 0.</param>
    /// <param name="next">Days to the customer's next order, or null where there is none.</param>
    private TableSource Log(int from, int days, int perDay, Func<Random, Func<double?>> next)
    {
        var random = new Random(20_261_127);
        var text = new StringBuilder("customer,date,amount\n");
        for (var i = 0; i < (days - from) * perDay; i++)
        {
            var (at, wait) = (from + i / (double)perDay, next(random));
            for (double? day = at; day < days; day += wait())
            {
                if (day >= 0)
                    text.Append(CultureInfo.InvariantCulture, $"c{i},{FirstDay.AddDays((int)day):yyyy-MM-dd},10\n");
            }
        }

        return logs.Folder.Import(logs.Folder.Write(text.ToString()));
    }

    private static double Exponential(Random random, double mean) => -mean * Math.Log(1 - random.NextDouble());

    // every seventh customer is loyal and comes four times as often as not, the others every fourth time; nothing ever changes
    private TableSource Stationary() => Log(-300, 365, 150, random =>
    {
        var again = random.NextDouble() < 0.15 ? 0.8 : 0.25;
        return () => random.NextDouble() < again ? Exponential(random, 25) : null;
    });

    [Fact] // new customers come back within 90 days at 0.15 · 0.8 + 0.85 · 0.25 = 33.25 %, less those who take longer, exp(−91 / 25) = 2.6 % of them, and those who come again on the same day only: 32 %
    public void Trend_NothingEverChanges_TheTitleTellsNoFall()
    {
        var result = Explore(Stationary(), PurchaseRules.KeepAll);
        var title = result.Figures.Single(f => f.Id == "repurchase-trend").Title;
        Assert.Equal("figure.repurchase-trend.title", title.Key);
        Assert.True(result.Trend[0].Rate > 0.32 + 0.07, $"the first month says {result.Trend[0].Rate}, since customers of old count as new");
        Assert.InRange((double)title.Arguments[1], 0.295, 0.345);
        Assert.InRange((double)title.Arguments[2], 0.295, 0.345);
        Assert.True((double)title.Arguments[2] > (double)title.Arguments[1] - 0.03, string.Join(" ", result.Trend.Select(t => t.Rate)));
        Assert.Equal("2025-03", title.Arguments[3]);
    }

    [Fact] // step 1 and the exploration leave out the same months, wherever the exploration shows months of first orders
    public void EarlyMonths_OnlineRetail_AreThoseOfStepOneAndTheTitleTellsARise()
    {
        var result = Explore(logs.OnlineRetail, PurchaseRules.Usual);
        var metric = MetricComputation.Compute(
            logs.OnlineRetail, PurchaseRules.Usual, new MetricDefinition(MetricKind.RepurchaseRate, "", "", "", "", 90, "", 3, MetricUnit.Rate, MetricDirection.HigherIsBetter, ""), logs.Folder.Settings, TestContext.Current.CancellationToken);
        string[] early = ["2010-12", "2011-01", "2011-02", "2011-03"];
        Assert.Equal(early, metric.Series.Where(p => p.EarlyLog).Select(p => p.Period));
        Assert.Equal(early, result.Trend.Where(t => t.EarlyLog).Select(t => $"{t.Month:yyyy-MM}"));
        Assert.Equal(early, result.Cohorts.Rows.Where(r => r.EarlyLog).Select(r => $"{r.Month:yyyy-MM}"));

        // 59.5 % of 2010-12 would make a fall of it
        var trend = result.Figures.Single(f => f.Id == "repurchase-trend");
        Assert.Equal(["figure.repurchase-trend.title", "2011-04", "2011-08"], [trend.Title.Key, trend.Title.Arguments[3], trend.Title.Arguments[4]]);
        Assert.Equal((0.420, 0.462), (Math.Round((double)trend.Title.Arguments[1], 3), Math.Round((double)trend.Title.Arguments[2], 3)));
        Assert.Equal(new FigureText("figure.subtitle.early", RepurchaseFigures.Period(result), 4), trend.Subtitle);
        Assert.Equal(2, trend.Series.Count);
        Assert.Equal(early.Length, trend.Series[1].Values.Count(v => v is not null));
        Assert.All(result.Trend.Index(), t => Assert.Equal(t.Item.Rate, trend.Series[t.Item.EarlyLog ? 1 : 0].Values[t.Index]));
        Assert.All(result.Trend.Index(), t => Assert.Null(trend.Series[t.Item.EarlyLog ? 0 : 1].Values[t.Index]));

        // the bars say what the headline and the table say; counted beside the program, from the file itself
        var rates = result.Figures.Single(f => f.Id == "repurchase-rate");
        Assert.Equal(new FigureText("figure.subtitle.rates-early", RepurchaseFigures.Period(result), 4), rates.Subtitle);
        Assert.Equal(["figure.series.rates-without-early", "figure.series.rates-with-early"], rates.Series.Select(s => s.Name.Key));
        Assert.Equal([386d / 1952, 550d / 1607, 520d / 1236, 430d / 687, null], rates.Series[0].Values);
        Assert.Equal([922d / 4086, 1417d / 3741, 1607d / 3370, 1884d / 2821, 502d / 573], rates.Series[1].Values);
        Assert.All(rates.Series[0].Values.Index(), v => Assert.Equal(v.Item is not null, rates.Series[0].Low![v.Index] < v.Item && v.Item < rates.Series[0].High![v.Index]));

        // the sum of new customers has none of these months, and the chart marks them
        var flow = result.Figures.Single(f => f.Id == "customer-flow");
        var counted = result.Depth!.Flow.Where(f => !f.Incomplete && !f.LostIncomplete && !early.Contains($"{f.Month:yyyy-MM}")).ToList();
        Assert.Equal([counted.Count, counted.Sum(f => f.New), counted.Sum(f => f.Lost), 90], flow.Title.Arguments);
        Assert.Equal("2011-04", $"{counted[0].Month:yyyy-MM}");
        Assert.All(result.Figures.Where(f => f.Id is "customer-flow" or "monthly-customers"), f =>
        {
            Assert.Equal(early, f.CategoryTexts!.Where(c => c.Key == "figure.month-early").Select(c => (string)c.Arguments[0]));
            Assert.Equal(new FigureText(f == flow ? "figure.subtitle.early-left-out" : "figure.subtitle.cohorts-early", RepurchaseFigures.Period(result), 4), f.Subtitle);
        });

        Assert.Equal("figure.rate-trends.early", result.Figures.Single(f => f.Id == "rate-trends").Title.Key);
        Assert.All(result.Figures.Single(f => f.Id == "rate-trends").Series, s => Assert.All(s.Values.Take(4), v => Assert.Null(v)));
        Assert.All(result.Figures.Where(f => f.Id is "cohorts" or "cohorts-cumulative"), f =>
        {
            Assert.Equal(4, f.Series.Count(s => s.Name.Key == "figure.series.cohort-early"));
            Assert.Equal("figure.subtitle.cohorts-early", f.Subtitle.Key);
        });
    }

    [Fact] // the customers of CDNOW all came in its first three months: there is nothing to compare, and everything to see
    public void Trend_NothingButFirstMonths_ComparesNone()
    {
        var result = Explore(logs.Cdnow, PurchaseRules.KeepAll);
        Assert.All(result.Trend, t => Assert.True(t.EarlyLog));
        Assert.Equal(new FigureText("figure.repurchase-trend.short", 90), result.Figures.Single(f => f.Id == "repurchase-trend").Title);
        var all = result.Figures.Single(f => f.Id == "rate-trends");
        Assert.Equal("figure.rate-trends.early-kept", all.Title.Key);
        Assert.All(all.Series, s => Assert.All(s.Values, v => Assert.NotNull(v)));
    }

    [Fact] // waits are exponential with a mean of 180 days and cut to whole days: 1 − exp(−31 / 180) = 15.8 % within 30 days, half within 124
    public void Timing_ALogOfAYear_IsNotDeceivedByTheCustomersWhoStillWait()
    {
        var result = Explore(Log(0, 365, 25, random => () => Exponential(random, 180)), PurchaseRules.KeepAll);
        var truth = 1 - Math.Exp(-31 / 180.0);
        // what was seen so far says otherwise, and is labelled so
        Assert.True(result.Timing.ShareWithin30Days > truth + 0.07, $"{result.Timing.ShareWithin30Days}");
        Assert.True(result.Timing.QuartileDays![1] < 90, $"{result.Timing.QuartileDays[1]}");

        var second = result.Timing.Estimate!;
        Assert.InRange(second.Within30Days!.Value, truth - 0.01, truth + 0.01);
        Assert.InRange(second.WithinDays!.Value, 1 - Math.Exp(-91 / 180.0) - 0.015, 1 - Math.Exp(-91 / 180.0) + 0.015);
        Assert.InRange(second.HalfDays!.Value, 119, 130);
        Assert.Equal(1 - result.Depth!.Survival.At(30)!.Survival, second.Within30Days.Value, 1e-12);
        Assert.InRange(result.Depth.Gaps.Estimate!.Within30Days!.Value, truth - 0.01, truth + 0.01);
        Assert.InRange(result.Depth.Steps[0].HalfDays!.Value, 119, 130);
        Assert.True(result.Depth.Steps[0].MedianDays < 90);

        Assert.Equal(new FigureText("figure.days-to-second.estimate", second.Within30Days.Value, second.WithinDays.Value, 90), result.Figures.Single(f => f.Id == "days-to-second").Title);
        Assert.Equal("figure.order-gaps.estimate", result.Figures.Single(f => f.Id == "order-gaps").Title.Key);
    }

    [Fact] // no curve reaches 30 days here, so the titles speak of what was seen and say so
    public void Timing_ALogOfThreeWeeks_SpeaksOfWhatWasSeen()
    {
        var result = Explore(Log(0, 21, 25, random => () => Exponential(random, 10)), PurchaseRules.KeepAll);
        Assert.Null(result.Timing.Estimate!.Within30Days);
        Assert.Equal("figure.days-to-second.title", result.Figures.Single(f => f.Id == "days-to-second").Title.Key);
        Assert.Equal("figure.order-gaps.title", result.Figures.Single(f => f.Id == "order-gaps").Title.Key);
    }

    [Fact] // as version repurchase-8 stored it
    public void Read_ResultOfTheVersionBefore_Opens()
    {
        var result = Explore(logs.OnlineRetail, PurchaseRules.Usual);
        var json = System.Text.Json.Nodes.JsonNode.Parse(ResultJson.Write(result))!;
        json["timing"]!.AsObject().Remove("estimate");
        json["depth"]!["gaps"]!.AsObject().Remove("estimate");
        foreach (var step in json["depth"]!["steps"]!.AsArray())
            step!.AsObject().Remove("halfDays");
        foreach (var month in json["trend"]!.AsArray().Concat(json["cohorts"]!["rows"]!.AsArray()))
            month!.AsObject().Remove("earlyLog");
        var old = ResultJson.Read<RepurchaseResult>(json.ToJsonString());
        Assert.Null(old.Timing.Estimate);
        Assert.DoesNotContain(old.Trend, t => t.EarlyLog);
        Assert.Equal(result.Timing.ShareWithin30Days, old.Timing.ShareWithin30Days);
    }
}
