using System.Text.Json;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Analysis.Tests.Measure;

/// <summary>Every case of the reference file made with R 4.2.2 (stats) that we have an answer for.</summary>
public class OracleTests
{
    private const double Relative = 1e-10;

    private static List<JsonElement> Cases(string name)
    {
        var file = SharedData.Find("shared/oracle/statistics.json");
        if (file is null)
            Assert.Skip("The folder shared/oracle is not beside this clone; the test needs its reference values.");
        return [.. JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("cases").GetProperty(name).EnumerateArray()];
    }

    private static double[] Numbers(JsonElement e) => [.. e.EnumerateArray().Select(v => v.GetDouble())];

    private static long[] Counts(JsonElement e) => [.. e.EnumerateArray().Select(v => (long)v.GetDouble())];

    private static void Close(double expected, double actual, double relative = Relative)
    {
        if (Math.Abs(expected) >= 1e308)
            Assert.Equal(Math.Sign(expected) * double.PositiveInfinity, actual);
        else
            Assert.True(Math.Abs(expected - actual) <= relative * Math.Max(Math.Abs(expected), 1e-300), $"expected {expected:R}, was {actual:R}");
    }

    [Fact] // R: t.test(x, y, alternative, var.equal, conf.level)
    public void WelchTTest_OracleCases_MatchR()
    {
        foreach (var c in Cases("t"))
        {
            var alternative = c.GetProperty("alternative").GetString() switch { "greater" => Alternative.Greater, "less" => Alternative.Less, _ => Alternative.TwoSided };
            var result = WelchTTest.Compare(Numbers(c.GetProperty("y")), Numbers(c.GetProperty("x")), c.GetProperty("equal_variance").GetBoolean());
            Close(c.GetProperty("t").GetDouble(), result.TStatistic);
            Close(c.GetProperty("df").GetDouble(), result.DegreesOfFreedom);
            Close(c.GetProperty("p").GetDouble(), result.PValue(alternative));
            var interval = result.ConfidenceInterval(c.GetProperty("confidence").GetDouble(), alternative);
            Close(c.GetProperty("ci")[0].GetDouble(), interval.Low);
            Close(c.GetProperty("ci")[1].GetDouble(), interval.High);
            Close(c.GetProperty("mean_x").GetDouble(), result.Treatment.Mean);
        }
    }

    [Fact] // R: prop.test(correct = FALSE), fisher.test, Wilson interval
    public void TwoProportionZTest_OracleCases_MatchR()
    {
        foreach (var c in Cases("prop"))
        {
            var successes = Counts(c.GetProperty("successes"));
            var trials = Counts(c.GetProperty("trials"));
            var result = TwoProportionZTest.Compare(successes[1], trials[1], successes[0], trials[0]);
            Close(c.GetProperty("chisq").GetDouble(), result.ZStatistic * result.ZStatistic);
            Close(c.GetProperty("p_z").GetDouble(), result.PValueTwoSided);
            Close(c.GetProperty("diff_ci")[0].GetDouble(), result.Wald.Low);
            Close(c.GetProperty("diff_ci")[1].GetDouble(), result.Wald.High);
            // R's own exact test stops at about seven digits for large tables
            Close(c.GetProperty("p_fisher").GetDouble(), result.PValueFisher, 1e-7);
            var wilson = TwoProportionZTest.Wilson(successes[0], trials[0]);
            Close(c.GetProperty("wilson_first")[0].GetDouble(), wilson.Low);
            Close(c.GetProperty("wilson_first")[1].GetDouble(), wilson.High);
        }
    }

    [Fact] // R: power.prop.test solves by root finding to about 1e-6
    public void CustomersPerGroup_OracleCases_MatchR()
    {
        foreach (var c in Cases("power_prop"))
            Close(c.GetProperty("n_per_group").GetDouble(), TwoProportionPower.CustomersPerGroup(c.GetProperty("p1").GetDouble(), c.GetProperty("p2").GetDouble(), c.GetProperty("alpha").GetDouble(), c.GetProperty("power").GetDouble()), 1e-6);
    }

    [Fact] // R: chisq.test(observed, p = expected_share)
    public void SampleRatioCheck_OracleCases_MatchR()
    {
        foreach (var c in Cases("srm"))
        {
            var result = SampleRatioCheck.Check(Counts(c.GetProperty("observed")), Numbers(c.GetProperty("expected_share")));
            Close(c.GetProperty("chisq").GetDouble(), result.ChiSquare);
            Assert.Equal(c.GetProperty("df").GetInt32(), result.DegreesOfFreedom);
            Close(c.GetProperty("p").GetDouble(), result.PValue);
        }
    }

    [Fact] // R: mean, sd, median, quantile(type = 7)
    public void Descriptive_OracleCases_MatchR()
    {
        foreach (var c in Cases("desc"))
        {
            var x = Numbers(c.GetProperty("x"));
            var sorted = x.Order().ToArray();
            Close(c.GetProperty("mean").GetDouble(), Descriptive.Mean(x));
            Close(c.GetProperty("sd").GetDouble(), Math.Sqrt(Descriptive.Variance(x)));
            Close(c.GetProperty("median").GetDouble(), Descriptive.Quantile(sorted, 0.5));
        }
    }

    [Fact] // R: pt(t, df, lower.tail = FALSE)
    public void StudentTUpper_OracleTails_MatchR()
    {
        foreach (var c in Cases("t_tail"))
            Close(c.GetProperty("upper").GetDouble(), StudentTDistribution.Upper(c.GetProperty("t").GetDouble(), c.GetProperty("df").GetDouble()));
    }

    [Fact] // R: pnorm(z, lower.tail = FALSE)
    public void NormalUpper_OracleTails_MatchR()
    {
        foreach (var c in Cases("z_tail"))
            Close(c.GetProperty("upper").GetDouble(), NormalDistribution.Upper(c.GetProperty("z").GetDouble()), 1e-12);
    }

    [Fact] // R: p.adjust(method = "holm" / "BH")
    public void MultipleTests_OracleCases_MatchR()
    {
        foreach (var c in Cases("padjust"))
        {
            var p = Numbers(c.GetProperty("p"));
            foreach (var (expected, actual) in Numbers(c.GetProperty("holm")).Zip(MultipleTests.Holm(p)))
                Close(expected, actual);
            foreach (var (expected, actual) in Numbers(c.GetProperty("bh")).Zip(MultipleTests.BenjaminiHochberg(p)))
                Close(expected, actual);
        }
    }
}
