using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Domain.Tests.Measure;

public sealed class MeasureWindowTests
{
    [Theory]
    [InlineData("Customers with a second order within 90 days of their first, all at least 120 days old", 90)]
    [InlineData("a 14-day response rate", 14)]
    [InlineData("repurchase rate (90 days)", 90)]
    [InlineData("쿠폰을 받은 고객은 14일 안에 더 많이 구매합니다", 14)]
    [InlineData("첫 구매 후 90일 이내 재구매한 고객의 비율", 90)]
    [InlineData("신규 고객의 90일 재구매율", 90)]
    public void InDays_OneWindowInWords_IsRead(string words, int days) => Assert.Equal(days, MeasureWindow.InDays(words));

    [Theory]
    [InlineData("")]
    [InlineData("share of customers who buy again")]
    [InlineData("within 30 days for new and within 90 days for old customers")]
    [InlineData("2026년 3월 1일부터")]
    public void InDays_NoneOrSeveral_IsNotGuessed(string words) => Assert.Null(MeasureWindow.InDays(words));

    [Theory]
    [InlineData(14, 14, true)]
    [InlineData(90, 14, false)]
    [InlineData(null, null, false)]
    public void Agree_OnlyWhenBothAreKnownAndTheSame(int? left, int? right, bool expected) => Assert.Equal(expected, MeasureWindow.Agree(left, right));
}
