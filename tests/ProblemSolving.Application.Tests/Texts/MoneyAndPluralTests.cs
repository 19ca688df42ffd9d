using System.Globalization;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Application.Tests.Texts;

public sealed class MoneyAndPluralTests
{
    private static readonly FixedTexts English = new(TextCatalog.Default, CultureInfo.GetCultureInfo("en"));
    private static readonly FixedTexts Korean = new(TextCatalog.Default, CultureInfo.GetCultureInfo("ko"));

    [Theory]
    [InlineData("kill.short.near", 1, "kill check in 1 day")]
    [InlineData("kill.short.near", 2, "kill check in 2 days")]
    [InlineData("kill.short.passed", 1, "kill check 1 day over")]
    [InlineData("reviews.waiting", 1, "waiting 1 day")]
    [InlineData("reviews.waiting", 1200, "waiting 1,200 days")]
    public void Plural_FitsItsNumber(string key, int days, string shown) => Assert.Equal(shown, English.Get(key, days));

    [Fact]
    public void Plural_InAFigureText_FitsItsNumber() =>
        Assert.Equal("The date x is 1 day ahead.", Wording.Say(English, new FigureText("switch.why.date-ahead", "x", 1)));

    [Fact]   // 30 ÷ 8 is 3.75, which everybody rounds to 3.8; in binary it is a little less
    public void Numbers_HalfWay_AreRoundedUpAsPeopleDo()
    {
        var text = new FigureText("rank.why.per-effort", 0.3, 8, 0.3 / 8);
        Assert.Contains("3.8%", Wording.Say(Korean, text), StringComparison.Ordinal);
        Assert.Contains("3.8", Korean.Get("rank.why.per-effort", 0.3, 8, 0.3 / 8), StringComparison.Ordinal);
        Assert.DoesNotContain("3.9", Wording.Say(Korean, text with { Arguments = [0.3, 8, 0.0384] }), StringComparison.Ordinal);
        Assert.Contains("∞", Korean.Get("rank.why.per-effort", 0.3, 8, double.PositiveInfinity), StringComparison.Ordinal);
    }

    [Fact]   // the word for the end of a limit decides the verb after it
    public void KillLimit_InKorean_HasItsParticles()
    {
        Assert.Equal("배송 클레임 접수율이 3% 이하여야 합니다", Korean.Get("kill.must-reach.LowerIsBetter", "배송 클레임 접수율", "3%"));
        Assert.Equal("재구매율이 25% 이상이어야 합니다", Korean.Get("kill.must-reach.HigherIsBetter", "재구매율", "25%"));
    }

    [Fact]
    public void Spending_InTheTrail_ShowsCurrencyAndCents()
    {
        var words = new FigureText("history.spending", "2026-11-03", "coupons", 1234567.5m);
        Assert.Equal("2026-11-03: coupons, $1,234,567.50", Wording.Say(English, words, Currency.Of("USD")));
        Assert.EndsWith("1,234,567.50 달러", Wording.Say(Korean, words, Currency.Of("USD")), StringComparison.Ordinal);
        Assert.EndsWith("1,234,567.50", Wording.Say(English, words), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rule.budget.pilot")]
    [InlineData("rule.budget.delivery")]
    [InlineData("rule.budget.used-up")]
    [InlineData("rule.budget.drawn")]
    [InlineData("rule.budget.schedule.no-cost")]
    [InlineData("rule.spending.refund.too-much")]
    public void Refusals_NameTheirMoney(string key)
    {
        foreach (var texts in new[] { English, Korean })
        {
            var shown = texts.Get(key, Wording.Amounts(texts, [10.25m, 20.5m, 30.75m, 40.25m], Currency.Of("GBP")));
            Assert.Contains(texts.IsKorean ? "파운드" : "£", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("money", shown.Replace("money cap", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }
}
