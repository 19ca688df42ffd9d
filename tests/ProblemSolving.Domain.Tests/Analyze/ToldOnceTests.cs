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
            Make("StockCode", "22795", "a"),
            Make("Description", "RECIPE BOOK STAND", "a"),
            Make("Description", "OTHER STAND", "a"),   // another product of the same column is no repetition of it
            Make("StockCode", "84029E", "b"),
            Make("Channel", "app", "c"),
        ];

        Assert.Equal(["RECIPE BOOK STAND", "OTHER STAND", "84029E", "app"], ToldOnce.Of(all).Select(c => c.Value));
    }

    [Fact]
    public void Of_TextsOfOneLength_KeepsTheFirst() =>
        Assert.Equal(["aa"], ToldOnce.Of([Make("A", "aa", "x"), Make("B", "bb", "x")]).Select(c => c.Value));

    [Fact]   // as many customers and as many who came again, but others
    public void Of_EqualCountsOfOtherCustomers_KeepsBoth() =>
        Assert.Equal(["aa", "bbb"], ToldOnce.Of([Make("A", "aa", "x"), Make("B", "bbb", "y")]).Select(c => c.Value));

    [Fact]
    public void Of_OlderResultsThatDoNotSayWhoseTheyAre_KeepsBoth() =>
        Assert.Equal(["aa", "bbb"], ToldOnce.Of([Make("A", "aa", null), Make("B", "bbb", null)]).Select(c => c.Value));

    private static Contrast Make(string column, string value, string? fingerprint) =>
        new(ColumnRole.None, column, value, 9, 3, 0, new Interval(0, 0, 0.95), 0, 0, new Interval(0, 0, 0.95), 0, 0) { Fingerprint = fingerprint };
}
