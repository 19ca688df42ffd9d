using System.Globalization;
using System.Numerics;
using System.Text;
using ProblemSolving.Analysis.Analyze;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Tests.Analyze;

public sealed class ProfileTests(PurchaseLogs logs, ITestOutputHelper output) : IClassFixture<PurchaseLogs>
{
    private (IReadOnlyList<ColumnProfile> Columns, TableFacts Facts) Profile(TableSource source, int threads = 2) =>
        RepurchaseAnalysis.Profile(source, logs.Folder.Settings with { Threads = threads }, null, TestContext.Current.CancellationToken);

    private TableSource Table(string csv) => logs.Folder.Import(logs.Folder.Write(csv), p => p with { PurchaseLog = false });

    public static TheoryData<string> Nist() => new("Lew", "Lottery", "Mavro", "Michelso", "NumAcc1", "NumAcc2", "NumAcc3", "NumAcc4", "PiDigits");

    [Theory] // certified values of NIST StRD; the ceiling is what exact arithmetic on the doubles nearest to the data gives
    [MemberData(nameof(Nist))]
    public void Profile_NistUnivariate_IsWithinATenthOfADigitOfWhatDoublesAllow(string name)
    {
        var lines = File.ReadAllLines(Directory.GetFiles(SharedData.File("nist_univariate"), name + ".*").Single());
        double Certified(string label) => double.Parse(lines.First(l => l.StartsWith(label, StringComparison.Ordinal)).Split(':')[1].Replace("(exact)", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
        // the digits of pi lie there without their header; these are NIST's values for them
        var (mean, deviation) = name == "PiDigits" ? (4.5348, 2.86733906028871) : (Certified("Sample Mean"), Certified("Sample Standard Deviation"));
        var values = (name == "PiDigits" ? lines : lines.SkipWhile(l => !l.StartsWith("----", StringComparison.Ordinal)).Skip(1)).Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        var stored = Profile(Table("y\n" + string.Join('\n', values) + "\n")).Columns.Single();
        Assert.Equal(values.Count, stored.Rows);
        // the same as doubles: the path of columns that are no exact decimals
        var doubles = NumberMoments.Of([.. values.Select(v => double.Parse(v, CultureInfo.InvariantCulture)).GroupBy(v => v).OrderBy(g => g.Key).Select(g => (g.Key, (long)g.Count()))]);
        var (exactMean, exactDeviation) = Exact([.. values.Select(v => double.Parse(v, CultureInfo.InvariantCulture))]);
        var (meanCeiling, deviationCeiling) = (Digits(exactMean, mean), Digits(exactDeviation, deviation));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: digits of the mean {Digits(stored.Mean!.Value, mean):F1} decimals, {Digits(doubles.Mean, mean):F1} doubles, ceiling {meanCeiling:F1}; of the spread {Digits(stored.StandardDeviation!.Value, deviation):F1}, {Digits(doubles.StandardDeviation!.Value, deviation):F1}, ceiling {deviationCeiling:F1}"));
        Assert.True(Digits(stored.Mean.Value, mean) >= meanCeiling - 0.1);
        Assert.True(Digits(stored.StandardDeviation.Value, deviation) >= deviationCeiling - 0.1);
        Assert.True(Digits(doubles.Mean, mean) >= meanCeiling - 0.1);
        Assert.True(Digits(doubles.StandardDeviation.Value, deviation) >= deviationCeiling - 0.1);
        Assert.True(Digits(Descriptive.Mean([.. values.Select(v => double.Parse(v, CultureInfo.InvariantCulture))]), mean) >= meanCeiling - 0.1);
    }

    /// <summary>Correct digits; fifteen at most, since a certified value has no more.</summary>
    private static double Digits(double estimate, double certified) =>
        estimate == certified ? 15 : Math.Min(15, -Math.Log10(Math.Abs(estimate - certified) / Math.Abs(certified)));

    /// <summary>Mean and spread of doubles in exact fractions of 2⁻¹⁰⁷⁴.</summary>
    private static (double Mean, double Deviation) Exact(double[] values)
    {
        const int Shift = 200;
        BigInteger Whole(double v)
        {
            var bits = BitConverter.DoubleToInt64Bits(v);
            var exponent = (int)((bits >> 52) & 0x7FF);
            BigInteger mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
            var power = Math.Max(exponent, 1) - 1075 + Shift;
            return v == 0 ? 0 : (bits < 0 ? -1 : 1) * (power >= 0 ? mantissa << power : mantissa >> -power);
        }

        BigInteger n = values.Length, sum = 0, squares = 0;
        foreach (var value in values)
        {
            var whole = Whole(value);
            sum += whole;
            squares += whole * whole;
        }

        var spread = (n * squares - sum * sum << 200) / (n * (n - 1));
        return (Math.ScaleB((double)((sum << 200) / n), -200 - Shift), Math.Sqrt(Math.ScaleB((double)spread, -200 - 2 * Shift)));
    }

    [Theory] // 500 orders in 100 days; one of them, or one in a thousand, far in the future
    [InlineData(500, 1, "2062-01-01", true)]
    [InlineData(500, 1, "2026-05-01", false)]
    [InlineData(500, 2, "2062-01-01", false)]
    [InlineData(3000, 3, "2062-01-01", true)]
    [InlineData(40, 1, "2062-01-01", false)]
    public void Profile_LastDayFarBehindTheOthers_IsSaidFirst(int rows, int far, string day, bool said)
    {
        var text = new StringBuilder("customer,date,amount\n");
        for (var i = 0; i < rows; i++)
            text.Append(CultureInfo.InvariantCulture, $"c{i},{(i < far ? day : new DateOnly(2026, 1, 1).AddDays(i % 100).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))},10\n");
        var facts = Profile(logs.Folder.Import(logs.Folder.Write(text.ToString()))).Facts;
        Assert.Equal(said, facts.Alerts.Count > 0 && facts.Alerts[0].Text.Key == TableFacts.FarLastDay);
        if (said)
            Assert.Equal(["date", day, "2026-04-10", (long)far], [facts.Alerts[0].Column, .. facts.Alerts[0].Text.Arguments]);
    }

    [Fact] // R: x <- c(1, 2, 2, 3, 10); e1071::skewness(x, type = 2); quantile(x, type = 7)
    public void Profile_SmallColumn_MatchesR()
    {
        var column = Profile(Table("x\n1\n2\n2\n3\n10\n")).Columns.Single();
        Assert.Equal(3.6, column.Mean!.Value, 1e-15);
        Assert.Equal(3.6469165057620940, column.StandardDeviation!.Value, 1e-14);
        Assert.Equal([2d, 2d, 3d], column.Quartiles!);
        Assert.Equal(2.0286991020803327, column.Spread!.Skewness!.Value, 1e-14);
        Assert.Equal((0.5, 4.5, 0, 1), (column.Spread.LowFence, column.Spread.HighFence, column.Spread.Below, column.Spread.Above));
        Assert.Equal(["1:1", "2:2", "3:1", "10:1"], column.Histogram!.Select(b => $"{b.From}:{b.Count}"));
    }

    [Fact]
    public void Profile_ManyValues_HistogramHoldsEveryRow()
    {
        var column = Profile(Table("x\n" + string.Join('\n', Enumerable.Range(1, 997).Select(i => (i * i % 1009 + i / 7.0).ToString("F3", CultureInfo.InvariantCulture))) + "\n")).Columns.Single();
        Assert.Equal(997, column.Histogram!.Sum(b => b.Count));
        Assert.InRange(column.Histogram!.Count, 10, 42);
        Assert.Equal(column.Quartiles, [column.Spread!.Quantiles[3], column.Spread.Quantiles[4], column.Spread.Quantiles[5]]);
    }

    [Fact]
    public void Profile_ColumnWithoutAnyValue_IsToldAndBreaksNothing()
    {
        var (columns, facts) = Profile(Table("a,b\n1,\n2,\n3,\n"));
        Assert.Equal((3, 0), (columns[1].Missing, columns[1].Distinct));
        Assert.Contains(facts.Alerts, a => a.Column == "b" && a.Text.Key == "alert.empty");
    }

    [Fact] // the engine's sums over whole numbers against the textbook formula in doubles
    public void Profile_Correlations_AgreeWithTwoPassesInMemory()
    {
        double[] x = [.. Enumerable.Range(1, 400).Select(i => i * 37 % 101 + 0.25)], y = [.. x.Select((v, i) => Math.Round(v * 3 + i * i % 17, 2))], z = [.. x.Select((_, i) => 1e9 + i % 5 * 0.001)];
        var text = new StringBuilder("x,y,z\n");
        for (var i = 0; i < x.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"{x[i]},{y[i]},{z[i]:F3}\n");
        var numbers = Profile(Table(text.ToString())).Facts.Numbers!;
        double[][] all = [x, y, z];
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                Assert.Equal(i == j ? 1 : Correlation.Pearson(all[i], all[j])!.Value, numbers.Pearson[i][j], 1e-9);
                Assert.Equal(i == j ? 1 : Correlation.Spearman(all[i], all[j])!.Value, numbers.Spearman[i][j], 1e-12);
            }
        }
    }

    [Fact] // PROVENANCE: 5,268 duplicate rows, 25,900 invoices, 4,372 customers
    public void Profile_OnlineRetail_MeetsThePublishedFactsOnAnyNumberOfThreads()
    {
        var (columns, facts) = Profile(logs.OnlineRetail);
        Assert.Equal(5_268, facts.DuplicateRows);
        Assert.Equal(25_900, columns.Single(c => c.Role == ColumnRole.Order).Distinct);
        Assert.Equal(4_372, columns.Single(c => c.Role == ColumnRole.Customer).Distinct);
        Assert.Contains(facts.Alerts, a => a.Text.Key == "alert.duplicates");
        var quantity = columns.Single(c => c.Role == ColumnRole.Quantity);
        Assert.Equal(541_909, quantity.Histogram!.Sum(b => b.Count));
        var one = ResultJson.Write(Profile(logs.OnlineRetail, threads: 1));
        Assert.Equal(ResultJson.Write((columns, facts)), one);
    }
}
