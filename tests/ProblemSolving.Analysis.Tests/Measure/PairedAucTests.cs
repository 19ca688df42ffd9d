using ProblemSolving.Analysis.Analyze;
using ProblemSolving.Analysis.Measure;

namespace ProblemSolving.Analysis.Tests.Measure;

/// <summary>Intervals of two areas under the curve of the same customers.</summary>
public sealed class PairedAucTests
{
    [Theory]
    [InlineData(1, 40, 3)]
    [InlineData(2, 200, 7)]     // few different scores: many ties
    [InlineData(3, 300, 1000)]
    public void Compare_AnyScores_HasTheVarianceOfLeavingEachCustomerOutOnce(int seed, int customers, int values)
    {
        // the variance of DeLong is that of the jackknife over buyers and over the others; the areas come from rank sums
        var random = new Random(seed);
        bool[] bought = [.. Enumerable.Range(0, customers).Select(i => i % 3 == 0)];
        double[] model = [.. bought.Select(b => (double)random.Next(values) + (b ? values / 4.0 : 0))];
        double[] rule = [.. model.Select((m, i) => Math.Floor(m / 2) + random.Next(Math.Max(2, values / 3)))];
        var found = PairedAuc.Compare(model, rule, bought);
        Assert.Equal(RankMetrics.Auc(model, bought) - RankMetrics.Auc(rule, bought), found.Difference, 1e-12);
        Assert.Equal(Jackknife(bought, keep => Auc(model, bought, keep) - Auc(rule, bought, keep)), found.StandardError, 1e-10);
        var reach = 1.959963984540054;
        Assert.Equal(RankMetrics.Auc(model, bought) - reach * Jackknife(bought, keep => Auc(model, bought, keep)), found.Model.Low, 1e-9);
        Assert.Equal(found.Difference + reach * found.StandardError, found.DifferenceInterval.High, 1e-12);
        var swapped = PairedAuc.Compare(rule, model, bought);
        Assert.Equal(-found.Difference, swapped.Difference, 1e-15);
        Assert.Equal(found.StandardError, swapped.StandardError, 1e-15);
    }

    [Fact] // by hand: pairs won 5 of 6 and 4 of 6; the shares of each customer are thirds and halves
    public void Compare_FiveCustomers_IsWhatThePairsSay()
    {
        var found = PairedAuc.Compare([5, 3, 4, 2, 1], [5, 2, 4, 3, 1], [true, true, false, false, false]);
        Assert.Equal(1 / 6.0, found.Difference, 1e-12);
        // buyers: (1 − 1, 2/3 − 1/3): variance 1/18; others: (1/2 − 1/2, 1 − 1/2, 1 − 1): variance 1/12
        Assert.Equal(Math.Sqrt(1 / 18.0 / 2 + 1 / 12.0 / 3), found.StandardError, 1e-12);
    }

    [Fact]
    public void Compare_TheSameScoresTwice_DifferByNothing()
    {
        var found = PairedAuc.Compare([1, 2, 3, 4], [1, 2, 3, 4], [false, true, false, true]);
        Assert.Equal((0, 0, 0), (found.Difference, found.DifferenceInterval.Low, found.DifferenceInterval.High));
        Assert.Throws<ArgumentException>(() => PairedAuc.Compare([1, 2, 3], [1, 2, 3], [true, false, false]));
    }

    private static double Jackknife(bool[] bought, Func<Func<int, bool>, double> area) => Math.Sqrt(new[] { true, false }.Sum(outcome =>
    {
        double[] without = [.. Enumerable.Range(0, bought.Length).Where(i => bought[i] == outcome).Select(left => area(i => i != left))];
        var mean = without.Average();
        return without.Sum(a => (a - mean) * (a - mean)) * (without.Length - 1) / without.Length;
    }));

    private static double Auc(double[] scores, bool[] bought, Func<int, bool> keep) =>
        RankMetrics.Auc([.. scores.Where((_, i) => keep(i))], [.. bought.Where((_, i) => keep(i))]);
}
