using FsCheck;
using FsCheck.Fluent;
using ProblemSolving.Analysis.Measure;

namespace ProblemSolving.Analysis.Tests.Measure;

public class SurvivalTests
{
    // the aml data of R's survival package
    private static readonly SurvivalCount[] Maintained = [new(9, 1, 0), new(13, 1, 1), new(18, 1, 0), new(23, 1, 0), new(28, 0, 1), new(31, 1, 0), new(34, 1, 0), new(45, 0, 1), new(48, 1, 0), new(161, 0, 1)];
    private static readonly SurvivalCount[] Nonmaintained = [new(5, 2, 0), new(8, 2, 0), new(12, 1, 0), new(16, 0, 1), new(23, 1, 0), new(27, 1, 0), new(30, 1, 0), new(33, 1, 0), new(43, 1, 0), new(45, 1, 0)];

    [Fact] // R: survdiff(Surv(time, status) ~ x, aml): chisq 3.4 on 1 degrees of freedom, p = 0.07
    public void LogRank_Aml_MatchesThePublishedFigures()
    {
        var result = LogRankTest.Compare([Maintained, Nonmaintained]);
        Assert.Equal(3.4, result.ChiSquare, 0.05);
        Assert.Equal(0.0653, result.PValue, 0.0001);
    }

    [Fact] // two groups: (O − E)² / V from the hypergeometric table of every day, added up by hand
    public void LogRank_TwoGroups_IsTheClosedForm()
    {
        double difference = 0, variance = 0;
        long a = Maintained.Sum(c => c.Events + c.Censored), b = Nonmaintained.Sum(c => c.Events + c.Censored);
        foreach (var time in Maintained.Concat(Nonmaintained).Select(c => c.Time).Distinct().Order())
        {
            var (x, y) = (Maintained.FirstOrDefault(c => c.Time == time), Nonmaintained.FirstOrDefault(c => c.Time == time));
            double n = a + b, d = x.Events + y.Events;
            difference += x.Events - d * a / n;
            variance += n > 1 ? d * (n - d) / (n - 1) * a * b / (n * n) : 0;
            a -= x.Events + x.Censored;
            b -= y.Events + y.Censored;
        }

        Assert.Equal(difference * difference / variance, LogRankTest.Compare([Maintained, Nonmaintained]).ChiSquare, 1e-10);
    }

    [Fact]
    public void LogRank_GroupsInAnotherOrder_GiveTheSame()
    {
        SurvivalCount[] third = [new(2, 3, 0), new(20, 1, 4), new(40, 2, 1)];
        var one = LogRankTest.Compare([Maintained, Nonmaintained, third]);
        var two = LogRankTest.Compare([third, Maintained, Nonmaintained]);
        Assert.Equal(one.ChiSquare, two.ChiSquare, 1e-10);
        Assert.Equal(2, one.DegreesOfFreedom);
    }

    [Fact]
    public void LogRank_EqualGroups_SeesNothing() => Assert.Equal(0, LogRankTest.Compare([Maintained, Maintained]).ChiSquare, 1e-12);

    [Fact]
    public void Fit_WithoutCensoring_IsTheShareStillWaiting() => Prop.ForAll(
        Gen.Choose(0, 60).NonEmptyListOf().ToArbitrary(),
        days =>
        {
            var steps = KaplanMeier.Fit([.. days.GroupBy(d => d).OrderBy(g => g.Key).Select(g => new SurvivalCount(g.Key, g.Count(), 0))]);
            return steps.All(s => Math.Abs(s.Survival - days.Count(d => d > s.Time) / (double)days.Count) < 1e-12);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Fit_AnyCounts_FallsAndStaysInsideItsBand() => Prop.ForAll(
        Gen.Choose(0, 5).Two().NonEmptyListOf().ToArbitrary(),
        counts =>
        {
            var steps = KaplanMeier.Fit([.. counts.Select((c, day) => new SurvivalCount(day, c.Item1, c.Item2))]);
            return steps.Zip(steps.Skip(1)).All(p => p.Second.Survival <= p.First.Survival)
                && steps.All(s => s.Low is null || (s.Low <= s.Survival && s.Survival <= s.High && s.Low >= 0 && s.High <= 1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void MannWhitney_GroupsSwapped_TurnsTheProbabilityRound() => Prop.ForAll(
        Gen.Choose(0, 9).Select(v => (double)v).NonEmptyListOf().Two().ToArbitrary(),
        groups =>
        {
            var (a, b) = (groups.Item1.ToArray(), groups.Item2.ToArray());
            var (one, two) = (MannWhitneyTest.Compare(a, b), MannWhitneyTest.Compare(b, a));
            return Math.Abs(one.Superiority + two.Superiority - 1) < 1e-12 && Math.Abs(one.PValueTwoSided - two.PValueTwoSided) < 1e-12;
        }).QuickCheckThrowOnFailure();

    [Fact] // pairs counted one by one
    public void MannWhitney_SmallGroups_CountsPairs() =>
        Assert.Equal(4.5 / 6, MannWhitneyTest.Compare([1, 2], [2, 3, 1.5]).Superiority, 1e-12);

    [Fact] // R: cramerV by hand, sqrt(chisq.test(matrix(c(10, 20, 30, 40), 2), correct = FALSE)$statistic / 100)
    public void CramersV_FourCells_IsTheRootOfChiSquareOverN() =>
        Assert.Equal(Math.Sqrt(0.79365079365079365 / 100), Correlation.CramersV([(0, 0, 10), (1, 0, 20), (0, 1, 30), (1, 1, 40)])!.Value, 1e-12);

    // Hair and eye colour of 592 students, Snee (1974), The American Statistician 28, table HairEyeColor of R summed over sex.
    // R's chisq.test prints X-squared = 138.29 with df = 9; V is the root of X² / (592 · 3), which vcd's assocstats prints as 0.279.
    [Fact]
    public void CramersV_HairAndEyes_IsThePublishedOne()
    {
        int[][] students = [[68, 20, 15, 5], [119, 84, 54, 29], [26, 17, 14, 14], [7, 94, 10, 16]];
        var v = Correlation.CramersV([.. students.SelectMany((row, i) => row.Select((n, j) => (i, j, (long)n)))])!.Value;
        Assert.Equal(138.29, v * v * 592 * 3, 0.005);
        Assert.Equal(0.279, v, 0.0005);
    }

    [Fact]
    public void CramersV_SameColumnTwice_IsOne() => Assert.Equal(1, Correlation.CramersV([(0, 0, 5), (1, 1, 7), (2, 2, 1)])!.Value, 1e-12);
}
