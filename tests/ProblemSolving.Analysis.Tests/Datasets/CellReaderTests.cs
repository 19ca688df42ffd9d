using System.Globalization;
using System.Text;
using FsCheck.Xunit;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Tests.Datasets;

public class CellReaderTests
{
    private static string? Number(string text, DecimalMark mark = DecimalMark.Point)
    {
        Span<byte> target = stackalloc byte[CellReader.MaximumDigits + 3];
        return CellReader.TryDecimal(CellReader.Trim(Encoding.UTF8.GetBytes(text)), mark, target, out var shape) ? Encoding.ASCII.GetString(target[..shape.Length]) : null;
    }

    [Theory]
    [InlineData("1,000 원", "1000")]
    [InlineData("₩1,234,567", "1234567")]
    [InlineData("$74.69", "74.69")]
    [InlineData("-£1,234.50", "-1234.5")]
    [InlineData("(12.30)", "-12.3")]
    [InlineData("( ₩1,200 )", "-1200")]
    [InlineData("(-5)", null)]
    [InlineData("(+5)", null)]
    [InlineData("(₩-5)", null)]
    [InlineData("007", "7")]
    [InlineData("0.50", "0.5")]
    [InlineData(".5", "0.5")]
    [InlineData("12.00", "12")]
    [InlineData("1e3", "1000")]
    [InlineData("1,00", null)]
    [InlineData("1,0000", null)]
    [InlineData("12 apples", null)]
    [InlineData("1.2.3", null)]
    [InlineData("", null)]
    [InlineData("-", null)]
    public void TryDecimal_Text_GivesDigitsOrNothing(string text, string? expected) => Assert.Equal(expected, Number(text));

    [Fact]
    public void TryDecimal_DecimalComma_ReadsGroupsOfPoints() => Assert.Equal("1234.5", Number("1.234,50", DecimalMark.Comma));

    [Property]
    public bool TryDecimal_AnyDecimal_ComesBack(decimal value)
    {
        var read = Number(value.ToString(CultureInfo.InvariantCulture));
        return read is not null && decimal.Parse(read, CultureInfo.InvariantCulture) == value;
    }

    [Theory]
    [InlineData("2010-12-01 08:26:00", "2010-12-01T08:26:00")]
    [InlineData("2010-12-01T08:26:00.250Z", "2010-12-01T08:26:00.25")]
    [InlineData("2010-12-01 08:26+09:00", "2010-12-01T08:26:00")]
    [InlineData("2021. 1. 2. 오후 12:05", "2021-01-02T12:05:00")]
    [InlineData("2021-01-02 12:05 AM", "2021-01-02T00:05:00")]
    [InlineData("2021-02-30", null)]
    [InlineData("2021-01-02 25:00", null)]
    [InlineData("2021-01/02", null)]
    public void TryDate_YearFirst_GivesTheTimeAsWritten(string text, string? expected)
    {
        var found = CellReader.TryDate(Encoding.UTF8.GetBytes(text), DateFormat.YearMonthDay, out var value, out _);
        Assert.Equal(expected is null ? (DateTime?)null : DateTime.Parse(expected, CultureInfo.InvariantCulture), found ? value : (DateTime?)null);
    }
}
