using System.Globalization;
using System.Text;
using ProblemSolving.Analysis.Analyze;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Analysis.Define;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Analysis.Tests.Analyze;

/// <summary>Rows without a customer, kept by the rules: many people and never one customer.</summary>
public sealed class GuestTests(PurchaseLogs logs) : IClassFixture<PurchaseLogs>
{
    private static readonly PurchaseRules Kept = PurchaseRules.Usual with { DropMissingCustomer = false };

    private AnalysisSettings Settings => logs.Folder.Settings;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RepurchaseResult Explore(TableSource source, PurchaseRules rules) => RepurchaseAnalysis.Figures(source, rules, RepurchaseParameters.Default, Settings, null, Token);

    // a log of 400 customers, every tenth row a guest's, and one guest after the last known customer
    private TableSource Mixed()
    {
        var text = new StringBuilder("customer,date,amount,channel\n");
        for (var i = 0; i < 400; i++)
        {
            var day = new DateOnly(2025, 1, 1).AddDays(i / 2);
            foreach (var later in new[] { 0, 20 + i % 50, 120 + i % 40 }.Take(1 + i % 3))
                text.Append(CultureInfo.InvariantCulture, $"c{i},{day.AddDays(later):yyyy-MM-dd},{10 + i % 7},{(i % 2 == 0 ? "app" : "web")}\n");
            if (i % 4 == 0)
                text.Append(CultureInfo.InvariantCulture, $",{day:yyyy-MM-dd},100,app\n");
        }

        return logs.Folder.Import(logs.Folder.Write(text.Append(",2026-01-31,100,app\n").ToString()));
    }

    [Fact] // rows and revenue counted once more by hand; everything about customers as if the guests were left out
    public void Explore_GuestsKept_CountInRowsAndRevenueOnly()
    {
        var source = Mixed();
        var (kept, without) = (Explore(source, Kept), Explore(source, PurchaseRules.Usual));
        Assert.Equal((101, 0), (kept.Headline.RowsWithoutCustomer, without.Headline.RowsWithoutCustomer));
        Assert.Equal((without.Headline.Rows + 101, without.Headline.Amount + 10_100), (kept.Headline.Rows, kept.Headline.Amount));
        Assert.Equal(400, kept.Headline.Customers);
        Assert.Equal(
            ResultJson.Write(without),
            ResultJson.Write(kept with { Rules = without.Rules, Waterfall = without.Waterfall, Headline = kept.Headline with { Rows = without.Headline.Rows, Amount = without.Headline.Amount, RowsWithoutCustomer = 0 } }));
    }

    [Fact] // the Gini coefficient was 0.762 with the guests as one customer
    public void Explore_OnlineRetailWithGuests_SaysTheSameOfCustomersAsWithout()
    {
        var (kept, without) = (Explore(logs.OnlineRetail, Kept), Explore(logs.OnlineRetail, PurchaseRules.Usual));
        Assert.Equal(4_338, kept.Headline.Customers); // PROVENANCE
        Assert.Equal(without.Headline.Orders, kept.Headline.Orders);
        Assert.Equal(kept.Headline.Rows - without.Headline.Rows, kept.Headline.RowsWithoutCustomer);
        Assert.InRange(kept.Depth!.Revenue!.Gini, 0.7145, 0.7155);
        Assert.Equal(ResultJson.Write(without.Depth), ResultJson.Write(kept.Depth));
    }

    [Fact]
    public void Everywhere_GuestsKept_NobodyHasAnEmptyId()
    {
        var source = Mixed();
        var everybody = CustomerList.All(source, Kept, Settings, Token);
        Assert.Equal(400, everybody.Count);
        Assert.DoesNotContain("", everybody);
        var channel = source.Columns.Single(c => c.Name == "channel");
        Assert.Equal(200, CustomerList.All(source, Kept, Settings, Token, new PopulationRule(channel.Index, channel.Name, "app")).Count);

        Assert.Equal(
            CompareAnalysis.Run(source, PurchaseRules.Usual, new CompareParameters(CompareKind.BoughtAgain, 60), Settings, null, Token).Numbers,
            CompareAnalysis.Run(source, Kept, new CompareParameters(CompareKind.BoughtAgain, 60), Settings, null, Token).Numbers);
        var asked = new LandmarkParameters(Orders: 2, LandmarkDays: 30, HorizonDays: 60);
        Assert.Equal(LandmarkAnalysis.Run(source, PurchaseRules.Usual, asked, Settings, null, Token).Naive, LandmarkAnalysis.Run(source, Kept, asked, Settings, null, Token).Naive);

        var sql = new QueryParameters("SELECT count(DISTINCT customer), count(*) - count(customer) FROM purchases");
        Assert.Equal(["400", "101"], QueryAnalysis.Run(source, Kept, sql, Settings, null, Token).Rows[0]);

        MetricDefinition Metric(MetricKind kind, int? days, MetricUnit unit) => new(kind, "", "", "", "", days, "", 3, unit, MetricDirection.HigherIsBetter, "");
        foreach (var metric in new[] { Metric(MetricKind.RepurchaseRate, 30, MetricUnit.Rate), Metric(MetricKind.RevenuePerCustomer, null, MetricUnit.Money) })
            Assert.Equal(MetricComputation.Compute(source, PurchaseRules.Usual, metric, Settings, Token).Series, MetricComputation.Compute(source, Kept, metric, Settings, Token).Series);
    }

    [Fact]
    public void Model_GuestsKept_IsTheOneWithout()
    {
        var (one, two) = (logs.Folder.NewPath(".model"), logs.Folder.NewPath(".model"));
        var asked = new ModelParameters(HorizonDays: 30);
        var without = RepurchaseModel.Train(logs.OnlineRetail, PurchaseRules.Usual, asked, one, Settings, null, Token);
        var kept = RepurchaseModel.Train(logs.OnlineRetail, Kept, asked, two, Settings, null, Token);
        Assert.Equal(without.ModelSha256, kept.ModelSha256);
        Assert.DoesNotContain(RepurchaseModel.Score(two, kept.ModelSha256, logs.OnlineRetail, Kept, null, Settings, Token).Customers, c => c.Customer.Length == 0);
    }

    [Fact]
    public void Explore_NobodyKnown_IsRefusedInWords()
    {
        var source = logs.Folder.Import(logs.Folder.Write("customer,date,amount\n,2026-01-01,10\n,2026-01-02,10\nc1,,5\n"));
        var refused = Assert.Throws<DomainRuleException>(() => Explore(source, Kept));
        Assert.Equal(("analysis.no-customers-left", 2L), (refused.Code, refused.Arguments[0]));
    }
}
