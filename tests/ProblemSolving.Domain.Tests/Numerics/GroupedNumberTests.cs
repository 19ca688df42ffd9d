using ProblemSolving.Domain.Numerics;

namespace ProblemSolving.Domain.Tests.Numerics;

public sealed class GroupedNumberTests
{
    [Theory]
    [InlineData("1250", 1250)]
    [InlineData("1,250", 1250)]
    [InlineData("12,345,678.5", 12_345_678.5)]
    [InlineData("44.5", 44.5)]
    [InlineData("5.", 5)]   // while the digits behind it are being typed
    [InlineData(".5", 0.5)]
    [InlineData("-1,250", -1250)]
    [InlineData("−1,250", -1250)]
    [InlineData("+3", 3)]
    public void TryParse_CommasBetweenThousands_AreRead(string text, double number)
    {
        Assert.True(GroupedNumber.TryParseSigned(text, out var read));
        Assert.Equal((decimal)number, read);
    }

    [Theory]   // 4,5 was read as 45
    [InlineData("4,5")]
    [InlineData("44,50")]
    [InlineData("1,2,3")]
    [InlineData("1234,567")]
    [InlineData("0.1,250")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("--1")]
    [InlineData("사십")]
    public void TryParse_AnythingElse_IsNoNumber(string text) => Assert.False(GroupedNumber.TryParseSigned(text, out _));
}
