using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Domain.Tests.Analyze;

public sealed class ToldOnceTests
{
    [Fact]
    public void Of_CodeAndNameOfOneProduct_KeepsTheNameInItsPlace()
    {
        Contrast[] all =
        [
            Make("StockCode", "22795", 55, 40),
            Make("Description", "RECIPE BOOK STAND", 55, 40),
            Make("Description", "OTHER STAND", 55, 40),   // another product of the same column is no repetition of it
            Make("StockCode", "84029E", 72, 51),
            Make("Channel", "app", 72, 50),
        ];

        Assert.Equal(["RECIPE BOOK STAND", "OTHER STAND", "84029E", "app"], ToldOnce.Of(all).Select(c => c.Value));
    }

    [Fact]
    public void Of_TextsOfOneLength_KeepsTheFirst() =>
        Assert.Equal(["aa"], ToldOnce.Of([Make("A", "aa", 9, 3), Make("B", "bb", 9, 3)]).Select(c => c.Value));

    private static Contrast Make(string column, string value, long customers, long repeaters) =>
        new(ColumnRole.None, column, value, customers, repeaters, 0, new Interval(0, 0, 0.95), 0, 0, new Interval(0, 0, 0.95), 0, 0);
}
