using System.Security.Cryptography;
using ProblemSolving.Domain.Sample;

namespace ProblemSolving.Domain.Tests.Sample;

public sealed class PurchaseLogGeneratorTests
{
    private static readonly PurchaseLogPlan s_small = PurchaseLogPlan.CompanyA with { Customers = 500 };

    [Fact] // the bytes are part of the sample: a change of runtime or machine must not change anybody's numbers
    public void WriteCsv_CompanyA_GivesTheKnownBytes() =>
        Assert.Equal("1970cea2f0ad90821e5b44943c0ee69bbf09b02708364eb6cca89c55478f9874", Sha256(PurchaseLogPlan.CompanyA));

    [Fact]
    public void WriteCsv_SameSeedTwice_GivesSameBytesAndAnotherSeedOthers()
    {
        Assert.Equal(Sha256(s_small), Sha256(s_small));
        Assert.NotEqual(Sha256(s_small), Sha256(s_small with { Seed = 2 }));
    }

    [Fact]
    public void Generate_CompanyA_HasAboutThirtyThousandCustomersOver24Months()
    {
        Assert.InRange(CompanyALog.Facts.Customers, 29_000, 31_000);
        Assert.Equal(24, CompanyALog.Purchases.Select(p => (p.OrderedAt.Year, p.OrderedAt.Month)).Distinct().Count());
        Assert.All(CompanyALog.Purchases, p => Assert.InRange(p.OrderedAt, new DateTime(2024, 11, 1), new DateTime(2026, 10, 31, 23, 59, 59)));
    }

    [Fact]
    public void Generate_CompanyA_HasValidRowsInOrderOfTime()
    {
        var log = CompanyALog.Purchases;
        Assert.Equal(log.Count, log.Select(p => p.OrderId).Distinct().Count());
        Assert.True(log.Zip(log.Skip(1)).All(pair => pair.First.OrderedAt <= pair.Second.OrderedAt));
        Assert.True(log.All(p => p.AmountWon > 0 && p.AmountWon % 10 == 0 && p.Quantity >= 1
            && PurchaseLogGenerator.Categories.Contains(p.Category) && PurchaseLogGenerator.Channels.Contains(p.Channel)));
    }

    [Fact]
    public void Generate_CompanyA_AcquisitionGrowsAndRepurchaseFalls()
    {
        var customers = CompanyALog.Purchases.GroupBy(p => p.CustomerId).Select(g => g.Select(p => p.OrderedAt).Order().ToArray()).ToList();
        var months = customers.GroupBy(o => (o[0].Year * 12) + o[0].Month).OrderBy(g => g.Key).ToList();
        double Rate(IEnumerable<DateTime[]> cohort) => cohort.Average(o => o.Length > 1 && (o[1] - o[0]).TotalDays <= 90 ? 1.0 : 0.0);

        Assert.True(months[^1].Count() > 1.6 * months[0].Count());
        Assert.InRange(Rate(months[0]), 0.33, 0.39);
        Assert.InRange(Rate(months[20]), 0.22, 0.29); // the newest cohort that is 90 days old
        double[] quarters = [.. Enumerable.Range(0, 7).Select(q => Rate(months.Skip(3 * q).Take(3).SelectMany(m => m)))];
        Assert.True(quarters[0] > quarters[3] && quarters[3] > quarters[6], string.Join(" ", quarters));
    }

    [Fact]
    public void Generate_CompanyA_FirstCategoryAndChannelDriveCouponsDoNot()
    {
        var facts = CompanyALog.Facts;
        Assert.True(facts.RateApp > 1.7 * facts.RateOtherChannels);
        Assert.True(facts.RateDailyGoods > 1.4 * facts.RateOtherCategories);
        Assert.Equal(facts.RateCoupon, facts.RateNoCoupon, 0.015);
    }

    [Fact]
    public void Generate_CompanyA_LoyalCustomersCarryALargePartOfSales()
    {
        Assert.InRange(CompanyALog.Facts.LoyalShareOfCustomers, 0.08, 0.15);
        Assert.InRange(CompanyALog.Facts.LoyalShareOfSales, 0.40, 0.60);
    }

    [Fact]
    public void RepurchaseChance_AllKindsOfFirstOrders_StaysAProbability()
    {
        foreach (var month in Enumerable.Range(0, 24))
            foreach (var category in PurchaseLogGenerator.Categories)
                foreach (var channel in PurchaseLogGenerator.Channels)
                    Assert.InRange(PurchaseLogGenerator.RepurchaseChance(PurchaseLogPlan.CompanyA, month, category, channel), 0.1, 0.8);
    }

    [Theory]
    [InlineData(2, 24, 30_000)]
    [InlineData(1, 5, 30_000)]
    [InlineData(1, 24, 99)]
    public void Generate_PlanOutsideItsRanges_IsRefused(int day, int months, int customers) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PurchaseLogGenerator.Generate(new PurchaseLogPlan(new DateOnly(2024, 11, day), months, customers, 1)));

    private static string Sha256(PurchaseLogPlan plan)
    {
        using var stream = new MemoryStream();
        PurchaseLogGenerator.WriteCsv(plan, stream);
        return Convert.ToHexStringLower(SHA256.HashData(stream.ToArray()));
    }
}
