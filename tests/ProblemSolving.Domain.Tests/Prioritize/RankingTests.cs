using FsCheck.Xunit;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Tests.Prioritize;

public sealed class RankingTests
{
    [Fact]
    public void FastestFirst_ShortestTimeToAResult_IsFirst()
    {
        var ranking = Ranks.Fastest([Option("model", 30, 20, 0.6m), Option("eda", 7, 5, 0.3m), Option("unknown", null, null, null)]);
        Assert.Equal(["eda", "model", "unknown"], ranking.Select(r => r.Option.Name));
    }

    [Fact]
    public void FastestFirst_SameTime_MoreEffectPerDayIsFirst()
    {
        var ranking = Ranks.Fastest([Option("heavy", 7, 10, 0.3m), Option("light", 7, 2, 0.2m)]);
        Assert.Equal(["light", "heavy"], ranking.Select(r => r.Option.Name));
    }

    [Fact]
    public void FastestFirst_PlaceGivenByHand_WinsAndIsMarked()
    {
        var slow = Option("slow", 60, 20, 0.6m);
        slow.ManualRank = 1;
        var ranking = Ranks.Fastest([Option("fast", 7, 5, 0.3m), slow]);
        Assert.Equal(["slow", "fast"], ranking.Select(r => r.Option.Name));
        Assert.True(ranking[0].IsOverruled);
        Assert.Equal(2, ranking[0].ComputedRank);
        Assert.Contains(PrioritizeRules.Check(ranking), f => f.Code == "prioritize.no-reason");
    }

    [Fact]
    public void FirstByHand_OnlyWhileAnotherThanTheComputedFirstIsFirst()
    {
        var (fast, slow) = (Option("fast", 7, 5, 0.3m), Option("slow", 60, 20, 0.6m));
        Assert.Null(Ranking.FirstByHand(Ranks.Fastest([fast, slow])));
        fast.ManualRank = 1;
        Assert.Null(Ranking.FirstByHand(Ranks.Fastest([fast, slow])));
        (fast.ManualRank, slow.ManualRank) = (null, 1);
        Assert.Same(slow, Ranking.FirstByHand(Ranks.Fastest([fast, slow])));
    }

    [Fact]
    public void By_OptionsWithoutTheirNumber_HaveNoRankAndNobodyIsFirst()
    {
        var ranking = Ranks.Fastest([Option("later", null, 5, 0.3m), Option("unknown", null, null, null)]);
        Assert.All(ranking, r => Assert.False(r.IsPlaced));
        var findings = PrioritizeRules.Check(ranking);
        Assert.Contains(findings, f => f is { Code: "prioritize.no-first", Blocks: true });
        Assert.DoesNotContain(findings, f => f.Code == "prioritize.no-switch");
        Assert.Equal(findings.Select(f => f.Arguments[^1]), PrioritizeRules.Check(ranking).Select(f => f.Arguments[^1]));   // found twice, said the same: nothing is drawn again
        Assert.Null(Ranking.First(ranking));
        Assert.Equal(["later", "unknown"], findings.Where(f => f.Code == "prioritize.no-score").Select(f => f.Arguments[0]));
    }

    [Fact]
    public void By_CostOfDelayWithoutAnEffect_PointsToStepTwoAndNotToTheOption()
    {
        var settings = RankSettings.Of(new PrioritizeSheet { RankBy = RankingMethod.Wsjf }, null);
        var findings = PrioritizeRules.Check(Ranking.By(settings, [Option("a", 5, 5, 0.3m), Option("b", 6, 5, 0.2m)]));
        Assert.Contains(findings, f => f is { Code: "prioritize.no-delay", Place: "", Blocks: true });
        Assert.DoesNotContain(findings, f => f.Code == "prioritize.no-first");
    }

    [Fact]
    public void CheckDays_ADayGoneByBeforeTheChoiceWasTried_IsAskedAbout()
    {
        var today = new DateOnly(2026, 11, 22);
        var option = Option("a", 5, 5, 0.3m);
        (option.SwitchKind, option.SwitchDate) = (SwitchKind.DateReached, today.AddDays(-1));
        Assert.Equal("prioritize.past-date", Assert.Single(PrioritizeRules.CheckDays(Ranks.Fastest([option]), [], today)).Code);
        option.SwitchDate = today;
        Assert.Empty(PrioritizeRules.CheckDays(Ranks.Fastest([option]), [], today));
    }

    [Fact]
    public void By_PlaceGivenByHand_IsARankWithoutItsNumber()
    {
        var byHand = Option("by hand", null, null, null);
        byHand.ManualRank = 1;
        var ranking = Ranks.Fastest([Option("fast", 7, 5, 0.3m), byHand]);
        Assert.True(ranking[0].IsPlaced);
        Assert.Contains(PrioritizeRules.Check(ranking), f => f.Code == "prioritize.no-switch");
    }

    [Theory]   // nothing comes after it, so it is asked when it ends and not what it gives way to
    [InlineData(SwitchKind.FreeText, nameof(SolutionOption.SwitchCondition))]
    [InlineData(SwitchKind.NotSignificant, nameof(SolutionOption.SwitchRounds))]
    [InlineData(SwitchKind.DateReached, nameof(SolutionOption.SwitchDate))]
    [InlineData(SwitchKind.BelowBreakEven, null)]
    public void Check_TheLastChoice_IsAskedWhenItIsGivenUp(SwitchKind kind, string? missing)
    {
        var (first, last) = (Option("first", 5, 5, 0.3m), Option("last", 9, 5, 0.3m));
        (first.SwitchCondition, last.SwitchKind) = ("no answer after two letters", kind);
        var findings = PrioritizeRules.Check(Ranks.Fastest([first, last]));
        Assert.Equal(missing is null ? [] : [("prioritize.no-stop", FieldPlace.InRow(last.Id, missing), false)], findings.Select(f => (f.Code, f.Place, f.Blocks)));
    }

    [Property]
    public bool FastestFirst_AnyPlacesByHand_RanksEveryOptionOnce(byte[] wishes)
    {
        var options = wishes.Take(12).Select((w, i) =>
        {
            var option = Option($"o{i}", i % 4, 1, 0.1m);
            option.Position = i;
            option.ManualRank = w % 3 == 0 ? null : (w % 20) + 1;
            return option;
        }).ToList();
        var ranking = Ranks.Fastest(options);
        return ranking.Select(r => r.Rank).SequenceEqual(Enumerable.Range(1, options.Count)) && ranking.Select(r => r.Option.Id).ToHashSet().SetEquals(options.Select(o => o.Id));
    }

    private static SolutionOption Option(string name, decimal? days, decimal? effort, decimal? share) =>
        new() { Id = Guid.NewGuid(), Name = name, DaysToFirstResult = days, EffortDays = effort, EffectShare = share };
}
