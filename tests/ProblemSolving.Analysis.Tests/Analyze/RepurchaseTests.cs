using System.Globalization;
using System.Text;
using ProblemSolving.Analysis.Analyze;
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

    [Fact]
    public void Run_OtherThreadCount_GivesTheSameBytes()
    {
        var one = ResultJson.Write(Analyse(logs.OnlineRetail, PurchaseRules.Usual, threads: 1));
        var two = ResultJson.Write(Analyse(logs.OnlineRetail, PurchaseRules.Usual, threads: 2));
        Assert.Equal(one, two);
        Assert.Equal(one, ResultJson.Write(ResultJson.Read<RepurchaseResult>(one)));
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
    public void Run_RulesThatRemoveEverything_AreRefused()
    {
        var source = logs.Folder.Import(logs.Folder.Write("customer,date,qty\na,2020-01-01,-1\nb,2020-01-02,0\n"));
        Assert.Equal("analysis.no-purchases-left", Assert.Throws<DomainRuleException>(() => Analyse(source, PurchaseRules.Usual)).Code);
    }

    [Fact]
    public void Run_Cancelled_StopsWithinASecond()
    {
        using var cancel = new CancellationTokenSource();
        var watch = new System.Diagnostics.Stopwatch();
        var progress = new Watcher(p =>
        {
            if (p.Stage != "stage.analysis.profile" || watch.IsRunning)
                return;
            watch.Start();
            cancel.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => RepurchaseAnalysis.Run(logs.OnlineRetail, PurchaseRules.Usual, RepurchaseParameters.Default, Settings, progress, cancel.Token));
        Assert.True(watch.ElapsedMilliseconds < 1000, $"{watch.ElapsedMilliseconds} ms");
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
