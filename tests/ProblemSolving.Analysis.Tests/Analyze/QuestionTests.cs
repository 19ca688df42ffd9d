using System.Globalization;
using System.Text;
using ProblemSolving.Analysis.Analyze;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Analysis.Tests.Analyze;

/// <summary>Comparisons of two groups, the immortal-time guard, and whom a pilot's rule means.</summary>
public sealed class QuestionTests(PurchaseLogs logs) : IClassFixture<PurchaseLogs>
{
    private AnalysisSettings Settings => logs.Folder.Settings;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static List<(DateOnly[] Days, decimal First)> CdnowCustomers() =>
    [
        .. File.ReadLines(SharedData.File("cdnow", "CDNOW_master.txt")).Skip(1)
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(c => (Customer: c[0], Day: DateOnly.ParseExact(c[1], "yyyyMMdd", CultureInfo.InvariantCulture), Amount: decimal.Parse(c[3], CultureInfo.InvariantCulture)))
            .GroupBy(o => o.Customer)
            .Select(g => (g.Select(o => o.Day).Distinct().Order().ToArray(), g.Where(o => o.Day == g.Min(x => x.Day)).Sum(o => o.Amount))),
    ];

    [Fact] // groups and values taken in a loop, tests by the functions that are checked against R
    public void Compare_CdnowRepeatBuyers_AgreesWithACountInMemory()
    {
        var result = CompareAnalysis.Run(logs.Cdnow, PurchaseRules.KeepAll, new CompareParameters(CompareKind.BoughtAgain, 90), Settings, null, Token);
        var customers = CdnowCustomers();
        var end = customers.Max(c => c.Days[^1]);
        var old = customers.Where(c => c.Days[0].AddDays(90) <= end).ToLookup(c => c.Days.Length > 1 && c.Days[1] <= c.Days[0].AddDays(90), c => (double)c.First);
        var (a, b) = (old[false].ToArray(), old[true].ToArray());
        Assert.Equal((a.Length, b.Length), ((int)result.CustomersA, (int)result.CustomersB));
        var amount = result.Numbers.Single(n => n.Name.Key == "compare.first-amount");
        var welch = WelchTTest.Compare(a, b);
        Assert.Equal(welch.MeanDifference, amount.Difference, 1e-9);
        Assert.Equal(welch.PValueTwoSided, amount.PValue, 1e-9);
        Assert.Equal(welch.ConfidenceInterval(0.95).Low, amount.Interval!.Low, 1e-9);
        var ranks = MannWhitneyTest.Compare(a, b);
        Assert.Equal(ranks.Superiority, amount.Superiority, 1e-12);
        Assert.Equal(ranks.PValueTwoSided, amount.RankPValue, 1e-12);
        Assert.True(amount.IsSkewed);
        Assert.Equal(2 * result.Numbers.Count + result.Shares.Count, result.Looks);
    }

    [Fact] // first orders of nine customers, by hand
    public void Compare_ValuesOfAColumn_CountsCustomersAndLeavesOutThoseWithBoth()
    {
        var text = new StringBuilder("customer,date,amount,channel,category\n");
        for (var i = 0; i < 40; i++)
        {
            var channel = i % 2 == 0 ? "web" : "shop";
            text.Append(CultureInfo.InvariantCulture, $"c{i},2026-01-{1 + i % 20:00},{10 + i},{channel},{(i % 2 == 0 || i % 8 == 1 ? "book" : "toy")}\n");
            if (i % 4 == 0)
                text.Append(CultureInfo.InvariantCulture, $"c{i},2026-02-{1 + i % 20:00},5,{channel},book\n");
        }

        text.Append("both,2026-01-01,1,web,book\nboth,2026-01-01,1,shop,book\nlast,2026-12-31,1,web,book\n");
        var source = logs.Folder.Import(logs.Folder.Write(text.ToString()));
        var channelColumn = source.Columns.Single(c => c.Name == "channel").Index;
        var result = CompareAnalysis.Run(source, PurchaseRules.KeepAll, new CompareParameters(CompareKind.Value, 60, channelColumn, "shop", "web", MinimumSupport: 5), Settings, null, Token);
        Assert.Equal((20, 21, 1), (result.CustomersA, result.CustomersB, result.LeftOut));
        var again = result.Shares.Single(s => s.Name.Key == "compare.again");
        Assert.Equal((0, 20, 10, 20), (again.WithA, again.OfA, again.WithB, again.OfB)); // “last” is too young
        var toys = result.Shares.Single(s => s.Value == "toy");
        Assert.Equal((15, 0), (toys.WithA, toys.WithB));
        Assert.DoesNotContain(result.Shares, s => s.Value is "web" or "shop");
        Assert.Equal("analysis.group-too-small", Assert.Throws<DomainRuleException>(() => CompareAnalysis.Run(source, PurchaseRules.KeepAll, new CompareParameters(CompareKind.Value, 60, channelColumn, "nowhere"), Settings, null, Token)).Code);
        Assert.Equal("analysis.compare-no-value", Assert.Throws<DomainRuleException>(() => CompareAnalysis.Run(source, PurchaseRules.KeepAll, new CompareParameters(CompareKind.Value), Settings, null, Token)).Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]   // one customer bought two things at once: the amount of the order is no longer that of its row
    public void Numbers_ThatAreEqualForEveryCustomer_AreLookedAtOnce(bool differs)
    {
        var text = new StringBuilder("customer,date,amount,channel\n");
        for (var i = 0; i < 40; i++)
            text.Append(CultureInfo.InvariantCulture, $"c{i},2026-01-{1 + i % 28:00},{10 + i % 7},{(i % 2 == 0 ? "web" : "shop")}\n");
        text.Append(differs ? "c1,2026-01-02,5,shop\n" : "").Append("last,2026-12-31,1,web\n");
        var source = logs.Folder.Import(logs.Folder.Write(text.ToString()));
        var result = CompareAnalysis.Run(source, PurchaseRules.KeepAll, new CompareParameters(CompareKind.Value, 60, source.Columns.Single(c => c.Name == "channel").Index, "web", MinimumSupport: 5), Settings, null, Token);
        var (kept, left) = (new FigureText("compare.first-amount"), new FigureText("compare.mean-of", "amount"));
        Assert.Equal(differs ? 2 : 1, result.Numbers.Count(n => n.Name == kept || n.Name == left));
        Assert.Equal(differs ? [] : [new DoubledFigure(left, kept)], result.DoubledNumbers);
        Assert.Equal(2 * result.Numbers.Count + result.Shares.Count, result.Looks);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]   // one name stands for two codes: they no longer say the same
    public void Columns_ThatSayTheSame_AreLookedAtOnce(bool differs)
    {
        var text = new StringBuilder("customer,date,amount,product,product_label,coin\n");
        for (var i = 0; i < 240; i++)
        {
            var code = i % 6;
            text.Append(CultureInfo.InvariantCulture, $"c{i},2026-01-{1 + i % 28:00},{10 + i % 5},P{code},{(differs && code == 5 ? "tea 4" : $"tea {code}")},{(i % 4 < 2 ? "heads" : "tails")}\n");
            if (i % 3 == 0)
                text.Append(CultureInfo.InvariantCulture, $"c{i},2026-02-{1 + i % 28:00},5,P{code},tea {code},heads\n");
        }

        text.Append("last,2026-12-31,1,P0,tea 0,heads\n");
        var source = logs.Folder.Import(logs.Folder.Write(text.ToString()));
        Assert.Equal(ColumnRole.Product, source.Columns[3].Role);
        var explored = RepurchaseAnalysis.Figures(source, PurchaseRules.KeepAll, RepurchaseParameters.Default with { MinimumSupport = 5 }, Settings, null, Token);
        var compared = CompareAnalysis.Run(source, PurchaseRules.KeepAll, new CompareParameters(CompareKind.Value, 60, source.Columns[3].Index, "P1", MinimumSupport: 5), Settings, null, Token);
        DoubledColumn[] doubled = differs ? [] : [new DoubledColumn("product", "product_label")];
        Assert.Equal(doubled, explored.Doubled);
        // cut by the code, neither the code nor its name is looked at: nothing was looked at in the place of the other
        Assert.Empty(compared.Doubled);
        Assert.Equal(differs ? [] : ["product_label"], compared.LikeCut);
        var byCoin = CompareAnalysis.Run(source, PurchaseRules.KeepAll, new CompareParameters(CompareKind.Value, 60, source.Columns[5].Index, "heads", MinimumSupport: 5), Settings, null, Token);
        Assert.Equal((doubled.Length, 0), (byCoin.Doubled.Count, byCoin.LikeCut.Count));
        Assert.Equal(!differs, byCoin.Shares.All(s => s.Name.Key != "product"));
        Assert.Equal(differs ? ["coin", "product", "product_label"] : ["coin", "product_label"], explored.Contrasts.Select(c => c.Column).Distinct().Order(StringComparer.Ordinal));
        // four codes still hold the customers of one name each, and are compared with it once
        Assert.Equal(differs ? 2 + 6 + 5 - 4 : 2 + 6, explored.ContrastsCompared);
        Assert.Equal(differs ? 4 : 0, byCoin.Shares.Count(s => s.Also is [{ Column: "product" }]));
        Assert.Equal(byCoin.Looks, 2 * byCoin.Numbers.Count + 1 + (differs ? 6 + 5 - 4 : 6));
        // the code cuts the groups: its twin differs between them by itself and is no finding
        Assert.Equal(differs, compared.Shares.Any(s => s.Name.Key == "product_label"));
        Assert.Contains(compared.Shares, s => s.Name.Key == "coin");
    }

    [Fact]
    public void Columns_ThatSayTheSame_LeaveTheirPlaceAndMeaningToTheOneThatStays()
    {
        var plain = Enumerable.Range(1, 9).ToList();
        var text = new StringBuilder($"customer,date,amount,product,{string.Concat(plain.Select(p => $"plain{p},"))}product_label\n");
        for (var i = 0; i < 240; i++)
        {
            var code = i % 5;
            var others = string.Concat(plain.Select(p => $"{(i / (p + 1) % 2 == 0 ? "yes" : "no")}{p},"));
            text.Append(CultureInfo.InvariantCulture, $"c{i},2026-01-{1 + i % 28:00},10,P{code},{others}tea number {code}\n");
            if (i % 3 == 0)
                text.Append(CultureInfo.InvariantCulture, $"c{i},2026-02-{1 + i % 28:00},5,P{code},{others}tea number {code}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"last,2026-12-31,1,P0,{string.Concat(plain.Select(p => $"no{p},"))}tea number 0\n");
        var source = logs.Folder.Import(logs.Folder.Write(text.ToString()));
        Assert.Equal((ColumnRole.Product, ColumnRole.None), (source.Columns[3].Role, source.Columns[^1].Role));
        var explored = RepurchaseAnalysis.Figures(source, PurchaseRules.KeepAll, RepurchaseParameters.Default with { MinimumSupport = 5 }, Settings, null, Token);
        Assert.Equal([new DoubledColumn("product", "product_label")], explored.Doubled);
        Assert.All(explored.Contrasts.Where(c => c.Column == "product_label"), c => Assert.Equal(ColumnRole.Product, c.Role));
        Assert.Contains(explored.Contrasts, c => c.Column == "product_label");
        // only so many columns are compared over time, and the product is among them
        Assert.Equal("product_label", explored.Depth!.Groups[0].Column);
        Assert.Equal(8, explored.Depth.Groups.Count);
    }

    [Fact] // nothing sets the groups apart but the toss of a coin: about one in twenty raw p-values is small, hardly any adjusted one
    public void Compare_RandomGroups_FindsNothingAfterAdjusting()
    {
        var random = new Random(7);
        var text = new StringBuilder("customer,date,amount,coin,product\n");
        for (var i = 0; i < 3000; i++)
            text.Append(CultureInfo.InvariantCulture, $"c{i},2026-01-{1 + random.Next(28):00},{random.Next(1, 100)},{(random.Next(2) == 0 ? "heads" : "tails")},p{random.Next(25)}\n");
        var source = logs.Folder.Import(logs.Folder.Write(text.ToString()));
        var result = CompareAnalysis.Run(source, PurchaseRules.KeepAll, new CompareParameters(CompareKind.Value, 7, source.Columns.Single(c => c.Name == "coin").Index, "heads"), Settings, null, Token);
        Assert.True(result.Shares.Count >= 20);
        Assert.DoesNotContain(result.Shares, s => s.AdjustedPValue < 0.05);
        Assert.DoesNotContain(result.Numbers, n => n.AdjustedPValue < 0.05);
    }

    [Fact] // both groups come back equally often, so hundreds of products differ more by chance
    public void Compare_GroupsThatComeBackAlike_StillTellsFirstHowOftenEachDoes()
    {
        var random = new Random(11);
        var text = new StringBuilder("customer,date,amount,coin,product\n");
        for (var i = 0; i < 2400; i++)
        {
            var coin = i % 2 == 0 ? "heads" : "tails";
            text.Append(CultureInfo.InvariantCulture, $"c{i},2026-01-{1 + random.Next(28):00},10,{coin},p{random.Next(260)}\n");
            if (i % 4 < 2)
                text.Append(CultureInfo.InvariantCulture, $"c{i},2026-02-20,10,{coin},again\n");
        }

        var source = logs.Folder.Import(logs.Folder.Write(text.Append("last,2026-12-31,1,heads,p1\n").ToString()));
        var result = CompareAnalysis.Run(source, PurchaseRules.KeepAll, new CompareParameters(CompareKind.Value, 60, source.Columns.Single(c => c.Name == "coin").Index, "heads", "tails", MinimumSupport: 5), Settings, null, Token);
        Assert.Equal(200, result.Shares.Count);
        Assert.Equal("compare.again", result.Shares[0].Name.Key);
        Assert.Equal((600, 1200, 600, 1200), (result.Again!.WithA, result.Again.OfA, result.Again.WithB, result.Again.OfB)); // “last” is too young
    }

    [Fact] // nobody's first order held an age
    public void Compare_NumberOfTheAttributes_IsNotCalledAMeanOfTheFirstOrder()
    {
        var rows = Enumerable.Range(0, 40).Select(i => $"c{i},2026-01-{1 + i % 20:00},{10 + i % 7},{(i % 2 == 0 ? "web" : "shop")},{20 + i % 9}\n");
        var source = logs.Folder.Import(logs.Folder.Write("customer,date,amount,channel,age\n" + string.Concat(rows)));
        var joined = source with { Columns = [.. source.Columns.Select(c => c with { FromAttributes = c.Name == "age" })] };
        FigureText NameOf(TableSource of) => CompareAnalysis.Run(of, PurchaseRules.KeepAll, new CompareParameters(CompareKind.Value, 5, source.Columns.Single(c => c.Name == "channel").Index, "web", MinimumSupport: 5), Settings, null, Token)
            .Numbers.Select(n => n.Name).Single(n => n.Arguments.Contains("age"));
        Assert.Equal(("compare.mean-of", "compare.attribute-of"), (NameOf(source).Key, NameOf(joined).Key));
    }

    [Fact]
    public void Compare_OnlineRetail_GivesTheSameBytesOnAnyNumberOfThreads()
    {
        string Run(int threads) => ResultJson.Write(CompareAnalysis.Run(logs.OnlineRetail, PurchaseRules.Usual, new CompareParameters(CompareKind.BoughtAgain), Settings with { Threads = threads }, null, Token));
        var one = Run(1);
        Assert.Equal(one, Run(2));
        Assert.Equal(one, Run(2));
        Assert.Equal(one, ResultJson.Write(ResultJson.Read<CompareResult>(one)));
    }

    [Fact] // a grade as of the day of export knows who came back: no landmark can be fair to it, and no first order held it
    public void JoinedAttributes_AreRefusedAtTheLandmarkAndNoPartOfTheFirstOrder()
    {
        var text = new StringBuilder("customer,date,amount,channel,grade\n");
        for (var i = 0; i < 200; i++)
        {
            var grade = i % 2 == 0 ? "gold" : "basic";
            text.Append(CultureInfo.InvariantCulture, $"c{i},2026-01-{1 + i % 20:00},10,{(i % 4 < 2 ? "web" : "shop")},{grade}\n");
            if (i % 2 == 0)
                text.Append(CultureInfo.InvariantCulture, $"c{i},2026-02-{1 + i % 20:00},10,web,{grade}\n");
        }

        var source = logs.Folder.Import(logs.Folder.Write(text.Append("last,2026-12-31,1,web,basic\n").ToString()));
        var joined = source with { Columns = [.. source.Columns.Select(c => c with { FromAttributes = c.Name == "grade" })] };
        var grade5 = source.Columns.Single(c => c.Name == "grade").Index;
        var asked = new LandmarkParameters(grade5, "gold");
        Assert.Equal(100, LandmarkAnalysis.Run(source, PurchaseRules.KeepAll, asked, Settings, null, Token).Landmark.With);
        var refused = Assert.Throws<DomainRuleException>(() => LandmarkAnalysis.Run(joined, PurchaseRules.KeepAll, asked, Settings, null, Token));
        Assert.Equal(("analysis.landmark-joined", "grade"), (refused.Code, refused.Arguments[0]));

        RepurchaseResult Explore(TableSource of) => RepurchaseAnalysis.Figures(of, PurchaseRules.KeepAll, RepurchaseParameters.Default, Settings, null, Token);
        var (plain, honest) = (Explore(source), Explore(joined));
        Assert.Contains(plain.Contrasts, c => c.Column == "grade");
        Assert.Contains(plain.Depth!.Groups, g => g.Column == "grade");
        Assert.Equal(["channel"], honest.Contrasts.Select(c => c.Column).Distinct());
        Assert.Equal(["channel"], honest.Depth!.Groups.Select(g => g.Column));
        var compare = CompareAnalysis.Run(joined, PurchaseRules.KeepAll, new CompareParameters(CompareKind.Value, 60, grade5, "gold", MinimumSupport: 5), Settings, null, Token);
        Assert.Equal(100, compare.CustomersA);
    }

    [Fact] // counted in a loop over the same customers
    public void Landmark_TwoOrders_NaiveSaysEverybodyAndTheLandmarkTellsTheTruth()
    {
        var result = LandmarkAnalysis.Run(logs.Cdnow, PurchaseRules.KeepAll, new LandmarkParameters(Orders: 2, LandmarkDays: 60, HorizonDays: 120), Settings, null, Token);
        Assert.Equal((1d, 0d), (result.Naive.RateWith, result.Naive.RateWithout)); // who placed two orders has bought again: nothing is learnt
        var customers = CdnowCustomers();
        var end = customers.Max(c => c.Days[^1]);
        var old = customers.Where(c => c.Days[0].AddDays(180) <= end).ToList();
        bool Done(DateOnly[] days) => days.Length > 1 && days[1] <= days[0].AddDays(60);
        bool Again(DateOnly[] days) => days.Any(d => d > days[0].AddDays(60) && d <= days[0].AddDays(180));
        Assert.Equal((old.Count(c => Done(c.Days)), old.Count(c => Done(c.Days) && Again(c.Days))), ((int)result.Landmark.With, (int)result.Landmark.AgainWith));
        Assert.Equal((old.Count(c => !Done(c.Days)), old.Count(c => !Done(c.Days) && Again(c.Days))), ((int)result.Landmark.Without, (int)result.Landmark.AgainWithout));
        Assert.Equal(customers.Count - old.Count, result.TooYoung);
        Assert.Equal(old.Count(c => c.Days.Length > 1 && !Done(c.Days)), result.DoneLater);
    }

    [Fact] // X is a thing bought by chance at every tenth order: it changes nothing, but who orders more has more chances
    public void Landmark_ChanceAction_LooksGoodNaivelyAndVanishesAtTheLandmark()
    {
        var random = new Random(11);
        var text = new StringBuilder("customer,date,amount,item\n");
        for (var i = 0; i < 6000; i++)
        {
            var day = new DateOnly(2025, 1, 1).AddDays(random.Next(100));
            var eager = random.NextDouble();
            for (var n = 0; n == 0 || (n < 12 && random.NextDouble() < 0.3 + 0.4 * eager); n++, day = day.AddDays(5 + random.Next(25)))
                text.Append(CultureInfo.InvariantCulture, $"c{i},{day:yyyy-MM-dd},10,{(random.Next(10) == 0 ? "voucher" : "plain")}\n");
        }

        var source = logs.Folder.Import(logs.Folder.Write(text.ToString()));
        var item = source.Columns.Single(c => c.Name == "item").Index;
        var result = LandmarkAnalysis.Run(source, PurchaseRules.KeepAll, new LandmarkParameters(item, "voucher", null, 0, 60), Settings, null, Token);
        Assert.True(result.Naive.Interval.Low > 0.15, $"naive {result.Naive.Difference}");
        Assert.True(Math.Abs(result.Landmark.Difference) < result.Naive.Difference / 3, $"landmark {result.Landmark.Difference} of {result.Naive.Difference}");
    }

    [Fact]
    public void Landmark_WithoutAnAction_IsRefused() =>
        Assert.Equal("analysis.landmark-no-action", Assert.Throws<DomainRuleException>(() => new LandmarkParameters().Check()).Code);

    [Fact]
    public void CustomerList_FirstOrderRule_TakesThoseWithTheValue()
    {
        var country = logs.OnlineRetail.Columns.Single(c => c.Role == ColumnRole.Country);
        var germans = CustomerList.All(logs.OnlineRetail, PurchaseRules.Usual, Settings, Token, new PopulationRule(country.Index, country.Name, "Germany"));
        var contrasts = RepurchaseAnalysis.Figures(logs.OnlineRetail, PurchaseRules.Usual, RepurchaseParameters.Default with { TrendDays = 1 }, Settings, null, Token).Contrasts;
        Assert.Equal(94, germans.Count); // SELECT count(DISTINCT CustomerID) … WHERE Country = 'Germany' over the cleaned rows
        Assert.InRange(contrasts.Single(c => c.Value == "Germany").Customers, 90, 94);
        Assert.Equal("pilot.population.no-column", Assert.Throws<DomainRuleException>(() => CustomerList.All(logs.Cdnow, PurchaseRules.KeepAll, Settings, Token, new PopulationRule(1, "Country", "Germany"))).Code);
    }

    [Theory]
    [InlineData(false, 2, 0, 4)]
    [InlineData(true, 0, 2, 2)]
    public void Headline_MissingAmounts_AreCountedAsTheRulesTreatThem(bool drops, long counted, long leftOut, long rows)
    {
        var source = logs.Folder.Import(logs.Folder.Write("customer,date,amount\nc1,2026-01-01,10\nc1,2026-01-02,n/a\nc2,2026-01-03,5\nc3,2026-01-04,\n"));
        var rules = PurchaseRules.KeepAll with { DropNonPositiveAmount = drops };
        var headline = RepurchaseAnalysis.Figures(source, rules, RepurchaseParameters.Default, Settings, null, Token).Headline;
        Assert.Equal((rows, counted, leftOut, 15m), (headline.Rows, headline.RowsWithoutAmount, headline.RowsLeftOutWithoutAmount, headline.Amount));
    }

    [Fact] // a segment of an exploration with breaks of its own means the customers that the exploration counted
    public void CustomerList_SegmentWithOwnBreaks_TakesThoseThatTheRunCounted()
    {
        var own = new RfmParameters([30, 60, 120, 240], [1, 2, 3, 5]);
        var run = RepurchaseAnalysis.Figures(logs.Cdnow, PurchaseRules.KeepAll, RepurchaseParameters.Default with { Rfm = own }, Settings, null, Token).Depth!.Rfm!;
        var usual = CustomerList.All(logs.Cdnow, PurchaseRules.KeepAll, Settings, Token, PopulationRule.OfSegment(null, RfmSegment.Slipping)).Count;
        foreach (var row in run.Segments.Where(s => s.Customers > 0))
        {
            var rule = PopulationRule.Read(PopulationRule.Write(PopulationRule.OfSegment(own, row.Segment)));   // as it is stored with a finding
            Assert.Equal(row.Customers, CustomerList.All(logs.Cdnow, PurchaseRules.KeepAll, Settings, Token, rule).Count);
        }

        Assert.NotEqual(usual, run.Segments.Single(s => s.Segment == RfmSegment.Slipping).Customers);
        Assert.Equal("""{"column":null,"columnName":null,"value":null,"segment":"Slipping"}""", PopulationRule.Write(new PopulationRule(Segment: RfmSegment.Slipping)));   // rules of before read and write alike
    }

    [Fact]
    public void CustomerList_Segments_DivideAllCustomers()
    {
        var all = CustomerList.All(logs.Cdnow, PurchaseRules.KeepAll, Settings, Token);
        var segments = Enum.GetValues<RfmSegment>().SelectMany(s =>
        {
            try
            {
                return CustomerList.All(logs.Cdnow, PurchaseRules.KeepAll, Settings, Token, new PopulationRule(Segment: s));
            }
            catch (DomainRuleException rule) when (rule.Code == "pilot.population.empty")
            {
                return [];
            }
        }).ToList();
        Assert.Equal(all.Count, segments.Count);
        Assert.Equal(all, segments.Order(StringComparer.Ordinal));
    }
}
