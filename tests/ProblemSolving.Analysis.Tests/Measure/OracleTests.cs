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
            double[] shares = [0.01, 0.05, 0.25, 0.75, 0.95, 0.99];
            foreach (var (expected, share) in Numbers(c.GetProperty("q")).Zip(shares))
                Close(expected, Descriptive.Quantile(sorted, share));
            // the same from different values with counts, as a profile takes them
            var weighted = new Analysis.Analyze.WeightedValues([.. sorted.GroupBy(v => v).Select(g => (g.Key, (long)g.Count()))]);
            foreach (var (expected, share) in Numbers(c.GetProperty("q")).Zip(shares))
                Close(expected, weighted.Quantile(share));
        }
    }

    [Fact] // R: cor(x, y), cor(x, y, method = "spearman")
    public void Correlation_OracleCases_MatchR()
    {
        foreach (var c in Cases("cor"))
        {
            var (x, y) = (Numbers(c.GetProperty("x")), Numbers(c.GetProperty("y")));
            Close(c.GetProperty("pearson").GetDouble(), Correlation.Pearson(x, y)!.Value);
            Close(c.GetProperty("spearman").GetDouble(), Correlation.Spearman(x, y)!.Value);
        }
    }

    [Fact] // R: survfit(Surv(time, event) ~ 1, conf.type = "log-log"); -1 stands for a missing limit
    public void KaplanMeier_OracleCases_MatchR()
    {
        foreach (var c in Cases("km"))
        {
            var watched = Numbers(c.GetProperty("time")).Zip(Counts(c.GetProperty("event")));
            var steps = KaplanMeier.Fit([.. watched.GroupBy(w => w.First).OrderBy(g => g.Key).Select(g => new SurvivalCount(g.Key, g.Sum(w => w.Second), g.Count() - g.Sum(w => w.Second)))]);
            Assert.Equal(Numbers(c.GetProperty("at")), steps.Select(s => s.Time));
            Assert.Equal(Counts(c.GetProperty("n_risk")), steps.Select(s => s.AtRisk));
            Assert.Equal(Counts(c.GetProperty("n_event")), steps.Select(s => s.Events));
            foreach (var (expected, step) in Numbers(c.GetProperty("survival")).Zip(steps))
                Assert.Equal(expected, step.Survival, 1e-13);
            foreach (var ((low, high), step) in Numbers(c.GetProperty("lower")).Zip(Numbers(c.GetProperty("upper"))).Zip(steps))
            {
                Assert.Equal(low < 0, step.Low is null);
                if (step.Low is null)
                    continue;
                Close(low, step.Low!.Value);
                Close(high, step.High!.Value);
            }

            var median = c.GetProperty("median").GetDouble();
            Assert.Equal(median < 0 ? null : median, KaplanMeier.Median(steps));
        }
    }

    [Fact] // R: wilcox.test(x, y, exact = FALSE, correct = FALSE)
    public void MannWhitney_OracleCases_MatchR()
    {
        foreach (var c in Cases("mw"))
        {
            var result = MannWhitneyTest.Compare(Numbers(c.GetProperty("y")), Numbers(c.GetProperty("x")));
            Close(c.GetProperty("w").GetDouble(), result.Statistic);
            Close(c.GetProperty("p").GetDouble(), result.PValueTwoSided);
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
