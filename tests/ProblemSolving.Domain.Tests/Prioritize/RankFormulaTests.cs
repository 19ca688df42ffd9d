using FsCheck.Xunit;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Tests.Prioritize;

public sealed class RankFormulaTests
{
    private static readonly SolutionOption Full = new()
    {
        Id = Guid.NewGuid(), Name = "full", DaysToFirstResult = 10, EffortDays = 40, EffectShare = 0.5m, Reach = 1_000, ImpactScore = 4, ConfidenceScore = 4, EaseScore = 2,
    };

    [Theory] // by hand: 1,000 × 2 × 0.8 ÷ 2 person-months; (8 + 8 + 4) ÷ 3; 6 million × 0.5 ÷ 10 days; 4 ÷ (6 − 2)
    [InlineData(RankingMethod.FastestFirst, -10)]
    [InlineData(RankingMethod.EffectPerEffort, 0.0125)]
    [InlineData(RankingMethod.Rice, 800)]
    [InlineData(RankingMethod.Ice, 20.0 / 3)]
    [InlineData(RankingMethod.Wsjf, 300_000)]
    [InlineData(RankingMethod.ValuePerEffort, 1)]
    [InlineData(RankingMethod.OwnWeights, 3.75)]
    public void Explain_EachMethod_GivesTheScoreByHand(RankingMethod method, double expected)
    {
        var score = RankFormula.Explain(Settings(method), Full, fastest: 10);
        Assert.Equal(expected, score.Value!.Value, 9);
        Assert.Empty(score.Missing);
    }

    [Fact]
    public void Explain_OwnWeights_CountTheirShares()
    {
        var settings = RankSettings.Of(new PrioritizeSheet { RankBy = RankingMethod.OwnWeights, WeightSpeed = 3, WeightImpact = 1 }, null);
        Assert.Equal((0.75 * 2.5) + (0.25 * 4), RankFormula.Explain(settings, Full, fastest: 5).Value!.Value, 9);   // twice the time of the fastest: half of five points
    }

    [Theory]
    [InlineData(RankingMethod.Rice, nameof(SolutionOption.Reach))]
    [InlineData(RankingMethod.Ice, nameof(SolutionOption.ImpactScore))]
    [InlineData(RankingMethod.Wsjf, nameof(SolutionOption.EffectShare))]
    public void Explain_AnInputIsMissing_NamesItAndGivesNoScore(RankingMethod method, string field)
    {
        var score = RankFormula.Explain(Settings(method), new SolutionOption { EffortDays = 1 }, fastest: 1);
        Assert.Null(score.Value);
        Assert.Contains(field, score.Missing);
    }

    [Fact]
    public void Explain_WsjfWithoutACostOfDelay_SaysSo()
    {
        var score = RankFormula.Explain(RankSettings.Of(new PrioritizeSheet { RankBy = RankingMethod.Wsjf }, costOfDelay: -5), Full, 10);
        Assert.Equal(("rank.why.no-delay", null), (score.Why.Key, score.Value));
    }

    [Fact]
    public void Explain_NoEffort_IsMissingAndNotWithoutEnd()
    {
        var score = RankFormula.Explain(Settings(RankingMethod.EffectPerEffort), new SolutionOption { EffectShare = 0.5m, EffortDays = 0 }, 1);
        Assert.Equal([nameof(SolutionOption.EffortDays)], score.Missing);
    }

    [Fact]
    public void Factors_AreThoseOfTheRicePaperAtWholePointsAndStraightBetween()
    {
        Assert.Equal([0.25, 0.5, 1, 2, 3], Enumerable.Range(1, 5).Select(p => RankFormula.ImpactFactor(p)));
        Assert.Equal([0.5, 0.8, 1], Enumerable.Range(3, 3).Select(p => RankFormula.ConfidenceFactor(p)));
        Assert.Equal(1.5, RankFormula.ImpactFactor(3.5), 9);
    }

    [Fact]
    public void Explain_OwnWeights_NeedsOnlyWhatIsWeighed()
    {
        var settings = RankSettings.Of(new PrioritizeSheet { RankBy = RankingMethod.OwnWeights, WeightImpact = 1 }, null);
        var option = new SolutionOption { ImpactScore = 4 };
        Assert.Equal(4, RankFormula.Explain(settings, option, fastest: 5).Value!.Value, 9);
        Assert.Equal([nameof(SolutionOption.ImpactScore)], RankFormula.Explain(settings, new SolutionOption(), fastest: 5).Missing);
    }

    [Fact]
    public void By_Wsjf_PutsTheHigherCostOfDelayPerDayFirst()
    {
        var (small, large) = (Option("small", share: 0.2m, effort: 20), Option("large", share: 0.8m, effort: 40));
        (small.DaysToFirstResult, large.DaysToFirstResult) = (2, 20);   // per effort the large one would win
        Assert.Equal(["small", "large"], Ranking.By(Settings(RankingMethod.Wsjf), [large, small]).Select(r => r.Option.Name));
    }

    [Property]
    public bool By_AnyMethod_RanksByScoreWithTheUnknownLast(byte[] numbers, byte method)
    {
        var options = numbers.Take(30).Select((n, i) => Option($"o{i}", n % 5 == 0 ? null : n / 255m, n % 7)).ToList();
        var ranking = Ranking.By(Settings((RankingMethod)(method % 7)), options);
        var scores = ranking.Select(r => r.Score.Value ?? double.NegativeInfinity).ToList();
        return ranking.Count == options.Count && scores.SequenceEqual(scores.OrderByDescending(s => s));
    }

    private static SolutionOption Option(string name, decimal? share, decimal effort) =>
        new() { Id = Guid.NewGuid(), Name = name, EffectShare = share, EffortDays = effort, DaysToFirstResult = effort, ImpactScore = share is null ? null : 1 + (4 * share), ConfidenceScore = 3, EaseScore = 3, Reach = 100 };

    private static RankSettings Settings(RankingMethod method) => RankSettings.Of(new PrioritizeSheet { RankBy = method }, costOfDelay: 6_000_000);
}
