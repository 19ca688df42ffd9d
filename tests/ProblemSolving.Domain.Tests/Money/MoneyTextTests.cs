using FsCheck.Xunit;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Domain.Tests.Money;

public sealed class MoneyTextTests
{
    [Theory]
    [InlineData("3억 2천만", 320_000_000)]
    [InlineData("1.2억", 120_000_000)]
    [InlineData("₩300,000,000", 300_000_000)]
    [InlineData("300000000", 300_000_000)]
    [InlineData("300,000,000원", 300_000_000)]
    [InlineData("5천만 원", 50_000_000)]
    [InlineData("1조 2,000억", 1_200_000_000_000)]
    [InlineData("1억 5000", 100_005_000)]
    [InlineData("천", 1000)]
    [InlineData("2백3십", 230)]
    [InlineData("2만 5천", 25_000)]
    [InlineData("3억 5천만", 350_000_000)]
    [InlineData("1조 2천억 3백만", 1_200_003_000_000)]
    [InlineData("120k", 120_000)]
    [InlineData("$1.5M", 1_500_000)]
    [InlineData("£2 B", 2_000_000_000)]
    [InlineData("-3억", -300_000_000)]
    [InlineData("  12 ", 12)]
    [InlineData("- 12", -12)]
    [InlineData("-₩3억", -300_000_000)]
    [InlineData("KRW 300,000", 300_000)]
    [InlineData("300 usd", 300)]
    [InlineData("KRW -300", -300)]
    [InlineData("₩ 300원", 300)]
    [InlineData("1억\u00a05000\n", 100_005_000)]
    [InlineData("1 234 567원", 1_234_567)]
    [InlineData("12 345.5", 12_345.5)]
    [InlineData("1 조 2 천 억", 1_200_000_000_000)]
    [InlineData("5 천 만원", 50_000_000)]
    [InlineData("3억2천만원", 320_000_000)]
    public void TryParse_WhatPeopleWrite_IsRead(string text, decimal expected)
    {
        Assert.True(MoneyText.TryParse(text, out var amount), text);
        Assert.Equal(expected, amount);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("억")]
    [InlineData("만억")]
    [InlineData("12 apples")]
    [InlineData("1,2,3")]
    [InlineData("3억 5천")]   // 350,000,000 when spoken, 300,005,000 by the letter
    [InlineData("1조 5백 원")]
    [InlineData("3만 2억")]
    [InlineData("--3")]
    [InlineData("1.2.3")]
    [InlineData("99999999999999999999999999999조")]
    [InlineData("10원 20원")]   // two amounts are not one
    [InlineData("300원 400원")]
    [InlineData("300원400원")]
    [InlineData("100원2")]
    [InlineData("1 2")]
    [InlineData("1 2345")]
    [InlineData("1234 567")]
    [InlineData("1 234 56")]
    [InlineData("1,234 567")]
    [InlineData("1 234,567")]
    [InlineData("12. 5")]
    [InlineData("1.5 000")]
    [InlineData("3억 2 00만")]
    [InlineData("5 usd 6")]
    [InlineData("$5 $6")]
    [InlineData("원")]
    [InlineData("₩")]
    public void TryParse_AnythingElse_IsRefused(string? text) => Assert.False(MoneyText.TryParse(text, out _));

    [Fact]   // pasted by mistake, or sent past the box
    public async Task TryParse_AVeryLongText_IsRefusedWithoutBeingRead() =>
        Assert.False(await Task.Run(() => MoneyText.TryParse("1" + new string(' ', 200_000) + "2", out _)).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("3억 5천", "3억 5천만", 350_000_000, 300_005_000)]
    [InlineData("3억 5천 원", "3억 5천만", 350_000_000, 300_005_000)]
    [InlineData("3억 5천 KRW", "3억 5천만", 350_000_000, 300_005_000)]
    [InlineData("₩3억 5천", "₩3억 5천만", 350_000_000, 300_005_000)]
    [InlineData("1조 5백 원", "1조 5백억", 1_050_000_000_000, 1_000_000_000_500)]
    public void Readings_OfATextWithTwo_AreBothTold(string text, string written, decimal said, decimal literal) =>
        Assert.Equal((written, said, literal), MoneyText.Readings(text));

    [Fact]   // the limit of TryParse: looking for two readings takes long over a text like this
    public async Task Readings_OfAVeryLongText_AreNoneWithoutItBeingRead() =>
        Assert.Null(await Task.Run(() => MoneyText.Readings("억" + new string('천', 200_000) + "만")).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("3억 5천만 원")]
    [InlineData("3억 원 5천 원")]
    public void Readings_OfAnyOther_AreNone(string text) => Assert.Null(MoneyText.Readings(text));

    [Theory]
    [InlineData(320_000_000, true, "3.2억 원")]
    [InlineData(320_000_000, false, "₩320M")]
    [InlineData(1_250, true, "1,250원")]
    [InlineData(-45_600_000, true, "−4,560만 원")]
    [InlineData(-45_600_000, false, "−₩45.6M")]
    [InlineData(0, false, "₩0")]
    public void Compact_InEachLanguage_IsShort(decimal amount, bool korean, string expected) =>
        Assert.Equal(expected, MoneyText.Compact(amount, Currency.Of("KRW"), korean));

    [Theory]
    [InlineData("KRW", 12_000, true, "12,000원")]
    [InlineData("KRW", 120_000, true, "12만 원")]
    [InlineData("KRW", 1234.56, true, "1,235원")]
    [InlineData("KRW", 12_000, false, "₩12,000")]
    [InlineData("USD", 6_000, true, "6,000 달러")]
    [InlineData("USD", 6_000.4, false, "$6,000")]
    [InlineData("USD", 12.5, false, "$12.50")]
    public void Compact_BesideEachOther_HasOnePrecision(string code, double amount, bool korean, string expected) =>
        Assert.Equal(expected, MoneyText.Compact((decimal)amount, Currency.Of(code), korean));

    [Fact]
    public void Known_ACodeNotOnOffer_IsWrittenWithItsCode() => Assert.Equal(("CHF ", 2), (Currency.Known("CHF").Sign, Currency.Known("CHF").Decimals));

    [Theory]
    [InlineData("$300", "USD")]
    [InlineData("300 usd", "USD")]
    [InlineData("1.2억 원", "KRW")]
    [InlineData("￡12", "GBP")]
    [InlineData("5천만 엔", "JPY")]
    [InlineData("300,000", null)]
    [InlineData("3억 2천만", null)]
    public void CurrencyIn_ASignACodeOrAWord_IsSeen(string text, string? code) => Assert.Equal(code, MoneyText.CurrencyIn(text));

    [Property]
    public bool Exact_AnyWholeAmount_ReadsBackInBothLanguages(int amount) =>
        RoundTrips(amount, true) && RoundTrips(amount, false);

    [Property]
    public bool Compact_AnyAmount_ReadsBackWithinHalfAPerCent(long amount)
    {
        var value = (decimal)(amount % 1_000_000_000_000_000L);
        return new[] { true, false }.All(korean =>
            MoneyText.TryParse(MoneyText.Compact(value, Currency.Of("KRW"), korean), out var back) && Math.Abs(back - value) <= Math.Abs(value) * 0.006m);
    }

    private static bool RoundTrips(int amount, bool korean) =>
        MoneyText.TryParse(MoneyText.Exact(amount, Currency.Of("KRW"), korean), out var back) && back == amount;
}
