using System.Globalization;
using System.Text;
using ProblemSolving.Analysis.Analyze;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Tests.Analyze;

public sealed class RepurchaseTests(PurchaseLogs logs) : IClassFixture<PurchaseLogs>
{
    private AnalysisSettings Settings => logs.Folder.Settings;

    private RepurchaseResult Analyse(TableSource source, PurchaseRules rules, int threads = 2) =>
        RepurchaseAnalysis.Run(source, rules, RepurchaseParameters.Default, Settings with { Threads = threads }, null, TestContext.Current.CancellationToken);

    [Fact] // facts of PROVENANCE: the usual cleaned subset
    public void Run_OnlineRetailUsualCleaning_MeetsThePublishedFacts()
    {
        var result = Analyse(logs.OnlineRetail, PurchaseRules.Usual);
        Assert.Equal((397_884, 4_338, 18_532, 8_911_407.904m, 2_845), (result.Headline.Rows, result.Headline.Customers, result.Headline.Orders, result.Headline.Amount!.Value, result.Headline.RepeatCustomers));
        Assert.Equal((541_909, 397_884), (result.Waterfall[0].RowsLeft, result.Waterfall[^1].RowsLeft));
        Assert.Equal(135_080, result.Waterfall.Single(w => w.Rule == "no-customer").RowsRemoved);
        var customer = result.Profile.Single(p => p.Role == ColumnRole.Customer);
        Assert.Equal((4_372, 135_080), (customer.Distinct, customer.Missing));
        Assert.Equal("12346", customer.Minimum);
        Assert.Equal(25_900, result.Profile.Single(p => p.Role == ColumnRole.Order).Distinct);
        Assert.Equal(4_070, result.Profile.Single(p => p.Role == ColumnRole.Product).Distinct);
        Assert.Equal(1_454, result.Profile.Single(p => p.Name == "Description").Missing);
        Assert.True(result.Months[^1].Incomplete);
        Assert.Equal(4_338, result.Months.Sum(m => m.NewCustomers));
        Assert.Equal(2_845, result.Timing.Weeks.Sum());
        // of the 5,268 rows of the file that stand there again
        Assert.Equal((5_268, 5_192), (result.Table!.DuplicateRows, result.Headline.RowsTwice));
        Assert.Contains(result.Table.NotAssociated!, c => c.Column == "Description" && c.Reason.Key == "left-out.values");
    }

    [Fact]
    public void Figures_OnlineRetail_PraiseNoRelationOfZeroAndTellEachProductOnce()
    {
        var figures = Analyse(logs.OnlineRetail, PurchaseRules.Usual).Figures;
        var pearson = figures.Single(f => f.Id == "pearson").Title;
        Assert.Equal("figure.pearson.title.weak", pearson.Key);
        Assert.Equal("0.00", ((double)pearson.Arguments[2]).ToString("F2", CultureInfo.InvariantCulture));   // −0.0012 before it is rounded
        Assert.Equal("figure.spearman.title", figures.Single(f => f.Id == "spearman").Title.Key);

        var first = figures.Single(f => f.Id == "first-order-contrasts").Categories;
        Assert.Contains("SWEETHEART RECIPE BOOK STAND", first);
        Assert.DoesNotContain("22795", first);   // its code: the same 55 customers
        // a code alone would not say what it is of; on a narrow screen the column is cut and not the value
        Assert.Contains(new FigureText("figure.value-of-column", "Description", "SWEETHEART RECIPE BOOK STAND"), figures.Single(f => f.Id == "first-order-contrasts").CategoryTexts!);
    }

    [Fact] // an association, with how many it rests on and out of how many it was picked
    public void Figures_OnlineRetail_TheFirstOrderOfTheTitleIsSaidWithItsCustomers()
    {
        var result = Analyse(logs.OnlineRetail, PurchaseRules.Usual);
        var title = result.Figures.Single(f => f.Id == "first-order-contrasts").Title;
        var most = result.Contrasts.Where(c => c.IsClear).MaxBy(c => c.Difference)!;
        Assert.Equal(new FigureText("figure.first-order-contrasts.column", title.Arguments[0], most.Rate, 90, most.RestRate, result.ContrastsCompared, most.Customers, "Description"), title);
    }

    [Fact]
    public void Run_OnlineRetailWithoutDuplicates_CountsThem()
    {
        var keep = PurchaseRules.KeepAll with { DropMissingCustomer = false, DropExactDuplicates = true };
        var result = Analyse(logs.OnlineRetail, keep);
        Assert.Equal(5_268, result.Waterfall.Single(w => w.Rule == "duplicate").RowsRemoved); // PROVENANCE
    }

    [Fact]
    public void Run_OnlineRetailEverything_SumsToTheKnownTotal() =>
        Assert.Equal(9_747_747.934m, Analyse(logs.OnlineRetail, PurchaseRules.KeepAll with { DropMissingCustomer = false }).Headline.Amount); // PROVENANCE

    [Fact] // facts of PROVENANCE; 2,068 rows fall on a day the customer already has
    public void Run_Cdnow_KeepsZeroDollarPurchasesUnlessTheRuleSaysOtherwise()
    {
        var all = Analyse(logs.Cdnow, PurchaseRules.KeepAll);
        Assert.Equal((69_659, 23_570, 69_659 - 2_068, 2_500_315.63m), (all.Headline.Rows, all.Headline.Customers, all.Headline.Orders, all.Headline.Amount!.Value));
        var paid = Analyse(logs.Cdnow, PurchaseRules.KeepAll with { DropNonPositiveAmount = true });
        Assert.Equal(80, paid.Waterfall.Single(w => w.Rule == "amount").RowsRemoved);
        Assert.All(all.Months, m => Assert.False(m.Incomplete));
    }

    [Fact] // counted by hand in a loop over the same orders
    public void Run_Cdnow_RatesAgreeWithACountInMemory()
    {
        var result = Analyse(logs.Cdnow, PurchaseRules.KeepAll);
        var orders = File.ReadLines(SharedData.File("cdnow", "CDNOW_master.txt")).Skip(1)
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(c => (Customer: c[0], Day: DateOnly.ParseExact(c[1], "yyyyMMdd", CultureInfo.InvariantCulture)))
            .Distinct().GroupBy(o => o.Customer).Select(g => g.Select(o => o.Day).Order().ToArray()).ToList();
        var end = orders.Max(o => o[^1]);
        foreach (var rate in result.Rates)
        {
            var old = orders.Where(o => o[0].AddDays(rate.Days) <= end).ToList();
            Assert.Equal(old.Count, rate.Eligible);
            Assert.Equal(old.Count(o => o.Length > 1 && o[1] <= o[0].AddDays(rate.Days)), rate.Repeaters);
        }
        var gaps = orders.Where(o => o.Length > 1).Select(o => o[1].DayNumber - o[0].DayNumber).ToList();
        Assert.Equal((double)gaps.Count(g => g <= 30) / gaps.Count, result.Timing.ShareWithin30Days!.Value, 12);
        var march = orders.Where(o => o[0].Year == 1997 && o[0].Month == 3).ToList();
        var cohort = result.Cohorts.Rows.Single(r => r.Month == new DateOnly(1997, 3, 1));
        Assert.Equal(march.Count, cohort.Size);
        Assert.Equal(march.Count(o => o.Any(d => d.Year == 1997 && d.Month == 6)), cohort.Active[3]);
    }

    [Fact] // counted by hand in a loop over the same orders
    public void Run_Cdnow_DepthAgreesWithACountInMemory()
    {
        var result = Analyse(logs.Cdnow, PurchaseRules.KeepAll);
        var depth = result.Depth!;
        var customers = File.ReadLines(SharedData.File("cdnow", "CDNOW_master.txt")).Skip(1)
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(c => (Customer: c[0], Day: DateOnly.ParseExact(c[1], "yyyyMMdd", CultureInfo.InvariantCulture), Amount: decimal.Parse(c[3], CultureInfo.InvariantCulture)))
            .GroupBy(o => o.Customer).Select(g => (Days: g.Select(o => o.Day).Distinct().Order().ToArray(), Amount: g.Sum(o => o.Amount))).ToList();
        var end = customers.Max(c => c.Days[^1]);
        var days = result.Parameters.TrendDays;

        // third order after the second, over second orders that are old enough
        var second = customers.Where(c => c.Days.Length > 1 && c.Days[1].AddDays(days) <= end).ToList();
        Assert.Equal((second.Count, second.Count(c => c.Days.Length > 2 && c.Days[2] <= c.Days[1].AddDays(days))), ((int)depth.Steps[1].Orders, (int)depth.Steps[1].Followed));
        var gaps = customers.SelectMany(c => c.Days.Zip(c.Days.Skip(1), (a, b) => (double)(b.DayNumber - a.DayNumber))).Order().ToArray();
        Assert.Equal(gaps.Length, depth.Gaps.Count);
        Assert.Equal(Analysis.Measure.Descriptive.Quantile(gaps, 0.9), depth.Gaps.Quantiles![4], 1e-12);

        var march = customers.Where(c => c.Days[0] is { Year: 1997, Month: 3 }).ToList();
        Assert.Equal(march.Count(c => c.Days.Length > 1 && c.Days[1] < new DateOnly(1997, 7, 1)), depth.Returned.Single(r => r.Month == new DateOnly(1997, 3, 1)).Returned[3]);

        // lost in May 1997: no order within the days after the last one of the month
        var may = depth.Flow.Single(f => f.Month == new DateOnly(1997, 5, 1));
        Assert.Equal(customers.Count(c => c.Days.Where(d => d is { Year: 1997, Month: 5 }).Select(d => (DateOnly?)d).LastOrDefault() is { } last && !c.Days.Any(d => d > last && d <= last.AddDays(90))), may.Lost);
        Assert.Equal(customers.Count(c => c.Days[0] < may.Month && c.Days.Any(d => d is { Year: 1997, Month: 5 })), may.Returning);
        Assert.True(depth.Flow[^1].LostIncomplete && depth.Flow[^3].LostIncomplete && !may.LostIncomplete);

        // share without a second order after 70 days, by the product over days
        var survival = 1.0;
        for (var day = 0; day <= 70; day++)
        {
            double risk = customers.Count(c => (c.Days.Length > 1 ? c.Days[1] : end).DayNumber - c.Days[0].DayNumber >= day);
            survival *= 1 - customers.Count(c => c.Days.Length > 1 && c.Days[1].DayNumber - c.Days[0].DayNumber == day) / risk;
        }

        Assert.Equal(survival, depth.Survival.Points.Single(p => p.Day == 70).Survival, 1e-12);
        Assert.Equal(customers.Count(c => (c.Days.Length > 1 ? c.Days[1] : end).DayNumber - c.Days[0].DayNumber >= 70), depth.Survival.Points.Single(p => p.Day == 70).AtRisk);

        var worth = customers.Select(c => (double)c.Amount).Order().ToArray();
        var total = worth.Sum();
        Assert.Equal(worth.TakeLast((worth.Length + 9) / 10).Sum() / total, depth.Revenue!.TopTenth, 1e-12);
        Assert.Equal(2 * worth.Select((w, i) => (i + 1) * w).Sum() / (worth.Length * total) - (worth.Length + 1.0) / worth.Length, depth.Revenue.Gini, 1e-10);
        Assert.Equal(customers.Count(c => c.Days.Length >= 4), depth.Revenue.ByOrders[^1].Customers);
        Assert.Equal(1, depth.Revenue.ByOrders.Sum(o => o.AmountShare), 1e-12);
        Assert.Equal(1, depth.Revenue.Curve[^1], 1e-12);

        // segments at the end and three months before, by the rule table
        var rfm = depth.Rfm;
        RfmSegment? Segment(DateOnly[] all, DateOnly day)
        {
            var orders = all.Where(d => d <= day).ToArray();
            return orders.Length == 0 ? null : RfmSegments.Of(5 - rfm.RecencyBreaks.Count(b => day.DayNumber - orders[^1].DayNumber > b), 1 + rfm.FrequencyBreaks.Count(b => orders.Length > b));
        }

        foreach (var move in rfm.Migration)
            Assert.Equal(customers.Count(c => Segment(c.Days, rfm.Earlier) == move.From && Segment(c.Days, end) == move.To), move.Customers);
        Assert.Equal(rfm.FrequencyBreaks.Order().Distinct(), rfm.FrequencyBreaks);
        Assert.True(rfm.FrequencyBreaks[1] >= 2);   // half of them have one order
        Assert.Equal(23_570, rfm.Migration.Sum(m => m.Customers));
        Assert.Equal(23_570, rfm.Segments.Sum(s => s.Customers));
        Assert.Equal(23_570, rfm.Grid.Sum(r => r.Sum()));
        Assert.Equal(result.Headline.Amount, rfm.Segments.Sum(s => s.Amount));
    }

    [Fact] // from 11 January to the end of June; one customer in three comes back after 100 days, so has gone quiet once and is not gone for good
    public void Run_LogThatBeginsInsideAMonth_DoesNotCallThatMonthComplete()
    {
        var text = new StringBuilder("customer,date,amount\n");
        for (var i = 0; i < 60; i++)
        {
            var day = new DateOnly(2026, 1, 11).AddDays(i / 2);
            text.Append(CultureInfo.InvariantCulture, $"c{i},{day:yyyy-MM-dd},10\n");
            if (i % 3 == 0)
                text.Append(CultureInfo.InvariantCulture, $"c{i},{day.AddDays(100):yyyy-MM-dd},10\n");
        }

        var result = Analyse(logs.Folder.Import(logs.Folder.Write(text.Append("z,2026-06-30,1\n").ToString())), PurchaseRules.KeepAll);
        var flow = result.Depth!.Flow;
        Assert.Equal([true, false, false, false, false, false], flow.Select(f => f.Incomplete));
        Assert.Equal([false, false, false, true, true, true], flow.Select(f => f.LostIncomplete));
        Assert.Equal((42, 18), ((int)flow[0].Lost, (int)flow[1].Lost));
        var figure = result.Figures.Single(f => f.Id == "customer-flow");
        // February and March only; nobody of them is lost for good because of it
        Assert.Equal((2, 18L, 18L, 90), ((int)figure.Title.Arguments[0], (long)figure.Title.Arguments[1], (long)figure.Title.Arguments[2], (int)figure.Title.Arguments[3]));
        Assert.All(figure.Series, s => Assert.True(s.Incomplete![0]));
    }

    [Fact] // three customers in four order once, so that three quintiles of the orders are 1
    public void Run_ManyCustomersWithOneOrder_TwoOrdersAreNotCalledOften()
    {
        var text = new StringBuilder("customer,date,amount\n");
        for (var i = 0; i < 200; i++)
        {
            for (var order = 0; order < (i < 150 ? 1 : i < 180 ? 2 : i < 190 ? 3 : 6); order++)
                text.Append(CultureInfo.InvariantCulture, $"c{i},{new DateOnly(2026, 1, 1).AddDays(i + (order * 7)):yyyy-MM-dd},10\n");
        }

        var rfm = Analyse(logs.Folder.Import(logs.Folder.Write(text.ToString())), PurchaseRules.KeepAll).Depth!.Rfm;
        Assert.Equal([1d, 2, 3, 4], rfm.FrequencyBreaks);
        Assert.Equal((3, 0), (rfm.FrequencyMoved, rfm.RecencyMoved));
        Assert.False(rfm.Repeats);
        Assert.Equal([150L, 30, 10, 0, 10], Enumerable.Range(0, 5).Select(f => rfm.Grid.Sum(row => row[f])));
        var often = rfm.Segments.Where(s => RfmSegments.All.First(r => r.Segment == s.Segment).FrequencyFrom > 2);
        Assert.Equal(20, often.Sum(s => s.Customers));
    }

    [Fact]
    public void Run_OwnBreaks_AreUsedAndWrongOnesRefused()
    {
        var own = RepurchaseParameters.Default with { Rfm = new RfmParameters([30, 60, 90, 180], [1, 2, 3, 5], [20, 50, 100, 500], 6) };
        var result = RepurchaseAnalysis.Figures(logs.Cdnow, PurchaseRules.KeepAll, own, Settings, null, TestContext.Current.CancellationToken);
        Assert.Equal([30d, 60, 90, 180], result.Depth!.Rfm.RecencyBreaks);
        Assert.Equal(new DateOnly(1997, 12, 30), result.Depth.Rfm.Earlier);
        Assert.True(result.Depth.Rfm.OwnBreaks);
        Assert.Equal("analysis.rfm-breaks", Assert.Throws<DomainRuleException>(() => (own with { Rfm = new RfmParameters([30, 30, 90, 180]) }).Check()).Code);
    }

    [Fact]
    public void Run_FirstOrderColumns_AreComparedAndGroupsTested()
    {
        var result = Analyse(logs.OnlineRetail, PurchaseRules.Usual);
        var countries = result.Depth!.Groups.Single(g => g.Column == "Country");
        Assert.Equal("United Kingdom", countries.Groups[0].Value);
        Assert.Equal(countries.Groups.Count - 1, countries.DegreesOfFreedom);
        Assert.Equal(result.ContrastsCompared + result.Depth.Groups.Count, result.Depth.Looks);
        Assert.Contains(result.Contrasts, c => c.Column == "Description");
        Assert.All(result.Contrasts, c => Assert.True(c.AdjustedPValue >= c.PValue && c.Customers >= result.Parameters.MinimumSupport));
    }

    [Fact] // and every figure is as long as its axis, whatever is drawn
    public void Run_FiveTimesOnOneAndTwoThreads_GivesTheSameBytes()
    {
        var first = Analyse(logs.OnlineRetail, PurchaseRules.Usual, threads: 1);
        var one = ResultJson.Write(first);
        for (var run = 0; run < 4; run++)
            Assert.Equal(one, ResultJson.Write(Analyse(logs.OnlineRetail, PurchaseRules.Usual, threads: 1 + run % 2)));
        Assert.Equal(one, ResultJson.Write(ResultJson.Read<RepurchaseResult>(one)));
        Assert.True(one.Length < 400_000, $"{one.Length} characters");
        Assert.All(first.Figures, f => Assert.All(f.Series, s => Assert.Equal(f.Categories.Count, s.Values.Count)));
    }

    [Fact] // a result as version repurchase-1 stored it
    public void Read_ResultOfTheFirstVersion_Opens()
    {
        var now = System.Text.Json.Nodes.JsonNode.Parse(ResultJson.Write(Analyse(logs.Cdnow, PurchaseRules.KeepAll)))!.AsObject();
        now["version"] = "repurchase-1";
        now.Remove("depth");
        now.Remove("table");
        foreach (var column in now["profile"]!.AsArray())
        {
            column!.AsObject().Remove("spread");
            column.AsObject().Remove("histogram");
        }

        foreach (var name in new[] { "lostDays", "loyalOrders", "rfm" })
            now["parameters"]!.AsObject().Remove(name);
        var old = ResultJson.Read<RepurchaseResult>(now.ToJsonString());
        Assert.Null(old.Depth);
        Assert.Null(old.Table);
        Assert.Equal((90, 4), (old.Parameters.LostDays, old.Parameters.LoyalOrders));
        Assert.Equal(23_570, old.Headline.Customers);
    }

    [Fact]
    public void Run_YoungCohorts_AreMarkedIncomplete()
    {
        var result = Analyse(logs.OnlineRetail, PurchaseRules.Usual);
        var year = result.Rates.Single(r => r.Days == 365);
        Assert.True(year.IncompleteMonths > 0 && year.Eligible < result.Headline.Customers && year.Eligible + year.TooYoung == result.Headline.Customers);
        Assert.True(result.Trend[^1].Incomplete);
        Assert.Null(result.Trend[^1].Rate);
    }

    [Fact]
    public void Run_DataThatBeginInsideAMonth_MarkItAsPartialEverywhere()
    {
        const string Later = "a,2020-02-03,1\nb,2020-02-20,1\na,2020-03-01,1\nc,2020-03-31,1\n";
        var late = Analyse(logs.Folder.Import(logs.Folder.Write("customer,date,amount\na,2020-01-02,1\n" + Later)), PurchaseRules.KeepAll);
        Assert.Equal((true, false), (late.Months[0].Incomplete, late.Months[1].Incomplete));
        Assert.Equal([true, false, false], late.Cohorts.Rows[0].Incomplete);
        Assert.Equal([false, false], late.Cohorts.Rows[1].Incomplete);
        Assert.All(late.Depth!.Trends, t => Assert.True(t.Months[0].Incomplete));
        Assert.True(late.Trend[0].Incomplete);
        var cells = late.Figures.Single(f => f.Id == "cohorts-cumulative").Series[0];
        Assert.Equal([true, false, false], cells.Incomplete);

        var whole = Analyse(logs.Folder.Import(logs.Folder.Write("customer,date,amount\na,2020-01-01,1\n" + Later)), PurchaseRules.KeepAll);
        Assert.False(whole.Months[0].Incomplete || whole.Cohorts.Rows[0].Incomplete.Any(i => i));
        Assert.Contains(whole.Depth!.Trends, t => !t.Months[0].Incomplete);
    }

    [Theory]   // one wrong date: 2062 for 2026 and the end of the calendar
    [InlineData("2062-03-05")]
    [InlineData("9999-12-31")]
    public void Run_OneRepeatOrderFarInTheFuture_KeepsTheCohortsAndWarns(string typo)
    {
        var rows = string.Concat(Enumerable.Range(0, 240).Select(i => string.Create(CultureInfo.InvariantCulture, $"k{i % 80},{new DateOnly(2024, 1, 3).AddDays(3 * i):yyyy-MM-dd},1\n")));
        var result = Analyse(logs.Folder.Import(logs.Folder.Write("customer,date,amount\n" + rows + $"k5,{typo},1\n")), PurchaseRules.KeepAll);
        Assert.Equal(TableFacts.FarLastDay, result.Table!.Alerts[0].Text.Key);
        Assert.Equal(new DateOnly(2024, 1, 1), result.Cohorts.Rows[0].Month);
        Assert.Equal(80, result.Cohorts.Rows.Sum(r => r.Size));
        Assert.Equal(CohortTable.MostMonthsLater + 1, result.Cohorts.Months);
        Assert.All(result.Cohorts.Rows, r => Assert.False(r.Incomplete[^1]));
        Assert.Equal(result.Cohorts.Rows.Count, result.Depth!.Returned.Count);
        Assert.Equal((241L, 25), (result.Months.Sum(m => m.Orders), result.Months.Count));   // two years and the month of the typo
        Assert.Equal(DateOnly.Parse(typo, CultureInfo.InvariantCulture).Year, result.Months[^1].Month.Year);
        Assert.All(result.Figures, f => Assert.True(f.Categories.Count < 200, f.Id));
        foreach (var id in new[] { "monthly-customers", "customer-flow" })
            Assert.Equal(("figure.axis.month-gaps", 36), (result.Figures.Single(f => f.Id == id).X.Title.Key, (int)result.Figures.Single(f => f.Id == id).X.Title.Arguments[0]));
    }

    [Fact]
    public void Run_ColumnsThatAreNotCompared_SayWhyEach()
    {
        var rows = new StringBuilder("customer,date,amount,empty,same,half,number,title,only\n");
        for (var i = 0; i < 2000; i++)
            rows.Append(CultureInfo.InvariantCulture, $"k{i},2024-01-0{1 + i % 9},{i % 50},,7,{(i % 3 == 0 ? $"{i % 11}" : "")},{100_000 + i},title {i % 60},x\n");
        var facts = Analyse(logs.Folder.Import(logs.Folder.Write(rows.ToString())), PurchaseRules.KeepAll).Table!;
        var numbers = facts.NotCorrelated!.ToDictionary(c => c.Column, c => c.Reason.Key);
        Assert.Equal(("left-out.constant", "left-out.missing", "left-out.key"), (numbers["same"], numbers["half"], numbers["number"]));
        var groups = facts.NotAssociated!.ToDictionary(c => c.Column, c => c.Reason);
        Assert.Equal(new FigureText("left-out.values", 60L, 50), groups["title"]);
        Assert.Equal("left-out.constant", groups["only"].Key);
        Assert.Null(facts.Groups);   // and there is a reason for each column
    }

    [Fact]   // 30 and 90 are no full weeks; counted by hand over everybody, since all are watched for longer
    public void Run_TimeToTheSecondOrder_CanBeReadAtExactlyTheDaysOfTheRun()
    {
        var rows = new StringBuilder("customer,date,amount\n");
        for (var i = 0; i < 100; i++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"k{i},2024-01-01,1\n");
            if (i < 40)   // ten each after 28, 29, 30 and 90 days
                rows.Append(CultureInfo.InvariantCulture, $"k{i},{new DateOnly(2024, 1, 1).AddDays(i < 10 ? 28 : i < 20 ? 29 : i < 30 ? 30 : 90):yyyy-MM-dd},1\n");
        }

        rows.Append("late,2024-06-30,1\n");
        var survival = Analyse(logs.Folder.Import(logs.Folder.Write(rows.ToString())), PurchaseRules.KeepAll).Depth!.Survival;
        Assert.Equal([30, 60, 90, 180], survival.Marks!.Select(m => m.Day));   // 365 lies beyond the data
        Assert.Equal([0.30, 0.30, 0.40, 0.40], survival.Marks!.Select(m => Math.Round(1 - m.Survival, 10)));
        Assert.Equal(0.10, 1 - survival.Points.Last(p => p.Day <= 30).Survival, 1e-10);   // what the weekly curve says
        Assert.Equal(0.30, 1 - survival.At(30)!.Survival, 1e-10);
    }

    [Fact]   // code and name are the same people; the channel has as many, and as many who came again, but others
    public void Run_EqualCounts_AreToldOnceOnlyForTheSameCustomers()
    {
        var rows = new StringBuilder("customer,date,amount,product,title,channel\n");
        for (var i = 0; i < 400; i++)
        {
            var (product, channel) = (i % 4 < 2, i % 4 is 1 or 2);
            var values = $"1,{(product ? "p1,Stand of recipes" : "p2,Other things")},{(channel ? "app" : "web")}\n";
            rows.Append(CultureInfo.InvariantCulture, $"k{i},2024-01-02,{values}");
            if (i % 8 < 4)   // half of the customers, evenly over both
                rows.Append(CultureInfo.InvariantCulture, $"k{i},2024-02-02,{values}");
        }

        rows.Append("last,2025-01-01,1,p3,Third,shop\nlast2,2025-01-01,1,p3,Fourth,shop\n");   // one code with two names: both columns are looked at
        var source = logs.Folder.Import(logs.Folder.Write(rows.ToString()));
        var result = Analyse(source, PurchaseRules.KeepAll);
        var found = result.Contrasts.ToDictionary(c => c.Value);
        var stand = found["Stand of recipes"];
        Assert.Equal((found["app"].Customers, found["app"].Repeaters), (stand.Customers, stand.Repeaters));
        Assert.Equal([new SameCustomers("product", "p1")], stand.Also);
        Assert.Null(found["app"].Also);
        Assert.NotEqual(stand.Fingerprint, found["app"].Fingerprint);
        // one comparison, told once, and counted once among those that the p-values are adjusted for
        Assert.Equal(["Other things", "Stand of recipes", "app", "web"], result.Contrasts.Select(c => c.Value).Order(StringComparer.Ordinal));
        Assert.Equal(4, result.ContrastsCompared);
        Assert.Equal(4, result.Depth!.Looks - result.Depth.Groups.Count);
        var again = ResultJson.Read<RepurchaseResult>(ResultJson.Write(result));
        Assert.Equal(result.Contrasts.Select(c => c.Fingerprint), again.Contrasts.Select(c => c.Fingerprint));
        Assert.Equal(result.Contrasts.Select(c => c.Fingerprint), Analyse(source, PurchaseRules.KeepAll, threads: 1).Contrasts.Select(c => c.Fingerprint));
    }

    [Fact]
    public void Run_FirstOrderFarInTheFuture_StillShowsTheOtherCohorts()
    {
        var result = Analyse(logs.Folder.Import(logs.Folder.Write("customer,date,amount\na,2024-01-02,1\na,2024-02-02,1\nb,2024-02-05,1\nc,2062-01-01,1\n")), PurchaseRules.KeepAll);
        Assert.Equal([new(2024, 1, 1), new(2024, 2, 1), new DateOnly(2062, 1, 1)], result.Cohorts.Rows.Select(r => r.Month));
        Assert.Equal((1L, 1L), (result.Cohorts.Rows[0].Active[1], result.Depth!.Returned[0].Returned[^1]));
    }

    [Fact]   // customers won more than two years before the end of the extract
    public void Run_CohortsWonLongBeforeTheLastDay_AreShown()
    {
        var result = Analyse(logs.Folder.Import(logs.Folder.Write("customer,date,amount\na,2020-01-02,1\nb,2020-02-03,1\na,2021-06-01,1\nb,2023-05-31,1\n")), PurchaseRules.KeepAll);
        Assert.Equal([(new DateOnly(2020, 1, 1), 41), (new DateOnly(2020, 2, 1), 40)], result.Cohorts.Rows.Select(r => (r.Month, r.Active.Count)));
        Assert.Equal((1L, 1L), (result.Cohorts.Rows[0].Active[17], result.Cohorts.Rows[1].Active[39]));
        Assert.Equal(41, result.Months.Count);   // months without orders up to three years are told
        Assert.Equal("figure.axis.month", result.Figures.Single(f => f.Id == "monthly-customers").X.Title.Key);
    }

    [Fact]
    public void Run_TableWithoutCustomerOrTime_IsProfiledAndNoMore()
    {
        var path = logs.Folder.Write("city,people,area\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"c{i % 5},{i * 3},{i * i}\n")));
        var plan = FileInspector.Inspect(path, "upload", FileFormatChoice.Detect, [], TestContext.Current.CancellationToken).ToPlan() with { PurchaseLog = false };
        plan = plan with { Columns = [.. plan.Columns.Select(c => c with { Role = ColumnRole.None })] };
        var target = logs.Folder.NewPath();
        var table = ParquetImporter.Import(path, "upload", plan, target, Settings, null, TestContext.Current.CancellationToken);
        var result = Analyse(new TableSource(target, table.Columns), PurchaseRules.Usual);
        Assert.True(result.ProfileOnly);
        Assert.Equal((3, 40L, 5L), (result.Profile.Count, result.Table!.Rows, result.Profile[0].Distinct));
        Assert.Equal(["pearson", "spearman"], result.Figures.Select(f => f.Id));
        var again = ResultJson.Read<RepurchaseResult>(ResultJson.Write(result));
        Assert.True(again.ProfileOnly);
        Assert.False(Analyse(logs.Cdnow, PurchaseRules.KeepAll).ProfileOnly);
    }

    [Fact]
    public void Run_RulesThatRemoveEverything_AreRefused()
    {
        var source = logs.Folder.Import(logs.Folder.Write("customer,date,qty\na,2020-01-01,-1\nb,2020-01-02,0\n"));
        Assert.Equal("analysis.no-purchases-left", Assert.Throws<DomainRuleException>(() => Analyse(source, PurchaseRules.Usual)).Code);
    }

    [Fact] // how soon is measured in the benchmarks
    public void Run_Cancelled_StopsBeforeTheNextStageAndLeavesNothing()
    {
        using var cancel = new CancellationTokenSource();
        var stages = new List<string>();
        var progress = new Watcher(p =>
        {
            stages.Add(p.Stage);
            if (p.Stage == "stage.analysis.profile")
                cancel.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => RepurchaseAnalysis.Run(logs.OnlineRetail, PurchaseRules.Usual, RepurchaseParameters.Default, Settings, progress, cancel.Token));
        Assert.Equal("stage.analysis.profile", stages[^1]);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Settings.TempDirectory));
    }

    [Fact]
    public void Train_OnlineRetail_RanksBetterThanTheRuleAndIsReproducible()
    {
        var (first, second) = (logs.Folder.NewPath(".model"), logs.Folder.NewPath(".model"));
        var parameters = new ModelParameters(HorizonDays: 30);
        var one = RepurchaseModel.Train(logs.OnlineRetail, PurchaseRules.Usual, parameters, first, Settings, null, TestContext.Current.CancellationToken);
        var two = RepurchaseModel.Train(logs.OnlineRetail, PurchaseRules.Usual, parameters, second, Settings with { Threads = 1 }, null, TestContext.Current.CancellationToken);
        Assert.Equal(one.ModelSha256, two.ModelSha256);
        Assert.Equal(ResultJson.Write(one), ResultJson.Write(two));
        Assert.True(one.Auc > one.BaselineAuc && one.Auc > 0.7, $"{one.Auc} against {one.BaselineAuc}");
        Assert.True(one.Brier < one.BrierOfBaseRate);
        Assert.Equal(one.Auc - one.BaselineAuc, one.Ranking!.Difference, 1e-12);
        Assert.InRange(one.Auc, one.Ranking.Model.Low, one.Ranking.Model.High);
        Assert.Equal((double)one.TestPositives / one.TestRows, one.Calibration!.Actual);
        Assert.Equal(one.Deciles.Sum(d => d.Customers * d.MeanScore) / one.TestRows, one.Calibration.Predicted, 1e-9);
        Assert.True(one.Deciles[0].Lift > 1.5);
        Assert.Equal(one.TestRows, one.Deciles.Sum(d => d.Customers));
        Assert.All(one.TrainingSnapshots, s => Assert.True(s.AddDays(30) <= one.TestSnapshot));

        var scored = RepurchaseModel.Score(first, one.ModelSha256, logs.OnlineRetail, PurchaseRules.Usual, null, Settings, TestContext.Current.CancellationToken);
        var again = RepurchaseModel.Score(second, two.ModelSha256, logs.OnlineRetail, PurchaseRules.Usual, null, Settings with { Threads = 1 }, TestContext.Current.CancellationToken);
        Assert.Equal(ResultJson.Write(scored), ResultJson.Write(again));
        Assert.Equal(4_338, scored.Customers.Count);
        Assert.Equal(scored.Customers.OrderByDescending(c => c.Score).ThenBy(c => c.Customer, StringComparer.Ordinal), scored.Customers);

        var bytes = File.ReadAllBytes(first);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(first, bytes);
        Assert.Equal("model.file-changed", Assert.Throws<DomainRuleException>(() => RepurchaseModel.Score(first, one.ModelSha256, logs.OnlineRetail, PurchaseRules.Usual, null, Settings, TestContext.Current.CancellationToken)).Code);
    }

    [Fact]
    public void Train_OneCustomer_IsRefused() => Assert.Equal("model.one-customer", Refused((i, _) => ("only", i)).Code);

    [Fact]
    public void Train_ShortHistory_IsRefused() => Assert.Equal("model.short-history", Refused((i, _) => ($"c{i % 100}", i % 40)).Code);

    [Fact]
    public void Train_NobodyComesBack_IsRefused() => Assert.Equal("model.no-buyers", Refused((i, _) => ($"c{i}", i)).Code);

    [Fact]
    public void Train_EverybodyComesBack_IsRefused() => Assert.Equal("model.all-buyers", Refused((i, n) => ($"c{i % 60}", i * 400 / n), 6000).Code);

    private DomainRuleException Refused(Func<int, int, (string Customer, int Day)> order, int count = 400)
    {
        var text = new StringBuilder("customer,date,amount\n");
        for (var i = 0; i < count; i++)
        {
            var (customer, day) = order(i, count);
            text.Append(CultureInfo.InvariantCulture, $"{customer},{new DateOnly(2020, 1, 1).AddDays(day):yyyy-MM-dd},10\n");
        }
        var source = logs.Folder.Import(logs.Folder.Write(text.ToString()));
        return Assert.Throws<DomainRuleException>(() => RepurchaseModel.Train(source, PurchaseRules.KeepAll, new ModelParameters(), logs.Folder.NewPath(".model"), Settings, null, TestContext.Current.CancellationToken));
    }

    private sealed class Watcher(Action<StageProgress> act) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => act(value);
    }
}
