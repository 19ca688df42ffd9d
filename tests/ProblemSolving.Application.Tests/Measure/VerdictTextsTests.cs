using System.Globalization;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Application.Tests.Measure;

public sealed class VerdictTextsTests
{
    [Theory]
    [InlineData("en", "GBP", "Amount per customer differs by £2,181.82 (-£545.57 to £3,818.00, Welch’s t-test p = 0.0090).")]
    [InlineData("ko", "KRW", "고객당 금액 차이는 2,182원입니다(-546원 ~ 3,818원, 웰치 t-검정 p = 0.0090).")]
    public void InMoney_AmountSentence_CarriesTheCurrency(string language, string currency, string expected)
    {
        var texts = new FixedTexts(TextCatalog.Default, CultureInfo.GetCultureInfo(language));
        var said = VerdictTexts.InMoney(new FigureText("verdict.amount-differs", 2181.818, -545.57, 3818L, "= 0.0090"), Currency.Of(currency), texts);
        Assert.Equal(expected, texts.Get(said.Key, [.. said.Arguments]));
    }

    [Fact]
    public void InMoney_AnotherSentence_IsLeftAlone()
    {
        var sentence = new FigureText("verdict.worth", 1.09);
        Assert.Same(sentence, VerdictTexts.InMoney(sentence, Currency.Of("KRW"), new FixedTexts(TextCatalog.Default, CultureInfo.GetCultureInfo("en"))));
    }
}
