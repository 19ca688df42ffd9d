using ProblemSolving.Domain.Money;

namespace ProblemSolving.Domain.Tests.Money;

public sealed class UsualCurrencyTests
{
    [Theory]
    [InlineData("en-US", "USD")]
    [InlineData("en-GB", "GBP")]
    [InlineData("ko", "KRW")]
    [InlineData("ko-KR", "KRW")]
    [InlineData("ja", "JPY")]
    [InlineData("de-DE", "EUR")]
    [InlineData("zh-Hant-TW", null)]
    [InlineData("de-CH", null)]
    [InlineData("en", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Of_Language_IsTheCurrencyOfItsCountry(string? language, string? code) => Assert.Equal(code, UsualCurrency.Of(language));
}
